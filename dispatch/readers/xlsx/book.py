"""The parts of a workbook that its sheets refer to: the list of sheets, shared strings, number formats."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from dispatch.readers.xlsx.archive import Archive
from dispatch.readers.xlsx.values import NumberFormat, number_format
from dispatch.readers.xlsx.xml import BrokenPartError, Budget, Handler, parse_part

# Transitional and strict: the same names in other namespaces.
MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main ",
    "http://purl.oclc.org/ooxml/spreadsheetml/main ",
)
_SHEET_IDS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships id",
)
MAX_TEXT = 32_767
_INDEX_DIGITS = 10
_IDS = 2**31
_TRUE = ("1", "true", "on")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the workbook lists it; `state` is "visible", "hidden" or "veryHidden"."""

    name: str
    state: str
    part: str


@dataclass(frozen=True, slots=True)
class Book:
    """What the sheets of a workbook share."""

    sheets: tuple[SheetEntry, ...]
    strings: tuple[str, ...]
    formats: tuple[NumberFormat, ...]
    from_1904: bool
    external_links: bool


def read_book(archive: Archive, budget: Budget) -> Book:
    """Read what the sheets refer to; InputError when a part is missing or damaged."""
    workbook = next((link.target for link in _links(archive, "", budget).values() if link.kind == "officeDocument"), "")
    links = _links(archive, workbook, budget)
    listed = _WorkbookHandler(links)
    strings = _StringsHandler(budget)
    styles = _StylesHandler()
    parse_part(archive, workbook, listed, budget)
    for kind, handler in (("sharedStrings", strings), ("styles", styles)):
        for link in links.values():
            if link.kind == kind:
                parse_part(archive, link.target, handler, budget)
    external = any(link.kind == "externalLink" for link in links.values())
    return Book(tuple(listed.sheets), tuple(strings.strings), styles.formats(), listed.from_1904, external)


def is_true(value: str | None) -> bool:
    """Whether the text of an XML attribute says yes."""
    return value is not None and value.lower() in _TRUE


def index_below(end: int, value: str | None) -> int:
    """A number in an XML attribute, 0 when absent; BrokenPartError for what is none, or not below `end`."""
    text = value or "0"
    if not (text.isascii() and text.isdigit() and len(text) <= _INDEX_DIGITS) or int(text) >= end:
        raise BrokenPartError
    return int(text)


def local_name(tag: str) -> str:
    """The name of an element of a workbook; empty for elements of other vocabularies."""
    for namespace in MAIN:
        if tag.startswith(namespace):
            return tag[len(namespace) :]
    return ""


def plain_characters(text: str) -> str:
    """The text of a cell with `_x000D_` and its like undone; one kind of line break, tabs as spaces."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")


@dataclass(frozen=True, slots=True)
class _Link:
    kind: str
    target: str


def _links(archive: Archive, part: str, budget: Budget) -> dict[str, _Link]:
    folder, _, file = part.rpartition("/")
    handler = _LinksHandler(folder)
    parse_part(archive, posixpath.join(folder, "_rels", f"{file}.rels"), handler, budget)
    return handler.links


class _LinksHandler(Handler):
    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.links: dict[str, _Link] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if not tag.endswith(" Relationship"):
            return
        kind = attributes.get("Type", "").rpartition("/")[2]
        target = posixpath.join("/", self.folder, unquote(attributes.get("Target", "")))
        # A part outside the file is no part: it is never looked for.
        inside = attributes.get("TargetMode", "Internal") == "Internal"
        self.links[attributes.get("Id", "")] = _Link(kind, posixpath.normpath(target)[1:] if inside else "")


class _WorkbookHandler(Handler):
    """The worksheets; charts on tabs of their own hold no cells and are passed over."""

    def __init__(self, links: Mapping[str, _Link]) -> None:
        self.sheets: list[SheetEntry] = []
        self.from_1904 = False
        self._links = links

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local_name(tag)
        if name == "sheet":
            link = next((attributes[each] for each in _SHEET_IDS if each in attributes), "")
            self._add(attributes.get("name", ""), attributes.get("state", "visible"), link)
        elif name == "workbookPr":
            self.from_1904 = is_true(attributes.get("date1904"))

    def _add(self, name: str, state: str, link: str) -> None:
        # Two tabs of one part would be read twice, a thousand tabs a thousand times.
        if link not in self._links or any(sheet.part == self._links[link].target for sheet in self.sheets):
            raise BrokenPartError
        if self._links[link].kind == "worksheet":
            self.sheets.append(SheetEntry(name, state, self._links[link].target))


class _StringsHandler(Handler):
    """Shared strings: the runs of each joined, without the readings of Asian words."""

    def __init__(self, budget: Budget) -> None:
        self.strings: list[str] = []
        self._budget = budget
        self._pieces: list[str] = []
        self._length = 0
        self._in_text = self._in_reading = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 -- as every handler
        name = local_name(tag)
        if name == "si":
            self._pieces, self._length = [], 0
        elif name == "rPh":
            self._in_reading = True
        elif name == "t":
            self._in_text = not self._in_reading

    def end(self, tag: str) -> None:
        name = local_name(tag)
        if name == "si":
            self.strings.append(plain_characters("".join(self._pieces)))
        elif name == "rPh":
            self._in_reading = False
        elif name == "t":
            self._in_text = False

    def text(self, data: str) -> None:
        if self._in_text:
            self._budget.spend_characters(len(data))
            self._length += len(data)
            if self._length > MAX_TEXT:
                raise BrokenPartError
            self._pieces.append(data)


class _StylesHandler(Handler):
    """The number format of every cell style."""

    def __init__(self) -> None:
        self._codes: dict[int, str] = {}
        self._formats: list[int] = []
        self._in_cell_styles = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local_name(tag)
        if name == "numFmt":
            self._codes[index_below(_IDS, attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._in_cell_styles = True
        elif name == "xf" and self._in_cell_styles:
            self._formats.append(index_below(_IDS, attributes.get("numFmtId")))

    def end(self, tag: str) -> None:
        if local_name(tag) == "cellXfs":
            self._in_cell_styles = False

    def formats(self) -> tuple[NumberFormat, ...]:
        return tuple(number_format(each, self._codes.get(each, "")) for each in self._formats)
