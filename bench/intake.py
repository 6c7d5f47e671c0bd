"""Tables read, checked and ranked, against pandas' own read of the same files.

Once as text files, once with three of the four as workbooks. pandas reads text, as it must for exact
counts: it would make a column with one blank a column of floats.
"""

import gc
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

import pandas as pd

from bench.report import Result, Section
from bench.tables import Tables, prepare_tables, read_and_rank

_LIMIT = 10.0


def section(runs: int) -> Section:
    """Both kinds of files; the ratio is the median of those of neighbours."""
    with tempfile.TemporaryDirectory() as folder:
        text = prepare_tables(Path(folder) / "text", workbooks=False)
        books = prepare_tables(Path(folder) / "books", workbooks=True)
        results = [*_compared("text files", text, runs), *_compared("workbooks", books, max(2, runs // 5))]
    return Section(f"{text.rows} rows read, checked and ranked", results)


def _read_with_pandas(files: Sequence[Path]) -> list[pd.DataFrame]:
    return [
        (pd.read_csv if file.suffix == ".csv" else pd.read_excel)(file, dtype=str, keep_default_na=False)
        for file in files
    ]


def _compared(name: str, tables: Tables, runs: int) -> list[Result]:
    ours, theirs = [], []
    for _ in range(runs + 1):
        ours.append(_seconds(lambda: read_and_rank(tables.folder)))
        theirs.append(_seconds(lambda: _read_with_pandas(tables.files)))
    ratio = median(mine / other for mine, other in zip(ours[1:], theirs[1:], strict=True))
    return [
        Result(f"{name}: dispatch", median(ours[1:]), "s"),
        Result(f"{name}: pandas' own read", median(theirs[1:]), "s"),
        Result(f"{name}: dispatch to pandas", ratio, "x", "at most", _LIMIT, ratio=True),
    ]


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    begin = perf_counter()
    made = work()
    seconds = perf_counter() - begin
    del made  # to throw it away is no part of the work
    return seconds
