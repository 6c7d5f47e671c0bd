"""Colour cells of a workbook: each keeps its own style but for the fill, and its value and formula."""

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy

from lxml import etree

from dispatch.errors import Severity
from dispatch.writers.workbook_parts import Element, WorkbookParts, parse_xml, xml_bytes

COLOURS: Mapping[Severity, str] = {"error": "FFFFC7CE", "warning": "FFFFEB9C", "info": "FFDDEBF7"}

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_EMPTY_STYLES = f"""<styleSheet xmlns="{_MAIN}">
<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""
_BEFORE_FILLS = ("numFmts", "fonts")
_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ALPHABET, _BEFORE_A = 26, ord("A") - 1


def place_of(address: str) -> tuple[int, int]:
    """Row and column of "F12", from 1; (0, 0) for what is no address."""
    match = _ADDRESS.fullmatch(address.replace("$", ""))
    if match is None:
        return 0, 0
    column = 0
    for letter in match[1]:
        column = column * _ALPHABET + ord(letter) - _BEFORE_A
    return int(match[2]), column


def places_of(address: str) -> list[tuple[int, int]]:
    """Rows and columns of "F12", or of the cells of one row, "F12:K12"; none for any other range."""
    first, _, last = address.partition(":")
    start, end = place_of(first), place_of(last or first)
    if not all(start) or start[0] != end[0]:
        return []
    return [(start[0], column) for column in range(start[1], end[1] + 1)]


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for comments."""
    tag: object = element.tag  # a function in comments, whatever the stubs say
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(parent: Element, name: str) -> Element | None:
    """The first child of this name."""
    return next((each for each in parent if local(each) == name), None)


class CellStyles:
    """The styles of a workbook; a coloured one is made once for each style and colour."""

    def __init__(self, parts: WorkbookParts) -> None:
        self._parts = parts
        self._name = parts.target(parts.workbook, "styles")
        if not self._name:
            self._name = parts.add("xl/styles", ".xml", _EMPTY_STYLES.encode(), _STYLES_TYPE)
            parts.link(parts.workbook, "styles", self._name)
        self._root = parse_xml(parts.parts[self._name])
        self._made: dict[tuple[int, Severity], int] = {}
        self._fills: dict[Severity, int] = {}

    def coloured(self, style: int, severity: Severity) -> int:
        """The number of a style like `style` with the colour of a severity."""
        if (style, severity) not in self._made:
            styles = self._cell_styles()
            base = styles[style] if style < len(styles) else None
            new = deepcopy(base) if base is not None else etree.SubElement(styles, self._tag("xf"), numFmtId="0")
            new.set("fillId", str(self._fill(severity)))
            new.set("applyFill", "1")
            if base is not None:
                styles.append(new)
            self._made[style, severity] = len(styles) - 1
        return self._made[style, severity]

    def save(self) -> None:
        """Put the styles back into the package."""
        self._cell_styles().set("count", str(len(self._cell_styles())))
        self._parts.parts[self._name] = xml_bytes(self._root)

    def _cell_styles(self) -> Element:
        found = child(self._root, "cellXfs")
        if found is None:
            found = etree.SubElement(self._root, self._tag("cellXfs"))
            etree.SubElement(found, self._tag("xf"), numFmtId="0")
        return found

    def _fill(self, severity: Severity) -> int:
        if severity not in self._fills:
            fills = self._all_fills()
            pattern = etree.SubElement(etree.SubElement(fills, self._tag("fill")), self._tag("patternFill"))
            pattern.set("patternType", "solid")
            etree.SubElement(pattern, self._tag("fgColor"), rgb=COLOURS[severity])
            etree.SubElement(pattern, self._tag("bgColor"), indexed="64")
            fills.set("count", str(len(fills)))
            self._fills[severity] = len(fills) - 1
        return self._fills[severity]

    def _all_fills(self) -> Element:
        found = child(self._root, "fills")
        if found is None:
            found = etree.Element(self._tag("fills"))
            self._root.insert(sum(local(each) in _BEFORE_FILLS for each in self._root), found)
            for pattern in ("none", "gray125"):  # the first two are Excel's own
                etree.SubElement(
                    etree.SubElement(found, self._tag("fill")), self._tag("patternFill"), patternType=pattern
                )
        return found

    def _tag(self, name: str) -> str:
        return f"{{{etree.QName(self._root).namespace}}}{name}"


def colour_cells(sheet: Element, cells: Mapping[tuple[int, int], Severity], styles: CellStyles) -> None:
    """Colour cells by row and column; one that the file does not have is made, empty."""
    data = child(sheet, "sheetData")
    assert data is not None  # every sheet that was read has one
    rows = _rows(data)
    for (row, column), severity in sorted(cells.items()):
        cell = _cell(sheet, data, rows, row, column)
        cell.set("s", str(styles.coloured(int(cell.get("s", "0")), severity)))


def shown_place(sheet: Element, place: tuple[int, int]) -> tuple[int, int]:
    """The cell in sight at a place: the first of the merged cells that cover it."""
    merges = child(sheet, "mergeCells")
    for merge in merges if merges is not None else ():
        first, _, last = merge.get("ref", "").partition(":")
        start, end = place_of(first), place_of(last or first)
        if start[0] <= place[0] <= end[0] and start[1] <= place[1] <= end[1]:
            return start
    return place


def _rows(data: Element) -> dict[int, Element]:
    rows: dict[int, Element] = {}
    number = 0
    for row in data:
        if local(row) == "row":
            number = int(row.get("r", number + 1))
            rows[number] = row
    return rows


def _cell(sheet: Element, data: Element, rows: dict[int, Element], number: int, column: int) -> Element:
    row = rows.get(number)
    if row is None:
        row = etree.Element(data.tag[: -len("sheetData")] + "row", r=str(number))
        data.insert(sum(each < number for each in rows), row)
        rows[number] = row
    at = 0
    for index, cell in enumerate(row):
        at = place_of(cell.get("r", ""))[1] or at + 1
        if at >= column:
            return cell if at == column else _new_cell(sheet, row, index, number, column)
    return _new_cell(sheet, row, len(row), number, column)


def _new_cell(sheet: Element, row: Element, index: int, number: int, column: int) -> Element:
    cell = etree.Element(row.tag[: -len("row")] + "c", r=f"{column_letters(column)}{number}")
    style = row.get("s") if row.get("customFormat") in {"1", "true"} else _column_style(sheet, column)
    if style:
        cell.set("s", style)
    row.insert(index, cell)
    return cell


def _column_style(sheet: Element, column: int) -> str | None:
    columns = child(sheet, "cols")
    spans: Iterable[Element] = columns if columns is not None else ()
    return next((s.get("style") for s in spans if int(s.get("min", "0")) <= column <= int(s.get("max", "0"))), None)


def column_letters(number: int) -> str:
    """The letters of a column counted from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, _ALPHABET)
        letters = chr(rest + 1 + _BEFORE_A) + letters
    return letters
