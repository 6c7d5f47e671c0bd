"""A letter kind made ready: every piece of its text checked and compiled, once for many letters."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dispatch.composition.environment import Compiled, Place, TemplateCompiler
from dispatch.composition.house_style import heading_faults
from dispatch.composition.marks import CompiledMarks, compile_marks
from dispatch.composition.markup import parse, stray_marks
from dispatch.composition.markup_lines import SWALLOWED
from dispatch.composition.table_columns import wrong_columns
from dispatch.composition.tokens import LetterTokens, TokenTable
from dispatch.errors import Finding, TemplateError
from dispatch.model.figure import Figures
from dispatch.model.kind import LETTER_FILE, SETTINGS_FILE, AppendixSpec, LetterKind

ABBREVIATION = "viet_tat."
CITATION = "trich_dan."
APPENDIX = "phu_luc."


@dataclass(frozen=True, slots=True)
class CompiledAppendix:
    """The texts round the table of one appendix."""

    title: Compiled
    notes: tuple[Compiled, ...]
    unit_line: Compiled
    notes_below: tuple[Compiled, ...]


@dataclass(frozen=True, slots=True)
class CompiledHeading:
    """Who issues the letter, and what it is called."""

    type_name: Compiled
    superior: Compiled
    agency: Compiled
    issuer: Compiled

    def render(self, tokens: LetterTokens) -> "RenderedHeading":
        """The heading of one letter."""
        pieces = (self.type_name, self.superior, self.agency, self.issuer)
        return RenderedHeading(*(piece.render(tokens).strip() for piece in pieces))


@dataclass(frozen=True, slots=True)
class RenderedHeading:
    """The texts of a heading with characters for figures."""

    type_name: str
    superior: str
    agency: str
    issuer: str


@dataclass(frozen=True, slots=True, eq=False)
class CompiledKind:
    """A letter kind with its compiled texts and the characters that stand for its figures.

    `places` are the file and line of each name that can still fail when a letter is made.
    """

    kind: LetterKind
    tokens: TokenTable
    subject: Compiled
    addressees: tuple[Compiled, ...]
    body: Compiled
    recipients: tuple[Compiled, ...]
    authority: tuple[Compiled, ...]
    signer: Compiled
    appendices: tuple[CompiledAppendix, ...]
    places: Mapping[str, Place]
    heading: CompiledHeading
    basis: tuple[Compiled, ...]
    marks: CompiledMarks

    def letter_pieces(self) -> tuple[Compiled, ...]:
        """Everything that is compiled but the texts of appendices and the marks of the dossier."""
        head = self.heading
        lists = (*self.basis, *self.addressees, *self.recipients, *self.authority)
        return (
            head.type_name, head.superior, head.agency, head.issuer,
            self.subject, self.body, self.signer, *lists,
        )  # fmt: skip


def compile_kind(kind: LetterKind, figures: Figures, further: frozenset[str] = frozenset()) -> CompiledKind:
    """Check and compile every text of `kind`.

    `figures` are those the data and the dossier give, `further` names that one or another letter of a
    batch has. Raises TemplateError with every fault of both
    files: unknown names, filters that do not fit a figure, syntax that is not allowed, stray marks,
    typed rates, abbreviations and citations that are undefined or never used.
    """
    return _Compilation(kind, figures, further).run()


_Pieces = tuple[Compiled | None, ...]
_AppendixPieces = tuple[Compiled | None, _Pieces, Compiled | None, _Pieces]


class _Compilation:
    def __init__(self, kind: LetterKind, figures: Figures, further: frozenset[str]) -> None:
        self.kind = kind
        self.figures = figures
        self.compiler = TemplateCompiler(further | _references(kind), figures)
        self.faults: list[Finding] = []

    def run(self) -> CompiledKind:
        kind = self.kind
        body = self.compiler.compile(kind.body, LETTER_FILE)
        subject = self._setting(kind.subject, "subject")
        addressees = self._settings(kind.addressees, "addressees")
        recipients = self._settings(kind.recipients, "recipients")
        authority = self._settings(kind.authority, "authority")
        signer = self._setting(kind.signer, "signer")
        heading, basis = self._heading(), self._settings(kind.basis, "basis")
        marks = compile_marks(self.compiler)
        appendices = [self._appendix(spec, f"appendix.{index}") for index, spec in enumerate(kind.appendices)]
        self.faults += [*self.compiler.faults, *self._body_faults(), *self._unused(), *self._typed_short_forms()]
        self.faults += wrong_columns(kind, self.compiler.names)
        if self.faults:
            raise TemplateError(
                sorted(dict.fromkeys(self.faults), key=lambda fault: (fault.file or "", fault.line or 0))
            )
        return CompiledKind(
            kind, TokenTable(), _whole(subject), _all(addressees), _whole(body), _all(recipients), _all(authority),
            _whole(signer), tuple(_appendix(*pieces) for pieces in appendices),
            self.compiler.places, CompiledHeading(*_all(heading)), _all(basis), CompiledMarks(_whole(marks)),
        )  # fmt: skip

    def _heading(self) -> _Pieces:
        heading = self.kind.heading
        # In electronic form the line under an appendix's title names no issuer.
        issuer = f"{{% if kem_theo.co_quan %}}{heading.issuer}{{% else %}}{{{{ kem_theo.co_quan }}}}{{% endif %}}"
        sources = (heading.type_name, heading.superior, heading.agency, issuer)
        names = ("type_name", "superior", "agency", "issuer")
        return tuple(self._setting(source, f"heading.{name}") for source, name in zip(sources, names, strict=True))

    def _appendix(self, spec: AppendixSpec, key: str) -> _AppendixPieces:
        title, unit_line = self._setting(spec.title, f"{key}.title"), self._setting(spec.unit_line, f"{key}.unit_line")
        notes, below = (
            self._settings(spec.notes, f"{key}.notes"),
            self._settings(spec.notes_below, f"{key}.notes_below"),
        )
        return title, notes, unit_line, below

    def _setting(self, source: str, key: str) -> Compiled | None:
        line = self.kind.lines.get(key, 1)
        compiled = self.compiler.compile(source, SETTINGS_FILE, line)
        if compiled is not None:
            self.faults += stray_marks(self.compiler.skeleton(source), SETTINGS_FILE, line)
        return compiled

    def _settings(self, sources: tuple[str, ...], key: str) -> tuple[Compiled | None, ...]:
        return tuple(self._setting(source, key) for source in sources)

    def _body_faults(self) -> tuple[Finding, ...]:
        if not self._is_readable():
            return ()
        markup = parse(self.compiler.skeleton(self.kind.body), LETTER_FILE)
        return (*markup.faults, *heading_faults(markup, self.kind))

    def _unused(self) -> Iterator[Finding]:
        kind = self.kind
        if not self._is_readable() or not kind.body.strip():
            return  # what it uses is not known
        for prefix, table, ids, noun in (
            (ABBREVIATION, "abbreviations", kind.abbreviations, "chữ viết tắt"),
            (CITATION, "citations", kind.citations, "văn bản viện dẫn"),
        ):
            for name in ids:
                if prefix + name not in self.compiler.used:
                    message = f"{noun} “{name}” được khai báo nhưng mẫu không dùng"
                    hint = f"dùng {{{{ {prefix}{name} }}}} trong mẫu, hoặc xoá khai báo"
                    line = kind.lines.get(f"{table}.{name}")
                    yield Finding("unused-definition", message, hint, file=SETTINGS_FILE, line=line)

    def _typed_short_forms(self) -> Iterator[Finding]:
        """A short form typed by hand escapes the rule of first use."""
        text = self.compiler.skeleton(self.kind.body) if self._is_readable() else ""
        for short in self.kind.abbreviations.values():
            word = re.compile(rf"(?<![\w/-]){re.escape(short.short)}(?![\w/-])")
            for number, line in enumerate(re.split(f"[\n{SWALLOWED}]", text), 1):
                if word.search(line):
                    message = f"chữ viết tắt “{short.short}” gõ trực tiếp trong mẫu"
                    hint = f"viết {{{{ {ABBREVIATION}{short.id} }}}} để lần dùng đầu được viết đầy đủ"
                    yield Finding("typed-abbreviation", message, hint, file=LETTER_FILE, line=number)

    def _is_readable(self) -> bool:
        return not any(fault.code == "template-syntax" for fault in self.compiler.faults)


def _references(kind: LetterKind) -> frozenset[str]:
    """The names a template prints that are not figures."""
    return frozenset(
        [ABBREVIATION + name for name in kind.abbreviations]
        + [CITATION + name for name in kind.citations]
        + [APPENDIX + appendix.id for appendix in kind.appendices]
    )


def _whole(compiled: Compiled | None) -> Compiled:
    assert compiled is not None  # a piece that did not compile has left a fault, which was raised
    return compiled


def _all(pieces: tuple[Compiled | None, ...]) -> tuple[Compiled, ...]:
    return tuple(_whole(piece) for piece in pieces)


def _appendix(title: Compiled | None, notes: _Pieces, unit_line: Compiled | None, below: _Pieces) -> CompiledAppendix:
    return CompiledAppendix(_whole(title), _all(notes), _whole(unit_line), _all(below))
