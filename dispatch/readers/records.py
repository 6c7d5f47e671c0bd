"""Rows of any table, whatever file they came from, checked and made into the rows of a dataset."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dispatch.errors import Finding
from dispatch.model.dataset import MEASURE_NAMES, MEASURES, Measure, Row, RowSource
from dispatch.model.indicator import IndicatorCatalogue
from dispatch.model.period import Period
from dispatch.model.unit import Unit
from dispatch.readers.checks_identities import identity_findings
from dispatch.readers.number_text import NumberFault
from dispatch.readers.unit_names import UnitReader


@dataclass(frozen=True, slots=True)
class Record:
    """One row as read: who, which measure (None: not known), and each count or what is wrong with it."""

    source: RowSource
    line: int
    measure: Measure | None
    name: str
    counts: Mapping[str, int | NumberFault]


class RecordReader:
    """Turns records into the rows of a table, and keeps everything that is wrong with them."""

    def __init__(self, names: UnitReader, catalogue: IndicatorCatalogue, period: Period | None = None) -> None:
        self.rows: dict[Measure, dict[str, Row]] = {measure: {} for measure in MEASURES}
        self.findings: list[Finding] = []
        self.units = names.units
        self._names, self._catalogue = names, catalogue
        self._era = catalogue.era_of(period) if period else catalogue.eras[-1]
        self._seen: set[tuple[Measure, str]] = set()

    def add(self, record: Record) -> None:
        """Take one record; whatever is wrong with it is noted."""
        source, line, measure = record.source, record.line, record.measure
        unit, named = self._names.read(record.name, source.file, source.name_cell(line), source.sheet)
        self.findings += named
        counts = self._counts(record, unit)
        if unit is None or measure is None:
            return
        if (measure, unit.key) in self._seen:
            message = f"{unit.name} có hai dòng về {MEASURE_NAMES[measure]}"
            fault = NumberFault("duplicate-unit", message, "xoá một trong hai dòng")
            self._find(record, fault, source.name_cell(line), unit)
        self._seen.add((measure, unit.key))
        known = {code: count for code, count in record.counts.items() if isinstance(count, int)}
        self.findings += identity_findings(Row(unit, known, source, line), measure, self._era, self._catalogue)
        if counts is not None:
            self.findings += rate_findings(record, measure, counts, unit, self._catalogue)
            self.rows[measure].setdefault(unit.key, Row(unit, counts, source, line))

    def check_national(self, record: Record) -> None:
        """Warn where the table's own national row is not the sum of its units: it may count the military."""
        measure, source = record.measure, record.source
        if measure is None:
            return
        for code, printed in record.counts.items():
            total = sum(row.counts.get(code, 0) for row in self.rows[measure].values())
            if isinstance(printed, int) and printed != total:
                name = self._catalogue.indicators[code].name
                message = f"{name} của toàn quốc là {printed}, tổng các đơn vị là {total}"
                hint = "văn bản in tổng các đơn vị; kiểm tra xem hàng toàn quốc có gồm cơ quan quân đội không"
                cell = source.cell(record.line, code)
                self.findings.append(
                    Finding("national-differs", message, hint, "warning", source.file, source.sheet, cell)
                )

    def check_missing(self, file: str) -> None:
        """Note every unit that has no row, on each measure."""
        for measure in MEASURES:
            for unit in self.units:
                if (measure, unit.key) not in self._seen:
                    message = f"thiếu {unit.name} trong số liệu về {MEASURE_NAMES[measure]}"
                    hint = "bổ sung dòng của đơn vị này"
                    self.findings.append(Finding("missing-unit", message, hint, file=file, unit=unit.name))

    def _counts(self, record: Record, unit: Unit | None) -> dict[str, int] | None:
        """The counts of a row; None when one of them is not a number."""
        counts: dict[str, int] = {}
        for code, count in record.counts.items():
            if isinstance(count, int):
                counts[code] = count
            else:
                self._find(record, count, record.source.cell(record.line, code), unit)
        return counts if len(counts) == len(record.counts) else None

    def _find(self, record: Record, fault: NumberFault, cell: str, unit: Unit | None) -> None:
        source, name = record.source, unit.name if unit else None
        self.findings.append(
            Finding(fault.code, fault.message, fault.hint, "error", source.file, source.sheet, cell, unit=name)
        )


def rate_findings(
    record: Record, measure: Measure, counts: Mapping[str, int], unit: Unit, catalogue: IndicatorCatalogue
) -> Iterator[Finding]:
    """More finished than could be, or nothing to finish."""
    rate, source = catalogue.rate(measure), record.source
    done, base = rate.numerator.value(counts), rate.denominator.value(counts)
    if done > base:
        numerator, denominator = catalogue.in_words(rate.numerator), catalogue.in_words(rate.denominator)
        message = f"{numerator} ({done}) lớn hơn {denominator} ({base})"
        hint = "kết quả không thể vượt số có điều kiện; kiểm tra lại các ô này"
        cell = source.cell(record.line, rate.numerator.codes[0])
        yield Finding("done-above-base", message, hint, "error", source.file, source.sheet, cell, unit=unit.name)
    elif base == 0:
        message = f"không có {MEASURE_NAMES[measure]} có điều kiện thi hành nên không có tỷ lệ"
        hint = "đơn vị được in “—”, không xếp hạng và không bị nêu tên"
        cell = source.cell(record.line, rate.denominator.codes[0])
        yield Finding("zero-base", message, hint, "warning", source.file, source.sheet, cell, unit=unit.name)
