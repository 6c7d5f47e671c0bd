"""`dispatch replace` on the command line: what it says, its JSON, its exit codes."""

from datetime import date
from pathlib import Path

import pytest

from tests.cli.running import Ran, run
from tests.pipeline.refreshing.shapes import reshaped
from tests.pipeline.replacing.desk import Desk, desk

NUMBER = "679/TCTHADS-TKDLCN"


@pytest.fixture
def office(tmp_path: Path) -> Desk:
    made = desk(tmp_path)
    made.issue(made.draft(), 679, date(2022, 3, 8))
    return made


def replace(office: Desk, *arguments: str) -> Ran:
    return run("replace", NUMBER, *arguments, "--register", office.out / "register.sqlite3")


def test_it_says_what_was_written_what_changed_and_what_holds_until_then(office: Desk) -> None:
    office.correct_data()

    ran = replace(office)

    assert ran.code == 0
    text = " ".join(ran.out.split())
    assert "Đã soạn văn bản thay thế Công văn số 679/TCTHADS-TKDLCN ngày 08/3/2022" in text
    assert "Phụ lục I, hàng Hà Nội, cột “Kết quả thi hành xong/số có điều kiện”: “" in text
    assert "Văn bản cũ còn hiệu lực cho đến khi văn bản này được phát hành" in text
    assert all(len(line) <= 80 for line in ran.out.splitlines() if ".docx" not in line)


def test_its_json_has_every_old_and_new_value(office: Desk) -> None:
    office.correct_data()

    document = replace(office, "--as", "sua-doi", "--json").document

    assert set(document) == {"out", "as", "original", "sentences", "values", "conflicts", "review", "warnings"}
    assert document["original"] == {"number": NUMBER, "date": "2022-03-08"}
    assert all(set(each) == {"place", "old", "new"} for each in document["values"])
    assert document["as"] == "sua-doi"


def test_a_figure_that_was_typed_by_hand_before_the_issue_and_changed_since_is_a_conflict(tmp_path: Path) -> None:
    office = desk(tmp_path)
    letter = office.draft()
    typed = reshaped(letter.read_bytes(), "toan_quoc.viec.ty_le", "{start}<w:r><w:t>41,99%</w:t></w:r>{end}")
    letter.write_bytes(typed)
    office.issue(letter, 679, date(2022, 3, 8))
    office.correct_data()

    ran = replace(office, "--json")

    assert ran.code == 3
    assert [each["theirs"] for each in ran.document["conflicts"]] == ["41,99%"]


def test_a_refusal_is_a_document_as_well(office: Desk) -> None:
    ran = replace(office, "--json")

    assert ran.code == 1
    assert [each["code"] for each in ran.refused] == ["no-change"]
    assert "Không có tệp nào được ghi" in replace(office).err


def test_the_next_step_after_a_refused_refresh_names_this_command(office: Desk) -> None:
    letter = office.out / "chi-dao-chi-tieu-5T2022.docx"

    ran = run("refresh", letter, office.dossier, "--register", office.out / "register.sqlite3")

    assert ran.code == 1
    assert f"dispatch replace {NUMBER}" in " ".join(ran.err.split())
