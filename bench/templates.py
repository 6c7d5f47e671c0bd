"""Templates for the other contenders, made from a letter that dispatch wrote.

The values in its word/document.xml become Jinja tags, the rows of its appendices become loops.
What the tags print comes from the same letter objects, so that all contenders write the same text.
"""

import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate, groupby, pairwise
from pathlib import Path
from typing import Any

from bench.floor import BODY
from dispatch.model.anchor_names import row_bookmark
from dispatch.model.letter import AppendixTable, Letter
from dispatch.writers.anchors import Anchor, row_bookmark_id

_FIGURE = re.compile(r'(w:name="(_f[^"]*)"/><w:r>(?:<w:rPr>(?:<w:[bi]/>)+</w:rPr>)?<w:t(?: [^>]*)?>)[^<]*(?=</w:t>)')
_TABLE = re.compile(r"(<w:tbl><w:tblPr><w:tblStyle .*?</w:tr>)(.*?)(</w:tbl>)", re.DOTALL)
_ROW = re.compile(r"<w:tr>.*?</w:tr>", re.DOTALL)
_CELL = re.compile(r"(<w:t(?: [^>]*)?>)[^<]*(?=</w:t>)")
_BOOKMARK = re.compile(r'w:id="\d+"( w:name="[^"]*")?')
_BOOKMARK_ELEMENT = re.compile(r"<w:bookmark(?:Start|End) [^>]*/>")
_JINJA_MARK = re.compile(r"\{[{%#]")


@dataclass(frozen=True, slots=True)
class Names:
    """The name of each figure in a template: short, and the same wherever the figure stands."""

    figures: dict[str, str]
    bookmarks: dict[str, str]

    @classmethod
    def of(cls, anchors: Sequence[Anchor]) -> "Names":
        """Names for the figures of a letter's anchors."""
        figures = {figure: f"f{number}" for number, figure in enumerate(dict.fromkeys(a.figure for a in anchors))}
        return cls(figures, {anchor.bookmark: figures[anchor.figure] for anchor in anchors})


def floor_source(body: str, names: Names) -> str:
    """The body in the form that Jinja renders fastest: plain names, and rows unpacked into names."""
    return _tagged(body, names, _floor_rows)


def floor_context(letter: Letter, names: Names) -> dict[str, Any]:
    """What the floor's body prints for `letter`."""
    context: dict[str, Any] = _figure_texts(letter, names)
    for number, table in enumerate(letter.tables, 1):
        rows = [
            (str(row_bookmark_id(number, position)), row_bookmark(number, row.key), *row.cells)
            for position, row in enumerate(table.rows, 1)
        ]
        context |= _in_runs(rows, table, number)
    return context


def docxtpl_template(document: bytes, names: Names) -> bytes:
    """The letter as a template for docxtpl: tags in runs, and table rows between {%tr for %} rows."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(document)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for part in source.infolist():
            data = source.read(part)
            if part.filename == BODY:
                data = _tagged(data.decode(), names, _docxtpl_rows).encode()
            package.writestr(part.filename, data)
    return target.getvalue()


def docxtpl_context(letter: Letter, names: Names) -> dict[str, Any]:
    """What the docxtpl template prints for `letter`; each row is a dictionary, as in its documentation."""
    context: dict[str, Any] = _figure_texts(letter, names)
    for number, table in enumerate(letter.tables, 1):
        rows = [{f"c{column}": cell for column, cell in enumerate(row.cells)} for row in table.rows]
        context |= _in_runs(rows, table, number)
    return context


def read_body(document: bytes | Path) -> str:
    """The word/document.xml of a .docx."""
    with zipfile.ZipFile(document if isinstance(document, Path) else BytesIO(document)) as package:
        return package.read(BODY).decode()


def _figure_texts(letter: Letter, names: Names) -> dict[str, Any]:
    return {name: letter.figures[figure].text for figure, name in names.figures.items()}


def _in_runs(rows: Sequence[Any], table: AppendixTable, number: int) -> dict[str, Any]:
    """The rows by the loop that prints them: one for each run of rows of one shape."""
    runs = [len(list(run)) for _, run in groupby(table.rows, key=lambda row: (row.style, len(row.cells)))]
    ends = list(accumulate(runs, initial=0))
    return {_rows_name(number, place): rows[start:end] for place, (start, end) in enumerate(pairwise(ends))}


def _rows_name(table: int, run: int) -> str:
    return f"rows{table}_{run}"


def _tagged(body: str, names: Names, rows: Callable[[str, str], str]) -> str:
    if _JINJA_MARK.search(body):
        raise ValueError("the letter itself contains a Jinja mark")
    tables = iter(range(1, len(_TABLE.findall(body)) + 1))
    body = _FIGURE.sub(lambda match: f"{match[1]}{{{{ {names.bookmarks[match[2]]} }}}}", body)
    return _TABLE.sub(lambda match: match[1] + _looped(match[2], next(tables), rows) + match[3], body)


def _looped(rows: str, number: int, loop: Callable[[str, str], str]) -> str:
    """A loop for each run of rows of one shape: the nation's, the heading of a group, the units'."""
    runs = groupby(_ROW.findall(rows), key=_shape)
    return "".join(loop(next(run), _rows_name(number, place)) for place, (_, run) in enumerate(runs))


def _shape(row: str) -> str:
    """A row without what differs from unit to unit."""
    return _CELL.sub(r"\1", _BOOKMARK.sub("", row))


def _floor_rows(sample: str, rows: str) -> str:
    names = ["id", "bookmark", *(f"c{column}" for column in range(len(_CELL.findall(sample))))]
    row = _BOOKMARK.sub(lambda match: f'w:id="{{{{ id }}}}"{_named(match[1])}', sample)
    return f"{{% for {', '.join(names)} in {rows} %}}{_with_cells(row, 'c')}{{% endfor %}}"


def _named(name: str | None) -> str:
    return ' w:name="{{ bookmark }}"' if name else ""


def _docxtpl_rows(sample: str, rows: str) -> str:
    row = _with_cells(_BOOKMARK_ELEMENT.sub("", sample), "row.c")
    return _tag_row(f"{{%tr for row in {rows} %}}") + row + _tag_row("{%tr endfor %}")


def _tag_row(tag: str) -> str:
    return f"<w:tr><w:tc><w:p><w:r><w:t>{tag}</w:t></w:r></w:p></w:tc></w:tr>"


def _with_cells(row: str, prefix: str) -> str:
    columns = iter(range(len(_CELL.findall(row))))
    return _CELL.sub(lambda match: f"{match[1]}{{{{ {prefix}{next(columns)} }}}}", row)
