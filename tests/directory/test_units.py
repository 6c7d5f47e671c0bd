"""The provinces in force and the matching of printed names."""

import csv
import unicodedata
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.directory import units as module
from dispatch.directory.units import NameIndex, code_set_on, read_units, units_in_force
from dispatch.errors import FormatError
from dispatch.model.unit import CodeSet, Unit
from dispatch.vietnamese.orthography import forbidden_characters, normal_form, spelling_key

MARCH_2022 = date(2022, 3, 8)
DATA = Path(module.__file__).parent / "data"
SETS: tuple[CodeSet, ...] = ("63", "34")
# Every row of both sets stands in one of these.
TUPLES = [
    units_in_force("63", MARCH_2022),
    units_in_force("63", date(2025, 6, 30)),
    units_in_force("34", date(2025, 7, 1)),
]


def rows(code_set: CodeSet) -> list[dict[str, str]]:
    with (DATA / f"provinces_{code_set}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_code(units: tuple[Unit, ...], code: str) -> Unit:
    return next(unit for unit in units if unit.code == code)


def unit_named(name: str, **changes: object) -> Unit:
    unit = Unit("99", "63", 99, name, name, f"Tỉnh {name}", "tỉnh")
    return replace(unit, **changes)  # type: ignore[arg-type]


# --- which units are in force ---


def test_the_34_units_begin_on_the_first_of_july_2025() -> None:
    assert code_set_on(date(2025, 6, 30)) == "63"
    assert code_set_on(date(2025, 7, 1)) == "34"


@given(st.dates())
def test_on_any_day_a_set_has_all_its_units_once_in_gso_order(on: date) -> None:
    for code_set in SETS:
        units = units_in_force(code_set, on)
        assert [unit.order for unit in units] == list(range(1, int(code_set) + 1))
        assert len({unit.code for unit in units}) == int(code_set)
        assert [unit.code for unit in units] == sorted(unit.code for unit in units)
        assert {unit.code_set for unit in units} == {code_set}


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (date(1999, 1, 1), "Thừa Thiên Huế"),
        (date(2024, 12, 31), "Thừa Thiên Huế"),
        (date(2025, 1, 1), "Huế"),
        (date(2026, 1, 1), "Huế"),
    ],
)
def test_code_46_is_a_province_to_the_end_of_2024_and_the_city_after(on: date, name: str) -> None:
    assert by_code(units_in_force("63", on), "46").name == name


def test_the_two_units_of_code_46_have_their_own_names() -> None:
    before, after = by_code(TUPLES[0], "46"), by_code(TUPLES[1], "46")
    assert (before.thads_short_name, before.official_name, before.kind) == (
        "TT Huế",
        "Tỉnh Thừa Thiên Huế",
        "tỉnh",
    )
    assert (after.thads_short_name, after.official_name, after.kind) == ("Huế", "Thành phố Huế", "thành phố")


def test_a_reused_code_names_another_province_in_the_other_set() -> None:
    assert by_code(TUPLES[0], "15").name == "Yên Bái"
    assert by_code(TUPLES[2], "15").name == "Lào Cai"
    assert by_code(TUPLES[0], "01") != by_code(TUPLES[2], "01")


def test_the_63_units_have_the_short_names_the_office_prints() -> None:
    differing = {unit.name: unit.thads_short_name for unit in TUPLES[0] if unit.name != unit.thads_short_name}
    assert differing == {"Thừa Thiên Huế": "TT Huế", "Bà Rịa - Vũng Tàu": "BR-Vũng Tàu"}


def test_the_34_units_have_no_other_short_names() -> None:
    assert all(unit.thads_short_name == unit.name for unit in TUPLES[2])


# --- the data files ---


@pytest.mark.parametrize("code_set", SETS)
def test_the_dated_rows_of_a_code_follow_each_other_without_a_gap(code_set: CodeSet) -> None:
    spans = defaultdict(list)
    for row in rows(code_set):
        spans[row["gso_code"]].append((row["valid_from"], row["valid_to"]))
    first, last = ("2008-08-01", "2025-06-30") if code_set == "63" else ("2025-07-01", "")
    for dated in spans.values():
        dated.sort()
        assert (dated[0][0], dated[-1][1]) == (first, last)
        for (_, end), (start, _) in pairwise(dated):
            assert date.fromisoformat(end) + timedelta(days=1) == date.fromisoformat(start)


