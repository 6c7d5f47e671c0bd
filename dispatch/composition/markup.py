r"""The few marks of CommonMark a letter may use, read as a flat sequence of paragraphs.

`1.` begins a task, `4.1.` a sub-task, `a)` a point, `- ` a dash line, `I. ` or `# ` the title of a
group, `Điều 1.` an article; `Phần I`, `Chương I`, `Mục 1`, `Tiểu mục 1` stand on a line of their own
with the title under it. The digits typed are ignored, the program numbers. Inside a paragraph only
`*…*`, `**…**`, `\`, line breaks and footnote marks count; straight quotes come out curly; everything
else is printed as typed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import cycle

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, emphasis
from markdown_it.token import Token as MarkToken
from mdit_py_plugins.footnote import footnote_plugin

from dispatch.composition.markup_faults import (
    empty_item,
    markers_inside,
    printed,
    repeated_note,
    stray_quote,
    stray_tokens,
    typed_rates,
    unused_notes,
)
from dispatch.composition.markup_lines import FOOTNOTE, chunks, marker, plain
from dispatch.errors import Finding
from dispatch.model.letter import BlockKind


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one paragraph in one style; `note` is the label of a footnote mark."""

    text: str
    bold: bool = False
    italic: bool = False
    line_break: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its kind, its pieces and the line it begins on."""

    kind: BlockKind
    pieces: tuple[Piece, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Markup:
    """A parsed text: its paragraphs, its footnotes by label, and what is wrong with it."""

    paragraphs: tuple[Paragraph, ...]
    notes: Mapping[str, tuple[Piece, ...]]
    faults: tuple[Finding, ...] = field(default=())


def parse(text: str, file: str = "") -> Markup:
    """Parse a text whose figures are private-use characters; faults carry `file` and line."""
    paragraphs: list[Paragraph] = []
    notes: dict[str, tuple[Piece, ...]] = {}
    note_lines: dict[str, int] = {}
    faults: list[Finding] = []
    stretches = list(chunks(text))
    labels = {match[1] for _, lines in stretches if (match := FOOTNOTE.match(plain(lines[0])))}
    for number, lines in stretches:
        source = "\n".join(plain(line) for line in lines)
        if note := FOOTNOTE.match(source):
            # A note has no notes of its own: marks in it stay text, which is a fault.
            tokens = _inline(source[note.end() :], set())
            faults += repeated_note(note[1], note_lines, number, file)
            notes[note[1]], note_lines[note[1]] = _pieces(tokens), number
        else:
            kind, rest = marker(source)
            tokens = _inline(rest, labels)
            paragraphs.append(Paragraph(kind, _pieces(tokens), number))
        faults += [*empty_item(tokens, number, file), *_faults(tokens, lines, number, file)]
        faults += stray_quote(tokens, number, file)
    used = {piece.note for paragraph in paragraphs for piece in paragraph.pieces if piece.note}
    faults += unused_notes(used, note_lines, file)
    return Markup(tuple(paragraphs), notes, tuple(faults))


def parse_line(text: str) -> tuple[Piece, ...]:
    """Parse one line of template.toml: only emphasis counts."""
    return _pieces(_inline(text.strip(), set()))


def stray_marks(text: str, file: str, line: int) -> list[Finding]:
    """What is wrong with the marks of one line of template.toml, and rates typed into it."""
    return _faults(_inline(plain(text), set()), text.split("\n"), line, file)


def _faults(tokens: list[MarkToken], lines: list[str], number: int, file: str) -> list[Finding]:
    return [
        *markers_inside(lines, number, file),
        *stray_tokens(tokens, number, file),
        *typed_rates(tokens, lines, number, file),
    ]


@cache
def _inline_parser() -> MarkdownIt:
    # text_join would merge an escaped star into its neighbours: no telling it from a stray one.
    parser = MarkdownIt("zero").use(footnote_plugin).disable(["text_join", "footnote_tail", "footnote_inline"])
    parser.enable(["emphasis", "escape", "newline"])
    parser.inline.ruler.at("emphasis", _star)
    return parser


def _star(state: StateInline, silent: bool) -> bool:
    """Emphasis by stars alone: an underscore is printed as typed."""
    return state.src[state.pos] == "*" and emphasis.tokenize(state, silent)


def _inline(source: str, labels: set[str]) -> list[MarkToken]:
    environment = {"footnotes": {"refs": {f":{label}": -1 for label in labels}}}
    return _inline_parser().parseInline(source, environment)[0].children or []


def _pieces(tokens: list[MarkToken]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    bold = italic = 0
    marks = cycle("“”")
    for token in tokens:
        bold += {"strong_open": 1, "strong_close": -1}.get(token.type, 0)
        italic += {"em_open": 1, "em_close": -1}.get(token.type, 0)
        text = "".join(next(marks) if character == '"' else character for character in printed(token))
        piece = Piece(text, bold > 0, italic > 0)
        if token.type == "hardbreak":
            pieces.append(Piece("", line_break=True))
        elif token.type == "footnote_ref":
            pieces.append(Piece("", note=token.meta["label"]))
        elif piece.text and pieces and _same_style(pieces[-1], piece):
            pieces[-1] = replace(piece, text=pieces[-1].text + piece.text)
        elif piece.text:
            pieces.append(piece)
    return tuple(pieces)


def _same_style(one: Piece, other: Piece) -> bool:
    plain = not (one.line_break or one.note)
    return plain and (one.bold, one.italic) == (other.bold, other.italic)
