"""Invariants of the package: parts, their content types, and the links between them."""

from collections.abc import Iterator
from typing import cast

from lxml import etree

from dispatch.inspection.elements import Fault
from dispatch.inspection.package import CONTENT_TYPES, Package

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINK_VALUES = etree.XPath("//@r:*", namespaces={"r": _LINKS})


def no_body(package: Package) -> Iterator[Fault]:
    """A package without a body would pass every other rule."""
    if package.tree("document") is None:
        yield Fault("", "tệp .docx không có phần nội dung văn bản")


def external_target(package: Package) -> Iterator[Fault]:
    """Word would ask the network for it, or open it at a click."""
    for link in package.relationships():
        if link.external:
            yield Fault(link.file, f"văn bản trỏ ra ngoài tệp: {link.target}")


def missing_part(package: Package) -> Iterator[Fault]:
    """A relationship to or from a part that is not in the package."""
    present = {name.lower() for name in package.parts}
    for link in package.relationships():
        if link.source and link.source.lower() not in present:
            yield Fault(link.file, f"có liên kết của phần {link.source}, nhưng phần đó không có trong tệp")
        if not link.external and link.target.lower() not in present:
            yield Fault(link.file, f"liên kết {link.id} trỏ tới phần {link.target} không có trong tệp")


def unknown_relationship(package: Package) -> Iterator[Fault]:
    """An r:id that no relationship of its part has."""
    known = {(link.source, link.id) for link in package.relationships()}
    for name, tree in package.trees.items():
        for value in cast("list[str]", _LINK_VALUES(tree)):
            if (name, value) not in known:
                yield Fault(name, f"nội dung dùng liên kết {value} chưa được khai báo")


def no_content_type(package: Package) -> Iterator[Fault]:
    """Word refuses a package with a part of unknown type."""
    types = package.trees.get(CONTENT_TYPES)
    known = [] if types is None else list(types)
    endings = {item.get("Extension", "").lower() for item in known if item.tag == f"{_TYPES}Default"}
    names = {item.get("PartName", "").lower() for item in known if item.tag == f"{_TYPES}Override"}
    for part in package.parts:
        ending = part.rpartition(".")[2].lower()
        if part != CONTENT_TYPES and f"/{part}".lower() not in names and ending not in endings:
            yield Fault(part, "phần này của tệp .docx không có kiểu nội dung")


RULES = {
    "no-body": no_body,
    "external-target": external_target,
    "missing-part": missing_part,
    "unknown-relationship": unknown_relationship,
    "no-content-type": no_content_type,
}
