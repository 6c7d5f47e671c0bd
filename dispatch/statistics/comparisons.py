"""Figures made of two figures: changes, shares and gaps."""

from fractions import Fraction

from dispatch.model.change import Change
from dispatch.model.figure import Figure, Formula
from dispatch.statistics.figures import NO_RATE, PLACES, POINTS, THOUSANDS, change_text, gap_text, points_text
from dispatch.statistics.rounding import hundredths_of_percent

_MONEY = "1.000 đồng"


def change_figure(name: str, now: Figure, before: Figure, against: str) -> Figure:
    """How `now` moved since `before`: points of printed rates, or counts with their relative growth.

    `against` names what it is compared with ("cùng kỳ").
    """
    is_rate = now.unit == "%"
    words = (
        f"hiệu hai tỷ lệ đã in, so với {against}" if is_rate else f"kỳ này trừ {against}, và phần trăm của {against}"
    )
    formula = Formula(f"{'points' if is_rate else 'change'}({now.id}, {before.id})", words, inputs=(now.id, before.id))
    change = _compared(now, before, is_rate=is_rate)
    if change is None:
        return Figure(name, None, NO_RATE, formula, POINTS if is_rate else now.unit, 2 * is_rate, now.about)
    text = change_text(change, THOUSANDS if now.unit == _MONEY else now.unit)
    unit, decimals = (POINTS, 2) if is_rate else (now.unit, 0)
    return Figure(name, change, text, formula, unit, decimals, now.about, change.difference)


def rank_change_figure(name: str, now: Figure, before: Figure, against: str) -> Figure:
    """How many places a unit rose (tăng) or fell (giảm); comparable: places risen."""
    words = f"thứ hạng của {against} trừ thứ hạng kỳ này; lên hạng là tăng"
    formula = Formula(f"rank_change({now.id}, {before.id})", words, inputs=(now.id, before.id))
    if now.comparable is None or before.comparable is None:
        return Figure(name, None, NO_RATE, formula, PLACES, about=now.about)
    change = Change(now.comparable, before.comparable, is_rate=False, is_rank=True)
    return Figure(name, change, change_text(change, PLACES), formula, PLACES, 0, now.about, change.difference)


def share_figure(name: str, part: Figure, whole: Figure) -> Figure:
    """What part of the nation's count is this unit's."""
    formula = Formula(f"share({part.id}, {whole.id})", "số của đơn vị ÷ số của toàn quốc", inputs=(part.id, whole.id))
    if not isinstance(part.value, int) or not isinstance(whole.value, int) or not whole.value:
        return Figure(name, None, NO_RATE, formula, "%", 2, part.about)
    share = Fraction(part.value, whole.value)
    printed = hundredths_of_percent(share)
    return Figure(name, share, points_text(printed), formula, "%", 2, part.about, printed)


def gap_figure(name: str, now: Figure, goal: Figure, against: str, *, strict: bool) -> Figure:
    """How a printed rate stands against a printed goal, in points."""
    relation = f"{against}{', phải vượt' if strict else ''}"
    formula = Formula(f"points({now.id}, {goal.id})", f"tỷ lệ đã in trừ {relation}", inputs=(now.id, goal.id))
    change = _compared(now, goal, is_rate=True, strict=strict)
    if change is None:
        return Figure(name, None, NO_RATE, formula, POINTS, 2, now.about)
    return Figure(name, change, gap_text(change), formula, POINTS, 2, now.about, change.difference)


def met_figure(name: str, gap: Figure) -> Figure:
    """Whether a goal is met, on printed values: "vượt", "đạt" (1) or "chưa đạt" (0)."""
    formula = Formula(f"met({gap.id})", "so trên số đã in: vượt, đạt hoặc chưa đạt", inputs=(gap.id,))
    change = gap.value
    if not isinstance(change, Change):
        return Figure(name, None, NO_RATE, formula, about=gap.about)
    text = ("vượt" if change else "đạt") if change.met else "chưa đạt"
    return Figure(name, int(change.met), text, formula, about=gap.about, comparable=int(change.met))


def _compared(now: Figure, before: Figure, *, is_rate: bool, strict: bool = False) -> Change | None:
    if now.comparable is None or before.comparable is None:
        return None
    return Change(now.comparable, before.comparable, is_rate=is_rate, strict=strict)
