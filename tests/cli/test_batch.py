"""`dispatch batch` on the command line: what it says, in what form, and its exit codes."""

import json
from pathlib import Path

import pytest

from tests.builders import FIXTURE, dossier_folder
from tests.cli.running import run
from tests.pipeline.batch.batching import correct, own_kind

ONLY = ("--only", "84", "--only", "25")


def test_the_report_says_what_was_written_where(tmp_path: Path) -> None:
    ran = run("batch", FIXTURE, "--out", tmp_path / "out", *ONLY)
    assert ran.code == 0
    assert "Sẽ soạn 2/2 văn bản" in ran.out
    assert "Đã ghi 2 văn bản, giữ nguyên 0, bỏ qua 0, không soạn được 0" in ran.out
    assert "84-tra-vinh.docx" in ran.out
    assert max(map(len, ran.out.replace(str(tmp_path), "").splitlines())) <= 80
    for deed in ("soạn", "ghi"):
        assert [line for line in ran.err.splitlines() if line.startswith(f"Đã {deed} 2/2, ")]


def test_json_is_one_document_with_fixed_keys(tmp_path: Path) -> None:
    ran = run("batch", FIXTURE, "--out", tmp_path / "out", *ONLY, "--json")
    assert ran.code == 0
    document = ran.document
    assert (document["written"], document["unchanged"], document["skipped"], document["failed"]) == (2, 0, 0, [])
    assert document["out"] == str(tmp_path / "out")
    assert document["seconds"] >= 0


def test_units_are_chosen_by_codes_with_commas_or_one_by_one(tmp_path: Path) -> None:
    for codes in (["--only", "84, 25"], ["--only", "84", "--only", "25"]):
        ran = run("batch", FIXTURE, "--out", tmp_path / "out", "--dry-run", "--json", *codes)
        assert [each["unit"] for each in ran.document["letters"]] == ["25", "84"]


def test_a_dry_run_tells_the_plan_and_writes_nothing(tmp_path: Path) -> None:
    ran = run("batch", FIXTURE, "--out", tmp_path / "out", "--dry-run", "--json")
    assert (ran.code, ran.err) == (0, "")
    letters = ran.document["letters"]
    assert len(letters) == 63
    assert letters[53]["addressee"] == "Cục trưởng Cục Thi hành án dân sự tỉnh Trà Vinh"
    assert not (tmp_path / "out").exists()
    said = run("batch", FIXTURE, "--out", tmp_path / "out", "--dry-run", *ONLY).out
    assert "Giải trình bằng văn bản" in said
    assert "23,17% (63)," in said
    assert not (tmp_path / "out").exists()


def test_a_letter_that_cannot_be_written_is_named_and_the_exit_code_is_one(tmp_path: Path) -> None:
    templates = own_kind(tmp_path, {"4. Hằng tuần": "Riêng Trà Vinh.\n\n4. Hằng tuần"})
    ran = run("batch", FIXTURE, "--out", tmp_path / "out", *ONLY, "--templates", templates)
    assert ran.code == 1
    assert "Phú Thọ" in ran.out
    assert "nói về đơn vị khác: Trà Vinh" in " ".join(ran.out.split())
    again = run("batch", FIXTURE, "--out", tmp_path / "out", *ONLY, "--templates", templates, "--json")
    assert (again.code, [each["unit"] for each in again.document["failed"]]) == (1, ["25"])


def test_an_edited_letter_whose_data_has_changed_gives_exit_code_three(tmp_path: Path) -> None:
    dossier = dossier_folder(tmp_path)
    run("batch", dossier, "--out", tmp_path / "out", *ONLY)
    letter = tmp_path / "out" / "84-tra-vinh.docx"
    letter.write_bytes(letter.read_bytes() + b" ")
    assert run("batch", dossier, "--out", tmp_path / "out", *ONLY).code == 0
    correct(dossier, "Trà Vinh")
    ran = run("batch", dossier, "--out", tmp_path / "out", *ONLY, "--changed")
    assert ran.code == 3
    assert "84-tra-vinh.docx đã được sửa" in ran.out
    told = " ".join(ran.out.split())
    assert "Văn bản có nội dung thay đổi: 25-phu-tho.docx: " in told
    assert "các dòng của Phụ lục I" in told


@pytest.mark.parametrize("wrong", [("--workers", "0"), ("--edited", "thay"), ("--only",)])
def test_wrong_options_are_wrong_usage(wrong: tuple[str, ...]) -> None:
    ran = run("batch", FIXTURE, *wrong)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Lệnh chưa đúng: ")


def test_a_refusal_is_json_too(tmp_path: Path) -> None:
    dossier = dossier_folder(tmp_path, dossier={'form = "giay"': "number = 7"})
    ran = run("batch", dossier, "--out", tmp_path / "out", "--json")
    assert (ran.code, [finding["code"] for finding in ran.refused]) == (1, ["batch-number"])
    assert json.loads(ran.out)
