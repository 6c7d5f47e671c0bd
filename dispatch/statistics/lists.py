"""The figures of naming: every list a letter may print, and what to tell about close calls."""

from collections.abc import Iterator, Sequence

from dispatch.errors import Finding
from dispatch.model.dataset import MEASURE_NAMES, MEASURES, Measure
from dispatch.model.figure import Figure, Formula
from dispatch.model.naming import MAX_NAMES_IN_SENTENCE, Naming, NamingPolicy
from dispatch.model.unit import Unit
from dispatch.statistics.figures import SAME_PERIOD, rate_id

NO_UNITS = "không có"
_COMBINED_WORDS = {"either": "về việc hoặc về tiền", "both": "cả về việc và về tiền"}


def list_figures(naming: Naming, units: Sequence[Unit]) -> Iterator[Figure]:
    """One list per measure, and the joint one of a policy over both measures."""
    policy = naming.policy
    for measure in MEASURES:
        inputs = _inputs(policy, measure, units)
        words = f"{_rule_words(policy)} về {MEASURE_NAMES[measure]}"
        yield _list_figure(
            policy, measure, naming.named[measure], Formula(_ordered(policy, measure), words, inputs=inputs)
        )
    if naming.printed is not None:
        inputs = tuple(name for measure in MEASURES for name in _inputs(policy, measure, units))
        each = ", ".join(_rule(policy, measure) for measure in MEASURES)
        words = f"{_rule_words(policy)} {_COMBINED_WORDS[policy.combine]}"
        formula = Formula(f"gso({policy.combine}({each}))", words, inputs=inputs)
        yield _list_figure(policy, "chung", naming.printed, formula)


def close_calls(naming: Naming) -> Iterator[Finding]:
    """A warning for every unit whose naming hangs on little, and for ties at the cut."""
    policy = naming.policy
    for measure in MEASURES:
        for verdict in naming.verdicts[measure]:
            if verdict.close_call:
                message = f"sát ngưỡng về {MEASURE_NAMES[measure]}: {verdict.unit.name}, {verdict.why}"
                hint = "kiểm tra lại số liệu của đơn vị này trước khi ký"
                yield Finding("close-call", message, hint, "warning", unit=verdict.unit.name)
        if policy.rule == "lowest" and len(naming.named[measure]) > policy.count:
            message = (
                f"{len(naming.named[measure])} đơn vị được nêu tên về {MEASURE_NAMES[measure]} thay vì {policy.count}:"
                " các đơn vị cuối có tỷ lệ bằng nhau tuyệt đối"
            )
            yield Finding("tie-at-cut", message, "xem lại số đơn vị được nêu tên", "warning")
        for verdict in naming.verdicts[measure]:
            if verdict.rate is None and policy.rule == "lowest":
                message = f"{verdict.unit.name}: {verdict.why} về {MEASURE_NAMES[measure]}"
                yield Finding("no-rate", message, "kiểm tra lại số liệu", "warning", unit=verdict.unit.name)


def _list_figure(policy: NamingPolicy, part: str, units: tuple[Unit, ...], formula: Formula) -> Figure:
    text = ", ".join(unit.name for unit in units) or NO_UNITS
    long = len(units) > MAX_NAMES_IN_SENTENCE
    return Figure(f"danh_sach.{policy.id}.{part}", units, text, formula, comparable=len(units), long_form=long)


def _ordered(policy: NamingPolicy, measure: Measure) -> str:
    wrapper = "worst_first" if policy.order == "rank" else "gso"
    return f"{wrapper}({_rule(policy, measure)})"


def _rule(policy: NamingPolicy, measure: Measure) -> str:
    if policy.rule == "lowest":
        return f"lowest({measure}.ty_le, {policy.count})"
    return f"below({measure}.ty_le, {measure}.{SAME_PERIOD}.ty_le)"


def _rule_words(policy: NamingPolicy) -> str:
    if policy.rule == "lowest":
        return f"{policy.count} đơn vị có tỷ lệ thấp nhất"
    return "các đơn vị có tỷ lệ thấp hơn cùng kỳ (so trên số đã in)"


def _inputs(policy: NamingPolicy, measure: Measure, units: Sequence[Unit]) -> tuple[str, ...]:
    parts = ("",) if policy.rule == "lowest" else ("", SAME_PERIOD)
    return tuple(rate_id(unit.key, measure, part) for part in parts for unit in units)
