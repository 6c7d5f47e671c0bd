"""The writer: a letter in, the bytes of a .docx out, with everything that repeats made once."""

from collections.abc import Iterator
from dataclasses import dataclass

from dispatch.model.letter import AppendixTable, Caption, Letter, Wording
from dispatch.model.profile import FormatProfile
from dispatch.writers.anchors import Anchor
from dispatch.writers.appendix import caption_fragments, end_fragments, table_xml
from dispatch.writers.letter_text import LetterText
from dispatch.writers.manifest import (
    MANIFEST_END,
    letter_properties,
    manifest_head,
    table_properties,
    table_record,
    wording_properties,
)
from dispatch.writers.outline import scheme_of
from dispatch.writers.package import Entry, Segment, entries, entry, pack
from dispatch.writers.paragraphs import DocumentText
from dispatch.writers.running_parts import MarginMarks, RunningParts, address_footer
from dispatch.writers.static_parts import (
    ADDRESS,
    BODY,
    CORE,
    FOOTNOTES,
    MANIFEST,
    Features,
    R,
    core_part,
    footnotes_part,
    section_properties,
    static_parts,
)
from dispatch.writers.stencil import Fragment, Stencil, line_text
from dispatch.writers.stretches import Stretch, stretches
from dispatch.writers.styles import DECLARATION, W

