"""The one reader of naming policies: in template.toml, in a dossier's [naming], and on the command line."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import cast

from dispatch.errors import FormatError
from dispatch.model.dataset import MEASURES, Measure
from dispatch.model.naming import (
    COMBINATIONS,
    LEVELS,
    ORDERS,
    Combine,
    Level,
    NamingPolicy,
    NamingRule,
    NamingRules,
    Order,
    Rule,
)
from dispatch.tomlfile import Section, read_toml

RULES_FILE = "directory/naming_rules.toml"
_ID = re.compile(r"[a-z][a-z0-9_]*")
_EXCLUDE_HINT = 'ghi exclude = { "Hà Nội" = "lý do" }; ở dòng lệnh: exclude.Hà Nội=lý do'
_JOINING = {"all-of", "any-of"}
_FIRST_RULE = "lowest"

# The letter was written for these: a dossier does not change them.
_WRITTEN_FOR = frozenset({"level", "appendix", "reference"})


@cache
def naming_rules() -> NamingRules:
    """The rules that are part of the program."""
    top = read_toml(Path(__file__).parent / "data" / "naming_rules.toml", RULES_FILE)
    close = top.section("close_calls", required=True)
    small = close.section("small_denominator", required=True)
    rules = NamingRules(
        rules={name: _rule(cast(Rule, name), section) for name, section in top.sections("rules").items()},
        common=top.texts("common", required=True),
        close_gap=close.integer("gap", required=True),
        small_denominator={measure: small.integer(measure, required=True) for measure in MEASURES},
    )
    top.finish(FormatError)
    return rules


def read_policies(section: Section) -> dict[str, NamingPolicy]:
    """The policies of a table of policies, every fault at its line."""
    each = section.sections("policies")
    policies = {name: _new_policy(name, own) for name, own in each.items()}
    for name, own in each.items():
        _check_joined(own, policies[name], policies)
    return policies


def overridden(
    section: Section, policies: Mapping[str, NamingPolicy], *, may_add: bool = False
) -> dict[str, NamingPolicy]:
    """The policies with what `section` says otherwise; it may also hold new ones where `may_add`.

    An office changes numbers, order, exclusions of a policy; its rule only where it tries out (`may_add`):
    the sentence of the letter around the list was written for the rule.
    """
    changed = {name: _overridden(section.section(name), policy, may_add=may_add) for name, policy in policies.items()}
    if may_add:
        fresh = [name for name in section.written() if name not in policies]
        changed.update({name: _new_policy(name, section.section(name)) for name in fresh})
        for name, policy in changed.items():
            _check_joined(section.section(name), policy, changed)
    return changed


def _rule(name: Rule, section: Section) -> NamingRule:
    return NamingRule(
        id=name,
        sentence=section.text("sentence", required=True),
        parameters=section.texts("parameters", required=True),
        needs=section.text("needs"),
        is_cut=section.boolean("cut"),
        sentence_of_counts=section.text("sentence_of_counts"),
    )


def _new_policy(name: str, section: Section) -> NamingPolicy:
    if not _ID.fullmatch(name):
        section.fault(None, "bad-id", f"tên “{name}” không dùng được", "dùng chữ thường không dấu, số và dấu _")
    rule = _option(section, "rule", tuple(naming_rules().rules), _FIRST_RULE)
    return _read(section, NamingPolicy(id=name, rule=cast(Rule, rule)), frozenset())


def _overridden(section: Section, policy: NamingPolicy, *, may_add: bool) -> NamingPolicy:
    if may_add:
        chosen = _option(section, "rule", tuple(naming_rules().rules), policy.rule)
        return _read(section, replace(policy, rule=cast(Rule, chosen)), frozenset())
    combine = section.values.get("combine", policy.combine)
    if combine != policy.combine and (not policy.combine or combine not in COMBINATIONS):
        hint = "ghi " + " hoặc ".join(f'"{choice}"' for choice in COMBINATIONS)
        message = f"không dùng được cách kết hợp “{combine}” ở danh sách này"
        section.text("combine")
        section.fault("combine", "bad-policy", message, hint)
        return _read(section, policy, frozenset({"combine", *_WRITTEN_FOR}))
    return _read(section, policy, _WRITTEN_FOR)


def _read(section: Section, policy: NamingPolicy, fixed: frozenset[str]) -> NamingPolicy:
    """The policy with every key of its rule that the section has; `fixed` keys are not asked for."""
    rules = naming_rules()
    takes = (set(rules.common) | set(rules.rules[policy.rule].parameters)) - fixed
    count = section.integer("count", default=policy.count) if "count" in takes else policy.count
    if count < 1:
        section.fault("count", "bad-policy", f"số đơn vị được nêu tên là {count}", "ghi số nguyên từ 1")
    combine = _option(section, "combine", ("", *COMBINATIONS), policy.combine) if "combine" in takes else policy.combine
    return replace(
        policy,
        count=count,
        combine=cast(Combine, combine),
        order=cast(Order, _option(section, "order", ORDERS, policy.order)),
        level=cast(Level, _option(section, "level", LEVELS, policy.level)) if "level" in takes else policy.level,
        min_denominator={**policy.min_denominator, **_least(section)},
        exclude={**policy.exclude, **_exclusions(section)},
        indicator=section.text("indicator", default=policy.indicator) if "indicator" in takes else policy.indicator,
        of=(section.texts("of") or policy.of) if "of" in takes else policy.of,
        appendix=section.text("appendix", default=policy.appendix) if "appendix" in takes else policy.appendix,
        reference=section.text("reference", default=policy.reference) if "reference" in takes else policy.reference,
    )


def _least(section: Section) -> dict[Measure, int]:
    """The least denominator of each measure; a number alone is one of cases."""
    if not isinstance(section.values.get("min_denominator"), dict):
        found: dict[Measure, int] = {"viec": section.integer("min_denominator")}
    else:
        each = section.section("min_denominator")
        found = {measure: each.integer(measure) for measure in MEASURES}
    if min(found.values(), default=0) < 0:
        section.fault("min_denominator", "bad-policy", "mẫu số tối thiểu là số âm", "ghi số nguyên từ 0")
    return {measure: least for measure, least in found.items() if least > 0}


def _exclusions(section: Section) -> dict[str, str]:
    """Names with the reason each is left out for; a reason is never missing."""
    if isinstance(section.values.get("exclude"), str):
        name = section.text("exclude")
        section.fault("exclude", "no-reason", f"loại trừ “{name}” mà không nêu lý do", _EXCLUDE_HINT)
        return {}
    each = section.section("exclude")
    reasons = {name: each.text(name) for name in each.written()}
    for name, reason in reasons.items():
        if not reason.strip() and each.is_sound(name):
            each.fault(
                name, "no-reason", f"đơn vị “{name}” được loại trừ mà không nêu lý do", "ghi lý do trong ngoặc kép"
            )
    return reasons


def _check_joined(section: Section, policy: NamingPolicy, policies: Mapping[str, NamingPolicy]) -> None:
    """A policy that joins others names some that are there, and none that joins in its turn."""
    if policy.rule not in _JOINING:
        return
    if not policy.of:
        section.fault(
            "of", "bad-policy", f"quy tắc “{policy.id}” chưa ghi các danh sách được kết hợp", 'ghi of = ["…"]'
        )
    for name in policy.of:
        if name not in policies or policies[name].rule in _JOINING:
            plain = [other for other, each in policies.items() if each.rule not in _JOINING]
            message = f"quy tắc “{policy.id}” kết hợp “{name}”, không phải một quy tắc dùng được ở đây"
            section.fault("of", "unknown-policy", message, "chọn trong: " + ", ".join(plain))
        elif policies[name].level != policy.level:
            message = f"quy tắc “{policy.id}” và “{name}” không xét cùng một cấp đơn vị"
            section.fault("of", "bad-policy", message, f'ghi level = "{policies[name].level}" ở cả hai')


def _option(section: Section, key: str, options: tuple[str, ...], default: str) -> str:
    value = section.text(key, default=default)
    if value not in options:
        hint = "chọn một trong: " + ", ".join(option for option in options if option)
        section.fault(key, "bad-option", f"“{key}” không nhận giá trị “{value}”", hint)
        return default
    return value
