"""Horizontal lines drawn as shapes: DrawingML of Word 2010 and later, VML of older files."""

import re
from collections.abc import Iterator

from lxml import etree

from dispatch.inspection.package import W
from dispatch.inspection.reading.values import DrawnLine

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_V = "{urn:schemas-microsoft-com:vml}"
_MM_PER_EMU = 25.4 / 914400
_LINES = {"line", "straightConnector1"}
_VML_LINE_TYPE = "#_x0000_t32"
_COLUMN = {"column", "character", "insideMargin"}
# A rectangle as low as this is a line.
_FLAT_MM = 1.0
_LENGTH = re.compile(r"(-?[0-9]{0,6}(?:\.[0-9]{1,6})?)(pt|mm|cm|in|px)?")
_VML_MM = {"pt": 25.4 / 72, "mm": 1.0, "cm": 10.0, "in": 25.4, "px": 25.4 / 96, None: 25.4 / 72}


def shape_lines(drawing: etree._Element) -> Iterator[DrawnLine]:
    """The lines in one w:drawing or w:pict."""
    if drawing.tag == f"{W}drawing":
        for anchor in drawing:
            line = _drawingml(anchor)
            if line is not None:
                yield line
    else:
        for shape in drawing.iter(f"{_V}line", f"{_V}shape", f"{_V}rect"):
            line = _vml(shape)
            if line is not None:
                yield line


def _drawingml(anchor: etree._Element) -> DrawnLine | None:
    geometry, extent = anchor.find(f".//{_A}prstGeom"), anchor.find(f"{_WP}extent")
    if geometry is None or extent is None:
        return None
    width, height = _emu(extent.get("cx")), _emu(extent.get("cy"))
    if width is None or (geometry.get("prst") not in _LINES and not (height is not None and height <= _FLAT_MM)):
        return None
    if height is not None and height > max(width, _FLAT_MM):
        return None
    dash = anchor.find(f".//{_A}ln/{_A}prstDash")
    solid = dash is None or dash.get("val") == "solid"
    return DrawnLine("shape", width, _position(anchor), solid, _is_in_the_middle(anchor))


def _is_in_the_middle(anchor: etree._Element) -> bool:
    place = anchor.find(f"{_WP}positionH")
    align = place.find(f"{_WP}align") if place is not None and place.get("relativeFrom") in _COLUMN else None
    return align is not None and (align.text or "").strip() == "center"


def _position(anchor: etree._Element) -> float | None:
    """From the left of the column; None for a place that needs the finished page."""
    place = anchor.find(f"{_WP}positionH")
    if place is None or place.get("relativeFrom") not in _COLUMN:
        return None
    offset = place.find(f"{_WP}posOffset")
    return _emu(offset.text) if offset is not None else None


def _vml(shape: etree._Element) -> DrawnLine | None:
    style = dict(part.split(":", 1) for part in shape.get("style", "").split(";") if ":" in part)
    left = _vml_length(style.get("margin-left", ""))
    dash = shape.find(f"{_V}stroke")
    solid = dash is None or dash.get("dashstyle") in {None, "solid"}
    if shape.tag == f"{_V}line":
        start, end = (_vml_length(shape.get(name, "").split(",")[0]) for name in ("from", "to"))
        return None if start is None or end is None else DrawnLine("shape", abs(end - start), min(start, end), solid)
    width, height = (_vml_length(style.get(name, "")) for name in ("width", "height"))
    flat = height is not None and height <= _FLAT_MM
    if width is None or not (flat or shape.get("type") == _VML_LINE_TYPE):
        return None
    return DrawnLine("shape", width, left, solid)


def _emu(text: str | None) -> float | None:
    try:
        return int(text or "") * _MM_PER_EMU
    except ValueError:
        return None


def _vml_length(text: str) -> float | None:
    match = _LENGTH.fullmatch(text.strip())
    if not match or not match[1].strip("-."):
        return None
    return float(match[1]) * _VML_MM[match[2]]
