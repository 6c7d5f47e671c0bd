"""Printed names of units: exact or by alias, said when it matters, never guessed."""

import unicodedata

import pytest

from dispatch.errors import Finding
from dispatch.model.unit import Unit
from dispatch.readers.unit_names import UnitReader, fewer_spellings
from tests.builders import UNITS, assert_clear, unit

ALL = UnitReader(UNITS, {})


def read(printed: str, reader: UnitReader = ALL) -> tuple[Unit | None, list[Finding]]:
    found, findings = reader.read(printed, "so-lieu.csv", "7:province")
    for finding in findings:
        assert (finding.file, finding.cell) == ("so-lieu.csv", "7:province")
        assert printed in finding.message
        assert_clear([finding])
    return found, findings


@pytest.mark.parametrize("name", [unit.name for unit in UNITS])
def test_a_name_is_read_without_a_word(name: str) -> None:
    assert read(name) == (unit(name), [])


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Hà\u00a0Nội", "Hà Nội"),
        ("Hà   Nội", "Hà Nội"),
        ("Hà\nNội", "Hà Nội"),
    ],
)
def test_spaces_do_not_count(printed: str, name: str) -> None:
    assert read(printed) == (unit(name), [])


@pytest.mark.parametrize(
    ("printed", "name", "shown"),
    [
        (unicodedata.normalize("NFD", "Hòa Bình"), "Hòa Bình", "“Hòa Bình” ghi dấu tách rời chữ (Unicode tổ hợp)"),
        (unicodedata.normalize("NFD", "Hưng Yên"), "Hưng Yên", "“Hưng Yên” ghi dấu tách rời chữ (Unicode tổ hợp)"),
        ("Hoà Bình", "Hòa Bình", "“Hoà Bình” đọc là Hòa Bình"),
        (unicodedata.normalize("NFD", "Thanh Hoá"), "Thanh Hóa", "“Thanh Hoá” ghi dấu tách rời chữ (Unicode tổ hợp)"),
    ],
)
def test_normal_form_and_tone_position_do_not_count_and_are_told_once_a_sheet(
    printed: str, name: str, shown: str
) -> None:
    reader = UnitReader(UNITS, {})
    found, [told] = reader.read(printed, "a.xlsx", "B7", "Việc")
    assert found == unit(name)
    assert (told.code, told.severity, told.unit, told.sheet, told.cell) == ("spelling", "info", name, "Việc", "B7")
    assert told.message.startswith(shown)
    assert reader.read(printed, "a.xlsx", "B9", "Việc") == (unit(name), [])
    assert [told.sheet for told in reader.read(printed, "a.xlsx", "B7", "Tiền")[1]] == ["Tiền"]


def test_of_many_names_of_one_spelling_the_first_are_told_and_the_rest_counted() -> None:
    reader = UnitReader(UNITS, {})
    found = [
        reader.read(unicodedata.normalize("NFD", each.name), "a.csv", f"{line}:province")
        for line, each in enumerate(UNITS, 2)
    ]
    told = [finding for _, findings in found for finding in findings]
    fewer = fewer_spellings([*told, Finding("other", "khác", "", "info", file="a.csv")])
    assert len(told) == sum(not unicodedata.is_normalized("NFD", each.name) for each in UNITS)
    assert [finding.cell for finding in fewer] == ["2:province", "3:province", "4:province", None]
    assert fewer[2].message.endswith(f" (và {len(told) - 3} tên khác)")


@pytest.mark.parametrize(("printed", "name"), [("Hung Yên", "Hưng Yên"), ("Đông Tháp", "Đồng Tháp")])
def test_a_known_misprint_is_read_with_a_warning_that_names_cell_and_text(printed: str, name: str) -> None:
    found, [finding] = read(printed)
    assert found == unit(name)
    assert (finding.code, finding.severity, finding.unit) == ("misprint", "warning", name)
    assert name in finding.message


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("TT Huế", "Thừa Thiên Huế"),
        ("TT. Huế", "Thừa Thiên Huế"),
        ("Huế", "Thừa Thiên Huế"),
        ("BR-Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("Tỉnh Hà Giang", "Hà Giang"),
        ("TP Hà Nội", "Hà Nội"),
    ],
)
def test_another_accepted_name_is_read_and_told(printed: str, name: str) -> None:
    found, [finding] = read(printed)
    assert found == unit(name)
    assert (finding.code, finding.severity, finding.unit) == ("alias", "info", name)
    assert name in finding.message


@pytest.mark.parametrize("printed", ["{{7*7}}", "a & b <c>", "{% for %}", "=1+1", "Toàn quốc", "hà nội", "Ha Noi", ""])
def test_what_is_no_name_is_refused_as_it_stands(printed: str) -> None:
    found, [finding] = read(printed)
    assert (found, finding.code, finding.severity) == (None, "unknown-unit", "error")
    assert f"“{printed}”" in finding.message
    assert "[aliases]" in finding.hint


def test_a_name_that_is_only_alike_is_suggested() -> None:
    assert "có phải là Hà Giang? " in read("Ha Giang")[1][0].hint


def test_ha_giang_and_hau_giang_never_meet() -> None:
    assert [read(name)[0] for name in ("Hà Giang", "Hậu Giang")] == [unit("Hà Giang"), unit("Hậu Giang")]
    for between in ("Hâu Giang", "Hạ Giang", "Hau Giang", "Hầu Giang", "Hà  Giàng"):
        assert read(between)[0] is None


def test_a_name_the_officer_confirmed_is_read_and_told() -> None:
    found, [finding] = read("Cục THA Hà Nội", UnitReader(UNITS, {"Cục THA Hà Nội": "Hà Nội"}))
    assert found == unit("Hà Nội")
    assert (finding.code, finding.severity, finding.unit) == ("confirmed-alias", "info", "Hà Nội")


@pytest.mark.parametrize("printed", [unicodedata.normalize("NFD", "Hoà Bình cũ"), "Hòa  Bình cũ", "Hoà\u00a0Bình cũ"])
def test_a_confirmed_name_is_found_in_any_normal_form(printed: str) -> None:
    assert read(printed, UnitReader(UNITS, {"Hoà Bình cũ": "Hòa Bình"}))[0] == unit("Hòa Bình")
