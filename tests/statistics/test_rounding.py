"""The one rounding: half up, on exact numbers, at print."""

import csv
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dispatch.statistics.figures import rate_text
from dispatch.statistics.rounding import hundredths_of, hundredths_of_percent
from tests.builders import ROOT

with (ROOT / "tests" / "data" / "rounding_traps.csv").open(encoding="utf-8", newline="") as _file:
    TRAPS = list(csv.DictReader(_file))


def by_long_division(done: int, base: int) -> int:
    """Half up with whole numbers only: twice the rest reaches the divisor."""
    quotient, rest = divmod(done * 10_000, base)
    return quotient + (2 * rest >= base)


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: f"{trap['done']}/{trap['with_condition']}")
def test_every_trap_is_rounded_half_up(trap: dict[str, str]) -> None:
    rate = Fraction(int(trap["done"]), int(trap["with_condition"]))
    assert rate_text(rate) == trap["expected_half_up"] + "%"


def test_the_traps_are_traps() -> None:
    assert len(TRAPS) == 20
    for other in ("half_even", "python_format_float", "python_round_float"):
        assert any(trap["expected_half_up"] != trap[other] for trap in TRAPS)


@given(st.integers(0, 10**30), st.integers(1, 10**30))
@example(1, 800)
@example(10**30, 10**30)
def test_rounding_is_long_division(done: int, base: int) -> None:
    assert hundredths_of_percent(Fraction(done, base)) == by_long_division(done, base)


@given(st.integers(0, 10_000), st.integers(1, 10**20))
def test_an_exact_half_goes_up_and_what_is_less_goes_down(hundredths: int, finer: int) -> None:
    half = Fraction(2 * hundredths + 1, 20_000)
    assert hundredths_of_percent(half) == hundredths + 1
    assert hundredths_of_percent(half - Fraction(1, 20_000 * finer)) == hundredths


@given(st.integers(0, 10**12), st.integers(1, 10**12), st.integers(1, 10**9))
def test_the_size_of_a_unit_does_not_change_what_is_printed(done: int, base: int, times: int) -> None:
    assert rate_text(Fraction(done, base)) == rate_text(Fraction(done * times, base * times))


@given(st.fractions(0, 1), st.fractions(0, 1))
def test_a_higher_rate_is_never_printed_lower(one: Fraction, other: Fraction) -> None:
    low, high = sorted((one, other))
    assert hundredths_of_percent(low) <= hundredths_of_percent(high)


def test_no_rate_is_a_dash_and_not_zero() -> None:
    assert (rate_text(None), rate_text(Fraction(0))) == ("—", "0,00%")


@given(part=st.integers(), whole=st.integers(1))
def test_a_part_of_a_whole_rounds_as_its_ratio(part: int, whole: int) -> None:
    assert hundredths_of(part, whole) == hundredths_of_percent(Fraction(part, whole))
