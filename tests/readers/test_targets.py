"""The table of yearly targets: read by work year, every fault with its cell."""

import unicodedata
from fractions import Fraction
from pathlib import Path

import pytest

from dispatch.directory.columns import column_names
from dispatch.directory.indicators import indicator_catalogue
from dispatch.errors import Finding
from dispatch.model.dataset import CellRef, Target
from dispatch.model.period import Period
from dispatch.readers.lower_rows import lower_unit
from dispatch.readers.targets import read_targets
from tests.builders import assert_clear, places, text_table, unit, unit_reader

HEADER = "year,measure,province,target,comparison\n"
FULL = "year,measure,province,unit,indicator,target,comparison\n"
LOWER = tuple(
    lower_unit(unit("Hà Nội"), name, column_names(indicator_catalogue()), order)
    for order, name in enumerate(("Văn phòng Cục", "Chi cục THADS quận Ba Đình"))
)


def read(folder: Path, rows: str, year: int = 2022, header: str = HEADER) -> tuple[tuple[Target, ...], list[Finding]]:
    table = text_table(folder, header + rows, "chi-tieu.csv")
    names = unit_reader("Hà Nội, Hà Giang, Thừa Thiên Huế")
    targets, findings = read_targets(table, Period(year, 5), names, indicator_catalogue(), LOWER)
    if findings:
        assert_clear(findings)
    return targets, findings


def test_targets_of_the_nation_and_of_units_are_read_exactly_with_their_cells(tmp_path: Path) -> None:
    targets, findings = read(tmp_path, '2022,viec,Toàn quốc,"81,50",trên\n2022,tien,Hà Giang,"40,1%",từ\n')
    assert targets == (
        Target("toan_quoc", "viec", Fraction(815, 1000), True, CellRef("chi-tieu.csv", None, "2:target")),
        Target("02", "tien", Fraction(401, 1000), False, CellRef("chi-tieu.csv", None, "3:target")),
    )
    assert findings == []


def test_only_targets_of_the_work_year_are_read(tmp_path: Path) -> None:
    targets, findings = read(tmp_path, '2021,viec,Hà Nội,"80,00",trên\n2022,viec,Hà Nội,"81,50",trên\n', 2021)
    assert ([target.value for target in targets], findings) == ([Fraction(4, 5)], [])


def test_a_year_that_is_not_a_number_is_not_passed_over(tmp_path: Path) -> None:
    targets, findings = read(tmp_path, '2O22,viec,Hà Nội,"80,00",trên\n')
    assert (targets, places(findings)) == ((), [("wrong-period", "2:year")])


def test_normal_form_and_spaces_do_not_count(tmp_path: Path) -> None:
    targets, findings = read(
        tmp_path, unicodedata.normalize("NFD", '2022, viec ,Toàn  quốc, "81,50" ,trên\n'.replace(' "', '"'))
    )
    assert ([target.unit_key for target in targets], targets[0].strict, findings) == (["toan_quoc"], True, [])


def test_a_name_read_otherwise_than_printed_is_told(tmp_path: Path) -> None:
    targets, [finding] = read(tmp_path, "2022,viec,TT Huế,80,trên\n")
    assert (targets[0].unit_key, finding.code, finding.cell) == ("46", "alias", "2:province")


def test_all_faults_are_told_at_once_with_their_cells(tmp_path: Path) -> None:
    targets, findings = read(
        tmp_path,
        "2022,việc,Hà Nộ,41.54,hơn\n2022,viec,Hà Nội,80,trên\n2022,viec,TP Hà Nội,81,trên\n2022,viec,Hà Giang,,từ\n",
    )
    assert [place for place in places(findings) if place[0] != "alias"] == [
        ("unknown-measure", "2:measure"),
        ("not-a-number", "2:target"),
        ("bad-comparison", "2:comparison"),
        ("unknown-unit", "2:province"),
        ("duplicate-target", "4:province"),
        ("not-a-number", "5:target"),
    ]
    assert [target.unit_key for target in targets] == ["01"]


@pytest.mark.parametrize("value", ["81.50", "-1", "81,505", "trên 81,50", "８１", "1e2", "81 %", "∞", "8150"])
def test_what_is_not_a_percentage_is_refused(tmp_path: Path, value: str) -> None:
    assert places(read(tmp_path, f'2022,viec,Hà Nội,"{value}",trên\n')[1]) == [("not-a-number", "2:target")]


