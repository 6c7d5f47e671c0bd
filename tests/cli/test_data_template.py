"""`dispatch data template`: the empty workbook, filled in, gives the data that were typed."""

import csv
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dispatch.directory.indicators import indicator_catalogue
from dispatch.directory.units import code_set_on, units_in_force
from dispatch.model.period import Period
from dispatch.pipeline.draft import draft
from dispatch.readers.gate import open_gate
from dispatch.readers.period_table import Part, read_under
from dispatch.readers.unit_names import UnitReader
from dispatch.readers.workbook import read_workbook
from tests.builders import dossier_folder
from tests.cli.running import run

CODES = list(indicator_catalogue().names())
SHEETS = {"viec": "Việc", "tien": "Tiền"}


def empty(tmp_path: Path, *options: str) -> Path:
    file = tmp_path / "mau.xlsx"
    assert run("data", "template", "5T2022", "--out", file, *options).code == 0
    return file


@pytest.mark.parametrize("code", ["5T2019", "5T2020", "12T2025"])
def test_it_has_the_columns_of_the_form_of_its_time_and_is_read_back_as_typed(tmp_path: Path, code: str) -> None:
    period = Period.parse(code)
    assert period is not None
    columns = list(indicator_catalogue().names(period))
    assert ("dang_thi_hanh" in columns) == (period.year >= 2020)
    file = tmp_path / "mau.xlsx"
    assert run("data", "template", code, "--out", file).code == 0
    book = load_workbook(file)
    typed: dict[str, dict[str, list[int]]] = {}
    for number, (measure, title) in enumerate(SHEETS.items()):
        sheet = book[title]
        headings = [cell.value for cell in sheet[5]][2:]
        assert headings == list(indicator_catalogue().names(period).values())
        for row in range(7, 7 + (63 if period.end < date(2025, 7, 1) else 34)):
            counts = [row * 1000 + number * 100 + place for place in range(len(columns))]
            counts[columns.index("co_dieu_kien")] = 10**6
            for column, count in enumerate(counts, 3):
                sheet.cell(row, column).value = count
            typed.setdefault(measure, {})[str(sheet.cell(row, 2).value)] = counts
    book.save(file)
    names = UnitReader(units_in_force(code_set_on(period.end), period.end), {})
    part = Part(read_workbook(open_gate(tmp_path, "mau.xlsx")))
    table = read_under([part], [], period, names, indicator_catalogue())
    for measure, rows in table.rows.items():
        assert {row.unit.name: list(row.counts.values()) for row in rows.values()} == typed[measure]
        assert all(list(row.counts) == columns for row in rows.values())


def test_filled_in_it_is_the_data_that_were_typed(tmp_path: Path) -> None:
    file = empty(tmp_path)
    folder = dossier_folder(tmp_path / "a", dossier={'current = "2022-05.csv"': 'current = "mau.xlsx"'})
    with (folder / "2022-05.csv").open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    book = load_workbook(file)
    for measure, title in SHEETS.items():
        typed = {row["province"]: row for row in rows if row["measure"] == measure}
        for row in range(7, 70):
            for column, code in enumerate(CODES, 3):
                book[title].cell(row, column).value = int(typed[str(book[title].cell(row, 2).value)][code])
    book.save(folder / "mau.xlsx")

    checked = run("data", "check", folder / "mau.xlsx", "--json").document
    assert checked == {"findings": [], "units": 63, "errors": 0, "warnings": 0}
    drafted = draft(folder, tmp_path / "book", None)
    assert (
        drafted.letter.read_bytes() == draft(dossier_folder(tmp_path / "b"), tmp_path / "t", None).letter.read_bytes()
    )


def test_empty_it_is_refused_unit_by_unit_and_never_read_as_zeros(tmp_path: Path) -> None:
    checked = run("data", "check", empty(tmp_path), "--json").document
    assert checked["units"] == 0
    assert checked["errors"] >= 126


def test_it_has_the_units_of_the_period_or_those_asked_for(tmp_path: Path) -> None:
    def names(file: Path) -> int:
        return sum(1 for row in range(7, 90) if load_workbook(file)["Việc"].cell(row, 1).value)

    assert names(empty(tmp_path)) == 63
    (tmp_path / "b").mkdir()
    assert names(empty(tmp_path / "b", "--units", "34")) == 34


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    one, two = empty(tmp_path), empty(tmp_path / "b")
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as book:
        assert b"2022-03-01T00:00:00Z" in book.read("docProps/core.xml")


def test_a_file_that_is_there_is_not_replaced(tmp_path: Path) -> None:
    file = empty(tmp_path)
    before = file.read_bytes()
    assert run("data", "template", "5T2022", "--out", file).code == 1
    assert file.read_bytes() == before


def test_a_period_that_is_none_is_refused(tmp_path: Path) -> None:
    ran = run("data", "template", "13T2022", "--out", tmp_path / "x.xlsx", "--json")
    assert ran.code == 1
    assert not (tmp_path / "x.xlsx").exists()
