"""The map from 63 provinces to 34."""

from collections import Counter
from datetime import date

from dispatch.directory.mergers import merged_into
from dispatch.directory.units import units_in_force

OLD = {unit.code: unit.name for unit in units_in_force("63", date(2025, 6, 30))}
NEW = {unit.code: unit.name for unit in units_in_force("34", date(2025, 7, 1))}


def test_every_one_of_the_63_goes_into_one_of_the_34_and_none_of_these_is_left_empty() -> None:
    assert set(merged_into()) == set(OLD)
    assert set(merged_into().values()) == set(NEW)


def test_23_units_are_merged_and_11_are_unchanged() -> None:
    sizes = Counter(Counter(merged_into().values()).values())
    assert sizes[1] == 11
    assert sum(count for size, count in sizes.items() if size > 1) == 23


def test_a_province_that_was_not_merged_keeps_its_name() -> None:
    alone = [code for code, count in Counter(merged_into().values()).items() if count == 1]
    for old, new in merged_into().items():
        if new in alone:
            assert OLD[old] == NEW[new]


def test_a_code_used_again_is_another_province_in_the_other_set() -> None:
    assert OLD["15"] == "Yên Bái"
    assert NEW[merged_into()["15"]] == "Lào Cai"
    assert NEW[merged_into()["10"]] == "Lào Cai"
