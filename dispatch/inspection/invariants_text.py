"""Invariants of text: all of it in runs, none of it lost, nothing left of a template; fields closed."""

import re
from collections.abc import Iterator
from typing import cast

from lxml import etree

from dispatch.inspection.elements import PARAGRAPH, Fault, attribute, excerpt, text_of
from dispatch.inspection.package import Package, W

_RUN_TEXTS = tuple(f"{W}{name}" for name in ("t", "delText", "instrText", "delInstrText"))
_STRING = etree.XPath("string()")
_STRAY_TEXTS = etree.XPath(
    "//text()[parent::w:*[not((self::w:t or self::w:delText or self::w:instrText or self::w:delInstrText)"
    " and parent::w:r)][not(self::w:fldData or self::w:binData)]][normalize-space()]",
    namespaces={"w": W.strip("{}")},
)
_NOTES = {f"{W}{name}" for name in ("footnotes", "endnotes", "comments")}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MARK = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_PRIVATE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_CORE = "docProps/core.xml"


def text_outside_run(package: Package) -> Iterator[Fault]:
    """Word refuses or drops text that is not in a run."""
    for part, tree in package.stories():
        for text in cast("list[str]", _STRAY_TEXTS(tree)):
            yield Fault(part, f"chữ nằm ngoài các đoạn chạy (run): “{text.strip()}”")


def lost_space(package: Package) -> Iterator[Fault]:
    """Without xml:space="preserve", Word drops the spaces at the ends of a text."""
    for part, tree in package.stories():
        for element in tree.iter(*_RUN_TEXTS):
            text = element.text or ""
            if text != text.strip(" \t\r\n") and not _keeps_space(element):
                yield Fault(part, f"dấu cách ở đầu hoặc cuối chữ “{text}” sẽ bị Word bỏ")


def template_mark(package: Package) -> Iterator[Fault]:
    """Marks of a template that was not rendered, also when they are split over runs."""
    for part, tree in package.stories():
        for paragraph in tree.iter(PARAGRAPH) if _MARK.search(_whole_text(tree)) else ():
            if found := _MARK.search(text_of(paragraph)):
                yield Fault(part, f"còn sót dấu của mẫu “{found[0]}”: {excerpt(paragraph)}")
    core = package.trees.get(_CORE)
    if core is not None and (found := _MARK.search(_whole_text(core))):
        yield Fault(_CORE, f"còn sót dấu của mẫu “{found[0]}” trong thuộc tính của tệp")


def private_use(package: Package) -> Iterator[Fault]:
    """Characters that stand for figures while a letter is composed, or that no font has."""
    for part, tree in package.trees.items():
        if found := _PRIVATE.search(_whole_text(tree)):
            yield Fault(part, f"còn sót ký tự dành riêng U+{ord(found[0]):04X}")


def open_field(package: Package) -> Iterator[Fault]:
    """Every field that begins also ends, and parts only fields that are open."""
    for part, tree in package.stories():
        for story in tree if tree.tag in _NOTES else [tree]:
            kinds = [attribute(mark, "fldCharType") for mark in story.iter(f"{W}fldChar")]
            if not _balanced(kinds):
                yield Fault(part, f"trường (field) không có điểm đầu hoặc điểm cuối: {excerpt(story)}")


def _keeps_space(element: etree._Element) -> bool:
    """As XML has it: the nearest element that says anything about space decides."""
    said = element.get(_SPACE) or next((each.get(_SPACE) for each in element.iterancestors() if each.get(_SPACE)), "")
    return said == "preserve"


def _whole_text(tree: etree._Element) -> str:
    return str(_STRING(tree))


def _balanced(kinds: list[str]) -> bool:
    separated: list[bool] = []
    for kind in kinds:
        if kind == "begin":
            separated.append(False)
        elif not separated or (kind == "separate" and separated[-1]):
            return False
        elif kind == "separate":
            separated[-1] = True
        else:
            separated.pop()
    return not separated


RULES = {
    "text-outside-run": text_outside_run,
    "lost-space": lost_space,
    "template-mark": template_mark,
    "private-use": private_use,
    "open-field": open_field,
}
