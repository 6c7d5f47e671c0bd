"""The names of the figures that a unit with a goal has, and how each is made."""

from collections.abc import Callable, Mapping
from functools import partial

from dispatch.model.dataset import Measure, Target
from dispatch.model.figure import Figure, Figures
from dispatch.model.indicator import RATE
from dispatch.statistics.comparisons import gap_figure, met_figure
from dispatch.statistics.figures import LAST_YEAR, LAST_YEAR_MONTH, unit_scope
from dispatch.statistics.table_figures import TableFigures
from dispatch.statistics.targets import curve_pace, linear_pace, reduction_figure, target_figure, upper_figure

Maker = Callable[[str, str, Measure], Figure]
"""Makes the figure of an id, for a unit's key and a measure."""

GOAL, UPPER, GAP, MET = "chi_tieu", "chi_tieu_den", "so_chi_tieu", "dat_chi_tieu"
PACE, PACE_GAP, PACE_MET = "tien_do", "so_tien_do", "dat_tien_do"
REDUCTION = "ty_le_giam"


def goal_makers(figures: Figures, target: Target, parts: Mapping[str, TableFigures]) -> dict[str, Maker]:
    """The figures of one goal; those of the rate have plain names, those of another indicator stand under it."""
    before = "" if target.indicator == RATE else f"{target.indicator}."
    scope = f"{unit_scope(target.unit_key)}.{target.measure}."
    goal = scope + before + GOAL
    makers: dict[str, Maker] = {before + GOAL: partial(_goal, target)}
    if target.upper is not None:
        makers[before + UPPER] = partial(_upper, target)
    if target.indicator not in parts[""].rules[target.measure]:
        return makers
    now = scope + target.indicator
    if target.reduction:
        if LAST_YEAR not in parts or target.indicator not in parts[LAST_YEAR].rules[target.measure]:
            return makers
        makers[before + REDUCTION] = partial(_reduction, figures, now, f"{scope}{LAST_YEAR}.{target.indicator}")
        now = scope + before + REDUCTION
    makers[before + GAP] = partial(_gap, figures, now, goal, target)
    makers[before + MET] = partial(_met, figures, scope + before + GAP)
    if target.indicator == RATE:
        makers[PACE] = partial(_pace, figures, goal, scope, parts)
        makers[PACE_GAP] = partial(_pace_gap, figures, now, scope + PACE)
        makers[PACE_MET] = partial(_met, figures, scope + PACE_GAP)
    return makers


def _goal(target: Target, name: str, _key: str, _measure: Measure) -> Figure:
    return target_figure(name, target)


def _upper(target: Target, name: str, _key: str, _measure: Measure) -> Figure:
    return upper_figure(name, target)


def _reduction(figures: Figures, now: str, before: str, name: str, _key: str, _measure: Measure) -> Figure:
    return reduction_figure(name, figures[now], figures[before])


def _gap(figures: Figures, now: str, goal: str, target: Target, name: str, _key: str, _measure: Measure) -> Figure:
    return gap_figure(name, figures[now], figures[goal], "chỉ tiêu", strict=target.strict)


def _met(figures: Figures, gap: str, name: str, _key: str, _measure: Measure) -> Figure:
    return met_figure(name, figures[gap])


def _pace(
    figures: Figures, goal: str, scope: str, parts: Mapping[str, TableFigures], name: str, _key: str, _measure: Measure
) -> Figure:
    if LAST_YEAR in parts and LAST_YEAR_MONTH in parts:
        month, year = (figures[f"{scope}{part}.{RATE}"] for part in (LAST_YEAR_MONTH, LAST_YEAR))
        return curve_pace(name, figures[goal], month, year)
    return linear_pace(name, figures[goal], parts[""].table.period.months)


def _pace_gap(figures: Figures, now: str, pace: str, name: str, _key: str, _measure: Measure) -> Figure:
    return gap_figure(name, figures[now], figures[pace], "mức phải đạt theo tiến độ", strict=False)
