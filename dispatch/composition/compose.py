"""The composition stage: a compiled kind and the figures of one letter in, a letter out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from dispatch.composition.appendices import RenderedAppendix, appendix_label
from dispatch.composition.compiled import CompiledAppendix, CompiledKind
from dispatch.composition.environment import Compiled, printed_form
from dispatch.composition.tables import build_table
from dispatch.composition.tokens import LetterTokens
from dispatch.composition.wording import RenderedTexts, build_wording
from dispatch.errors import Finding, TemplateError
from dispatch.model.figure import Figure, Figures
from dispatch.model.kind import SETTINGS_FILE, AppendixSpec
from dispatch.model.letter import AppendixTable, FigureRun, FootnoteMark, Letter, Line, Wording
from dispatch.model.naming import Naming, NamingPolicy
from dispatch.model.profile import FormatProfile
from dispatch.model.unit import Unit

LIST_SCOPE = "danh_sach"


@dataclass(frozen=True, slots=True)
class Content:
    """What one letter is composed from. `tables` are appendices composed before, by id."""

    figures: Figures
    namings: Mapping[str, Naming]
    units: Sequence[Unit]
    dated: date
    tables: Mapping[str, AppendixTable] = field(default_factory=dict)


class Composer:
    """Composes letters of one kind; wording that came out the same is kept and shared."""

    def __init__(self, kind: CompiledKind, profile: FormatProfile) -> None:
        self._kind = kind
        self._profile = profile
        self._wordings: dict[RenderedTexts, tuple[Wording, tuple[str, ...]]] = {}

    def compose(self, content: Content) -> Letter:
        """One letter. Raises TemplateError when the template asks for what this letter lacks."""
        specs = zip(self._kind.kind.appendices, self._kind.appendices, strict=True)
        printed = [(spec, texts) for spec, texts in specs if self._is_printed(spec, content.figures)]
        texts = self._render(content.figures, printed)
        wording, names = self._wording(texts)
        figures = self._printable(names, content.figures, texts.appendices)
        kind = self._kind.kind
        return Letter(
            kind=kind.id,
            fingerprint=kind.fingerprint,
            dated=content.dated,
            profile=self._profile,
            wording=wording,
            figures={name: _printed(figures, name) for name in names},
            tables=tuple(self._table(spec, content) for spec, _ in printed),
            considered=self._considered(names, content.figures),
        )

    def _render(self, figures: Figures, printed: Sequence[tuple[AppendixSpec, CompiledAppendix]]) -> RenderedTexts:
        tokens = LetterTokens(figures, self._kind.tokens)
        kind = self._kind
        return RenderedTexts(
            subject=kind.subject.render(tokens),
            addressees=_rendered(kind.addressees, tokens),
            body=kind.body.render(tokens),
            recipients=_rendered(kind.recipients, tokens),
            authority=_rendered(kind.authority, tokens),
            signer=kind.signer.render(tokens),
            appendices=tuple(
                RenderedAppendix(spec, texts.title.render(tokens), _rendered(texts.notes, tokens))
                for spec, texts in printed
            ),
        )

    def _wording(self, texts: RenderedTexts) -> tuple[Wording, tuple[str, ...]]:
        if texts not in self._wordings:
            wording = build_wording(texts, self._kind, self._profile.texts)
            names = dict.fromkeys(name for line in wording.lines() for name in _figure_names(line))
            self._wordings[texts] = wording, tuple(names)
        return self._wordings[texts]

    def _table(self, spec: AppendixSpec, content: Content) -> AppendixTable:
        return content.tables.get(spec.id) or build_table(spec, content.units, content.namings, content.figures)

    def _considered(self, printed: Sequence[str], figures: Figures) -> tuple[str, ...]:
        used = dict.fromkeys(self._kind.body.used)
        return tuple(name for name in used if name in figures and name not in printed)

    def _is_printed(self, spec: AppendixSpec, figures: Figures) -> bool:
        """An appendix `when_long` is there for a list that the text prints, not for one it never mentions."""
        lists = (figures[name] for name in self._kind.body.used if name in figures)
        return not spec.when_long or any(
            each.long_form and each.id.startswith(f"{LIST_SCOPE}.{spec.units}.") for each in lists
        )

    def _printable(self, names: Sequence[str], figures: Figures, printed: Sequence[RenderedAppendix]) -> Figures:
        """The figures the wording prints, each as this letter prints it."""
        bases = dict.fromkeys(name.partition("|")[0] for name in names)
        known = {base: figures[base] for base in bases if base in figures}
        return {**known, **self._long_lists(known, printed)}

    def _long_lists(self, figures: Figures, printed: Sequence[RenderedAppendix]) -> dict[str, Figure]:
        """A list too long for a sentence prints as a reference to its appendix."""
        policies = self._kind.kind.policies
        long: dict[str, Figure] = {}
        for name, figure in figures.items():
            scope, _, rest = name.partition(".")
            policy = policies.get(rest.partition(".")[0]) if scope == LIST_SCOPE else None
            if policy is not None and figure.long_form:
                long[name] = self._as_reference(figure, policy, printed)
        return long

    def _as_reference(self, figure: Figure, policy: NamingPolicy, printed: Sequence[RenderedAppendix]) -> Figure:
        if not policy.appendix:
            message = f"danh sách “{policy.id}” có {figure.comparable} tên, quá dài để in trong câu"
            hint = f"giảm số tên, hoặc khai báo appendix cho quy tắc này trong {SETTINGS_FILE}"
            line = self._kind.kind.lines.get(f"naming.policies.{policy.id}")
            raise TemplateError([Finding("list-too-long", message, hint, file=SETTINGS_FILE, line=line)])
        label = appendix_label(policy.appendix, printed, self._profile.texts)
        return replace(figure, text=policy.reference.replace("{appendix}", label))


def _rendered(pieces: Sequence[Compiled], tokens: LetterTokens) -> tuple[str, ...]:
    """The rendered pieces; one whose condition left nothing is not there."""
    return tuple(text for piece in pieces if (text := piece.render(tokens).strip()))


def _figure_names(line: Line) -> Iterator[str]:
    for run in line:
        if isinstance(run, FigureRun):
            yield run.figure
        elif isinstance(run, FootnoteMark):
            yield from _figure_names(run.line)


def _printed(figures: Figures, name: str) -> Figure:
    figure = printed_form(figures, name)
    if figure is None:
        hint = "xem danh sách bằng lệnh: dispatch figures"
        message = f"không có số liệu tên “{name}”"
        raise TemplateError([Finding("unknown-figure", message, hint, file=SETTINGS_FILE)])
    return figure
