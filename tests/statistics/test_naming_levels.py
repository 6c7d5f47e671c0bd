"""A policy judges provinces, or the units of the second level; never the one with the other."""

from dataclasses import replace

import pytest

from dispatch.directory.indicators import indicator_catalogue
from dispatch.errors import StatisticsError
from dispatch.model.dataset import MEASURES, Dataset, LowerLevel, Table
from dispatch.model.naming import NamingPolicy
from dispatch.model.unit import Unit
from dispatch.statistics.compute import Statistics, compute
from tests.builders import PERIOD, dataset, names, row

PROVINCES = """
    đơn vị   | việc    | tiền
    Hà Nội   | 50/100  | 500/1000
    Hà Giang | 90/100  | 900/1000
"""
BELOW = {"01": ("10/50", "40/50"), "02": ("45/50", "30/50")}
LOWEST = NamingPolicy("thap", "lowest", count=1, level="lower")


def two_levels() -> Dataset:
    """Two provinces with two units each."""
    provinces = dataset(PROVINCES)
    fractions = {
        Unit(f"{code}-{place}", "63", place, f"Chi cục {code}.{place}", "", "", "chi cục", parent=code): fraction
        for code, pair in BELOW.items()
        for place, fraction in enumerate(pair, 1)
    }
    rows = {each: {unit.key: row(unit, fraction) for unit, fraction in fractions.items()} for each in MEASURES}
    return replace(provinces, lower=LowerLevel(tuple(fractions), Table(PERIOD, rows)))


def computed(*policies: NamingPolicy) -> Statistics:
    return compute(two_levels(), {policy.id: policy for policy in policies}, indicator_catalogue())


def test_the_lowest_of_the_second_level_are_its_units_and_no_province() -> None:
    found = computed(LOWEST, replace(LOWEST, id="tinh", level="province")).namings
    assert names(found["thap"].named["viec"]) == "Chi cục 01.1"
    assert names(found["tinh"].named["viec"]) == "Hà Nội"


def test_every_unit_of_its_level_has_a_verdict_with_its_place_among_them() -> None:
    naming = computed(LOWEST).namings["thap"]
    assert [verdict.rank for verdict in naming.verdicts["viec"]] == [4, 2, 1, 3]
    assert naming.verdicts["viec"][0].why == "hạng 4/4 về việc, thuộc 1 đơn vị thấp nhất"
    assert "xét các đơn vị cấp dưới" in naming.sentence


def test_the_list_is_made_from_the_rates_of_the_second_level() -> None:
    figure = computed(LOWEST).figures["danh_sach.thap.viec"]
    assert figure.text == "Chi cục 01.1"
    assert [name.split(".")[1] for name in figure.formula.inputs] == ["01-1", "01-2", "02-1", "02-2"]


def test_without_a_second_level_the_policy_is_refused() -> None:
    with pytest.raises(StatisticsError) as caught:
        compute(dataset(PROVINCES), {"thap": LOWEST}, indicator_catalogue())
    [finding] = caught.value.findings
    assert finding.code == "missing-lower"
    assert "lower_current" in finding.hint
