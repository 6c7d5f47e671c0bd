"""The bodies of a province that write letters of their own."""

import csv
from datetime import date
from pathlib import Path

import pytest

from dispatch.directory import issuers as module
from dispatch.directory.agencies import AGENCIES_FILE, Fact
from dispatch.directory.issuers import committee, enforcement_body, kind_and_name
from dispatch.directory.units import units_in_force
from dispatch.model.unit import CodeSet, Unit

DATA = Path(module.__file__).parent / "data"
DAYS: dict[CodeSet, date] = {"63": date(2017, 5, 15), "34": date(2025, 8, 11)}


def unit(name: str, code_set: CodeSet = "63", on: date | None = None) -> Unit:
    return next(each for each in units_in_force(code_set, on or DAYS[code_set]) if each.name == name)


def test_a_provincial_body_of_2017_stands_below_the_general_department() -> None:
    body = enforcement_body(unit("Bến Tre"), DAYS["63"])
    assert body.superior == Fact("Tổng cục Thi hành án dân sự", "agency.tong-cuc.name")
    assert body.name == Fact("Cục Thi hành án dân sự tỉnh Bến Tre", "provincial-body.cuc.name")
    assert (body.short_name.value, body.head_title.value) == ("Cục", "Cục trưởng")
    assert body.place == Fact("Bến Tre", "83:name", "provinces_63.csv")
    assert body.name.file == AGENCIES_FILE


def test_since_the_merger_it_is_called_after_its_field_alone() -> None:
    body = enforcement_body(unit("Vĩnh Long", "34"), DAYS["34"])
    assert body.superior.value == "Cục Quản lý Thi hành án dân sự"
    assert body.name.value == "Thi hành án dân sự tỉnh Vĩnh Long"
    assert body.head_title.value == "Trưởng Thi hành án dân sự"


@pytest.mark.parametrize("code_set", ["63", "34"])
def test_every_province_s_body_is_called_as_the_list_of_provinces_says(code_set: CodeSet) -> None:
    on = DAYS[code_set]
    with (DATA / f"provinces_{code_set}.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["valid_from"] <= on.isoformat()]
    listed = {
        row["gso_code"]: row["agency_name"] for row in rows if row["valid_to"] > on.isoformat() or not row["valid_to"]
    }
    found = {each.code: enforcement_body(each, on).name.value for each in units_in_force(code_set, on)}
    assert found == listed


@pytest.mark.parametrize(
    ("on", "name"),
    [(date(2024, 12, 31), "tỉnh Thừa Thiên Huế"), (date(2025, 1, 1), "thành phố Huế")],
)
def test_hue_is_a_city_since_2025_under_its_old_code(on: date, name: str) -> None:
    found = next(each for each in units_in_force("63", on) if each.code == "46")
    assert kind_and_name(found) == name
    assert enforcement_body(found, on).name.value == f"Cục Thi hành án dân sự {name}"


def test_a_party_committee_is_that_of_a_province_or_of_a_city_and_has_nothing_above_it() -> None:
    of_province, of_city = (committee(unit(name), date(2021, 12, 20)) for name in ("Tây Ninh", "Đà Nẵng"))
    assert of_province.name == Fact("Tỉnh ủy Tây Ninh", "party-committee.tinh-uy.name")
    assert of_city.name.value == "Thành ủy Đà Nẵng"
    assert of_province.superior.value == ""
    assert (of_province.short_name.value, of_province.abbreviation.value) == ("Tỉnh ủy", "TU")


@pytest.mark.parametrize("code_set", ["63", "34"])
def test_the_two_lines_of_a_head_are_the_name(code_set: CodeSet) -> None:
    for each in units_in_force(code_set, DAYS[code_set]):
        body = enforcement_body(each, DAYS[code_set])
        assert body.first_line is not None
        assert body.second_line == Fact(kind_and_name(each), body.first_line.key.replace("first", "second"))
        assert f"{body.first_line.value} {body.second_line.value}" == body.name.value
