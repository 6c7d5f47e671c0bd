"""The letter between composition and Word: wording with places for figures, and the figures.

Wording does not depend on values: letters of a batch whose conditions turned out alike share one
object, and a writer may keep what it made of it.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from dispatch.model.figure import Figure
from dispatch.model.profile import FormatProfile

_MARK_LENGTH = 8

BlockKind = Literal[
    "paragraph", "task", "titled_task", "subtask", "point", "dash",
    "group", "part", "chapter", "section", "subsection", "article",
]  # fmt: skip
Groups = Literal["roman", "unnumbered"]


@dataclass(frozen=True, slots=True)
class Text:
    """Words of the template."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class FigureRun:
    """The place of one figure; it is printed in a run of its own."""

    figure: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line inside a paragraph."""


@dataclass(frozen=True, slots=True)
class FootnoteMark:
    """The mark of a footnote and what the footnote says."""

    line: "Line"


Run = Text | FigureRun | LineBreak | FootnoteMark
Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the body; all that has a number is numbered by the writer.

    A "titled_task" is a khoản of nothing but its title; "group" heads a group of tasks (`I. TITLE`, or
    bold without a number); "part" to "article" are Phần, Chương, Mục, Tiểu mục and Điều.
    """

    kind: BlockKind
    line: Line


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of page 1 (NĐ 30/2020, Phụ lục I, boxes 2 to 5b).

    A dispatch has its `subject` under its number; a document of a named type has it across the page
    under its `type_name`. A sheet of another sort has `titles` across the page instead, what it is
    and what it is about, and may have no number. There may be no superior body.
    """

    superior: Line
    agency: Line
    number: Line
    place_and_date: Line
    subject: Line
    titles: tuple[Line, ...] = ()
    type_name: Line = ()


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks that a letter may bear; `stamps` are ids of the layout law's stamps, in its order.

    `draft` says that it is a draft, and which; `address` stands at the foot of page 1; `drafter` is
    who wrote the letter and how many copies there are (box 12).
    """

    stamps: tuple[str, ...] = ()
    draft: Line = ()
    address: Line = ()
    drafter: Line = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: the lines of authority and post, then the name (box 7)."""

    authority: tuple[Line, ...]
    name: Line


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an appendix; `share` is its part of the text width in percent, 0 for as wide as it needs."""

    header: str
    align: Literal["left", "center", "right"]
    share: int


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands round an appendix's table: number, title, notes, reference line; below it further notes.

    `unit_line` says in what unit the table counts; a `landscape` appendix lies on its side.
    """

    id: str
    number: str
    title: Line
    notes: tuple[Line, ...]
    reference: Line
    columns: tuple[Column, ...]
    unit_line: Line = ()
    notes_below: tuple[Line, ...] = ()
    landscape: bool = False


class TableRow(NamedTuple):
    """One row: the unit's key, the printed cells, and the ids of the figures behind them ("" for none).

    A figure that this unit lacks has an id here all the same; its cell is printed as a dash. The
    heading of a group has one cell over the whole width.

    A tuple because a letter has hundreds of them and a frozen dataclass takes four times as long.
    """

    key: str
    cells: tuple[str, ...]
    figures: tuple[str, ...]
    style: Literal["unit", "national", "heading"] = "unit"


@dataclass(frozen=True, eq=False, slots=True)
class AppendixTable:
    """The rows of one appendix. `shared` tables are the same in every letter of a batch.

    `forms` are the figures that its cells print through a filter.
    """

    rows: tuple[TableRow, ...]
    name_column: int
    shared: bool = False
    forms: Mapping[str, Figure] = field(default_factory=dict)


@dataclass(frozen=True, eq=False, slots=True)
class Wording:
    """Everything a letter says apart from its figures, and where those stand.

    `basis` are the documents it rests on (căn cứ). Ends of lists that are empty here are those of the
    layout law. With `appendices_alone` the appendices are a file of their own: nothing else is printed.
    """

    heading: Heading
    addressees: tuple[Line, ...]
    blocks: tuple[Block, ...]
    recipients: tuple[Line, ...]
    signature: Signature
    captions: tuple[Caption, ...]
    basis: tuple[Line, ...] = ()
    page_marks: Marks = Marks()
    groups: Groups = "roman"
    list_end: str = ""
    basis_last_end: str = ""
    appendices_alone: bool = False

    def lines(self) -> Iterator[Line]:
        """Every line outside tables, in the order of the page."""
        if not self.appendices_alone:
            yield from self._letter_lines()
        for caption in self.captions:
            yield from (caption.title, *caption.notes, caption.reference, caption.unit_line, *caption.notes_below)

    def _letter_lines(self) -> Iterator[Line]:
        head, marks = self.heading, self.page_marks
        yield from (head.superior, head.agency, head.number, head.place_and_date)
        yield from (head.type_name, head.subject, *head.titles, marks.draft)
        yield from (*self.addressees, *self.basis)
        for block in self.blocks:
            yield block.line
        yield from (*self.recipients, marks.drafter)
        yield from (*self.signature.authority, self.signature.name, marks.address)

    def marks(self) -> tuple[str, ...]:
        """A short fingerprint of each line: its words, and the names of its figures, not what they print.

        Two letters have a mark in common where no condition of the template came out in another way.
        """
        return tuple(hashlib.sha256(_shape(line).encode()).hexdigest()[:_MARK_LENGTH] for line in self.lines())


def _shape(line: Line) -> str:
    parts = []
    for run in line:
        if isinstance(run, FigureRun):
            parts.append(f"\0{run.figure}\0")
        elif isinstance(run, FootnoteMark):
            parts.append(f"\0[{_shape(run.line)}]\0")
        elif isinstance(run, Text):
            parts.append(run.text)
    return "".join(parts)


@dataclass(frozen=True, eq=False, slots=True)
class Letter:
    """One finished letter, before it is a file.

    `figures` holds every figure the wording prints; `considered` names those that the template uses
    and this letter does not print: its conditions look at them. `fingerprint` is that of the letter
    kind, `dated` the day of the letter, or the first of the month it is due.
    """

    kind: str
    fingerprint: str
    dated: date
    profile: FormatProfile
    wording: Wording
    figures: Mapping[str, Figure]
    tables: tuple[AppendixTable, ...]
    considered: tuple[str, ...] = ()
