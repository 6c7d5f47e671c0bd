"""A statistical table in a text file: one line per unit and measure, one column per indicator."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import NamedTuple, cast

from dispatch.directory.columns import heading_key
from dispatch.errors import Finding
from dispatch.model.dataset import MEASURES, Measure, Row, RowSource
from dispatch.model.indicator import RATE, IndicatorCatalogue
from dispatch.model.period import Period
from dispatch.model.unit import Unit
from dispatch.readers.number_text import NumberFault, read_count, read_percent
from dispatch.readers.plain_columns import are_plain, plain_columns
from dispatch.readers.rates_alone import needed_columns
from dispatch.readers.records import Record, RecordReader
from dispatch.readers.roles import Roles, find_roles
from dispatch.readers.table_period import PeriodCheck
from dispatch.readers.text_table import Cells, TextTable

Read = Sequence[int | NumberFault]


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
        roles, file = self.roles, self.text.file.name
        found = {**roles.counts.get(None, {}), **roles.counts.get(self.measure, {})}
        headings = {code: found[code] for code in self.columns}
        upper, lower = RowSource(file, None, headings, roles.name), RowSource(file, None, headings, roles.lower)
        told: dict[str, Measure | None] = {} if roles.measure else {"": self.measure}
        known: dict[tuple[str, str], _Named] = {}
        names = zip(*map(self.printed, (roles.name, roles.lower, roles.measure)), strict=True)
        counts = self.counts([self.text.column(heading) for heading in headings.values()])
        self.periods.table(self.text, upper, roles)
        for line, (province, unit, kind), (read, is_plain) in zip(self.text.lines, names, counts, strict=True):
            if (measure := told.get(kind)) is None:
                measure = told[kind] = self.told(reader, line, kind.strip())
            if (named := known.get((province, unit))) is None:
                named = _named(reader, province.strip(), unit.strip())
                if named.unit:
                    known[province, unit] = named
            by_column = dict(zip(self.columns, read, strict=True))
            if named.unit and measure and is_plain:
                reader.add_lower(measure, named.lower, Row(named.unit, cast("dict[str, int]", by_column), lower, line))
            elif named.lower:
                above = named.province, upper.name_cell(line)
                reader.add(Record(lower, line, measure, named.lower, by_column, above))
            else:
                reader.add(Record(upper, line, measure, named.province, by_column))
        reader.findings += self.periods.findings()

    def printed(self, title: str) -> Cells:
        """The cells of a column that tells whose row it is, or of which measure; blank where there is none."""
        return self.text.column(title) if title else [""] * len(self.text.lines)

    def counts(self, columns: Sequence[Cells]) -> Iterator[tuple[Read, bool]]:
        """By rows, the counts, or what is wrong with them, and whether all are nothing but digits.

        Counts are read as in a workbook where numbers are text; printed rates, in hundredths of a percent, never are
        plain, however they are written.
        """
        if self.of_rates:
            return ((tuple(map(read_percent, row)), False) for row in zip(*columns, strict=True))
        if plain := plain_columns(columns):
            return zip(zip(*plain, strict=True), repeat(True))
        return (_counts(row) for row in zip(*columns, strict=True))

    @property
    def of_rates(self) -> bool:
        """Whether the file is a table of rates alone."""
        return self.columns == (RATE,)

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


def _counts(row: Cells) -> tuple[Read, bool]:
    return (tuple(map(int, row)), True) if are_plain(row) else (tuple(map(read_count, row)), False)


class _Named(NamedTuple):
    """Who a row is of: `lower` is empty where that is the province, `unit` None where its name is to be looked up."""

    province: str
    lower: str
    unit: Unit | None


def _named(reader: RecordReader, province: str, lower: str) -> _Named:
    """Whose row it is by its printed names; the row of the province itself may repeat its name, or say "Tổng"."""
    if not lower or lower == province or heading_key(lower) in reader.columns.total:
        return _Named(province, "", None)
    return _Named(province, lower, reader.lower_unit(province, lower))
