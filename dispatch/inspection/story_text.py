"""Read a part with text so that every word is known by its bytes: a later patch can leave all others alone.

lxml has read the part before and found it sound; it does not tell where an element stands, expat does.
"""

import re
from collections.abc import Callable
from xml.parsers import expat

from dispatch.errors import Finding, InputError
from dispatch.inspection.package import Package, W
from dispatch.model.place import Bookmark, Cell, Mark, Paragraph, Piece, Row, Run, Story, Table

OBJECT = "\ufffc"
_NAMESPACE_END = "}"
_W = W[1:]
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TAG = re.compile(rb"<[^<>\"']*(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*>")
_SHOWN = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_OBJECTS = ("drawing", "pict", "object", "sym", "footnoteReference", "endnoteReference", "ruby", "contentPart")
_FIELD_PARTS = ("fldChar", "instrText")
_REFERENCE = re.compile(r"&(?:#(\d+)|#x([0-9a-fA-F]+)|(lt|gt|amp|quot|apos));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


def read_stories(package: Package) -> list[Story]:
    """The parts with text, the body first; InputError when one is not written in UTF-8."""
    named = sorted(package.stories(), key=lambda each: each[1].tag != f"{W}document")
    return [_Reader(name, package.parts[name]).read() for name, _ in named]


def unescaped(raw: bytes) -> str:
    """Character data as text."""
    return _REFERENCE.sub(_character, raw.decode())


def _character(match: re.Match[str]) -> str:
    if match[3]:
        return _NAMED[match[3]]
    return chr(int(match[1]) if match[1] else int(match[2], 16))


class _Reader:
    """Walks through one part; nested paragraphs (text boxes) and tables are kept on stacks."""

    def __init__(self, name: str, data: bytes) -> None:
        self.story = Story(name, data)
        self.parser = expat.ParserCreate(namespace_separator=_NAMESPACE_END)
        self.open_paragraphs: list[Paragraph] = []
        self.tables: list[Table] = []
        self.runs: list[Run] = []
        self.ids: dict[str, Bookmark] = {}
        self.order = 0
        self.inserted = self.deleted = self.fallback = self.row_properties = 0
        self.properties = 0
        self.text_tag = (0, 0)
        self.empty: list[int] = []
        self.starts: dict[str, Callable[[int, dict[str, str]], None]] = {
            f"{_W}p": self.paragraph, f"{_W}r": self.run, f"{_W}t": self.words, f"{_W}tbl": self.table,
            f"{_W}tr": self.row, f"{_W}tc": self.cell, f"{_W}bookmarkStart": self.bookmark,
            f"{_W}bookmarkEnd": self.bookmark_end, f"{_W}rPr": self.run_properties,
            f"{_W}gridSpan": self.merge, f"{_W}vMerge": self.merge, f"{_W}hMerge": self.merge,
            f"{_W}trPr": self.begin_row_properties, _FALLBACK: self.begin_fallback,
            **{f"{_W}{tag}": self.begin_insertion for tag in ("ins", "moveTo")},
            **{f"{_W}{tag}": self.begin_deletion for tag in ("del", "moveFrom")},
            **{f"{_W}{tag}": self.shown(text) for tag, text in _SHOWN.items()},
            **{f"{_W}{tag}": self.shown(OBJECT) for tag in _OBJECTS},
            **{f"{_W}{tag}": self.shown("") for tag in (*_FIELD_PARTS, "delText")},
        }  # fmt: skip
        self.ends: dict[str, Callable[[int], None]] = {
            f"{_W}p": self.end_paragraph, f"{_W}r": self.end_run, f"{_W}t": self.end_words,
            f"{_W}tbl": self.end_table, f"{_W}tr": self.end_row, f"{_W}tc": self.end_cell,
            f"{_W}rPr": self.end_run_properties, f"{_W}trPr": self.end_row_properties, _FALLBACK: self.end_fallback,
            **{f"{_W}{tag}": self.end_insertion for tag in ("ins", "moveTo")},
            **{f"{_W}{tag}": self.end_deletion for tag in ("del", "moveFrom")},
        }  # fmt: skip

    def read(self) -> Story:
        """The story; the parser keeps account of the byte each event begins at."""
        try:
            self.story.data.decode()
        except UnicodeDecodeError:
            message, hint = "phần XML không dùng bảng mã UTF-8", "mở tệp bằng Word, lưu lại rồi thử lại"
            raise InputError([Finding("encoding", message, hint, file=self.story.part)]) from None
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.Parse(self.story.data, True)
        return self.story

    def start(self, name: str, attributes: dict[str, str]) -> None:
        handler = self.starts.get(name)
        if handler is not None and (not self.fallback or handler == self.begin_fallback):
            handler(self.parser.CurrentByteIndex, attributes)

    def end(self, name: str) -> None:
        handler = self.ends.get(name)
        if handler is not None and (not self.fallback or handler == self.end_fallback):
            handler(self.parser.CurrentByteIndex)

    def tag_end(self, at: int) -> int:
        match = _TAG.match(self.story.data, at)
        assert match is not None  # the parser has just read a tag here
        return match.end()

    def element_end(self, start: int, at: int) -> int:
        """The end of an element that began at `start`; of one without content `at` is the end already."""
        opened = self.tag_end(start)
        return opened if self.story.data[opened - 2 : opened] == b"/>" else self.tag_end(at)

    # --- paragraphs, runs, words ---

    def paragraph(self, at: int, attributes: dict[str, str]) -> None:  # noqa: ARG002 -- the shape of a handler
        paragraph = Paragraph(len(self.story.paragraphs), at)
        self.story.paragraphs.append(paragraph)
        self.open_paragraphs.append(paragraph)
        if cells := self.open_cells():
            cells[-1].paragraphs.append(paragraph)

    def end_paragraph(self, at: int) -> None:
        paragraph = self.open_paragraphs.pop()
        paragraph.end = self.element_end(paragraph.start, at)

    def run(self, at: int, attributes: dict[str, str]) -> None:  # noqa: ARG002 -- the shape of a handler
        self.runs.append(Run(at))

    def end_run(self, at: int) -> None:
        run = self.runs.pop()
        run.end = self.element_end(run.start, at)

    def run_properties(self, at: int, attributes: dict[str, str]) -> None:  # noqa: ARG002 -- the shape of a handler
        self.properties = at

    def end_run_properties(self, at: int) -> None:
        if self.runs and self.properties > self.runs[-1].start and self.runs[-1].properties == (0, 0):
            self.runs[-1].properties = self.properties, self.element_end(self.properties, at)

    def words(self, at: int, attributes: dict[str, str]) -> None:  # noqa: ARG002 -- the shape of a handler
        self.text_tag = at, self.tag_end(at)

    def end_words(self, at: int) -> None:
        tag, start = self.text_tag
        empty = self.story.data[start - 2 : start] == b"/>"
        end = start if empty else at
        raw = self.story.data[start:end]
        # Comments and CDATA inside a text are nobody's habit; such words are not to be patched.
        plain = not empty and b"<" not in raw
        self.show(unescaped(raw) if b"<" not in raw else OBJECT, tag, start, end, is_words=plain)

    def shown(self, text: str) -> Callable[[int, dict[str, str]], None]:
        def show(at: int, attributes: dict[str, str]) -> None:  # noqa: ARG001 -- the shape of a handler
            if self.runs:
                self.show(text, at, at, at)

        return show

    def show(self, text: str, tag: int, start: int, end: int, *, is_words: bool = False) -> None:
        if not self.open_paragraphs:
            return
        paragraph = self.open_paragraphs[-1]
        text = "" if self.deleted else text
        run = self.runs[-1] if self.runs else None
        revised, deleted = self.inserted > 0, self.deleted > 0
        self.order += 1
        paragraph.pieces.append(
            Piece(text, paragraph.length, self.order, tag, start, end, is_words and not deleted, revised, deleted, run)
        )
        paragraph.length += len(text)

    # --- bookmarks ---

    def mark(self, at: int) -> Mark:
        paragraph = self.open_paragraphs[-1] if self.open_paragraphs else None
        self.order += 1
        length = paragraph.length if paragraph else 0
        return Mark(paragraph, length, self.order, at, self.inserted > 0 or self.deleted > 0)

    def bookmark(self, at: int, attributes: dict[str, str]) -> None:
        name, identity = attributes.get(f"{_W}name", ""), attributes.get(f"{_W}id", "")
        found = Bookmark(name, identity, self.mark(at))
        self.ids[identity] = found
        self.story.bookmarks.setdefault(name, found)

    def bookmark_end(self, at: int, attributes: dict[str, str]) -> None:
        found = self.ids.pop(attributes.get(f"{_W}id", ""), None)
        if found is not None:
            found.end = self.mark(at)
            if found.end.paragraph is None and self.story.paragraphs:
                # Between two paragraphs: it is the end of the one before.
                last = self.story.paragraphs[-1]
                found.end.paragraph, found.end.at = last, last.length

    # --- tables ---

    def open_cells(self) -> list[Cell]:
        """The cells of the row that is being read."""
        return self.tables[-1].rows[-1].cells if self.tables and self.tables[-1].rows else []

    def table(self, at: int, attributes: dict[str, str]) -> None:  # noqa: ARG002 -- the shape of a handler
        if cells := self.open_cells():
            cells[-1].nested = True
        self.tables.append(Table(at))
        self.story.tables.append(self.tables[-1])

    def end_table(self, at: int) -> None:
        self.tables[-1].end = self.element_end(self.tables[-1].start, at)
        self.tables.pop()

    def row(self, at: int, attributes: dict[str, str]) -> None:  # noqa: ARG002 -- the shape of a handler
        self.tables[-1].rows.append(Row(at))

    def end_row(self, at: int) -> None:
        row = self.tables[-1].rows[-1]
        row.end = self.element_end(row.start, at)

    def cell(self, at: int, attributes: dict[str, str]) -> None:  # noqa: ARG002 -- the shape of a handler
        self.tables[-1].rows[-1].cells.append(Cell(at))

    def end_cell(self, at: int) -> None:
        cell = self.tables[-1].rows[-1].cells[-1]
        cell.end = self.element_end(cell.start, at)

    def merge(self, at: int, attributes: dict[str, str]) -> None:  # noqa: ARG002 -- the shape of a handler
        if (
            attributes.get(f"{_W}val") != "1"
            and self.tables
            and self.tables[-1].rows
            and self.tables[-1].rows[-1].cells
        ):
            self.tables[-1].rows[-1].cells[-1].merged = True

    # --- revisions, and what is shown only by programs that know no better ---

    def begin_row_properties(self, at: int, attributes: dict[str, str]) -> None:  # noqa: ARG002 -- a handler
        self.row_properties += 1

    def end_row_properties(self, at: int) -> None:  # noqa: ARG002 -- the shape of a handler
        self.row_properties -= 1

    def begin_insertion(self, at: int, attributes: dict[str, str]) -> None:  # noqa: ARG002 -- a handler
        self.inserted += 1
        self.mark_row()

    def end_insertion(self, at: int) -> None:  # noqa: ARG002 -- the shape of a handler
        self.inserted -= 1

    def begin_deletion(self, at: int, attributes: dict[str, str]) -> None:  # noqa: ARG002 -- a handler
        self.deleted += 1
        self.mark_row(deleted=True)

    def end_deletion(self, at: int) -> None:  # noqa: ARG002 -- the shape of a handler
        self.deleted -= 1

    def mark_row(self, *, deleted: bool = False) -> None:
        if self.row_properties and self.tables and self.tables[-1].rows:
            row = self.tables[-1].rows[-1]
            row.revised, row.deleted = True, row.deleted or deleted

    def begin_fallback(self, at: int, attributes: dict[str, str]) -> None:  # noqa: ARG002 -- a handler
        self.fallback += 1

    def end_fallback(self, at: int) -> None:  # noqa: ARG002 -- the shape of a handler
        self.fallback -= 1
