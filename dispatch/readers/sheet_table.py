"""The statistics of a workbook, in the office's own manner: by sheets, side by side, or one below the other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dispatch.directory.columns import ColumnNames, heading_key
from dispatch.errors import Finding
from dispatch.model.dataset import MEASURE_NAMES, MEASURES, Measure, RowSource
from dispatch.model.indicator import RATE, IndicatorCatalogue
from dispatch.model.period import Period
from dispatch.readers.cell_number import count_in, percent_in
from dispatch.readers.cells import NUMERIC_KINDS, Cell, Sheet, SheetRow, Workbook
from dispatch.readers.number_text import NumberFault
from dispatch.readers.rates_alone import needed_columns
from dispatch.readers.records import Record, RecordReader
from dispatch.readers.sheet_layout import SheetLayout, find_layouts
from dispatch.readers.table_period import PeriodCheck, period_faults

_LETTER_CODES = frozenset("ABC")
_UNCLEAR_HINT = "đặt tên trang tính là “Việc” hoặc “Tiền”, hoặc ghi rõ ở tiêu đề của bảng"


def read_workbook_table(
    book: Workbook,
    period: Period | None,
    reader: RecordReader,
    catalogue: IndicatorCatalogue,
    measure: Measure | None = None,
) -> None:
    """Read the sheets of `book` into `reader`: every fault with its sheet and cell, all at once.

    Titles that name other periods than `period` are a fault; with None any period will do. In a file
    of one `measure` the sheets need not name it.
    """
    reader.findings += [*book.findings, *(finding for sheet in book.sheets for finding in sheet.findings)]
    tables = _Tables(book.file.name, reader.columns, catalogue.names(period), catalogue.indicators[RATE].name)
    for sheet in book.sheets:
        for layout in find_layouts(sheet, reader.columns):
            tables.take(sheet, layout, measure)
    wanted = (measure,) if measure else MEASURES
    reader.findings += [*tables.faults, *tables.missing(wanted)]
    if period:
        reader.findings += period_faults(book, period, dict.fromkeys(table.sheet.name for table in tables.found))
    reader.unread |= set(wanted) if tables.unclear else {each for each in wanted if not tables.has(each)}
    if tables.unclear:
        return
    periods = PeriodCheck(period)
    for table in tables.found:
        table.read(reader, periods)
    reader.findings += periods.findings()


class _Tables:
    """The tables of one file, one for each measure or one that has a column for it."""

    def __init__(self, file: str, names: ColumnNames, columns: Mapping[str, str], rate_name: str) -> None:
        self.file, self.names, self.columns, self.rate_name = file, names, columns, rate_name
        self.found: list[_SheetTable] = []
        self.faults: list[Finding] = []
        self.unclear = False

    def take(self, sheet: Sheet, layout: SheetLayout, given: Measure | None) -> None:
        """Note the tables that a layout has, and what stands in the way of telling them."""
        counts = layout.roles.counts
        if layout.roles.measure:
            self.add(sheet, layout, None, counts.get(None, {}))
            return
        measures = [given] if given else [measure for measure in MEASURES if measure in counts] or layout.measures
        if (len(measures) > 1 and None in counts) or (not given and not any(counts) and len(measures) != 1):
            message = "không rõ bảng ở trang tính này là số liệu về việc hay về tiền"
            self.faults.append(self.fault(sheet, "unclear-measure", message, _UNCLEAR_HINT))
            self.unclear = True
            return
        for measure in measures:
            self.add(sheet, layout, measure, {**counts.get(None, {}), **counts.get(measure, {})})

    def add(self, sheet: Sheet, layout: SheetLayout, measure: Measure | None, columns: Mapping[str, str]) -> None:
        first = next((table for table in self.found if table.measure == measure or not measure), None)
        if first is not None:
            about = f"về {MEASURE_NAMES[measure]}" if measure else "rồi"
            message = f"trang tính “{first.sheet.name}” đã có số liệu {about}"
            self.faults.append(
                self.fault(sheet, "duplicate-sheet", message, "xoá hoặc đổi tên một trong hai bảng, trang tính")
            )
            self.unclear = True
            return
        needed = needed_columns(columns.keys(), self.columns, self.rate_name)
        self.faults += self.column_faults(sheet, layout, columns, needed)
        kept = {code: columns[code] for code in needed if code in columns}
        source = RowSource(self.file, sheet.name, kept, layout.roles.name)
        self.found.append(_SheetTable(sheet, layout, measure, source, self.names))

    def column_faults(
        self, sheet: Sheet, layout: SheetLayout, columns: Mapping[str, str], needed: Mapping[str, str]
    ) -> Iterator[Finding]:
        for code, name in needed.items():
            if code not in columns:
                hint = f"thêm cột “{name}”, hoặc khai báo tên cột đang dùng"
                yield self.fault(sheet, "missing-column", f"không thấy cột “{name}”", hint)
            elif code in layout.roles.twice:
                message = f"có hai cột “{name}”"
                self.unclear = True
                yield self.fault(sheet, "duplicate-column", message, "xoá hoặc đổi tên một cột")

    def has(self, measure: Measure) -> bool:
        """Whether a table has the measure."""
        return any(table.measure in (None, measure) for table in self.found)

    def missing(self, measures: Sequence[Measure]) -> Iterator[Finding]:
        for measure in measures:
            if not self.has(measure):
                message = f"không thấy trang tính số liệu về {MEASURE_NAMES[measure]}"
                hint = "cần một trang tính có cột “Tên đơn vị” và các cột số liệu của biểu mẫu"
                yield Finding("missing-sheet", message, hint, file=self.file)

    def fault(self, sheet: Sheet, code: str, message: str, hint: str) -> Finding:
        return Finding(code, message, hint, file=self.file, sheet=sheet.name)


@dataclass(frozen=True, slots=True)
class _SheetTable:
    """One table; `measure` is None where each row tells its own."""

    sheet: Sheet
    layout: SheetLayout
    measure: Measure | None
    source: RowSource
    names: ColumnNames

    def read(self, reader: RecordReader, periods: PeriodCheck) -> None:
        """Take every row; one without numbers may be a title, a note, or a unit whose row is blank."""
        numbered = [self.has_numbers(row) for row in self.layout.rows]
        last = max((index for index, found in enumerate(numbered) if found), default=-1)
        for index, row in enumerate(self.layout.rows):
            if numbered[index]:
                self.check_period(row, periods)
                reader.add(self.record(row, reader))
            elif self.text(row, self.layout.roles.name):
                reader.add_without_numbers(self.record(row, None), inside=index < last)

    def record(self, row: SheetRow, reader: RecordReader | None) -> Record:
        """A row as a record; an unknown measure is a fault where there is a `reader` to tell it to."""
        roles = self.layout.roles
        measure = self.measure
        if roles.measure:
            measure = self.names.measure_of(self.text(row, roles.measure))
            if measure is None and reader is not None:
                message = f"“{self.text(row, roles.measure)}” không phải loại số liệu"
                place = self.source.file, self.source.sheet, self.source.address(row.number, roles.measure)
                reader.findings.append(Finding("unknown-measure", message, "ghi việc hoặc tiền", "error", *place))
        counts = {code: self.value(row.cell(column)) for code, column in self.source.columns.items()}
        name, lower = self.text(row, roles.name), self.text(row, roles.lower) if roles.lower else ""
        if not lower or lower == name or heading_key(lower) in self.names.total:
            return Record(self.source, row.number, measure, name, counts)
        source = RowSource(self.source.file, self.source.sheet, self.source.columns, roles.lower)
        return Record(source, row.number, measure, lower, counts, (name, self.source.name_cell(row.number)))

    def check_period(self, row: SheetRow, periods: PeriodCheck) -> None:
        roles = self.layout.roles
        if roles.year and roles.months:
            periods.row(self.source, row.number, roles, self.text(row, roles.year), self.text(row, roles.months))

    def has_numbers(self, row: SheetRow) -> bool:
        """Titles, notes and signatures have none in the table's columns; column codes (A, B, 1 …) do not count."""
        if self.text(row, self.layout.roles.name) in _LETTER_CODES:
            return False
        cells = [row.cell(column) for column in self.source.columns.values()]
        return any(cell.kind in NUMERIC_KINDS or not isinstance(self.value(cell), NumberFault) for cell in cells)

    def value(self, cell: Cell) -> int | NumberFault:
        return percent_in(cell) if RATE in self.source.columns else count_in(cell)

    def text(self, row: SheetRow, column: str) -> str:
        return row.cell(column).text.strip()
