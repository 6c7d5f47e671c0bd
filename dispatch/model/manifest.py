"""What a letter carries of itself: each figure as it was printed, with its neighbours, and the rows of its tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field

NEIGHBOUR = 12
"""How many characters are kept of what stands before and after a figure."""


@dataclass(frozen=True, slots=True)
class AnchorRecord:
    """One figure's place: the text printed there, and at most twelve characters before and after it.

    A neighbour is empty at the end of a paragraph, and beside a line break or the mark of a footnote.
    """

    bookmark: str
    figure: str
    text: str
    before: str
    after: str

    @property
    def base(self) -> str:
        """The figure's id without the filters that change how it prints."""
        return self.figure.partition("|")[0]


@dataclass(frozen=True, slots=True)
class TableRecord:
    """An appendix as it was printed: the bookmark of its caption, its headers, the cells of its rows by their keys."""

    id: str
    bookmark: str
    headers: tuple[str, ...]
    rows: Mapping[str, tuple[str, ...]]

    @property
    def number(self) -> str:
        """The number of the appendix in the names of its bookmarks: "2" for "_b2"."""
        return self.bookmark.removeprefix("_b")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A figure that a refresh left as it stood, and what the data gave for it."""

    figure: str
    theirs: str
    ours: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything a letter remembers. `letter` has the further entries of its record, such as "kind", by their names."""

    letter: Mapping[str, object]
    anchors: tuple[AnchorRecord, ...]
    tables: tuple[TableRecord, ...] = field(default=())
    conflicts: tuple[Conflict, ...] = field(default=())

    def said(self, name: str) -> str:
        """One of the further entries; empty when it is not there."""
        value = self.letter.get(name, "")
        return value if isinstance(value, str) else ""
