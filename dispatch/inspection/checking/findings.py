"""What a rule says: a departure from the law, or that it cannot tell."""

from dataclasses import dataclass

from dispatch.errors import Severity
from dispatch.inspection.parts.pieces import Piece
from dispatch.inspection.reading.values import Paragraph, Place

_EXCERPT = 60


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a departure: part of the page, number of the paragraph in it (0: the page), its text."""

    part: Place
    paragraph: int
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule is from: its article, and whether it was read at second hand or is house style."""

    article: str
    second_hand: bool = False
    house_style: bool = False


@dataclass(frozen=True, slots=True)
class Departure:
    """One departure: `found` and `expected` are Vietnamese; `others` counts paragraphs with the same one."""

    rule: str
    severity: Severity
    where: Where
    what: str
    found: str
    expected: str
    article: str
    hint: str
    others: int = 0

    @property
    def message(self) -> str:
        """The whole in one sentence."""
        more = f" (và {self.others} đoạn khác như vậy)" if self.others else ""
        return f"{self.what}: {self.found}{more}; quy định: {self.expected}"


@dataclass(frozen=True, slots=True)
class Undetermined:
    """A rule that could not be judged, and why, in Vietnamese."""

    rule: str
    why: str


Outcome = Departure | Undetermined

PAGE = Where("body", 0, "")


def at(place: Piece | Paragraph) -> Where:
    """The place of a piece or a paragraph."""
    paragraph = place.paragraph if isinstance(place, Piece) else place
    text = " ".join((place.text if isinstance(place, Piece) else place.written).split())
    return Where(paragraph.place, paragraph.number, text[:_EXCERPT] + ("…" if len(text) > _EXCERPT else ""))
