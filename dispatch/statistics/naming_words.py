"""What is said of a policy, and of each unit under it."""

from collections.abc import Mapping

from dispatch.directory.naming_rules import naming_rules
from dispatch.model.dataset import MEASURE_NAMES, MEASURES, Measure
from dispatch.model.indicator import Indicator
from dispatch.model.naming import NamingPolicy
from dispatch.statistics.figures import count_text, points_text
from dispatch.statistics.goal_makers import REDUCTION
from dispatch.statistics.judging import fall
from dispatch.statistics.standings import Standing, base_text

NO_GOAL = "không có chỉ tiêu được giao"
_JOINT = {
    "": "Hai danh sách riêng",
    "either": "Các đơn vị có trong ít nhất một trong hai danh sách",
    "both": "Các đơn vị có trong cả hai danh sách",
}
_ORDERS = {"gso": "theo thứ tự danh mục hành chính", "alphabet": "theo thứ tự chữ cái"}
_FIRST = {"highest": "cao nhất đứng trước", "worst-fall": "giảm nhiều nhất đứng trước"}
_BARS = {
    "below-national": ("toàn quốc", "không có tỷ lệ của đơn vị hoặc của toàn quốc để so sánh"),
    "below-same-period": ("cùng kỳ", "không có tỷ lệ của kỳ này hoặc của cùng kỳ để so sánh"),
    "worst-fall": ("cùng kỳ", "không có tỷ lệ của kỳ này hoặc của cùng kỳ để so sánh"),
    "below-target": ("chỉ tiêu", NO_GOAL),
    "below-pace": ("mức phải đạt đến nay", "không có kết quả năm trước để tính mức phải đạt đến nay"),
}
GOAL_RULES = frozenset({"below-target", "below-pace"})
_REDUCTION_BAR = ("mức phải giảm", "không có số của năm trước để tính mức giảm")
_GROUPS = {"lowest": "thấp nhất", "highest": "cao nhất"}


Indicators = Mapping[str, Indicator]


def rule_words(policy: NamingPolicy, measure: Measure, indicators: Indicators) -> str:
    """What a policy's rule is on one measure: "5 đơn vị có tỷ lệ … về việc thấp nhất"."""
    rule, indicator = naming_rules().rules[policy.rule], indicators.get(policy.indicator)
    of_counts = rule.sentence_of_counts if indicator and not indicator.unit else ""
    return (of_counts or rule.sentence).format(
        measure=MEASURE_NAMES[measure],
        indicator=indicator.name if indicator else policy.indicator,
        count=policy.count,
        of=", ".join(f"“{name}”" for name in policy.of),
    )


def policy_sentence(policy: NamingPolicy, indicators: Indicators) -> str:
    """The policy in one sentence: the rule, the order, and who is left out."""
    each = "; ".join(rule_words(policy, measure, indicators) for measure in MEASURES)
    parts = [f"{_JOINT[policy.combine]}: {each}", *(["xét các đơn vị cấp dưới"] if policy.level == "lower" else [])]
    joint_in_gso_order = policy.combine and policy.order == "rank"
    parts.append(_ORDERS["gso"] if joint_in_gso_order else _order(policy))
    for measure, least in policy.min_denominator.items():
        parts.append(f"không xét đơn vị có mẫu số dưới {base_text(least, measure)}")
    parts += [f"loại trừ {name} ({reason})" for name, reason in policy.exclude.items()]
    return "; ".join(parts) + "."


def why(policy: NamingPolicy, measure: Measure, standing: Standing, *, named: bool) -> str:
    """Why a unit is or is not named."""
    is_reduction = standing.now.id.endswith(f".{REDUCTION}")
    if standing.value is None:
        return (
            _REDUCTION_BAR[1]
            if is_reduction
            else "không có số có điều kiện thi hành nên không có tỷ lệ, không xếp hạng"
        )
    if policy.rule in _GROUPS:
        group = f"{policy.count} đơn vị {_GROUPS[policy.rule]}"
        place = f"hạng {standing.rank}/{standing.ranked} về {MEASURE_NAMES[measure]}"
        return f"{place}, thuộc {group}" if named else f"{place}, không thuộc {group}"
    bar, lacking = _REDUCTION_BAR if is_reduction else _BARS[policy.rule]
    score = fall(standing)
    if score is None or standing.bar is None:
        return NO_GOAL if standing.bar is None and policy.rule in GOAL_RULES else lacking
    if policy.rule == "worst-fall" and score.printed < 0:
        size = points_text(-score.printed) if standing.is_rate else count_text(-score.printed)
        group = f"{'thuộc' if named else 'không thuộc'} {policy.count} đơn vị giảm nhiều nhất"
        return f"{standing.now.text}, giảm {size} so với cùng kỳ ({standing.bar.text}), {group}"
    return (
        f"{standing.now.text}, {_against(score.printed, exact_tie=score.exact == 0, bar=bar, text=standing.bar.text)}"
    )


def _order(policy: NamingPolicy) -> str:
    return _ORDERS.get(policy.order) or _FIRST.get(policy.rule, "thấp nhất đứng trước")


def _against(printed: int, *, exact_tie: bool, bar: str, text: str) -> str:
    if printed < 0:
        return f"thấp hơn {bar} ({text})"
    if printed > 0:
        return f"cao hơn {bar} ({text})"
    exact = "bằng nhau tuyệt đối" if exact_tie else "chỉ khác ở phần làm tròn"
    return f"bằng {bar} khi in ({exact}), không bị nêu tên"
