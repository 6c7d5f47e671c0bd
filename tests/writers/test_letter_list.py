"""The list of letters is a workbook of texts: no cell can become a formula, the same letters give the same bytes."""

import io
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from dispatch.model.letter_list import ListedLetter
from dispatch.writers.letter_list import letter_list

TEXTS = st.text(st.characters(min_codepoint=32, max_codepoint=0x1EF9, exclude_categories=["Cs", "Cc"]), max_size=20)


def rows(document: bytes) -> list[tuple[object, ...]]:
    [sheet] = load_workbook(io.BytesIO(document)).worksheets
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows()]


@pytest.mark.parametrize("text", ["=1+1", "+84", "-5%", "@SUM(A1)", '=HYPERLINK("http://x")', "a & b <c>", "  lề  "])
def test_every_text_stays_text(text: str) -> None:
    document = letter_list([ListedLetter("84", text, text, (text,), text, (text,))], ("Tỷ lệ",))
    [sheet] = load_workbook(io.BytesIO(document)).worksheets
    cells = next(iter(sheet.iter_rows(min_row=2)))
    assert [cell.value for cell in cells] == [1, "84", text, text, text, text, text]
    assert {cell.data_type for cell in cells[1:]} <= {"inlineStr", "s"}
    assert all(cell.quotePrefix for cell in cells[2:]) == text.startswith(("=", "+", "-", "@"))


@given(TEXTS)
def test_a_name_is_read_back_as_it_was_written(name: str) -> None:
    document = letter_list([ListedLetter("84", name, "a.docx", (), "đã soạn")], ())
    assert (rows(document)[1][2] or "") == name
    assert document == letter_list([ListedLetter("84", name, "a.docx", (), "đã soạn")], ())


def test_headings_stand_over_their_columns() -> None:
    [heads] = rows(letter_list([], ("Tỷ lệ về việc",)))
    assert heads == ("STT", "Mã đơn vị", "Đơn vị", "Tệp văn bản", "Tỷ lệ về việc", "Trạng thái", "Cần xem lại")


def test_printed_it_is_as_wide_as_a_page_on_its_side_with_its_heads_on_every_page() -> None:
    [sheet] = load_workbook(io.BytesIO(letter_list([], ()))).worksheets
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.sheet_properties.pageSetUpPr
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"


@given(st.lists(st.text("aà", min_size=1, max_size=20), min_size=1, max_size=12), st.sampled_from([" ", "-"]))
def test_a_row_is_as_high_as_the_lines_of_its_longest_cell(words: list[str], between: str) -> None:
    text = between.join(words)
    [sheet] = load_workbook(io.BytesIO(letter_list([ListedLetter("84", text, "a.docx", (), "")], ()))).worksheets
    lines = len(textwrap.wrap(text, int(sheet.column_dimensions["C"].width)))
    assert sheet.row_dimensions[2].height == (15 * lines if lines > 1 else None)
