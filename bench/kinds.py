"""Every kind of letter that comes with the program against the floor.

Each dossier's letter is written many times as it is; every letter has tables of its own, as the first kind's have
under "new tables" in the race, and the limit is that of the race: every kind stays within the same multiple.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bench.contenders import Contender, Dispatch, FloorWriter
from bench.race import Course, Entrant, race
from bench.report import Result, Section
from bench.workload import DOSSIER, Workload, with_sharing
from dispatch.composition.compiled import compile_kind
from dispatch.composition.compose import Composer
from dispatch.model.bound_figures import bound_names
from dispatch.pipeline.draft import compose_letter, letter_content
from dispatch.pipeline.prepare import prepare
from dispatch.writers.letter_writer import LetterWriter


def section(course: Course, folder: Path, limit: float) -> Section:
    """How many times the floor's work each dossier's letter takes; a goal, since short letters move with the load."""
    results = [
        Result(f"{name}: dispatch to floor", ratio, "x", "at most", limit) for name, ratio in _ratios(course, folder)
    ]
    return Section("Every kind of letter, new tables", results)


def _ratios(course: Course, folder: Path) -> Iterator[tuple[str, float]]:
    for dossier in sorted(path.parent for path in DOSSIER.parent.glob("*/dossier.toml")):
        place = folder / dossier.name
        place.mkdir()
        workload = workload_of(dossier, course.letters + 1)
        floor = FloorWriter(workload, place / "floor.docx")
        writers: dict[str, Contender] = {"dispatch": Dispatch(workload), "floor": floor}
        times = race({name: Entrant(each, place, course.per_round) for name, each in writers.items()}, course)
        yield dossier.name, times.ratio("dispatch", "floor")


def workload_of(dossier: Path, count: int) -> Workload:
    """The letter of a dossier `count` times, each with tables of its own."""
    prepared = prepare(dossier, None)
    prepared = replace(prepared, kind=with_sharing(prepared.kind, shared=False))
    names = bound_names(prepared.figures, prepared.bindings)
    profile = compose_letter(prepared).profile
    composer = Composer(compile_kind(prepared.kind, prepared.figures, names), profile)
    # Made before the clock starts, as those of the race are.
    content = replace(letter_content(prepared), figures=dict(prepared.figures))
    letter = composer.compose(content)
    return Workload(composer, LetterWriter(profile), [content] * count, [letter] * count)
