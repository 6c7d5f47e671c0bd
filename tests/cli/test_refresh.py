"""`dispatch refresh`: its help, its two outputs, its exit codes, and where it writes."""

import re
import shutil
from pathlib import Path

import pytest

from tests.builders import FIXTURE
from tests.cli.running import run
from tests.letter.word import read_parts
from tests.pipeline.refreshing.conftest import CORRECTION
from tests.pipeline.refreshing.corrections import corrected
from tests.pipeline.refreshing.shapes import reshaped

RATE = "toan_quoc.viec.ty_le"
KEYS = ["updated", "unchanged", "conflicts", "kept", "removed", "review", "out"]


@pytest.fixture
def mailed(letter: Path, tmp_path: Path) -> Path:
    """The letter alone, renamed, as it comes back by mail."""
    return Path(shutil.copy(letter, tmp_path / "Cv sua lan 2 (1).docx"))


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier after a correction."""
    return corrected(tmp_path_factory.mktemp("corrected"), CORRECTION)


def edited(letter: Path) -> Path:
    """The letter with a rate typed by hand."""
    letter.write_bytes(reshaped(letter.read_bytes(), RATE, "{start}<w:r><w:t>42,00%</w:t></w:r>{end}"))
    return letter


def test_help_names_every_option_in_vietnamese_within_eighty_columns() -> None:
    ran = run("refresh", "--help", columns=200)
    described = re.findall(r"^ {2}(--[a-z-]+)[^\n]*(?:\n +)?? {2,}(\S.*)$", ran.out, flags=re.MULTILINE)

    assert {name for name, _ in described} >= {"--data", "--out", "--templates", "--json"}
    assert max(len(line) for line in ran.out.splitlines()) <= 80


def test_a_letter_that_came_back_by_mail_renamed_and_alone_is_refreshed(mailed: Path, dossier: Path) -> None:
    before = mailed.read_bytes()
    ran = run("refresh", mailed, dossier, "--json")

    assert (ran.code, ran.err) == (0, "")
    assert list(ran.document) == KEYS
    assert Path(ran.document["out"]) == mailed.with_name("Cv sua lan 2 (1)-cap-nhat.docx")
    assert mailed.read_bytes() == before
    assert "40,94%" in read_parts(Path(ran.document["out"]).read_bytes())["word/document.xml"].decode()


def test_a_corrected_file_given_by_option_replaces_the_table_of_its_period(mailed: Path, dossier: Path) -> None:
    by_option = run("refresh", mailed, FIXTURE, "--data", dossier / "2022-05.csv", "--json")

    assert {each["ours"] for each in by_option.document["updated"] if each["id"] == RATE} == {"40,94%"}


def test_conflicts_end_with_three_and_are_told_with_all_three_texts(mailed: Path, dossier: Path) -> None:
    ran = run("refresh", edited(mailed), dossier)

    assert ran.code == 3
    assert "XUNG ĐỘT" in ran.out
    assert "lúc soạn: 41,54%; trong văn bản: 42,00%; theo số liệu: 40,94%" in " ".join(ran.out.split())
    assert max(len(line) for line in ran.out.splitlines()) <= 80 or str(mailed.parent) in ran.out


def test_a_result_is_replaced_as_long_as_nobody_has_edited_it(mailed: Path, dossier: Path) -> None:
    first = run("refresh", mailed, dossier, "--json").document["out"]
    again = run("refresh", mailed, FIXTURE, "--json")
    assert again.code == 0
    assert Path(first).read_bytes() == mailed.read_bytes()

    Path(first).write_bytes(reshaped(Path(first).read_bytes(), "van_ban.han", "{run}"))
    refused = run("refresh", mailed, dossier, "--json")

    assert refused.code == 1
    assert [each["code"] for each in refused.refused] == ["hand-edited"]


def test_a_result_edited_by_hand_is_never_written_over(mailed: Path, dossier: Path) -> None:
    out = Path(run("refresh", mailed, dossier, "--json").document["out"])
    out.write_bytes(reshaped(out.read_bytes(), "van_ban.han", "{run}"))
    before = out.read_bytes()

    assert run("refresh", mailed, FIXTURE).code == 1
    assert out.read_bytes() == before


def test_the_letter_itself_is_not_a_place_for_the_result(mailed: Path, dossier: Path) -> None:
    assert [each["code"] for each in run("refresh", mailed, dossier, "--out", mailed, "--json").refused] == [
        "same-file"
    ]


def test_a_file_that_is_no_letter_of_the_program_is_refused(tmp_path: Path, mailed: Path) -> None:
    parts = read_parts(mailed.read_bytes())
    stranger = tmp_path / "khac.docx"
    shutil.copy(FIXTURE / "2022-05.csv", stranger)
    assert parts
    [finding] = run("refresh", stranger, FIXTURE, "--json").refused

    assert (finding["code"], finding["file"]) == ("not-a-package", "khac.docx")


def test_a_missing_letter_is_told(tmp_path: Path) -> None:
    [finding] = run("refresh", tmp_path / "khong-co.docx", FIXTURE, "--json").refused

    assert finding["file"] == "khong-co.docx"


def test_the_dossier_of_another_period_is_refused(mailed: Path, tmp_path: Path) -> None:
    other = tmp_path / "ky-khac"
    shutil.copytree(FIXTURE, other)
    for name in ("dossier.toml", "2022-05.csv", "2021-05.csv"):
        text = (other / name).read_text(encoding="utf-8")
        text = text.replace("months = 5", "months = 6").replace("2022,5,", "2022,6,").replace("2021,5,", "2021,6,")
        (other / name).write_text(text, encoding="utf-8", newline="")
    ran = run("refresh", mailed, other, "--json")

    assert ran.code == 1
    assert [each["code"] for each in ran.refused] == ["other-period"]
