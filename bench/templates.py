"""Templates for the other contenders, made from a letter that dispatch wrote.

The values in its word/document.xml become Jinja tags, the rows of its appendices become loops.
What the tags print comes from the same letter objects, so that all contenders write the same text.
"""

import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from bench.floor import BODY
from dispatch.model.anchor_names import row_bookmark
from dispatch.model.letter import AppendixTable, Letter
from dispatch.model.unit import NATION_KEY
from dispatch.writers.anchors import Anchor, row_bookmark_id

_FIGURE = re.compile(r'(w:name="(_f[^"]*)"/><w:r>(?:<w:rPr>(?:<w:[bi]/>)+</w:rPr>)?<w:t(?: [^>]*)?>)[^<]*(?=</w:t>)')
_TABLE = re.compile(r"(<w:tbl><w:tblPr><w:tblStyle .*?</w:tr>)(.*?)(</w:tbl>)", re.DOTALL)
_ROW = re.compile(r"<w:tr>.*?</w:tr>", re.DOTALL)
_CELL = re.compile(r"(<w:t(?: [^>]*)?>)[^<]*(?=</w:t>)")
_BOOKMARK = re.compile(r'w:id="\d+"( w:name="[^"]*")?')
_BOOKMARK_ELEMENT = re.compile(r"<w:bookmark(?:Start|End) [^>]*/>")
_TOTAL = 'w:val="BangTongCong"'
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
        first = _first_rows(table)
        context |= {f"first{number}": rows[:first], f"rows{number}": rows[first:]}
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
        first = _first_rows(table)
        context |= {f"first{number}": rows[:first], f"rows{number}": rows[first:]}
    return context


def read_body(document: bytes | Path) -> str:
    """The word/document.xml of a .docx."""
    with zipfile.ZipFile(document if isinstance(document, Path) else BytesIO(document)) as package:
        return package.read(BODY).decode()


def _figure_texts(letter: Letter, names: Names) -> dict[str, Any]:
    return {name: letter.figures[figure].text for figure, name in names.figures.items()}


def _first_rows(table: AppendixTable) -> int:
    """How many rows are printed bold at the top: the nation's, if there is one."""
    return 1 if table.rows[0].key == NATION_KEY else 0


def _tagged(body: str, names: Names, rows: Callable[[str, str], str]) -> str:
    if _JINJA_MARK.search(body):
        raise ValueError("the letter itself contains a Jinja mark")
    tables = iter(range(1, len(_TABLE.findall(body)) + 1))
    body = _FIGURE.sub(lambda match: f"{match[1]}{{{{ {names.bookmarks[match[2]]} }}}}", body)
    return _TABLE.sub(lambda match: match[1] + _looped(match[2], next(tables), rows) + match[3], body)


def _looped(rows: str, number: int, loop: Callable[[str, str], str]) -> str:
    """Two loops: one over the bold rows at the top, if there are any, one over the others."""
    samples = _ROW.findall(rows)
    first = loop(samples[0], f"first{number}") if _TOTAL in samples[0] else ""
    return first + loop(samples[-1], f"rows{number}")


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
