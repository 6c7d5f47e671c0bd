"""Read a letter with the standard library alone, so that no test depends on what it tests."""

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARAGRAPH, TABLE, ROW, CELL, RUN, TEXT = (W + name for name in ("p", "tbl", "tr", "tc", "r", "t"))
MANIFEST = "docProps/custom.xml"
BODY = "word/document.xml"

_BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t"}
_STORY = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_PROPERTY = re.compile(r"(?P<name>.+)\.(?P<number>\d{3,})")


@dataclass(frozen=True, slots=True)
class Piece:
    """The text of one run, and the bookmarks that are open there."""

    text: str
    bookmarks: tuple[str, ...]
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """One bookmark of a figure: its text, and what stands before and after in its paragraph."""

    name: str
    text: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """The texts of a row's cells and the bookmark in one of them, empty when there is none."""

    bookmark: str
    cells: tuple[str, ...]


def read_parts(document: bytes) -> dict[str, bytes]:
    """The parts of a .docx by name."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_parts(parts: Mapping[str, bytes]) -> bytes:
    """A .docx of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def changed(document: bytes, old: str, new: str, part: str = BODY) -> bytes:
    """The .docx with the first `old` in a part replaced."""
    parts = read_parts(document)
    text = parts[part].decode()
    assert old in text, f"{part} has no {old}"
    return write_parts({**parts, part: text.replace(old, new, 1).encode()})


@lru_cache(maxsize=4)
def stories(document: bytes) -> list[ET.Element]:
    """The roots of the parts that hold text, the body first; not to be changed."""
    parts = read_parts(document)
    names = sorted((name for name in parts if _STORY.fullmatch(name)), key=lambda name: (name != BODY, name))
    return [ET.fromstring(parts[name]) for name in names]


def body(document: bytes) -> ET.Element:
    """The w:body."""
    return next(stories(document)[0].iter(f"{W}body"))


@lru_cache(maxsize=4)
def manifest(document: bytes) -> dict[str, Any]:
    """The JSON values of the custom properties, each joined from its numbered chunks; not to be changed."""
    chunks: dict[str, dict[int, str]] = {}
    for each in ET.fromstring(read_parts(document)[MANIFEST]):
        match = _PROPERTY.fullmatch(each.get("name", ""))
        if match:
            chunks.setdefault(match["name"], {})[int(match["number"])] = "".join(each.itertext())
    return {name: json.loads("".join(text for _, text in sorted(parts.items()))) for name, parts in chunks.items()}


def noted_anchors(document: bytes) -> list[list[str]]:
    """What the manifest says of each anchor: bookmark, figure, printed text, and what stands before and after it."""
    found = manifest(document)
    places, texts = found["dispatch.wording"]["anchors"], found["dispatch.letter"]["texts"]
    return [
        [
            bookmark,
            figure,
            text,
            before if isinstance(before, str) else texts[before][-12:],
            after if isinstance(after, str) else texts[after][:12],
        ]
        for (bookmark, figure, before, after), text in zip(places, texts, strict=True)
    ]


def pieces(paragraph: ET.Element) -> list[Piece]:
    """The runs of a paragraph that have text."""
    found: list[Piece] = []
    opened: dict[str, str] = {}
    for element in paragraph.iter():
        if element.tag == f"{W}bookmarkStart":
            opened[element.get(f"{W}id", "")] = element.get(f"{W}name", "")
        elif element.tag == f"{W}bookmarkEnd":
            opened.pop(element.get(f"{W}id", ""), None)
        elif element.tag == RUN:
            text = "".join(child.text or "" if child.tag == TEXT else _BREAKS.get(child.tag, "") for child in element)
            if text:
                marks = element.find(f"{W}rPr")
                bold, italic = (marks is not None and marks.find(W + mark) is not None for mark in ("b", "i"))
                found.append(Piece(text, tuple(opened.values()), bold, italic))
    return found


def text_of(element: ET.Element) -> str:
    """The text of an element, its paragraphs joined by new lines."""
    return "\n".join("".join(piece.text for piece in pieces(each)) for each in element.iter(PARAGRAPH))


def style_of(paragraph: ET.Element) -> str:
    """The id of a paragraph's style."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val", "")


def anchors(document: bytes) -> Iterator[Anchor]:
    """The figures' bookmarks in the order of the file."""
    for story in stories(document):
        for paragraph in story.iter(PARAGRAPH):
            runs = pieces(paragraph)
            text = "".join(run.text for run in runs)
            for mark in paragraph.iter(f"{W}bookmarkStart"):
                name = mark.get(f"{W}name", "")
                if name.startswith("_f"):
                    inside = [position for position, run in enumerate(runs) if name in run.bookmarks]
                    first, last = (inside[0], inside[-1] + 1) if inside else (0, 0)
                    start, end = (sum(len(run.text) for run in runs[:each]) for each in (first, last))
                    yield Anchor(name, text[start:end], text[:start], text[end:])


def appendix_tables(document: bytes) -> dict[str, list[TableRow]]:
    """The rows of the table that follows each anchored caption, by the caption's bookmark."""
    found: dict[str, list[TableRow]] = {}
    caption = ""
    for block in body(document):
        names = [mark.get(f"{W}name", "") for mark in block.iter(f"{W}bookmarkStart")] if block.tag == PARAGRAPH else []
        caption = next((name for name in names if re.fullmatch(r"_b\d+", name)), caption)
        if block.tag == TABLE and caption:
            found[caption] = [_row(row) for row in block.findall(ROW)]
            caption = ""
    return found


def _row(row: ET.Element) -> TableRow:
    names = [mark.get(f"{W}name", "") for mark in row.iter(f"{W}bookmarkStart")]
    return TableRow(" ".join(names), tuple(text_of(cell) for cell in row.findall(CELL)))
