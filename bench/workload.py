"""What the contenders write: one letter many times, its figures different each time.

Everything is computed before the clock starts: the race is about writing letters, not statistics.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from dispatch.composition.compiled import compile_kind
from dispatch.composition.compose import Composer, Content
from dispatch.composition.tables import build_table
from dispatch.directory.indicators import indicator_catalogue
from dispatch.formats.loader import profile_on
from dispatch.model.dataset import Dataset, Row
from dispatch.model.figure import Figures
from dispatch.model.kind import LetterKind
from dispatch.model.letter import AppendixTable, Letter
from dispatch.pipeline.prepare import Prepared, prepare
from dispatch.statistics.compute import Statistics, compute
from dispatch.writers.letter_writer import LetterWriter

DOSSIER = Path(__file__).parent.parent / "fixtures" / "2022-5-thang"
_FINISHED = "thi_hanh_xong"
_UNFINISHED = ("dang_thi_hanh", "chuyen_ky_sau", "co_dieu_kien_chuyen_ky_sau")
_PER_MILLE = 1000
_LEAST, _STEPS = 10, 61  # results fall by 10 to 70 per mille, in steps that differ from unit to unit


class UnequalWordingError(Exception):
    """The letters do not share one wording: a template made from one of them would not do for all."""


class Printed(Protocol):
    """Letters of one wording and what writes them: all that a contender's template is made from."""

    @property
    def writer(self) -> LetterWriter:
        """What writes them."""

    @property
    def letters(self) -> Sequence[Letter]:
        """The letters."""


@dataclass(frozen=True, slots=True)
class Workload:
    """Letters of one mode: what composes and writes them, what from, and how they come out."""

    composer: Composer
    writer: LetterWriter
    contents: Sequence[Content]
    letters: Sequence[Letter]


def prepare_contents(count: int) -> tuple[Prepared, list[Content]]:
    """The dossier of the repository, and `count` contents whose figures differ from it and each other."""
    prepared = prepare(DOSSIER, None)
    contents = []
    for number in range(1, count + 1):
        statistics = compute(_changed(prepared.dataset, number), prepared.dossier.naming, indicator_catalogue())
        figures = _sharing(prepared.figures, {**statistics.figures, **prepared.facts})
        contents.append(_content(prepared, statistics, figures))
    return prepared, contents


def new_tables(prepared: Prepared, contents: Sequence[Content]) -> Workload:
    """Every letter has tables of its own, with its own figures."""
    return _workload(prepared, with_sharing(prepared.kind, shared=False), contents)


def shared_tables(prepared: Prepared, contents: Sequence[Content]) -> Workload:
    """Every letter carries the same tables; the figures in its prose are its own."""
    kind = with_sharing(prepared.kind, shared=True)
    tables = _tables(kind, _content(prepared, prepared.statistics, prepared.figures))
    return _workload(prepared, kind, [replace(content, tables=tables) for content in contents])


def _content(prepared: Prepared, statistics: Statistics, figures: Figures) -> Content:
    return Content(figures, statistics.namings, prepared.dataset.units, prepared.dossier.letter_date)


def _workload(prepared: Prepared, kind: LetterKind, contents: Sequence[Content]) -> Workload:
    profile = profile_on(prepared.dossier.letter_date)
    composer = Composer(compile_kind(kind, prepared.figures), profile)
    letters = [composer.compose(content) for content in contents]
    if any(letter.wording is not letters[0].wording for letter in letters):
        raise UnequalWordingError
    return Workload(composer, LetterWriter(profile), contents, letters)


def with_sharing(kind: LetterKind, *, shared: bool) -> LetterKind:
    """The kind with all its appendices shared by the letters, or none of them."""
    return replace(kind, appendices=tuple(replace(spec, shared=shared) for spec in kind.appendices))


def _tables(kind: LetterKind, content: Content) -> Mapping[str, AppendixTable]:
    return {spec.id: build_table(spec, content.units, content.namings, content.figures) for spec in kind.appendices}


def _changed(dataset: Dataset, number: int) -> Dataset:
    """The dataset with other results for every unit, always the same ones for the same `number`."""
    rows = {
        measure: {key: _less_finished(row, number * (place + 2)) for place, (key, row) in enumerate(table.items())}
        for measure, table in dataset.current.rows.items()
    }
    return replace(dataset, current=replace(dataset.current, rows=rows))


def _less_finished(row: Row, step: int) -> Row:
    """The row with fewer finished, and as many more that go on: its sums hold."""
    finished = row.counts[_FINISHED]
    lost = finished * (_LEAST + step % _STEPS) // _PER_MILLE
    more = {code: row.counts[code] + lost for code in _UNFINISHED}
    return row._replace(counts={**row.counts, _FINISHED: finished - lost, **more})


def _sharing(base: Figures, figures: Figures) -> Figures:
    """`figures` with the objects of `base` where they are equal: the letters then fit into little memory."""
    return {name: base[name] if base.get(name) == figure else figure for name, figure in figures.items()}
