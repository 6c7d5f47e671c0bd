"""What only shows when a whole template.toml is read: keys that name policies and appendices."""

from collections.abc import Collection

from dispatch.model.kind import ALL_UNITS, LOWER_UNITS, AppendixSpec, LetterKind
from dispatch.model.naming import NamingPolicy
from dispatch.tomlfile import Section


def check_references(kind: LetterKind, top: Section) -> None:
    """Faults of keys that name each other, each at the line of the key that names."""
    naming = top.section("naming")
    if kind.named and kind.named not in kind.policies:
        hint = "khai báo ở [naming.policies]"
        naming.fault("named", "unknown-policy", f"không có quy tắc nêu tên “{kind.named}”", hint)
    for name, section in naming.sections("policies").items():
        _check_policy(section, kind.policies[name], {appendix.id for appendix in kind.appendices})
    seen: set[str] = set()
    for section, appendix in zip(top.array("appendix"), kind.appendices, strict=True):
        _check_appendix(section, appendix, kind.policies)
        if appendix.id in seen:
            section.fault("id", "bad-id", f"phụ lục “{appendix.id}” được khai báo hai lần", "đặt tên khác")
        seen.add(appendix.id)


def _check_policy(section: Section, policy: NamingPolicy, appendices: Collection[str]) -> None:
    if policy.appendix and policy.appendix not in appendices:
        message = f"quy tắc “{policy.id}” trỏ tới phụ lục “{policy.appendix}” không có"
        section.fault("appendix", "unknown-appendix", message, "khai báo phụ lục này bằng [[appendix]]")
    if policy.appendix and "{appendix}" not in policy.reference:
        message = "câu dẫn phụ lục không có chỗ cho tên phụ lục"
        section.fault("reference", "bad-policy", message, "viết {appendix} ở chỗ in “Phụ lục III”")


def _check_appendix(section: Section, appendix: AppendixSpec, policies: Collection[str]) -> None:
    if appendix.units not in (ALL_UNITS, LOWER_UNITS, *policies):
        message = f"phụ lục “{appendix.id}” dùng danh sách “{appendix.units}” không có"
        hint = 'ghi "all", "lower" (đơn vị cấp dưới) hoặc tên một quy tắc ở [naming.policies]'
        section.fault("units", "unknown-policy", message, hint)
    if appendix.when_long and appendix.units in (ALL_UNITS, LOWER_UNITS):
        hint = "bỏ when_long, hoặc ghi ở units tên một quy tắc nêu tên"
        section.fault("when_long", "bad-option", "when_long chỉ dùng cho phụ lục của một danh sách nêu tên", hint)
    for key, asked in (("province", bool(appendix.province)), ("group_by", appendix.group_by == "province")):
        if asked and appendix.units != LOWER_UNITS:
            message = f"“{key}” chia theo tỉnh, chỉ dùng cho phụ lục của đơn vị cấp dưới"
            section.fault(key, "bad-option", message, 'bỏ khoá này, hoặc ghi units = "lower"')
