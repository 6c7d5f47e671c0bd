"""Exchange styles and direct formatting: what a style said is said in place, what was said in place by a style."""

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from dispatch.inspection.package import W
from tests.letter.word import BODY, read_parts, write_parts

STYLES = "word/styles.xml"
_ORDER = {
    "pPr": (
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
        *("suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap"),
        *("overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid"),
        *("spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection"),
        *("textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange"),
    ),
    "rPr": (
        *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline"),
        *("shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w"),
        *("kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign"),
        *("rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath"),
    ),
}
# What belongs to the place, not to the look.
_STAYS = {"pStyle", "numPr", "ind", "rPr", "sectPr", "framePr", "outlineLvl", "rStyle"}


def exchanged(document: bytes) -> bytes:
    """The document in the same looks, each said on the other side."""
    parts = read_parts(document)
    styles = etree.fromstring(parts[STYLES])
    body = etree.fromstring(parts[BODY])
    for number, paragraph in enumerate(list(body.iter(f"{W}p"))):
        _exchange(paragraph, styles, f"X{number}")
    parts[STYLES], parts[BODY] = etree.tostring(styles), etree.tostring(body)
    return write_parts(parts)


def _exchange(paragraph: etree._Element, styles: etree._Element, identity: str) -> None:
    of_style = list(_chain(styles, _named(paragraph.find(f"{W}pPr/{W}pStyle"))))
    style = etree.SubElement(styles, f"{W}style", {f"{W}type": "paragraph", f"{W}customStyle": "1"})
    style.set(f"{W}styleId", identity)
    etree.SubElement(style, f"{W}name").set(f"{W}val", identity)
    direct = paragraph.find(f"{W}pPr")
    own = _taken(direct)
    said = _merged("pPr", [each.find(f"{W}pPr") for each in of_style])
    if own:
        style.append(_element("pPr", own))
    run_said = _merged("rPr", [each.find(f"{W}rPr") for each in of_style])
    for place, run in enumerate(list(paragraph.iter(f"{W}r"))):
        _exchange_run(run, run_said, styles, f"{identity}R{place}")
    kept = {name: each for name, each in _children(direct).items() if name in _STAYS}
    name = etree.Element(f"{W}pStyle")
    name.set(f"{W}val", identity)
    stays = {name: each for name, each in said.items() if name in _STAYS and name not in kept}
    new = _element("pPr", {**_without(said, own), **stays, **kept, "pStyle": name})
    if direct is not None:
        paragraph.remove(direct)
    paragraph.insert(0, new)


def _exchange_run(run: etree._Element, said: dict[str, etree._Element], styles: etree._Element, identity: str) -> None:
    direct = run.find(f"{W}rPr")
    own = _taken(direct)
    named = direct.find(f"{W}rStyle") if direct is not None else None
    new = {name: deepcopy(each) for name, each in said.items()}
    if named is not None:
        new |= {"rStyle": named, **own}
    elif own:
        style = etree.SubElement(styles, f"{W}style", {f"{W}type": "character", f"{W}customStyle": "1"})
        style.set(f"{W}styleId", identity)
        etree.SubElement(style, f"{W}name").set(f"{W}val", identity)
        style.append(_element("rPr", own))
        reference = etree.Element(f"{W}rStyle")
        reference.set(f"{W}val", identity)
        new = {**_without(said, own), "rStyle": reference}
    if direct is not None:
        run.remove(direct)
    run.insert(0, _element("rPr", new))


def _chain(styles: etree._Element, identity: str) -> Iterator[etree._Element]:
    """The style and what it is based on, the base first; without a name the default style."""
    for style in styles.iter(f"{W}style"):
        default = not identity and style.get(f"{W}default") == "1"
        if style.get(f"{W}type") == "paragraph" and (style.get(f"{W}styleId") == identity or default):
            base = _named(style.find(f"{W}basedOn"))
            yield from _chain(styles, base) if base else ()
            yield style
            return


def _merged(kind: str, layers: list[etree._Element | None]) -> dict[str, etree._Element]:
    """Properties of several layers; of one property each attribute is the last one said."""
    found: dict[str, etree._Element] = {}
    for layer in layers:
        for name, each in _children(layer).items():
            merged = deepcopy(each)
            if name in found and name in {"spacing", "ind", "rFonts"}:
                merged.attrib.update({**dict(found[name].attrib), **dict(each.attrib)})
            found[name] = merged
    return {name: each for name, each in found.items() if name in _ORDER[kind] and name != "rPr"}


def _without(said: dict[str, etree._Element], own: dict[str, etree._Element]) -> dict[str, etree._Element]:
    """What the style said and the place did not, attribute by attribute."""
    left: dict[str, etree._Element] = {}
    for name, each in said.items():
        copy = deepcopy(each)
        if name in own:
            for attribute in set(copy.attrib) & set(own[name].attrib):
                del copy.attrib[attribute]
            if name not in {"spacing", "rFonts"} or not copy.attrib:
                continue
        if name not in _STAYS:
            left[name] = copy
    return left


def _taken(properties: etree._Element | None) -> dict[str, etree._Element]:
    return {name: deepcopy(each) for name, each in _children(properties).items() if name not in _STAYS}


def _children(properties: etree._Element | None) -> dict[str, etree._Element]:
    elements = properties if properties is not None else ()
    return {str(each.tag).removeprefix(W): each for each in elements}


def _element(kind: str, properties: dict[str, etree._Element]) -> etree._Element:
    element = etree.Element(W + kind)
    order = _ORDER[kind]
    for name in sorted(properties, key=lambda name: order.index(name) if name in order else len(order)):
        element.append(properties[name])
    return element


def _named(element: etree._Element | None) -> str:
    return element.get(f"{W}val", "") if element is not None else ""
