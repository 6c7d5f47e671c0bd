"""Read a workbook that the gate let through: every sheet, row and cell, and what is out of sight."""

from collections.abc import Iterable, Iterator

from dispatch.errors import Finding, Severity
from dispatch.readers.cells import Cell, Sheet, SheetRow, Workbook
from dispatch.readers.gate import GatedFile
from dispatch.readers.refusals import refusal
from dispatch.readers.xlsx.archive import open_archive
from dispatch.readers.xlsx.book import Book, SheetEntry, read_book
from dispatch.readers.xlsx.merging import fill_merged
from dispatch.readers.xlsx.sheet import RawSheet, RowCount, SheetHandler, column_letters
from dispatch.readers.xlsx.xml import Budget, OverBudgetError, parse_part
from dispatch.vietnamese.orthography import forbidden_characters

# More of one kind in one sheet are counted, not listed.
_LISTED = 20


def read_workbook(gated: GatedFile) -> Workbook:
    """Read all worksheets of a file of kind "xlsx".

    Nothing is computed, no link is followed, and what the file says of its own size is not believed.
    Raises InputError when a part is damaged, and when the file has more than 20,000 filled rows, a
    filled cell beyond column 256 (IV), or too many cells.
    """
    name = gated.file.name
    archive, budget, count = open_archive(gated.data, name), Budget(), RowCount()
    book = read_book(archive, budget)
    sheets = []
    for entry in book.sheets:
        handler = SheetHandler(name, entry.name, book, budget, count)
        parse_part(archive, entry.part, handler, budget)
        try:
            covered = fill_merged(handler.sheet, budget)
        except OverBudgetError:
            raise refusal("too-much-content", name, sheet=entry.name) from None
        sheets.append(_sheet(name, entry, handler.sheet, covered))
    return Workbook(gated.file, tuple(sheets), tuple(_book_findings(name, book)))


def _sheet(name: str, entry: SheetEntry, raw: RawSheet, covered: list[Cell]) -> Sheet:
    rows = tuple(
        SheetRow(number, number in raw.hidden_rows, {raw.rows[number][i].column: raw.rows[number][i] for i in columns})
        for number in sorted(raw.rows)
        if (columns := sorted(raw.rows[number]))
    )
    used = {column for cells in raw.rows.values() for column in cells}
    hidden = [column for column in sorted(used) if any(first <= column <= last for first, last in raw.hidden_columns)]
    about = _About(name, entry.name)
    findings = (
        *about.state(entry.state),
        *about.rows([row.number for row in rows if row.hidden]),
        *about.columns(hidden),
        *about.filters(raw.filters),
        *about.covered(covered),
        *about.characters(rows),
    )
    return Sheet(entry.name, entry.state != "visible", rows, tuple(map(column_letters, hidden)), findings)


def _book_findings(name: str, book: Book) -> Iterator[Finding]:
    if book.external_links:
        message = "có công thức lấy số từ tệp khác; chỉ giá trị đã lưu trong tệp này được dùng"
        hint = "nếu tệp kia đã sửa, mở cả hai tệp bằng Excel cho cập nhật rồi lưu lại"
        yield Finding("external-links", message, hint, "warning", file=name)


class _About:
    """The findings on one sheet."""

    def __init__(self, file: str, sheet: str) -> None:
        self._file, self._sheet = file, sheet

    def state(self, state: str) -> Iterator[Finding]:
        if state == "veryHidden":
            message = "trang tính bị ẩn bằng mã, không có trong danh sách Bỏ ẩn (Unhide) của Excel"
            yield self._find("hidden-sheet", message, "xin bản tệp không có trang tính ẩn này")
        elif state != "visible":
            hint = "nhấp chuột phải vào tên một trang tính, chọn Bỏ ẩn (Unhide) để kiểm tra; không dùng thì xoá"
            yield self._find("hidden-sheet", "trang tính đang bị ẩn", hint)

    def rows(self, hidden: list[int]) -> Iterator[Finding]:
        hint = "chọn toàn trang tính, nhấp chuột phải vào số dòng, chọn Bỏ ẩn (Unhide) để kiểm tra"
        runs = [f"{first}:{last}" for first, last in _runs(hidden)]
        yield from self._list("hidden-rows", "dòng bị ẩn nhưng vẫn được đọc", hint, runs)

    def columns(self, hidden: list[int]) -> Iterator[Finding]:
        hint = "chọn toàn trang tính, nhấp chuột phải vào tên cột, chọn Bỏ ẩn (Unhide) để kiểm tra"
        runs = [f"{column_letters(first)}:{column_letters(last)}" for first, last in _runs(hidden)]
        yield from self._list("hidden-columns", "cột bị ẩn nhưng vẫn được đọc", hint, runs)

    def filters(self, ranges: list[str]) -> Iterator[Finding]:
        message = "bảng đang được lọc; các dòng bị lọc không hiện ra nhưng vẫn được đọc"
        yield from self._list("active-filter", message, "vào Dữ liệu (Data) › Xoá bộ lọc (Clear)", ranges)

    def covered(self, cells: list[Cell]) -> Iterator[Finding]:
        message = "ô nằm dưới một ô gộp nên không hiện ra; nội dung của nó không được dùng"
        yield from self._list("covered-cell", message, "bỏ gộp ô để kiểm tra", [cell.address for cell in cells])

    def characters(self, rows: tuple[SheetRow, ...]) -> Iterator[Finding]:
        places: dict[str, list[str]] = {}
        hidden: dict[str, str] = {}
        for cell in (cell for row in rows for cell in row.cells.values()):
            if cell.kind != "text" or cell.text.isprintable() or cell.merged_from:
                continue
            if cell.text not in hidden:
                hidden[cell.text] = ", ".join(forbidden_characters(cell.text))
            if hidden[cell.text]:
                places.setdefault(hidden[cell.text], []).append(cell.address)
        for codes, cells in places.items():
            message, hint = f"ô có ký tự không in được: {codes}", "xoá nội dung ô rồi gõ lại"
            yield from self._list("forbidden-character", message, hint, cells, "error")

    def _list(
        self, code: str, message: str, hint: str, cells: list[str], severity: Severity = "warning"
    ) -> Iterator[Finding]:
        for cell in cells[:_LISTED]:
            yield self._find(code, message, hint, severity, cell)
        if more := cells[_LISTED:]:
            yield self._find(code, f"{message} (và {len(more)} nơi khác nữa)", hint, severity, more[0])

    def _find(
        self, code: str, message: str, hint: str, severity: Severity = "warning", cell: str | None = None
    ) -> Finding:
        return Finding(code, message, hint, severity, file=self._file, sheet=self._sheet, cell=cell)


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Neighbouring numbers as pairs of first and last; `numbers` ascend."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
