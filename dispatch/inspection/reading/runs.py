"""The runs of a paragraph with their effective looks, its fields, and the lines drawn in it."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from dispatch.inspection.package import W
from dispatch.inspection.reading.drawn import shape_lines
from dispatch.inspection.reading.properties import is_on, run_properties
from dispatch.inspection.reading.styles import StyleSheet, layered
from dispatch.inspection.reading.values import DrawnLine, Look, Run

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATIVES, _CHOICE, _FALLBACK = (_MC + name for name in ("AlternateContent", "Choice", "Fallback"))
_RUN, _TEXT, _CODE = f"{W}r", f"{W}t", f"{W}instrText"
_BOX = f"{W}txbxContent"
_DRAWINGS = {f"{W}drawing", f"{W}pict", f"{W}object"}
_GONE = {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}sdtPr"}
_BREAK, _LAID_OUT = f"{W}br", f"{W}lastRenderedPageBreak"
_CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}


class RunReader:
    """Reads the runs of paragraphs; equal looks are made once."""

    def __init__(self, sheet: StyleSheet) -> None:
        self._sheet = sheet
        self._looks: dict[tuple[object, ...], Look | None] = {}

    def runs(self, paragraph: etree._Element, base: dict[str, Any], key: tuple[object, ...]) -> Iterator[Run]:
        """The visible runs; `base` are the properties they start from, known by `key`."""
        for element in pieces(paragraph):
            if element.tag != _RUN:
                continue
            text = "".join(_run_text(element))
            if text:
                look = self._look(element.find(f"{W}rPr"), base, key)
                if look is not None:
                    yield Run(text, look, element)

    def first_look(self, paragraph: etree._Element, base: dict[str, Any], key: tuple[object, ...]) -> Look | None:
        """The look of the first run, also of one without text, or of the empty paragraph."""
        first = next((element for element in pieces(paragraph) if element.tag == _RUN), None)
        return self._look(first.find(f"{W}rPr") if first is not None else None, base, key)

    def _look(self, element: etree._Element | None, base: dict[str, Any], key: tuple[object, ...]) -> Look | None:
        direct = run_properties(element, self._sheet.fonts) if element is not None and len(element) else {}
        known = (*key, *sorted(direct.items()))
        if known not in self._looks:
            merged = base
            if "style" in direct:
                merged = layered(base, self._sheet.character(direct["style"]))
            merged = {**merged, **direct}
            merged.pop("style", None)
            self._looks[known] = None if merged.pop("hidden", False) else Look(**merged)
        return self._looks[known]


def pieces(element: etree._Element) -> Iterator[etree._Element]:
    """The runs and fields of a paragraph in order, without what was deleted or stands in text boxes."""
    for child in element:
        if child.tag in {_RUN, f"{W}fldSimple"}:
            yield child
        if child.tag != _RUN and child.tag not in _GONE and isinstance(child.tag, str):
            yield from pieces(child)


def field_codes(paragraph: etree._Element) -> tuple[str, ...]:
    """The first words of the paragraph's fields: "PAGE"."""
    codes = [element.get(f"{W}instr", "") for element in pieces(paragraph) if element.tag == f"{W}fldSimple"]
    text = "".join(
        (child.text or "") if child.tag == _CODE else " \n" if _begins(child) else ""
        for element in pieces(paragraph)
        for child in element
    )
    return tuple(words[0].upper() for code in [*codes, *text.split("\n")] if (words := code.split()))


def breaks_page(paragraph: etree._Element) -> bool:
    """Whether a page ends before or in a paragraph: by a break of its own, or as Word last laid it out."""
    before = paragraph.find(f"{W}pPr/{W}pageBreakBefore")
    if before is not None and is_on(before):
        return True
    children = (child for element in pieces(paragraph) for child in element)
    return any(
        child.tag == _LAID_OUT or (child.tag == _BREAK and child.get(f"{W}type") == "page") for child in children
    )


def drawings(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The drawings of a paragraph, each once: of alternatives the first choice."""
    for element in pieces(paragraph):
        if element.tag == _RUN:
            yield from _drawings(element)


def lines_of_shapes(paragraph: etree._Element) -> Iterator[DrawnLine]:
    """The horizontal lines drawn as shapes in a paragraph."""
    for drawing in drawings(paragraph):
        yield from shape_lines(drawing)


def text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The w:txbxContent of a paragraph's text boxes."""
    for drawing in drawings(paragraph):
        for box in drawing.iter(_BOX):
            if not any(above.tag in {_FALLBACK, _BOX} for above in box.iterancestors() if above is not drawing):
                yield box


def _drawings(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag in _DRAWINGS:
            yield child
        elif child.tag == _ALTERNATIVES:
            chosen = child.find(_CHOICE)
            yield from _drawings(chosen if chosen is not None else child)
        elif child.tag == _FALLBACK:
            yield from _drawings(child)


def _begins(child: etree._Element) -> bool:
    return child.tag == f"{W}fldChar" and child.get(f"{W}fldCharType") == "begin"


def _run_text(run: etree._Element) -> Iterator[str]:
    for child in run:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
