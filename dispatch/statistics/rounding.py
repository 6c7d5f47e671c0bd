"""The one rounding: half up, at print."""

from fractions import Fraction

_HUNDREDTHS = 10_000


def hundredths_of_percent(ratio: Fraction) -> int:
    """A ratio as hundredths of a percent, half up: 0.415401 is 4154, printed "41,54%".

    Python and babel round half to even; Vietnamese offices and Excel round half up. Below zero a half
    goes away from zero: a fall rounds as the same rise.
    """
    # Whole numbers throughout: the arithmetic of Fraction takes five times as long.
    size = (2 * _HUNDREDTHS * abs(ratio.numerator) + ratio.denominator) // (2 * ratio.denominator)
    return size if ratio.numerator >= 0 else -size
