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
    rated.sort(key=lambda pair: (-pair[1], pair[0].order))
    placings: list[Placing] = []
    for position, (unit, rate) in enumerate(rated, 1):
        tied = placings and placings[-1].rate == rate
        placings.append(Placing(unit, rate, placings[-1].place if tied else position))
    return tuple(placings)
