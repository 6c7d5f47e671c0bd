"""Where each unit stands under a policy: its value, what it is held against, and what it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from dispatch.model.dataset import MEASURE_UNITS, Measure
from dispatch.model.figure import Figure, Figures
from dispatch.model.indicator import RATE
from dispatch.model.naming import NamingPolicy
from dispatch.model.unit import NATION_KEY, Unit
from dispatch.statistics.collection import DataFigures
from dispatch.statistics.figures import SAME_PERIOD, count_text, unit_scope
from dispatch.statistics.goal_makers import GOAL, PACE, REDUCTION
from dispatch.statistics.ranking import place_units
from dispatch.vietnamese.money import full_amount


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit on one measure: the figure that is judged, the bar it is held against, its rank, its base."""

    unit: Unit
    now: Figure
    bar: Figure | None
    rank: int | None
    ranked: int
    base: int | None

    @property
    def value(self) -> Fraction | None:
        """The exact value that is judged."""
        return _exact(self.now)

    @property
    def bar_value(self) -> Fraction | None:
        """The exact value of the bar."""
        return _exact(self.bar) if self.bar else None

    @property
    def lacks_goal(self) -> bool:
        """Whether the unit has a value, but no goal to hold it against; only where a policy asks for one."""
        return self.bar is None and self.value is not None

    @property
    def is_rate(self) -> bool:
        """Whether rates are judged, not counts."""
        return self.now.unit == "%"


def standings(
    policy: NamingPolicy, measure: Measure, units: Sequence[Unit], figures: DataFigures
) -> tuple[Standing, ...]:
    """Every unit's standing, in the order of `units`."""
    bases = (figures.lower if policy.level == "lower" else figures.provinces)[""].bases(measure, policy.indicator)
    judged = {unit.key: figures[judged_id(policy, unit.key, measure, figures)] for unit in units}
    placings = place_units(units, {key: _exact(figure) for key, figure in judged.items()})
    ranks = {placing.unit.key: placing.place for placing in placings}
    return tuple(
        Standing(
            unit=unit,
            now=judged[unit.key],
            bar=_bar(policy, unit.key, measure, figures),
            rank=ranks.get(unit.key),
            ranked=len(ranks),
            base=bases[unit.key],
        )
        for unit in units
    )


def judged_id(policy: NamingPolicy, key: str, measure: Measure, figures: Figures) -> str:
    """The id of the figure a policy judges: the indicator, or the reduction that a goal is set for."""
    scope = f"{unit_scope(key)}.{measure}."
    reduction = f"{scope}{policy.indicator}.{REDUCTION}"
    return reduction if policy.rule == "below-target" and reduction in figures else scope + policy.indicator


def bar_id(policy: NamingPolicy, key: str, measure: Measure) -> str:
    """The id of the figure a policy holds units against; empty when they are held against each other."""
    under = "" if policy.indicator == RATE else f"{policy.indicator}."
    scope = f"{unit_scope(key)}.{measure}."
    return {
        "below-national": f"{NATION_KEY}.{measure}.{policy.indicator}",
        "below-same-period": f"{scope}{SAME_PERIOD}.{policy.indicator}",
        "worst-fall": f"{scope}{SAME_PERIOD}.{policy.indicator}",
        "below-target": f"{scope}{under}{GOAL}",
        "below-pace": f"{scope}{PACE}",
    }.get(policy.rule, "")


def left_out(
    policy: NamingPolicy, measure: Measure, each: Sequence[Standing], excluded: Mapping[str, str]
) -> dict[str, str]:
    """The units a policy leaves out, by key, each with its reason."""
    reasons = {key: f"được loại trừ: {reason}" for key, reason in excluded.items()}
    least = policy.min_denominator.get(measure, 0)
    for standing in each:
        if standing.base is not None and standing.base < least:
            text = f"mẫu số {base_text(standing.base, measure)}, dưới mức tối thiểu {base_text(least, measure)}"
            reasons.setdefault(standing.unit.key, text)
    return reasons


def base_text(base: int, measure: Measure) -> str:
    """A denominator with its unit: "12 việc", "1 tỷ đồng"."""
    return full_amount(base) if measure == "tien" else f"{count_text(base)} {MEASURE_UNITS[measure]}"


def _bar(policy: NamingPolicy, key: str, measure: Measure, figures: Figures) -> Figure | None:
    name = bar_id(policy, key, measure)
    return figures.get(name) if name else None


def _exact(figure: Figure) -> Fraction | None:
    return Fraction(figure.value) if isinstance(figure.value, (int, Fraction)) else None
