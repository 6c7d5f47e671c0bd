"""The parts of the sheet for the signer, cut to what one page holds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dispatch.model.figure import Figures
from dispatch.model.letter import Line
from dispatch.writers.stencil import line_text

# A page of A4 under the heading and the titles, above the signature, in tenths of a line of text; a paragraph
# stands off from the next by about four tenths. A line of the text holds 78 letters of Times New Roman, or more.
_ROOM, _LINE_HEIGHT, _GAP = 275, 10, 4
_LETTERS = 78


@dataclass(frozen=True, slots=True)
class Part:
    """A numbered part of the sheet: its title, what it shows, and how many lines were left out.

    `command` is what shows those; `nothing` what the part says when it has no line.
    """

    title: str
    lines: Sequence[Line]
    left_out: int
    command: str
    nothing: str

    def shorter(self) -> "Part":
        """The part without its last line."""
        return replace(self, lines=self.lines[:-1], left_out=self.left_out + 1)


def fitted(parts: tuple[Part, ...], figures: Figures) -> tuple[Part, ...]:
    """The parts as one page holds them: the longest gives its last line, again and again, but never its first."""
    while _height(parts, figures) > _ROOM:
        longest = max(range(len(parts)), key=lambda number: (len(parts[number].lines), number))
        if len(parts[longest].lines) <= 1:
            return parts
        parts = tuple(each.shorter() if number == longest else each for number, each in enumerate(parts))
    return parts


def _height(parts: Sequence[Part], figures: Figures) -> int:
    texts = [line_text(line, figures) for part in parts for line in part.lines]
    lines = [-(-len(text) // _LETTERS) for text in texts]
    others = len(parts) + sum(part.left_out > 0 for part in parts)
    return (sum(lines) + others) * _LINE_HEIGHT + (len(lines) + others) * _GAP
