"""The long statistical table: exact counts with their cells, and every fault of a file at once."""

from pathlib import Path

import pytest

from dispatch.directory.indicators import indicator_catalogue
from dispatch.errors import Finding
from dispatch.model.dataset import CellRef
from dispatch.readers.long_table import read_long_table
from dispatch.readers.records import RecordReader
from dispatch.readers.whole_table import finish_table
from tests.builders import CODES, PERIOD, assert_clear, long_csv, places, text_table, unit_reader

TWO = """
    measure | province | co_dieu_kien | thi_hanh_xong
    viec    | Hà Nội   | 100          | 50
    viec    | Hà Giang | 10           | 5
    tien    | Hà Nội   | 1000         | 500
    tien    | Hà Giang | 100          | 5
"""


def read(folder: Path, content: str, names: str = "Hà Nội, Hà Giang") -> RecordReader:
    reader = RecordReader(unit_reader(names), indicator_catalogue())
    read_long_table(text_table(folder, content), PERIOD, reader, indicator_catalogue())
    finish_table(reader, "so-lieu.csv", indicator_catalogue())
    if reader.findings:
        assert_clear(reader.findings)
    return reader


def one_fault(folder: Path, content: str) -> Finding:
    [finding] = read(folder, content).findings
    return finding


def with_count(value: str) -> str:
    """The table of two provinces with another count of finished cases for Hà Giang."""
    return long_csv(TWO.replace("| 5\n    tien    | Hà Nội", f"| {value}\n    tien    | Hà Nội"))


# --- what is read ---


def test_counts_are_read_exactly_with_the_cells_they_stand_in(tmp_path: Path) -> None:
    table = read(tmp_path, long_csv(TWO))
    row = table.rows["viec"]["02"]
    assert (row.unit.name, row.counts["co_dieu_kien"], row.counts["thi_hanh_xong"]) == ("Hà Giang", 10, 5)
    assert list(row.counts) == list(CODES)
    assert row.cell("thi_hanh_xong") == CellRef("so-lieu.csv", None, "3:thi_hanh_xong")
    assert str(row.cell("thi_hanh_xong")) == "so-lieu.csv!3:thi_hanh_xong"
    assert [table.rows["tien"][key].line for key in ("01", "02")] == [4, 5]
    assert table.findings == []


def test_the_order_of_columns_and_the_delimiter_make_no_difference(tmp_path: Path) -> None:
    lines = [line.split(",") for line in long_csv(TWO).splitlines()]
    turned = "\r\n".join(";".join(reversed(line)) for line in lines)
    assert read(tmp_path, "\ufeff" + turned).rows == read(tmp_path, long_csv(TWO)).rows


def test_counts_are_as_large_as_they_need_to_be(tmp_path: Path) -> None:
    content = long_csv(TWO.replace("Hà Giang | 10           | 5", f"Hà Giang | {10**17 + 2} | {10**17 + 1}", 1))
    assert read(tmp_path, content).rows["viec"]["02"].counts["thi_hanh_xong"] == 10**17 + 1


def test_a_number_no_office_can_have_is_refused_and_not_a_crash(tmp_path: Path) -> None:
    for digits, code in ((19, "too-large"), (41, "too-large"), (5000, "not-a-number")):
        finding = one_fault(tmp_path, with_count("9" * digits))
        assert (finding.code, finding.cell) == (code, "3:thi_hanh_xong")
        assert len(finding.message) < 200


def test_a_name_in_quotes_over_two_lines_keeps_the_cells_of_later_rows(tmp_path: Path) -> None:
    content = with_count("x").replace("Hà Nội", '"Hà\nNội"', 1)
    assert places(read(tmp_path, content).findings) == [("not-a-number", "4:thi_hanh_xong")]


