"""`dispatch data check`: everything that is wrong with a table, by its cell, before a letter is made."""

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.builders import dossier_folder
from tests.cli.running import run

KEYS = {"severity", "file", "sheet", "cell", "unit", "message", "hint"}


def test_sound_data_have_no_findings_and_all_their_units(tmp_path: Path) -> None:
    for path in (dossier_folder(tmp_path), tmp_path / "ho-so" / "2022-05.csv"):
        if path.exists():
            ran = run("data", "check", path, "--json")
            assert ran.code == 0
            assert ran.document == {"findings": [], "units": 63, "errors": 0, "warnings": 0}


def test_every_fault_of_every_file_is_told_by_its_cell_and_nothing_is_written(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path)
    for name in ("2022-05.csv", "2021-05.csv"):
        file = folder / name
        file.write_text(file.read_text(encoding="utf-8").replace("viec,Hà Giang", "viec,Hà Giangg"), encoding="utf-8")
    before = sorted(path.name for path in folder.iterdir())

    ran = run("data", "check", folder, "--json")

    assert ran.code == 1
    found = ran.document["findings"]
    assert all(set(finding) == KEYS for finding in found)
    assert [(each["file"], each["cell"]) for each in found if each["cell"]] == [
        ("2022-05.csv", "4:province"),
        ("2021-05.csv", "4:province"),
    ]
    assert ran.document["errors"] == len(found)
    assert sorted(path.name for path in folder.iterdir()) == before


def test_a_file_alone_is_judged_by_the_units_of_its_period(tmp_path: Path) -> None:
    file = dossier_folder(tmp_path) / "2022-05.csv"
    assert run("data", "check", file, "--json").document["errors"] == 0
    assert run("data", "check", file, "--json", "--units", "34").document["errors"] > 0


@pytest.mark.parametrize("content", [b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html></html>", b"a,b\n"])
def test_a_file_that_cannot_be_read_is_one_finding_in_the_same_form(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bang.csv").write_bytes(content)
    ran = run("data", "check", tmp_path / "bang.csv", "--json")
    assert ran.code == 1
    assert len(ran.document["findings"]) == 1
    assert ran.document["units"] == 0


def test_a_missing_file_is_told_in_the_same_form(tmp_path: Path) -> None:
    ran = run("data", "check", tmp_path / "khong-co.xlsx", "--json")
    assert (ran.code, ran.document["errors"]) == (1, 1)


def test_a_workbook_that_does_not_say_its_period_asks_for_the_units(tmp_path: Path) -> None:
    book = Workbook()
    book.save(tmp_path / "trong.xlsx")
    ran = run("data", "check", tmp_path / "trong.xlsx", "--json")
    assert ran.code == 1
    assert "--units" in ran.document["findings"][0]["hint"]
    told = run("data", "check", tmp_path / "trong.xlsx", "--json", "--units", "63").document["findings"]
    assert "không thấy trang tính số liệu về việc" in {finding["message"] for finding in told}


def test_a_national_row_that_differs_from_the_sum_is_a_warning_only(tmp_path: Path) -> None:
    file = dossier_folder(tmp_path) / "2022-05.csv"
    text = file.read_text(encoding="utf-8").rstrip("\n")
    first = text.splitlines()[1].replace("Hà Nội", "Toàn quốc")
    file.write_text(f"{text}\n{first}\n", encoding="utf-8")
    ran = run("data", "check", file, "--json")
    assert (ran.code, ran.document["errors"], ran.document["units"]) == (0, 0, 63)
    assert ran.document["warnings"] > 0
    assert {finding["cell"].split(":")[0] for finding in ran.document["findings"]} == {"128"}


def test_the_table_on_the_terminal_fits_80_columns(tmp_path: Path) -> None:
    file = dossier_folder(tmp_path) / "2022-05.csv"
    out = run("data", "check", file, "--units", "34").out
    assert max(len(line) for line in out.splitlines()) <= 80
    assert "LỖI" in out
    with pytest.raises(json.JSONDecodeError):
        json.loads(out)


def test_findings_stand_in_the_order_of_their_rows_below_the_name_of_their_sheet(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path)
    file = folder / "2022-05.csv"
    lines = file.read_text(encoding="utf-8").splitlines()
    lines[5] += ",7"  # one cell too many
    lines[3] = lines[3].replace("Hà Giang", "Hà Gíang")
    lines[2] = lines[2].replace("Hà Nội", "Hà  Nội").rpartition(",")[0] + ",1.234"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = run("data", "check", file, "--json").document["findings"]
    assert [each["cell"] for each in found if each["cell"]] == ["3:co_dieu_kien_chuyen_ky_sau", "4:province", "6:"]
    out = run("data", "check", file).out.splitlines()
    assert out[0] == "2022-05.csv:"
    assert sum(line.startswith("2022-05.csv") for line in out) == 1
