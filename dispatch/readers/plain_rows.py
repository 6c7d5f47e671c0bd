"""Counts of nothing but digits, as nearly all cells of a text table are: they are looked at by whole columns."""

from collections.abc import Iterator, Sequence

# Far beyond any amount: see number_text. Python refuses to read thousands of digits.
_TOO_LARGE = 10**18
_MOST_DIGITS = 18
_MOST_DIGITS_OF_ROW = 1000

Cells = Sequence[str]
Counts = Sequence[int]


def plain_rows(rows: Sequence[Cells]) -> Iterator[Counts | None]:
    """The counts of every row of a table; None for a row with a cell that is not plain."""
    columns = list(zip(*rows, strict=True))
    if all(map(_is_plain, columns)):
        return zip(*[map(int, column) for column in columns], strict=True)
    return map(_plain_row, rows)


def _is_plain(cells: Cells) -> bool:
    lengths = set(map(len, cells))
    return 0 not in lengths and max(lengths) <= _MOST_DIGITS and _are_digits("".join(cells))


def _plain_row(cells: Cells) -> Counts | None:
    digits = "".join(cells)
    if "" not in cells and len(digits) <= _MOST_DIGITS_OF_ROW and _are_digits(digits):
        counts = list(map(int, cells))
        return counts if max(counts) < _TOO_LARGE else None
    return None


def _are_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
