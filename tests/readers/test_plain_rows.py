"""Rows of nothing but digits, read by whole columns."""

from hypothesis import given
from hypothesis import strategies as st

from dispatch.readers.number_text import read_count
from dispatch.readers.plain_rows import Counts, plain_rows

_DIGITS = st.text("0123456789", min_size=1, max_size=25)
_OTHER = st.sampled_from(["", " ", "1.234", "-5", "+5", "1_0", "４", "٣", "²", "12 ", "1,5", "abc"])
_LONG = "1" * 5000


def _tables(cells: st.SearchStrategy[str]) -> st.SearchStrategy[list[tuple[str, ...]]]:
    return st.integers(1, 4).flatmap(lambda width: st.lists(st.tuples(*[cells] * width), max_size=6))


def _read(rows: list[tuple[str, ...]]) -> list[Counts | None]:
    return list(plain_rows(list(zip(*rows, strict=True))))


@given(_tables(_DIGITS | _OTHER))
def test_a_row_is_read_as_its_cells_are_one_by_one_or_left_to_be_read_so(rows: list[tuple[str, ...]]) -> None:
    read = _read(rows)
    assert len(read) == len(rows)
    for cells, counts in zip(rows, read, strict=True):
        assert counts is None or list(counts) == [read_count(cell) for cell in cells]


@given(_tables(st.text("0123456789", min_size=1, max_size=18)))
def test_rows_of_digits_are_all_plain(rows: list[tuple[str, ...]]) -> None:
    assert None not in _read(rows)


def test_one_strange_cell_leaves_the_other_rows_plain() -> None:
    assert [counts and list(counts) for counts in _read([("1", "2"), ("3", "x"), ("4", "5")])] == [
        [1, 2],
        None,
        [4, 5],
    ]


def test_more_digits_than_any_amount_has_are_left_to_the_reader_that_says_so() -> None:
    assert _read([("1",), (_LONG,), ("9" * 19,)]) == [[1], None, None]
