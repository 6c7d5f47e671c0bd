"""A sheet of texts as a workbook; no cell can become a formula, and the same rows give the same bytes.

Written as parts of a package, not through openpyxl: that puts sheets into the system's temporary folder first, so
that a disk which is full there would lose a list of what was written elsewhere.
"""

from collections.abc import Iterator, Sequence
from html import escape

from dispatch.writers.package import entries, pack

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FORMULA_MARKS = ("=", "+", "-", "@")
_PLAIN, _HEAD, _QUOTED = 0, 1, 2
_LINE_POINTS = 15
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FONT = '<sz val="11"/><name val="Times New Roman"/><family val="1"/>'
_CELL = 'applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
_FIXED = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
        '<sheet name="Danh sách" sheetId="1" r:id="rId1"/></sheets><definedNames>'
        '<definedName name="_xlnm.Print_Titles" localSheetId="0">'
        "'Danh sách'!$1:$1</definedName></definedNames></workbook>"
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font>{_FONT}</font><font><b/>{_FONT}</font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="3"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" {_CELL}'
        '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">'
        '<alignment horizontal="center" vertical="center" wrapText="1"/></xf>'
        f'<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" {_CELL}'
        '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ),
}


def text_sheet(heads: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[str]], frozen: int) -> bytes:
    """An .xlsx with a running number before each row; every other cell is text.

    `heads` and `widths` include those of the running number; the first `frozen` columns stay in sight. Printed,
    it is as wide as an A4 page on its side, with the heads on every page.
    """
    sheet = "".join(_sheet(heads, widths, rows, frozen))
    parts = {**_FIXED, "xl/worksheets/sheet1.xml": sheet}
    return pack(entries({name: _DECLARATION + text for name, text in parts.items()}))


def _sheet(heads: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[str]], frozen: int) -> Iterator[str]:
    first = f"{_LETTERS[frozen]}2"
    yield f'<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
    yield '<sheetViews><sheetView workbookViewId="0">'
    yield f'<pane xSplit="{frozen}" ySplit="1" topLeftCell="{first}" activePane="bottomRight" state="frozen"/>'
    yield f'</sheetView></sheetViews><sheetFormatPr defaultRowHeight="{_LINE_POINTS}"/>'
    columns = (f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in enumerate(widths, 1))
    yield f"<cols>{''.join(columns)}</cols><sheetData>"
    yield _row(1, _lines(heads, widths), [(head, _HEAD) for head in heads])
    for number, texts in enumerate(rows, 1):
        cells = [(text, _QUOTED if text.startswith(_FORMULA_MARKS) else _PLAIN) for text in texts]
        counted = f'<c r="A{number + 1}" s="{_PLAIN}"><v>{number}</v></c>'
        yield _row(number + 1, _lines(texts, widths[1:]), cells, counted)
    yield "</sheetData>"
    yield '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'


def _lines(texts: Sequence[str], widths: Sequence[int]) -> int:
    """How many lines the longest cell of a row takes; a column's width is in characters, about."""
    cells = zip(texts, widths, strict=False)
    return max(_wrapped(text, width) if len(text) > width else 1 for text, width in cells)


def _wrapped(text: str, width: int) -> int:
    """How many lines a text takes that breaks at spaces and behind hyphens, or within a word that is too long."""
    lines = 1
    while len(text) > width:
        cut = max(text.rfind(" ", 0, width + 1), text.rfind("-", 0, width) + 1)
        text = text[cut if cut > 0 else width :].lstrip()
        lines += 1
    return lines


def _row(line: int, lines: int, cells: Sequence[tuple[str, int]], first: str = "") -> str:
    """A row of texts as high as its lines; `first` is a cell that stands before them."""
    letters = _LETTERS[1:] if first else _LETTERS
    texts = (
        f'<c r="{letter}{line}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
        for letter, (text, style) in zip(letters, cells, strict=False)
    )
    height = f' ht="{lines * _LINE_POINTS}" customHeight="1"' if lines > 1 else ""
    return f'<row r="{line}"{height}>{first}{"".join(texts)}</row>'
