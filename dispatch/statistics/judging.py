"""The rules themselves: which units are named, and which calls are close."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from dispatch.directory.naming_rules import naming_rules
from dispatch.model.naming import NamingPolicy
from dispatch.statistics.figures import points_text
from dispatch.statistics.standings import Standing


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a unit is named, and why it is a close call (empty: it is none)."""

    named: bool
    close: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """What an order of units goes by, the first named the smallest: exact, and as printed."""

    exact: Fraction
    printed: int


Judgements = Mapping[str, Judgement]


def judge(policy: NamingPolicy, each: Sequence[Standing], left_out: Collection[str]) -> Judgements:
    """A judgement for every unit that can be judged and is not left out, by its key."""
    allowed = [standing for standing in each if standing.unit.key not in left_out]
    score = _SCORES.get(policy.rule)
    return _cut(policy, allowed, score) if score else _below(allowed)


def fall(standing: Standing) -> Score | None:
    """How a unit moved since the bar, below zero when it fell; None when either is not known."""
    value, before = standing.value, standing.bar_value
    if value is None or before is None:
        return None
    assert standing.bar is not None  # it has a value
    return Score(value - before, (standing.now.comparable or 0) - (standing.bar.comparable or 0))


def _lowest(standing: Standing) -> Score | None:
    value = standing.value
    return None if value is None else Score(value, standing.now.comparable or 0)


def _highest(standing: Standing) -> Score | None:
    score = _lowest(standing)
    return None if score is None else Score(-score.exact, -score.printed)


def _fallen(standing: Standing) -> Score | None:
    """Only who fell in print can have fallen most: a tie in print is never accused."""
    score = fall(standing)
    return score if score is not None and score.printed < 0 else None


_SCORES: Mapping[str, Callable[[Standing], Score | None]] = {
    "lowest": _lowest,
    "highest": _highest,
    "worst-fall": _fallen,
}


def _cut(policy: NamingPolicy, each: Sequence[Standing], score: Callable[[Standing], Score | None]) -> Judgements:
    """The first `count` by exact value; all units exactly equal to the last of them are named too."""
    scores = {standing.unit.key: found for standing in each if (found := score(standing)) is not None}
    ordered = sorted(scores.values(), key=lambda found: found.exact)
    if not ordered:
        return {}
    last = ordered[min(policy.count, len(ordered)) - 1]
    beyond = next((found for found in ordered if found.exact > last.exact), None)
    gap = naming_rules().close_gap if each[0].is_rate else 1
    return {
        key: Judgement(found.exact <= last.exact, _close_at_cut(found, last, beyond, gap))
        for key, found in scores.items()
    }


def _close_at_cut(own: Score, last: Score, beyond: Score | None, gap: int) -> str:
    """Why a unit on one side of the cut is close to the other side."""
    if beyond is None:
        return ""
    distance = beyond.printed - own.printed if own.exact <= last.exact else own.printed - last.printed
    if distance >= gap:
        return ""
    if distance == 0:
        return "số đã in bằng nhau ở ngưỡng, số chính xác quyết định"
    return f"chỉ cách ngưỡng {points_text(distance)}"


def _below(each: Sequence[Standing]) -> Judgements:
    """Lower than the bar *as printed*: a tie in print is never accused."""
    found = {standing.unit.key: (standing, fall(standing)) for standing in each}
    return {key: _judged(standing, score) for key, (standing, score) in found.items() if score is not None}


def _judged(standing: Standing, score: Score) -> Judgement:
    named = score.printed < 0
    if not standing.is_rate or abs(score.printed) >= naming_rules().close_gap or score.exact == 0:
        return Judgement(named)
    if score.printed == 0:
        return Judgement(named, "chỉ khác ở phần làm tròn")
    return Judgement(named, f"chỉ chênh {points_text(abs(score.printed))}")
