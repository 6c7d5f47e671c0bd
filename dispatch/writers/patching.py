"""Patch the bytes of an XML part: new words into old places, every other byte left as it is."""

import re
from collections.abc import Iterable, Sequence

from dispatch.model.place import Cell, Paragraph, Patch, Piece, Span
from dispatch.writers.stencil import xml_text

_CHARACTER = re.compile(rb"&[^;]*;|[\x00-\x7f]|[\xc0-\xff][\x80-\xbf]*")
_SPACE = b' xml:space="preserve"'


def patched(data: bytes, patches: Iterable[Patch]) -> bytes:
    """The part with its patches; those that overlap, or lie outside, are a fault of the program."""
    parts: list[bytes] = []
    last = 0
    for patch in sorted(patches):
        if not last <= patch.start <= patch.end <= len(data):
            raise AssertionError(f"patches overlap at byte {patch.start}")
        parts += (data[last : patch.start], patch.new)
        last = patch.end
    return b"".join([*parts, data[last:]])


def can_hold(span: Span) -> bool:
    """Whether a new text can be put into the words of this place alone."""
    pieces = span_pieces(span)
    return bool(pieces) and all(piece.is_words for piece in pieces)


def can_hold_cell(cell: Cell) -> bool:
    """Whether a new text can be put into a cell: what it shows is text alone, in one paragraph."""
    pieces = [piece for paragraph in cell.paragraphs for piece in paragraph.pieces]
    return bool(cell.paragraphs) and not cell.nested and all(piece.is_words or piece.deleted for piece in pieces)


def text_patches(span: Span, new: str) -> list[Patch]:
    """Put `new` into a place: into its first piece of text; what the others show of it is taken away."""
    data, patches = span.story.data, []
    for number, piece in enumerate(span_pieces(span)):
        first = max(span.start - piece.at, 0)
        last = min(span.end - piece.at, len(piece.text))
        inserted = new if number == 0 else ""
        patches += _piece_patches(data, piece, first, last, inserted)
    return patches


def cell_patches(data: bytes, cell: Cell, new: str) -> list[Patch]:
    """Put `new` into a cell of one line; a cell without any words gets a run."""
    words = [piece for paragraph in cell.paragraphs for piece in paragraph.pieces if piece.is_words]
    if not words:
        return [new_run(data, cell.paragraphs[0], new)] if new else []
    patches: list[Patch] = []
    for number, piece in enumerate(words):
        patches += _piece_patches(data, piece, 0, len(piece.text), new if number == 0 else "")
    return patches


def span_pieces(span: Span) -> Sequence[Piece]:
    """The pieces that show the place; for a figure that printed nothing the empty one that stands there."""
    if span.end > span.start:
        return span.pieces
    return [piece for piece in span.paragraph.pieces if piece.is_words and not piece.text and piece.at == span.start][
        :1
    ]


def text_range(data: bytes, piece: Piece, span: Span) -> tuple[int, int]:
    """The bytes of what a piece shows of a place."""
    ends = _character_ends(data[piece.start : piece.end])
    first, last = max(span.start - piece.at, 0), min(span.end - piece.at, len(piece.text))
    return piece.start + ends[first], piece.start + ends[last]


def _character_ends(raw: bytes) -> list[int]:
    """Where the n-th character of character data begins, and the last one ends."""
    return [0, *(match.end() for match in _CHARACTER.finditer(raw))]


def _piece_patches(data: bytes, piece: Piece, first: int, last: int, new: str) -> list[Patch]:
    ends = _character_ends(data[piece.start : piece.end])
    encoded = xml_text(new).encode()
    start, end = piece.start + ends[first], piece.start + ends[last]
    if data[start:end] == encoded:
        return []
    text = piece.text[:first] + new + piece.text[last:]
    patches = [Patch(start, end, encoded)]
    tag = data[piece.tag : piece.start]
    if text != text.strip() and b"xml:space" not in tag:
        patches.insert(0, Patch(piece.start - 1, piece.start - 1, _SPACE))
    return patches


def new_run(data: bytes, paragraph: Paragraph, new: str) -> Patch:
    """A run of its own at the end of a paragraph."""
    prefix = re.match(rb"<([\w.-]+:)?", data[paragraph.start : paragraph.end])
    name = (prefix[1] or b"") if prefix else b""
    run = b"<%br><%bt%b>%b</%bt></%br>" % (
        name, name, _SPACE if new != new.strip() else b"", xml_text(new).encode(), name, name,
    )  # fmt: skip
    whole = data[paragraph.start : paragraph.end]
    if whole.endswith(b"/>"):
        return Patch(paragraph.end - 2, paragraph.end, b">%b</%bp>" % (run, name))
    at = paragraph.end - len(b"</p>") - len(name)
    return Patch(at, at, run)
