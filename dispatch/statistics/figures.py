"""How figures are called and printed."""

from fractions import Fraction

from dispatch.model.change import Change
from dispatch.model.dataset import Measure
from dispatch.model.unit import NATION_KEY
from dispatch.statistics.rounding import hundredths_of, hundredths_of_percent
from dispatch.vietnamese.numbers import count, percent
from dispatch.vietnamese.phrases import GROWTH, LEVEL, Direction, directed

NO_RATE = "—"
SAME_PERIOD = "cung_ky"
PREVIOUS_PERIOD = "ky_truoc"
LAST_YEAR = "nam_truoc"
LAST_YEAR_MONTH = "nam_truoc_cung_thang"
POINTS = "điểm %"
PLACES = "bậc"
THOUSANDS = "nghìn đồng"
_BELOW_ZERO = "âm "


def unit_scope(key: str) -> str:
    """The prefix of a unit's figures: "toan_quoc" or "don_vi.84"."""
    return key if key == NATION_KEY else f"don_vi.{key}"


def rate_id(key: str, measure: Measure, part: str = "") -> str:
    """The id of a rate: "don_vi.84.viec.ty_le", of the same period "….viec.cung_ky.ty_le"."""
    return f"{unit_scope(key)}.{measure}.{part + '.' if part else ''}ty_le"


def rate_text(rate: Fraction | None) -> str:
    """A rate as printed; a unit without a denominator has none, which is not 0,00%."""
    return NO_RATE if rate is None else points_text(hundredths_of_percent(rate))


def points_text(hundredths: int) -> str:
    """Hundredths of a percent as printed; a letter prints no minus sign."""
    return percent(hundredths) if hundredths >= 0 else _BELOW_ZERO + percent(-hundredths)


def count_text(value: int) -> str:
    """A count or an amount as printed; only a wrong table gives one below zero."""
    return count(value) if value >= 0 else _BELOW_ZERO + count(-value)


def change_text(change: Change, unit: str, words: Direction = GROWTH) -> str:
    """A change with its verb: "giảm 4.285 việc (giảm 2,58%)", "tăng 2,20%", "tăng 3 bậc", "bằng"."""
    if change.is_rate:
        return points_moved(change.difference, words)
    if change.is_rank:
        return places_moved(change.difference, words)
    return count_moved(change.now, change.before, unit, words)


def points_moved(hundredths: int, words: Direction) -> str:
    """The difference of two printed rates: "tăng 2,20%"."""
    return directed(hundredths, words, percent)


def places_moved(places: int, words: Direction) -> str:
    """The difference of two ranks: "tăng 3 bậc"."""
    return directed(places, words, lambda size: f"{count(size)} {PLACES}")


def count_moved(now: int, before: int, unit: str, words: Direction) -> str:
    """The difference of two counts, and what part of the earlier it is: "giảm 4.285 việc (giảm 2,58%)"."""
    difference = now - before
    if not difference:
        return words.same
    text = f"{words.more if difference > 0 else words.less} {count(abs(difference))} {unit}"
    if not before:
        return text
    grew = (difference > 0) is (before > 0)
    size = percent(hundredths_of(abs(difference), abs(before)))
    return f"{text} ({words.more if grew else words.less} {size})"


def gap_text(change: Change) -> str:
    """How a rate stands against a target: "cao hơn 0,61%", "thấp hơn 1,47%", "bằng"."""
    return change_text(change, POINTS, LEVEL)
