"""What a target asks for: a rate to reach or exceed, or a count to fall by a part of last year's."""

import re
from dataclasses import dataclass
from fractions import Fraction

from dispatch.vietnamese.numbers import parse_percent

_WHOLE = 10_000
_RANGE = re.compile(r"\s*[-–]\s*")
COMPARISONS = {"trên": (True, False), "từ": (False, False), "giảm": (False, True), "giảm trên": (True, True)}
"""Whether the value must be exceeded, and whether it is a reduction, by what stands in the column `comparison`."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A target's value as a ratio; `upper` ends a range ("7-10"), which only reductions have."""

    value: Fraction
    upper: Fraction | None
    strict: bool
    reduction: bool


def read_goal(target: str, comparison: str) -> Goal | None:
    """The goal that two cells tell; None when one of them is wrong."""
    if comparison not in COMPARISONS:
        return None
    strict, reduction = COMPARISONS[comparison]
    parts = [_ratio(part) for part in (_RANGE.split(target, 1) if reduction else [target])]
    values = [part for part in parts if part is not None]
    if len(values) != len(parts) or values != sorted(set(values)) or (reduction and not values[0]):
        return None
    return Goal(values[0], values[1] if len(values) > 1 else None, strict, reduction)


def value_fault(target: str, comparison: str) -> tuple[str, str] | None:
    """Message and hint when the value cannot be read."""
    if comparison not in COMPARISONS:
        comparison = "từ"
    if read_goal(target, comparison) is not None:
        return None
    if COMPARISONS[comparison][1]:
        return f"“{target}” không phải mức giảm tính bằng phần trăm", "ghi như 8,00 hoặc 7-10"
    return f"“{target}” không phải tỷ lệ phần trăm từ 0 đến 100", "ghi như 81,50"


def _ratio(printed: str) -> Fraction | None:
    hundredths = parse_percent(printed)
    return Fraction(hundredths, _WHOLE) if hundredths is not None and hundredths <= _WHOLE else None
