"""The merger of 1 July 2025: which of the 63 provinces went into which of the 34."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path


@cache
def merged_into() -> Mapping[str, str]:
    """The code of each of the 63 provinces and the code, in the set of 34, of the one it went into.

    A code of the new set may be that of another province in the old one: Lào Cai took 15 from
    Yên Bái. The two are keys of different sets. (Resolution 202/2025/QH15; its number is recalled.)
    """
    path = Path(__file__).parent / "data" / "merger.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["old_code"]: row["new_code"] for row in csv.DictReader(file)}