_BODY_START = f"{DECLARATION}<w:document {W} {R}><w:body>"
_BODY_END = "</w:body></w:document>"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A wording as stencils: `parts` stand before, between and after the tables.

    `further` are the other parts with places for figures, by name: footnotes, the address.
    """

    parts: tuple[tuple[Stretch, ...], ...]
    further: tuple[tuple[str, Stencil], ...]
    anchors: tuple[Anchor, ...]
    features: Features


class LetterWriter:
    """Writes letters of one format profile."""

    def __init__(self, profile: FormatProfile) -> None:
        self._profile = profile
        self._static: dict[Features, list[Entry]] = {}
        self._prepared: dict[Wording, Prepared] = {}
        self._small_parts: dict[str, tuple[bytes, Entry]] = {}
        self._shared_tables: dict[tuple[AppendixTable, int], Segment] = {}
        self._shared_places: dict[tuple[Wording, str, str], tuple[Segment, int]] = {}
        self._shared_rows: dict[tuple[AppendixTable, int, int], tuple[str, Segment, int]] = {}

    def write(self, letter: Letter) -> bytes:
        """The finished .docx; the same letter gives the same bytes."""
        prepared = self._prepared.get(letter.wording) or self._prepare(letter.wording)
        parts: list[Entry] = [
            *self._static[prepared.features],
            self._unchanged(CORE, _core(letter).encode()),
            entry(MANIFEST, self._manifest(letter, prepared)),
            entry(BODY, self._body(letter, prepared)),
            *(self._unchanged(name, part.fill(letter.figures)) for name, part in prepared.further),
        ]
        return pack(parts)

    def _unchanged(self, name: str, data: bytes) -> Entry:
        """A part that seldom differs from that of the letter before: it is compressed again only then."""
        kept = self._small_parts.get(name)
        if kept is None or kept[0] != data:
            kept = self._small_parts[name] = (data, entry(name, [data]))
        return kept[1]

    def anchors(self, wording: Wording) -> tuple[Anchor, ...]:
        """The anchors a letter of this wording has, in the order of the file."""
        return (self._prepared.get(wording) or self._prepare(wording)).anchors

    def _prepare(self, wording: Wording) -> Prepared:
        text = DocumentText()
        margins = _margin_marks(wording, self._profile)
        parts = tuple(stretches(fragments) for fragments in self._round_tables(wording, text, margins))
        further: dict[str, Stencil] = {}
        if text.footnotes:
            further[FOOTNOTES] = Stencil.of(footnotes_part(_footnotes(text)))
        if margins.address:
            further[ADDRESS] = Stencil.of(address_footer(wording.page_marks.address, text))
        features = Features(FOOTNOTES in further, scheme_of(wording.blocks, wording.groups), margins)
        if features not in self._static:
            self._static[features] = entries(static_parts(self._profile, features))
        prepared = Prepared(parts, tuple(further.items()), tuple(text.anchors), features)
        self._prepared[wording] = prepared
        return prepared

    def _round_tables(self, wording: Wording, text: DocumentText, margins: MarginMarks) -> Iterator[list[Fragment]]:
        """A section ends where the next one begins; the letter is the first of them, if there is one."""
        running = RunningParts(self._profile, margins)
        first, later = (running.references(first_section=is_first) for is_first in (True, False))
        section = "" if wording.appendices_alone else section_properties(self._profile, first)
        stretch: list[Fragment] = [_BODY_START, *LetterText(wording, self._profile, text).fragments()]
        for number, caption in enumerate(wording.captions, 1):
            stretch.append(_section_break(section) if section else "")
            stretch += caption_fragments(caption, number, self._profile, text)
            yield stretch
            stretch = [*end_fragments(caption, self._profile, text)]
            section = section_properties(self._profile, later, landscape=caption.landscape)
        yield [*stretch, section, _BODY_END]

    def _body(self, letter: Letter, prepared: Prepared) -> list[bytes | Segment]:
        figures = letter.figures
        filled = [stretch.fill(figures) for stretch in prepared.parts[0]]
        tables = zip(letter.tables, letter.wording.captions, prepared.parts[1:], strict=True)
        for number, (table, caption, after) in enumerate(tables, 1):
            if table.shared:
                key = (table, number)
                if key not in self._shared_tables:
                    self._shared_tables[key] = Segment.of(table_xml(table, caption, number, self._profile))
                filled.append(self._shared_tables[key])
            else:
                filled.append(table_xml(table, caption, number, self._profile))
            filled += [stretch.fill(figures) for stretch in after]
        return filled

    def _manifest(self, letter: Letter, prepared: Prepared) -> list[bytes | Segment]:
        """What letters share comes first: its property numbers then do not depend on the letter's figures."""
        wording, next_id = self._wording_manifest(letter, prepared)
        parts: list[bytes | Segment] = [wording]
        records: list[str] = []
        for number, (table, caption) in enumerate(zip(letter.tables, letter.wording.captions, strict=True), 1):
            record, properties, next_id = self._table_manifest(table, caption, number, next_id)
            records.append(record)
            parts.append(properties)
        own = letter_properties(letter, prepared.anchors, records, next_id)
        return [*parts, own + MANIFEST_END.encode()]

    def _wording_manifest(self, letter: Letter, prepared: Prepared) -> tuple[Segment, int]:
        """The beginning of the part with what all letters of a wording have alike, and the next property number."""
        key = (letter.wording, letter.kind, letter.fingerprint)
        if key not in self._shared_places:
            head, first_id = manifest_head()
            properties, next_id = wording_properties(letter, prepared.anchors, first_id)
            self._shared_places[key] = Segment.of(head.encode() + properties), next_id
        return self._shared_places[key]

    def _table_manifest(
        self, table: AppendixTable, caption: Caption, number: int, first_id: int
    ) -> tuple[str, bytes | Segment, int]:
        """A table's record, the properties that carry it, and the next property number."""
        key = (table, number, first_id)
        if key in self._shared_rows:
            return self._shared_rows[key]
        record = table_record(table, caption, number)
        properties, next_id = table_properties(record, number, first_id)
        if not table.shared:
            return record, properties, next_id
        self._shared_rows[key] = record, Segment.of(properties), next_id
        return self._shared_rows[key]


def _margin_marks(wording: Wording, profile: FormatProfile) -> MarginMarks:
    marks = wording.page_marks
    circulation = (name for name in marks.stamps if profile.stamps[name].use == "circulation")
    return MarginMarks(next(circulation, ""), bool(marks.address))


def _section_break(section: str) -> str:
    """A table cannot end a section; an empty paragraph of one point does."""
    return f'<w:p><w:pPr><w:pStyle w:val="HetPhan"/>{section}</w:pPr></w:p>'


def _footnotes(text: DocumentText) -> Iterator[Fragment]:
    for number, line in enumerate(tuple(text.footnotes), 1):
        yield f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        yield '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        yield '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
        yield from text.runs(line)
        yield "</w:p></w:footnote>"


def _core(letter: Letter) -> str:
    head = letter.wording.heading
    lines, author = (head.type_name, head.subject, *head.titles), head.agency
    if letter.wording.appendices_alone:
        lines, author = tuple(caption.title for caption in letter.wording.captions), ()
    title = " ".join(text for line in lines if (text := line_text(line, letter.figures)))
    return core_part(title, line_text(author, letter.figures), letter.dated)
