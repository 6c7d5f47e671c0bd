"""Naming policies tried out from the command line: written nowhere, read like those of a dossier."""

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from dispatch.directory.naming_rules import overridden
from dispatch.errors import Finding, InputError
from dispatch.model.naming import NamingPolicy
from dispatch.tomlfile import Section

_PLACE = "--policy"
_HINT = "viết như ket_qua_thap.count=3, hoặc ten_moi.rule=below-national"


def tried(policies: Mapping[str, NamingPolicy], assignments: Sequence[str]) -> dict[str, NamingPolicy]:
    """The policies with assignments like "ket_qua_thap.count=3" made; a new name is a new policy.

    Raises InputError with everything that is wrong with them.
    """
    values: dict[str, Any] = {}
    for text in assignments:
        path, equals, value = text.partition("=")
        policy, *keys = path.strip().split(".", 2)
        if not equals or not keys:
            raise InputError([Finding("bad-policy", f"không hiểu “{text}”", _HINT, file=_PLACE)])
        table = values.setdefault(policy, {})
        for key in keys[:-1]:
            table = table.setdefault(key, {})
        table[keys[-1]] = _value(value.strip())
    section = Section(_PLACE, (), values, {}, [])
    changed = overridden(section, policies, may_add=True)
    section.finish()
    return changed


def _value(text: str) -> object:
    """A value as TOML reads it; what it does not read is text, so that quotes may be left out."""
    try:
        return tomllib.loads(f"v = {text}")["v"]
    except tomllib.TOMLDecodeError:
        return text
