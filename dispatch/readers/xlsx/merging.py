"""Merged cells: the first one, repeated in every place that it covers."""

from collections.abc import Iterator
from dataclasses import replace

from dispatch.readers.cells import Cell
from dispatch.readers.limits import MAX_COLUMNS
from dispatch.readers.xlsx.sheet import Range, RawSheet, column_letters
from dispatch.readers.xlsx.xml import Budget

# What a filled place costs: as much as a cell with its value in the file.
_TAGS_PER_CELL = 4


def fill_merged(sheet: RawSheet, budget: Budget) -> list[Cell]:
    """Fill the merged cells of filled rows; the cells that were covered and are dropped.

    Raises OverBudgetError when there are too many places to fill.
    """
    return [cell for merge in sheet.merges for cell in _fill(sheet, merge, budget)]


def _fill(sheet: RawSheet, merge: Range, budget: Budget) -> Iterator[Cell]:
    source = sheet.rows.get(merge.top, {}).get(merge.left)
    for row in _filled_rows(sheet, merge, budget):
        cells = sheet.rows[row]
        for column in range(merge.left, min(merge.right, MAX_COLUMNS) + 1):
            if (row, column) == (merge.top, merge.left):
                continue
            covered = cells.pop(column, None)
            if covered is not None and covered.merged_from is None:
                yield covered
            if source is not None:
                letters = column_letters(column)
                origin = source.merged_from or source.address
                cells[column] = replace(source, address=f"{letters}{row}", column=letters, merged_from=origin)


def _filled_rows(sheet: RawSheet, merge: Range, budget: Budget) -> list[int]:
    height = merge.bottom - merge.top + 1
    # Walk what is there, not what the range says: it may be the whole sheet.
    rows = range(merge.top, merge.bottom + 1) if height < len(sheet.rows) else sorted(sheet.rows)
    budget.spend_tags(len(rows))
    found = [row for row in rows if merge.top <= row <= merge.bottom and row in sheet.rows]
    budget.spend_tags(_TAGS_PER_CELL * len(found) * max(min(merge.right, MAX_COLUMNS) - merge.left + 1, 0))
    return found
