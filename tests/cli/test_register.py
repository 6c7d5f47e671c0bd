"""`dispatch register` and `dispatch issue` on the command line: what a clerk reads, and wrong uses."""

from pathlib import Path

import pytest

from tests.builders import FIXTURE
from tests.cli.running import Ran, run

LETTER = "output/chi-dao-chi-tieu-5T2022.docx"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder where a letter was drafted and finalised; its register is where it is by default."""
    monkeypatch.delenv("DISPATCH_REGISTER", raising=False)
    assert run("draft", FIXTURE, folder=tmp_path).code == 0
    assert run("finalise", LETTER, folder=tmp_path).code == 0
    return tmp_path


def issue(folder: Path, *more: object) -> Ran:
    return run("issue", LETTER, "--number", 679, "--date", "2022-03-08", *more, folder=folder)


def words(text: str) -> str:
    return " ".join(text.split())


def test_the_list_names_files_as_a_command_in_this_folder_would(folder: Path) -> None:
    listed = run("register", folder=folder).out

    assert words(listed).endswith("1 văn bản.")
    assert "output/chi-dao-chi-" in listed
    assert str(folder) not in listed
    assert max(map(len, listed.splitlines())) <= 80


def test_a_history_tells_of_each_file_whether_it_is_there_and_as_it_was(folder: Path) -> None:
    issue(folder)
    before = words(run("register", "show", 1, folder=folder).out)
    assert not any(state in before for state in ("không còn ở chỗ đã ghi", "đã sửa từ lần ghi cuối"))
    (folder / "output" / "chi-dao-chi-tieu-5T2022-phat-hanh.docx").unlink()
    (folder / "output" / "chi-dao-chi-tieu-5T2022-ban-sach.docx").write_bytes(b"x")

    told = words(run("register", "show", 1, folder=folder).out)
    assert f"Tệp: {LETTER} " in told
    assert "Bản phát hành: output/chi-dao-chi-tieu-5T2022-phat-hanh.docx (không còn ở chỗ đã ghi)" in told
    assert "Bản sạch: output/chi-dao-chi-tieu-5T2022-ban-sach.docx (đã sửa từ lần ghi cuối)" in told
    document = run("register", "show", 1, "--json", folder=folder).document
    assert [each["form"] for each in document["copies"]] == ["issued", "clean"]


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_force_without_a_reason_is_refused(folder: Path, reason: str) -> None:
    ran = issue(folder, "--force", reason, "--json")

    assert (ran.code, [each["code"] for each in ran.refused]) == (1, ["no-reason"])


def test_wrong_uses_say_what_is_missing_and_which_values_there_are(folder: Path) -> None:
    missing = run("issue", LETTER, "--number", 679, folder=folder)
    assert missing.code == 2
    assert "cần VĂN_BẢN, --number và --date, hoặc --from; chương trình không tự cấp số." in words(missing.err)

    state = run("register", "state", 1, "issued", folder=folder)
    assert state.code == 2
    assert "Các giá trị: draft, submitted, signed, withdrawn." in words(state.err)

    number = run("issue", LETTER, "--number", 10**20, "--date", "2022-03-08", folder=folder)
    assert number.code == 2


@pytest.mark.parametrize("place", ["khong/phai/thu-muc/so.sqlite3", "postgresql://an:bi-mat@/x?host=/khong/co"])
def test_without_its_register_a_letter_is_drafted_with_a_warning_and_nothing_is_issued(
    folder: Path, place: str
) -> None:
    (folder / "khong").write_text("một tệp", encoding="utf-8")
    drafted = run("draft", FIXTURE, "--out", "khac", "--json", "--register", place, folder=folder)
    assert drafted.code == 0
    assert "not-registered" in [each["code"] for each in drafted.document["warnings"]]
    assert (folder / "khac" / "chi-dao-chi-tieu-5T2022.docx").is_file()

    for refused in (
        issue(folder, "--json", "--register", place),
        run("replace", "679/TCTHADS-TKDLCN", "--json", "--register", place, folder=folder),
    ):
        assert (refused.code, len(refused.refused)) == (1, 1)
        assert "bi-mat" not in refused.out


def test_an_emptied_register_is_not_taken_for_one_without_letters(folder: Path) -> None:
    (folder / "output" / "register.sqlite3").write_bytes(b"")

    assert "trống" in run("register", folder=folder).err
    assert [each["code"] for each in issue(folder, "--json").refused] == ["no-register"]
