"""Batches of 63, 700 and 3,500 letters: ours, the floor and docxtpl, by one and by two processes.

Ours and the floor take turns, so that a busy machine slows them alike; the ratio is the median of those of
neighbours. docxtpl writes a sample: its letters cost the same however many there are.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from bench.report import Result, Section
from bench.second_level import lower_lines, province_lines, write_table
from bench.workload import DOSSIER

_ROOT = Path(__file__).parent.parent
_SIZES: Mapping[int, int] = {63: 5, 700: 3, 3500: 1}
"""Letters of a batch, and how many turns."""
_UNITS_PER_PROVINCE = {63: 0, 700: 12, 3500: 56}
_OWN_TABLES, _OWN_LETTERS = 11, 63
_SAMPLE = 12
_TIMED_OUT = 900
_MS = 1000
SHARED_TO_FLOOR, OWN_TO_FLOOR, FROM_DOCXTPL, SPREAD, TWO_WORKERS, PEAK_MB = 1.0, 1.5, 20.0, 1.15, 1.5, 250.0


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the table: milliseconds a letter, letters a second, peak megabytes."""

    letters: int
    writer: str
    workers: int
    milliseconds: float
    peak_mb: float | None

    @property
    def per_second(self) -> float:
        """Letters a second."""
        return _MS / self.milliseconds


@dataclass(frozen=True, slots=True)
class Batches:
    """The table, and the ratios that are asked for."""

    lines: Sequence[Measured]
    section: Section


def measure(folder: Path) -> Batches:
    """Write every batch into `folder` and remove it again."""
    lines: dict[tuple[int, str, int], Measured] = {}
    ratios: dict[int, float] = {}
    for size, turns in _SIZES.items():
        dossier = _dossier(folder / f"dossier-{size}", _UNITS_PER_PROVINCE[size], "lower")
        ratios[size] = _turns(lines, folder, dossier, size, turns)
        lines[size, "docxtpl", 1] = replace_size(_run(folder, dossier, "docxtpl", _SAMPLE, 1), size)
    own = _dossier(folder / "dossier-own", _OWN_TABLES, "province")
    own_lines: dict[tuple[int, str, int], Measured] = {}
    own_ratio = _turns(own_lines, folder, own, _OWN_LETTERS, _SIZES[63], workers=(1,))
    return Batches(tuple(lines.values()), Section("Batches", list(_results(lines, ratios, own_ratio, own_lines))))


def replace_size(line: Measured, size: int) -> Measured:
    """A sample stands for a batch of `size` letters."""
    return Measured(size, line.writer, line.workers, line.milliseconds, line.peak_mb)


def table(lines: Sequence[Measured]) -> str:
    """The lines as a table of at most 80 columns."""
    head = f"{'letters':>8}  {'writer':<9}{'workers':>8}{'ms/letter':>11}{'letters/s':>11}{'peak MB':>9}"
    return "\n".join(["", "Batches", "-" * 80, head, *(_line(line) for line in lines)]) + "\n"


def records(lines: Sequence[Measured]) -> list[dict[str, object]]:
    """The lines for the JSON file."""
    return [{**asdict(line), "per_second": line.per_second} for line in lines]


def _line(line: Measured) -> str:
    peak = "" if line.peak_mb is None else f"{line.peak_mb:.0f}"
    numbers = f"{line.milliseconds:>11.2f}{line.per_second:>11.0f}{peak:>9}"
    return f"{line.letters:>8}  {line.writer:<9}{line.workers:>8}{numbers}"


def _turns(  # noqa: PLR0913, PLR0917 -- what is measured, and where
    lines: dict[tuple[int, str, int], Measured],
    folder: Path,
    dossier: Path,
    size: int,
    turns: int,
    workers: Sequence[int] = (1, 2),
) -> float:
    """Ours and the floor in turns; the ratio of letters written by one process."""
    found: dict[tuple[str, int], list[Measured]] = {}
    for _ in range(turns):
        for count in workers:
            for writer in ("ours", "floor"):
                found.setdefault((writer, count), []).append(_run(folder, dossier, writer, size, count))
    for (writer, count), runs in found.items():
        lines[size, writer, count] = sorted(runs, key=lambda run: run.milliseconds)[len(runs) // 2]
    pairs = zip(found["ours", 1], found["floor", 1], strict=True)
    return median(mine.milliseconds / floor.milliseconds for mine, floor in pairs)


def _run(folder: Path, dossier: Path, writer: str, letters: int, workers: int) -> Measured:
    out = folder / "out"
    command = [sys.executable, "-m", "bench.one_batch", writer, str(dossier), str(out), str(letters), str(workers)]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False, timeout=_TIMED_OUT)
    shutil.rmtree(out, ignore_errors=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stderr}")
    told = json.loads(done.stdout)
    return Measured(letters, writer, workers, told["seconds"] * _MS, told["peak_mb"])


def _results(
    lines: Mapping[tuple[int, str, int], Measured],
    ratios: Mapping[int, float],
    own_ratio: float,
    own_lines: Mapping[tuple[int, str, int], Measured],
) -> Iterator[Result]:
    """The goals of a batch; what decides is in the race, on letters that nothing else is mixed with."""
    for size, ratio in ratios.items():
        yield Result(f"{size} letters, shared tables: to floor", ratio, "x", "at most", SHARED_TO_FLOOR)
    yield Result(f"{_OWN_LETTERS} letters, own tables: to floor", own_ratio, "x", "at most", OWN_TO_FLOOR)
    yield Result("own tables: a letter", own_lines[_OWN_LETTERS, "ours", 1].milliseconds, "ms")
    ours = {size: lines[size, "ours", 1] for size in ratios}
    for size, line in ours.items():
        docxtpl = lines[size, "docxtpl", 1].milliseconds / line.milliseconds
        yield Result(f"{size} letters: docxtpl to ours", docxtpl, "x", "at least", FROM_DOCXTPL)
    spread = ours[3500].milliseconds / ours[700].milliseconds
    yield Result("a letter of 3500 to one of 700", spread, "x", "at most", SPREAD)
    gain = ours[3500].milliseconds / lines[3500, "ours", 2].milliseconds
    yield Result("3500 letters: two workers to one", gain, "x", "at least", TWO_WORKERS)
    peaks = [line.peak_mb for line in lines.values() if line.writer == "ours" and line.peak_mb is not None]
    yield Result("peak memory of a process of ours", max(peaks, default=None), "MB", "under", PEAK_MB)


def _dossier(folder: Path, units: int, level: str) -> Path:
    """The dossier of the repository, with so many units of the second level in each province."""
    shutil.copytree(DOSSIER, folder)
    if not units:
        return folder
    settings = (folder / "dossier.toml").read_text(encoding="utf-8").replace('"all"', f'"all"\nlevel = "{level}"')
    lower = {"lower_current": "2022-05.csv", "lower_same_period": "2021-05.csv"}
    for key, table_name in lower.items():
        write_table(list(lower_lines(province_lines(DOSSIER / table_name), units)), folder / f"{key}.csv")
        settings = settings.replace("\n[letter]", f'{key} = "{key}.csv"\n\n[letter]', 1)
    (folder / "dossier.toml").write_text(settings, encoding="utf-8")
    return folder
