"""Where the tables of a sheet are: their headings, which may take two or three rows, and their columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dispatch.directory.columns import ColumnNames, heading_key
from dispatch.model.dataset import MEASURES, Measure
from dispatch.readers.cells import Sheet, SheetRow
from dispatch.readers.roles import Roles, find_roles, names_units

_SEARCHED_ROWS = 40
_DEEPEST_HEADING = 3


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """One table of a sheet: its columns, the rows below its heading, the measures that its titles name.

    The name of the sheet counts as a title, above all others where the sheet has one table.
    """

    roles: Roles
    rows: tuple[SheetRow, ...]
    measures: tuple[Measure, ...]


def find_layouts(sheet: Sheet, names: ColumnNames) -> tuple[SheetLayout, ...]:
    """The tables of a sheet, from the top; a heading repeated below, as on every page, begins no new one."""
    headings = list(_find_headings(sheet.rows, names))
    tables: list[_Heading] = []
    for heading in headings:
        before = tables[-1] if tables else None
        if before and before.roles == heading.roles and not _named_above(sheet.rows, before.end, heading.first, names):
            continue
        tables.append(heading)
    ends = [*(heading.first for heading in tables), len(sheet.rows)][1:]
    return tuple(
        SheetLayout(heading.roles, sheet.rows[heading.end : end], _measures(sheet, tables, number, names))
        for number, (heading, end) in enumerate(zip(tables, ends, strict=True))
    )


@dataclass(frozen=True, slots=True)
class _Heading:
    """The rows of a heading, from `first` to before `end`, counted among the filled rows of a sheet."""

    first: int
    end: int
    roles: Roles


def _find_headings(rows: Sequence[SheetRow], names: ColumnNames) -> Iterator[_Heading]:
    end = 0
    for index, row in enumerate(rows):
        if index < end or not _heads_units(row, names) or (not end and index >= _SEARCHED_ROWS):
            continue
        starts = range(max(end, index - _DEEPEST_HEADING + 1), index + 1)
        found = [_heading(rows, first, depth, names) for first in starts for depth in range(1, _DEEPEST_HEADING + 1)]
        known = [heading for heading in found if heading.roles.name and heading.roles.counts]
        if known:
            # The most indicators, then the fewest rows: a title is no part of a heading.
            best = max(known, key=lambda each: (len(each.roles.indicators), each.first - each.end))
            end = best.end
            yield best


def _heading(rows: Sequence[SheetRow], first: int, depth: int, names: ColumnNames) -> _Heading:
    headings: dict[str, tuple[str, ...]] = {}
    taken = rows[first : first + depth]
    columns = sorted({column for row in taken for column in row.cells}, key=lambda column: (len(column), column))
    for row in taken:
        for column, text in _spread(row, columns, names).items():
            before = headings.get(column, ())
            if text.strip() and (not before or text != before[-1]):
                headings[column] = (*before, text)
    return _Heading(first, min(first + depth, len(rows)), find_roles(headings, names))


def _spread(row: SheetRow, columns: Sequence[str], names: ColumnNames) -> dict[str, str]:
    """The texts of a row of a heading by column.

    Where it names both measures side by side, each also stands over the empty cells behind it: not every
    office merges them.
    """
    texts = {column: cell.text for column, cell in row.cells.items()}
    measures = {column: names.measure_of(text) for column, text in texts.items()}
    if set(MEASURES) <= set(measures.values()):
        above = ""
        for column in columns:
            if texts.get(column, "").strip():
                above = texts[column] if measures[column] else ""
            elif above:
                texts[column] = above
    return texts


def _heads_units(row: SheetRow, names: ColumnNames) -> bool:
    return any(
        cell.kind == "text" and not cell.text[:1].isdigit() and names_units(cell.text, names)
        for cell in row.cells.values()
    )


def _measures(sheet: Sheet, tables: Sequence[_Heading], number: int, names: ColumnNames) -> tuple[Measure, ...]:
    """By the sheet's name, or by the titles above the table; of several tables each has its own titles."""
    by_name = _named_in([sheet.name], names)
    if len(tables) == 1:
        return by_name or _named_in(_texts(sheet.rows[: tables[0].first]), names)
    after = tables[number - 1].end if number else 0
    return _named_above(sheet.rows, after, tables[number].first, names) or by_name


def _named_above(rows: Sequence[SheetRow], after: int, first: int, names: ColumnNames) -> tuple[Measure, ...]:
    """What the nearest row above a heading names that names a measure at all."""
    for row in reversed(rows[max(after, first - _SEARCHED_ROWS) : first]):
        if named := _named_in(_texts([row]), names):
            return named
    return ()


def _texts(rows: Sequence[SheetRow]) -> list[str]:
    return [cell.text for row in rows for cell in row.cells.values() if cell.kind == "text"]


def _named_in(texts: Sequence[str], names: ColumnNames) -> tuple[Measure, ...]:
    words = [f" {heading_key(text)} " for text in texts]
    return tuple(
        measure for measure in MEASURES if any(f" {key} " in text for key in names.measures[measure] for text in words)
    )
