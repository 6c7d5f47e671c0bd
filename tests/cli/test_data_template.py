"""`dispatch data template`: the empty workbook, filled in, gives the data that were typed."""

import csv
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from dispatch.directory.indicators import indicator_catalogue
from dispatch.directory.units import code_set_on, units_in_force
from dispatch.model.period import Period
from dispatch.pipeline.prepare import prepare
from dispatch.pipeline.vintage import vintage
from dispatch.readers.gate import open_gate
from dispatch.readers.period_table import Part, read_under
from dispatch.readers.unit_names import UnitReader
from dispatch.readers.workbook import read_workbook
from tests.builders import ROOT
from tests.cli.running import run

CODES = list(indicator_catalogue().names())
FIXTURES = ROOT / "fixtures"
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
        headings = [str(cell.value) for cell in sheet[5]][2:]
        assert [heading[0].lower() + heading[1:] for heading in headings] == list(
            indicator_catalogue().names(period).values()
        )
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


def fill_in(book: Workbook, table: Path) -> None:
    """Type the rows of a table into an empty workbook, those of the second level as it says to."""
    with table.open(encoding="utf-8", newline="") as source:
        typed = list(csv.DictReader(source))
    for measure, title in SHEETS.items():
        sheet = book[title]
        rows = [row for row in typed if row["measure"] == measure]
        for line in range(sheet.max_row, 6, -1):
            name = sheet.cell(line, 2).value
            own = [row for row in rows if row["province"] == name]
            if own[1:]:
                sheet.insert_rows(line + 1, len(own) - 1)
            for place, row in enumerate(own, line):
                sheet.cell(place, 2).value = row.get("unit") or name
                for column, code in enumerate(CODES, 3):
                    sheet.cell(place, column).value = int(row[code])


@pytest.mark.parametrize(
    ("fixture", "period", "units", "lower"),
    [("2022-5-thang", "5T2022", 63, 0), ("2022-5-thang-ca-mau", "5T2022", 63, 10), ("2025-10-thang", "10T2025", 34, 0)],
)
def test_filled_in_it_is_the_data_that_were_typed(
    tmp_path: Path, fixture: str, period: str, units: int, lower: int
) -> None:
    source, folder = FIXTURES / fixture, tmp_path / fixture
    shutil.copytree(source, folder)
    parsed = Period.parse(period)
    assert parsed is not None
    table = folder / f"{parsed.year}-{parsed.months:02}.csv"
    settings = folder / "dossier.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace(table.name, "mau.xlsx"), encoding="utf-8")
    assert run("data", "template", period, "--out", folder / "mau.xlsx").code == 0
    book = load_workbook(folder / "mau.xlsx")
    fill_in(book, table)
    book.save(folder / "mau.xlsx")

    checked = run("data", "check", folder / "mau.xlsx", "--json").document
    assert checked == {"findings": [], "units": units, "errors": 0, "warnings": 0}
    filled, typed = prepare(folder, None).dataset, prepare(source, None).dataset
    assert len(filled.lower.units if filled.lower else ()) == lower
    assert vintage(filled) == vintage(typed)


def test_it_says_what_every_sum_must_be_and_where_units_below_a_province_go(tmp_path: Path) -> None:
    book = load_workbook(empty(tmp_path))
    for measure, title in SHEETS.items():
        sheet = book[title]
        notes = {CODES[place]: cell.comment.text for place, cell in enumerate(sheet[5][2:]) if cell.comment}
        era = indicator_catalogue().eras[-1]
        assert set(notes) == {identity.whole for identity in era.identities}
        for identity in era.identities:
            words = indicator_catalogue().in_words(identity.parts["viec" if measure == "viec" else "tien"])
            assert words in notes[identity.whole]
        below = [str(cell.value) for cell in sheet["B"][70:] if cell.value]
        assert any("chèn" in text and "Chi cục Thi hành án dân sự" in text for text in below)


def test_it_is_printed_across_one_page_with_its_heading_on_each(tmp_path: Path) -> None:
    for sheet in load_workbook(empty(tmp_path)).worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$5:$6"


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