def test_a_target_of_the_whole_is_a_percentage(tmp_path: Path) -> None:
    assert read(tmp_path, "2022,viec,Hà Nội,100,từ\n")[0][0].value == 1


def test_missing_columns_are_named(tmp_path: Path) -> None:
    table = text_table(tmp_path, "\nyear,province,target\n2022,Hà Nội,80\n")
    targets, [finding] = read_targets(table, Period(2022, 5), unit_reader("Hà Nội"), indicator_catalogue())
    assert (targets, finding.code, finding.line) == ((), "missing-column", 2)
    assert "“measure”, “comparison”" in finding.message
    assert_clear([finding])


@pytest.mark.parametrize(
    ("value", "comparison", "goal"),
    [
        ("8", "giảm", (Fraction(8, 100), None, False)),
        ("7-10", "giảm", (Fraction(7, 100), Fraction(10, 100), False)),
        ("7,00% – 10,00%", "giảm", (Fraction(7, 100), Fraction(10, 100), False)),
        ("7,5", "giảm trên", (Fraction(75, 1000), None, True)),
    ],
)
def test_a_goal_of_carried_over_cases_is_the_part_by_which_they_must_fall(
    value: str, comparison: str, goal: tuple[Fraction, Fraction | None, bool], tmp_path: Path
) -> None:
    row = f'2022,viec,Toàn quốc,,chuyen_ky_sau,"{value}",{comparison}\n'
    [target], findings = read(tmp_path, row, header=FULL)
    assert findings == []
    assert (target.indicator, target.reduction) == ("chuyen_ky_sau", True)
    assert (target.value, target.upper, target.strict) == goal


def test_goals_of_several_indicators_stand_side_by_side(tmp_path: Path) -> None:
    rows = '2022,viec,Hà Nội,,,"80,00",từ\n2022,viec,Hà Nội,,ty_le_tren_phai_thi_hanh,"50,00",từ\n'
    targets, findings = read(tmp_path, rows, header=FULL)
    assert [target.indicator for target in targets] == ["ty_le", "ty_le_tren_phai_thi_hanh"]
    assert findings == []


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ("2022,viec,Hà Nội,,,8,giảm", ("bad-indicator", "2:indicator")),
        ("2022,viec,Hà Nội,,ty_le,8,giảm", ("bad-indicator", "2:indicator")),
        ("2022,viec,Hà Nội,,chuyen_ky_sau,8,từ", ("bad-indicator", "2:indicator")),
        ("2022,viec,Hà Nội,,khong_co,8,từ", ("bad-indicator", "2:indicator")),
        ("2022,viec,Hà Nội,,chuyen_ky_sau,10-7,giảm", ("not-a-number", "2:target")),
        ("2022,viec,Hà Nội,,chuyen_ky_sau,0,giảm", ("not-a-number", "2:target")),
        ("2022,viec,Hà Nội,,chuyen_ky_sau,7-8-9,giảm", ("not-a-number", "2:target")),
        ("2022,viec,Hà Nội,,,7-10,từ", ("not-a-number", "2:target")),
        ("2022,viec,Hà Nội,Chi cục THADS quận Ba Đinh,,80,từ", ("unknown-unit", "2:unit")),
        ("2022,viec,Hà Giang,Chi cục THADS quận Ba Đình,,80,từ", ("unknown-unit", "2:unit")),
    ],
)
def test_a_goal_that_cannot_be_set_is_refused_at_its_cell(row: str, place: tuple[str, str], tmp_path: Path) -> None:
    targets, findings = read(tmp_path, row + "\n", header=FULL)
    assert (targets, places(findings)) == ((), [place])


def test_units_of_the_second_level_have_goals_of_their_own(tmp_path: Path) -> None:
    rows = "2022,viec,Hà Nội,Chi cục THADS quận Ba Đình,,80,từ\n2022,viec,Hà Nội,Cục THADS Hà Nội,,81,từ\n"
    targets, findings = read(tmp_path, rows, header=FULL)
    assert [target.unit_key for target in targets] == [LOWER[1].key, LOWER[0].key]
    assert findings == []


def test_a_name_nearly_right_is_only_suggested(tmp_path: Path) -> None:
    _, [finding] = read(tmp_path, "2022,viec,Hà Nội,Chi cục THADS quận Ba Đinh,,80,từ\n", header=FULL)
    assert "“Chi cục THADS quận Ba Đình”" in finding.hint
