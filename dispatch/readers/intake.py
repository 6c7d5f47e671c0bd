"""Opens the data files of a dossier and reads them period by period, keeping all that is found."""

from collections.abc import Iterator, Mapping, Sequence

from dispatch.directory.columns import column_names
from dispatch.directory.units import units_in_force
from dispatch.errors import DispatchError, Finding
from dispatch.model.dataset import InputFile, Measure, Target
from dispatch.model.dossier import Dossier
from dispatch.model.indicator import IndicatorCatalogue
from dispatch.model.period import Period
from dispatch.model.unit import Unit
from dispatch.readers.cells import Workbook
from dispatch.readers.encodings import is_unicode
from dispatch.readers.gate import GatedFile, open_gate
from dispatch.readers.period_table import Part, PeriodTable, read_period
from dispatch.readers.table_period import table_periods
from dispatch.readers.targets import read_targets
from dispatch.readers.text_table import TextTable, read_text_table
from dispatch.readers.unit_names import UnitReader
from dispatch.readers.workbook import read_workbook

_YEAR = 12


class Intake:
    """Collects files and findings while the tables of one dossier are read.

    Tables on 63 units are summed to the 34 of a dossier that has these. A letter that a province's body
    writes may be about its own table, which has no other province: then `names` knows that one alone.
    """

    def __init__(self, dossier: Dossier, catalogue: IndicatorCatalogue) -> None:
        units = units_in_force(dossier.unit_set, dossier.letter_date)
        self.dossier, self.catalogue = dossier, catalogue
        self.names = UnitReader(units, dossier.aliases)
        self.issuer = tuple(unit for unit in units if unit.key == dossier.letter.issuer)
        self.files: list[InputFile] = []
        self.findings: list[Finding] = []
        self.units_read = 0

    def table(self, key: str, period: Period, lower_key: str = "") -> PeriodTable | None:
        """The statistics of `period` in the files of a key of [data]; None without them or after a fault.

        `lower_key` is the key of the second level's own file.
        """
        if not getattr(self.dossier.data, key):
            return None
        parts = self._parts(key)
        below = self._parts(lower_key) if lower_key else []
        if parts is None or below is None:
            return None
        return self._period(parts, below, period)

    def curve(self, name: str, period: Period, lower_name: str = "") -> dict[int, PeriodTable]:
        """The tables of last year in one text file, by their months; the twelfth must be among them.

        `lower_name` is the second level's own file.
        """
        months, below = self._months(name, period), self._months(lower_name, period)
        tables: dict[int, PeriodTable] = {}
        for each, part in sorted(months.items()):
            lower = [Part(below[each])] if each in below else []
            tables[each.months] = self._period([Part(part)], lower, each)
        self.findings = list(dict.fromkeys(self.findings))  # each month tells what is wrong with the whole file
        return tables

    def _months(self, name: str, period: Period) -> dict[Period, TextTable]:
        """The months of last year that a text file has."""
        table = self._open(name) if name else None
        if table is None:
            return {}
        if isinstance(table, Workbook):
            hint = "lưu số liệu các tháng năm trước thành một tệp CSV UTF-8 có cột year, months"
            self.findings.append(Finding("not-csv", f"tệp {name} là bảng tính, ở đây cần CSV", hint, file=name))
            return {}
        year, columns = period.last_year.year, column_names(self.catalogue)
        months = {each: part for each, part in table_periods(table, columns).items() if each.year == year}
        self.findings += _strange_rows(table, year, months)
        if months and period.last_year not in months:
            message = f"thiếu số liệu của {period.last_year.name}"
            hint = f"thêm các dòng có year = {year}, months = {_YEAR}"
            self.findings.append(Finding("missing-month", message, hint, file=name))
        return months

    def targets(self, name: str, period: Period, lower: Sequence[Unit]) -> tuple[Target, ...]:
        """The targets in the file `name`; none without a file. They may be those of the units `lower` too."""
        if not name:
            return ()
        try:
            gated = open_gate(self.dossier.folder, name)
            text = read_text_table(gated, self._encoding(gated.data))
        except DispatchError as error:
            self.findings += error.findings
            return ()
        self.files.append(text.file)
        targets, findings = read_targets(text, period, self.names, self.catalogue, lower)
        self.findings += findings
        return targets

    def _parts(self, key: str) -> list[Part] | None:
        """The opened files of a key of [data]; None after a fault."""
        data = self.dossier.data
        name, money = getattr(data, key), data.money.get(key, "")
        wanted: list[tuple[str, Measure | None]] = [(name, "viec"), (money, "tien")] if money else [(name, None)]
        opened = [(self._open(each), measure) for each, measure in wanted if each]
        parts = [Part(table, measure) for table, measure in opened if table is not None]
        return parts if len(parts) == len(opened) else None

    def _open(self, name: str) -> Workbook | TextTable | None:
        try:
            gated = open_gate(self.dossier.folder, name)
            self.files.append(gated.file)
            return read_gated(gated, self._encoding(gated.data))
        except DispatchError as error:
            self.findings += error.findings
            return None

    def _period(self, parts: list[Part], below: list[Part], period: Period) -> PeriodTable:
        read = read_period(parts, below, period, self.names, self.catalogue)
        if self.issuer and not self.units_read and _errors(read):
            names = self.names.of(self.issuer)
            own = read_period(parts, below, period, names, self.catalogue)
            if _errors(own) < _errors(read):
                self.names, read = names, own
        self.findings += read.findings
        self.units_read = max(self.units_read, read.unit_count)
        return read

    def _encoding(self, data: bytes) -> str:
        """Files that are Unicode are read as such: a dossier may hold both."""
        return "" if is_unicode(data) else self.dossier.data.encoding


def _errors(read: PeriodTable) -> int:
    return sum(finding.severity == "error" for finding in read.findings)


def read_gated(gated: GatedFile, encoding: str = "") -> Workbook | TextTable:
    """Read what the gate let through; `encoding` is that of text which is not Unicode."""
    return read_workbook(gated) if gated.kind == "xlsx" else read_text_table(gated, encoding)


def _strange_rows(table: TextTable, year: int, months: Mapping[Period, TextTable]) -> Iterator[Finding]:
    """One finding for the rows that are of no month of the year."""
    known = {line for part in months.values() for line in part.lines}
    strange = [line for line in table.lines if line not in known]
    if strange:
        message = f"{len(strange)} dòng không ghi một kỳ của năm {year}, dòng đầu tiên là dòng {strange[0]}"
        hint = f"tệp này cần cột year, months; chỉ gồm các kỳ của năm {year}"
        yield Finding("wrong-period", message, hint, file=table.file.name, line=strange[0])
