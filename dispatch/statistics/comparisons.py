"""Figures of a goal: the gap to it, and whether it is met."""

from dispatch.model.change import Change
from dispatch.model.figure import Figure, Formula
from dispatch.statistics.figures import NO_RATE, POINTS, gap_text


def gap_figure(name: str, now: Figure, goal: Figure, against: str, *, strict: bool) -> Figure:
    """How a printed rate stands against a printed goal, in points."""
    relation = f"{against}{', phải vượt' if strict else ''}"
    formula = Formula(f"points({now.id}, {goal.id})", f"tỷ lệ đã in trừ {relation}", inputs=(now.id, goal.id))
    if now.comparable is None or goal.comparable is None:
        return Figure(name, None, NO_RATE, formula, POINTS, 2, now.about)
    change = Change(now.comparable, goal.comparable, is_rate=True, strict=strict)
    return Figure(name, change, gap_text(change), formula, POINTS, 2, now.about, change.difference)


def met_figure(name: str, gap: Figure) -> Figure:
    """Whether a goal is met, on printed values: "vượt", "đạt" (1) or "chưa đạt" (0)."""
    formula = Formula(f"met({gap.id})", "so trên số đã in: vượt, đạt hoặc chưa đạt", inputs=(gap.id,))
    change = gap.value
    if not isinstance(change, Change):
        return Figure(name, None, NO_RATE, formula, about=gap.about)
    text = ("vượt" if change else "đạt") if change.met else "chưa đạt"
    return Figure(name, int(change.met), text, formula, about=gap.about, comparable=int(change.met))
