"""Where the table of a sheet is: its heading, which may take two or three rows, and its columns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dispatch.directory.columns import ColumnNames, heading_key
from dispatch.model.dataset import MEASURES, Measure
from dispatch.readers.cells import Sheet, SheetRow

Columns = list[tuple[str, str]]  # (letters, indicator)
_SEARCHED_ROWS = 40
_DEEPEST_HEADING = 3


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """The table of one sheet: the number of its last heading row, its columns by indicator.

    `twice` has the indicators that two columns claim; `measures` those that the sheet's name or the
    titles above the heading name.
    """

    heading_end: int
    name_column: str
    columns: Mapping[str, str]
    twice: tuple[str, ...]
    measures: tuple[Measure, ...]


def find_layout(sheet: Sheet, names: ColumnNames) -> SheetLayout | None:
    """The layout of a sheet's table; None when no rows of it head one."""
    found = [each for each in _candidates(sheet.rows[:_SEARCHED_ROWS], names) if each[2]]
    if not found:
        return None
    # The most indicators, then the fewest rows: a title is no part of a heading.
    first, depth, columns = max(found, key=lambda each: (len({code for _, code in each[2]}), -each[1]))
    rows = sheet.rows[first : first + depth]
    name_column = next(column for column, key in _headings(rows).items() if _is_unit(key, names))
    codes = [code for _, code in columns]
    return SheetLayout(
        heading_end=rows[-1].number,
        name_column=name_column,
        columns={code: column for column, code in reversed(columns)},
        twice=tuple(dict.fromkeys(code for code in codes if codes.count(code) > 1)),
        measures=_measures(sheet, first, names),
    )


def _candidates(rows: Sequence[SheetRow], names: ColumnNames) -> Iterator[tuple[int, int, Columns]]:
    for first in range(len(rows)):
        for depth in range(1, _DEEPEST_HEADING + 1):
            headings = _headings(rows[first : first + depth])
            if any(_is_unit(parts, names) for parts in headings.values()):
                known = [(column, _indicator(parts, names)) for column, parts in headings.items()]
                yield first, depth, [(column, code) for column, code in known if code]


def _headings(rows: Sequence[SheetRow]) -> dict[str, tuple[str, ...]]:
    """Per column the different texts of its heading, from the top."""
    headings: dict[str, tuple[str, ...]] = {}
    for row in rows:
        for column, cell in row.cells.items():
            before = headings.get(column, ())
            if cell.text.strip() and (not before or cell.text != before[-1]):
                headings[column] = (*before, cell.text)
    return headings


def _is_unit(parts: tuple[str, ...], names: ColumnNames) -> bool:
    return any(heading_key(part) in names.unit for part in parts)


def _indicator(parts: tuple[str, ...], names: ColumnNames) -> str:
    """The whole heading counts, then its last row, then the one above a mere "total"."""
    whole, last = heading_key(" ".join(parts)), heading_key(parts[-1])
    above = heading_key(parts[-2]) if len(parts) > 1 and last in names.total else ""
    return names.indicators.get(whole) or names.indicators.get(last) or names.indicators.get(above, "")


def _measures(sheet: Sheet, first: int, names: ColumnNames) -> tuple[Measure, ...]:
    """By the sheet's name, or by the titles above the table where the name says nothing."""
    titles = [cell.text for row in sheet.rows[:first] for cell in row.cells.values()]
    return _named_in([sheet.name], names) or _named_in(titles, names)


def _named_in(texts: Sequence[str], names: ColumnNames) -> tuple[Measure, ...]:
    words = [f" {heading_key(text)} " for text in texts]
    return tuple(
        measure for measure in MEASURES if any(f" {key} " in text for key in names.measures[measure] for text in words)
    )
