"""What holds for the letter of every dossier that comes with the program.

The letter of fixtures/2022-5-thang is looked at more closely beside this module.
"""

import json
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from dispatch.inspection.invariants import broken_invariants
from dispatch.pipeline.saving_draft import Drafted
from tests.builders import DOSSIERS
from tests.letter.conftest import ROOT, run_draft
from tests.letter.recompute import recompute
from tests.letter.sources import Sources
from tests.letter.test_deterministic import environment
from tests.letter.test_nothing_typed import left_over, template_texts, typed, unit_names
from tests.letter.word import PARAGRAPH, RUN, W, noted_anchors, pieces, read_parts, stories, style_of, text_of
from tests.tools.validators import validate_integrity, validate_sdk

NO_BREAK_SPACES = "\u00a0\u202f\u2007\u2060\ufeff"
PROSE = {"NoiDung", "NhiemVu", "NhiemVuCon", "Diem", "GachDauDong"}
RATE = re.compile(r"\d{1,3}(,\d{1,2})?%")

every_dossier = pytest.mark.parametrize("folder", DOSSIERS, ids=lambda folder: folder.name)


def prose(document: bytes) -> list[ET.Element]:
    return [each for each in stories(document)[0].iter(PARAGRAPH) if style_of(each) in PROSE]


@every_dossier
def test_every_figure_row_and_record_follows_from_the_files(folder: Path, drafts: dict[str, Drafted]) -> None:
    drafted = drafts[folder.name]
    records = json.loads(drafted.provenance.read_bytes())

    check = recompute(drafted.letter.read_bytes(), records, Sources.read(folder, ROOT))

    assert check.differences == ()
    assert check.anchors == len(noted_anchors(drafted.letter.read_bytes())) > 20
    assert check.figures == len(records["figures"])


@every_dossier
def test_nothing_but_the_template_s_own_words_stands_outside_the_anchors(
    folder: Path, drafts: dict[str, Drafted]
) -> None:
    drafted = drafts[folder.name]
    assert left_over(drafted.letter.read_bytes(), ROOT / "templates" / drafted.prepared.kind.id) == []


@pytest.mark.parametrize("kind", sorted((ROOT / "templates").iterdir()), ids=lambda kind: kind.name)
def test_no_template_names_a_unit_or_types_a_rate(kind: Path) -> None:
    assert [text for text in template_texts(kind) if set(typed(text)) & unit_names() or "%" in text] == []


def test_word_s_own_validator_finds_nothing_in_any(drafts: dict[str, Drafted]) -> None:
    assert validate_sdk(*(each.letter for each in drafts.values())) == []


def test_ooxml_integrity_finds_nothing_in_any(drafts: dict[str, Drafted]) -> None:
    assert validate_integrity(*(each.letter for each in drafts.values())) == []


@every_dossier
def test_our_own_invariants_hold(folder: Path, drafts: dict[str, Drafted]) -> None:
    assert broken_invariants(drafts[folder.name].letter.read_bytes()) == []


@every_dossier
def test_another_machine_makes_the_same_bytes(folder: Path, drafts: dict[str, Drafted], tmp_path: Path) -> None:
    copy = tmp_path / "nơi khác" / folder.name
    shutil.copytree(folder, copy)
    changes = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "America/Adak"}

    again = run_draft(tmp_path / "output", copy, environment(changes))

    assert again.letter == drafts[folder.name].letter.read_bytes()
    assert again.provenance == drafts[folder.name].provenance.read_bytes()


@every_dossier
def test_every_figure_is_one_run_and_rates_stand_in_figures_alone(folder: Path, drafts: dict[str, Drafted]) -> None:
    for paragraph in prose(drafts[folder.name].letter.read_bytes()):
        children = list(paragraph)
        for position, child in enumerate(children):
            if child.tag == f"{W}bookmarkStart" and child.get(f"{W}name", "").startswith("_f"):
                assert [each.tag for each in children[position + 1 : position + 3]] == [RUN, f"{W}bookmarkEnd"]
        for run in pieces(paragraph):
            assert "%" not in run.text or run.bookmarks or RATE.search(run.text) is None, run.text


@every_dossier
def test_its_spaces_are_those_of_the_space_bar_one_at_a_time(folder: Path, drafts: dict[str, Drafted]) -> None:
    document = drafts[folder.name].letter.read_bytes()
    for name, data in read_parts(document).items():
        assert not set(data.decode()) & set(NO_BREAK_SPACES), name
    for text in map(text_of, prose(document)):
        assert not re.search(r"  | [,.;:)]|\( |^ | $|\*", text), text


@every_dossier
def test_it_is_long_enough_to_be_used_and_gives_numbered_tasks(folder: Path, drafts: dict[str, Drafted]) -> None:
    document = drafts[folder.name].letter.read_bytes()
    tasks = [text_of(each) for each in prose(document) if style_of(each) == "NhiemVu"]

    to_one_unit = drafts[folder.name].prepared.kind.one_unit
    assert len("".join(map(text_of, prose(document)))) > (2000 if to_one_unit else 5000)
    assert len(tasks) >= 5
    assert not [task for task in tasks if task[:1].isdigit()]
