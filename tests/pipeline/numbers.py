"""Dossiers whose tables say what a test needs: counts changed in the CSV files of the fixture."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

from docx import Document

from dispatch.model.dataset import Measure
from dispatch.pipeline.draft import draft
from tests.builders import CODES, balanced

Record = dict[str, str]
CURRENT, SAME_PERIOD = "2022-05.csv", "2021-05.csv"


def change(folder: Path, file: str, edit: Callable[[Record], None]) -> None:
    """Let `edit` change every record of a table."""
    path = folder / file
    reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))
    records = list(reader)
    for record in records:
        edit(record)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(reader.fieldnames or ()), lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    path.write_text(out.getvalue(), encoding="utf-8", newline="")


def rebalance(record: Record) -> None:
    """Let the columns that follow from others follow."""
    measure: Measure = "tien" if record["measure"] == "tien" else "viec"
    counts = balanced({code: int(record[code]) for code in CODES}, measure)
    record.update({code: str(value) for code, value in counts.items()})


def records(folder: Path, file: str) -> dict[tuple[str, str], Record]:
    """The records of a table by measure and province."""
    reader = csv.DictReader(io.StringIO((folder / file).read_text(encoding="utf-8")))
    return {(record["measure"], record["province"]): record for record in reader}


def copy_rates(folder: Path, provinces: Callable[[int], bool]) -> None:
    """Give the provinces at these places the counts of the same period, so that they are not below it."""
    before = records(folder, SAME_PERIOD)
    order = list(dict.fromkeys(province for _, province in before))

    def edit(record: Record) -> None:
        if provinces(order.index(record["province"])):
            same = before[record["measure"], record["province"]]
            record.update({key: value for key, value in same.items() if key not in ("year", "months")})

    change(folder, CURRENT, edit)


def paragraphs(folder: Path, out: Path) -> list[str]:
    """The paragraphs outside tables of the letter drafted from a dossier."""
    return [paragraph.text for paragraph in Document(str(draft(folder, out, None).letter)).paragraphs]
