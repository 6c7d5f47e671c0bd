"""The layout of a whole letter checked, after import: read, its parts found, every rule asked."""

import io
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from bench.report import Result, Section
from bench.workload import DOSSIER
from dispatch.pipeline.check_letter import check_letter
from dispatch.pipeline.draft import draft

_MS = 1000
_GOAL_MS = 150.0
_AGAINST_PYTHON_DOCX = 4.0


def section(runs: int) -> Section:
    """The letter of the fixture, 8 pages with its appendices, against python-docx reading its runs, by turns."""
    with tempfile.TemporaryDirectory() as folder:
        letter = draft(DOSSIER, Path(folder), None).letter.read_bytes()
    times = [
        (_seconds(lambda: check_letter(letter)), _seconds(lambda: check_letter(letter, language=True)), _read(letter))
        for _ in range(runs)
    ]
    checked, with_language, read = (median(column) * _MS for column in zip(*times, strict=True))
    ratio = median(each[0] / each[2] for each in times)
    results = [
        Result("a letter of 8 pages checked", checked, "ms", "under", _GOAL_MS),
        Result("the same with the rules of language", with_language, "ms"),
        Result("python-docx reads size and font of every run", read, "ms"),
        Result("check to python-docx' read", ratio, "x", "at most", _AGAINST_PYTHON_DOCX, ratio=True),
    ]
    return Section("Layout checked, after import", results)


def _read(letter: bytes) -> float:
    return _seconds(lambda: _looks(letter))


def _looks(letter: bytes) -> list[tuple[str, object, str | None]]:
    """What stands on each run itself, of text and tables: less than a check needs."""
    opened = docx.Document(io.BytesIO(letter))
    paragraphs = (Paragraph(element, opened._body) for element in opened.element.body.iter(qn("w:p")))
    return [(run.text, run.font.size, run.font.name) for paragraph in paragraphs for run in paragraph.runs]


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start
