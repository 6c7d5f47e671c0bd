"""A folder of nasty files: each is read rightly or refused with its sentence, soon, and in little memory.

What is expected stands in nasty.csv, reviewed by eye: one line for each finding, in order; a file that
is to be read without a word has one line with exit code 0 and no finding.
"""

import csv
import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from dispatch.readers.refusals import _REASONS
from tests.readers.nasty import make_folder

ROOT = Path(__file__).resolve().parents[2]
TABLE = Path(__file__).with_name("nasty.csv")
COLUMNS = ("file", "exit", "code", "severity", "sheet", "cell", "line", "message")
SECONDS = 10
MEGABYTES = 500
# Refusals that need more than a file: see test_gate.py.
NOT_IN_THE_FOLDER = {"locked-file", "unreadable-file", "not-a-file"}

Record = dict[str, Any]


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> list[Record]:
    """What a process of its own found in each file: a hang or a crash cannot take the tests with it."""
    folder = tmp_path_factory.mktemp("nasty")
    names = make_folder(folder)
    command = [sys.executable, "-X", "utf8", "-m", "tests.readers.judge", str(folder), *names]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=300, check=True)
    return [json.loads(line) for line in answer.stdout.splitlines()]


# One test, so that the folder is made and judged once also when tests run side by side.
def test_every_nasty_file_is_met_as_the_reviewed_table_says(judged: list[Record]) -> None:
    assert {record["file"]: lines(record) for record in judged} == by_file(expected())

    slow = {record["file"]: record["seconds"] for record in judged if record["seconds"] > SECONDS}
    assert not slow
    assert max(record["megabytes"] or 0 for record in judged) < MEGABYTES


def test_every_refusal_of_a_file_has_a_nasty_file() -> None:
    codes = {line["code"] for line in expected()}
    assert set(_REASONS) - codes == NOT_IN_THE_FOLDER


def test_every_nasty_sentence_is_vietnamese_and_names_what_is_wrong() -> None:
    for line in expected():
        assert not line["code"] or not line["message"].isascii(), line


def lines(record: Record) -> list[dict[str, str]]:
    """A record of the judge as lines of the table."""
    findings = record["findings"]
    code = "1" if any(finding["severity"] == "error" for finding in findings) else "0"
    told = [{key: str(finding[key] or "") for key in COLUMNS[2:]} for finding in findings]
    return [{"file": record["file"], "exit": code, **each} for each in told or [dict.fromkeys(COLUMNS[2:], "")]]


def expected() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_file(table: Iterable[Mapping[str, str]]) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for line in table:
        found.setdefault(line["file"], []).append(dict(line))
    return found
