"""The letters of a batch, made one by one: what they have in common is made once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dispatch.composition.compiled import compile_kind
from dispatch.composition.compose import Composer, Content
from dispatch.composition.tables import build_table
from dispatch.errors import Finding, OutputError, TemplateError
from dispatch.inspection.invariants import broken_invariants
from dispatch.model.bound_figures import ADDRESSED_SCOPE, UNIT_SCOPE, BoundFigures, bindings, bound_names
from dispatch.model.figure import Figure, Figures, FoundFigures, JoinedFigures, finder, printed_by
from dispatch.model.letter import AppendixTable, Letter, Wording
from dispatch.model.unit import Unit
from dispatch.pipeline.batch.leaks import LeakCheck, Subjects
from dispatch.pipeline.layout_law import profile_of
from dispatch.pipeline.prepare import Prepared
from dispatch.writers.letter_writer import LetterWriter

_FEW_ROWS = 3


@dataclass(frozen=True, slots=True)
class Made:
    """One letter and the units that don_vi_nhan and don_vi_ban_hanh mean in it."""

    unit: Unit
    letter: Letter
    bound: Mapping[str, str]


class LetterMaker:
    """Composes and writes the letter of any unit of a batch, at the same cost for any number of units.

    `used` are the names that its template asks for.
    """

    def __init__(self, prepared: Prepared, units: Sequence[Unit]) -> None:
        self._prepared = prepared
        self.figures = CommonFigures(JoinedFigures(prepared.facts, prepared.statistics.figures))
        issuer = bindings("", prepared.dossier.letter.issuer)
        further = bound_names(self.figures, {ADDRESSED_SCOPE, *issuer})
        known = BoundFigures(self.figures, bindings(units[0].key, prepared.dossier.letter.issuer))
        self.profile = profile_of(prepared)
        compiled = compile_kind(prepared.kind, known, further)
        pieces = compiled.letter_pieces()
        self.used = frozenset(name for piece in pieces for name in piece.used)
        self._composer = Composer(compiled, self.profile)
        self._writer = LetterWriter(self.profile)
        self._lower = _by_province(prepared)
        self._printed: dict[str, Figure] = {}
        self.tables = self._shared_tables()
        self._leaks = LeakCheck(prepared.dataset.all_units)
        self._judged_tables: set[tuple[AppendixTable, int]] = set()
        self._sound: dict[Wording, tuple[Finding, ...]] = {}

    def compose(self, unit: Unit) -> Made:
        """The letter of one unit; a DispatchError when it cannot be made, or speaks of another unit."""
        bound = bindings(unit.key, self._prepared.dossier.letter.issuer)
        lower, marks = self._lower.get(unit.key, ()), self._prepared.dossier.letter.marks
        content = Content(
            BoundFigures(self.figures, bound), self._prepared.statistics.namings, self._prepared.dataset.units,
            self._prepared.dossier.letter_date, self.tables, lower, marks.stamps, marks.draft > 0, self._printed,
        )  # fmt: skip
        letter = self._composer.compose(content)
        subjects = Subjects(unit, frozenset(each.key for each in lower))
        if leaks := self._leaks.leaks(letter, subjects):
            raise TemplateError(leaks)
        return Made(unit, letter, bound)

    def release(self, unit: Unit) -> None:
        """Let go of what was made of one unit: memory does not grow with the letters."""
        for key in (unit.key, *(each.key for each in self._lower.get(unit.key, ()))):
            self._prepared.statistics.forget(key)

    def write(self, made: Made) -> bytes:
        """The .docx; OutputError when letters of its wording break an invariant."""
        self.require_sound(made)
        return self._writer.write(made.letter)

    def require_sound(self, made: Made) -> None:
        """OutputError when letters of its wording break an invariant: a plan says so already.

        The invariants depend on the wording and the tables' shape, not on values: the first letter of
        each wording is held against them.
        """
        wording = made.letter.wording
        if wording not in self._sound:
            broken = broken_invariants(self._writer.write(self._judged(made.letter)))
            self._sound[wording] = tuple(
                each for each in broken if each.severity == "error" and each.code != "template-mark"
            )
        if self._sound[wording]:
            raise OutputError(self._sound[wording])

    def _judged(self, letter: Letter) -> Letter:
        """A letter as it is held against the invariants: of a table that an earlier one had whole, the first rows."""
        tables = tuple(self._first_rows(table, place) for place, table in enumerate(letter.tables))
        self._judged_tables.update((table, place) for place, table in enumerate(letter.tables) if table.shared)
        return replace(letter, tables=tables)

    def _first_rows(self, table: AppendixTable, place: int) -> AppendixTable:
        if (table, place) not in self._judged_tables:
            return table
        return replace(table, rows=table.rows[:_FEW_ROWS], shared=False)

    def _shared_tables(self) -> dict[str, AppendixTable]:
        """The tables that every letter carries; one that depends on its letter is not among them."""
        data, namings = self._prepared.dataset, self._prepared.statistics.namings
        return {
            spec.id: build_table(spec, data.units, namings, self.figures)
            for spec in self._prepared.kind.appendices
            if spec.shared and not spec.when_long
        }


class CommonFigures(FoundFigures):
    """Figures that letters have in common, looked up once; those of single units are not kept."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        self._find = finder(figures)
        self._kept: dict[str, Figure] = {}

    def find(self, name: str) -> Figure | None:
        """A figure of all letters, or of any unit."""
        if name.startswith(UNIT_SCOPE):
            return self._find(name)
        found = self._kept.get(name)
        if found is None:
            found = self._find(name)
            if found is None:
                return None
            self._kept[name] = found
        return found

    def printed(self, names: Sequence[str]) -> list[str | None]:
        """The texts of figures of all letters, or of any unit."""
        return printed_by(self._figures)(names)

    def __contains__(self, name: object) -> bool:
        return name in self._kept or name in self._figures

    def __iter__(self) -> Iterator[str]:
        return iter(self._figures)

    def __len__(self) -> int:
        return len(self._figures)


def _by_province(prepared: Prepared) -> dict[str, tuple[Unit, ...]]:
    found: dict[str, list[Unit]] = {}
    for unit in prepared.dataset.lower.units if prepared.dataset.lower else ():
        found.setdefault(unit.parent, []).append(unit)
    return {key: tuple(units) for key, units in found.items()}
