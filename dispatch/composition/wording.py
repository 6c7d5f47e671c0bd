"""From rendered texts to wording: figures find their places, abbreviations their first use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dispatch.composition.appendices import RenderedAppendix, appendix_label, appendix_number
from dispatch.composition.compiled import ABBREVIATION, APPENDIX, CITATION, CompiledKind, RenderedHeading
from dispatch.composition.house_style import checked_authority, checked_ends
from dispatch.composition.marks import RenderedMarks, build_marks, with_file_copies
from dispatch.composition.markup import Piece, parse, parse_line
from dispatch.errors import Finding, TemplateError
from dispatch.model.kind import LETTER_FILE
from dispatch.model.letter import (
    Block,
    Caption,
    Column,
    FigureRun,
    FootnoteMark,
    Heading,
    Line,
    LineBreak,
    Run,
    Signature,
    Text,
    Wording,
)
from dispatch.model.profile import FixedTexts, FormatProfile


@dataclass(frozen=True, slots=True)
class RenderedTexts:
    """Every text of one letter with characters for figures; equal texts give equal wording."""

    subject: str
    addressees: tuple[str, ...]
    body: str
    recipients: tuple[str, ...]
    authority: tuple[str, ...]
    signer: str
    appendices: tuple[RenderedAppendix, ...]
    heading: RenderedHeading
    basis: tuple[str, ...]
    marks: RenderedMarks


def build_wording(texts: RenderedTexts, kind: CompiledKind, profile: FormatProfile) -> Wording:
    """Read the rendered texts in the order of the page; TemplateError for what the layout law refuses."""
    checked_ends(kind.kind, profile)
    return _Builder(texts, kind, profile, profile.texts).build()


@dataclass(slots=True)
class _Builder:
    texts: RenderedTexts
    kind: CompiledKind
    profile: FormatProfile
    fixed: FixedTexts
    introduced: set[str] = field(default_factory=set)

    def build(self) -> Wording:
        texts, layout = self.texts, self.kind.kind.layout
        heading = self.heading()
        basis = self.lines(texts.basis)
        addressees = self.lines(texts.addressees)
        blocks = self.blocks()
        recipients = with_file_copies(self.lines(texts.recipients), self.line(texts.marks.file_copies))
        signature = Signature(checked_authority(self.lines(texts.authority), self.fixed), self.line(texts.signer))
        return Wording(
            heading=heading,
            addressees=addressees,
            blocks=blocks,
            recipients=recipients,
            signature=signature,
            captions=tuple(self.caption(number, each) for number, each in enumerate(texts.appendices, 1)),
            basis=basis,
            page_marks=build_marks(texts.marks, self.profile, self.line),
            groups=layout.groups,
            list_end=layout.list_end,
            basis_last_end=layout.basis_last_end,
        )

    def heading(self) -> Heading:
        """The subject of a dispatch begins with the words of the law, under tên loại it stands as written."""
        texts, fixed = self.texts, self.fixed
        type_name, subject = self.line(texts.heading.type_name), self.line(texts.subject)
        number, symbol = FigureRun("van_ban.so"), FigureRun("van_ban.ky_hieu")
        return Heading(
            superior=self.line(texts.heading.superior),
            agency=self.line(texts.heading.agency),
            number=(Text(fixed.number_label), number, Text(fixed.number_join), symbol),
            place_and_date=(FigureRun("van_ban.dia_danh"), Text(", "), FigureRun("van_ban.ngay")),
            subject=subject if type_name else (Text(fixed.subject_prefix), *subject),
            type_name=type_name,
        )

    def blocks(self) -> tuple[Block, ...]:
        markup = parse(self.texts.body, LETTER_FILE)
        if markup.faults:
            raise TemplateError(markup.faults)
        blocks = [_titled(Block(each.kind, self.runs(each.pieces, markup.notes))) for each in markup.paragraphs]
        if not blocks:
            hint = "viết phần nội dung vào tệp này"
            raise TemplateError([Finding("empty-body", "văn bản không có nội dung", hint, file=LETTER_FILE)])
        blocks[-1] = Block(blocks[-1].kind, _ended(blocks[-1].line, self.fixed.end_mark))
        return tuple(blocks)

    def caption(self, number: int, rendered: RenderedAppendix) -> Caption:
        columns = tuple(Column(column.header, column.align, column.share) for column in rendered.spec.columns)
        return Caption(
            id=rendered.spec.id,
            number=appendix_number(number, len(self.texts.appendices), self.fixed),
            title=self.line(rendered.title),
            notes=tuple(self.line(note) for note in rendered.notes),
            reference=_reference(self.fixed, self.line(self.texts.heading.issuer)),
            columns=columns,
            unit_line=self.line(rendered.unit_line),
            notes_below=tuple(self.line(note) for note in rendered.notes_below),
            landscape=rendered.spec.landscape,
        )

    def lines(self, texts: Sequence[str]) -> tuple[Line, ...]:
        return tuple(self.line(text) for text in texts)

    def line(self, text: str) -> Line:
        return self.runs(parse_line(text), {})

    def runs(self, pieces: Sequence[Piece], notes: Mapping[str, tuple[Piece, ...]]) -> Line:
        runs: list[Run] = []
        for piece in pieces:
            if piece.line_break:
                runs.append(LineBreak())
            elif piece.note:
                runs.append(FootnoteMark(self.runs(notes[piece.note], {})))
            else:
                runs += self.text_runs(piece)
        return tuple(_joined(runs))

    def text_runs(self, piece: Piece) -> list[Run]:
        runs: list[Run] = []
        for words, name in self.kind.tokens.parts(piece.text):
            printed = self.reference_words(name) if name else words
            if printed is None:
                runs.append(FigureRun(name, piece.bold, piece.italic))
            else:
                runs.append(Text(printed, piece.bold, piece.italic))
        return runs

    def reference_words(self, name: str) -> str | None:
        """What an abbreviation, citation or appendix prints here; None for a figure."""
        prefix, _, key = name.partition(".")
        kind = self.kind.kind
        if prefix + "." == ABBREVIATION:
            short = kind.abbreviations[key]
            return short.short if self.again(name) else f"{short.full} ({short.short})"
        if prefix + "." == CITATION:
            citation = kind.citations[key]
            return citation.short() if self.again(name) else citation.full(self.fixed.citation_date_join)
        if prefix + "." == APPENDIX:
            return appendix_label(key, self.texts.appendices, self.fixed)
        return None

    def again(self, name: str) -> bool:
        """Whether the letter has used `name` before; the first use is noted."""
        if name in self.introduced:
            return True
        self.introduced.add(name)
        return False


def _reference(fixed: FixedTexts, issuer: Line) -> Line:
    """The line that ties an appendix to its letter, with the letter's number, date and issuer."""
    places: dict[str, tuple[Run, ...]] = {
        "{number}": (FigureRun("kem_theo.so"), Text(fixed.number_join), FigureRun("kem_theo.ky_hieu")),
        "{date}": (FigureRun("kem_theo.ngay"),),
        "{issuer}": issuer,
    }
    runs: list[Run] = []
    rest = fixed.attachment_line
    for place, figures in places.items():
        before, _, rest = rest.partition(place)
        runs += [Text(before), *figures]
    return tuple(_joined([*runs, Text(rest)]))


def _titled(block: Block) -> Block:
    """A task of nothing but bold words is a khoản with a title: its number is bold, too."""
    runs = [run for run in block.line if isinstance(run, (Text, FigureRun))]
    if block.kind != "task" or len(runs) != len(block.line) or not all(run.bold for run in runs):
        return block
    return Block("titled_task", tuple(replace(run, bold=False) for run in runs))


def _joined(runs: Sequence[Run]) -> list[Run]:
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if isinstance(run, Text) and isinstance(last, Text) and (last.bold, last.italic) == (run.bold, run.italic):
            joined[-1] = Text(last.text + run.text, run.bold, run.italic)
        else:
            joined.append(run)
    return joined


def _ended(line: Line, mark: str) -> Line:
    """The line with the end mark in place of its full stop; a footnote mark at the end stays before it."""
    *before, last = line
    if isinstance(last, Text):
        stopped = _without_stop(last)
        return (*before, replace(stopped, text=stopped.text + mark))
    if isinstance(last, FootnoteMark) and before and isinstance(before[-1], Text):
        return (*before[:-1], _without_stop(before[-1]), last, Text(mark))
    return (*line, Text(mark))


def _without_stop(text: Text) -> Text:
    return replace(text, text=text.text.rstrip().removesuffix("."))
