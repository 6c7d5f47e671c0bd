"""The long statistical table: one line per unit and measure, one column per indicator."""

from dispatch.directory.columns import column_names, heading_key
from dispatch.errors import Finding, Severity
from dispatch.model.dataset import MEASURES, Measure, RowSource
from dispatch.model.indicator import IndicatorCatalogue
from dispatch.model.period import Period
from dispatch.readers.number_text import NumberFault
from dispatch.readers.records import Record, RecordReader
from dispatch.readers.text_table import TextTable

KEY_COLUMNS = ("year", "months", "measure", "province")
MOST_DIGITS = 40
"""Far beyond any amount; Python refuses to read thousands of digits."""


def read_long_table(
    text: TextTable, period: Period | None, reader: RecordReader, catalogue: IndicatorCatalogue
) -> None:
    """Read `text` as the statistics of `period` (None: of any) into `reader`; every fault with its cell."""
    _Reading(text, period, reader, catalogue).read()


class _Reading:
    """The reading of one file: what it is compared with, and where its records go."""

    def __init__(
        self, text: TextTable, period: Period | None, reader: RecordReader, catalogue: IndicatorCatalogue
    ) -> None:
        self.text, self.period, self.reader = text, period, reader
        self.columns, self.names = catalogue.names(period), column_names(catalogue)
        self.national: list[Record] = []
        self.source = RowSource(text.file.name, None, {code: code for code in self.columns}, "province")

    def read(self) -> None:
        self.reader.findings += self.text.faults
        if not self.has_all_columns():
            return
        for line, cells in self.text.rows:
            self.read_row(line, dict(zip(self.text.header, (cell.strip() for cell in cells), strict=True)))
        for record in self.national:
            self.reader.check_national(record)
        if not self.text.faults:  # a row that could not be read may be the one that is missing
            self.reader.check_missing(self.text.file.name)

    def has_all_columns(self) -> bool:
        known, line = [*KEY_COLUMNS, *self.columns], self.text.header_line
        missing = [column for column in known if column not in self.text.header]
        for column in missing:
            hint = f"thêm cột “{column}” vào dòng tiêu đề"
            self.find("missing-column", f"thiếu cột “{column}”", hint, line=line)
        for column in self.text.header:
            if column not in known:
                message = f"cột “{column}” không có trong biểu mẫu, không được dùng"
                self.find("unknown-column", message, "kiểm tra tên cột", severity="warning", line=line)
        return not missing

    def read_row(self, line: int, record: dict[str, str]) -> None:
        self.check_period(line, record)
        counts = {code: read_plain_count(record[code]) for code in self.columns}
        measure = self.measure(line, record["measure"])
        read = Record(self.source, line, measure, record["province"], counts)
        if heading_key(read.name) in self.names.nation:
            self.national.append(read)
        else:
            self.reader.add(read)

    def check_period(self, line: int, record: dict[str, str]) -> None:
        if self.period is None:
            return
        for column, expected in (("year", self.period.year), ("months", self.period.months)):
            if record[column] != str(expected):
                message = f"“{record[column]}” không khớp kỳ báo cáo {self.period.code} ({column} phải là {expected})"
                hint = "kiểm tra lại tệp số liệu hoặc mục [period] và [data] của dossier.toml"
                self.find("wrong-period", message, hint, cell=f"{line}:{column}")

    def measure(self, line: int, printed: str) -> Measure | None:
        for measure in MEASURES:
            if printed == measure:
                return measure
        message = f"“{printed}” không phải loại số liệu"
        self.find("unknown-measure", message, "ghi viec hoặc tien", cell=f"{line}:measure")
        return None

    def find(  # noqa: PLR0913 -- a finding is these facts
        self,
        code: str,
        message: str,
        hint: str,
        *,
        severity: Severity = "error",
        cell: str | None = None,
        line: int | None = None,
    ) -> None:
        name = self.text.file.name
        self.reader.findings.append(Finding(code, message, hint, severity, file=name, cell=cell, line=line))


def read_plain_count(value: str) -> int | NumberFault:
    """A count of the long table: digits and nothing else."""
    if value.isascii() and value.isdigit() and len(value) <= MOST_DIGITS:
        return int(value)
    return NumberFault(*_count_fault(value))


def _count_fault(value: str) -> tuple[str, str, str]:
    if not value:
        return "blank", "ô để trống", "ghi số; nếu không phát sinh thì ghi 0"
    if value.startswith("-") and value[1:].isdigit():
        return "negative", f"số âm: {value}", "số liệu thống kê không thể âm; kiểm tra lại"
    if len(value) > MOST_DIGITS:
        return "not-a-number", f"số có {len(value)} ký tự", "không số liệu nào dài như vậy; kiểm tra lại ô này"
    hint = "ghi số nguyên, chỉ gồm chữ số, không có dấu chấm, dấu phẩy hay đơn vị"
    return "not-a-number", f"“{value}” không phải số nguyên", hint
