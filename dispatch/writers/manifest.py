"""The manifest: what this program printed where, carried in the letter's custom properties.

A letter that comes back alone, renamed and edited, can then still be compared figure by figure.
The text is JSON cut into properties of at most 240 characters: Word's own dialogs stop at 255.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from dispatch import __version__
from dispatch.model.anchor_names import caption_bookmark
from dispatch.model.letter import AppendixTable, Caption, Letter
from dispatch.model.manifest import NEIGHBOUR
from dispatch.writers.anchors import Anchor
from dispatch.writers.styles import DECLARATION

CHUNK = 240
_FIRST_ID = 2
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_HEAD = (
    f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
)
MANIFEST_END = "</Properties>"
_in_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def table_record(table: AppendixTable, caption: Caption, number: int) -> str:
    """What the manifest says of one appendix: its bookmark, its headers, and its rows as printed."""
    content = {
        "id": caption.id,
        "bookmark": caption_bookmark(number),
        "headers": [column.header for column in caption.columns],
        "rows": [[row.key, *row.cells] for row in table.rows],
    }
    return json_text(content)


def table_properties(record: str, number: int, first_id: int) -> tuple[bytes, int]:
    """The properties that carry the record of appendix `number`, and the next free property number."""
    return property_elements(f"dispatch.table.{number}", record, first_id)


def wording_properties(letter: Letter, anchors: Sequence[Anchor], first_id: int) -> tuple[bytes, int]:
    """The properties that all letters of one wording have alike, and the next free property number.

    They tell the template, the places of the figures and the marks of the lines. A neighbour that is a figure is
    given by the number of an anchor with that figure, from 0.
    """
    numbers = {anchor.figure: number for number, anchor in reversed([*enumerate(anchors)])}
    content = {
        "program": __version__,
        "kind": letter.kind,
        "profile": letter.profile.id,
        "template": letter.fingerprint,
        "lines": " ".join(letter.wording.marks()),
        "anchors": [_anchor(anchor, numbers) for anchor in anchors],
    }
    return property_elements("dispatch.wording", json_text(content), first_id)


def letter_properties(letter: Letter, anchors: Sequence[Anchor], records: Sequence[str], first_id: int) -> bytes:
    """The properties that belong to one letter alone: what its anchors print, and the fingerprint.

    `records` are those of its tables.
    """
    content = {
        "figures": figures_fingerprint(letter, anchors, records),
        "texts": [letter.figures[anchor.figure].text for anchor in anchors],
    }
    return property_elements("dispatch.letter", json_text(content), first_id)[0]


def manifest_head() -> tuple[str, int]:
    """The beginning of docProps/custom.xml and the first property number."""
    return _HEAD, _FIRST_ID


def figures_fingerprint(letter: Letter, anchors: Iterable[Anchor], records: Sequence[str]) -> str:
    """SHA-256 of the ids and printed texts of all figures in prose, then of the tables' records."""
    lines = [f"{anchor.figure}\0{letter.figures[anchor.figure].text}" for anchor in anchors]
    return hashlib.sha256("\n".join([*lines, *records]).encode()).hexdigest()


def _anchor(anchor: Anchor, numbers: Mapping[str, int]) -> tuple[str, str, str | int, str | int]:
    before = numbers[anchor.before] if anchor.before_is_figure else anchor.before[-NEIGHBOUR:]
    after = numbers[anchor.after] if anchor.after_is_figure else anchor.after[:NEIGHBOUR]
    return anchor.bookmark, anchor.figure, before, after


def json_text(content: object) -> str:
    """The one form in which the manifest writes JSON."""
    return _in_json(content)


def property_elements(name: str, text: str, first_id: int) -> tuple[bytes, int]:
    """A text as properties of at most 240 characters, and the next free property number."""
    chunks = [text[start : start + CHUNK] for start in range(0, len(text), CHUNK)]
    if escape(text, quote=False) != text:
        chunks = [escape(chunk, quote=False) for chunk in chunks]
    parts = [
        f'<property fmtid="{_FORMAT_ID}" pid="{first_id + place}" name="{name}.{place + 1:03}">'
        f"<vt:lpwstr>{chunk}</vt:lpwstr></property>"
        for place, chunk in enumerate(chunks)
    ]
    return "".join(parts).encode(), first_id + len(chunks)
