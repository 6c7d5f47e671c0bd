"""What becomes of each cell of an appendix, three ways; cells are compared by their whole text."""

from collections.abc import Iterator
from dataclasses import dataclass

from dispatch.model.appendix_view import AppendixView
from dispatch.model.letter import AppendixTable
from dispatch.model.place import Cell
from dispatch.model.refreshed import Outcome
from dispatch.pipeline.refreshing.rows import Arrangement
from dispatch.writers.patching import can_hold_cell


@dataclass(frozen=True, slots=True)
class Verdict:
    """One cell: as drawn (None: the draft had no such row), as it stands, as the data gives it.

    `outcome` is None when nothing has to be done; `why` says so where that needs saying.
    """

    key: str
    column: int
    name: str
    figure: str
    cell: Cell
    base: str | None
    theirs: str
    ours: str
    outcome: Outcome | None
    why: str = ""


def judge_cells(
    view: AppendixView, table: AppendixTable, number_column: int | None, arrangement: Arrangement | None
) -> Iterator[Verdict]:
    """Every cell of ours that stands in the letter and in the data."""
    rows = {row.key: row for row in table.rows}
    for each in view.rows:
        row = rows.get(each.key)
        drawn = view.record.rows.get(each.key)
        width = len(row.cells) if row else 0
        if row is None or not view.columns or (drawn and len(drawn) != width) or len(each.row.cells) < width:
            continue
        if len(each.row.cells) == 1 < width:
            continue
        for column in range(width):
            cell, base, ours = view.cell(each.row, column), drawn[column] if drawn else None, row.cells[column]
            if arrangement is not None and column == number_column and each.key in arrangement.numbers:
                base, ours = cell.text, arrangement.numbers[each.key]  # the officer's numbering goes on
            name = row.cells[0 if width == 1 else table.name_column]
            outcome, why = _outcome(cell, base, cell.text, ours)
            yield Verdict(row.key, column, name, row.figures[column], cell, base, cell.text, ours, outcome, why)


def _outcome(cell: Cell, base: str | None, theirs: str, ours: str) -> tuple[Outcome | None, str]:
    if theirs == ours:
        return None, ""
    if cell.is_revised:
        return "conflicts", "thay đổi đang theo dõi (track changes) trong ô"
    if theirs == base:
        return ("updated", "") if can_hold_cell(cell) else ("conflicts", "trong ô có thứ không phải là chữ")
    return ("kept", "") if ours == base else ("conflicts", "ô đã được sửa tay")
