"""A CSV file as columns of text, each row with the line it begins on."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dispatch.errors import Finding, InputError
from dispatch.model.dataset import InputFile
from dispatch.readers.encodings import CsvLayout, decode_csv, find_layout
from dispatch.readers.gate import GatedFile
from dispatch.readers.limits import MAX_ROWS
from dispatch.vietnamese.numbers import count
from dispatch.vietnamese.orthography import forbidden_characters

Cells = Sequence[str]
Line = tuple[int, Cells]

_QUOTE = '"'


@dataclass(frozen=True, slots=True)
class TextTable:
    """The header and the sound rows of a CSV file: `lines` they begin on, their cells column by column.

    `faults` tells of the rows that are not sound: ragged, or with hidden characters. Whoever reads
    the table passes them on, so that all that is wrong with a file is told at once.
    """

    file: InputFile
    header: tuple[str, ...]
    header_line: int
    lines: Sequence[int]
    columns: Sequence[Cells]
    faults: tuple[Finding, ...]

    @property
    def rows(self) -> Sequence[Line]:
        """Each row with the line it begins on."""
        return list(zip(self.lines, zip(*self.columns, strict=True), strict=True))

    def column(self, title: str) -> Cells:
        """The cells under a title, row by row."""
        return self.columns[self.header.index(title)]

    def part(self, places: Sequence[int]) -> "TextTable":
        """Some of the rows, by their places in the table, which rise."""
        if len(places) == places[-1] - places[0] + 1:
            whole = slice(places[0], places[-1] + 1)
            return replace(self, lines=self.lines[whole], columns=[column[whole] for column in self.columns])
        columns = [[column[place] for place in places] for column in self.columns]
        return replace(self, lines=[self.lines[place] for place in places], columns=columns)


def read_text_table(gated: GatedFile, encoding: str = "") -> TextTable:
    """Read a CSV file: UTF-8 with or without BOM or UTF-16 with BOM; columns apart by `,`, `;` or tab.

    `encoding` is what the user says of a file that is not Unicode (see `decode_csv`).

    Raises InputError when it is not such a file, is empty, too long, or has no proper header.
    """
    name = gated.file.name
    if gated.kind != "csv":
        hint = "lưu bảng này thành CSV UTF-8"
        raise InputError([Finding("not-csv", f"tệp {name} là bảng tính, ở đây cần CSV", hint, file=name)])
    text = decode_csv(gated.data, name, encoding or None).replace("\r\n", "\n")
    layout = find_layout(text, name)
    if columns := _even_columns(text, layout):
        return _even_table(gated.file, layout.header_line, columns)
    lines = list(_lines(text, layout, name))
    if not lines:
        raise InputError([Finding("empty-file", "tệp không có dữ liệu", "kiểm tra lại tệp", file=name)])
    (header_line, titles), body = lines[0], lines[1:]
    header = tuple(title.strip() for title in titles)
    if faults := [*_header_faults(header, name, header_line), *_length_faults(len(body), name)]:
        raise InputError(faults)
    checked = [(line, _row_faults(header, line, name)) for line in body]
    rows = [line for line, faults in checked if not faults]
    row_faults = tuple(fault for _, faults in checked for fault in faults)
    columns = list(zip(*(cells for _, cells in rows), strict=True)) or [()] * len(header)
    return TextTable(gated.file, header, header_line, [line for line, _ in rows], columns, row_faults)


def _even_columns(text: str, layout: CsvLayout) -> Sequence[Cells]:
    """The columns of a file that is cut at its separators alone, the titles first; nothing for another file.

    Nearly all files are so: nothing quoted or hidden, no blank line, as many cells in every line.
    """
    if _QUOTE in text or not text.replace("\n", "").isprintable():
        return ()
    delimiter = layout.delimiter
    lines = text.rstrip("\n").split("\n")[layout.header_line - 1 :]
    if len({line.count(delimiter) for line in lines}) != 1 or not all(line[:1].isalnum() for line in lines):
        return ()
    cells, width = delimiter.join(lines).split(delimiter), lines[0].count(delimiter) + 1
    return [cells[place::width] for place in range(width)]


def _even_table(file: InputFile, header_line: int, columns: Sequence[Cells]) -> TextTable:
    """The table of such a file; InputError when it is too long, or has no proper header."""
    header = tuple(column[0].strip() for column in columns)
    rows = len(columns[0]) - 1
    if faults := [*_header_faults(header, file.name, header_line), *_length_faults(rows, file.name)]:
        raise InputError(faults)
    lines = range(header_line + 1, header_line + 1 + rows)
    return TextTable(file, header, header_line, lines, [column[1:] for column in columns], ())


def _lines(text: str, layout: CsvLayout, name: str) -> Iterator[Line]:
    """Every line from the header on that is not blank; a quoted cell may run over several, the first counts."""
    # StringIO and not splitlines: that one also ends a line at characters a cell may hold.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=layout.delimiter)
    start = 1
    try:
        for cells in reader:
            if start >= layout.header_line and any(cell.strip() for cell in cells):
                yield start, cells
            start = reader.line_num + 1
    except csv.Error:
        hint = "kiểm tra dấu ngoặc kép mở mà không đóng ở dòng này"
        raise InputError([Finding("not-csv", "từ dòng này tệp không đọc được", hint, file=name, line=start)]) from None


def _header_faults(header: tuple[str, ...], name: str, line: int) -> Iterator[Finding]:
    for column in sorted({column for column in header if header.count(column) > 1}):
        yield Finding("duplicate-column", f"cột “{column}” có nhiều lần", "xoá cột thừa", file=name, line=line)
    for number, column in enumerate(header, 1):
        if hidden := forbidden_characters(column):
            message = f"tên cột thứ {number} có ký tự không in được: {', '.join(hidden)}"
            yield Finding("forbidden-character", message, "gõ lại tên cột", file=name, line=line)


def _length_faults(rows: int, name: str) -> Iterator[Finding]:
    if rows > MAX_ROWS:
        message = f"tệp có {count(rows)} dòng, nhiều hơn mức {count(MAX_ROWS)}"
        yield Finding("too-many-rows", message, "tách tệp theo kỳ", file=name)


def _row_faults(header: tuple[str, ...], row: Line, name: str) -> list[Finding]:
    line, cells = row
    if len(cells) != len(header):
        message = f"dòng có {len(cells)} ô trong khi tiêu đề có {len(header)} ô"
        if swallowed := "".join(cells).count("\n"):
            message = f"dấu nháy kép mở ở dòng này không được đóng đúng chỗ: {count(swallowed)} dòng sau bị gộp vào"
            hint = "xoá dấu nháy kép thừa, hoặc đóng nó ở cuối ô"
            return [Finding("open-quote", message, hint, file=name, line=line)]
        return [Finding("ragged-row", message, "kiểm tra dấu phân cách ở dòng này", file=name, line=line)]
    if "".join(cells).isprintable():  # nothing that is hidden is printable, and a whole row is asked at once
        return []
    faults = []
    for column, cell in zip(header, cells, strict=True):
        if not cell.isprintable() and (hidden := forbidden_characters(cell)):
            message = f"ô có ký tự không in được: {', '.join(hidden)}"
            hint = "xoá nội dung ô rồi gõ lại"
            faults.append(Finding("forbidden-character", message, hint, file=name, cell=f"{line}:{column}"))
    return faults
