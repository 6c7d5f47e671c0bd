"""Where the words of a .docx stand in the bytes of its parts, and what shall stand there instead."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Patch(NamedTuple):
    """The bytes from `start` to `end` of a part become `new`."""

    start: int
    end: int
    new: bytes


@dataclass(slots=True)
class Run:
    """A run of text: its bytes, and those of its properties (0, 0 when it has none)."""

    start: int
    end: int = 0
    properties: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class Piece:
    """What one element of a run shows; `at` is its place in the text of its paragraph.

    `start` and `end` are the bytes of the content of a w:t whose tag begins at `tag`; for anything else
    `is_words` is false. All tracked changes are taken as accepted: a deleted piece shows nothing.
    """

    text: str
    at: int
    order: int
    tag: int = 0
    start: int = 0
    end: int = 0
    is_words: bool = False
    revised: bool = False
    deleted: bool = False
    run: Run | None = None


@dataclass(slots=True)
class Paragraph:
    """A paragraph, its bytes and its pieces in the order of the file."""

    number: int
    start: int
    end: int = 0
    pieces: list[Piece] = field(default_factory=list)
    length: int = 0

    @property
    def text(self) -> str:
        """What the paragraph says; an object that is not text is U+FFFC."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(slots=True)
class Mark:
    """One end of a bookmark: the paragraph, the characters before it there, whether a revision holds it."""

    paragraph: Paragraph | None
    at: int
    order: int
    offset: int
    revised: bool


@dataclass(slots=True)
class Bookmark:
    """A bookmark; `end` is None when it has none."""

    name: str
    id: str
    start: Mark
    end: Mark | None = None


@dataclass(slots=True)
class Cell:
    """A cell of a table; `merged` when it spans columns or rows."""

    start: int
    end: int = 0
    paragraphs: list[Paragraph] = field(default_factory=list)
    merged: bool = False
    nested: bool = False

    @property
    def is_revised(self) -> bool:
        """Whether a tracked change lies in it."""
        return any(piece.revised or piece.deleted for each in self.paragraphs for piece in each.pieces)

    @property
    def text(self) -> str:
        """The lines of the cell."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(slots=True)
class Row:
    """A row of a table; `revised` when it is itself a tracked insertion or deletion, `deleted` when a deletion."""

    start: int
    end: int = 0
    cells: list[Cell] = field(default_factory=list)
    revised: bool = False
    deleted: bool = False

    @property
    def is_single_cell(self) -> bool:
        """Whether it is one cell over the whole width, as the heading of a group."""
        return len(self.cells) == 1


@dataclass(slots=True)
class Table:
    """A table with its rows."""

    start: int
    end: int = 0
    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class Story:
    """One part with text, as bytes and as what they show."""

    part: str
    data: bytes
    paragraphs: list[Paragraph] = field(default_factory=list)
    bookmarks: dict[str, Bookmark] = field(default_factory=dict)
    tables: list[Table] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Span:
    """Some characters of one paragraph."""

    story: Story
    paragraph: Paragraph
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters."""
        return self.paragraph.text[self.start : self.end]

    @property
    def pieces(self) -> Sequence[Piece]:
        """The pieces that show them."""
        return [
            piece
            for piece in self.paragraph.pieces
            if piece.text and piece.at < self.end and piece.at + len(piece.text) > self.start
        ]
