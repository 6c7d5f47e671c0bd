"""Every kind of letter that comes with the program against the floor.

Each dossier's letter is written many times as it is; every letter has tables of its own, as the first kind's have
under "new tables". The floor here has nothing to fill, so the ratios are higher than in the race: they are to be held
against that of the first kind, chi-dao-chi-tieu.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bench.contenders import Dispatch
from bench.floor import Floor
from bench.race import Course, Entrant, race
from bench.report import Result, Section
from bench.templates import read_body
from bench.workload import DOSSIER, Workload, with_sharing
from dispatch.composition.compiled import compile_kind
from dispatch.composition.compose import Composer
from dispatch.model.bound_figures import bound_names
from dispatch.pipeline.draft import compose_letter, letter_content
from dispatch.pipeline.prepare import prepare
from dispatch.writers.letter_writer import LetterWriter


def section(course: Course, folder: Path) -> Section:
    """How many times the floor's work the letter of every dossier takes; a goal, not a limit."""
    ratios = dict(_ratios(course, folder))
    first = ratios[DOSSIER.name]
    results = [
        Result(f"{name}: dispatch to plain floor", ratio, "x", "at most", first) for name, ratio in ratios.items()
    ]
    return Section("Every kind of letter, new tables; the first kind sets the goal", results)


def _ratios(course: Course, folder: Path) -> Iterator[tuple[str, float]]:
    for dossier in sorted(path.parent for path in DOSSIER.parent.glob("*/dossier.toml")):
        place = folder / dossier.name
        place.mkdir()
        workload = workload_of(dossier, course.letters + 1)
        writers = {"dispatch": Dispatch(workload), "floor": PlainFloor(workload, place / "floor.docx")}
        times = race({name: Entrant(each, place, course.per_round) for name, each in writers.items()}, course)
        yield dossier.name, times.ratio("dispatch", "floor")


class PlainFloor:
    """The floor with a body in which nothing is left to fill: its tables may be of any shape."""

    def __init__(self, workload: Workload, package: Path) -> None:
        document = workload.writer.write(workload.letters[0])
        package.write_bytes(document)
        self._floor = Floor(package, "{% raw %}" + read_body(document) + "{% endraw %}")

    def write(self, number: int, target: Path) -> None:
        """Save the letter; all are the same."""
        self._floor.write(target, {"number": number})


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
