"""Small questions that every rule asks of WordprocessingML."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from dispatch.inspection.package import W

PARAGRAPH, TABLE, ROW, CELL = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
TEXT = f"{W}t"

_WRAPPERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")}
_NUMBER = re.compile(r"[0-9]{1,9}")
_EXCERPT = 40


@dataclass(frozen=True, slots=True)
class Fault:
    """What is broken, in Vietnamese, and the part of the package it is in."""

    part: str
    message: str


def attribute(element: etree._Element, name: str = "val") -> str:
    """An attribute of WordprocessingML; empty when it is not there."""
    return element.get(W + name, "")


def number(element: etree._Element) -> int:
    """The w:val of an element as a number; -1 when it is not one."""
    value = attribute(element)
    return int(value) if _NUMBER.fullmatch(value) else -1


def children(element: etree._Element, tags: Iterable[str]) -> Iterator[etree._Element]:
    """The children with these tags, also those inside content controls and accepted insertions."""
    wanted = frozenset(tags)
    for child in element:
        if child.tag in wanted:
            yield child
        elif child.tag in _WRAPPERS:
            yield from children(child, wanted)


def text_of(element: etree._Element) -> str:
    """The text of all runs inside an element."""
    return "".join(text.text or "" for text in element.iter(TEXT))


def excerpt(element: etree._Element) -> str:
    """The beginning of the element's text, for a message: “Kính gửi: …”."""
    text = " ".join(text_of(element).split())
    return f"“{text[:_EXCERPT]}{'…' if len(text) > _EXCERPT else ''}”" if text else "(không có chữ)"


def paragraph_of(element: etree._Element) -> etree._Element | None:
    """The paragraph an element stands in."""
    return next(element.iterancestors(PARAGRAPH), None)
