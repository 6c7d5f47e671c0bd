"""Decide which units a letter names, and say for every unit why or why not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from fractions import Fraction

from dispatch.directory.naming_rules import naming_rules
from dispatch.errors import Finding, StatisticsError
from dispatch.model.dataset import MEASURES, Measure
from dispatch.model.naming import Level, Naming, NamingPolicy, Verdict
from dispatch.model.unit import Unit
from dispatch.statistics.collection import DataFigures
from dispatch.statistics.judging import Judgement, Judgements, judge
from dispatch.statistics.naming_words import GOAL_RULES, Indicators, policy_sentence, why
from dispatch.statistics.standings import Standing, base_text, left_out, standings
from dispatch.vietnamese.collation import vietnamese_key
from dispatch.vietnamese.orthography import spelling_key

Levels = Mapping[Level, Sequence[Unit]]
"""The units that a policy may judge, by its level."""


@dataclass(frozen=True, slots=True)
class _OnMeasure:
    """What a policy decided on one measure."""

    verdicts: tuple[Verdict, ...]
    named: tuple[Unit, ...]
    spared: tuple[Unit, ...] = ()
    instead: tuple[Unit, ...] = ()


def apply_policies(
    policies: Mapping[str, NamingPolicy], levels: Levels, figures: DataFigures, indicators: Indicators
) -> dict[str, Naming]:
    """Apply every policy: those that judge figures first, then those that join them; in the order given."""
    joining = {name for name, policy in policies.items() if policy.of}
    units = {name: levels[policy.level] for name, policy in policies.items()}
    done = {
        name: _plain(policy, units[name], figures, indicators)
        for name, policy in policies.items()
        if name not in joining
    }
    for name in joining:
        done[name] = _joined(policies[name], units[name], [done[each] for each in policies[name].of])
    return {name: done[name] for name in policies}


def _plain(policy: NamingPolicy, units: Sequence[Unit], figures: DataFigures, indicators: Indicators) -> Naming:
    excluded = _excluded(policy, units)
    each = {measure: _on_measure(policy, measure, units, figures, excluded) for measure in MEASURES}
    return _naming(policy, policy_sentence(policy, indicators), units, each)


def _on_measure(
    policy: NamingPolicy, measure: Measure, units: Sequence[Unit], figures: DataFigures, excluded: Mapping[str, str]
) -> _OnMeasure:
    each = standings(policy, measure, units, figures)
    reasons = left_out(policy, measure, each, excluded)
    judged = judge(policy, each, reasons)
    verdicts = tuple(_verdict(policy, measure, standing, judged, reasons) for standing in each)
    named = {key for key, judgement in judged.items() if judgement.named}
    unhindered = {key for key, judgement in judge(policy, each, ()).items() if judgement.named} if reasons else named
    return _OnMeasure(
        verdicts,
        _printed_order(policy, each, named),
        _printed_order(policy, each, unhindered - named),
        _printed_order(policy, each, named - unhindered),
    )


def _verdict(
    policy: NamingPolicy, measure: Measure, standing: Standing, judged: Judgements, reasons: Mapping[str, str]
) -> Verdict:
    unit = standing.unit
    judgement = judged.get(unit.key, Judgement(named=False))
    reason = reasons.get(unit.key, "")
    return Verdict(
        unit=unit,
        rate=standing.value,
        printed_rate=standing.now.text,
        rank=standing.rank,
        named=judgement.named,
        why=f"không xét, {reason}" if reason else why(policy, measure, standing, named=judgement.named),
        close=judgement.close,
        small=_small(measure, standing, judgement),
        left_out=reason,
        lacks_goal=policy.rule in GOAL_RULES and standing.lacks_goal,
    )


def _small(measure: Measure, standing: Standing, judgement: Judgement) -> str:
    """A unit that is named for a rate over very few cases: one more may lift it out of the list."""
    if not judgement.named or standing.base is None or standing.base >= naming_rules().small_denominator[measure]:
        return ""
    return f"mẫu số nhỏ ({base_text(standing.base, measure)})"


def _joined(policy: NamingPolicy, units: Sequence[Unit], parts: Sequence[Naming]) -> Naming:
    """The units that stand in all, or in any, of the lists of `parts`."""
    meets = all if policy.rule == "all-of" else any
    each: dict[Measure, _OnMeasure] = {}
    for measure in MEASURES:
        lists = {part.policy.id: _members(part, measure) for part in parts}
        verdicts = tuple(
            _joined_verdict(
                unit,
                [part.verdicts[measure][place] for part in parts],
                lists,
                named=meets(unit in listed for listed in lists.values()),
            )
            for place, unit in enumerate(units)
        )
        named = [verdict for verdict in verdicts if verdict.named]
        if policy.order == "rank":
            named.sort(key=lambda verdict: (_or_zero(verdict.rate), verdict.unit.order))
        each[measure] = _OnMeasure(verdicts, _arranged(policy, [verdict.unit for verdict in named]))
    return _naming(policy, policy_sentence(policy, {}), units, each)


def _members(naming: Naming, measure: Measure) -> tuple[Unit, ...]:
    """The list of a policy on a measure; of one over both measures, its joint list."""
    return naming.named[measure] if naming.printed is None else naming.printed


def _joined_verdict(
    unit: Unit, parts: Sequence[Verdict], lists: Mapping[str, Sequence[Unit]], *, named: bool
) -> Verdict:
    inside = [f"“{name}”" for name, listed in lists.items() if unit in listed]
    text = "có trong " + ", ".join(inside) if inside else "không có trong danh sách nào"
    close, small, out = (
        "; ".join(dict.fromkeys(reason for reason in reasons if reason))
        for reasons in zip(*((part.close, part.small, part.left_out) for part in parts), strict=True)
    )
    return replace(parts[0], named=named, why=text, close=close, small=small, left_out=out)


def _naming(policy: NamingPolicy, sentence: str, units: Sequence[Unit], each: Mapping[Measure, _OnMeasure]) -> Naming:
    named = {measure: found.named for measure, found in each.items()}
    return Naming(
        policy=policy,
        sentence=sentence,
        named=named,
        verdicts={measure: found.verdicts for measure, found in each.items()},
        printed=_combined(policy, units, named),
        spared={measure: found.spared for measure, found in each.items()},
        instead={measure: found.instead for measure, found in each.items()},
    )


def _combined(
    policy: NamingPolicy, units: Sequence[Unit], named: Mapping[Measure, tuple[Unit, ...]]
) -> tuple[Unit, ...] | None:
    """The joint list over both measures, in GSO order by default: a joint list has no one rate to rank by."""
    if not policy.combine:
        return None
    meets = any if policy.combine == "either" else all
    return _arranged(policy, [unit for unit in units if meets(unit in named[measure] for measure in MEASURES)])


def _printed_order(policy: NamingPolicy, each: Sequence[Standing], keys: set[str]) -> tuple[Unit, ...]:
    chosen = [standing for standing in each if standing.unit.key in keys]
    if policy.order == "rank":
        chosen.sort(key=lambda standing: (_place(policy, standing), standing.unit.order))
    return _arranged(policy, [standing.unit for standing in chosen])


def _place(policy: NamingPolicy, standing: Standing) -> Fraction:
    if policy.rule == "worst-fall":
        return _or_zero(standing.value) - _or_zero(standing.bar_value)
    return -_or_zero(standing.value) if policy.rule == "highest" else _or_zero(standing.value)


def _arranged(policy: NamingPolicy, units: Sequence[Unit]) -> tuple[Unit, ...]:
    if policy.order == "alphabet":
        return tuple(sorted(units, key=lambda unit: vietnamese_key(unit.name)))
    return tuple(units)


def _or_zero(value: Fraction | None) -> Fraction:
    return Fraction(0) if value is None else value


def _excluded(policy: NamingPolicy, units: Sequence[Unit]) -> dict[str, str]:
    """The reasons of exclusions by the key of each unit; a name nobody has is refused."""
    known = {spelling_key(name): unit.key for unit in units for name in (unit.name, unit.thads_short_name, unit.key)}
    found = {name: known.get(spelling_key(name)) for name in policy.exclude}
    unknown = [name for name, key in found.items() if key is None]
    if unknown:
        message = f"quy tắc “{policy.id}” loại trừ “{unknown[0]}”, không phải đơn vị nào trong số liệu"
        near = get_close_matches(unknown[0], [unit.name for unit in units], 1)
        hint = f"có phải là “{near[0]}”?" if near else "ghi tên đơn vị như ở bảng số liệu"
        raise StatisticsError([Finding("unknown-unit", message, hint)])
    return {key: policy.exclude[name] for name, key in found.items() if key is not None}
