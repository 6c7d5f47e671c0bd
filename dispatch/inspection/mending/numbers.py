"""Numbers of pages: their look, their place in the header, none on page 1, and one where there is none (L05)."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from dispatch.inspection.checking.case import Case
from dispatch.inspection.checking.rules_page import has_no_number, needs_numbers, page_numbers, placed, shows_on_first
from dispatch.inspection.elements import attribute
from dispatch.inspection.mending.page import align_number, sections
from dispatch.inspection.mending.schema import properties_of, put
from dispatch.inspection.package import CONTENT_TYPES, Package, W
from dispatch.inspection.reading.runs import pieces
from dispatch.inspection.reading.values import Paragraph

_BODY = "word/document.xml"
_LINKS = "word/_rels/document.xml.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ID = f"{{{_OFFICE}}}id"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_FORMAT = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


@dataclass(frozen=True, slots=True)
class _Edge:
    """A header or a footer: the type of its relationship is its name, its root element is `root`."""

    name: str
    root: str


_EDGES = {"header": _Edge("header", "hdr"), "footer": _Edge("footer", "ftr")}


def mend_page_numbers(case: Case, package: Package) -> Mapping[str, bytes]:
    """Mend the numbers that are there; a part with a number is returned where a letter has none at all."""
    rules = case.profile.page_number
    added: Mapping[str, bytes] = {}
    if needs_numbers(case) and has_no_number(case):
        added = _add_number(case, package)
    for section in case.document.sections:
        for paragraph in page_numbers(section, rules.place):
            _mend_number(case, paragraph)
    if rules.hidden_on_first and (added or shows_on_first(case)) and not case.document.sections[0].title_page:
        put(next(element for _, element in sections(case, package)), "titlePg", val=None)
    return added


def _mend_number(case: Case, paragraph: Paragraph) -> None:
    component = case.profile.components["so_trang"]
    if paragraph.place == "text_box":
        return
    if placed(paragraph) != component.align and not paragraph.text.startswith("\t"):
        align_number(paragraph.element, component.align)
    look = paragraph.field_look
    if look is None:
        return
    for run in (each for each in pieces(paragraph.element) if each.tag == f"{W}r"):
        if not component.size.allows(look.size_pt):
            for name in ("sz", "szCs"):
                put(properties_of(run, "rPr"), name, val=_half_points(component.size.chosen))
        for name, wrong in (("b", look.bold != component.bold), ("i", look.italic != component.italic)):
            if wrong:
                put(properties_of(run, "rPr"), name, val="0")


def _add_number(case: Case, package: Package) -> Mapping[str, bytes]:
    """Put a number into the header of the first section, or give it a header; others inherit it."""
    edge, element = _EDGES[case.profile.page_number.place], next(each for _, each in sections(case, package))
    reference = next(
        (
            each
            for each in element.iterchildren(f"{W}{edge.name}Reference")
            if (attribute(each, "type") or "default") == "default"
        ),
        None,
    )
    if reference is not None:
        links = {each.id: each.target for each in package.relationships() if each.source == _BODY}
        tree = package.trees.get(links.get(reference.get(_ID, ""), ""))
        if tree is not None:
            tree.insert(0, _number(case))
        return {}
    return _new_part(case, package, edge, element)


def _new_part(case: Case, package: Package, edge: _Edge, element: etree._Element) -> Mapping[str, bytes]:
    links, types = package.trees.get(_LINKS), package.trees.get(CONTENT_TYPES)
    if links is None or types is None:
        return {}
    name = next(name for n in range(1, 1000) if (name := f"word/{edge.name}{n}.xml") not in package.parts)
    identity = next(each for n in range(1, 10000) if (each := f"rId{n}") not in {link.get("Id") for link in links})
    etree.SubElement(
        links,
        f"{{{_PACKAGE}relationships}}Relationship",
        Id=identity,
        Type=f"{_OFFICE}/{edge.name}",
        Target=posixpath.basename(name),
    )
    etree.SubElement(
        types,
        f"{{{_PACKAGE}content-types}}Override",
        PartName=f"/{name}",
        ContentType=_FORMAT.format(edge.name),
    )
    reference = etree.Element(f"{W}{edge.name}Reference")
    reference.set(f"{W}type", "default")
    reference.set(_ID, identity)
    element.insert(0, reference)
    root = etree.Element(W + edge.root, nsmap={"w": W[1:-1], "r": _OFFICE})
    root.append(_number(case))
    return {name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)}


def _number(case: Case) -> etree._Element:
    """A paragraph that prints the number of its page as the law wants it."""
    component, font = case.profile.components["so_trang"], case.profile.font
    size = _half_points(component.size.chosen)
    look = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    return etree.fromstring(
        f'<w:p xmlns:w="{W[1:-1]}"><w:pPr><w:spacing w:before="0" w:after="0"/><w:ind w:firstLine="0"/>'
        f'<w:jc w:val="{component.align}"/></w:pPr><w:fldSimple w:instr=" PAGE ">'
        f"<w:r><w:rPr>{look}</w:rPr><w:t>2</w:t></w:r></w:fldSimple></w:p>"
    )


def _half_points(size_pt: float) -> str:
    return str(round(size_pt * 2))
