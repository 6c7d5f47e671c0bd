"""Rows that are no province: sums of all, sums of groups, agencies beside the provinces."""

from pathlib import Path

import pytest

from tests.readers.tables import NAMES, Cells, book, read, sheet_row

PROVINCES = "Hà Nội, Hà Giang, Cao Bằng, Bắc Kạn"
HEAD: Cells = ["Tên đơn vị", *NAMES.values()]
UNITS = {
    name: sheet_row(name, co_dieu_kien=base, thi_hanh_xong=done)
    for name, base, done in (("Hà Nội", 10, 5), ("Hà Giang", 20, 5), ("Cao Bằng", 40, 5), ("Bắc Kạn", 80, 5))
}


def total(name: str, of: str, change: int = 0) -> Cells:
    """A row of sums; `change` is added to its first column."""
    rows = [UNITS[each.strip()] for each in of.split(",")]
    sums = [sum(int(row[column] or 0) for row in rows) for column in range(1, len(HEAD))]
    return [name, sums[0] + change, *sums[1:]]


def found(tmp_path: Path, *cases: Cells) -> list[tuple[str, str, str | None]]:
    """What is told of a sheet of cases with these rows; the provinces are read whatever stands between."""
    plain = [HEAD, *UNITS.values()]
    book(tmp_path, {"Việc": [HEAD, *cases], "Tiền": plain})
    table = read(tmp_path, "so-lieu.xlsx", names=PROVINCES)
    whole = [name for name in PROVINCES.split(", ") if any(row[0] == name and None not in row for row in cases)]
    assert [row.unit.name for row in table.rows["viec"].values()] == whole
    return [(finding.code, finding.severity, finding.cell) for finding in table.findings]


@pytest.mark.parametrize("name", ["Vùng Đồng bằng", "II. Miền núi phía Bắc", "Cộng", "Cụm thi đua số 1", "Tổng cộng"])
def test_the_sum_of_a_group_above_or_below_its_provinces_is_no_province(tmp_path: Path, name: str) -> None:
    one, two, three, four = UNITS.values()
    above = [total(name, "Hà Nội, Hà Giang"), one, two, total(name, "Cao Bằng, Bắc Kạn"), three, four]
    below = [one, two, total(name, "Hà Nội, Hà Giang"), three, four, total(name, "Cao Bằng, Bắc Kạn")]
    for rows in (above, below, [*below, total("Toàn quốc", PROVINCES)], [total("Cả nước", PROVINCES), *above]):
        assert found(tmp_path, *rows) == []


def test_a_sum_that_is_wrong_is_a_warning_at_its_cell(tmp_path: Path) -> None:
    one, two, three, four = UNITS.values()
    wrong = total("Vùng Tây Bắc", "Hà Nội, Hà Giang", 7)
    assert found(tmp_path, one, two, wrong, three, four) == [("group-differs", "warning", "B4")]
    wrong = total("Toàn quốc", PROVINCES, 7)
    assert found(tmp_path, wrong, one, two, three, four) == [("national-differs", "warning", "B2")]


def test_a_sum_of_something_else_is_told_once_and_not_in_every_column(tmp_path: Path) -> None:
    rows = [*UNITS.values(), total("Toàn quốc", "Hà Nội, Hà Giang, Cao Bằng")]
    assert found(tmp_path, *rows) == [("national-differs", "warning", "B6")]


def test_no_sum_is_judged_while_a_unit_is_missing_or_not_read(tmp_path: Path) -> None:
    one, two, three, four = UNITS.values()
    nation = total("Toàn quốc", PROVINCES)
    assert found(tmp_path, nation, one, two, three) == [("missing-unit", "error", None)]
    spoilt: Cells = [*four[:2], None, *four[3:]]
    assert found(tmp_path, nation, one, two, three, spoilt) == [("blank", "error", "C6")]


def test_a_cell_of_a_sum_that_is_no_number_is_told(tmp_path: Path) -> None:
    nation: Cells = ["Toàn quốc", "1.234", *total("", PROVINCES)[2:]]
    assert found(tmp_path, nation, *UNITS.values()) == [("ambiguous-number", "warning", "B2")]


def test_the_military_is_told_and_not_counted_and_the_nation_may_include_it(tmp_path: Path) -> None:
    military = sheet_row("Cục Thi hành án - Bộ Quốc phòng", co_dieu_kien=3, thi_hanh_xong=1)
    nation = total("Toàn quốc", PROVINCES)
    with_military: Cells = [
        "Toàn quốc",
        *(int(a or 0) + int(b or 0) for a, b in zip(nation[1:], military[1:], strict=True)),
    ]
    for sums in (nation, with_military):
        assert found(tmp_path, sums, *UNITS.values(), military) == [("beside-provinces", "warning", "A7")]


def test_a_misprinted_province_is_not_taken_for_a_group(tmp_path: Path) -> None:
    one, two, three, _ = UNITS.values()
    stranger: Cells = ["Bắc Cạng", *UNITS["Bắc Kạn"][1:]]
    assert ("unknown-unit", "error", "A5") in found(tmp_path, one, two, three, stranger)
