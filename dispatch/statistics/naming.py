"""Decide which units a letter names, and say for every unit why or why not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from dispatch.model.dataset import MEASURE_NAMES, MEASURES, Measure
from dispatch.model.naming import Naming, NamingPolicy, Verdict
from dispatch.model.unit import Unit
from dispatch.statistics.figures import rate_text
from dispatch.statistics.ranking import Placing, Rates, place_units
from dispatch.statistics.rounding import hundredths_of_percent

CLOSE_GAP = 5
"""A difference of printed rates under this many hundredths of a point is a close call."""


@dataclass(frozen=True, slots=True)
class MeasureRates:
    """The rates of one measure: now, and in the same period where it is known."""

    measure: Measure
    current: Rates
    same_period: Rates


def apply_policy(policy: NamingPolicy, units: Sequence[Unit], rates: Mapping[Measure, MeasureRates]) -> Naming:
    """Apply one policy to every measure."""
    decide = {"lowest": _lowest, "below-same-period": _below_same_period}[policy.rule]
    verdicts = {measure: decide(policy, units, rates[measure]) for measure in MEASURES}
    named = {measure: _printed_order(policy, verdicts[measure]) for measure in MEASURES}
    return Naming(policy, named, verdicts, _combined(policy, units, named))


def _lowest(policy: NamingPolicy, units: Sequence[Unit], rates: MeasureRates) -> tuple[Verdict, ...]:
    """The `count` lowest exact rates; all units exactly equal to the last of them are named too."""
    placings = place_units(units, rates.current)
    worst_first = sorted(placings, key=lambda placing: placing.rate)
    last = worst_first[min(policy.count, len(worst_first)) - 1].rate if worst_first else None
    beyond = next((placing.rate for placing in worst_first if last is not None and placing.rate > last), None)
    verdicts = []
    for unit in units:
        placing = _placing_of(unit, placings)
        named = placing is not None and last is not None and placing.rate <= last
        close = placing is not None and _close_at_cut(placing.rate, last, beyond)
        why = _why_lowest(policy, rates.measure, placing, len(placings), named=named)
        verdicts.append(_verdict(unit, rates, placing, why, named=named, close=close))
    return tuple(verdicts)


def _below_same_period(policy: NamingPolicy, units: Sequence[Unit], rates: MeasureRates) -> tuple[Verdict, ...]:
    """Lower than the same period *as printed*: a tie in print is never accused."""
    del policy  # this rule has no parameters
    placings = place_units(units, rates.current)
    verdicts = []
    for unit in units:
        now, before = rates.current[unit.key], rates.same_period.get(unit.key)
        named = now is not None and before is not None and _printed(now) < _printed(before)
        close = (
            now is not None
            and before is not None
            and now != before
            and abs(_printed(now) - _printed(before)) < CLOSE_GAP
        )
        why = _why_below(now, before)
        verdicts.append(_verdict(unit, rates, _placing_of(unit, placings), why, named=named, close=close))
    return tuple(verdicts)


def _combined(
    policy: NamingPolicy, units: Sequence[Unit], named: Mapping[Measure, tuple[Unit, ...]]
) -> tuple[Unit, ...] | None:
    """The joint list over both measures, in GSO order: a joint list has no one rate to rank by."""
    if not policy.combine:
        return None
    meets = any if policy.combine == "either" else all
    return tuple(unit for unit in units if meets(unit in named[measure] for measure in MEASURES))


def _printed_order(policy: NamingPolicy, verdicts: Sequence[Verdict]) -> tuple[Unit, ...]:
    named = [verdict for verdict in verdicts if verdict.named]
    if policy.order == "rank":
        named.sort(key=lambda verdict: (verdict.rate if verdict.rate is not None else Fraction(0), verdict.unit.order))
    return tuple(verdict.unit for verdict in named)


def _verdict(  # noqa: PLR0913 -- a verdict is these facts
    unit: Unit, rates: MeasureRates, placing: Placing | None, why: str, *, named: bool, close: bool
) -> Verdict:
    rate = rates.current[unit.key]
    return Verdict(unit, rate, rate_text(rate), placing.place if placing else None, named, why, close)


def _close_at_cut(rate: Fraction, last: Fraction | None, beyond: Fraction | None) -> bool:
    """Whether the rate stands on either side of a cut that is narrow in print."""
    if last is None or beyond is None or _printed(beyond) - _printed(last) >= CLOSE_GAP:
        return False
    return rate in (last, beyond)


def _why_lowest(policy: NamingPolicy, measure: Measure, placing: Placing | None, ranked: int, *, named: bool) -> str:
    if placing is None:
        return "không có số có điều kiện thi hành nên không có tỷ lệ, không xếp hạng"
    group = f"{policy.count} đơn vị thấp nhất"
    place = f"hạng {placing.place}/{ranked} về {MEASURE_NAMES[measure]}"
    return f"{place}, thuộc {group}" if named else f"{place}, không thuộc {group}"


def _why_below(now: Fraction | None, before: Fraction | None) -> str:
    if now is None or before is None:
        return "không có tỷ lệ của kỳ này hoặc của cùng kỳ để so sánh"
    here, there = rate_text(now), rate_text(before)
    if _printed(now) < _printed(before):
        return f"{here}, thấp hơn cùng kỳ ({there})"
    if _printed(now) > _printed(before):
        return f"{here}, cao hơn cùng kỳ ({there})"
    exact = "bằng nhau tuyệt đối" if now == before else "chỉ khác ở phần làm tròn"
    return f"{here}, bằng cùng kỳ khi in ({exact}), không bị nêu tên"


def _placing_of(unit: Unit, placings: Sequence[Placing]) -> Placing | None:
    return next((placing for placing in placings if placing.unit == unit), None)


def _printed(rate: Fraction) -> int:
    return hundredths_of_percent(rate)
