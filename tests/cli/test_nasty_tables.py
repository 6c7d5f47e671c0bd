"""`dispatch data check` on whole tables with one thing wrong each, and on the folder of nasty files.

What is expected stands in nasty_tables.csv, reviewed by eye: one line for each finding, in order; a file of
which nothing is to be told has one line without a message.
"""

import csv
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.readers import nasty, nasty_tables

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__)
TOLD = ("severity", "sheet", "cell", "unit", "message")
KEYS = {"severity", "file", "sheet", "cell", "unit", "message", "hint"}
GATE = ("path-missing", "path-empty", "path-too", "kind-", "macro-", "zip-", "xml-")
"""Files that never become a table; a folder is taken for a dossier."""
SECONDS = 10
MEGABYTES = 500

Record = dict[str, Any]


def judged(folder: Path, names: Iterable[str]) -> list[Record]:
    """What the command said of each file, in a process of its own: a crash cannot take the tests with it."""
    command = [sys.executable, "-X", "utf8", "-m", "tests.cli.judge", str(folder), *names]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=300, check=True)
    records = [json.loads(line) for line in answer.stdout.splitlines()]
    for record in records:
        sound(record)
    return records


def sound(record: Record) -> None:
    """The one form of the answer, its exit code, a table of 80 columns, little time and memory."""
    document, findings = record["document"], record["document"]["findings"]
    assert set(document) == {"findings", "units", "errors", "warnings"}
    assert all(set(finding) == KEYS for finding in findings)
    assert document["errors"] == sum(finding["severity"] == "error" for finding in findings)
    assert document["warnings"] == sum(finding["severity"] == "warning" for finding in findings)
    assert record["exit"] == (1 if document["errors"] else 0)
    assert record["width"] <= 80
    assert record["told"] == ""
    assert record["seconds"] < SECONDS
    assert (record["megabytes"] or 0) < MEGABYTES


def lines(record: Record) -> list[dict[str, str]]:
    """A record of the judge as lines of the reviewed table."""
    head = {"file": record["file"], "exit": str(record["exit"]), "units": str(record["document"]["units"])}
    findings = record["document"]["findings"] or [dict.fromkeys(TOLD)]
    return [{**head, **{key: each[key] or "" for key in TOLD}} for each in findings]


def reviewed(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_table_is_met_as_the_reviewed_table_says(tmp_path: Path) -> None:
    records = judged(tmp_path, nasty_tables.make_folder(tmp_path))
    found = [line for record in records for line in lines(record)]
    assert found == reviewed(HERE.with_name("nasty_tables.csv"))


@pytest.fixture(scope="module")
def nasty_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Record]:
    folder = tmp_path_factory.mktemp("nasty")
    return {record["file"]: record for record in judged(folder, nasty.make_folder(folder))}


def test_a_file_that_is_refused_is_one_finding_of_no_unit_and_the_reviewed_sentence(
    nasty_files: dict[str, Record],
) -> None:
    table = reviewed(ROOT / "tests" / "readers" / "nasty.csv")
    refused = [line for line in table if line["exit"] == "1" and line["file"].startswith(GATE)]
    assert len(refused) > 50
    for line in refused:
        record = nasty_files[line["file"]]
        assert record["document"]["units"] == 0
        assert [finding["message"] for finding in record["document"]["findings"]] == [line["message"]]
        assert record["exit"] == 1


def test_no_nasty_file_goes_by_in_silence(nasty_files: dict[str, Record]) -> None:
    """None of them is a whole table: each is refused or has its missing columns told."""
    assert all(record["document"]["errors"] for record in nasty_files.values())
