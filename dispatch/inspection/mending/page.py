"""Paper, margins and the numbers of pages (L01, L02, L05, L06)."""

from collections.abc import Iterator

from lxml import etree

from dispatch.inspection.checking.case import Case
from dispatch.inspection.checking.rules_page import MarginName, is_of_paper, lacks_restart, section_margins
from dispatch.inspection.mending.schema import child, properties_of, put, twips
from dispatch.inspection.package import Package, W
from dispatch.inspection.reading.sections import section_marks
from dispatch.inspection.reading.values import PageSection

_SIDES: dict[MarginName, str] = {"trên": "top", "phải": "right", "dưới": "bottom", "trái": "left"}


def sections(case: Case, package: Package) -> Iterator[tuple[PageSection, etree._Element]]:
    """Every section with its w:sectPr, which is made where a document has none."""
    body = next(package.trees[name] for name in package.trees if package.trees[name].tag == f"{W}document")[0]
    elements = [marks.element for marks in section_marks(body)]
    for section, element in zip(case.document.sections, elements, strict=True):
        yield section, etree.SubElement(body, f"{W}sectPr") if element is None else element


def mend_page(case: Case, package: Package) -> None:
    """A4, and our margins where one is out of its range."""
    page = case.profile.page
    for section, element in sections(case, package):
        if not is_of_paper(case, section):
            sides = (page.height_mm, page.width_mm) if section.landscape else (page.width_mm, page.height_mm)
            put(element, "pgSz", w=twips(sides[0]), h=twips(sides[1]), code=None)
        for name, _, allowed in section_margins(case, section):
            put(element, "pgMar", **{_SIDES[name]: twips(allowed.chosen)})
            if name == "trái":
                put(element, "pgMar", gutter="0")
        if element.find(f"{W}pgMar") is not None:
            _complete(child(element, "pgMar"))


def mend_restarts(case: Case, package: Package) -> None:
    """Appendices that begin a section count from 1; others need a section break, which is an officer's to make."""
    elements = [element for _, element in sections(case, package)]
    for appendix in case.letter.appendices:
        if lacks_restart(case, appendix):
            put(elements[appendix.word.paragraph.section], "pgNumType", start="1")


def _complete(margins: etree._Element) -> None:
    """The schema wants all seven measures."""
    measures = {"top": "1440", "right": "1440", "bottom": "1440", "left": "1440", "header": "567", "footer": "567"}
    for name, usual in {**measures, "gutter": "0"}.items():
        if W + name not in margins.attrib:
            margins.set(W + name, usual)


def align_number(paragraph: etree._Element, align: str) -> None:
    """Put a paragraph, or the frame it stands in, where the law wants the page number."""
    properties = properties_of(paragraph, "pPr")
    put(properties, "jc", val=align)
    if properties.find(f"{W}framePr") is not None:
        put(properties, "framePr", xAlign=align, x=None)
