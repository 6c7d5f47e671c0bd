"""Numbers out of the cells of a workbook."""

from collections.abc import Callable

import pytest

from dispatch.readers.cell_number import cell_fault, count_in, percent_in
from dispatch.readers.cells import Cell, CellKind
from dispatch.readers.number_text import NumberFault


def cell(kind: CellKind, text: str) -> Cell:
    return Cell("B2", "B", kind, text)


@pytest.mark.parametrize(
    ("kind", "text", "value"), [("number", "161828", 161828), ("number", "0", 0), ("text", "1.234.567", 1234567)]
)
def test_a_count_is_read_from_a_number_or_a_text(kind: CellKind, text: str, value: int) -> None:
    assert count_in(cell(kind, text)) == value


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("percent", "41,54%", 4154),
        ("percent", "41,535%", 4154),
        ("percent", "41,545%", 4155),
        ("percent", "0,4%", 40),
        ("percent", "100%", 10000),
        ("number", "41,540076", 4154),
        ("number", "0", 0),
        ("text", "41,54%", 4154),
        ("text", "0,85", 85),
    ],
)
def test_a_percentage_is_read_from_each_form_and_rounded_half_up(kind: CellKind, text: str, value: int) -> None:
    assert percent_in(cell(kind, text)) == value


@pytest.mark.parametrize("text", ["0,4154", "1", "0,85"])
def test_a_number_up_to_one_may_be_a_fraction_or_a_percentage(text: str) -> None:
    fault = percent_in(cell("number", text))
    assert isinstance(fault, NumberFault)
    assert fault.code == "ambiguous-number"
    assert f"{text}% hoặc" in fault.message


@pytest.mark.parametrize("read", [count_in, percent_in])
@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("empty", "", "blank"),
        ("text", "—", "blank"),
        ("number", "-3", "negative"),
        ("number", "1000000000000000", "precision-loss"),
        ("number", "1000000000000000000", "too-large"),
        ("bool", "TRUE", "not-a-number"),
        ("date", "15/3/2022", "date-for-number"),
        ("error", "#DIV/0!", "error-value"),
        ("uncached", "", "uncached-formula"),
        ("text", "1.234", "ambiguous-number"),
    ],
)
def test_what_a_cell_holds_instead_is_told(
    read: Callable[[Cell], int | NumberFault], kind: CellKind, text: str, code: str
) -> None:
    fault = read(cell(kind, text))
    assert isinstance(fault, NumberFault)
    assert fault.code == code


@pytest.mark.parametrize(
    ("kind", "text", "code"), [("number", "1500,5", "not-whole"), ("percent", "41,54%", "percent-for-count")]
)
def test_a_count_is_whole_and_no_rate(kind: CellKind, text: str, code: str) -> None:
    fault = count_in(cell(kind, text))
    assert isinstance(fault, NumberFault)
    assert fault.code == code


def test_an_uncached_formula_says_to_save_in_excel() -> None:
    fault = cell_fault(cell("uncached", ""))
    assert fault is not None
    assert "mở tệp bằng Excel, lưu lại" in fault.hint


@pytest.mark.parametrize("kind", ["text", "number", "empty", "date", "percent", "bool"])
def test_other_cells_can_be_read_as_text(kind: CellKind) -> None:
    assert cell_fault(cell(kind, "5")) is None
