"""Where the cells of a table are: their columns, and the room inside their margins."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from dispatch.inspection.elements import CELL, ROW, attribute, children
from dispatch.inspection.package import W
from dispatch.inspection.reading.properties import twips
from dispatch.inspection.reading.styles import StyleSheet

# What Word takes where nothing is said.
_DEFAULT_MARGIN = 115.0
_MAX_SPAN = 63


@dataclass(frozen=True, slots=True)
class CellBox:
    """A cell: its element, its place, and its room in twips."""

    element: etree._Element
    row: int
    column: int
    columns: int
    left: float
    width: float


def table_style(table: etree._Element) -> str | None:
    """The id of the table's style."""
    style = table.find(f"{W}tblPr/{W}tblStyle")
    return attribute(style) if style is not None else None


def boxes(table: etree._Element, sheet: StyleSheet) -> Iterator[CellBox]:
    """The cells in reading order."""
    grid = [twips(attribute(column, "w")) or 0.0 for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    margins = _table_margins(table, sheet)
    for row_number, row in enumerate(children(table, (ROW,))):
        column = _skipped(row)
        for cell in children(row, (CELL,)):
            properties = cell.find(f"{W}tcPr")
            span = _span(properties)
            width = sum(grid[column : column + span]) or _own_width(properties)
            own = _margins(properties.find(f"{W}tcMar") if properties is not None else None)
            left, right = (own.get(side, margins.get(side, _DEFAULT_MARGIN)) for side in ("left", "right"))
            start = sum(grid[:column]) + left
            yield CellBox(cell, row_number, column, len(grid), start, max(width - left - right, 0.0))
            column += span


def _table_margins(table: etree._Element, sheet: StyleSheet) -> dict[str, float]:
    own = _margins(table.find(f"{W}tblPr/{W}tblCellMar"))
    identity = table_style(table) or "TableNormal"
    seen: set[str] = set()
    while identity and identity not in seen:
        seen.add(identity)
        style = sheet.table_element(identity)
        if style is None:
            break
        own = {**_margins(style.find(f"{W}tblPr/{W}tblCellMar")), **own}
        base = style.find(f"{W}basedOn")
        identity = attribute(base) if base is not None else ""
    return own


def _margins(element: etree._Element | None) -> dict[str, float]:
    found: dict[str, float] = {}
    for side, names in (("left", ("left", "start")), ("right", ("right", "end"))):
        for name in names:
            edge = element.find(W + name) if element is not None else None
            value = twips(attribute(edge, "w")) if edge is not None else None
            if value is not None:
                found[side] = value
    return found


def _span(properties: etree._Element | None) -> int:
    span = properties.find(f"{W}gridSpan") if properties is not None else None
    value = twips(attribute(span)) if span is not None else None
    return min(max(int(value), 1), _MAX_SPAN) if value is not None else 1


def _skipped(row: etree._Element) -> int:
    before = row.find(f"{W}trPr/{W}gridBefore")
    value = twips(attribute(before)) if before is not None else None
    return min(max(int(value), 0), _MAX_SPAN) if value is not None else 0


def _own_width(properties: etree._Element | None) -> float:
    width = properties.find(f"{W}tcW") if properties is not None else None
    return (twips(attribute(width, "w")) or 0.0) if width is not None else 0.0