@pytest.mark.parametrize("code_set", SETS)
def test_every_cell_is_in_normal_form_and_printable(code_set: CodeSet) -> None:
    for row in rows(code_set):
        for cell in row.values():
            assert cell == normal_form(cell)
            assert forbidden_characters(cell) == []


@pytest.mark.parametrize(("code_set", "body"), [("63", "Cục Thi hành án dân sự"), ("34", "Thi hành án dân sự")])
def test_official_and_agency_names_are_made_of_kind_and_name(code_set: CodeSet, body: str) -> None:
    for row in rows(code_set):
        kind, name = row["type"], row["name"]
        assert kind in {"tỉnh", "thành phố"}
        assert row["official_name"] == f"{kind.capitalize()} {name}"
        assert row["agency_name"] == f"{body} {kind} {name}"


def test_the_34_units_were_formed_from_each_of_the_63_once() -> None:
    formed = [code for row in rows("34") for code in row["formed_from_old_codes"].split("+")]
    assert sorted(formed) == [unit.code for unit in TUPLES[0]]
    for row in rows("34"):
        assert (row["is_merged"] == "yes") == ("+" in row["formed_from_old_codes"])


@pytest.mark.parametrize("units", TUPLES)
def test_a_misprint_is_never_an_alias_and_no_alias_repeats_a_name(units: tuple[Unit, ...]) -> None:
    for unit in units:
        names = {spelling_key(name) for name in (unit.name, unit.thads_short_name, unit.official_name)}
        others = [spelling_key(spelling) for spelling in unit.aliases + unit.misprints]
        assert len(others) == len(set(others))
        assert names.isdisjoint(others)


def test_a_row_that_cannot_be_read_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "provinces_63.csv"
    lines = (DATA / path.name).read_text(encoding="utf-8").splitlines()
    lines[4] = lines[4].replace("2008-08-01", "1/8/2008")
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(FormatError) as caught:
        read_units(path, "63")
    assert [(fault.file, fault.line) for fault in caught.value.findings] == [("directory/provinces_63.csv", 5)]


def test_a_missing_column_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "provinces_34.csv"
    path.write_text((DATA / path.name).read_text(encoding="utf-8").replace("official_name", "ten"), encoding="utf-8")
    with pytest.raises(FormatError):
        read_units(path, "34")


# --- matching ---


@pytest.mark.parametrize("units", TUPLES)
def test_every_spelling_finds_its_own_unit(units: tuple[Unit, ...]) -> None:
    index = NameIndex(units)
    for unit in units:
        spellings = {
            "name": (unit.name, unit.thads_short_name, unit.official_name),
            "alias": unit.aliases,
            "misprint": unit.misprints,
        }
        for how, texts in spellings.items():
            for text in texts:
                match = index.match(text)
                assert (match.unit, match.how, match.suggestions) == (unit, how, ())


@pytest.mark.parametrize(
    ("printed", "name", "how"),
    [
        ("TT Huế", "Thừa Thiên Huế", "name"),
        ("Huế", "Thừa Thiên Huế", "alias"),
        ("Nghê An", "Nghệ An", "alias"),
        ("Sơn la", "Sơn La", "alias"),
        ("Hung Yên", "Hưng Yên", "misprint"),
        ("Đông Tháp", "Đồng Tháp", "misprint"),
        ("Hoà Bình", "Hòa Bình", "name"),
        (" Bà Rịa\u00a0-  Vũng Tàu\n", "Bà Rịa - Vũng Tàu", "name"),
        (unicodedata.normalize("NFD", "Đắk Lắk"), "Đắk Lắk", "name"),
    ],
)
def test_a_printed_name_is_resolved_and_says_how(printed: str, name: str, how: str) -> None:
    match = NameIndex(TUPLES[0]).match(printed)
    assert match.unit is not None
    assert (match.unit.name, match.how) == (name, how)


