"""A piece of XML with places to fill: what stays the same from letter to letter is made once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from dispatch.formats.text_width import last_line_mm
from dispatch.model.figure import Figure
from dispatch.model.kept import Kept
from dispatch.model.letter import FigureRun, FootnoteMark, Line, LineBreak, Text
from dispatch.model.profile import Component

FigureTexts = Mapping[str, Figure]
TWIPS_PER_MM = 1440 / 25.4


@dataclass(frozen=True, slots=True)
class FigureSlot:
    """The printed text of one figure."""

    figure: str

    def fill(self, figures: FigureTexts) -> bytes:
        """The figure's text, escaped for XML and encoded."""
        return _encoded[figures[self.figure].text]


@dataclass(frozen=True, slots=True)
class RuleSlot:
    """The indents that leave a rule of the right length, centred in its block.

    The length is a share of the last text line above it, so it depends on that line's figures.
    """

    line: Line
    component: Component
    ratio: float
    block_mm: float

    def fill(self, figures: FigureTexts) -> bytes:
        """The w:ind element of the paragraph that carries the rule."""
        component, text = self.component, line_text(_after_break(self.line), figures)
        size = component.size.chosen
        width = last_line_mm(text, size, self.block_mm, bold=component.bold, italic=component.italic)
        indent = round((self.block_mm - width * self.ratio) / 2 * TWIPS_PER_MM)
        return b'<w:ind w:left="%d" w:right="%d" w:firstLine="0"/>' % (indent, indent)


Slot = FigureSlot | RuleSlot
Fragment = str | Slot


def figures_of(fragment: Fragment) -> Iterator[str]:
    """The names of the figures that a piece of XML depends on."""
    if isinstance(fragment, FigureSlot):
        yield fragment.figure
    elif isinstance(fragment, RuleSlot):
        yield from (run.figure for run in fragment.line if isinstance(run, FigureRun))


@dataclass(frozen=True, slots=True)
class Stencil:
    """Fixed stretches of XML and the slots between them: fixed, slot, fixed, …, fixed."""

    fixed: tuple[bytes, ...]
    slots: tuple[Slot, ...]

    @classmethod
    def of(cls, fragments: Iterable[Fragment]) -> "Stencil":
        """Join and encode neighbouring fixed fragments once and for all."""
        fixed: list[str] = [""]
        slots: list[Slot] = []
        for fragment in fragments:
            if isinstance(fragment, str):
                fixed[-1] += fragment
            else:
                slots.append(fragment)
                fixed.append("")
        return cls(tuple(text.encode() for text in fixed), tuple(slots))

    def fill(self, figures: FigureTexts) -> bytes:
        """The XML with this letter's figures, encoded."""
        parts = [self.fixed[0]]
        for slot, after in zip(self.slots, self.fixed[1:], strict=True):
            parts += slot.fill(figures), after
        return b"".join(parts)


@lru_cache(maxsize=32_768)
def xml_text(text: str) -> str:
    """Text as XML character data; it also fits into a double-quoted attribute."""
    return escape(text, quote=True)


def text_element(text: str) -> str:
    """A w:t element; Word drops spaces at the ends unless it is told to keep them."""
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<w:t{space}>{xml_text(text)}</w:t>"


_encoded = Kept(lambda text: xml_text(text).encode())
encoded_text = Kept(lambda text: text_element(text).encode())
"""A w:t element as it stands in the file."""


def line_text(line: Line, figures: FigureTexts) -> str:
    """What a line says, footnotes left out."""
    return "".join(_run_texts(line, figures))


def _after_break(line: Line) -> Line:
    breaks = [position for position, run in enumerate(line) if isinstance(run, LineBreak)]
    return line[breaks[-1] + 1 :] if breaks else line


def _run_texts(line: Line, figures: FigureTexts) -> Iterator[str]:
    for run in line:
        if isinstance(run, Text):
            yield run.text
        elif isinstance(run, FigureRun):
            yield figures[run.figure].text
        elif not isinstance(run, FootnoteMark):
            yield " "
