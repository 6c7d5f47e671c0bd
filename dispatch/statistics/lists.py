"""The figures of naming: every list a letter may print, and what to tell about close calls."""

from collections.abc import Iterator, Mapping

from dispatch.directory.naming_rules import naming_rules
from dispatch.errors import Finding
from dispatch.model.dataset import MEASURE_NAMES, MEASURES, Measure
from dispatch.model.figure import Figure, Formula
from dispatch.model.naming import MAX_NAMES_IN_SENTENCE, Naming, NamingPolicy
from dispatch.model.unit import NATION_KEY, Unit
from dispatch.statistics.collection import DataFigures
from dispatch.statistics.naming import Levels
from dispatch.statistics.naming_words import NO_GOAL, Indicators, rule_words
from dispatch.statistics.standings import bar_id, judged_id

JOINT = "chung"
"""The last part of the id of a list over both measures: "danh_sach.thap_ca_hai.chung"."""
NO_UNITS = "không có"
_COMBINED_WORDS = {"either": "hoặc", "both": "và đồng thời"}
_WRAPPERS = {"gso": "gso", "alphabet": "alphabet"}


class ListFigures:
    """The list figures of all namings of one dossier."""

    def __init__(
        self, namings: Mapping[str, Naming], levels: Levels, figures: DataFigures, indicators: Indicators
    ) -> None:
        self._namings = namings
        self._levels = levels
        self._figures = figures
        self._indicators = indicators

    def of(self, naming: Naming) -> Iterator[Figure]:
        """One list per measure, and the joint one of a policy over both measures."""
        policy = naming.policy
        inputs = {measure: tuple(self._inputs(policy, measure)) for measure in MEASURES}
        for measure in MEASURES:
            expression = f"{_wrapper(policy)}({self._rule(naming, measure)})"
            formula = Formula(expression, rule_words(policy, measure, self._indicators), inputs=inputs[measure])
            yield _list_figure(policy, measure, naming.named[measure], formula)
        if naming.printed is not None:
            words = f", {_COMBINED_WORDS[policy.combine]} ".join(
                rule_words(policy, measure, self._indicators) for measure in MEASURES
            )
            expression = f"{_joint_wrapper(policy)}({self._joint(naming)})"
            formula = Formula(expression, words, inputs=inputs["viec"] + inputs["tien"])
            yield _list_figure(policy, JOINT, naming.printed, formula)

    def _joint(self, naming: Naming) -> str:
        each = ", ".join(self._rule(naming, measure) for measure in MEASURES)
        return f"{naming.policy.combine}({each})"

    def _rule(self, naming: Naming, measure: Measure) -> str:
        policy = naming.policy
        if policy.of:
            parts = (self._namings[name] for name in policy.of)
            each = ", ".join(self._rule(part, measure) if part.printed is None else self._joint(part) for part in parts)
            return f"{'all' if policy.rule == 'all-of' else 'any'}({each})"
        now = f"{measure}.{policy.indicator}"
        out = " ".join(verdict.unit.key for verdict in naming.verdicts[measure] if verdict.left_out)
        rest = f", without {out}" if out else ""
        if policy.rule in ("lowest", "highest"):
            return f"{policy.rule}({now}, {policy.count}{rest})"
        bar = _metric(bar_id(policy, "", measure))
        if policy.rule == "worst-fall":
            return f"worst_fall({now}, {bar}, {policy.count}{rest})"
        return f"below({self._judged(policy, measure)}, {bar}{rest})"

    def _judged(self, policy: NamingPolicy, measure: Measure) -> str:
        """The metric that is judged: the indicator, or its reduction where that is what a goal is set for."""
        judged = {_metric(judged_id(policy, unit.key, measure, self._figures)) for unit in self._levels[policy.level]}
        return max(judged, key=len)

    def _inputs(self, policy: NamingPolicy, measure: Measure) -> Iterator[str]:
        if policy.of:
            parts = [(self._namings[name], self._namings[name].policy) for name in policy.of]
            measures = {each.id: MEASURES if naming.printed is not None else (measure,) for naming, each in parts}
            each_input = (name for _, each in parts for m in measures[each.id] for name in self._inputs(each, m))
            yield from dict.fromkeys(each_input)
            return
        units = self._levels[policy.level]
        yield from (judged_id(policy, unit.key, measure, self._figures) for unit in units)
        bars = dict.fromkeys(bar_id(policy, unit.key, measure) for unit in units)
        yield from (bar for bar in bars if bar and bar in self._figures)


