"""`dispatch` as a whole process: how long from start to end, and how much memory at its peak."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TypeVar

from bench.workload import DOSSIER

_T = TypeVar("_T")
_PYTHON = sys.executable
_DISPATCH = [_PYTHON, "-m", "dispatch"]
_ROOT = Path(__file__).parent.parent
_PEAK = Path(__file__).with_name("peak.py")
# Installed programs have their bytecode; the first run, which does not count, writes ours.
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True, slots=True)
class ProcessTimes:
    """Seconds of whole processes; `draft_to_pandas` is the median of the ratios of neighbours."""

    draft: float
    pandas: float
    draft_to_pandas: float
    help: float
    peak_mb: float | None


def measure(runs: int) -> ProcessTimes:
    """Run the processes in turn `runs` times, after one run of each that does not count."""
    drafts, imports, helps = [], [], []
    for _ in range(runs + 1):
        drafts.append(_draft(_seconds))
        imports.append(_seconds([_PYTHON, "-c", "import pandas"]))
        helps.append(_seconds([*_DISPATCH, "--help"]))
    ratios = [draft / bare for draft, bare in zip(drafts[1:], imports[1:], strict=True)]
    peak = _draft(_peak_mb)
    return ProcessTimes(median(drafts[1:]), median(imports[1:]), median(ratios), median(helps[1:]), peak)


def _draft(measured: Callable[[list[str]], _T]) -> _T:
    with tempfile.TemporaryDirectory() as out:
        return measured([*_DISPATCH, "draft", str(DOSSIER), "--out", out])


def _seconds(command: list[str]) -> float:
    begin = perf_counter()
    done = subprocess.run(command, cwd=_ROOT, env=_ENVIRONMENT, check=False, capture_output=True, text=True)
    seconds = perf_counter() - begin
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stderr}")
    return seconds


def _peak_mb(command: list[str]) -> float | None:
    """Peak memory of a command; None where the system does not tell."""
    done = subprocess.run([_PYTHON, str(_PEAK), *command], cwd=_ROOT, capture_output=True, text=True, check=False)
    return float(done.stdout) if done.returncode == 0 else None
