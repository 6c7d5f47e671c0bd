"""Workbooks as offices send them: the same counts as from the long table, each with its cell."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from dispatch.directory.columns import column_names, heading_key
from dispatch.directory.indicators import indicator_catalogue
from dispatch.errors import Finding, InputError
from dispatch.model.dataset import CellRef, Dataset
from dispatch.pipeline.draft import draft
from dispatch.pipeline.kinds import find_kind
from dispatch.readers.dataset import read_dataset
from dispatch.readers.dossier import read_dossier
from tests.builders import dossier_folder

NAMES = indicator_catalogue().names()
CODES = list(NAMES)
SHEETS = {"viec": "Việc", "tien": "Tiền"}
Rows = list[dict[str, str]]


def counts(folder: Path, measure: str) -> Rows:
    with (folder / "2022-05.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["measure"] == measure]


def plain(sheet: Worksheet, rows: Rows, _measure: str) -> None:
    sheet.append(["Tên đơn vị", *NAMES.values()])
    for row in rows:
        sheet.append([row["province"], *(int(row[code]) for code in CODES)])


def official(sheet: Worksheet, rows: Rows, measure: str) -> None:
    """Titles, a heading in two rows with merged cells, column codes, the national row first, notes."""
    sheet.append(["TỔNG CỤC THI HÀNH ÁN DÂN SỰ"])
    sheet.append([f"KẾT QUẢ THI HÀNH ÁN VỀ {SHEETS[measure].upper()} 5 THÁNG NĂM 2022"])
    sheet.append(["Đơn vị tính: việc" if measure == "viec" else "Đơn vị tính: 1.000 đồng"])
    sheet.append(["STT", "TÊN  ĐƠN VỊ", "Tổng số thụ lý", None, None, *list(NAMES.values())[3:]])
    sheet.append([None, None, "Tổng số", "Năm trước chuyển sang", "Mới thụ lý"])
    sheet.merge_cells("C4:E4")
    for column in range(1, 23):
        if column not in (3, 4, 5) and column <= len(CODES) + 2:
            sheet.merge_cells(start_row=4, end_row=5, start_column=column, end_column=column)
    sheet.append(["A", "B", *range(1, len(CODES) + 1)])
    sheet.append([None, "Toàn quốc", *(sum(int(row[code]) for row in rows) for code in CODES)])
    for number, row in enumerate(rows, 1):
        sheet.append([number, row["province"], *(int(row[code]) for code in CODES)])
    sheet.append([None, "Ghi chú: số liệu đã đối chiếu"])


def as_text(sheet: Worksheet, rows: Rows, _measure: str) -> None:
    """Numbers typed as text with a thousands point, columns in another order, the national row last."""
    turned = list(reversed(CODES))
    sheet.append([*(NAMES[code] for code in turned), "Địa phương"])
    for row in rows:
        sheet.append([*(grouped(row[code]) for code in turned), row["province"]])
    sheet.append([*(str(sum(int(row[code]) for row in rows)) for code in turned), "Cả nước"])


def grouped(digits: str) -> str:
    """Points as offices write them, but not where one point alone would be ambiguous."""
    text = f"{int(digits):,}".replace(",", ".")
    return digits if text.count(".") == 1 else text


LAYOUTS: dict[str, Callable[[Worksheet, Rows, str], None]] = {"plain": plain, "official": official, "as text": as_text}


def with_workbook(tmp_path: Path, layout: str) -> Path:
    folder = dossier_folder(tmp_path, dossier={'current = "2022-05.csv"': 'current = "2022-05.xlsx"'})
    book = Workbook()
    del book["Sheet"]
    for measure, title in SHEETS.items():
        LAYOUTS[layout](book.create_sheet(title), counts(folder, measure), measure)
    book.save(folder / "2022-05.xlsx")
    return folder


def read(folder: Path) -> Dataset:
    return read_dataset(read_dossier(folder, find_kind("chi-dao-chi-tieu", None)), indicator_catalogue())


def refused(folder: Path) -> list[Finding]:
    with pytest.raises(InputError) as caught:
        read(folder)
    return list(caught.value.findings)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_workbook_gives_the_counts_of_the_long_table(tmp_path: Path, layout: str) -> None:
    book = read(with_workbook(tmp_path / "a", layout)).current
    text = read(dossier_folder(tmp_path / "b")).current
    for measure in SHEETS:
        got = {key: row.counts for key, row in book.rows[measure].items()}  # type: ignore[index]
        assert got == {key: row.counts for key, row in text.rows[measure].items()}  # type: ignore[index]


def test_a_letter_drafted_from_a_workbook_is_the_one_drafted_from_text(tmp_path: Path) -> None:
    book = draft(with_workbook(tmp_path / "a", "official"), tmp_path / "book", None)
    text = draft(dossier_folder(tmp_path / "b"), tmp_path / "text", None)
    assert book.letter.read_bytes() == text.letter.read_bytes()


def test_a_count_knows_its_sheet_and_cell(tmp_path: Path) -> None:
    row = read(with_workbook(tmp_path, "official")).current.rows["tien"]["01"]
    assert row.cell("tong_thu_ly") == CellRef("2022-05.xlsx", "Tiền", "C8")


def spoilt(tmp_path: Path, sheet: str, cell: str, value: object) -> list[Finding]:
    folder = with_workbook(tmp_path, "official")
    book = load_workbook(folder / "2022-05.xlsx")
    book[sheet][cell].value = value
    book.save(folder / "2022-05.xlsx")
    return refused(folder)


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("C8", "1.234", "ambiguous-number"),
        ("C8", "41.54", "ambiguous-number"),
        ("C8", -5, "negative"),
        ("C8", None, "blank"),
        ("C8", 12.5, "not-whole"),
        ("C8", "=1+1", "uncached-formula"),
        ("C8", "không rõ", "not-a-number"),
        ("B8", "Hà Nộii", "unknown-unit"),
        ("B8", "Hà Giang", "duplicate-unit"),
        ("I8", 0, "done-above-base"),
    ],
)
def test_a_wrong_cell_is_named_with_its_sheet(tmp_path: Path, cell: str, value: object, code: str) -> None:
    findings = spoilt(tmp_path, "Việc", cell, value)
    assert code in {finding.code for finding in findings}
    for finding in findings:
        if finding.code == code:
            assert (finding.file, finding.sheet) == ("2022-05.xlsx", "Việc")
            assert finding.hint


def test_a_workbook_of_another_month_is_refused_with_the_cell_that_says_so(tmp_path: Path) -> None:
    folder = with_workbook(tmp_path, "official")
    book = load_workbook(folder / "2022-05.xlsx")
    for title in SHEETS.values():
        book[title]["A2"] = "KẾT QUẢ 6 THÁNG ĐẦU NĂM 2022"
    book.save(folder / "2022-05.xlsx")
    [finding] = refused(folder)
    assert (finding.code, finding.sheet, finding.cell) == ("wrong-period", "Việc", "A2")
    assert "6 tháng năm 2022, không phải 5 tháng năm 2022" in finding.message


def test_a_workbook_without_one_of_the_measures_is_refused(tmp_path: Path) -> None:
    folder = with_workbook(tmp_path, "plain")
    book = load_workbook(folder / "2022-05.xlsx")
    del book["Tiền"]
    book.save(folder / "2022-05.xlsx")
    assert [finding.code for finding in refused(folder)] == ["missing-sheet"]


def test_without_one_of_the_measures_the_other_is_still_checked(tmp_path: Path) -> None:
    folder = with_workbook(tmp_path, "plain")
    book = load_workbook(folder / "2022-05.xlsx")
    del book["Tiền"]
    book["Việc"]["B2"] = "1.234"
    book["Việc"].delete_rows(30)
    book.save(folder / "2022-05.xlsx")
    found = [(finding.code, finding.sheet, finding.cell) for finding in refused(folder)]
    assert found == [("missing-sheet", None, None), ("ambiguous-number", "Việc", "B2"), ("missing-unit", "Việc", None)]


def test_without_one_of_the_columns_the_others_are_still_checked(tmp_path: Path) -> None:
    folder = with_workbook(tmp_path, "plain")
    book = load_workbook(folder / "2022-05.xlsx")
    book["Việc"].delete_cols(CODES.index("co_dieu_kien") + 2)
    book["Việc"]["B2"], book["Tiền"]["C3"] = "1.234", -1
    book.save(folder / "2022-05.xlsx")
    found = [(finding.code, finding.sheet, finding.cell) for finding in refused(folder)]
    assert found[0] == ("missing-column", "Việc", None)
    assert {("ambiguous-number", "Việc", "B2"), ("negative", "Tiền", "C3")} <= set(found)


def test_a_table_of_one_column_is_refused_for_the_others(tmp_path: Path) -> None:
    folder = with_workbook(tmp_path, "plain")
    book = load_workbook(folder / "2022-05.xlsx")
    book["Việc"].delete_cols(3, len(CODES))
    book.save(folder / "2022-05.xlsx")
    assert {finding.code for finding in refused(folder)} == {"missing-column"}


def test_a_sheet_that_names_no_measure_or_a_second_one_of_its_measure_is_refused(tmp_path: Path) -> None:
    folder = with_workbook(tmp_path, "plain")
    book = load_workbook(folder / "2022-05.xlsx")
    book["Tiền"].title = "Bảng 2"
    book.save(folder / "2022-05.xlsx")
    assert {"unclear-measure", "missing-sheet"} == {finding.code for finding in refused(folder)}
    book["Bảng 2"].title = "Việc (sửa)"
    book.save(folder / "2022-05.xlsx")
    assert "duplicate-sheet" in {finding.code for finding in refused(folder)}


def test_a_column_that_is_missing_or_stands_twice_is_named(tmp_path: Path) -> None:
    folder = with_workbook(tmp_path, "plain")
    book = load_workbook(folder / "2022-05.xlsx")
    book["Việc"]["C1"] = "Mới thụ lý"
    book.save(folder / "2022-05.xlsx")
    assert {"missing-column", "duplicate-column"} <= {finding.code for finding in refused(folder)}


def test_headings_differ_in_words_only() -> None:
    assert heading_key("  SỐ CÓ ĐIỀU KIỆN (việc) ") == heading_key("Số có điều kiện")
    assert heading_key("Uỷ thác") == heading_key("Ủy  thác.")
    assert heading_key("Hoãn") != heading_key("Hoàn")


def test_every_indicator_is_found_by_its_name_and_its_code() -> None:
    for code, name in NAMES.items():
        assert column_names(indicator_catalogue()).indicators[heading_key(name)] == code
        assert column_names(indicator_catalogue()).indicators[heading_key(code)] == code
