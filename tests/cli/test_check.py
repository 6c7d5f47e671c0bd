"""`dispatch check`: what an office sees of a letter, and what a program reads."""

import json
from pathlib import Path

import pytest

from dispatch.pipeline.draft import draft_appendices
from tests.builders import FIXTURE
from tests.cli.running import run
from tests.inspection.checking import departing as to

FINDING_KEYS = {"rule", "severity", "where", "found", "expected", "article", "message", "hint"}


@pytest.fixture
def bad(letter: Path, tmp_path: Path) -> Path:
    """Our letter with a narrow margin."""
    path = tmp_path / "bad.docx"
    path.write_bytes(to.changed(letter.read_bytes(), to.margin(25)))
    return path


@pytest.fixture
def fixture_appendices(tmp_path: Path) -> Path:
    return draft_appendices(FIXTURE, tmp_path, None).letter


def test_json_has_the_verdict_and_nothing_else(bad: Path) -> None:
    ran = run("check", str(bad), "--json")
    told = json.loads(ran.out)

    assert (ran.code, ran.err) == (1, "")
    assert list(told) == ["findings", "undetermined", "profile", "errors", "warnings"]
    assert [set(each) for each in told["findings"]] == [FINDING_KEYS]
    assert told["findings"][0]["rule"] == "L02"
    assert (told["errors"], told["warnings"], told["profile"]) == (1, 0, "nd30")


def test_warnings_alone_are_no_failure(letter: Path, tmp_path: Path) -> None:
    warned = tmp_path / "warned.docx"
    warned.write_bytes(to.changed(letter.read_bytes(), to.words("- Lưu", ", TKDLCN", "")))

    ran = run("check", str(warned))
    assert (ran.code, ran.err) == (0, "")
    assert "1 điều cần chú ý" in ran.out


def test_the_profile_and_why_it_was_chosen_are_said(letter: Path) -> None:
    assert "Nghị định số 30/2020/NĐ-CP (văn bản hành chính nhà nước, ngày 08/3/2022)" in " ".join(
        run("check", str(letter)).out.split()
    )
    assert "theo yêu cầu (--profile)" in run("check", str(letter), "--profile", "tt01").out


def test_an_unknown_profile_names_the_known_ones(letter: Path) -> None:
    ran = run("check", str(letter), "--profile", "nd31")

    assert (ran.code, ran.out) == (1, "")
    assert "hd05, hd36, nd30, tt01" in ran.err


def test_a_file_and_a_folder_fit_eighty_columns(letter: Path, bad: Path) -> None:
    (bad.parent / "good.docx").write_bytes(letter.read_bytes())
    (bad.parent / "broken.docx").write_bytes(b"broken")

    for path in (bad, bad.parent):
        ran = run("check", str(path))
        assert ran.code == 1
        assert "L02" in ran.out
        assert max(map(len, ran.out.splitlines())) <= 80
    assert "3 tệp, 2 tệp có lỗi" in ran.out


def test_json_of_a_folder_has_a_record_for_each_file(letter: Path, bad: Path) -> None:
    (bad.parent / "broken.docx").write_bytes(b"broken")
    (bad.parent / "good.docx").write_bytes(letter.read_bytes())

    files = json.loads(run("check", str(bad.parent), "--json").out)["files"]

    assert [(each["file"], each.get("errors")) for each in files] == [
        ("bad.docx", 1),
        ("broken.docx", None),
        ("good.docx", 0),
    ]
    assert files[1]["refused"][0]["code"] == "not-a-package"


def test_a_refusal_is_json_too(tmp_path: Path) -> None:
    (tmp_path / "broken.docx").write_bytes(b"broken")

    ran = run("check", str(tmp_path / "broken.docx"), "--json")
    assert ran.code == 1
    assert [each["code"] for each in json.loads(ran.out)["refused"]] == ["not-a-package"]


def test_a_missing_file_is_told_without_a_traceback(tmp_path: Path) -> None:
    ran = run("check", str(tmp_path / "none.docx"))

    assert (ran.code, ran.out) == (1, "")
    assert "không tìm thấy tệp" in ran.err


def test_a_mended_copy_is_told_with_what_was_left(bad: Path, tmp_path: Path) -> None:
    worse, out = tmp_path / "worse.docx", tmp_path / "mended.docx"
    day = to.changed(bad.read_bytes(), to.words("Hà Nội", "ngày 08", "ngày 8"))
    worse.write_bytes(to.changed(day, to.mark("CỘNG", bold=False)))

    ran = run("check", str(worse), "--fix", str(out))
    read = " ".join(ran.out.split())

    assert (ran.code, ran.err, out.is_file()) == (1, "", True)
    assert "“Hà Nội, ngày 8 tháng 3 năm 2022” → “Hà Nội, ngày 08 tháng 3 năm 2022”" in read
    assert "Còn lại: 1 lỗi, 0 điều cần chú ý" in read
    # The path of the copy stands whole.
    assert max(len(line) for line in ran.out.splitlines() if "mended.docx" not in line) <= 80


def test_json_of_a_mended_copy_tells_the_same(bad: Path, tmp_path: Path) -> None:
    ran = run("check", str(bad), "--fix", str(tmp_path / "mended.docx"), "--json")
    told = json.loads(ran.out)

    assert (ran.code, told["errors"], told["state"], told["text_changes"]) == (0, 0, "written", [])
    assert [each["rule"] for each in told["fixed"]] == ["L02"]


def test_a_folder_is_not_mended(tmp_path: Path) -> None:
    ran = run("check", str(tmp_path), "--fix", str(tmp_path / "x.docx"))

    assert (ran.code, ran.out) == (1, "")
    assert "không dùng cho thư mục" in " ".join(ran.err.split())


def test_a_copy_that_is_no_word_file_is_refused(letter: Path, tmp_path: Path) -> None:
    ran = run("check", str(letter), "--fix", str(tmp_path / "mended.odt"))

    assert (ran.code, ran.out) == (1, "")
    assert "phải là tệp .docx" in ran.err
    assert not (tmp_path / "mended.odt").exists()


def test_what_is_undetermined_is_told_in_few_lines(fixture_appendices: Path) -> None:
    told = run("check", str(fixture_appendices)).out

    assert "L08–L25, L35–L40: tệp chỉ có phụ lục" in told
    assert "Không thấy chỗ nào sai thể thức; 26 quy tắc chưa xác định được." in told


def test_a_long_name_is_broken_between_its_words(letter: Path, tmp_path: Path) -> None:
    (tmp_path / "chi-dao-chi-tieu-5T2022-phat-hanh.docx").write_bytes(letter.read_bytes())

    lines = run("check", str(tmp_path)).out.splitlines()

    assert any(line.startswith("chi-dao-chi-tieu-5T2022-phat-  ") for line in lines)
    assert "hanh.docx" in lines


def test_a_table_says_what_is_undetermined(fixture_appendices: Path, letter: Path) -> None:
    (fixture_appendices.parent / "whole.docx").write_bytes(letter.read_bytes())

    rows = [line for line in run("check", str(fixture_appendices.parent)).out.splitlines() if "nd30" in line]

    assert rows[0].endswith("26 chưa xác định")
    assert rows[1].endswith("đúng thể thức")
