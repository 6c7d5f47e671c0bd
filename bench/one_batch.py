"""One batch by one writer in a process of its own: `python -m bench.one_batch WRITER DOSSIER OUT LETTERS WORKERS`.

Prints JSON: seconds a letter once everything is warm, and the peak memory of the process and its workers. `ours`
plans the batch and writes it, journal, provenance, manifest and list included; the others only write .docx files,
from values made ready before.
"""

import gc
import json
import multiprocessing
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from time import perf_counter

from bench.contenders import Contender, FloorWriter
from bench.peak import megabytes
from dispatch.model.letter import Letter, Wording
from dispatch.pipeline.batch.letters import LetterMaker
from dispatch.pipeline.batch.run import BatchRun, Order
from dispatch.pipeline.layout_law import profile_of
from dispatch.writers.letter_writer import LetterWriter

_WARM_UP = 63
_MOST_PREPARED = 400
Job = tuple[Contender, int]


@dataclass(frozen=True, slots=True)
class _OfOneWording:
    writer: LetterWriter
    letters: Sequence[Letter]


def main() -> int:
    """Write the batch twice, the second time on the clock."""
    writer, dossier, out, letters, workers = sys.argv[1:]
    run = BatchRun(Order(Path(dossier), Path(out), workers=int(workers)))
    run.units = run.units[: int(letters)]
    write = _ours(run) if writer == "ours" else _theirs(writer, run)
    count = len(run.units)
    write(Path(out) / "warm-up", min(_WARM_UP, count))
    gc.collect()
    begin = perf_counter()
    write(Path(out) / "timed", count)
    seconds = (perf_counter() - begin) / count
    if (written := sum(1 for _ in (Path(out) / "timed").glob("*.docx"))) != count:
        raise RuntimeError(f"{written} of {count} letters written")
    sys.stdout.write(json.dumps({"seconds": seconds, "peak_mb": megabytes()}) + "\n")
    return 0


def _ours(run: BatchRun) -> Callable[[Path, int], None]:
    units = run.units

    def write(folder: Path, count: int) -> None:
        run.order, run.units = replace(run.order, out=folder), units[:count]
        with run.opened() as batch:
            plans = sum(not plan.faults for plan in batch.plan())
            written = sum(outcome.state == "written" for outcome in batch.write())
        if (plans, written) != (count, count):
            raise RuntimeError(f"{plans} planned and {written} written of {count} letters")

    return write


def _theirs(writer: str, run: BatchRun) -> Callable[[Path, int], None]:
    package = run.order.out / "package.docx"
    run.order.out.mkdir(parents=True, exist_ok=True)
    jobs = _jobs(writer, run, package)

    def share(folder: Path, numbers: range) -> None:
        for number in numbers:
            contender, place = jobs[number % len(jobs)]
            contender.write(place, folder / f"{number}.docx")

    def write(folder: Path, count: int) -> None:
        folder.mkdir()
        workers = run.order.workers
        if workers == 1:
            share(folder, range(count))
            return
        context = multiprocessing.get_context("fork")
        started = [context.Process(target=share, args=(folder, range(n, count, workers))) for n in range(workers)]
        for process in started:
            process.start()
        for process in started:
            process.join()

    return write


def _jobs(writer: str, run: BatchRun, package: Path) -> list[Job]:
    """A contender for each wording, and the letters in their order; after so many they begin again."""
    maker = LetterMaker(run.prepared, run.all_units)
    by_wording: dict[Wording, list[Letter]] = {}
    order: list[tuple[Wording, int]] = []
    for unit in run.units[:_MOST_PREPARED]:
        letter = maker.compose(unit).letter
        same = by_wording.setdefault(letter.wording, [])
        order.append((letter.wording, len(same)))
        same.append(letter)
        maker.release(unit)
    # Loaded where it is needed: the others are measured without its memory.
    make = FloorWriter if writer == "floor" else import_module("bench.with_docxtpl").Docxtpl
    ready: dict[Wording, Contender] = {}
    for number, (wording, letters) in enumerate(by_wording.items()):
        target = package.with_stem(f"package-{number}")
        ready[wording] = make(_OfOneWording(LetterWriter(profile_of(run.prepared)), letters), target)
    return [(ready[wording], place) for wording, place in order]


if __name__ == "__main__":
    sys.exit(main())
