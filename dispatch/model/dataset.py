"""The statistics as read: exact counts, each with the cell it came from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, NamedTuple

from dispatch.errors import Finding
from dispatch.model.period import Period
from dispatch.model.unit import Unit

Measure = Literal["viec", "tien"]
MEASURES: tuple[Measure, ...] = ("viec", "tien")
MEASURE_NAMES: Mapping[Measure, str] = {"viec": "việc", "tien": "tiền"}
MEASURE_UNITS: Mapping[Measure, str] = {"viec": "việc", "tien": "1.000 đồng"}


class CellRef(NamedTuple):
    """One cell of an input: file relative to the dossier, sheet (None for text), address."""

    file: str
    sheet: str | None
    cell: str

    def __str__(self) -> str:
        return f"{self.file}!{self.sheet}!{self.cell}" if self.sheet else f"{self.file}!{self.cell}"

    def short(self) -> str:
        """The same with the file by its name alone."""
        return str(self._replace(file=self.file.replace("\\", "/").rpartition("/")[2]))


@dataclass(frozen=True, slots=True)
class RowSource:
    """Where the rows of a table stand: file, sheet (None for text), and the column of each indicator.

    `columns` has the letters of a sheet's columns; in a text file the column is called by its name.
    `name_column` holds the units.
    """

    file: str
    sheet: str | None
    columns: Mapping[str, str]
    name_column: str

    def cell(self, line: int, indicator: str) -> str:
        """The address of an indicator's cell: "F12" in a sheet, "12:dinh_chi" in a text file."""
        return self.address(line, self.columns.get(indicator, indicator))

    def span(self, line: int, indicators: Iterable[str]) -> str:
        """The cells of a row from the leftmost indicator to the rightmost, "C12:P12"; in a text file the first."""
        columns = [self.columns.get(code, code) for code in indicators]
        if not self.sheet or len(columns) == 1:
            return self.address(line, columns[0])
        ordered = sorted(columns, key=lambda column: (len(column), column))
        return f"{self.address(line, ordered[0])}:{self.address(line, ordered[-1])}"

    def name_cell(self, line: int) -> str:
        """The address of the unit's name."""
        return self.address(line, self.name_column)

    def address(self, line: int, column: str) -> str:
        """The address of a cell by its column."""
        return f"{column}{line}" if self.sheet else f"{line}:{column}"


class Row(NamedTuple):
    """The counts of one unit and one measure; cases, or money in 1.000 đồng. A named tuple: there are thousands.

    A unit that was formed by a merger is the sum of `parts`; its own place is that of the first. A
    table of rates alone has no counts: then `rate` is the printed rate, its cell that of "ty_le". The
    own cases of a provincial office may be inferred: the row of the province, whose cells it has, less
    the rows in `less`.
    """

    unit: Unit
    counts: Mapping[str, int]
    source: RowSource
    line: int
    parts: tuple["Row", ...] = ()
    rate: Fraction | None = None
    less: tuple["Row", ...] = ()

    def cell(self, indicator: str) -> CellRef:
        """The cell the count of `indicator` was read from."""
        return CellRef(self.source.file, self.source.sheet, self.source.cell(self.line, indicator))

    def cells(self, indicator: str) -> tuple[CellRef, ...]:
        """All the cells whose sum is the count of `indicator`."""
        if not self.parts:
            return (self.cell(indicator),)
        return tuple(cell for part in self.parts for cell in part.cells(indicator))


@dataclass(frozen=True, slots=True)
class Table:
    """All units of one period: per measure, per unit key, one row.

    `national` has the printed national rows of a table of rates alone, which cannot be summed; it is
    empty otherwise.
    """

    period: Period
    rows: Mapping[Measure, Mapping[str, Row]]
    national: Mapping[Measure, Row] = field(default_factory=dict)

    @property
    def rates_alone(self) -> bool:
        """Whether the table has no counts."""
        return bool(self.national)


@dataclass(frozen=True, slots=True)
class Target:
    """A yearly goal: the rate a unit (or the nation) must reach, or exceed when `strict`.

    `indicator` is what the goal is set for. With `reduction` it is a count, `value` the part by which
    it must fall below that of last year; `upper` ends a range ("giảm 7-10%"), which is met from `value` on.
    """

    unit_key: str
    measure: Measure
    value: Fraction
    strict: bool
    source: CellRef
    indicator: str = "ty_le"
    reduction: bool = False
    upper: Fraction | None = None


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that was read: its name in the dossier and the SHA-256 of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class LowerLevel:
    """The second level: units in the order of their provinces, the provincial office's own cases first.

    Its further tables are those of the dataset, as far as these have units of the second level.
    """

    units: tuple[Unit, ...]
    current: Table
    same_period: Table | None = None
    previous_period: Table | None = None
    last_year_curve: Mapping[int, Table] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Dataset:
    """Everything read for one letter. `units` stand in GSO order and each has its rows.

    `previous_period` is the table of a month earlier; `last_year_curve` has tables of last year by
    their months, the twelfth among them, and is empty when it is not given. `whole` is false for the own
    table of one province: then there is no nation, no rank and no share.
    """

    units: tuple[Unit, ...]
    current: Table
    same_period: Table | None
    targets: tuple[Target, ...]
    files: tuple[InputFile, ...]
    findings: tuple[Finding, ...] = ()
    previous_period: Table | None = None
    last_year_curve: Mapping[int, Table] = field(default_factory=dict)
    lower: LowerLevel | None = None
    whole: bool = True

    @property
    def all_units(self) -> tuple[Unit, ...]:
        """The units of both levels."""
        return (*self.units, *(self.lower.units if self.lower else ()))


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of data found, and how many units it could read."""

    findings: tuple[Finding, ...]
    units: int
