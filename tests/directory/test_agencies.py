"""Agencies, titles and people by the date of a letter."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.directory import agencies as module
from dispatch.directory.agencies import (
    AGENCIES_FILE,
    Fact,
    central_agency,
    drafting_unit,
    lower_body,
    person,
    provincial_head,
    read_directory,
)
from dispatch.errors import FormatError

MARCH_2022 = date(2022, 3, 8)
DATA = Path(module.__file__).parent / "data" / "agencies.toml"

PERSON = """
[person.a]
role = "head"
from = 2022-01-01
to = 2022-06-30
name = "A"
source = "thử"
"""
OTHER = PERSON.replace("person.a", "person.b")


def faults(tmp_path: Path, text: str) -> list[tuple[str, int | None]]:
    path = tmp_path / "agencies.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FormatError) as caught:
        read_directory(path)
    assert {fault.file for fault in caught.value.findings} == {AGENCIES_FILE}
    return [(fault.code, fault.line) for fault in caught.value.findings]


def test_a_letter_of_2022_comes_from_the_general_department() -> None:
    agency = central_agency(MARCH_2022)
    assert agency.superior == Fact("Bộ Tư pháp", "agency.tong-cuc.superior")
    assert agency.name == Fact("Tổng cục Thi hành án dân sự", "agency.tong-cuc.name")
    assert agency.short_name == Fact("Tổng cục", "agency.tong-cuc.short_name")
    assert agency.abbreviation == Fact("TCTHADS", "agency.tong-cuc.abbreviation")
    assert agency.head_title == Fact("Tổng cục trưởng", "agency.tong-cuc.head_title")
    assert agency.place == Fact("Hà Nội", "agency.tong-cuc.place")


def test_a_letter_of_2026_comes_from_the_department_of_management() -> None:
    agency = central_agency(date(2026, 1, 29))
    assert agency.superior == Fact("Bộ Tư pháp", "agency.cuc-quan-ly.superior")
    assert agency.name == Fact("Cục Quản lý Thi hành án dân sự", "agency.cuc-quan-ly.name")
    assert agency.short_name == Fact("Cục", "agency.cuc-quan-ly.short_name")
    assert agency.abbreviation == Fact("CQLTHADS", "agency.cuc-quan-ly.abbreviation")
    assert agency.head_title == Fact("Cục trưởng", "agency.cuc-quan-ly.head_title")
    assert agency.place == Fact("Hà Nội", "agency.cuc-quan-ly.place")


def test_a_name_too_long_for_one_line_of_a_head_is_broken_before_its_field() -> None:
    agency = central_agency(date(2026, 1, 29))
    assert agency.first_line == Fact("Cục Quản lý", "agency.cuc-quan-ly.first_line")
    assert agency.second_line == Fact("Thi hành án dân sự", "agency.cuc-quan-ly.second_line")
    assert (central_agency(MARCH_2022).first_line, central_agency(MARCH_2022).second_line) == (None, None)


def test_the_central_agency_changes_its_name_on_the_first_of_march_2025() -> None:
    assert central_agency(date(2025, 2, 28)).abbreviation.value == "TCTHADS"
    assert central_agency(date(2025, 3, 1)).abbreviation.value == "CQLTHADS"


def test_the_heads_of_provincial_bodies_change_their_title_with_the_merger() -> None:
    before, after = provincial_head(date(2025, 6, 30)), provincial_head(date(2025, 7, 1))
    assert before == Fact("Cục trưởng Cục Thi hành án dân sự", "provincial-head.cuc-truong.title")
    assert after == Fact("Trưởng Thi hành án dân sự", "provincial-head.truong.title")


@given(st.dates())
def test_a_letter_of_any_day_has_an_agency_and_an_addressee(on: date) -> None:
    assert central_agency(on).name.value
    assert provincial_head(on).value


def test_people_are_known_only_for_the_year_a_letter_shows_them_in() -> None:
    assert person("head", MARCH_2022) == Fact("Nguyễn Quang Thái", "person.nguyen-quang-thai.name")
    assert person("deputy_minister", MARCH_2022) == Fact("Mai Lương Khôi", "person.mai-luong-khoi.name")
    for day in (date(2021, 12, 31), date(2023, 1, 1)):
        assert person("head", day) is None
        assert person("deputy_minister", day) is None


def test_a_role_nobody_holds_has_no_person() -> None:
    assert person("accountant", MARCH_2022) is None


def test_the_abbreviation_in_a_symbol_names_the_drafting_unit() -> None:
    found = drafting_unit("TKDLCN", MARCH_2022)
    assert found is not None
    assert found.value == "Trung tâm Thống kê, Quản lý dữ liệu và Ứng dụng công nghệ thông tin"
    assert drafting_unit("TKDLCN", date(2023, 1, 1)) is None
    assert drafting_unit("NV", MARCH_2022) is None


def test_every_key_leads_to_its_text_in_the_file() -> None:
    content = tomllib.loads(DATA.read_text(encoding="utf-8"))
    agency = central_agency(MARCH_2022)
    for fact in (agency.name, agency.head_title, provincial_head(MARCH_2022), person("head", MARCH_2022)):
        assert fact is not None
        kind, entry, key = fact.key.split(".")
        assert content[kind][entry][key] == fact.value


def test_an_entry_without_a_source_is_refused(tmp_path: Path) -> None:
    assert faults(tmp_path, PERSON.replace("source", "nguon")) == [("missing-key", 2), ("unknown-key", 7)]


def test_two_entries_for_one_day_are_refused(tmp_path: Path) -> None:
    second = OTHER.replace("2022-01-01", "2022-06-30").replace("to = 2022-06-30", "to = 2022-12-31")
    assert faults(tmp_path, PERSON + second) == [("overlap", 11)]


def test_entries_that_follow_each_other_or_differ_in_role_are_accepted(tmp_path: Path) -> None:
    path = tmp_path / "agencies.toml"
    following = OTHER.replace("2022-01-01", "2022-07-01").replace("to = 2022-06-30", "to = 2022-12-31")
    deputy = PERSON.replace("person.a", "person.c").replace('"head"', '"deputy_minister"')
    path.write_text(following + PERSON + deputy, encoding="utf-8")
    assert [entry.value.key for entry in read_directory(path).people] == [
        "person.c.name",
        "person.a.name",
        "person.b.name",
    ]


def test_an_entry_that_ends_before_it_begins_is_refused(tmp_path: Path) -> None:
    assert faults(tmp_path, PERSON.replace("2022-06-30", "2021-06-30")) == [("wrong-order", 5)]


def test_an_unknown_role_is_refused(tmp_path: Path) -> None:
    assert faults(tmp_path, PERSON.replace('"head"', '"chief"')) == [("unknown-role", 3)]


def test_an_entry_that_is_open_on_one_side_applies_to_all_days_there(tmp_path: Path) -> None:
    path = tmp_path / "agencies.toml"
    path.write_text(PERSON.replace("from = 2022-01-01\n", ""), encoding="utf-8")
    (entry,) = read_directory(path).people
    assert (entry.start, entry.end) == (date.min, date(2022, 6, 30))


def test_a_file_that_is_missing_or_not_toml_is_a_format_error(tmp_path: Path) -> None:
    assert faults(tmp_path, "[person.a\n") == [("not-toml", 1)]
    with pytest.raises(FormatError):
        read_directory(tmp_path / "nowhere.toml")


def test_a_day_without_an_agency_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "agencies.toml"
    path.write_text("", encoding="utf-8")
    empty = read_directory(path)
    monkeypatch.setattr(module, "_directory", lambda: empty)
    with pytest.raises(FormatError, match=r"\[agency\.…\].*2022-03-08"):
        central_agency(MARCH_2022)
    with pytest.raises(FormatError, match=r"\[provincial-head\.…\]"):
        provincial_head(MARCH_2022)


def test_the_offices_below_a_province_are_chi_cuc_until_the_merger_and_phong_after_it() -> None:
    before, after = lower_body(date(2025, 6, 30)), lower_body(date(2025, 7, 1))
    assert before.noun == Fact("Chi cục Thi hành án dân sự", "lower-body.chi-cuc.noun")
    assert before.heads.value == "Chi cục trưởng các Chi cục Thi hành án dân sự trực thuộc"
    assert (after.noun.value, after.head_title.value) == ("Phòng Thi hành án dân sự khu vực", "Trưởng phòng")
    assert lower_body(date(2013, 10, 28)) == before


@pytest.mark.parametrize(
    ("on", "central", "head", "provincial"),
    [
        (date(2013, 10, 28), "Tổng cục Thi hành án dân sự", "Tổng cục trưởng", "Cục trưởng Cục Thi hành án dân sự"),
        (date(2025, 2, 20), "Tổng cục Thi hành án dân sự", "Tổng cục trưởng", "Cục trưởng Cục Thi hành án dân sự"),
        (date(2025, 8, 11), "Cục Quản lý Thi hành án dân sự", "Cục trưởng", "Trưởng Thi hành án dân sự"),
    ],
)
def test_a_letter_has_the_names_of_its_day(on: date, central: str, head: str, provincial: str) -> None:
    agency = central_agency(on)
    assert (agency.name.value, agency.head_title.value) == (central, head)
    assert provincial_head(on).value == provincial
