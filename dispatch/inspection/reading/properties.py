"""Direct properties of runs and paragraphs, as far as they are written; None where they are not."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from lxml import etree

from dispatch.inspection.elements import attribute
from dispatch.inspection.package import W

Properties = Mapping[str, Any]

_OFF = {"0", "false", "off"}
_NUMBER = re.compile(r"-?[0-9]{1,7}(\.[0-9]{1,4})?")
_UNITS = {"mm": 56.6929, "cm": 566.929, "in": 1440.0, "pt": 20.0, "pc": 240.0}
_TOGGLES = {f"{W}b": "bold", f"{W}i": "italic", f"{W}caps": "caps"}
_ALIGNMENTS = {"both": "justify", "distribute": "justify", "center": "center", "right": "right", "end": "right"}
_EDGES = {f"{W}top": "border_above", f"{W}bottom": "border_below"}
_SOLID = {"single", "thick"}


def twips(value: str | None) -> float | None:
    """A measure in twips: "1134" or, in the strict form, "20mm"; None for anything else."""
    if not value:
        return None
    unit = _UNITS.get(value[-2:])
    digits = value[:-2] if unit else value
    return float(digits) * (unit or 1.0) if _NUMBER.fullmatch(digits) else None


def run_properties(element: etree._Element | None, fonts: Mapping[str, str]) -> dict[str, Any]:
    """What a w:rPr says of the look; `fonts` are the theme's fonts by their names in the XML."""
    found: dict[str, Any] = {}
    for child in element if element is not None else ():
        tag = child.tag
        if tag in _TOGGLES:
            found[_TOGGLES[tag]] = attribute(child) not in _OFF
        elif tag == f"{W}sz":
            half_points = twips(attribute(child))
            if half_points:
                found["size_pt"] = half_points / 2
        elif tag == f"{W}rFonts":
            for key, name in (("font", "ascii"), ("high_font", "hAnsi")):
                font = fonts.get(attribute(child, f"{name}Theme")) or attribute(child, name)
                if font:
                    found[key] = font
        elif tag == f"{W}u":
            found["underline"] = attribute(child) not in {"none", ""}
        elif tag == f"{W}color":
            found["colour"] = _colour(child)
        elif tag == f"{W}rStyle":
            found["style"] = attribute(child)
        elif tag in {f"{W}vanish", f"{W}webHidden"}:
            found["hidden"] = attribute(child) not in _OFF
    return found


def paragraph_properties(element: etree._Element | None) -> dict[str, Any]:
    """What a w:pPr says of the form; measures in twips, lines as written."""
    found: dict[str, Any] = {}
    for child in element if element is not None else ():
        read = _READERS.get(child.tag)
        if read is not None:
            read(child, found)
    return found


def is_solid(border: str) -> bool:
    """Whether a border of that kind is a solid line."""
    return border in _SOLID


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch is there and not turned off."""
    return element is not None and attribute(element) not in _OFF


def _read_indents(element: etree._Element, found: dict[str, Any]) -> None:
    for key, names in (("left", ("left", "start")), ("right", ("right", "end"))):
        for name in names:
            value = twips(element.get(W + name))
            if value is not None:
                found[key] = value
    first, hanging = twips(element.get(f"{W}firstLine")), twips(element.get(f"{W}hanging"))
    if hanging is not None:
        found["first"] = -hanging
    elif first is not None:
        found["first"] = first


def _read_spacing(element: etree._Element, found: dict[str, Any]) -> None:
    for name in ("before", "after", "line"):
        value = twips(element.get(W + name))
        if value is not None:
            found[name] = value
    for name in ("before", "after"):
        if attribute(element, f"{name}Autospacing") in {"1", "true", "on"}:
            found[name] = 280.0  # what Word takes for "auto": 14 points
    if element.get(f"{W}lineRule"):
        found["rule"] = {"exact": "exact", "atLeast": "at_least"}.get(attribute(element, "lineRule"), "auto")


def _read_list(element: etree._Element, found: dict[str, Any]) -> None:
    for part in element:
        if part.tag in {f"{W}ilvl", f"{W}numId"}:
            found["level" if part.tag == f"{W}ilvl" else "list"] = attribute(part)


def _read_borders(element: etree._Element, found: dict[str, Any]) -> None:
    for edge in element:
        if edge.tag in _EDGES:
            found[_EDGES[edge.tag]] = attribute(edge)


def _read_tabs(element: etree._Element, found: dict[str, Any]) -> None:
    stops = ((attribute(stop), twips(attribute(stop, "pos"))) for stop in element)
    found["tabs"] = tuple(at for kind, at in stops if at is not None and kind not in {"clear", "num", "bar"})


def _read_frame(element: etree._Element, found: dict[str, Any]) -> None:
    if attribute(element, "xAlign"):
        found["frame_align"] = _ALIGNMENTS.get(attribute(element, "xAlign"), "left")


_READERS: Mapping[Any, Callable[[etree._Element, dict[str, Any]], None]] = {
    f"{W}pStyle": lambda element, found: found.update(style=attribute(element)),
    f"{W}jc": lambda element, found: found.update(align=_ALIGNMENTS.get(attribute(element), "left")),
    f"{W}contextualSpacing": lambda element, found: found.update(contextual=attribute(element) not in _OFF),
    f"{W}ind": _read_indents,
    f"{W}spacing": _read_spacing,
    f"{W}numPr": _read_list,
    f"{W}pBdr": _read_borders,
    f"{W}tabs": _read_tabs,
    f"{W}framePr": _read_frame,
}


def _colour(element: etree._Element) -> str:
    theme = attribute(element, "themeColor")
    if theme in {"text1", "dark1"} and not attribute(element, "themeTint"):
        return "auto"
    return attribute(element).upper() if attribute(element) not in {"", "auto"} else "auto"
