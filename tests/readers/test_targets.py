"""The table of yearly targets: read by work year, every fault with its cell."""

import unicodedata
from fractions import Fraction
from pathlib import Path

import pytest

from dispatch.errors import Finding
from dispatch.model.dataset import CellRef, Target
from dispatch.model.period import Period
from dispatch.readers.targets import read_targets
from tests.builders import assert_clear, places, text_table, unit_reader

HEADER = "year,measure,province,target,comparison\n"


def read(folder: Path, rows: str, year: int = 2022) -> tuple[tuple[Target, ...], list[Finding]]:
    table = text_table(folder, HEADER + rows, "chi-tieu.csv")
    targets, findings = read_targets(table, Period(year, 5), unit_reader("Hà Nội, Hà Giang, Thừa Thiên Huế"))
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
    targets, [finding] = read_targets(table, Period(2022, 5), unit_reader("Hà Nội"))
    assert (targets, finding.code, finding.line) == ((), "missing-column", 2)
    assert "“measure”, “comparison”" in finding.message
    assert_clear([finding])
