"""How numbers and days are printed, written a second time: half up, commas and points, padded days."""

from datetime import date
from fractions import Fraction

BLANK = " " * 6


def hundredths(rate: Fraction) -> int:
    """A ratio in hundredths of a percent, half up: the digit after the last printed one decides."""
    whole, rest = divmod(rate.numerator * 10_000, rate.denominator)
    return whole + (2 * rest >= rate.denominator)


def percent(rate: Fraction | None) -> str:
    """A rate as "41,54%"; without a denominator there is none."""
    if rate is None:
        return "—"
    printed = hundredths(rate)
    return f"{grouped(printed // 100)},{printed % 100:02}%"


def grouped(number: int) -> str:
    """A count as "161.828"."""
    return f"{number:,}".replace(",", ".")


def short_date(day: date) -> str:
    """A day in a sentence: "15/3/2022"."""
    return f"{day.day:02}/{_month(day)}/{day.year}"


def long_date(day: date) -> str:
    """The day of a letter: "ngày 08 tháng 3 năm 2022"."""
    return f"ngày {day.day:02} tháng {_month(day)} năm {day.year}"


def undated(month: date | None) -> str:
    """The blanks of a letter without a day, in a month that is known or not."""
    if month is None:
        return "ngày      tháng      năm     "
    return f"ngày      tháng {_month(month)} năm {month.year}"


def letter_number(number: int | None) -> str:
    """The number of a letter; blanks while it has none."""
    return BLANK if number is None else f"{number:02}"


def _month(day: date) -> str:
    return f"{day.month:02}" if day.month < 3 else str(day.month)
