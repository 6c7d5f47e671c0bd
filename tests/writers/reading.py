"""A written letter read back: its parts as XML, its text as python-docx sees it, its manifest as JSON."""

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET

from docx import Document
from docx.document import Document as WordDocument

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"


def parts(document: bytes) -> dict[str, bytes]:
    """Every part of the package by its name."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def opened(document: bytes) -> WordDocument:
    """The letter as python-docx opens it."""
    return Document(io.BytesIO(document))


def part(document: bytes, name: str) -> ET.Element:
    """One part of the package as a tree."""
    return ET.fromstring(parts(document)[name])


def body(document: bytes) -> ET.Element:
    """word/document.xml."""
    return part(document, "word/document.xml")


def bookmarks(document: bytes) -> dict[str, str]:
    """The text inside each bookmark, in the order of the file; a name that stands twice is a failure."""
    found: dict[str, str] = {}
    trees = [body(document)]
    if "word/footnotes.xml" in parts(document):
        trees.append(part(document, "word/footnotes.xml"))
    for tree in trees:
        for name, inside in _bookmarks(tree):
            assert name not in found, name
            found[name] = inside
    return found


def _bookmarks(tree: ET.Element) -> Iterator[tuple[str, str]]:
    names: dict[str, str] = {}
    inside: dict[str, str] = {}
    for element in tree.iter():
        if element.tag == f"{W}bookmarkStart":
            names[element.attrib[f"{W}id"]] = element.attrib[f"{W}name"]
            inside[element.attrib[f"{W}id"]] = ""
        elif element.tag == f"{W}bookmarkEnd":
            identity = element.attrib[f"{W}id"]
            yield names.pop(identity), inside.pop(identity)
        elif element.tag == f"{W}t":
            for identity in inside:
                inside[identity] += element.text or ""
    assert not names, f"without an end: {names}"


def paragraph_texts(document: bytes, style: str) -> list[str]:
    """What the paragraphs of one style say, tables included."""
    found = []
    for paragraph in body(document).iter(f"{W}p"):
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        if named is not None and named.attrib[f"{W}val"] == style:
            found.append("".join(_said(paragraph)))
    return found


def _said(paragraph: ET.Element) -> Iterator[str]:
    for element in paragraph.iter():
        if element.tag == f"{W}t":
            yield element.text or ""
        elif element.tag == f"{W}br":
            yield "\n"


def properties(document: bytes) -> dict[str, str]:
    """The custom properties in the order of the file."""
    return {found.attrib["name"]: "".join(found.itertext()) for found in part(document, "docProps/custom.xml")}


def manifest(document: bytes) -> Mapping[str, Any]:
    """The JSON documents of the custom properties, put together: "letter", "table.1", …"""
    texts: dict[str, str] = {}
    for name, value in properties(document).items():
        found = re.fullmatch(r"dispatch\.(.+)\.(\d{3,})", name)
        assert found, name
        texts[found[1]] = texts.get(found[1], "") + value
    return {name: json.loads(text) for name, text in texts.items()}
