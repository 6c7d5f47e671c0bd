"""The layout of a whole letter checked, after import: read, its parts found, every rule asked."""

import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.report import Result, Section
from bench.workload import DOSSIER
from dispatch.pipeline.check_letter import check_letter
from dispatch.pipeline.draft import draft

_MS = 1000
_GOAL_MS = 150.0


def section(runs: int) -> Section:
    """The letter of the fixture, 8 pages with its appendices, checked with and without the rules of language."""
    with tempfile.TemporaryDirectory() as folder:
        letter = draft(DOSSIER, Path(folder), None).letter.read_bytes()
    results = [
        Result("a letter of 8 pages checked", _milliseconds(letter, runs, language=False), "ms", "under", _GOAL_MS),
        Result("the same with the rules of language", _milliseconds(letter, runs, language=True), "ms"),
    ]
    return Section("Layout checked, after import", results)


def _milliseconds(letter: bytes, runs: int, *, language: bool) -> float:
    times = []
    for _ in range(runs):
        start = perf_counter()
        check_letter(letter, language=language)
        times.append(perf_counter() - start)
    return median(times) * _MS
