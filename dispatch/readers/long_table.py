"""A statistical table in a text file: one line per unit and measure, one column per indicator."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from dispatch.directory.columns import heading_key
from dispatch.errors import Finding
from dispatch.model.dataset import MEASURES, Measure, RowSource
from dispatch.model.indicator import RATE, IndicatorCatalogue
from dispatch.model.period import Period
from dispatch.readers.number_text import NumberFault, read_count, read_percent
from dispatch.readers.rates_alone import needed_columns
from dispatch.readers.records import Record, RecordReader
from dispatch.readers.roles import Roles, find_roles
from dispatch.readers.table_period import PeriodCheck
from dispatch.readers.text_table import TextTable

# Far beyond any amount: see number_text. Python refuses to read thousands of digits.
_TOO_LARGE = 10**18
_MOST_DIGITS_OF_ROW = 1000


def read_long_table(
    text: TextTable,
    period: Period | None,
    reader: RecordReader,
    catalogue: IndicatorCatalogue,
    measure: Measure | None = None,
) -> None:
    """Read `text` as the statistics of `period` (None: of any) into `reader`; every fault with its cell.

    A file of one `measure` needs no columns that tell it, nor the period.
    """
    roles = find_roles({title: (title,) for title in text.header}, reader.columns)
    reader.findings += text.faults
    about = {measure} if measure else set(MEASURES)
    reader.unread |= about if text.faults else set()
    found = {code for _, code in roles.indicators}
    columns = needed_columns(found, catalogue.names(period), catalogue.indicators[RATE].name)
    faults = [*_column_faults(text, roles, columns, measure)]
    reader.findings += faults
    if any(fault.severity == "error" for fault in faults):
        reader.unread |= about
        return
    _Reading(text, roles, tuple(columns), PeriodCheck(period), measure).read(reader)


def _column_faults(
    text: TextTable, roles: Roles, columns: Mapping[str, str], measure: Measure | None
) -> Iterator[Finding]:
    name, line = text.file.name, text.header_line
    keys = {"year": roles.year, "months": roles.months, "measure": roles.measure, "province": roles.name}
    found = {**roles.counts.get(None, {}), **roles.counts.get(measure, {})}
    needed = [key for key in keys if key == "province" or not measure]
    for column in [*(key for key in needed if not keys[key]), *(code for code in columns if code not in found)]:
        hint = f"thêm cột “{column}” vào dòng tiêu đề"
        yield Finding("missing-column", f"thiếu cột “{column}”", hint, file=name, line=line)
    for code in roles.twice:
        message = f"có hai cột “{columns.get(code, code)}”"
        yield Finding("duplicate-column", message, "xoá hoặc đổi tên một cột", file=name, line=line)
    further = [column for each in roles.counts.values() for code, column in each.items() if code not in columns]
    for column in [column for column in text.header if column in roles.unused or column in further]:
        message = f"cột “{column}” không có trong biểu mẫu, không được dùng"
        yield Finding("unknown-column", message, "kiểm tra tên cột", "warning", file=name, line=line)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The reading of one file whose columns are known."""

    text: TextTable
    roles: Roles
    columns: tuple[str, ...]
    periods: PeriodCheck
    measure: Measure | None

    def read(self, reader: RecordReader) -> None:
        roles, header = self.roles, self.text.header
        found = {**roles.counts.get(None, {}), **roles.counts.get(self.measure, {})}
        pick = itemgetter(*(header.index(found[code]) for code in self.columns))
        take = (lambda cells: (pick(cells),)) if len(self.columns) == 1 else pick
        file, headings = self.text.file.name, {code: found[code] for code in self.columns}
        upper, lower = RowSource(file, None, headings, roles.name), RowSource(file, None, headings, roles.lower)
        name, below, kind = (_place(header, column) for column in (roles.name, roles.lower, roles.measure))
        rates = self.columns == (RATE,)
        told: dict[str, Measure | None] = {}
        for line, cells in self.periods.checked(self.text, upper, roles):
            measure = self.measure
            if kind is not None and (measure := told.get(cells[kind])) is None:
                measure = told[cells[kind]] = self.told(reader, line, cells[kind].strip())
            province, unit = cells[name or 0].strip(), cells[below].strip() if below is not None else ""
            is_lower = unit and unit != province and heading_key(unit) not in reader.columns.total
            values = take(cells)
            plain = None if rates else plain_counts(values)
            if is_lower and measure and plain:
                counts = dict(zip(self.columns, plain, strict=True))
                if reader.add_lower(lower, line, measure, province, unit, counts):
                    continue
            read = dict(zip(self.columns, plain or (read_rates if rates else read_counts)(values), strict=True))
            if is_lower:
                reader.add(Record(lower, line, measure, unit, read, (province, upper.name_cell(line))))
            else:
                reader.add(Record(upper, line, measure, province, read))
        reader.findings += self.periods.findings()

    def told(self, reader: RecordReader, line: int, printed: str) -> Measure | None:
        """The measure that a row names; one that is not that of the file is a fault."""
        found = reader.columns.measure_of(printed)
        if found and self.measure in (None, found):
            return found
        allowed = " hoặc ".join([self.measure] if self.measure else MEASURES)
        cell, file = f"{line}:{self.roles.measure}", self.text.file.name
        message = f"“{printed}” không phải loại số liệu"
        if found:
            message = f"dòng ghi “{printed}” trong tệp số liệu về loại khác"
        reader.findings.append(Finding("unknown-measure", message, f"ghi {allowed}", file=file, cell=cell))
        return None


def _place(header: Sequence[str], column: str) -> int | None:
    return header.index(column) if column else None


def plain_counts(values: Sequence[str]) -> list[int] | None:
    """The counts of a row of nothing but digits, as most are: all of one are looked at together."""
    digits = "".join(values)
    if digits.isascii() and digits.isdigit() and "" not in values and len(digits) <= _MOST_DIGITS_OF_ROW:
        counts = list(map(int, values))
        return counts if max(counts) < _TOO_LARGE else None
    return None


def read_counts(values: Sequence[str]) -> list[int | NumberFault]:
    """The counts of a row, one by one; written as in a workbook where numbers are text."""
    return list(map(read_count, values))


def read_rates(values: Sequence[str]) -> list[int | NumberFault]:
    """Printed rates in hundredths of a percent."""
    return list(map(read_percent, values))
