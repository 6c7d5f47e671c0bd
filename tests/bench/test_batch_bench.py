"""The table of batches: what it shows, and that each writer writes what it is asked for."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.batch import Measured, records, table
from tests.builders import FIXTURE, ROOT


@pytest.mark.parametrize("workers", ["1", "2"])
def test_ours_writes_every_letter_and_tells_its_time(workers: str, tmp_path: Path) -> None:
    told = run("ours", tmp_path / "out", workers)
    assert len(list((tmp_path / "out" / "timed").glob("*.docx"))) == 5
    assert told["seconds"] > 0


def test_the_floor_writes_as_many_letters_of_the_same_size(tmp_path: Path) -> None:
    run("ours", tmp_path / "ours", "1")
    run("floor", tmp_path / "floor", "2")
    sizes = [
        sorted(path.stat().st_size for path in (tmp_path / name / "timed").glob("*.docx")) for name in ("ours", "floor")
    ]
    assert len(sizes[0]) == len(sizes[1]) == 5
    assert sizes[0][0] / sizes[1][0] == pytest.approx(1, rel=0.25)


def run(writer: str, out: Path, workers: str) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.one_batch", writer, str(FIXTURE), str(out), "5", workers]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def test_the_table_fits_a_terminal_and_the_file_has_what_it_shows() -> None:
    line = Measured(3500, "ours", 2, 2.0, None)
    assert max(map(len, table([line]).splitlines())) <= 80
    assert "500" in table([line])
    assert records([line])[0]["per_second"] == 500
