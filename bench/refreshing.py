"""Letters refreshed after a correction, after import: the dossier read, the letter patched, the result saved.

One letter of 8 pages beside its own draft anew: both read the same dossier, so the ratio says what following a
correction costs against writing the letter again. Then the letters of a batch to 63 provinces, a word typed into each:
once one after the other, the dossier read again for each, as when they come back one by one; once as the batch
refreshes them (`dispatch batch --edited refresh`), the dossier read once.
"""

import csv
import gc
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from zipfile import ZipFile

from bench.report import Result, Section
from bench.workload import DOSSIER
from dispatch.pipeline.batch.engine import Rules
from dispatch.pipeline.batch.run import BatchRun, Order
from dispatch.pipeline.draft import draft
from dispatch.pipeline.refreshing.files import Destination
from dispatch.pipeline.refreshing.refresh import Options, refresh
from dispatch.pipeline.refreshing.source import Source

_MS = 1000
_GOAL_MS, _GOAL_SECONDS, _AGAINST_DRAFT = 250.0, 10.0, 3.0
_TABLE = "2022-05.csv"
_FINISHED, _UNFINISHED = "thi_hanh_xong", ("dang_thi_hanh", "chuyen_ky_sau", "co_dieu_kien_chuyen_ky_sau")
_LESS = 20
_BODY, _TEXT_END, _WORD = "word/document.xml", b"</w:t>", " (đã đọc)".encode()


def section(runs: int) -> Section:
    """Every province has fewer cases finished than before: all its rates and most ranks change."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dossier = _corrected(folder)
        letter = draft(DOSSIER, folder / "thu", None).letter
        one = _milliseconds(lambda: _refresh(letter, dossier), runs)
        anew = _milliseconds(lambda: draft(dossier, folder / "soan-lai", None), runs)
        letters = _batch(folder / "dot")
        begin = perf_counter()
        for each in letters:
            _refresh(each, dossier)
        one_by_one = perf_counter() - begin
        together = _together(folder / "dot", dossier, len(letters))
    results = [
        Result("a letter of 8 pages refreshed", one, "ms", "under", _GOAL_MS),
        Result("refreshed to drafted anew", one / anew, "x", "at most", _AGAINST_DRAFT, ratio=True),
        Result(f"{len(letters)} edited letters refreshed by their batch", together, "s", "under", _GOAL_SECONDS),
        Result(f"{len(letters)} letters refreshed one by one", one_by_one, "s", "under", _GOAL_SECONDS),
    ]
    return Section("Refreshed after a correction, after import", results)


def _refresh(letter: Path, dossier: Path) -> None:
    refresh(letter, Source(dossier), Destination(), Options())


def _batch(folder: Path) -> list[Path]:
    """The letters of a batch, a word typed into each."""
    with BatchRun(Order(DOSSIER, folder)).opened() as batch:
        letters = [folder / outcome.file for outcome in batch.write()]
    for each in letters:
        _type_into(each)
    return letters


def _together(folder: Path, dossier: Path, expected: int) -> float:
    begin = perf_counter()
    with BatchRun(Order(dossier, folder, rules=Rules(edited="refresh"))).opened() as batch:
        outcomes = list(batch.write())
    seconds = perf_counter() - begin
    if [outcome.state for outcome in outcomes] != ["refreshed"] * expected:
        raise AssertionError("a letter of the batch was not refreshed")
    return seconds


def _type_into(letter: Path) -> None:
    """A word at the end of the letter's last text."""
    with ZipFile(letter) as package:
        parts = {entry: package.read(entry) for entry in package.infolist()}
    with ZipFile(letter, "w") as package:
        for entry, part in parts.items():
            head, end, tail = part.rpartition(_TEXT_END) if entry.filename == _BODY else (part, b"", b"")
            package.writestr(entry, head + (_WORD + end if end else b"") + tail)


def _corrected(folder: Path) -> Path:
    """The dossier of the repository, in every row some fewer finished and as many more that go on."""
    copy = folder / "ho-so"
    shutil.copytree(DOSSIER, copy)
    with (copy / _TABLE).open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for number, row in enumerate(rows):
        row[_FINISHED] = str(int(row[_FINISHED]) - _LESS - number % _LESS)
        for column in _UNFINISHED:
            row[column] = str(int(row[column]) + _LESS + number % _LESS)
    with (copy / _TABLE).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return copy


def _milliseconds(work: Callable[[], object], runs: int) -> float:
    times = []
    for _ in range(runs):
        gc.collect()
        begin = perf_counter()
        work()
        times.append(perf_counter() - begin)
    return median(times) * _MS
