"""Naming policies tried out from the command line: written nowhere, read like those of a dossier."""

import tomllib
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from dispatch.directory.naming_rules import naming_rules, overridden
from dispatch.errors import Finding, InputError, refuse_if_any
from dispatch.model.naming import NamingPolicy
from dispatch.tomlfile import Section

_PLACE = "--policy"
_OF_NAMED = "ten.rule=lowest, ten.count=3"
_HINT = "viết như count=3, ket_qua_thap.count=3, hoặc ten_moi.rule=below-national"


def tried(policies: Mapping[str, NamingPolicy], assignments: Sequence[str], main: str) -> dict[str, NamingPolicy]:
    """The policies with assignments like "ket_qua_thap.count=3" made; a new name is a new policy.

    "count=3" alone is about the policy `main`, whose list the letter is about. Raises InputError with
    everything that is wrong with them.
    """
    values: dict[str, Any] = {}
    for text in assignments:
        path, equals, value = text.partition("=")
        policy, *keys = _addressed(path.strip(), main)
        if equals and all(keys) and not policy and not main:
            message = f"“{text}” không nói về quy tắc nào: loại văn bản này không có danh sách chính"
            raise InputError([Finding("no-main-policy", message, f"ghi cả tên quy tắc: {_OF_NAMED}", file=_PLACE)])
        if not equals or not policy or not all(keys):
            raise InputError([Finding("bad-policy", f"không hiểu “{text}”", _HINT, file=_PLACE)])
        _put(values, (policy, *keys), value.strip(), text)
    _refuse_unknown(values, policies)
    section = Section(_PLACE, (), values, {}, [])
    changed = overridden(section, policies, may_add=True)
    section.finish()
    return changed


def _put(values: dict[str, Any], path: Sequence[str], value: str, text: str) -> None:
    """Set the value at a path of tables; InputError where another assignment has set a plain value on the way."""
    table: Any = values
    for key in path[:-1]:
        table = table.setdefault(key, {})
        if not isinstance(table, dict):
            message = f"“{text}” và một --policy khác đều đặt giá trị cho “{key}”"
            raise InputError([Finding("bad-policy", message, "giữ một trong hai", file=_PLACE)])
    table[path[-1]] = _value(value)


def _refuse_unknown(values: Mapping[str, Mapping[str, Any]], policies: Mapping[str, NamingPolicy]) -> None:
    """InputError for a policy that is not there and has no rule of its own: a name mistyped, not a new policy."""
    unknown = [name for name, table in values.items() if name not in policies and "rule" not in table]
    findings = []
    for name in unknown:
        near = get_close_matches(name, policies, 1)
        known = f"có phải là “{near[0]}”?" if near else f"mẫu có: {', '.join(policies)};" if policies else ""
        hint = f"{known} để thử một quy tắc mới, thêm {name}.rule=…".strip()
        findings.append(Finding("unknown-policy", f"không có quy tắc nêu tên “{name}”", hint, file=_PLACE))
    refuse_if_any(InputError, findings)


def _addressed(path: str, main: str) -> list[str]:
    """The policy and the keys below it; a path that begins with a key is about the main policy."""
    first, dot, _ = path.partition(".")
    if not dot or first in naming_rules().keys:
        return [main, *path.split(".", 1)]
    return path.split(".", 2)


def _value(text: str) -> object:
    """A value as TOML reads it; what it does not read is text, so that quotes may be left out."""
    try:
        return tomllib.loads(f"v = {text}")["v"]
    except tomllib.TOMLDecodeError:
        return text