# --- counts that are not counts ---


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("", "blank"),
        (" ", "blank"),
        ("-5", "negative"),
        ("−5", "negative"),
        ("5,5", "not-whole"),
        ("5.5", "ambiguous-number"),
        ("1.234", "ambiguous-number"),
        ("1,234,567", "english-number"),
        ("５", "foreign-digits"),
        ("٥", "foreign-digits"),
        ("²", "foreign-digits"),
        ("5 việc", "unit-in-number"),
        ("1e3", "not-a-number"),
        ("+5", "not-a-number"),
        ("1_0", "not-a-number"),
        ("0x5", "unit-in-number"),
        ("nan", "not-a-number"),
        ("null", "not-a-number"),
        ("—", "blank"),
        ("#DIV/0!", "not-a-number"),
        ("=1+1", "not-a-number"),
    ],
)
def test_a_count_that_is_not_a_whole_number_is_refused_by_cell_and_never_guessed(
    tmp_path: Path, value: str, code: str
) -> None:
    content = with_count("@").replace("@", f'"{value}"')
    finding = one_fault(tmp_path, content)
    assert (finding.code, finding.cell, finding.unit) == (code, "3:thi_hanh_xong", "Hà Giang")
    assert code == "blank" or f"{value}" in finding.message


@pytest.mark.parametrize(
    ("value", "count"), [("1.234.567", 1234567), ("1 234", 1234), ("1\u00a0234", 1234), ("30,00", 30)]
)
def test_a_count_in_vietnamese_form_that_can_mean_one_number_alone_is_read(
    tmp_path: Path, value: str, count: int
) -> None:
    content = with_count("@").replace("@", f'"{value}"')
    rows = read(tmp_path, content).findings
    assert {finding.code for finding in rows} <= {"broken-identity", "done-above-base"}
    assert count == 30 or any(f"{count:,}".replace(",", ".") in finding.message for finding in rows)


def test_what_can_mean_two_numbers_is_told_with_both(tmp_path: Path) -> None:
    finding = one_fault(tmp_path, with_count("@").replace("@", '"41.54"'))
    assert "4154 (dấu chấm ngăn hàng nghìn) hoặc 41,54 (dấu chấm thập phân)" in finding.message


def test_blank_is_not_zero_and_zero_is_a_count(tmp_path: Path) -> None:
    assert read(tmp_path, with_count("0")).findings == []
    assert "ghi 0" in one_fault(tmp_path, with_count("")).hint


# --- rates ---


def test_finished_above_what_could_be_enforced_is_refused_for_the_sum_of_the_parts(tmp_path: Path) -> None:
    drawn = """
        measure | province | co_dieu_kien | thi_hanh_xong | dinh_chi | giam_nghia_vu
        viec    | Hà Nội   | 10           | 9             | 1        | 5
        viec    | Hà Giang | 10           | 9             | 2        | 0
        tien    | Hà Nội   | 10           | 9             | 1        | 0
        tien    | Hà Giang | 10           | 9             | 1        | 1
    """
    found = read(tmp_path, long_csv(drawn)).findings
    findings = [finding for finding in found if finding.code != "broken-identity"]
    assert places(findings) == [("done-above-base", "3:thi_hanh_xong"), ("done-above-base", "5:thi_hanh_xong")]
    assert [finding.unit for finding in findings] == ["Hà Giang", "Hà Giang"]
    assert "thi hành xong + đình chỉ (11) lớn hơn có điều kiện thi hành (10)" in findings[0].message


def test_nothing_to_enforce_is_a_warning_and_the_row_is_kept(tmp_path: Path) -> None:
    content = long_csv(
        TWO.replace("10           | 5 ", "0            | 0 ")
        .replace("Hà Giang | 10  ", "Hà Giang | 0   ")
        .replace("| 5\n    tien    | Hà N", "| 0\n    tien    | Hà N")
    )
    table = read(tmp_path, content)
    [finding] = table.findings
    assert (finding.code, finding.severity, finding.cell) == ("zero-base", "warning", "3:co_dieu_kien")
    assert finding.unit == "Hà Giang"
    assert "02" in table.rows["viec"]


def test_finished_without_anything_to_enforce_is_refused(tmp_path: Path) -> None:
    content = long_csv(TWO.replace("Hà Giang | 10 ", "Hà Giang | 0  ", 1))
    assert read(tmp_path, content).findings[-1].code == "done-above-base"


# --- units, measures, period ---


