"""The one rounding: half up, at print."""

from fractions import Fraction

_HUNDREDTHS = 10_000


def hundredths_of_percent(ratio: Fraction) -> int:
    """A ratio as hundredths of a percent, half up: 0.415401 is 4154, printed "41,54%".

    Python and babel round half to even; Vietnamese offices and Excel round half up. Below zero a half
    goes away from zero: a fall rounds as the same rise.
    """
    return hundredths_of(ratio.numerator, ratio.denominator)


def hundredths_of(part: int, whole: int) -> int:
    """The same of a part of a whole above zero, without making a Fraction of them."""
    # Whole numbers throughout: the arithmetic of Fraction takes five times as long.
    size = (2 * _HUNDREDTHS * abs(part) + whole) // (2 * whole)
    return size if part >= 0 else -size
