"""The parts of a letter as values; a part that is not there is None or empty."""

from collections.abc import Sequence
from dataclasses import dataclass

from dispatch.inspection.parts.kinds import INTERNAL
from dispatch.inspection.parts.pieces import Piece, fold
from dispatch.inspection.reading.values import Document, Paragraph


@dataclass(frozen=True, slots=True)
class Head:
    """The heading: `end` is the position in the document of the first paragraph after it.

    `party_name` stands where a State letter has `national_name`. `subject` is that of a dispatch,
    `summary` that of a named kind.
    """

    national_name: Piece | None = None
    party_name: Piece | None = None
    motto: Piece | None = None
    superior: tuple[Piece, ...] = ()
    issuer: tuple[Piece, ...] = ()
    number: Piece | None = None
    place_date: Piece | None = None
    subject: tuple[Piece, ...] = ()
    kind: Piece | None = None
    summary: tuple[Piece, ...] = ()
    addressee_label: Piece | None = None
    addressees: tuple[Piece, ...] = ()
    end: int = 0


@dataclass(frozen=True, slots=True)
class Foot:
    """Recipients and signature; `start` and `end` are positions in the document."""

    label: Piece | None = None
    recipients: tuple[Piece, ...] = ()
    posts: tuple[Piece, ...] = ()
    signer: Piece | None = None
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Appendix:
    """One appendix: "Phụ lục I", its title, the line that says what it belongs to, and the rest."""

    word: Piece
    title: tuple[Piece, ...]
    attachment: Piece | None
    content: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A document as a letter. `raw` is as written, `document` has composed letters only."""

    raw: Document
    document: Document
    head: Head
    grounds: tuple[Piece, ...]
    body: Sequence[Paragraph]
    foot: Foot
    appendices: tuple[Appendix, ...]

    @property
    def is_appendices_only(self) -> bool:
        """Whether the file holds appendices alone: the letter they belong to is another file."""
        return bool(self.appendices) and self.head == Head() and self.foot == Foot() and not self.body

    @property
    def is_internal(self) -> bool:
        """Whether it is a sheet of the office's own, which no law of letters lays out."""
        return self.head.kind is not None and fold(self.head.kind.text).startswith(INTERNAL)

    @property
    def is_dispatch(self) -> bool:
        """Whether it is a công văn: a letter without the name of a kind, or wrongly with this one."""
        return self.head.kind is None or fold(self.head.kind.text) == "cong van"
