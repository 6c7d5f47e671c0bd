"""Filters of changes and gaps: each says its verb, and none prints a minus sign."""

from collections.abc import Callable
from fractions import Fraction

from dispatch.model.change import Change
from dispatch.model.dataset import MEASURE_UNITS
from dispatch.model.figure import Figure, Figures
from dispatch.vietnamese.money import billions
from dispatch.vietnamese.numbers import count, percent
from dispatch.vietnamese.phrases import GROWTH, LEVEL, PLACES, TARGET, UNDER, Direction, directed
from dispatch.vietnamese.rounding_words import rounded_to

NO_RELATIVE = "—"
_HUNDREDTHS = 10_000


def growth(figure: Figure, figures: Figures) -> str:
    """Say "tăng 4,88%" in points for a rate, "giảm 4.285 việc" for a count, "tăng 12 tỷ đồng" for money."""
    del figures
    return _directed(figure, GROWTH)


def growth_with_percent(figure: Figure, figures: Figures) -> str:
    """Say "giảm 4.285 việc (giảm 2,58%)"; nothing in parentheses when it grew from nothing or not at all."""
    del figures
    change = _change(figure)
    whole = _directed(figure, GROWTH)
    shown = "" if change.difference == 0 or change.relative is None else f" ({_relative(change)})"
    return whole + shown


def growth_in_percent(figure: Figure, figures: Figures) -> str:
    """Say "tăng 8,49%", of the count before; a dash when it grew from nothing."""
    del figures
    return _relative(_change(figure))


def difference_above(figure: Figure, figures: Figures) -> str:
    """Say "cao hơn 3,14%", "thấp hơn 1,47%", "bằng"."""
    del figures
    return _directed(figure, LEVEL)


def over_target(figure: Figure, figures: Figures) -> str:
    """Say "vượt 0,32%", "còn thiếu 15,42%", "bằng"."""
    del figures
    return _directed(figure, TARGET)


def places_moved(figure: Figure, figures: Figures) -> str:
    """Say "tăng 4 bậc" for a place that was 9 and is 5; "giữ nguyên"."""
    del figures
    return directed(_change(figure).difference, PLACES, lambda places: f"{count(places)} bậc")


def _directed(figure: Figure, words: Direction) -> str:
    return directed(_change(figure).difference, words, _magnitude(figure))


def _magnitude(figure: Figure) -> Callable[[int], str]:
    if _change(figure).is_rate:
        return percent
    if figure.unit == MEASURE_UNITS["tien"]:
        return billions
    return lambda difference: f"{count(difference)} {figure.unit}".rstrip()


def _relative(change: Change) -> str:
    if change.difference == 0:
        return GROWTH.same
    if change.relative is None:
        return NO_RELATIVE
    return directed(change.difference, GROWTH, lambda _: _small_percent(abs(change.relative or Fraction(0))))


def _small_percent(ratio: Fraction) -> str:
    """A ratio in percent; one that would print as nothing is "dưới 0,01%"."""
    printed = rounded_to(ratio.numerator * _HUNDREDTHS, ratio.denominator)
    return percent(printed) if printed else f"{UNDER} {percent(1)}"


def _change(figure: Figure) -> Change:
    assert isinstance(figure.value, Change)  # held against the sorts a filter fits
    return figure.value
