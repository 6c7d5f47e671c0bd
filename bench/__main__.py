"""`make bench`: race the contenders, run the processes, print and save the results."""

import os
import platform
import sys
import tempfile
from pathlib import Path

from bench import processes, report
from bench.contenders import Contender, Dispatch, FloorWriter, InMemory
from bench.race import Entrant, Times, race
from bench.report import Result, Section
from bench.texts import document_text, require_equal
from bench.with_docxtpl import Docxtpl
from bench.workload import Workload, new_tables, prepare_contents, shared_tables

LETTERS = 20
ROUNDS = 15
DOCXTPL_PER_ROUND = 2
PROCESS_RUNS = 5
RESULTS = Path(__file__).parent / "results" / "latest.json"
_MS = 1000
_MODES = ("new tables", "shared tables")
_AGAINST_FLOOR = {"new tables": 2.0, "shared tables": 1.3}
_AGAINST_DOCXTPL = 15.0
_AGAINST_PANDAS = 2.5
_HELP_SECONDS = 0.2
_PEAK_MB = 200.0


def main() -> int:
    """Measure everything; 1 when a ratio breaks its limit."""
    conditions = (
        f"{LETTERS} letters, {ROUNDS} rounds; {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, {platform.system()}"
    )
    # The processes go first: the letters of the race take memory and the machine is still cool.
    whole = _whole_process(processes.measure(PROCESS_RUNS))
    with tempfile.TemporaryDirectory() as folder:
        letters = _letters(Path(folder))
    sections = [*letters, whole]
    sys.stdout.write(report.table(sections, conditions))
    report.save(RESULTS, sections, conditions)
    return 0 if report.passed(sections) else 1


def _letters(folder: Path) -> list[Section]:
    prepared, contents = prepare_contents(LETTERS)
    modes = {"new tables": new_tables(prepared, contents), "shared tables": shared_tables(prepared, contents)}
    entrants: dict[str, Entrant] = {}
    for mode, workload in modes.items():
        entrants |= _entrants(mode, workload, folder)
    times = race(entrants, folder, LETTERS, ROUNDS)
    return [_times(times, list(entrants)), _ratios(times)]


def _entrants(mode: str, workload: Workload, folder: Path) -> dict[str, Entrant]:
    """Everyone who writes letters of one mode, after a look at what each of them writes."""
    ours, floor = Dispatch(workload), FloorWriter(workload, folder / f"{mode}.floor.docx")
    docxtpl = Docxtpl(workload, folder / f"{mode}.docxtpl.docx")
    writers: dict[str, Contender] = {"dispatch": ours, "floor": floor, "docxtpl": docxtpl}
    for number in range(LETTERS):
        require_equal({name: _written(writer, number, folder) for name, writer in writers.items()})
    return {
        f"dispatch, {mode}": Entrant(ours, LETTERS),
        f"floor, {mode}": Entrant(floor, LETTERS),
        f"docxtpl, {mode}": Entrant(docxtpl, DOCXTPL_PER_ROUND),
        f"dispatch, {mode}, not saved": Entrant(InMemory(ours), LETTERS),
        f"floor, {mode}, not saved": Entrant(InMemory(floor), LETTERS),
    }


def _written(writer: Contender, number: int, folder: Path) -> list[str]:
    target = folder / "compared.docx"
    writer.write(number, target)
    return document_text(target)


def _times(times: Times, names: list[str]) -> Section:
    results = [Result(name, times.seconds(name) * _MS, "ms") for name in names]
    return Section("A letter composed, written and saved: the median round", results)


def _ratios(times: Times) -> Section:
    results = []
    for mode in _MODES:
        ours, floor, docxtpl = (f"{name}, {mode}" for name in ("dispatch", "floor", "docxtpl"))
        results += [
            Result(
                f"{mode}: dispatch to floor", times.ratio(ours, floor), "x", "at most", _AGAINST_FLOOR[mode], ratio=True
            ),
            Result(
                f"{mode}: docxtpl to dispatch",
                times.ratio(docxtpl, ours),
                "x",
                "at least",
                _AGAINST_DOCXTPL,
                ratio=True,
            ),
            Result(
                f"{mode}: dispatch to floor, not saved", times.ratio(f"{ours}, not saved", f"{floor}, not saved"), "x"
            ),
        ]
    return Section("Ratios: the median of the ratios within rounds", results)


def _whole_process(times: processes.ProcessTimes) -> Section:
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
