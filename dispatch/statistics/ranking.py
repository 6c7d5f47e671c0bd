"""Place units in order of one rate, as a letter ranks them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from dispatch.model.unit import Unit

Rates = Mapping[str, Fraction | None]


@dataclass(frozen=True, slots=True)
class Placing:
    """One unit's place among the units that have a rate, counted from the highest."""

    unit: Unit
    rate: Fraction
    place: int


def place_units(units: Sequence[Unit], rates: Rates) -> tuple[Placing, ...]:
    """One placing per unit with a rate, highest rate first.

    Order is by the exact rate. Equal rates share a place, stand in GSO order, and the next place
    is skipped: 1, 2, 2, 4. A unit without a rate (nothing to enforce) is left out: it is not last.
    """
    rated = [(unit, rate) for unit in units if (rate := rates[unit.key]) is not None]
    keys = _whole_keys([rate for _, rate in rated])
    placings: list[Placing] = []
    before: int | None = None
    for position, (key, _, index) in enumerate(sorted((-keys[i], rated[i][0].order, i) for i in range(len(rated))), 1):
        placings.append(Placing(*rated[index], placings[-1].place if key == before else position))
        before = key
    return tuple(placings)


def _whole_keys(rates: Sequence[Fraction]) -> list[int]:
    """Whole numbers in the order of the rates, equal where these are: they are compared fifty times faster.

    Two different rates differ by at least one over the product of their denominators; scaled by more than
    that, they differ by more than one.
    """
    bits = 2 * max((rate.denominator.bit_length() for rate in rates), default=0)
    return [(rate.numerator << bits) // rate.denominator for rate in rates]
