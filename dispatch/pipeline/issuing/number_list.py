"""The clerk's list of numbers: a workbook with a row for each letter, its file, its number and its date."""

from collections.abc import Mapping
from pathlib import Path

from dispatch.errors import Finding, InputError
from dispatch.pipeline.issuing.issue import Request
from dispatch.readers.cells import Cell, Sheet, SheetRow
from dispatch.readers.gate import open_gate
from dispatch.readers.workbook import read_workbook
from dispatch.vietnamese.dates import parse_short_date
from dispatch.vietnamese.orthography import without_accents

_HEADS = {"file": ("tep", "tep van ban", "ten tep", "van ban"), "number": ("so",), "day": ("ngay", "ngay ban hanh")}
_NAMES = {"file": "Tệp", "number": "Số", "day": "Ngày"}


def read_numbers(path: Path) -> list[Request]:
    """The requests of a list; files are named relative to the list. InputError carries every fault by its cell."""
    gated = open_gate(path.parent, path.name)
    if gated.kind != "xlsx":
        raise InputError([Finding("not-a-workbook", "không phải bảng tính Excel", "lưu thành .xlsx", file=path.name)])
    for sheet in read_workbook(gated).sheets:
        for position, row in enumerate(sheet.rows):
            if columns := _columns(row):
                return _requests(path, sheet, sheet.rows[position + 1 :], columns)
    message = "không thấy hàng tiêu đề có các cột Tệp, Số, Ngày"
    raise InputError([Finding("no-heading", message, "đặt tiêu đề các cột như vậy ở một hàng", file=path.name)])


def _columns(row: SheetRow) -> Mapping[str, str]:
    """The column of each head, when the row has them all."""
    found: dict[str, str] = {}
    for column, cell in row.cells.items():
        plain = without_accents(cell.text).casefold().strip()
        for head, names in _HEADS.items():
            if plain in names:
                found.setdefault(head, column)
    return found if len(found) == len(_HEADS) else {}


def _requests(path: Path, sheet: Sheet, rows: tuple[SheetRow, ...], columns: Mapping[str, str]) -> list[Request]:
    requests: list[Request] = []
    faults: list[Finding] = []
    for row in rows:
        cells = {head: row.cell(column) for head, column in columns.items()}
        if not any(cell.text.strip() for cell in cells.values()):
            continue
        found = {head: _fault(head, cell, path) for head, cell in cells.items()}
        faults += [
            Finding("bad-number-list", message, "sửa ô này", file=path.name, sheet=sheet.name, cell=cells[head].address)
            for head, message in found.items()
            if message
        ]
        day = parse_short_date(cells["day"].text.strip())
        if not any(found.values()) and day is not None:
            requests.append(Request(path.parent / cells["file"].text.strip(), int(cells["number"].text), day))
    if faults:
        raise InputError(faults)
    return requests


def _fault(head: str, cell: Cell, path: Path) -> str:
    text = cell.text.strip()
    if head == "file":
        return "" if text and (path.parent / text).is_file() else f"không có tệp “{text}” cạnh danh sách"
    if head == "number":
        return "" if text.isascii() and text.isdigit() and int(text) > 0 else f"cột Số: “{text}” không phải số văn bản"
    return "" if parse_short_date(text) else f"cột {_NAMES[head]}: “{text}” không phải ngày (viết như 08/3/2022)"
