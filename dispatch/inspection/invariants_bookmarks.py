"""Invariants of bookmarks: they hold the figures, so no officer's edit may meet a doubtful one."""

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from dispatch.inspection.elements import PARAGRAPH, Fault, attribute, paragraph_of
from dispatch.inspection.package import Package, W

_START, _END = f"{W}bookmarkStart", f"{W}bookmarkEnd"


def duplicate_name(package: Package) -> Iterator[Fault]:
    """Names are unique in the whole file and do not differ by case alone."""
    seen: set[str] = set()
    for part, start in package.elements(_START):
        name = attribute(start, "name")
        if name.lower() in seen:
            yield Fault(part, f"hai dấu trang (bookmark) cùng tên {name}")
        seen.add(name.lower())


def duplicate_id(package: Package) -> Iterator[Fault]:
    """A number belongs to one bookmark: by it Word finds the end of a start."""
    counts = Counter(attribute(start, "id") for _, start in package.elements(_START))
    for part, start in package.elements(_START):
        if counts[attribute(start, "id")] > 1:
            yield Fault(part, f"dấu trang {attribute(start, 'name')} dùng chung số {attribute(start, 'id')}")


def open_bookmark(package: Package) -> Iterator[Fault]:
    """Every start has one end after it, and every end a start."""
    for part, tree in package.stories():
        opened: dict[str, str] = {}
        for mark in tree.iter(_START, _END):
            identity = attribute(mark, "id")
            if mark.tag == _START:
                opened[identity] = attribute(mark, "name")
            elif opened.pop(identity, None) is None:
                yield Fault(part, f"điểm cuối dấu trang số {identity} không có điểm đầu")
        for name in opened.values():
            yield Fault(part, f"dấu trang {name} không có điểm cuối")


def bookmark_across_paragraphs(package: Package) -> Iterator[Fault]:
    """One that crosses a paragraph or a cell collapses when LibreOffice saves it."""
    for part, tree in package.stories():
        starts = {attribute(start, "id"): start for start in tree.iter(_START)}
        for end in tree.iter(_END):
            start = starts.get(attribute(end, "id"))
            if start is not None and not _same_paragraph(start, end):
                yield Fault(part, f"dấu trang {attribute(start, 'name')} không nằm gọn trong một đoạn văn")


def _same_paragraph(start: etree._Element, end: etree._Element) -> bool:
    parent = start.getparent()
    if parent is not None and parent.tag == PARAGRAPH and end.getparent() is parent:
        return True  # nearly all of them
    paragraph = paragraph_of(start)
    return paragraph is not None and paragraph_of(end) is paragraph


RULES = {
    "duplicate-bookmark-name": duplicate_name,
    "duplicate-bookmark-id": duplicate_id,
    "open-bookmark": open_bookmark,
    "bookmark-across-paragraphs": bookmark_across_paragraphs,
}
