"""The statistics of the fixture worked out a second time, from the raw CSV and with nothing of the project.

It must not import `dispatch`: what is wrong there must not be able to agree with itself here.
"""

import csv
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

NUMERATOR = {"viec": ["thi_hanh_xong", "dinh_chi"], "tien": ["thi_hanh_xong", "dinh_chi", "giam_nghia_vu"]}
Record = dict[str, str]


def records(path: Path, measure: str) -> list[Record]:
    """The rows of one measure, in the order of the file."""
    with path.open(encoding="utf-8", newline="") as file:
        return [record for record in csv.DictReader(file) if record["measure"] == measure]


def rate(rows: Iterable[Record], measure: str) -> Fraction:
    """Finished by what could be enforced, both summed over the rows."""
    chosen = list(rows)
    done = sum(int(row[column]) for row in chosen for column in NUMERATOR[measure])
    return Fraction(done, sum(int(row["co_dieu_kien"]) for row in chosen))


def rates(path: Path, measure: str) -> dict[str, Fraction]:
    """The rate of each province by its name."""
    return {row["province"]: rate([row], measure) for row in records(path, measure)}


def printed(value: Fraction) -> str:
    """Percent with two decimals, half up, by long division of whole numbers."""
    whole, rest = divmod(value.numerator * 10_000, value.denominator)
    if 2 * rest >= value.denominator:
        whole += 1
    return f"{whole // 100},{whole % 100:02}"


def ranks(values: dict[str, Fraction | None]) -> dict[str, int]:
    """One more than how many are better; who has no rate has no rank."""
    known = {name: value for name, value in values.items() if value is not None}
    return {name: 1 + sum(other > value for other in known.values()) for name, value in known.items()}


def optional_rate(rows: Iterable[Record], measure: str) -> Fraction | None:
    """The rate, or None when nothing could be enforced."""
    chosen = list(rows)
    return rate(chosen, measure) if any(int(row["co_dieu_kien"]) for row in chosen) else None


def merged(rows: Iterable[Record], merger: Path) -> dict[str, list[Record]]:
    """The rows of the provinces that became one, by the name of that one; merger.csv says which."""
    with merger.open(encoding="utf-8", newline="") as file:
        into = {pair["old_name"]: pair["new_name"] for pair in csv.DictReader(file)}
    found: dict[str, list[Record]] = {}
    for row in rows:
        found.setdefault(into[row["province"]], []).append(row)
    return found


def points(now: str, before: str) -> int:
    """The difference of two printed rates in hundredths, as a reader of the letter takes it."""
    return int(now.replace(",", "")) - int(before.replace(",", ""))
