"""Sections: page, margins, numbering, and the headers a section inherits."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from dispatch.inspection.elements import attribute
from dispatch.inspection.package import Package, W
from dispatch.inspection.reading.properties import is_on, twips
from dispatch.inspection.reading.values import MM_PER_TWIP, PageSection, Paragraph, Place

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# What Word takes where a measure is missing: Letter, one inch.
_PAGE = {"w": 12240.0, "h": 15840.0}
_MARGIN = 1440.0

ReadPart = Callable[[etree._Element, Place], Iterator[Paragraph]]


@dataclass(frozen=True, slots=True)
class SectionMarks:
    """The w:sectPr of a section (None: the document has none) and its measures in mm."""

    element: etree._Element | None
    width_mm: float
    height_mm: float
    margins_mm: Mapping[str, float]

    @property
    def text_width_mm(self) -> float:
        """Width between the margins."""
        return self.width_mm - self.margins_mm["left"] - self.margins_mm["right"]


def section_marks(body: etree._Element) -> list[SectionMarks]:
    """The sections of a body, at least one."""
    inner = (paragraph.find(f"{W}pPr/{W}sectPr") for paragraph in body.iterchildren(f"{W}p"))
    found = [*(mark for mark in inner if mark is not None), *body.iterchildren(f"{W}sectPr")]
    return [_measured(mark) for mark in found] or [_measured(None)]


def page_section(marks: SectionMarks, package: Package, read: ReadPart, before: PageSection | None) -> PageSection:
    """One section with its headers and footers, or those of the section before it."""
    element = marks.element
    numbering = element.find(f"{W}pgNumType") if element is not None else None
    start = attribute(numbering, "start") if numbering is not None else ""
    kind = element.find(f"{W}type") if element is not None else None
    return PageSection(
        width_mm=marks.width_mm,
        height_mm=marks.height_mm,
        top_mm=marks.margins_mm["top"],
        bottom_mm=marks.margins_mm["bottom"],
        left_mm=marks.margins_mm["left"],
        right_mm=marks.margins_mm["right"],
        new_page=kind is None or attribute(kind) not in {"continuous", "nextColumn"},
        title_page=element is not None and is_on(element.find(f"{W}titlePg")),
        page_start=int(start) if start.isascii() and start.isdigit() and len(start) < len("100000") else None,
        page_digits=(attribute(numbering, "fmt") if numbering is not None else "") or "decimal",
        headers={**(before.headers if before else {}), **_stories(element, package, read, "header")},
        footers={**(before.footers if before else {}), **_stories(element, package, read, "footer")},
    )


def _stories(
    element: etree._Element | None, package: Package, read: ReadPart, place: Place
) -> dict[str, tuple[Paragraph, ...]]:
    found: dict[str, tuple[Paragraph, ...]] = {}
    links = {link.id: link.target for link in package.relationships() if link.source == "word/document.xml"}
    for reference in element.iterchildren(f"{W}{place}Reference") if element is not None else ():
        tree = package.trees.get(links.get(reference.get(_ID, ""), ""))
        if tree is not None:
            found[attribute(reference, "type") or "default"] = tuple(read(tree, place))
    return found


def _measured(element: etree._Element | None) -> SectionMarks:
    size = element.find(f"{W}pgSz") if element is not None else None
    margins = element.find(f"{W}pgMar") if element is not None else None
    width, height = (_measure(size, name, _PAGE[name]) for name in ("w", "h"))
    edges = {name: abs(_measure(margins, name, _MARGIN)) for name in ("top", "bottom", "left", "right")}
    edges["left"] += _measure(margins, "gutter", 0.0)
    return SectionMarks(
        element, width * MM_PER_TWIP, height * MM_PER_TWIP, {name: edge * MM_PER_TWIP for name, edge in edges.items()}
    )


def _measure(element: etree._Element | None, name: str, default: float) -> float:
    value = twips(element.get(W + name)) if element is not None else None
    return default if value is None else value
