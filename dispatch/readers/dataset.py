"""Read every data file a dossier names into one dataset."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from dispatch.directory.units import code_set_on, units_in_force
from dispatch.errors import DispatchError, Finding, InputError, refuse_if_any
from dispatch.model.dataset import Checked, Dataset, InputFile, Measure, Row, Table, Target
from dispatch.model.dossier import Dossier
from dispatch.model.indicator import IndicatorCatalogue
from dispatch.model.period import Period
from dispatch.model.unit import CodeSet
from dispatch.readers.cells import Workbook
from dispatch.readers.gate import GatedFile, open_gate
from dispatch.readers.long_table import read_long_table
from dispatch.readers.merged_units import summed_to
from dispatch.readers.records import RecordReader
from dispatch.readers.sheet_table import read_workbook_table
from dispatch.readers.table_period import table_period
from dispatch.readers.targets import read_targets
from dispatch.readers.text_table import TextTable, read_text_table
from dispatch.readers.unit_names import UnitReader
from dispatch.readers.workbook import read_workbook

_LAST_DAY_OF_63 = date(2025, 6, 30)


def read_dataset(dossier: Dossier, catalogue: IndicatorCatalogue) -> Dataset:
    """Read current period, same period and targets; raise InputError with the faults of all files."""
    intake, current, same, targets = _take_in(dossier, catalogue)
    refuse_if_any(InputError, intake.findings)
    assert current is not None  # the dossier's reader requires the file, and no fault was found
    return Dataset(intake.names.units, current, same, targets, tuple(intake.files), tuple(intake.findings))


def check_dataset(dossier: Dossier, catalogue: IndicatorCatalogue) -> Checked:
    """Everything that is to be told about the data of a dossier; nothing is raised."""
    intake, *_ = _take_in(dossier, catalogue)
    return Checked(tuple(intake.findings), intake.units_read)


def check_file(path: Path, code_set: CodeSet | None, catalogue: IndicatorCatalogue, encoding: str = "") -> Checked:
    """Everything that is to be told about one table.

    Its units are those of `code_set`, or of the set in force on the last day of the table's period;
    `encoding` is that of a CSV file that is not Unicode.
    """
    try:
        table = _opened(open_gate(path.parent, path.name), encoding)
    except DispatchError as error:
        return Checked(error.findings, 0)
    period = table_period(table)
    chosen = code_set or (code_set_on(period.end) if period else None)
    if chosen is None:
        hint = "ghi kỳ ở tiêu đề (“5 tháng năm 2022”) hoặc ở cột year, months của CSV; hoặc thêm --units 63 hay 34"
        return Checked((Finding("unknown-period", "không rõ kỳ báo cáo của bảng này", hint, file=path.name),), 0)
    names = UnitReader(units_in_force(chosen, period.end if period else date.max), {})
    reader = _read(table, period, names, catalogue)
    return Checked(tuple(reader.findings), _unit_count(reader.rows))


def _take_in(
    dossier: Dossier, catalogue: IndicatorCatalogue
) -> "tuple[_Intake, Table | None, Table | None, tuple[Target, ...]]":
    units = units_in_force(dossier.unit_set, dossier.letter_date)
    intake = _Intake(dossier.folder, UnitReader(units, dossier.aliases), catalogue)
    current = intake.table(dossier.data.current, dossier.period)
    same = intake.table(dossier.data.same_period, dossier.period.same_period)
    return intake, current, same, intake.targets(dossier.data.targets, dossier.period)


class _Intake:
    """Collects files and findings while the tables of one dossier are read.

    Tables on 63 units are summed to the 34 of a dossier that has these.
    """

    def __init__(self, folder: Path, names: UnitReader, catalogue: IndicatorCatalogue) -> None:
        self.folder, self.names, self.catalogue = folder, names, catalogue
        self.files: list[InputFile] = []
        self.findings: list[Finding] = []
        self.units_read = 0

    def table(self, name: str, period: Period) -> Table | None:
        """The statistics of `period` in the file `name`; None without a file or after a fault."""
        if not name:
            return None
        try:
            gated = open_gate(self.folder, name)
            self.files.append(gated.file)
            table = _opened(gated)
        except DispatchError as error:
            self.findings += error.findings
            return None
        reader = _read(table, period, self.names, self.catalogue)
        rows, findings = reader.rows, reader.findings
        if self.names.units[0].code_set == "34" and _errors(findings):
            before = _read(table, period, self.names.of(units_in_force("63", _LAST_DAY_OF_63)), self.catalogue)
            if not _errors(before.findings):
                rows, findings = summed_to(self.names.units, before.rows), [*before.findings, _summed(name)]
            elif _errors(before.findings) < _errors(findings):
                findings = before.findings  # it is about 63 units, and these are its faults
        self.findings += findings
        self.units_read = max(self.units_read, _unit_count(rows))
        return Table(period, rows)

    def targets(self, name: str, period: Period) -> tuple[Target, ...]:
        """The targets in the file `name`; none without a file."""
        if not name:
            return ()
        try:
            text = read_text_table(open_gate(self.folder, name))
        except DispatchError as error:
            self.findings += error.findings
            return ()
        self.files.append(text.file)
        targets, findings = read_targets(text, period, self.names)
        self.findings += findings
        return targets


def _opened(gated: GatedFile, encoding: str = "") -> Workbook | TextTable:
    return read_workbook(gated) if gated.kind == "xlsx" else read_text_table(gated, encoding)


def _read(
    table: Workbook | TextTable, period: Period | None, names: UnitReader, catalogue: IndicatorCatalogue
) -> RecordReader:
    reader = RecordReader(names, catalogue)
    if isinstance(table, Workbook):
        read_workbook_table(table, period, reader, catalogue)
    else:
        read_long_table(table, period, reader, catalogue)
    return reader


def _unit_count(rows: Mapping[Measure, Mapping[str, Row]]) -> int:
    return len({key for table in rows.values() for key in table})


def _errors(findings: Sequence[Finding]) -> int:
    return sum(finding.severity == "error" for finding in findings)


def _summed(name: str) -> Finding:
    message = "số liệu của 63 đơn vị được cộng lại theo 34 đơn vị sau sắp xếp"
    return Finding("summed-units", message, "", "info", file=name)
