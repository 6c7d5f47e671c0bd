"""The statistics of a workbook: a sheet for cases and one for money, in the office's own manner."""

from collections.abc import Iterator, Mapping

from dispatch.directory.columns import ColumnNames, column_names, heading_key
from dispatch.errors import Finding
from dispatch.model.dataset import MEASURE_NAMES, MEASURES, Measure, RowSource
from dispatch.model.indicator import IndicatorCatalogue
from dispatch.model.period import Period
from dispatch.readers.cell_number import count_in
from dispatch.readers.cells import NUMERIC_KINDS, Sheet, SheetRow, Workbook
from dispatch.readers.number_text import NumberFault
from dispatch.readers.records import Record, RecordReader
from dispatch.readers.sheet_layout import SheetLayout, find_layout
from dispatch.readers.table_period import period_faults

_LETTER_CODES = frozenset("ABC")


def read_workbook_table(
    book: Workbook, period: Period | None, reader: RecordReader, catalogue: IndicatorCatalogue
) -> None:
    """Read the sheets of `book` into `reader`: every fault with its sheet and cell, all at once.

    Titles that name other periods than `period` are a fault; with None any period will do.
    """
    reader.findings += [*book.findings, *(finding for sheet in book.sheets for finding in sheet.findings)]
    columns = catalogue.names(period)
    tables, faults = _tables(book, catalogue)
    faults += [fault for table in tables.values() for fault in table.column_faults(columns)]
    reader.findings += [*faults, *(period_faults(book, period) if period else ())]
    if not faults:
        for table in tables.values():
            table.read(reader, columns)
        reader.check_missing(book.file.name)


def _tables(book: Workbook, catalogue: IndicatorCatalogue) -> tuple[dict[Measure, "_SheetTable"], list[Finding]]:
    """The one table of each measure, and what stands in the way of telling them."""
    tables: dict[Measure, _SheetTable] = {}
    faults: list[Finding] = []
    names = column_names(catalogue)
    for sheet in book.sheets:
        layout = find_layout(sheet, names)
        if layout is None:
            continue
        table = _SheetTable(book.file.name, sheet, layout, names)
        if len(layout.measures) != 1:
            message = "không rõ trang tính này là số liệu về việc hay về tiền"
            faults.append(table.fault("unclear-measure", message, "đặt tên trang tính là “Việc” hoặc “Tiền”"))
        elif (first := tables.get(table.measure)) is not None:
            message = f"trang tính “{first.sheet.name}” đã có số liệu về {MEASURE_NAMES[table.measure]}"
            faults.append(table.fault("duplicate-sheet", message, "xoá hoặc đổi tên một trong hai trang tính"))
        else:
            tables[table.measure] = table
    return tables, [*faults, *_missing_sheets(book, tables)]


class _SheetTable:
    def __init__(self, file: str, sheet: Sheet, layout: SheetLayout, names: ColumnNames) -> None:
        self.sheet, self.layout, self.names = sheet, layout, names
        self.measure: Measure = layout.measures[0] if layout.measures else MEASURES[0]
        self.source = RowSource(file, sheet.name, layout.columns, layout.name_column)

    def read(self, reader: RecordReader, columns: Mapping[str, str]) -> None:
        """Units first: the national row is compared with their sum."""
        rows = [row for row in self.sheet.rows if row.number > self.layout.heading_end and self.has_numbers(row)]
        for row in rows:
            if not self.is_national(row):
                reader.add(self.record(row, columns))
        for row in rows:
            if self.is_national(row):
                reader.check_national(self.record(row, columns))

    def record(self, row: SheetRow, columns: Mapping[str, str]) -> Record:
        counts = {code: count_in(row.cell(self.layout.columns[code])) for code in columns}
        return Record(self.source, row.number, self.measure, self.name(row), counts)

    def column_faults(self, columns: Mapping[str, str]) -> Iterator[Finding]:
        for code, name in columns.items():
            if code not in self.layout.columns:
                hint = f"thêm cột “{name}”, hoặc khai báo tên cột đang dùng"
                yield self.fault("missing-column", f"không thấy cột “{name}”", hint)
            elif code in self.layout.twice:
                yield self.fault("duplicate-column", f"có hai cột “{name}”", "xoá hoặc đổi tên một cột")

    def has_numbers(self, row: SheetRow) -> bool:
        """Titles, notes and signatures have none in the table's columns; column codes (A, B, 1 …) do not count."""
        if self.name(row) in _LETTER_CODES:
            return False
        cells = [row.cell(column) for column in self.layout.columns.values()]
        return any(cell.kind in NUMERIC_KINDS or not isinstance(count_in(cell), NumberFault) for cell in cells)

    def is_national(self, row: SheetRow) -> bool:
        return heading_key(self.name(row)) in self.names.nation

    def name(self, row: SheetRow) -> str:
        return row.cell(self.layout.name_column).text.strip()

    def fault(self, code: str, message: str, hint: str) -> Finding:
        return Finding(code, message, hint, file=self.source.file, sheet=self.sheet.name)


def _missing_sheets(book: Workbook, tables: Mapping[Measure, _SheetTable]) -> Iterator[Finding]:
    for measure in MEASURES:
        if measure not in tables:
            message = f"không thấy trang tính số liệu về {MEASURE_NAMES[measure]}"
            hint = "cần một trang tính có cột “Tên đơn vị” và các cột số liệu của biểu mẫu"
            yield Finding("missing-sheet", message, hint, file=book.file.name)
