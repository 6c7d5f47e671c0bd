"""A CSV file as rows of text, each with the line it begins on."""

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dispatch.errors import Finding, InputError
from dispatch.model.dataset import InputFile
from dispatch.vietnamese.orthography import forbidden_characters

MAX_ROWS = 20_000
MAX_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class TextTable:
    """The header and the rows of a CSV file; `rows` are (line, cells)."""

    file: InputFile
    header: tuple[str, ...]
    rows: tuple[tuple[int, list[str]], ...]

    def cell(self, line: int, column: str) -> str:
        """The address of a cell as findings print it."""
        return f"{line}:{column}"


def read_text_table(folder: Path, name: str) -> TextTable:
    """Read the CSV file `name` of a dossier; UTF-8 with or without BOM, `,` or `;`.

    Raises InputError when it is not such a file, is empty, has ragged rows or hidden characters.
    """
    raw = _bytes(folder / name, name)
    text = _decode(raw, name)
    first = text.split("\n", 1)[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    lines = list(_rows(text, delimiter))
    if not lines:
        raise InputError([Finding("empty-file", "tệp không có dữ liệu", "kiểm tra lại tệp", file=name)])
    header = tuple(cell.strip() for cell in lines[0][1])
    body = tuple(lines[1:])
    table = TextTable(InputFile(name, hashlib.sha256(raw).hexdigest()), header, body)
    faults = [*_header_faults(table), *_row_faults(table)]
    if faults:
        raise InputError(faults)
    return table


def _bytes(path: Path, name: str) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError([Finding("file-too-large", "tệp lớn quá mức cho phép (64 MB)", "tách tệp", file=name)])
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(
            [Finding("missing-file", f"không tìm thấy tệp {name}", "kiểm tra tên tệp", file=name)]
        ) from None


def _decode(raw: bytes, name: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        hint = "trong Excel, lưu dạng “CSV UTF-8 (Comma delimited)”"
        raise InputError([Finding("not-utf8", "tệp không phải CSV mã UTF-8", hint, file=name, line=line)]) from None


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    start = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield start, cells
        start = reader.line_num + 1


def _header_faults(table: TextTable) -> Iterator[Finding]:
    name = table.file.name
    for column in sorted({column for column in table.header if table.header.count(column) > 1}):
        yield Finding("duplicate-column", f"cột “{column}” có hai lần", "xoá cột thừa", file=name, line=1)


def _row_faults(table: TextTable) -> Iterator[Finding]:
    name, width = table.file.name, len(table.header)
    if len(table.rows) > MAX_ROWS:
        message = f"tệp có {len(table.rows)} dòng, nhiều hơn mức {MAX_ROWS}"
        yield Finding("too-many-rows", message, "tách tệp theo kỳ", file=name)
        return
    for line, cells in table.rows:
        if len(cells) != width:
            message = f"dòng có {len(cells)} ô trong khi tiêu đề có {width} ô"
            yield Finding("ragged-row", message, "kiểm tra dấu phân cách ở dòng này", file=name, line=line)
            continue
        for column, cell in zip(table.header, cells, strict=True):
            if not cell.isascii() and (hidden := forbidden_characters(cell)):
                message = f"ô có ký tự không in được: {', '.join(hidden)}"
                hint = "xoá nội dung ô rồi gõ lại"
                yield Finding("forbidden-character", message, hint, file=name, cell=table.cell(line, column))
