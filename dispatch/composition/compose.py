"""The composition stage: a compiled kind and the figures of one letter in, a letter out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from dispatch.composition.appendices import RenderedAppendix, appendix_label
from dispatch.composition.compiled import APPENDIX, CompiledAppendix, CompiledKind
from dispatch.composition.environment import Compiled, Place
from dispatch.composition.print_forms import printed_form
from dispatch.composition.questions import KnownAnswers
from dispatch.composition.syntax import ANY_UNIT
from dispatch.composition.table_units import has_units
from dispatch.composition.tables import build_table
from dispatch.composition.tokens import LetterTokens
from dispatch.composition.wording import RenderedTexts, build_wording
from dispatch.errors import Finding, TemplateError
from dispatch.model.bound_figures import UNIT_SCOPES
from dispatch.model.figure import Figure, Figures
from dispatch.model.kind import SETTINGS_FILE, AppendixSpec
from dispatch.model.letter import AppendixTable, FigureRun, FootnoteMark, Letter, Line, Wording
from dispatch.model.naming import Naming, NamingPolicy
from dispatch.model.profile import FormatProfile
from dispatch.model.unit import Unit

LIST_SCOPE = "danh_sach"
_Circumstances = tuple[tuple[str, ...], tuple[str, ...], bool]
"""What a wording depends on beside the answers: the appendices it prints, its stamps, whether it is a draft."""
_Printed = tuple[AppendixSpec, CompiledAppendix]


@dataclass(frozen=True, slots=True)
class Content:
    """What one letter is composed from.

    `lower` are the units of the second level (in a letter to one unit, its own); `tables` are
    appendices composed before, by id. `stamps` are ids of the layout law's stamps; a `draft` says so
    on its first page. `printed` keeps the figures that letters of a batch print alike, as they are made.
    """

    figures: Figures
    namings: Mapping[str, Naming]
    units: Sequence[Unit]
    dated: date
    tables: Mapping[str, AppendixTable] = field(default_factory=dict)
    lower: Sequence[Unit] = ()
    stamps: tuple[str, ...] = ()
    draft: bool = False
    printed: dict[str, Figure] = field(default_factory=dict)

    def table(self, spec: AppendixSpec) -> AppendixTable:
        """The table of an appendix, also of one that this letter does not print."""
        ready = self.tables.get(spec.id)
        return ready or build_table(spec, self.units, self.namings, self.figures, self.lower)


class _Worded(NamedTuple):
    """A wording with its appendices and the names it prints: all of them, those of lists, those no unit changes.

    `looked_at` are the names of conditions that it does not print.
    """

    wording: Wording
    appendices: tuple[RenderedAppendix, ...]
    names: tuple[str, ...]
    lists: tuple[str, ...]
    common: frozenset[str]
    looked_at: tuple[str, ...]


class Composer:
    """Composes letters of one kind; wording that came out the same is kept and shared."""

    def __init__(self, kind: CompiledKind, profile: FormatProfile) -> None:
        self._kind = kind
        self._profile = profile
        self._wordings: dict[RenderedTexts, _Worded] = {}
        self._known: dict[_Circumstances, KnownAnswers[_Worded]] = {}

    def compose(self, content: Content) -> Letter:
        """One letter. Raises TemplateError when the template asks for what this letter lacks."""
        specs = zip(self._kind.kind.appendices, self._kind.appendices, strict=True)
        printed = [(spec, texts) for spec, texts in specs if self._is_printed(spec, content)]
        worded = self._worded(content, printed)
        long = self._long_lists(worded.lists, content.figures, worded.appendices)
        kind = self._kind.kind
        return Letter(
            kind=kind.id,
            fingerprint=kind.fingerprint,
            dated=content.dated,
            profile=self._profile,
            wording=worded.wording,
            figures=self._figures(worded, content, long),
            tables=tuple(content.table(spec) for spec, _ in printed),
            considered=tuple(name for name in worded.looked_at if name in content.figures),
        )

    def _worded(self, content: Content, printed: Sequence[_Printed]) -> _Worded:
        """The wording that the letter's answers lead to, rendered once for all letters that answer alike."""
        there = tuple(spec.id for spec, _ in printed)
        absent = frozenset(APPENDIX + spec.id for spec in self._kind.kind.appendices if spec.id not in there)
        tokens = LetterTokens(content.figures, self._kind.tokens, absent)
        circumstances = there, content.stamps, content.draft
        known = self._known.get(circumstances)
        if known is None:
            known = self._known[circumstances] = KnownAnswers()
        return known.of(tokens, lambda: self._of_texts(self._render(content, printed, tokens)))

    def _render(self, content: Content, printed: Sequence[_Printed], tokens: LetterTokens) -> RenderedTexts:
        kind = self._kind
        return RenderedTexts(
            subject=kind.subject.render(tokens),
            addressees=_rendered(kind.addressees, tokens),
            body=kind.body.render(tokens),
            recipients=_rendered(kind.recipients, tokens),
            authority=_rendered(kind.authority, tokens),
            signer=kind.signer.render(tokens),
            heading=kind.heading.render(tokens),
            basis=_rendered(kind.basis, tokens),
            marks=kind.marks.render(tokens, content.stamps, draft=content.draft),
            appendices=tuple(
                RenderedAppendix(
                    spec,
                    texts.title.render(tokens),
                    _rendered(texts.notes, tokens),
                    texts.unit_line.render(tokens),
                    _rendered(texts.notes_below, tokens),
                )
                for spec, texts in printed
            ),
        )

    def _of_texts(self, texts: RenderedTexts) -> _Worded:
        known = self._wordings.get(texts)
        if known is None:
            wording = build_wording(texts, self._kind, self._profile)
            names = dict.fromkeys(name for line in wording.lines() for name in figure_names(line))
            lists = dict.fromkeys(each.partition("|")[0] for each in names if each.startswith(f"{LIST_SCOPE}."))
            common = frozenset(name for name in names if not name.startswith(UNIT_SCOPES))
            used = dict.fromkeys([*self._kind.body.used, *self._kind.body.looped])
            looked_at = tuple(name for name in used if name not in names)
            known = self._wordings[texts] = _Worded(
                wording, texts.appendices, tuple(names), tuple(lists), common, looked_at
            )
        return known

    def _figures(self, worded: _Worded, content: Content, long: Figures) -> dict[str, Figure]:
        """What the letter prints; what later letters print alike is kept for them."""
        found: dict[str, Figure] = {}
        for name in worded.names:
            figure = content.printed.get(name)
            if figure is None:
                figure = self._printed(content.figures, name, long)
                if name in worded.common and name.partition("|")[0] not in long:
                    content.printed[name] = figure
            found[name] = figure
        return found

    def _is_printed(self, spec: AppendixSpec, content: Content) -> bool:
        """An appendix `when_long` is there for a list that the text prints, not for one it never mentions."""
        if spec.when_any and not has_units(spec, content.units, content.namings, content.lower):
            return False
        figures = content.figures
        lists = (figures[name] for name in self._kind.body.used if name in figures)
        return not spec.when_long or any(
            each.long_form and each.id.startswith(f"{LIST_SCOPE}.{spec.units}.") for each in lists
        )

    def _printed(self, figures: Figures, name: str, long: Figures) -> Figure:
        """A figure as its printed name says; TemplateError with the place of the name when it cannot be."""
        try:
            figure = printed_form(figures, name, long)
        except TemplateError as error:
            raise TemplateError([self._placed(each, name) for each in error.findings]) from None
        if figure is None:
            raise TemplateError([self._placed(_absent(name), name)])
        return figure

    def _placed(self, fault: Finding, name: str) -> Finding:
        general = re.sub(r"^(don_vi|noi_dung)\.[^.]+\.", ANY_UNIT, name)
        place: Place | None = self._kind.places.get(name) or self._kind.places.get(general)
        return replace(fault, file=place[0], line=place[1]) if place else fault

    def _long_lists(self, lists: Sequence[str], figures: Figures, printed: Sequence[RenderedAppendix]) -> Figures:
        """The printed lists that are too long for a sentence, as references to their appendix."""
        policies = self._kind.kind.policies
        long: dict[str, Figure] = {}
        for name in lists:
            figure, policy = figures.get(name), policies.get(name.split(".")[1])
            if policy is not None and figure is not None and figure.long_form:
                long[name] = self._as_reference(figure, policy, printed)
        return long

    def _as_reference(self, figure: Figure, policy: NamingPolicy, printed: Sequence[RenderedAppendix]) -> Figure:
        if not policy.appendix:
            message = f"danh sách “{policy.id}” có {figure.comparable} tên, quá dài để in trong câu"
            hint = f"giảm số tên, hoặc khai báo appendix cho quy tắc này trong {SETTINGS_FILE}"
            line = self._kind.kind.lines.get(f"naming.policies.{policy.id}")
            raise TemplateError([Finding("list-too-long", message, hint, file=SETTINGS_FILE, line=line)])
        label = appendix_label(policy.appendix, printed, self._profile.texts)
        return figure._replace(text=policy.reference.replace("{appendix}", label))


def _rendered(pieces: Sequence[Compiled], tokens: LetterTokens) -> tuple[str, ...]:
    """The rendered pieces; one whose condition left nothing is not there."""
    return tuple(text for piece in pieces if (text := piece.render(tokens).strip()))


def figure_names(line: Line) -> Iterator[str]:
    """The ids of the figures of a line, those of its footnotes as well."""
    for run in line:
        if isinstance(run, FigureRun):
            yield run.figure
        elif isinstance(run, FootnoteMark):
            yield from figure_names(run.line)


def _absent(name: str) -> Finding:
    """A figure that the template prints and this letter's data do not give."""
    hint = "xem danh sách bằng lệnh: dispatch figures; nếu chỉ một số đơn vị có số liệu này, đặt trong {% if … %}"
    return Finding("unknown-figure", f"không có số liệu tên “{name}”", hint, file=SETTINGS_FILE)
