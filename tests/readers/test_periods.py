"""Further periods of a dossier, and tables that turn out to be of another period."""

from pathlib import Path

import pytest

from dispatch.errors import Finding, InputError
from dispatch.model.period import Period
from dispatch.readers.dataset import check_file
from tests.builders import FIXTURE, dossier_folder, places
from tests.readers.tables import CATALOGUE, NAMES, Cells, book, dossier_dataset, read, read_csv, sheet_row, two_levels

HEADER, *LINES = (FIXTURE / "2021-05.csv").read_text(encoding="utf-8").splitlines()
HANOI = """
    measure | province | unit | co_dieu_kien | thi_hanh_xong
    viec    | Hà Nội   |      | 30           | 12
    tien    | Hà Nội   |      | 300          | 120
    viec    | Hà Giang |      | 30           | 12
    tien    | Hà Giang |      | 300          | 120
"""


def months(*wanted: int, year: int = 2021) -> str:
    """The table of the fixture's same period, as that of other months."""
    return "".join(line.replace("2021,5,", f"{year},{month},", 1) + "\n" for month in wanted for line in LINES)


def with_file(tmp_path: Path, key: str, text: str) -> Path:
    targets = 'targets = "targets.csv"'
    folder = dossier_folder(tmp_path, dossier={targets: f'{targets}\n{key} = "them.csv"'})
    (folder / "them.csv").write_text(f"{HEADER}\n{text}", encoding="utf-8")
    return folder


def refused(folder: Path) -> tuple[Finding, ...]:
    with pytest.raises(InputError) as caught:
        dossier_dataset(folder)
    return caught.value.findings


def test_the_period_before_is_read_as_any_other(tmp_path: Path) -> None:
    dataset = dossier_dataset(with_file(tmp_path, "previous_period", months(4, year=2022)))
    assert dataset.previous_period is not None
    assert dataset.previous_period.period == Period(2022, 4)
    assert len(dataset.previous_period.rows["tien"]) == 63


def test_another_month_is_not_the_period_before(tmp_path: Path) -> None:
    [finding] = refused(with_file(tmp_path, "previous_period", months(3, year=2022)))
    assert (finding.code, finding.file, finding.cell) == ("wrong-period", "them.csv", "2:months")


def test_the_months_of_last_year_stand_in_one_file_and_some_may_be_missing(tmp_path: Path) -> None:
    curve = dossier_dataset(with_file(tmp_path, "last_year_curve", months(12, 5, 6))).last_year_curve
    assert list(curve) == [5, 6, 12]
    assert curve[12].period == Period(2021, 12)
    assert [len(table.rows["viec"]) for table in curve.values()] == [63, 63, 63]
    assert curve[6].rows["viec"]["01"].line == 2 + 126 * 2


def test_last_year_is_needed_to_its_end(tmp_path: Path) -> None:
    [finding] = refused(with_file(tmp_path, "last_year_curve", months(5, 6)))
    assert (finding.code, "năm 2021" in finding.message) == ("missing-month", True)


def test_each_month_of_last_year_is_checked_and_rows_of_other_years_are_told(tmp_path: Path) -> None:
    wrong = months(12, 6).replace("2021,6,viec,Hà Giang,", "2021,6,viec,Hà Giangg,")
    text = wrong + months(7, year=2020)
    found = refused(with_file(tmp_path, "last_year_curve", text))
    assert places(found) == [("wrong-period", 254), ("unknown-unit", "130:province"), ("missing-unit", None)]


def test_the_months_of_last_year_are_summed_to_34_units(tmp_path: Path) -> None:
    folder = with_file(tmp_path, "last_year_curve", months(12, 6))
    text = (folder / "dossier.toml").read_text(encoding="utf-8").replace("set = 63", "set = 34")
    (folder / "dossier.toml").write_text(text, encoding="utf-8")
    curve = dossier_dataset(folder).last_year_curve
    assert [len(table.rows["viec"]) for table in curve.values()] == [34, 34]


# --- another period than was meant ---


def test_a_file_of_another_period_is_one_finding_with_the_number_of_its_rows(tmp_path: Path) -> None:
    [finding] = read_csv(tmp_path, two_levels(HANOI, "2022,4")).findings
    assert (finding.code, finding.cell) == ("wrong-period", "2:months")
    assert finding.message == "cả 4 dòng ghi kỳ 4T2022, không phải 5T2022"


def test_rows_that_differ_from_the_others_are_listed_and_not_for_ever(tmp_path: Path) -> None:
    lines = two_levels(HANOI).splitlines()
    mixed = [line.replace("2022,5", "2022,6") if "viec" in line else line for line in lines]
    found = read_csv(tmp_path, "\n".join(mixed)).findings
    assert places(found) == [("wrong-period", "2:months"), ("wrong-period", "4:months")]
    folder = dossier_folder(tmp_path / "b")
    text = (folder / "2022-05.csv").read_text(encoding="utf-8")
    (folder / "2022-05.csv").write_text(text.replace("2022,5,tien", "2021,6,tien"), encoding="utf-8")
    told = refused(folder)
    assert len(told) == 21
    assert told[-1].message.endswith("(và 105 ô khác nữa)")


def test_a_file_with_whole_tables_of_several_periods_is_checked_period_by_period(tmp_path: Path) -> None:
    text = f"{HEADER}\n{months(5, 6, 12)}"
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    assert check_file(tmp_path / "a.csv", None, CATALOGUE).findings == ()
    (tmp_path / "a.csv").write_text(text.replace("2021,6,viec,Hà Giang,", "2021,6,viec,Hà Nội,"), encoding="utf-8")
    found = check_file(tmp_path / "a.csv", None, CATALOGUE).findings
    assert [finding.code for finding in found] == ["duplicate-unit", "missing-unit"]


# --- rows left blank ---


def test_a_row_left_wholly_blank_is_told_once_by_its_unit(tmp_path: Path) -> None:
    lines = two_levels(HANOI).splitlines()
    lines[1] = "2022,5,viec,Hà Nội,," + "," * (len(NAMES) - 1)
    [finding] = read_csv(tmp_path, "\n".join(lines)).findings
    assert (finding.code, finding.cell, finding.unit) == ("blank-row", "2:tong_thu_ly", "Hà Nội")
    assert finding.message == "hàng của Hà Nội để trống"


def test_a_blank_row_of_a_workbook_is_told_and_not_called_missing(tmp_path: Path) -> None:
    rows = [["Tên đơn vị", *NAMES.values()], ["Hà Nội"], sheet_row("Hà Giang", co_dieu_kien=5)]
    book(tmp_path, {"Việc": rows, "Tiền": rows})
    found = read(tmp_path, "so-lieu.xlsx").findings
    assert [(finding.code, finding.sheet, finding.cell) for finding in found] == [
        ("blank-row", "Việc", "B2:T2"),
        ("blank-row", "Tiền", "B2:T2"),
    ]


def test_some_blank_cells_are_told_cell_by_cell(tmp_path: Path) -> None:
    rows: list[Cells] = [
        ["Tên đơn vị", *NAMES.values()],
        ["Hà Nội", 1, *[None] * (len(NAMES) - 1)],
        sheet_row("Hà Giang"),
    ]
    book(tmp_path, {"Việc": rows, "Tiền": [rows[0], sheet_row("Hà Nội"), rows[2]]})
    found = read(tmp_path, "so-lieu.xlsx").findings
    assert [finding.code for finding in found if finding.severity == "error"] == ["blank"] * (len(NAMES) - 1)
