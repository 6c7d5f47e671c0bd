"""The figures of a dossier, after its data is read: 63 provinces, and 693 units of the second level.

*Computed and printed* is the statistics stage as a whole with nothing left to be asked for: every naming policy
judged, and of every figure its id, its exact value (whole numbers; a ratio in its two parts), its value as printed
and its text. It is what a comparison of two readings takes. *For the letter* is what drafting takes: policies, and
the figures the letter prints. *As objects* adds for each an object of its own with its formula and the way to its
cells, as `dispatch figures` lists them; most of that is what Python takes for so many objects, and it has no goal.
"""

import gc
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.report import Result, Section
from bench.second_level import lower_lines, province_lines, write_table
from bench.workload import DOSSIER
from dispatch.pipeline.draft import compose_letter
from dispatch.pipeline.prepare import Prepared, prepare
from dispatch.statistics.compute import Statistics, compute

_MS = 1000
_PROVINCES_MS, _LOWER_MS = 50.0, 300.0


def section(runs: int) -> Section:
    """Both sizes of dossier, against the goals."""
    with tempfile.TemporaryDirectory() as folder:
        lower = prepare(_with_second_level(Path(folder)), None)
    provinces = prepare(DOSSIER, None)
    results = [*_measured("63 provinces", provinces, _PROVINCES_MS, runs)]
    units = len(lower.dataset.lower.units) if lower.dataset.lower else 0
    results += _measured(f"{units} units below them", lower, _LOWER_MS, runs)
    return Section("Figures, after the data is read", results)


def _measured(name: str, prepared: Prepared, goal: float, runs: int) -> list[Result]:
    letter = compose_letter(prepared)
    printed = [figure for figure in prepared.statistics.figures if figure in letter.figures]
    printed += [id_ for table in letter.tables for row in table.rows for id_ in row.figures if id_]
    count = len(prepared.statistics.figures)

    def of_letter() -> None:
        figures = _computed(prepared).figures
        for id_ in printed:
            figures.get(id_)

    def every_text() -> None:
        assert len(_computed(prepared).texts()) == count

    def every_object() -> None:
        figures = _computed(prepared).figures
        for id_ in figures:
            figures.get(id_)

    return [
        Result(f"{name}: for the letter", _milliseconds(of_letter, runs), "ms", "at most", goal),
        Result(f"{count} figures computed and printed", _milliseconds(every_text, runs), "ms", "at most", goal),
        Result(f"{count} figures as objects", _milliseconds(every_object, max(2, runs // 4)), "ms"),
    ]


def _computed(prepared: Prepared) -> Statistics:
    return compute(prepared.dataset, prepared.dossier.naming, prepared.catalogue)


def _with_second_level(folder: Path) -> Path:
    """The dossier of the repository, every province split into units."""
    copy = folder / "ho-so"
    shutil.copytree(DOSSIER, copy)
    for name in ("2022-05.csv", "2021-05.csv"):
        lines = province_lines(copy / name)
        write_table([*({**line, "unit": ""} for line in lines), *lower_lines(lines)], copy / name)
    return copy


def _milliseconds(work: Callable[[], object], runs: int) -> float:
    times = []
    for _ in range(runs):
        gc.collect()
        begin = perf_counter()
        work()
        times.append(perf_counter() - begin)
    return median(times) * _MS
