"""Counts of nothing but digits, as nearly all cells of a text table are: they are looked at by whole columns."""

from collections.abc import Sequence

from dispatch.readers.text_table import Cells

# More than any amount has: see number_text. Python refuses to read thousands of digits.
_MOST_DIGITS = 18


def plain_columns(columns: Sequence[Cells]) -> Sequence[Sequence[int]]:
    """The counts of every column; nothing when a cell of one is not plain."""
    return [list(map(int, column)) for column in columns] if all(map(are_plain, columns)) else ()


def are_plain(cells: Cells) -> bool:
    """Whether all cells are counts of nothing but digits, and no more of these than any amount has."""
    digits = "".join(cells)
    return digits.isascii() and digits.isdigit() and "" not in cells and max(map(len, cells)) <= _MOST_DIGITS
