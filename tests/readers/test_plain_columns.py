"""Cells of nothing but digits, read by whole columns."""

from hypothesis import given
from hypothesis import strategies as st

from dispatch.readers.number_text import read_count
from dispatch.readers.plain_columns import are_plain, plain_columns

_DIGITS = st.text("0123456789", min_size=1, max_size=25)
_OTHER = st.sampled_from(["", " ", "1.234", "-5", "+5", "1_0", "４", "٣", "²", "12 ", "1,5", "abc"])
_LONG = "1" * 5000


@given(st.lists(_DIGITS | _OTHER, max_size=6))
def test_plain_cells_are_read_as_they_are_one_by_one(cells: list[str]) -> None:
    if are_plain(cells):
        assert [list(column) for column in plain_columns([cells])] == [[read_count(cell) for cell in cells]]


@given(st.lists(st.text("0123456789", min_size=1, max_size=18), min_size=1, max_size=6))
def test_cells_of_digits_are_plain(cells: list[str]) -> None:
    assert are_plain(cells)


def test_one_strange_cell_leaves_its_column_and_so_the_table_to_be_read_one_by_one() -> None:
    assert plain_columns([["1", "2"], ["3", "x"]]) == ()
    assert plain_columns([["1", "2"], ["3", "4"]]) == [[1, 2], [3, 4]]


def test_more_digits_than_any_amount_has_are_left_to_the_reader_that_says_so() -> None:
    assert [are_plain([cell]) for cell in ("1", _LONG, "9" * 19, "0" * 19)] == [True, False, False, False]
