"""From rendered texts to wording: figures find their places, abbreviations their first use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dispatch.composition.appendices import RenderedAppendix, appendix_label, appendix_number
from dispatch.composition.compiled import ABBREVIATION, APPENDIX, CITATION, CompiledKind
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
from dispatch.model.profile import FixedTexts


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


def build_wording(texts: RenderedTexts, kind: CompiledKind, fixed: FixedTexts) -> Wording:
    """Read the rendered texts in the order of the page."""
    return _Builder(texts, kind, fixed).build()


@dataclass(slots=True)
class _Builder:
    texts: RenderedTexts
    kind: CompiledKind
    fixed: FixedTexts
    introduced: set[str] = field(default_factory=set)

    def build(self) -> Wording:
        texts, fixed = self.texts, self.fixed
        subject = (Text(fixed.subject_prefix), *self.line(texts.subject))
        heading = Heading(
            superior=(FigureRun("co_quan.chu_quan|in_hoa"),),
            agency=(FigureRun("co_quan.ten|in_hoa"),),
            number=(Text(fixed.number_label), FigureRun("van_ban.so"), Text("/"), FigureRun("van_ban.ky_hieu")),
            place_and_date=(FigureRun("van_ban.dia_danh"), Text(", "), FigureRun("van_ban.ngay")),
            subject=subject,
        )
        addressees = tuple(self.line(text) for text in texts.addressees)
        blocks = self.blocks()
        recipients = tuple(self.line(text) for text in texts.recipients)
        signature = Signature(tuple(self.line(text) for text in texts.authority), self.line(texts.signer))
        captions = tuple(self.caption(number, each) for number, each in enumerate(texts.appendices, 1))
        return Wording(heading, addressees, blocks, recipients, signature, captions)

    def blocks(self) -> tuple[Block, ...]:
        markup = parse(self.texts.body, LETTER_FILE)
        if markup.faults:
            raise TemplateError(markup.faults)
        blocks = [Block(each.kind, self.runs(each.pieces, markup.notes)) for each in markup.paragraphs]
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
            reference=_reference(self.fixed),
            columns=columns,
            unit_line=self.line(rendered.unit_line),
            notes_below=tuple(self.line(note) for note in rendered.notes_below),
            landscape=rendered.spec.landscape,
        )

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
        for character in piece.text:
            name = self.kind.tokens.name(character)
            if name is None:
                runs.append(Text(character, piece.bold, piece.italic))
            elif (words := self.reference_words(name)) is not None:
                runs.append(Text(words, piece.bold, piece.italic))
            else:
                runs.append(FigureRun(name, piece.bold, piece.italic))
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
            return citation.short() if self.again(name) else citation.full()
        if prefix + "." == APPENDIX:
            return appendix_label(key, self.texts.appendices, self.fixed)
        return None

    def again(self, name: str) -> bool:
        """Whether the letter has used `name` before; the first use is noted."""
        if name in self.introduced:
            return True
        self.introduced.add(name)
        return False


def _reference(fixed: FixedTexts) -> Line:
    """The line that ties an appendix to its letter, with the letter's number, date and issuer."""
    places: dict[str, tuple[Run, ...]] = {
        "{number}": (FigureRun("kem_theo.so"), Text("/"), FigureRun("van_ban.ky_hieu")),
        "{date}": (FigureRun("kem_theo.ngay"),),
        "{issuer}": (FigureRun("co_quan.ten"),),
    }
    runs: list[Run] = []
    rest = fixed.attachment_line
    for place, figures in places.items():
        before, _, rest = rest.partition(place)
        runs += [Text(before), *figures]
    return (*runs, Text(rest))


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