def test_unknown_missing_and_duplicate_units_are_all_told_at_once(tmp_path: Path) -> None:
    drawn = """
        measure | province  | co_dieu_kien
        viec    | Hà Nội    | 1
        viec    | {{7*7}}   | 1
        viec    | TP Hà Nội | 1
        tien    | a & b <c> | 1
        tien    | Hà Giang  | 1
        tien    | Hà Giang  | 2
    """
    table = read(tmp_path, long_csv(drawn))
    errors = [finding for finding in table.findings if finding.severity == "error"]
    assert places(errors) == [
        ("unknown-unit", "3:province"),
        ("duplicate-unit", "4:province"),
        ("unknown-unit", "5:province"),
        ("duplicate-unit", "7:province"),
        ("missing-unit", None),
        ("missing-unit", None),
    ]
    assert [finding.message for finding in errors[-2:]] == [
        "thiếu Hà Giang trong số liệu về việc",
        "thiếu Hà Nội trong số liệu về tiền",
    ]
    assert "“{{7*7}}”" in errors[0].message
    assert "“a & b <c>”" in errors[2].message


def test_a_unit_whose_row_has_a_fault_is_not_called_missing(tmp_path: Path) -> None:
    assert one_fault(tmp_path, with_count("x")).code == "not-a-number"


def test_a_table_with_broken_rows_tells_the_faults_of_the_others_and_no_missing_unit(tmp_path: Path) -> None:
    lines = with_count("x").splitlines()
    lines[1] += ",9"
    lines[4] = lines[4].replace("Hà Giang", "Hà\u200b Giang")
    found = read(tmp_path, "\n".join(lines)).findings
    assert places(found) == [
        ("ragged-row", 2),
        ("forbidden-character", "5:province"),
        ("not-a-number", "3:thi_hanh_xong"),
    ]


@pytest.mark.parametrize("measure", ["vụ việc", "", "viec tien", "vi", "1"])
def test_an_unknown_measure_is_refused_by_cell(tmp_path: Path, measure: str) -> None:
    content = long_csv(TWO) + long_csv(TWO).splitlines()[1].replace("viec", measure) + "\n"
    finding = one_fault(tmp_path, content)
    assert (finding.code, finding.cell) == ("unknown-measure", "6:measure")
    assert "viec hoặc tien" in finding.hint


@pytest.mark.parametrize(("year", "months", "cells"), [
    ("2021", "5", ["3:year"]),
    ("2022", "6", ["3:months"]),
    ("", "", ["3:year", "3:months"]),
    ("２０２２", "05", ["3:year", "3:months"]),
])  # fmt: skip
def test_numbers_of_another_period_are_refused_by_cell(
    tmp_path: Path, year: str, months: str, cells: list[str]
) -> None:
    content = long_csv(TWO).replace("2022,5,viec,Hà Giang", f"{year},{months},viec,Hà Giang")
    findings = read(tmp_path, content).findings
    assert places(findings) == [("wrong-period", cell) for cell in cells]
    assert all("5T2022" in finding.message for finding in findings)


# --- columns ---


def test_missing_columns_are_all_named_and_no_row_is_judged(tmp_path: Path) -> None:
    content = long_csv(TWO).replace("co_dieu_kien,", "co_dk,").replace("province", "tinh")
    table = read(tmp_path, content)
    assert [(finding.code, finding.severity, finding.line) for finding in table.findings] == [
        ("missing-column", "error", 1),
        ("missing-column", "error", 1),
        ("unknown-column", "warning", 1),
        ("unknown-column", "warning", 1),
    ]
    assert ["“province”" in table.findings[0].message, "“co_dieu_kien”" in table.findings[1].message] == [True, True]
    assert table.rows == {"viec": {}, "tien": {}}


def test_a_column_the_form_does_not_have_is_a_warning_and_not_used(tmp_path: Path) -> None:
    content = "\n".join(line + (",x" if index else ",ghi chú") for index, line in enumerate(long_csv(TWO).splitlines()))
    table = read(tmp_path, "\n" + content)
    [finding] = table.findings
    assert (finding.code, finding.severity, finding.line) == ("unknown-column", "warning", 2)
    assert table.rows["viec"]["01"].counts["thi_hanh_xong"] == 50