def test_the_misprints_are_misprints_in_the_34_set_too() -> None:
    index = NameIndex(TUPLES[2])
    assert [index.match(printed).how for printed in ("Hung Yên", "Đông Tháp")] == ["misprint", "misprint"]


def test_tables_of_2025_may_still_print_the_old_name_of_hue() -> None:
    match = NameIndex(TUPLES[1]).match("Thừa Thiên Huế")
    assert match.unit is not None
    assert (match.unit.name, match.how) == ("Huế", "alias")


def test_before_2025_the_city_of_hue_is_not_the_province() -> None:
    match = NameIndex(TUPLES[0]).match("Thành phố Huế")
    assert (match.unit, match.suggestions) == (None, ("Thừa Thiên Huế",))


def test_ha_giang_and_hau_giang_never_meet() -> None:
    index = NameIndex(TUPLES[0])
    assert by_code(TUPLES[0], "02") == index.match("Hà Giang").unit
    assert by_code(TUPLES[0], "93") == index.match("Hậu Giang").unit
    for between in ("Hạ Giang", "Hầu Giang", "Ha Giang", "Hau Giang", "H Giang"):
        assert index.match(between).unit is None


def test_a_name_of_the_other_set_is_not_found() -> None:
    new = NameIndex(TUPLES[2])
    kept = {unit.name for unit in TUPLES[2]}
    gone = [unit for unit in TUPLES[0] if unit.name not in kept]
    assert len(gone) == 30
    for unit in gone:
        if unit.name != "Thừa Thiên Huế":  # its alias "Huế" is the name of the city
            for spelling in (unit.name, unit.thads_short_name, unit.official_name, *unit.aliases):
                assert new.match(spelling).unit is None


@pytest.mark.parametrize(
    ("printed", "suggestion"),
    [
        ("Tra Vinh", "Trà Vinh"),
        ("TRÀ VINH", "Trà Vinh"),
        ("tỉnh Trà Vinh", "Trà Vinh"),
        ("tp Đà Nẵng", "Đà Nẵng"),
        ("Quảng Nan", "Quảng Nam"),
        ("Daklac", "Đắk Lắk"),
    ],
)
def test_a_name_that_is_only_alike_is_suggested_but_not_taken(printed: str, suggestion: str) -> None:
    match = NameIndex(TUPLES[0]).match(printed)
    assert (match.unit, match.how, match.suggestions[0]) == (None, "none", suggestion)


def test_the_same_letters_without_accents_exclude_what_is_merely_alike() -> None:
    assert NameIndex(TUPLES[0]).match("Ha Giang").suggestions == ("Hà Giang",)


@pytest.mark.parametrize("printed", ["", "Toàn quốc", "Kết quả chung toàn quốc", "Tổng số", "Quân đội"])
def test_what_resembles_no_unit_has_no_suggestion(printed: str) -> None:
    match = NameIndex(TUPLES[0]).match(printed)
    assert (match.unit, match.suggestions) == (None, ())


@given(st.text(max_size=20))
def test_nothing_is_matched_by_likeness(printed: str) -> None:
    match = NameIndex(TUPLES[0][:5]).match(printed)
    assert (match.unit is None) == (match.how == "none")
    assert len(match.suggestions) <= 3
    if match.unit:
        accepted = (match.unit.name, match.unit.official_name, *match.unit.aliases, *match.unit.misprints)
        assert spelling_key(printed) in {spelling_key(spelling) for spelling in accepted}


def test_at_most_three_names_are_suggested() -> None:
    units = [unit_named(f"Quảng An {letter}", code=letter, order=n) for n, letter in enumerate("ABCDE")]
    assert len(NameIndex(units).match("Quảng An").suggestions) == 3


def test_two_units_with_one_spelling_are_refused() -> None:
    units = [unit_named("Hà Nam"), unit_named("Hà Nội", code="01", aliases=("Hà  Nam",))]
    with pytest.raises(FormatError, match="Hà Nam và Hà Nội"):
        NameIndex(units)
