"""Numbers typed as text: read only when they can mean one thing."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.readers.number_text import NumberFault, read_count, read_percent
from dispatch.vietnamese.numbers import count, percent


def code(read: int | NumberFault) -> str:
    assert isinstance(read, NumberFault), read
    assert not read.message.isascii()
    assert read.hint
    return read.code


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("161828", 161828),
        (" 7 ", 7),
        ("007", 7),
        ("1.234.567", 1234567),
        ("161.828.000", 161828000),
        ("1 234 567", 1234567),
        ("1 234", 1234),
        ("1\u00a0234\u202f567", 1234567),
        ("1.234,00", 1234),
        ("1500,0", 1500),
    ],
)
def test_a_count_with_one_meaning_is_read(text: str, value: int) -> None:
    assert read_count(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("41,54", 4154),
        ("41,54%", 4154),
        ("41,54 %", 4154),
        ("41,5", 4150),
        ("83", 8300),
        ("0,05", 5),
        ("100,00%", 10000),
        ("1.234,56", 123456),
        ("41,5400%", 4154),
    ],
)
def test_a_percentage_with_one_meaning_is_read_into_hundredths(text: str, value: int) -> None:
    assert read_percent(text) == value


@pytest.mark.parametrize("read", [read_count, read_percent])
@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("1.234", ("1234", "1,234")),
        ("161.828", ("161828", "161,828")),
        ("41.54", ("4154", "41,54")),
        ("41.54%", ("4154", "41,54")),
        ("0.5", ("5", "0,5")),
        ("1,234", ("1234", "1,234")),
        ("1234,567", ("1234567", "1234,567")),
    ],
)
def test_an_ambiguous_number_is_refused_with_both_readings(
    read: Callable[[str], int | NumberFault], text: str, readings: tuple[str, str]
) -> None:
    fault = read(text)
    assert isinstance(fault, NumberFault)
    assert fault.code == "ambiguous-number"
    assert all(f" {reading} (" in fault.message for reading in readings)


@pytest.mark.parametrize("read", [read_count, read_percent])
@pytest.mark.parametrize("text", ["", "  ", "\u00a0", "-", "–", "—", "−", "--", "…", "..."])
def test_nothing_or_a_dash_is_blank_and_not_zero(read: Callable[[str], int | NumberFault], text: str) -> None:
    fault = read(text)
    assert isinstance(fault, NumberFault)
    assert fault.code == "blank"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-5", "negative"),
        ("− 5", "negative"),
        ("–1.234", "negative"),
        ("5-", "negative"),
        ("(123)", "negative"),
        ("(1.234)", "negative"),
        ("41,54", "not-whole"),
        ("0,234", "not-whole"),
        ("75,53%", "percent-for-count"),
        ("100%", "percent-for-count"),
        ("12 việc", "unit-in-number"),
        ("12đ", "unit-in-number"),
        ("1.234 nghìn đồng", "unit-in-number"),
        ("12₫", "unit-in-number"),
        ("1,234,567", "english-number"),
        ("1,234.56", "english-number"),
        ("１２", "foreign-digits"),
        ("١٢", "foreign-digits"),
        ("5²", "foreign-digits"),
        ("'123", "not-a-number"),
        ("1.5E3", "not-a-number"),
        ("12.34.567", "not-a-number"),
        ("0.123.456", "not-a-number"),
        ("1.2345.678", "not-a-number"),
        ("1 23", "not-a-number"),
        ("+5", "not-a-number"),
        ("=1+1", "not-a-number"),
        ("Hà Nội", "not-a-number"),
        ("1\n2", "not-a-number"),
        ("9" * 19, "too-large"),
        ("9" * 100_000, "not-a-number"),
        (" ".join("9" * 30_000), "not-a-number"),
    ],
)
def test_what_is_no_count_says_why(text: str, expected: str) -> None:
    assert code(read_count(text)) == expected


@pytest.mark.parametrize("text", ["41,546", "0,4154", "41,5401%"])
def test_a_percentage_is_never_rounded_or_taken_for_a_fraction(text: str) -> None:
    assert code(read_percent(text)) in {"too-many-decimals", "ambiguous-number"}


def test_a_unit_is_named_in_the_hint() -> None:
    fault = read_count("12 việc")
    assert isinstance(fault, NumberFault)
    assert "bỏ “việc”" in fault.hint


def test_a_long_text_is_shortened_in_the_message() -> None:
    fault = read_count("x" * 32_000)
    assert isinstance(fault, NumberFault)
    assert len(fault.message) < 80


@given(st.integers(0, 10**15))
def test_a_count_as_letters_print_it_is_read_back_or_found_ambiguous(value: int) -> None:
    read = read_count(count(value))
    if 1000 <= value < 1_000_000:
        assert isinstance(read, NumberFault)
    else:
        assert read == value


@given(st.integers(0, 10**9))
def test_a_percentage_as_letters_print_it_is_read_back(hundredths: int) -> None:
    assert read_percent(percent(hundredths)) == hundredths


@given(st.text())
def test_any_text_gives_a_number_or_a_fault(text: str) -> None:
    for read in (read_count(text), read_percent(text)):
        assert (read >= 0) if isinstance(read, int) else (read.code and read.message and read.hint)


@given(st.text("0123456789.,-%()  đE"))
def test_a_number_is_never_read_without_its_digits_in_order(text: str) -> None:
    read = read_count(text)
    if isinstance(read, int):
        digits = "".join(c for c in text.partition(",")[0] if c.isdigit())
        assert str(read) == (digits.lstrip("0") or "0")
