"""Places by the exact rate: equal rates share one, units without a rate have none."""

from collections.abc import Sequence
from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from dispatch.directory.indicators import indicator_catalogue
from dispatch.model.dataset import Table
from dispatch.model.unit import Unit
from dispatch.statistics.ranking import Rates, place_units
from dispatch.statistics.table_figures import TableFigures
from tests.builders import PERIOD, UNITS, row, unit, units

RATES = st.one_of(st.none(), st.builds(Fraction, st.integers(0, 6), st.just(6)), st.fractions(0, 1))
TABLES = st.lists(RATES, min_size=1, max_size=12).map(
    lambda rates: {unit.key: rate for unit, rate in zip(UNITS, rates, strict=False)}
)


def places(ordered: Sequence[Unit], rates: Rates) -> list[tuple[str, int]]:
    return [(placing.unit.name, placing.place) for placing in place_units(ordered, rates)]


def known(rates: Rates) -> list[Unit]:
    return [unit for unit in UNITS if unit.key in rates]


def test_equal_rates_share_a_place_in_gso_order_and_the_next_is_skipped() -> None:
    rates = {"01": Fraction(1, 2), "02": Fraction(2, 4), "04": Fraction(3, 4), "06": Fraction(1, 4)}
    assert places(units("Hà Nội, Hà Giang, Cao Bằng, Bắc Kạn"), rates) == [
        ("Cao Bằng", 1),
        ("Hà Nội", 2),
        ("Hà Giang", 2),
        ("Bắc Kạn", 4),
    ]


def test_rates_that_only_print_alike_have_their_own_places() -> None:
    rates = {"01": Fraction(41540, 100_000), "02": Fraction(41541, 100_000)}
    assert places(units("Hà Nội, Hà Giang"), rates) == [("Hà Giang", 1), ("Hà Nội", 2)]


def test_rates_too_near_for_floating_point_are_told_apart() -> None:
    low, high = Fraction(10**29, 3 * 10**29 + 1), Fraction(1, 3)
    assert float(low) == float(high)
    assert places(units("Hà Nội, Hà Giang"), {"01": low, "02": high}) == [("Hà Giang", 1), ("Hà Nội", 2)]


def test_a_unit_without_a_rate_has_no_place_and_takes_none() -> None:
    rates = {"01": None, "02": Fraction(0), "04": Fraction(1)}
    assert places(units("Hà Nội, Hà Giang, Cao Bằng"), rates) == [("Cao Bằng", 1), ("Hà Giang", 2)]


def test_nobody_is_placed_where_nobody_has_a_rate() -> None:
    assert place_units(units("Hà Nội"), {"01": None}) == ()


@given(TABLES, st.randoms(use_true_random=False))
def test_the_order_of_rows_makes_no_difference(rates: Rates, shuffle: Random) -> None:
    ordered = known(rates)
    shuffled = list(ordered)
    shuffle.shuffle(shuffled)
    assert place_units(shuffled, rates) == place_units(ordered, rates)


@given(TABLES)
def test_a_place_is_one_more_than_the_units_that_are_better(rates: Rates) -> None:
    placings = place_units(known(rates), rates)
    rated = [rate for rate in rates.values() if rate is not None]
    assert len(placings) == len(rated)
    for placing in placings:
        assert placing.place == 1 + sum(rate > placing.rate for rate in rated)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=2, max_size=8), st.integers(1, 10**12))
def test_the_size_of_a_unit_changes_neither_its_rate_nor_its_place(pairs: list[tuple[int, int]], times: int) -> None:
    def table(factor: int) -> Rates:
        rows = {}
        for number, (done, rest) in enumerate(pairs):
            scale = factor if number == 0 else 1
            rows[UNITS[number].key] = row(UNITS[number], f"{done * scale}/{(done + rest) * scale}")
        table = Table(PERIOD, {"viec": rows, "tien": {}})
        rates = TableFigures(table, indicator_catalogue(), list(rows)).rates("viec")
        return {key: rates.value(place) for place, key in enumerate(rows)}

    assert table(times) == table(1)
    assert place_units(UNITS[: len(pairs)], table(times)) == place_units(UNITS[: len(pairs)], table(1))


def test_units_are_told_apart_by_code_and_code_set() -> None:
    assert unit("Hà Nội").key == "01"
    assert unit("Hà Nội") != unit("Hà Giang")
