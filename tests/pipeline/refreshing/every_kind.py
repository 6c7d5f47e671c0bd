"""A correction of any dossier of fixtures/, and the same dossier a month on."""

import csv
import re
import shutil
import tomllib
from pathlib import Path

_FINISHED = "thi_hanh_xong"
_FOLLOW = ("dang_thi_hanh", "chuyen_ky_sau", "co_dieu_kien_chuyen_ky_sau")
_ONE_PART_IN = (7, 9, 11, 13)

Rows = list[dict[str, str]]


def corrected_copy(dossier: Path, folder: Path) -> Path:
    """Fewer are finished in every row of the current table, and as many more go on: sums and identities hold."""
    copy = Path(shutil.copytree(dossier, folder / dossier.name))
    table = copy / _current(copy)
    with table.open(encoding="utf-8", newline="") as stream:
        rows: Rows = list(csv.DictReader(stream))
    parts = [row for row in rows if not _is_sum(row, rows)]
    for number, row in enumerate(parts):
        _finish_fewer(row, int(row[_FINISHED]) // _ONE_PART_IN[number % len(_ONE_PART_IN)])
    for row in rows:
        if _is_sum(row, rows):
            below = sum(int(part[_FINISHED]) for part in parts if _above(part) == _above(row))
            _finish_fewer(row, int(row[_FINISHED]) - below)
    _write(rows, table)
    return copy


def a_month_on(dossier: Path) -> Path:
    """The dossier as of the month after."""
    settings = dossier / "dossier.toml"
    text = settings.read_text(encoding="utf-8")
    months = int(re.findall(r"^months = (\d+)", text, re.MULTILINE)[0])
    settings.write_text(re.sub(r"(?m)^months = \d+", f"months = {months + 1}", text), encoding="utf-8", newline="")
    for table in dossier.glob("20*.csv"):
        with table.open(encoding="utf-8", newline="") as stream:
            rows: Rows = list(csv.DictReader(stream))
        for row in rows:
            if int(row["months"]) == months:
                row["months"] = str(months + 1)
        _write(rows, table)
    return dossier


def _current(dossier: Path) -> str:
    return str(tomllib.loads((dossier / "dossier.toml").read_text(encoding="utf-8"))["data"]["current"])


def _above(row: dict[str, str]) -> tuple[str, str]:
    return row["measure"], row["province"]


def _is_sum(row: dict[str, str], rows: Rows) -> bool:
    """Whether a row is a province's own, with rows of its units below."""
    return not row.get("unit", "x") and any(each["unit"] and _above(each) == _above(row) for each in rows)


def _finish_fewer(row: dict[str, str], number: int) -> None:
    row[_FINISHED] = str(int(row[_FINISHED]) - number)
    for column in _FOLLOW:
        if column in row:
            row[column] = str(int(row[column]) + number)


def _write(rows: Rows, table: Path) -> None:
    with table.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
