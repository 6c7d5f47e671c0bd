r"""The few marks of CommonMark a letter may use, read as a flat sequence of paragraphs.

`1.` begins a task, `4.1.` a sub-task, `a)` a point, `- ` a dash line; the digits typed are
ignored, the program numbers. Inside a paragraph only `*…*`, `**…**`, `\`, line breaks and
footnote marks count; everything else is printed as typed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token as MarkToken
from mdit_py_plugins.footnote import footnote_plugin

from dispatch.errors import Finding
from dispatch.model.letter import BlockKind

_MARKERS: tuple[tuple[BlockKind, re.Pattern[str]], ...] = (
    ("subtask", re.compile(r"\d{1,2}\.\d{1,2}\.\s*(?=\D)")),
    ("task", re.compile(r"\d{1,2}\.\s*(?=\D)")),
    ("point", re.compile(r"[a-eghik-mo-vxyđ]\)\s*")),
    ("dash", re.compile(r"-\s+")),
)
_FOOTNOTE = re.compile(r"\[\^([\w-]+)\]:\s*")
_TYPED_RATE = re.compile(r"\d[\d.,]*\s?%")


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
    faults: list[Finding] = []
    chunks = list(_chunks(text))
    labels = {match[1] for _, lines in chunks if (match := _FOOTNOTE.match(lines[0].strip()))}
    for number, lines in chunks:
        faults += _line_faults(lines, number, file)
        source = "\n".join(line.strip() for line in lines)
        if note := _FOOTNOTE.match(source):
            tokens = _inline(source[note.end() :], labels)
            notes[note[1]] = _pieces(tokens)
        else:
            kind, rest = _marker(source)
            tokens = _inline(rest, labels)
            paragraphs.append(Paragraph(kind, _pieces(tokens), number))
        faults += _token_faults(tokens, number, file)
    faults += _note_faults(paragraphs, notes, file)
    return Markup(tuple(paragraphs), notes, tuple(faults))


def parse_line(text: str) -> tuple[Piece, ...]:
    """Parse one line of template.toml: only emphasis counts."""
    return _pieces(_inline(text.strip(), set()))


def stray_marks(text: str, file: str, line: int) -> list[Finding]:
    """What is wrong with the marks of one line of template.toml."""
    return list(_token_faults(_inline(text.strip(), set()), line, file))


def _chunks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines that are not blank, each with the number of its first line."""
    start, lines = 0, list[str]()
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip():
            start = start if lines else number
            lines.append(line.rstrip("\r"))
        elif lines:
            yield start, lines
            lines = []


def _marker(source: str) -> tuple[BlockKind, str]:
    for kind, pattern in _MARKERS:
        if match := pattern.match(source):
            return kind, source[match.end() :]
    return "paragraph", source


@cache
def _inline_parser() -> MarkdownIt:
    # text_join would merge an escaped star into its neighbours: no telling it from a stray one.
    parser = MarkdownIt("zero").use(footnote_plugin).disable(["text_join", "footnote_tail", "footnote_inline"])
    return parser.enable(["emphasis", "escape", "newline"])


def _inline(source: str, labels: set[str]) -> list[MarkToken]:
    environment = {"footnotes": {"refs": {f":{label}": -1 for label in labels}}}
    return _inline_parser().parseInline(source, environment)[0].children or []


def _pieces(tokens: list[MarkToken]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    bold = italic = 0
    for token in tokens:
        bold += {"strong_open": 1, "strong_close": -1}.get(token.type, 0)
        italic += {"em_open": 1, "em_close": -1}.get(token.type, 0)
        piece = Piece(_text_of(token), bold > 0, italic > 0)
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


def _text_of(token: MarkToken) -> str:
    return " " if token.type == "softbreak" else token.content


def _line_faults(lines: list[str], first: int, file: str) -> Iterator[Finding]:
    for number, line in enumerate(lines, first):
        if number > first and _marker(line.strip())[0] != "paragraph":
            hint = "để một dòng trống trước mỗi nhiệm vụ, điểm hoặc gạch đầu dòng"
            yield Finding("marker-inside", "dấu đánh số nằm giữa đoạn văn", hint, file=file, line=number)
        if typed := _TYPED_RATE.search(line):
            hint = "in tỷ lệ bằng {{ tên số liệu }} để số liệu luôn khớp với nguồn"
            yield Finding("typed-rate", f"tỷ lệ “{typed[0]}” gõ trực tiếp trong mẫu", hint, file=file, line=number)


def _token_faults(tokens: list[MarkToken], line: int, file: str) -> Iterator[Finding]:
    for token in tokens:
        if token.type == "text" and "*" in token.content:
            near = token.content[max(0, token.content.index("*") - 12) :][:30]
            hint = "dấu * đứng sát chữ ở trong và cách chữ ở ngoài; muốn in dấu * thì gõ \\*"
            yield Finding("stray-star", f"dấu * không thành cặp: “{near}”", hint, file=file, line=line)
        if token.type == "text" and "[^" in token.content:
            hint = "thêm một đoạn bắt đầu bằng [^số]: và nội dung chú thích"
            yield Finding("missing-note", "chú thích không có nội dung", hint, file=file, line=line)


def _note_faults(paragraphs: list[Paragraph], notes: Mapping[str, tuple[Piece, ...]], file: str) -> Iterator[Finding]:
    used = {piece.note for paragraph in paragraphs for piece in paragraph.pieces if piece.note}
    for label in notes:
        if label not in used:
            yield Finding("unused-note", f"chú thích [^{label}] không được dùng", "xoá chú thích thừa", file=file)
