"""Tables read, checked and ranked, against pandas' own read of the same files.

Once as text files, once with three of the four as workbooks, each in a process of its own, as a command reads them:
`python -m bench.intake RUNS FOLDER FILE…` prints JSON. pandas reads text, as it must for exact counts: it would make
a column with one blank a column of floats.
"""

import gc
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.report import Result, Section
from bench.tables import Tables, prepare_tables, read_and_rank

_LIMIT = 10.0
_ROOT = Path(__file__).parent.parent


def section(runs: int) -> Section:
    """Both kinds of files; the ratio is the median of those of neighbours."""
    with tempfile.TemporaryDirectory() as folder:
        text = prepare_tables(Path(folder) / "text", workbooks=False)
        books = prepare_tables(Path(folder) / "books", workbooks=True)
        results = [*_results("text files", text, runs), *_results("workbooks", books, max(2, runs // 5))]
    return Section(f"{text.rows} rows read, checked and ranked", results)


def _results(name: str, tables: Tables, runs: int) -> Iterator[Result]:
    command = [sys.executable, "-m", "bench.intake", str(runs), str(tables.folder), *map(str, tables.files)]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=True)
    ours, theirs, ratio = json.loads(done.stdout)
    yield Result(f"{name}: dispatch", ours, "s")
    yield Result(f"{name}: pandas' own read", theirs, "s")
    yield Result(f"{name}: dispatch to pandas", ratio, "x", "at most", _LIMIT, ratio=True)


def main() -> None:
    """Read by turns; the medians of both times and of their ratios. The first turn does not count."""
    runs, folder, *files = sys.argv[1:]
    ours, theirs = [], []
    for _ in range(int(runs) + 1):
        ours.append(_seconds(lambda: read_and_rank(Path(folder))))
        theirs.append(_seconds(lambda: _read_with_pandas(files)))
    ratios = [mine / other for mine, other in zip(ours[1:], theirs[1:], strict=True)]
    sys.stdout.write(json.dumps([median(ours[1:]), median(theirs[1:]), median(ratios)]) + "\n")


def _read_with_pandas(files: Sequence[str]) -> object:
    import pandas as pd  # noqa: PLC0415 -- the parent needs none

    return [
        (pd.read_csv if file.endswith(".csv") else pd.read_excel)(file, dtype=str, keep_default_na=False)
        for file in files
    ]


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    begin = perf_counter()
    made = work()
    seconds = perf_counter() - begin
    del made  # to throw it away is no part of the work
    return seconds


if __name__ == "__main__":
    main()
