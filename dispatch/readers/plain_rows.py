"""Counts of nothing but digits, as nearly all cells of a text table are: they are looked at by whole columns."""

from collections.abc import Iterator, Sequence

# More than any amount has: see number_text. Python refuses to read thousands of digits.
_MOST_DIGITS = 18

Cells = Sequence[str]
Counts = Sequence[int]


def plain_rows(columns: Sequence[Cells]) -> Iterator[Counts | None]:
    """The counts of every row of a table by its columns; None for a row with a cell that is not plain."""
    if all(map(_are_plain, columns)):
        return zip(*[map(int, column) for column in columns], strict=True)
    return (list(map(int, row)) if _are_plain(row) else None for row in zip(*columns, strict=True))


def _are_plain(cells: Cells) -> bool:
    digits = "".join(cells)
    return digits.isascii() and digits.isdigit() and "" not in cells and max(map(len, cells)) <= _MOST_DIGITS
