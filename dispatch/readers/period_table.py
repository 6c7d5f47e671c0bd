"""The table of one period, read from the files that hold it, under the unit set a dossier asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dispatch.directory.units import units_in_force
from dispatch.errors import Finding
from dispatch.model.dataset import MEASURES, Measure, Row, Table
from dispatch.model.indicator import IndicatorCatalogue
from dispatch.model.period import Period
from dispatch.readers.cells import Workbook
from dispatch.readers.checks_scale import scale_findings
from dispatch.readers.long_table import read_long_table
from dispatch.readers.lower_rows import LowerRows
from dispatch.readers.merged_units import summed_to
from dispatch.readers.records import RecordReader
from dispatch.readers.sheet_table import read_workbook_table
from dispatch.readers.text_table import TextTable
from dispatch.readers.unit_names import UnitReader, fewer_spellings
from dispatch.readers.whole_table import finish_table
from dispatch.vietnamese.numbers import count

_LAST_DAY_OF_63 = date(2025, 6, 30)


@dataclass(frozen=True, slots=True)
class Part:
    """One opened file of a table; `measure` where it is that of cases or of money alone."""

    table: Workbook | TextTable
    measure: Measure | None = None

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.table.file.name


@dataclass(frozen=True, slots=True)
class PeriodTable:
    """What was read for one period; `lower` has the second level as far as the files hold it.

    `period` is None only for a file that is checked alone and does not tell its own.
    """

    period: Period | None
    rows: Mapping[Measure, Mapping[str, Row]]
    national: Mapping[Measure, Row]
    lower: LowerRows
    findings: tuple[Finding, ...]

    @property
    def table(self) -> Table:
        """The table of a known period."""
        assert self.period is not None
        return Table(self.period, self.rows, self.national)

    @property
    def unit_count(self) -> int:
        """How many provinces have a row."""
        return len({key for rows in self.rows.values() for key in rows})


def read_period(
    parts: Sequence[Part], below: Sequence[Part], period: Period, names: UnitReader, catalogue: IndicatorCatalogue
) -> PeriodTable:
    """Read a period; `below` are files of the second level of their own.

    What is on 63 units is summed where `names` are those of the 34; the second level is left out then.
    """
    read = read_under(parts, below, period, names, catalogue)
    if names.units[0].code_set == "34" and _errors(read.findings):
        before = read_under(parts, below, period, names.of(units_in_force("63", _LAST_DAY_OF_63)), catalogue)
        if not _errors(before.findings):
            return _merged(before, names, parts[0].name)
        if _errors(before.findings) < _errors(read.findings):
            return before  # it is about 63 units, and these are its faults
    return read


def read_under(
    parts: Sequence[Part],
    below: Sequence[Part],
    period: Period | None,
    names: UnitReader,
    catalogue: IndicatorCatalogue,
) -> PeriodTable:
    """Read a period on the units of `names` and no others; None: of any period."""
    reader = RecordReader(names, catalogue, period)
    for part in parts:
        _read(part, period, reader, catalogue)
    if below:
        further = RecordReader(names, catalogue, period)
        for part in below:
            _read(part, period, further, catalogue)
        _take_in(reader, further, below[0].name, catalogue)
    national = finish_table(reader, parts[0].name, catalogue)
    if not national:
        reader.findings += scale_findings(reader.rows, catalogue)
    rows = {measure: _in_order(found, names) for measure, found in reader.rows.items()}
    return PeriodTable(period, rows, national, reader.lower, tuple(fewer_spellings(reader.findings)))


def _in_order(rows: Mapping[str, Row], names: UnitReader) -> dict[str, Row]:
    """Rows in the order of the units: that of a file says nothing."""
    return {unit.key: rows[unit.key] for unit in names.units if unit.key in rows}


def _read(part: Part, period: Period | None, reader: RecordReader, catalogue: IndicatorCatalogue) -> None:
    if isinstance(part.table, Workbook):
        read_workbook_table(part.table, period, reader, catalogue, part.measure)
    else:
        read_long_table(part.table, period, reader, catalogue, part.measure)


def _take_in(reader: RecordReader, further: RecordReader, file: str, catalogue: IndicatorCatalogue) -> None:
    """Take the second level from a file of its own; the provinces in it must be those of the table."""
    reader.findings += further.findings
    reader.unread |= further.unread
    if reader.lower.units:
        message = "đơn vị trực thuộc đã có trong tệp số liệu của các tỉnh"
        hint = "bỏ các dòng lower_… ở mục [data] của dossier.toml, hoặc bỏ các hàng này ở một trong hai tệp"
        reader.findings.append(Finding("lower-twice", message, hint, file=file))
        return
    reader.lower = further.lower
    for measure in MEASURES:
        for key, row in further.rows[measure].items():
            known = reader.rows[measure].get(key)
            if known is None and (measure, key) not in reader.seen:
                reader.rows[measure][key] = row
                reader.seen.add((measure, key))
            elif known is not None:
                reader.findings += _differing(known, row, catalogue)


def _differing(known: Row, row: Row, catalogue: IndicatorCatalogue) -> list[Finding]:
    found = []
    for code, printed in known.counts.items():
        if row.counts.get(code, printed) != printed:
            name, cell = f"{catalogue.indicators[code].name} của {row.unit.name}", row.cell(code)
            message = f"{name} là {count(row.counts[code])}, trong {known.source.file} là {count(printed)}"
            hint = "hai tệp phải là số liệu của cùng một kỳ; sửa tệp sai"
            at = cell.file, cell.sheet, cell.cell
            found.append(Finding("province-differs", message, hint, "error", *at, unit=row.unit.name))
    return found


def _merged(read: PeriodTable, names: UnitReader, file: str) -> PeriodTable:
    """The provinces of 63 summed to 34."""
    if read.national:
        message = "bảng chỉ có tỷ lệ của 63 đơn vị, không cộng lại theo 34 đơn vị được"
        hint = "dùng bảng có số lượng; hoặc ghi set = 63 ở mục [units] của dossier.toml"
        return replace(read, findings=(*read.findings, Finding("rates-not-summed", message, hint, file=file)))
    message = "số liệu của 63 đơn vị được cộng lại theo 34 đơn vị sau sắp xếp"
    findings = (*read.findings, Finding("summed-units", message, "", "info", file=file))
    if read.lower.units:
        message = "đơn vị trực thuộc của 63 tỉnh không cộng lại theo 34 tỉnh được, nên không dùng"
        hint = "Chi cục đã được thay bằng Phòng khu vực; dùng số liệu theo Phòng khu vực nếu có"
        findings = (*findings, Finding("lower-not-summed", message, hint, "warning", file=file))
    rows = summed_to(names.units, read.rows)
    return replace(read, rows=rows, lower=LowerRows(read.lower.names), findings=findings)


def _errors(findings: Sequence[Finding]) -> int:
    return sum(finding.severity == "error" for finding in findings)
