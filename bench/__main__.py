"""`make bench`: race the contenders, run the processes, print and save the results."""

import os
import platform
import sys
from collections.abc import Mapping
from pathlib import Path

from bench import batch, checking, figures, intake, kinds, processes, refreshing, registering, report
from bench.contenders import Contender, Dispatch, FloorWriter
from bench.folders import Folders, letter_folders
from bench.race import Course, Entrant, Times, race
from bench.report import Result, Section
from bench.texts import document_text, require_equal
from bench.with_docxtpl import Docxtpl
from bench.workload import Workload, new_tables, prepare_contents, shared_tables

COURSE = Course(rounds=11, per_round=8)
DOCXTPL_PER_ROUND = 2
PROCESS_RUNS = 5
INTAKE_RUNS = 9
CHECKING_RUNS = 9
FIGURE_RUNS = 5
REFRESH_RUNS = 9
REGISTER_RUNS = 9
RESULTS = Path(__file__).parent / "results" / "latest.json"
_MS = 1000
_AGAINST_FLOOR = {"new tables": 2.0, "shared tables": 1.3}
_AGAINST_DOCXTPL = 15.0
_AGAINST_PANDAS = 2.5
_HELP_SECONDS = 0.2
_PEAK_MB = 200.0

Writers = Mapping[str, Mapping[str, Contender]]
"""The contenders of each mode, by name."""


def main() -> int:
    """Measure everything; 1 when a ratio breaks its limit."""
    # The processes go first, before the letters of the race take memory.
    whole = _whole_processes(processes.measure(PROCESS_RUNS))
    with letter_folders() as folders:
        batches = batch.measure(folders.fast)
    with letter_folders() as folders:
        race_sections = [*_letters(folders), kinds.section(COURSE, folders.fast, _AGAINST_FLOOR["new tables"])]
        conditions = _conditions(folders)
    sections = [
        *race_sections,
        batches.section,
        intake.section(INTAKE_RUNS),
        checking.section(CHECKING_RUNS),
        figures.section(FIGURE_RUNS),
        refreshing.section(REFRESH_RUNS),
        registering.section(REGISTER_RUNS),
        whole,
    ]
    sys.stdout.write(batch.table(batches.lines) + "\n" + report.table(sections, conditions))
    report.save(RESULTS, sections, conditions, batch.records(batches.lines))
    return 0 if report.passed(sections) else 1


def _conditions(folders: Folders) -> str:
    place = "in memory" if folders.in_memory else "on disk"
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    return f"{COURSE.letters} letters saved {place}, {COURSE.rounds} rounds; {machine}"


def _letters(folders: Folders) -> list[Section]:
    prepared, contents = prepare_contents(COURSE.letters + 1)
    workloads = {"new tables": new_tables(prepared, contents), "shared tables": shared_tables(prepared, contents)}
    writers = {mode: _writers(workload, folders.fast / mode) for mode, workload in workloads.items()}
    fast = race(_entrants(writers, folders.fast), COURSE)
    disk = race(_entrants(writers, folders.disk), COURSE)
    # Compared after the race: nobody has seen a letter of the race before it.
    for of_mode in writers.values():
        for number in range(0, COURSE.letters, COURSE.per_round):
            require_equal({name: _text(writer, number, folders.fast) for name, writer in of_mode.items()})
    return [_in_memory(fast), _on_disk(disk)]


def _writers(workload: Workload, folder: Path) -> dict[str, Contender]:
    folder.mkdir()
    return {
        "dispatch": Dispatch(workload),
        "floor": FloorWriter(workload, folder / "floor.docx"),
        "docxtpl": Docxtpl(workload, folder / "docxtpl.docx"),
    }


def _entrants(writers: Writers, folder: Path) -> dict[str, Entrant]:
    return {
        f"{name}, {mode}": Entrant(writer, folder, DOCXTPL_PER_ROUND if name == "docxtpl" else COURSE.per_round)
        for mode, of_mode in writers.items()
        for name, writer in of_mode.items()
    }


def _text(writer: Contender, number: int, folder: Path) -> list[str]:
    target = folder / "compared.docx"
    writer.write(number, target)
    return document_text(target)


def _in_memory(times: Times) -> Section:
    results = _milliseconds(times)
    for mode, limit in _AGAINST_FLOOR.items():
        floor, docxtpl = _ratios(times, mode)
        results.append(Result(f"{mode}: dispatch to floor", floor, "x", "at most", limit, ratio=True))
        results.append(Result(f"{mode}: docxtpl to dispatch", docxtpl, "x", "at least", _AGAINST_DOCXTPL, ratio=True))
    return Section("A letter composed, written, saved: median round, median ratio", results)


def _on_disk(times: Times) -> Section:
    """Against docxtpl only marked: it does not wait for the disk, and how long dispatch waits is the disk's doing."""
    results = _milliseconds(times)
    for mode, limit in _AGAINST_FLOOR.items():
        floor, docxtpl = _ratios(times, mode)
        results.append(Result(f"{mode}: dispatch to floor, both synced", floor, "x", "at most", limit, ratio=True))
        results.append(Result(f"{mode}: docxtpl, not synced, to dispatch", docxtpl, "x", "at least", _AGAINST_DOCXTPL))
    return Section("The same on disk, where dispatch and floor wait for it", results)


def _milliseconds(times: Times) -> list[Result]:
    return [Result(name, times.seconds(name) * _MS, "ms") for name in times.rounds]


def _ratios(times: Times, mode: str) -> tuple[float, float]:
    """How many times as long dispatch takes as the floor, and docxtpl as dispatch."""
    ours = f"dispatch, {mode}"
    return times.ratio(ours, f"floor, {mode}"), times.ratio(f"docxtpl, {mode}", ours)


def _whole_processes(times: processes.ProcessTimes) -> Section:
    ratio = times.draft_to_pandas
    results = [
        Result("dispatch draft", times.draft, "s"),
        Result("python -c 'import pandas'", times.pandas, "s"),
        Result("dispatch draft to import pandas", ratio, "x", "at most", _AGAINST_PANDAS, ratio=True),
        Result("dispatch --help", times.help, "s", "under", _HELP_SECONDS),
        Result("dispatch draft, peak memory", times.peak_mb, "MB", "under", _PEAK_MB),
    ]
    return Section("Whole processes", results)


if __name__ == "__main__":
    sys.exit(main())
