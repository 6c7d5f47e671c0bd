"""Rows of an edited table as bytes: moved ones, and new ones made after the pattern of a row beside them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dispatch.model.place import Cell, Patch, Row
from dispatch.writers.patching import cell_patches, patched

_MARK = re.compile(rb'<w:(\w+?)(Start|End|Begin)\b[^>]*?\bw:id="([^"]*)"[^>]*/>')
_FIELD = re.compile(rb'<w:fldChar\b[^>]*w:fldCharType="(begin|end)"')
_NAMED = re.compile(rb'<w:bookmarkStart\b[^>]*\bw:name="([^"]*)"[^>]*/>')
_OWN = re.compile(rb"_b[0-9]+_\w+|_GoBack")
_ONE_OF_A_KIND = re.compile(
    rb"<w:(?:comment\w+|drawing|pict|object|footnoteReference|endnoteReference|sdt|ins|del|moveFrom|moveTo|fldChar"
    rb"|permStart|customXml)\b"
)
_STRIPPED = re.compile(
    rb"<w:(?:bookmarkStart|bookmarkEnd|commentRangeStart|commentRangeEnd|permStart|permEnd|proofErr)\b[^>]*/>"
    rb"|\sw14:(?:paraId|textId)=\"[^\"]*\""
)


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell and what it says from now on; `note` is for those who show their changes, empty for none."""

    cell: Cell
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row to put somewhere: `source` is the row that moves, or whose pattern a new one follows.

    `bookmark` is the name its anchor gets, `name_cell` where that stands; `old_bookmark` the anchor that the
    moving row has now, empty for a new one.
    """

    source: Row
    texts: tuple[CellText, ...]
    name_cell: Cell
    bookmark: str
    old_bookmark: str = ""
    is_new: bool = False


def is_whole(data: bytes, row: Row) -> bool:
    """Whether everything that begins in a row ends in it, so that it can stand elsewhere."""
    raw = data[row.start : row.end]
    opened = sorted((kind, number) for kind, end, number in _MARK.findall(raw) if end != b"End")
    closed = sorted((kind, number) for kind, end, number in _MARK.findall(raw) if end == b"End")
    fields = _FIELD.findall(raw)
    return opened == closed and fields.count(b"begin") == fields.count(b"end")


def can_be_copied(data: bytes, row: Row) -> bool:
    """Whether a row holds nothing of which there can be only one: no comment, picture, note, foreign bookmark."""
    raw = data[row.start : row.end]
    return not _ONE_OF_A_KIND.search(raw) and all(_OWN.fullmatch(name) for name in _NAMED.findall(raw))


def row_bytes(data: bytes, new: NewRow, identity: int) -> bytes:
    """The row as it will stand; `identity` is the number of its bookmark."""
    if new.is_new or not new.old_bookmark:
        patches = _text_patches(data, new.texts)
        if new.is_new:
            patches += [
                Patch(*match.span(), b"") for match in _STRIPPED.finditer(data, new.source.start, new.source.end)
            ]
        return _cut(data, new.source, [*patches, *_bookmark(new.name_cell, new.bookmark, identity)])
    name = b'w:name="%b"' % new.old_bookmark.encode()
    at = data.index(name, new.source.start, new.source.end)
    renamed = Patch(at, at + len(name), b'w:name="%b"' % new.bookmark.encode())
    return _cut(data, new.source, [*_text_patches(data, new.texts), renamed])


def _text_patches(data: bytes, texts: Sequence[CellText]) -> list[Patch]:
    return [patch for each in texts for patch in cell_patches(data, each.cell, each.text)]


def _bookmark(cell: Cell, name: str, identity: int) -> list[Patch]:
    """A bookmark round the runs of a cell, at the end of a paragraph without runs; none without a name."""
    if not name:
        return []
    runs = [piece.run for paragraph in cell.paragraphs for piece in paragraph.pieces if piece.run is not None]
    start = min(run.start for run in runs) if runs else cell.paragraphs[0].end - len(b"</w:p>")
    end = max(run.end for run in runs) if runs else start
    opening = b'<w:bookmarkStart w:id="%d" w:name="%b"/>' % (identity, name.encode())
    closing = b'<w:bookmarkEnd w:id="%d"/>' % identity
    return (
        [Patch(start, start, opening), Patch(end, end, closing)] if runs else [Patch(start, start, opening + closing)]
    )


def _cut(data: bytes, row: Row, patches: Sequence[Patch]) -> bytes:
    moved = [Patch(each.start - row.start, each.end - row.start, each.new) for each in patches]
    return patched(data[row.start : row.end], moved)
