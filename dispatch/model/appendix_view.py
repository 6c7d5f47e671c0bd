"""An appendix as it stands in an edited letter."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dispatch.model.manifest import TableRecord
from dispatch.model.place import Cell, Row, Story, Table

Shape = Literal["ours", "absent", "columns", "cells", "rows", "revised", "wrapped"]
"""As drawn but for what was added; or what makes it another one: it is gone, a column is gone or not to be
told apart, cells were merged or split, rows are gone, rows are tracked changes, rows are not the table's own."""


@dataclass(frozen=True, slots=True)
class RowView:
    """One row under the header; `key` is empty for a row the draft did not have. `bookmark` is the name it has."""

    row: Row
    key: str
    bookmark: str = ""


@dataclass(frozen=True, slots=True)
class AppendixView:
    """What became of an appendix: where our columns are, and its rows in the order of the letter.

    `missing` are keys of rows that are gone. `found_again` tells that the table was found without the
    bookmark of its caption.
    """

    record: TableRecord
    shape: Shape
    story: Story | None = None
    table: Table | None = None
    header: Row | None = None
    columns: tuple[int, ...] = ()
    rows: Sequence[RowView] = ()
    missing: tuple[str, ...] = ()
    found_again: bool = False

    def cell(self, row: Row, column: int) -> Cell:
        """Our column of a row; the heading of a group has one cell."""
        return row.cells[0] if row.is_single_cell else row.cells[self.columns[column]]

    def strange_cells(self, row: Row) -> list[Cell]:
        """The cells of columns the draft did not have."""
        return [] if row.is_single_cell else [cell for n, cell in enumerate(row.cells) if n not in self.columns]
