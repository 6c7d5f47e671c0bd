"""A workbook as read: its sheets, rows and cells, each cell as a person sees it, with its address."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from dispatch.errors import Finding
from dispatch.model.dataset import InputFile

CellKind = Literal["empty", "text", "number", "percent", "date", "bool", "error", "uncached"]
NUMERIC_KINDS: tuple[CellKind, ...] = ("number", "percent")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its address ("F12"), the letters of its column, its kind, and its text.

    `text` of a number is exact and plain, with a decimal comma and no points: "161828", "-3", "41,54";
    of a percent cell "41,54%"; of a date "15/3/2022"; of an error "#DIV/0!"; empty for "uncached",
    which is a formula whose result was never stored. `merged_from` is the address of the cell that a
    merged cell repeats.
    """

    address: str
    column: str
    kind: CellKind
    text: str
    merged_from: str | None = None

    @property
    def number(self) -> Decimal | None:
        """The exact value of a number, or of a percent cell in percent (41.54); None for other kinds."""
        if self.kind not in NUMERIC_KINDS:
            return None
        return Decimal(self.text.removesuffix("%").replace(",", "."))


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with at least one filled cell; `cells` by column letters, from left to right."""

    number: int
    hidden: bool
    cells: Mapping[str, Cell]

    def cell(self, column: str) -> Cell:
        """The cell in `column`; one of kind "empty" where the file has none."""
        return self.cells.get(column) or Cell(f"{column}{self.number}", column, "empty", "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its filled rows from the top, and what a person must know of what is not in sight.

    `hidden_columns` are those that hold something. Warnings tell of what is hidden, filtered or
    covered: all of it stands in `rows`, except what a merged cell covers. The only errors are
    characters that no letter may hold.
    """

    name: str
    hidden: bool
    rows: tuple[SheetRow, ...]
    hidden_columns: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """All worksheets of a file, in the order of their tabs, the hidden ones too."""

    file: InputFile
    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...]
