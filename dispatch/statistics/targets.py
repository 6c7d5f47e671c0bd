"""The figures of yearly goals: the goal, the gap to it, whether it is met, and the pace towards it."""

from fractions import Fraction

from dispatch.model.dataset import Target
from dispatch.model.figure import Figure, Formula
from dispatch.statistics.figures import NO_RATE, rate_text
from dispatch.statistics.rounding import hundredths_of_percent
from dispatch.vietnamese.numbers import percent
from dispatch.vietnamese.phrases import GROWTH, directed

_MONTHS_IN_YEAR = 12


def target_figure(name: str, target: Target) -> Figure:
    """The goal itself; of a reduction, the least part by which the count must fall."""
    relation = "phải giảm ít nhất" if target.reduction else ("phải vượt" if target.strict else "phải đạt")
    return _goal(name, target, target.value, f"chỉ tiêu được giao, {relation}")


def upper_figure(name: str, target: Target) -> Figure:
    """The upper end of a goal given as a range."""
    upper = target.value if target.upper is None else target.upper
    return _goal(name, target, upper, "mức cao nhất của chỉ tiêu được giao theo khoảng", "upper")


def linear_pace(name: str, goal: Figure, months: int) -> Figure:
    """What the rate must be by now when it grows alike every month: the goal × months/12."""
    words = f"chỉ tiêu × {months} ÷ 12 (chia đều theo tháng)"
    formula = Formula(f"linear({goal.id}, {months})", words, inputs=(goal.id,))
    return _pace(name, goal, formula, Fraction(months, _MONTHS_IN_YEAR))


def curve_pace(name: str, goal: Figure, month: Figure, year: Figure) -> Figure:
    """What the rate must be by now when the year goes as last year did.

    The goal × last year's rate after as many months ÷ last year's rate at its end; no pace for a unit
    that had no rate last year.
    """
    words = "chỉ tiêu × tỷ lệ cùng số tháng năm trước ÷ tỷ lệ cả năm trước"
    formula = Formula(f"curve({goal.id}, {month.id}, {year.id})", words, inputs=(goal.id, month.id, year.id))
    then, whole = month.value, year.value
    part = Fraction(then, whole) if isinstance(then, Fraction) and isinstance(whole, Fraction) and whole else None
    return _pace(name, goal, formula, part)


def reduction_figure(name: str, now: Figure, before: Figure) -> Figure:
    """By what part a count has fallen since last year's end, "giảm 8,00%"; below zero when it has grown."""
    words = "(số năm trước − số kỳ này) ÷ số năm trước"
    formula = Formula(f"reduction({now.id}, {before.id})", words, inputs=(now.id, before.id))
    if now.comparable is None or not before.comparable:
        return Figure(name, None, NO_RATE, formula, "%", 2, now.about)
    part = Fraction(before.comparable - now.comparable, before.comparable)
    printed = hundredths_of_percent(part)
    return Figure(name, part, directed(-printed, GROWTH, percent), formula, "%", 2, now.about, printed)


def _goal(name: str, target: Target, value: Fraction, words: str, operand: str = "chi_tieu") -> Figure:
    formula = Formula(f"percent({operand})", words, {operand: (target.source,)})
    return Figure(name, value, rate_text(value), formula, "%", 2, target.unit_key, hundredths_of_percent(value))


def _pace(name: str, goal: Figure, formula: Formula, part: Fraction | None) -> Figure:
    if part is None or not isinstance(goal.value, Fraction):
        return Figure(name, None, NO_RATE, formula, "%", 2, goal.about)
    rate = goal.value * part
    return Figure(name, rate, rate_text(rate), formula, "%", 2, goal.about, hundredths_of_percent(rate))
