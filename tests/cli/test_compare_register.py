"""`dispatch compare` tells which letters of the register print what a correction changes, drafts and issued apart."""

from pathlib import Path
from typing import Any

import pytest

from tests.builders import dossier_folder
from tests.cli.running import Ran, run
from tests.cli.test_compare import corrected

CA_MAU, HA_NOI = "96", "01"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with a register: the letter to all drafted, and two of a batch."""
    dossier_folder(tmp_path)
    corrected(tmp_path)
    assert run("draft", tmp_path / "ho-so", folder=tmp_path).code == 0
    ran = run("batch", tmp_path / "ho-so", "--only", CA_MAU, "--only", HA_NOI, folder=tmp_path)
    assert ran.code == 0, ran.err
    return tmp_path


def compared(office: Path, *options: object) -> Ran:
    ran = run("compare", "ho-so", "--data", "dinh-chinh.csv", *options, folder=office)
    assert ran.code == 0, ran.err
    return ran


def registered(office: Path, *options: object) -> Any:
    return compared(office, "--json", *options).document["registered"]


def files(entries: Any) -> set[str]:
    return {Path(each["letter"]).name for each in entries}


LETTER = "chi-dao-chi-tieu-5T2022.docx"


def test_drafts_and_issued_letters_are_listed_apart(office: Path) -> None:
    before = registered(office)
    assert (files(before["drafts"]), before["issued"]) == ({LETTER, "01-ha-noi.docx", "96-ca-mau.docx"}, [])

    assert run("issue", f"output/{LETTER}", "--number", 679, "--date", "2022-03-08", folder=office).code == 0
    after = registered(office)
    assert files(after["drafts"]) == {"01-ha-noi.docx", "96-ca-mau.docx"}
    [issued] = after["issued"]
    assert (issued["number"], issued["symbol"], issued["date"]) == (679, "TCTHADS-TKDLCN", "2022-03-08")
    assert (Path(issued["letter"]).name, issued["edited"]) == (LETTER, False)
    assert "don_vi.96.viec.ty_le" in issued["figures"]
    told = compared(office).out
    assert "1 văn bản đã phát hành in số liệu thay đổi" in told
    assert "dispatch replace SỐ/KÝ_HIỆU" in told
    assert "2 dự thảo trong sổ in số liệu thay đổi" in told
    assert max(map(len, told.splitlines())) <= 80


def test_a_letter_to_one_unit_is_touched_by_the_figures_it_prints_of_that_unit(office: Path) -> None:
    figures = {Path(each["letter"]).name: set(each["figures"]) for each in registered(office)["drafts"]}

    assert {"don_vi_nhan.viec.ty_le", "don_vi_nhan.viec.hang"} <= figures["96-ca-mau.docx"]
    # Hà Nội's own figures stay; how it stands against the nation moves with the nation.
    assert {name for name in figures["01-ha-noi.docx"] if name.startswith("don_vi_nhan.")} == {
        "don_vi_nhan.viec.so_toan_quoc"
    }


def test_a_lost_file_and_a_hand_edited_one_are_said_to_be_so(office: Path) -> None:
    (office / "output" / LETTER).unlink()
    batch = office / "output" / "batch" / "96-ca-mau.docx"
    batch.write_bytes(batch.read_bytes() + b"\0")

    states = {Path(each["letter"]).name: each["edited"] for each in registered(office)["drafts"]}
    assert states == {LETTER: None, "96-ca-mau.docx": True, "01-ha-noi.docx": False}
    told = compared(office).out
    assert "không thấy" in told
    assert "đã sửa tay" in told


def test_a_withdrawn_letter_and_one_made_from_the_new_data_are_not_listed(office: Path) -> None:
    ids = {Path(each["letter"]).name: each["id"] for each in registered(office)["drafts"]}
    state = run("register", "state", ids["01-ha-noi.docx"], "withdrawn", "--reason", "không gửi nữa", folder=office)
    assert state.code == 0, state.err
    new = ("--data", "dinh-chinh.csv", "--out", "output/moi.docx")
    ran = run("refresh", f"output/{LETTER}", "ho-so", *new, folder=office)
    assert ran.code == 0, ran.err

    assert files(registered(office)["drafts"]) == {LETTER, "96-ca-mau.docx"}


def test_a_register_that_cannot_be_read_is_warned_of_and_the_rest_is_told(office: Path) -> None:
    (office / "so.sqlite3").write_bytes("ghi chú của tôi".encode() * 100)

    document = compared(office, "--json", "--register", "so.sqlite3").document
    assert [each["code"] for each in document["warnings"]] == ["not-a-register"]
    assert document["cells"]
    assert "không phải sổ văn bản" in " ".join(compared(office, "--register", "so.sqlite3").out.split())


def test_no_register_is_made_by_comparing(office: Path) -> None:
    assert registered(office, "--register", "khac.sqlite3") == {"drafts": [], "issued": []}
    assert not (office / "khac.sqlite3").exists()