def naming_findings(naming: Naming) -> Iterator[Finding]:
    """A warning for every unit whose naming hangs on little, for ties at the cut, and for units left out."""
    policy = naming.policy
    is_cut = naming_rules().rules[policy.rule].is_cut
    for measure in MEASURES:
        on = f"về {MEASURE_NAMES[measure]}"
        yield from _close_calls(naming, measure, on)
        named = naming.named[measure]
        if is_cut and len(named) > policy.count:
            message = (
                f"{len(named)} đơn vị được nêu tên {on} thay vì {policy.count}:"
                " các đơn vị cuối có tỷ lệ bằng nhau tuyệt đối"
            )
            yield Finding("tie-at-cut", message, "xem lại số đơn vị được nêu tên", "warning")
        yield from _left_out(naming, measure, on)
        yield from _without_goals(naming, measure, on)
        for verdict in naming.verdicts[measure]:
            if verdict.rate is None and is_cut and not verdict.left_out:
                message = f"{verdict.unit.name}: {verdict.why} {on}"
                yield Finding("no-rate", message, "kiểm tra lại số liệu", "warning", unit=verdict.unit.name)


def _close_calls(naming: Naming, measure: Measure, on: str) -> Iterator[Finding]:
    if naming.policy.of:
        return  # told of the lists it joins
    for verdict in naming.verdicts[measure]:
        name = verdict.unit.name
        hint = "kiểm tra lại số liệu của đơn vị này trước khi ký"
        if verdict.close:
            said = "" if verdict.close in verdict.why else f" ({verdict.close})"
            message = f"sát ngưỡng {on}: {name}, {verdict.why}{said}"
            yield Finding("close-call", message, hint, "warning", unit=name)
        if verdict.small:
            message = f"{verdict.small} {on}: {name}, {verdict.why}; thêm một vài việc là tỷ lệ đổi nhiều"
            yield Finding("small-denominator", message, hint, "warning", unit=name)


def _left_out(naming: Naming, measure: Measure, on: str) -> Iterator[Finding]:
    """Who would be named and is not, why, and who is named instead."""
    reasons = {verdict.unit.key: verdict.left_out for verdict in naming.verdicts[measure]}
    instead = ", ".join(unit.name for unit in naming.instead[measure])
    for unit in naming.spared[measure]:
        message = f"{unit.name} không được nêu tên {on}: {reasons[unit.key]}"
        if instead:
            message += f"; nêu tên thay: {instead}"
        hint = f"xem lại quy tắc “{naming.policy.id}” trước khi ký"
        yield Finding("unit-left-out", message, hint, "warning", unit=unit.name)


def _without_goals(naming: Naming, measure: Measure, on: str) -> Iterator[Finding]:
    """Who cannot be judged because no goal was given: a short or empty list must not look like a good result."""
    lacking = [verdict.unit.name for verdict in naming.verdicts[measure] if verdict.lacks_goal]
    if not lacking or naming.policy.of:
        return
    all_of_them = len(lacking) == len(naming.verdicts[measure])
    who = "mọi đơn vị" if all_of_them else f"{len(lacking)} đơn vị ({', '.join(lacking)})"
    message = f"quy tắc “{naming.policy.id}” không xét được {who} {on}: {NO_GOAL}"
    hint = "thêm chỉ tiêu của từng đơn vị vào tệp chỉ tiêu (targets), hoặc dùng quy tắc khác"
    yield Finding("missing-goal", message, hint, "warning")


def _list_figure(policy: NamingPolicy, part: str, units: tuple[Unit, ...], formula: Formula) -> Figure:
    text = ", ".join(unit.name for unit in units) or NO_UNITS
    long = len(units) > MAX_NAMES_IN_SENTENCE
    return Figure(f"danh_sach.{policy.id}.{part}", units, text, formula, comparable=len(units), long_form=long)


def _wrapper(policy: NamingPolicy) -> str:
    first = {"highest": "best_first", "worst-fall": "worst_fall_first"}.get(policy.rule, "worst_first")
    return _WRAPPERS.get(policy.order, first)


def _joint_wrapper(policy: NamingPolicy) -> str:
    return _WRAPPERS.get(policy.order, "gso")


def _metric(name: str) -> str:
    """An id without the unit: "viec.cung_ky.ty_le"; the nation's stays whole."""
    return name if name.startswith(NATION_KEY) else name.split(".", 2)[2]
