"""Corrections of the fixture's data that keep every identity of the form."""

import csv
import io
import shutil
from collections.abc import Mapping
from pathlib import Path

from tests.builders import FIXTURE

_FINISHED = "thi_hanh_xong"
_FOLLOW = ("dang_thi_hanh", "chuyen_ky_sau", "co_dieu_kien_chuyen_ky_sau")

Less = Mapping[tuple[str, str], int]
"""How many fewer are finished, by unit and measure: ("Hà Nội", "viec")."""


def corrected_text(text: str, less: Less) -> str:
    """A long CSV with fewer finished for some units, and as many more that go on."""
    rows = list(csv.DictReader(io.StringIO(text)))
    left = dict(less)
    for row in rows:
        number = left.pop((row["province"], row["measure"]), 0)
        row[_FINISHED] = str(int(row[_FINISHED]) - number)
        for column in _FOLLOW:
            row[column] = str(int(row[column]) + number)
    assert not left, f"no such rows: {left}"
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def corrected(folder: Path, less: Less, *, same_period: Less | None = None) -> Path:
    """A copy of the fixture in `folder` with corrected tables."""
    copy = folder / "ho-so"
    shutil.copytree(FIXTURE, copy, dirs_exist_ok=True)
    for name, changes in (("2022-05.csv", less), ("2021-05.csv", same_period or {})):
        path = copy / name
        path.write_text(corrected_text(path.read_text(encoding="utf-8"), changes), encoding="utf-8", newline="")
    return copy
