"""How numbers, changes and days are printed, written a second time: half up, commas and points, padded days."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

BLANK = " " * 6
BILLION = 1_000_000


@dataclass(frozen=True)
class Change:
    """Two counts, or two printed rates in hundredths of a percent (`unit` is "%")."""

    now: int
    before: int
    unit: str

    @property
    def difference(self) -> int:
        return self.now - self.before


@dataclass(frozen=True)
class RankChange(Change):
    """Two ranks: a lower number is a rise."""

    @property
    def difference(self) -> int:
        return self.before - self.now


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


def half_up(value: int, step: int) -> int:
    """How many steps a value is."""
    whole, rest = divmod(value, step)
    return whole + (2 * rest >= step)


def points(printed: int) -> str:
    """Hundredths of a percent as "0,37%"."""
    return f"{grouped(printed // 100)},{printed % 100:02}%"


def billions(thousands: int) -> str:
    """Money of a tỷ or more as "36.550 tỷ đồng"."""
    assert thousands >= BILLION, "an amount under a tỷ is printed otherwise"
    return f"{grouped(half_up(thousands, BILLION))} tỷ đồng"


def verbs(change: Change, more: str, less: str, size: Callable[[int], str]) -> str:
    """A change with its verb."""
    if change.difference == 0:
        return "bằng"
    return f"{more if change.difference > 0 else less} {size(abs(change.difference))}"


def size_of(change: Change) -> Callable[[int], str]:
    """How big a change is, in its own unit."""
    return points if change.unit == "%" else billions if change.unit == "tien" else lambda size: f"{grouped(size)} việc"


def relative(change: Change) -> str:
    """A change in percent of what was before: "tăng 8,49%"."""
    part = points(hundredths(Fraction(abs(change.difference), change.before)))
    return verbs(change, "tăng", "giảm", lambda _: part)


def change_text(change: Change) -> str:
    """A change as the catalogue of figures prints it."""
    if change.unit == "%":
        return verbs(change, "tăng", "giảm", points)
    if isinstance(change, RankChange):
        return verbs(change, "tăng", "giảm", lambda size: f"{grouped(size)} bậc")
    unit = {"viec": "việc", "tien": "nghìn đồng"}[change.unit]
    text = verbs(change, "tăng", "giảm", lambda size: f"{grouped(size)} {unit}")
    return text if not change.before or not change.difference else f"{text} ({relative(change)})"


def round_text(value: int, above: str, unit: str) -> str:
    """A rounded amount with the word that is true of it."""
    step = BILLION if unit == "tien" else 1000
    printed = half_up(value, step)
    text = billions(value) if unit == "tien" else grouped(printed * step)
    return text if printed * step == value else f"{above if value > printed * step else 'gần'} {text}"


def without_zeros(rate: Fraction) -> str:
    """A rate as "70%", "7,5%"."""
    whole, _, decimals = percent(rate).rstrip("%").partition(",")
    return f"{whole},{decimals.rstrip('0')}".rstrip(",") + "%"


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
