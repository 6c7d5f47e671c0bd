"""The pieces of the benchmark; the race itself is `make bench`."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest
from jinja2 import Environment

from bench import kinds, peak, registering, report
from bench.contenders import Dispatch, FloorWriter, names_of
from bench.folders import letter_folders
from bench.kinds import workload_of
from bench.race import Course, Entrant, Times, race
from bench.report import Result, Section
from bench.templates import docxtpl_context, docxtpl_template, read_body
from bench.texts import UnequalTextsError, document_text, require_equal
from bench.workload import Workload, new_tables, prepare_contents, shared_tables
from tests.builders import DOSSIERS

MODES = ("new tables", "shared tables")


@pytest.fixture(scope="module")
def workloads() -> dict[str, Workload]:
    prepared, contents = prepare_contents(2)
    return dict(zip(MODES, (new_tables(prepared, contents), shared_tables(prepared, contents)), strict=True))


@pytest.mark.parametrize("mode", MODES)
def test_floor_writes_the_body_that_dispatch_writes(workloads: dict[str, Workload], mode: str, tmp_path: Path) -> None:
    ours, floor = Dispatch(workloads[mode]), FloorWriter(workloads[mode], tmp_path / "package.docx")
    for number in range(2):
        ours.write(number, tmp_path / "ours.docx")
        floor.write(number, tmp_path / "floor.docx")
        assert read_body(tmp_path / "ours.docx") == read_body(tmp_path / "floor.docx")
        require_equal({name: document_text(tmp_path / f"{name}.docx") for name in ("ours", "floor")})


@pytest.mark.parametrize("dossier", DOSSIERS, ids=lambda dossier: dossier.name)
def test_floor_writes_the_letter_of_every_kind(dossier: Path, tmp_path: Path) -> None:
    workload = workload_of(dossier, 2)
    Dispatch(workload).write(1, tmp_path / "ours.docx")
    FloorWriter(workload, tmp_path / "package.docx").write(1, tmp_path / "floor.docx")
    assert read_body(tmp_path / "ours.docx") == read_body(tmp_path / "floor.docx")


def test_the_register_is_filled_with_a_year_of_letters_and_listed_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registering, "LETTERS", 8)
    monkeypatch.setattr(registering, "_ISSUED", 6)
    read, listed = registering.section(1).results
    assert (read.bound, listed.bound, listed.limit) == ("", "under", 0.3)


def test_every_kind_is_measured_against_the_limit_of_the_first(tmp_path: Path) -> None:
    results = kinds.section(Course(rounds=1, per_round=1), tmp_path, 2.0).results
    assert [result.name.partition(":")[0] for result in results] == [dossier.name for dossier in DOSSIERS]
    assert {(result.bound, result.limit) for result in results} == {("at most", 2.0)}


@pytest.mark.parametrize("mode", MODES)
def test_docxtpl_template_holds_no_value(workloads: dict[str, Workload], mode: str) -> None:
    workload = workloads[mode]
    names = names_of(workload)
    source = read_body(docxtpl_template(workload.writer.write(workload.letters[0]), names))
    ElementTree.fromstring(source)
    # What docxtpl does to a {%tr %} tag: the row round it goes, the tag stays.
    loops = re.sub(r"<w:tr>(?:(?!<w:tr>).)*?\{%tr (.*?)%\}.*?</w:tr>", r"{%\1%}", source)
    for letter in workload.letters:
        body = Environment(autoescape=True).from_string(loops).render(docxtpl_context(letter, names))
        bare = re.sub(r"<w:bookmark[^>]*>", "", read_body(workload.writer.write(letter)))
        assert _texts(body) == _texts(bare)


def test_letters_share_their_wording_and_differ_in_figures(workloads: dict[str, Workload]) -> None:
    one, other = workloads["new tables"].letters
    assert one.wording is other.wording
    assert one.figures["toan_quoc.viec.ty_le"].text != other.figures["toan_quoc.viec.ty_le"].text
    assert [row.cells for row in one.tables[0].rows] != [row.cells for row in other.tables[0].rows]
    assert not any(table.shared for table in one.tables)


def test_shared_tables_are_the_same_objects(workloads: dict[str, Workload]) -> None:
    one, other = workloads["shared tables"].letters
    assert all(mine is yours and mine.shared for mine, yours in zip(one.tables, other.tables, strict=True))
    assert one.figures["toan_quoc.viec.ty_le"].text != other.figures["toan_quoc.viec.ty_le"].text


@pytest.mark.parametrize("text", [["a", "c"], ["a"], ["a", "b", "c"]])
def test_texts_that_differ_are_refused(text: list[str]) -> None:
    with pytest.raises(UnequalTextsError):
        require_equal({"one": ["a", "b"], "other": text})


def test_ratio_is_taken_within_rounds() -> None:
    times = Times({"one": [2.0, 40.0, 6.0], "other": [1.0, 10.0, 2.0]})
    assert times.ratio("one", "other") == 3.0
    assert times.seconds("one") == 6.0


def test_everyone_writes_in_every_round(tmp_path: Path) -> None:
    one, other = _Scribe(), _Scribe()
    times = race({"one": Entrant(one, tmp_path, 2), "other": Entrant(other, tmp_path, 1)}, Course(2, 2))
    assert [len(rounds) for rounds in times.rounds.values()] == [2, 2]
    assert one.numbers == [4, 0, 1, 2, 3]
    assert other.numbers == [4, 0, 2]


def test_only_a_ratio_decides(tmp_path: Path) -> None:
    goal = Result("goal", 0.3, "s", "under", 0.2)
    good = Result("ratio", 1.0, "x", "at most", 2.0, ratio=True)
    bad = Result("ratio", 14.9, "x", "at least", 15.0, ratio=True)
    assert report.passed([Section("", [goal, good])])
    assert not report.passed([Section("", [good, bad])])
    assert [result.mark for result in (goal, good, bad)] == ["missed", "pass", "FAIL"]
    report.save(tmp_path / "results" / "latest.json", [Section("title", [goal, bad])], "conditions")
    saved = json.loads((tmp_path / "results" / "latest.json").read_bytes())
    assert saved["passed"] is False
    assert [result["met"] for result in saved["results"]] == [False, False]


def test_table_fits_a_terminal() -> None:
    results: Sequence[Result] = [
        Result("n" * 50, 12345.678, "ms"),
        Result("goal", 1.0, "s", "under", 200, ratio=False),
        Result("not measured", None, "MB", "under", 200),
    ]
    lines = report.table([Section("title", results)], "conditions").splitlines()
    assert max(map(len, lines)) <= report.WIDTH
    assert any(line.startswith("not measured") and line.split()[2:4] == ["not", "known"] for line in lines)


def test_letters_are_gone_after_the_race() -> None:
    with letter_folders() as folders:
        places = {folders.fast, folders.disk}
        assert all(place.is_dir() for place in places)
        assert (len(places) == 2) is folders.in_memory
    assert not any(place.exists() for place in places)


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="this system does not tell the memory of a process")
def test_peak_memory_is_that_of_the_command() -> None:
    sizes = []
    for megabytes in (1, 60):
        command = [sys.executable, peak.__file__, sys.executable, "-c", f"bytearray({megabytes} * 10**6)"]
        sizes.append(float(subprocess.run(command, capture_output=True, text=True, check=True).stdout))
    assert 50 < sizes[1] - sizes[0] < 70


class _Scribe:
    def __init__(self) -> None:
        self.numbers: list[int] = []

    def write(self, number: int, target: Path) -> None:
        del target
        self.numbers.append(number)


def _texts(body: str) -> list[str]:
    return re.findall(r"<w:t[ >][^<]*", body)
