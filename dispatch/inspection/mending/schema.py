"""Set properties in WordprocessingML where the schema wants them (ISO 29500-1, 17.3.1, 17.3.2, 17.6)."""

from collections.abc import Mapping

from lxml import etree

from dispatch.inspection.package import W

TWIPS_PER_MM = 1440 / 25.4
_ORDER: Mapping[str, tuple[str, ...]] = {
    "pPr": (
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
        *("suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap"),
        *("overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid"),
        *("spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection"),
        *("textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange"),
    ),
    "rPr": (
        *("ins", "del", "moveFrom", "moveTo", "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps"),
        *("strike", "dstrike", "outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish"),
        *("webHidden", "color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect"),
        *("bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath"),
    ),
    "sectPr": (
        *("headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc"),
        *("pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote", "titlePg"),
        *("textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings", "sectPrChange"),
    ),
}


def properties_of(element: etree._Element, kind: str) -> etree._Element:
    """The w:pPr of a paragraph or the w:rPr of a run; made first in it when it has none."""
    found = element.find(W + kind)
    if found is None:
        found = etree.Element(W + kind)
        element.insert(0, found)
    return found


def child(properties: etree._Element, name: str) -> etree._Element:
    """The property of that name, made in its place when it is not there."""
    found = properties.find(W + name)
    if found is None:
        found = etree.Element(W + name)
        order = _ORDER[str(properties.tag).removeprefix(W)]
        later = {W + each for each in order[order.index(name) + 1 :]}
        place = next((at for at, each in enumerate(properties) if each.tag in later), len(properties))
        properties.insert(place, found)
    return found


def put(properties: etree._Element, name: str, **values: str | None) -> None:
    """Set attributes of a property; None takes an attribute away."""
    element = child(properties, name)
    for key, value in values.items():
        if value is not None:
            element.set(W + key, value)
        elif W + key in element.attrib:
            del element.attrib[W + key]


def twips(millimetres: float) -> str:
    """Millimetres in Word's unit."""
    return str(round(millimetres * TWIPS_PER_MM))
