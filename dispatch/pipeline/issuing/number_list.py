"""The clerk's list of numbers: a workbook with a row for each letter, its file, its number and its date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dispatch.errors import Finding, InputError
from dispatch.pipeline.issuing.issue import Request
from dispatch.readers.cells import Cell, Sheet, SheetRow
from dispatch.readers.gate import open_gate
from dispatch.readers.workbook import read_workbook
from dispatch.vietnamese.dates import parse_short_date
from dispatch.vietnamese.numbers import is_document_number
from dispatch.vietnamese.orthography import without_accents

_HEADS = {"file": ("tep", "tep van ban", "ten tep", "van ban"), "number": ("so",), "day": ("ngay", "ngay ban hanh")}
_NAMES = {"file": "Tệp", "number": "Số", "day": "Ngày"}


@dataclass(frozen=True, slots=True)
class NumberList:
    """The rows of a list that can be read, and the faults of the others by their cells."""

    requests: Sequence[Request]
    faults: Sequence[Finding]


def read_numbers(path: Path) -> NumberList:
    """Read a list; files are named relative to it. InputError when it is no workbook or has no heading."""
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


def _requests(path: Path, sheet: Sheet, rows: tuple[SheetRow, ...], columns: Mapping[str, str]) -> NumberList:
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
    return NumberList(requests, faults)


def _fault(head: str, cell: Cell, path: Path) -> str:
    text = cell.text.strip()
    if head == "file":
        return "" if text and (path.parent / text).is_file() else f"không có tệp “{text}” cạnh danh sách"
    if head == "number":
        return "" if is_document_number(text) else f"cột Số: “{text}” không phải số văn bản"
    return "" if parse_short_date(text) else f"cột {_NAMES[head]}: “{text}” không phải ngày (viết như 08/3/2022)"
