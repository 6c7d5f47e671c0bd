"""Edits of an appendix's rows as an officer makes them, on the XML."""

import re
from collections.abc import Callable, Sequence

from tests.letter.word import BODY, read_parts, write_parts

_TABLE = re.compile(r"<w:tbl>.*?</w:tbl>", re.DOTALL)
_ROW = re.compile(r"<w:tr>.*?</w:tr>|<w:tr .*?</w:tr>", re.DOTALL)
_CELL = re.compile(r"<w:tc>.*?</w:tc>", re.DOTALL)
_MARKS = re.compile(r"<w:bookmark(?:Start|End)[^>]*/>")

Rows = list[str]


def with_rows(document: bytes, appendix: int, change: Callable[[Rows], Sequence[str]]) -> bytes:
    """The letter with the rows of an appendix changed, the header row among them."""
    parts = read_parts(document)
    body = parts[BODY].decode()
    at = body.index(f'w:name="_b{appendix}"')
    match = _TABLE.search(body, at)
    assert match is not None
    rows = [each[0] for each in _ROW.finditer(match[0])]
    head = match[0][: match[0].index(rows[0])]
    table = head + "".join(change(rows)) + "</w:tbl>"
    changed = body[: match.start()] + table + body[match.end() :]
    return write_parts({**parts, BODY: changed.encode()})


def rows_of(document: bytes, appendix: int) -> list[list[str]]:
    """The texts of the cells, row by row, under the header; deleted text is not among them."""
    found: list[list[str]] = []

    def look(rows: Rows) -> Rows:
        found.extend(cells(row) for row in rows[1:])
        return rows

    with_rows(document, appendix, look)
    return found


def cells(row: str) -> list[str]:
    """The texts of a row's cells."""
    return ["".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", cell)) for cell in _CELL.findall(row)]


def row_with(rows: Sequence[str], name: str) -> int:
    """The place of the row that has a cell with this text."""
    [place] = [n for n, row in enumerate(rows) if name in cells(row)]
    return place


def stranger(row: str, *texts: str) -> str:
    """A row like this one with other texts and no bookmark."""
    bare = _MARKS.sub("", row)
    new = iter(texts)
    return re.sub(r"(<w:t(?: [^>]*)?>)[^<]*(</w:t>)", lambda match: match[1] + next(new) + match[2], bare)


def with_column(rows: Sequence[str], header: str, texts: Callable[[str], str]) -> Rows:
    """The rows with a column at the right; `texts` gives its text by the row's name."""

    def added(row: str, text: str) -> str:
        cell = f'<w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>'
        return row.replace("</w:tr>", f"{cell}</w:tr>")

    return [added(row, header if n == 0 else texts(cells(row)[1])) for n, row in enumerate(rows)]
