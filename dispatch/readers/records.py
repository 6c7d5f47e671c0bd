"""Rows of any table, whatever file they came from, checked and made into the rows of a dataset."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

from dispatch.directory.columns import column_names, heading_key
from dispatch.errors import Finding
from dispatch.model.dataset import MEASURE_NAMES, MEASURES, Measure, Row, RowSource
from dispatch.model.indicator import RATE, IndicatorCatalogue
from dispatch.model.period import Period
from dispatch.model.unit import Unit
from dispatch.readers.checks_identities import identity_findings
from dispatch.readers.checks_rates import rate_findings
from dispatch.readers.lower_rows import LowerRows
from dispatch.readers.number_text import NumberFault
from dispatch.readers.rates_alone import WHOLE, rate_faults
from dispatch.readers.row_sums import RowSums
from dispatch.readers.unit_names import UnitReader

_BLANK_HINT = "ghi số vào các ô của hàng này; nếu không phát sinh thì ghi 0"


@dataclass(frozen=True, slots=True)
class Record:
    """One row as read: who, which measure (None: not known), and each count or what is wrong with it.

    In a table of rates alone the only count is that of "ty_le", in hundredths of a percent. `province`
    is the printed province of a unit of the second level and its cell, where a column tells it.
    """

    source: RowSource
    line: int
    measure: Measure | None
    name: str
    counts: Mapping[str, int | NumberFault]
    province: tuple[str, str] | None = None


class RecordReader:
    """Turns records into the rows of a table, and keeps everything that is wrong with them.

    `blank` has what is to be told of provinces whose row is blank: it may head the rows of their units.
    `sums` has the rows of the nation and of groups of provinces, with how many provinces stand before each by
    measure; `order` those provinces; `beside` the rows of agencies that are below none of them.
    `unread` has the measures of which rows could not be told apart: what is missing may be among them.
    """

    def __init__(self, names: UnitReader, catalogue: IndicatorCatalogue, period: Period | None = None) -> None:
        self.rows: dict[Measure, dict[str, Row]] = {measure: {} for measure in MEASURES}
        self.columns = column_names(catalogue)
        self.lower = LowerRows(self.columns)
        self.findings: list[Finding] = []
        self.units = names.units
        self.national: list[Record] = []
        self.sums: list[tuple[Record, Mapping[Measure, int]]] = []
        self.beside: list[Record] = []
        self.order: dict[Measure, list[str]] = {measure: [] for measure in MEASURES}
        self.blank: dict[tuple[Measure, str], Finding] = {}
        self.unread: set[Measure] = set()
        self._names, self._catalogue = names, catalogue
        self._era = catalogue.era_of(period) if period else catalogue.eras[-1]
        self._whole: dict[Measure, list[Row]] = {measure: [] for measure in MEASURES}  # every cell a number
        self.seen: set[tuple[Measure, str]] = set()
        self._above: dict[Measure | None, Unit] = {}

    def add(self, record: Record) -> None:
        """Take one record; whatever is wrong with it is noted."""
        if record.province is not None:
            printed, cell = record.province
            if parent := self._province(record, printed, cell):
                self._add_lower(parent, record)
        elif heading_key(record.name) in self.columns.nation:
            self.national.append(record)
            self._add_sum(record)
        elif (kind := self._lower_kind(record)) and (above := self._above.get(record.measure)):
            self._add_lower(above, record)
        elif kind:
            message = f"không rõ “{record.name}” thuộc tỉnh nào: hàng đứng trước hàng của các tỉnh"
            hint = "đặt hàng này dưới hàng của tỉnh, hoặc thêm cột “Tỉnh, thành phố”"
            self._find(record, NumberFault("no-province", message, hint), self._name_cell(record), None)
        elif self._is_of_none(record):
            self.beside.append(record)
        elif self._is_group(record):
            self._add_sum(record)
        elif unit := self._province(record, record.name, self._name_cell(record)):
            self._above[record.measure] = unit
            self._add_province(unit, record)

    def lower_unit(self, province: str, name: str) -> Unit | None:
        """A unit of the second level; None where its province must be looked up first."""
        parent = self._names.plain(province)
        return self.lower.unit(parent, name) if parent else None

    def add_lower(self, measure: Measure, printed: str, row: Row) -> None:
        """Take a row of the second level that has nothing but numbers."""
        self._whole[measure].append(row)
        if fault := self.lower.claim(measure, row.unit, printed):
            source, line = row.source, row.line
            self._find(Record(source, line, measure, printed, row.counts), fault, source.name_cell(line), row.unit)
        self.lower.rows[measure].setdefault(row.unit.code, row)

    def add_without_numbers(self, record: Record, *, inside: bool) -> None:
        """Take a row that may be a title, a note or a signature: only names of units are looked at.

        `inside` tells that rows with numbers stand below; at the end a "Chi cục trưởng" may sign.
        """
        if record.province is not None or self._names.knows(record.name) or (inside and self._lower_kind(record)):
            self.add(record)

    def _add_province(self, unit: Unit, record: Record) -> None:
        measure = record.measure
        if measure is not None and is_blank(record):
            self.blank.setdefault((measure, unit.key), self._blank(record, unit))
            return
        counts = self._counts(record, unit)
        if measure is None:
            return
        row = self._row(unit, measure, record, counts)
        if (measure, unit.key) in self.seen:
            message = f"{unit.name} có hai dòng về {MEASURE_NAMES[measure]}"
            fault = NumberFault("duplicate-unit", message, "xoá một trong hai dòng")
            self._find(record, fault, self._name_cell(record), unit)
        self.seen.add((measure, unit.key))
        if row is not None and unit.key not in self.rows[measure]:
            self.rows[measure][unit.key] = row
            self.order[measure].append(unit.key)

    def _add_sum(self, record: Record) -> None:
        self.sums.append((record, {measure: len(order) for measure, order in self.order.items()}))

    def _is_of_none(self, record: Record) -> bool:
        return not self._names.knows(record.name) and self.columns.is_beside(record.name)

    def _is_group(self, record: Record) -> bool:
        return not self._names.knows(record.name) and self.columns.is_group(record.name)

    def _add_lower(self, parent: Unit, record: Record) -> None:
        unit, measure = self.lower.unit(parent, record.name), record.measure
        counts = self._counts(record, unit)
        if measure is None:
            return
        row = self._row(unit, measure, record, counts)
        if fault := self.lower.claim(measure, unit, record.name):
            self._find(record, fault, self._name_cell(record), unit)
        if row is None:
            self.lower.faulty.add(parent.key)
        else:
            self.lower.rows[measure].setdefault(unit.key, row)

    def judge_sums(self) -> None:
        """Hold the rows that were read whole against the sums of their form; once, when all are read."""
        for measure, rows in self._whole.items():
            for row in RowSums(self._era, measure, self._catalogue).suspects(rows):
                self.findings += identity_findings(row, measure, self._era, self._catalogue)
                self.findings += rate_findings(row, measure, self._catalogue)

    def _row(self, unit: Unit, measure: Measure, record: Record, counts: dict[str, int] | None) -> Row | None:
        """The row of a record; None when a cell is no number: then those that are get judged here."""
        source, line = record.source, record.line
        if counts is not None and RATE not in counts:
            self._whole[measure].append(row := Row(unit, counts, source, line))
            return row
        if counts is not None:
            return Row(unit, {}, source, line, rate=Fraction(counts[RATE], WHOLE))
        if RATE not in record.counts:
            known = {code: count for code, count in record.counts.items() if isinstance(count, int)}
            row = Row(unit, known, source, line)
            self.findings += identity_findings(row, measure, self._era, self._catalogue)
        return None

    def _counts(self, record: Record, unit: Unit | None) -> dict[str, int] | None:
        """The counts of a row; None when one of them is not a number."""
        source, counts = record.source, record.counts
        if NumberFault not in map(type, counts.values()):
            sound = cast("dict[str, int]", counts)
            over = rate_faults(sound) if RATE in sound else {}
            for code, fault in over.items():
                self._find(record, fault, source.cell(record.line, code), unit)
            return None if over else sound
        if is_blank(record):
            if unit is not None:  # of a stranger it is enough to say that nobody knows it
                self.findings.append(self._blank(record, unit))
            return None
        for code, count in counts.items():
            if isinstance(count, NumberFault):
                self._find(record, count, source.cell(record.line, code), unit)
        return None

    def _province(self, record: Record, printed: str, cell: str) -> Unit | None:
        source = record.source
        unit, found = self._names.read(printed, source.file, cell, source.sheet)
        self.findings += found
        if unit is None:
            self._counts(record, None)
        return unit

    def _lower_kind(self, record: Record) -> str:
        return "" if self._names.knows(record.name) else self.columns.lower_kind(record.name)

    def _name_cell(self, record: Record) -> str:
        return record.source.name_cell(record.line)

    def _blank(self, record: Record, unit: Unit) -> Finding:
        source, message = record.source, f"hàng của {unit.name} để trống"
        cell = source.span(record.line, record.counts)
        place = source.file, source.sheet, cell
        return Finding("blank-row", message, _BLANK_HINT, "error", *place, unit=unit.name)

    def _find(self, record: Record, fault: NumberFault, cell: str, unit: Unit | None) -> None:
        source, name = record.source, unit.name if unit else None
        self.findings.append(
            Finding(fault.code, fault.message, fault.hint, "error", source.file, source.sheet, cell, unit=name)
        )


def is_blank(record: Record) -> bool:
    """Whether no cell of a row holds anything."""
    return all(isinstance(count, NumberFault) and count.code == "blank" for count in record.counts.values())
