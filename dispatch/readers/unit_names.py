"""Printed names of units: matched exactly or by alias, never guessed."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dispatch.directory.units import NameIndex
from dispatch.errors import Finding
from dispatch.model.unit import Unit
from dispatch.readers.number_text import shortened
from dispatch.vietnamese.orthography import forbidden_characters, normal_form, spelling_key

_LONGEST_NAME = 80
_MOST_TOLD = 3


class UnitReader:
    """Finds the unit a printed name means; `aliases` were confirmed by the officer."""

    def __init__(self, units: tuple[Unit, ...], aliases: Mapping[str, str]) -> None:
        self.units = units
        self._confirmed = aliases
        self._index = NameIndex(units)
        self._aliases = {spelling_key(spelling): name for spelling, name in aliases.items()}
        self._plain: dict[str, Unit] = {}
        self._told: set[tuple[str, str | None, str]] = set()

    def of(self, units: tuple[Unit, ...]) -> "UnitReader":
        """A reader of other units, with the same confirmed names."""
        return UnitReader(units, self._confirmed)

    def read(self, printed: str, file: str, cell: str, sheet: str | None = None) -> tuple[Unit | None, list[Finding]]:
        """The unit, and what is to be told about how its name was found."""
        if printed in self._plain:
            return self._plain[printed], []
        unit, found = self._look_up(printed, file, cell, sheet)
        if unit is None or found:
            return unit, found
        if told := _spelling(printed, unit):
            if (file, sheet, printed) not in self._told:
                self._told.add((file, sheet, printed))
                found.append(Finding("spelling", told, "", "info", file, sheet, cell, unit=unit.name))
            return unit, found
        self._plain[printed] = unit
        return unit, []

    def plain(self, printed: str) -> Unit | None:
        """The unit of a name that was read before and of which there was nothing to tell."""
        return self._plain.get(printed)

    def knows(self, printed: str) -> bool:
        """Whether a text is the name of a unit, as printed or as confirmed."""
        return printed in self._plain or self._index.knows(self._aliases.get(spelling_key(printed), printed))

    def _look_up(self, printed: str, file: str, cell: str, sheet: str | None) -> tuple[Unit | None, list[Finding]]:
        confirmed = self._aliases.get(spelling_key(printed))
        match = self._index.match(confirmed if confirmed is not None else printed)
        if match.unit is None:
            return None, [_unknown(printed, match.suggestions, file, cell, sheet)]
        unit = match.unit
        if confirmed is not None:
            message = f"“{printed}” là {unit.name} theo mục [aliases] của hồ sơ"
            return unit, [
                Finding("confirmed-alias", message, "", "info", file=file, sheet=sheet, cell=cell, unit=unit.name)
            ]
        if match.how == "misprint":
            message = f"“{printed}” là lỗi in; đọc là {unit.name}"
            hint = "sửa lại tên trong tệp số liệu"
            return unit, [
                Finding("misprint", message, hint, "warning", file=file, sheet=sheet, cell=cell, unit=unit.name)
            ]
        if spelling_key(printed) != spelling_key(unit.name):
            message = f"“{printed}” đọc là {unit.name}"
            return unit, [Finding("alias", message, "", "info", file=file, sheet=sheet, cell=cell, unit=unit.name)]
        return unit, []


def alias_fault(printed: str, name: str, index: NameIndex) -> tuple[str, str, str] | None:
    """What is wrong with a name the officer confirmed: code, message and hint of the fault.

    It may not lead nowhere, and what already is the name of one unit may not become another.
    """
    if hidden := forbidden_characters(printed):
        return "forbidden-character", f"tên có ký tự không in được: {', '.join(hidden)}", "xoá dòng rồi gõ lại"
    if not printed.strip():
        return "bad-alias", "tên trong số liệu để trống", "xoá dòng này; ghi tên đơn vị vào tệp số liệu"
    meant, own = index.match(name), index.match(printed)
    if meant.unit is None:
        hint = "có phải là " + " hoặc ".join(meant.suggestions) + "?" if meant.suggestions else "ghi tên một đơn vị"
        return "bad-alias", f"không có đơn vị tên “{name}”", hint
    if own.unit is not None and own.unit != meant.unit:
        message = f"“{printed}” là {own.unit.name}, không thể đọc là {meant.unit.name}"
        return "bad-alias", message, "xoá dòng này; nếu số liệu ghi nhầm tên thì sửa trong tệp số liệu"
    return None


def fewer_spellings(findings: Sequence[Finding]) -> list[Finding]:
    """Of names in one other spelling, as in a whole file, the first few of each sheet; the rest are counted."""
    sheets: dict[tuple[str | None, str | None], list[Finding]] = {}
    for each in findings:
        if each.code == "spelling":
            sheets.setdefault((each.file, each.sheet), []).append(each)
    many = [told for told in sheets.values() if len(told) > _MOST_TOLD]
    left_out = {each for told in many for each in told[_MOST_TOLD:]}
    last = {told[_MOST_TOLD - 1]: len(told) - _MOST_TOLD for told in many}
    return [
        replace(each, message=f"{each.message} (và {last[each]} tên khác)") if each in last else each
        for each in findings
        if each not in left_out
    ]


def _spelling(printed: str, unit: Unit) -> str:
    """What is to be told of a name whose letters are those of the unit's, but not written alike; empty otherwise."""
    shown = normal_form(printed)
    if unicodedata.normalize("NFC", printed) != printed:
        return f"“{shown}” ghi dấu tách rời chữ (Unicode tổ hợp); đọc là {unit.name}"
    return f"“{shown}” đọc là {unit.name}" if shown != unit.name else ""


def _unknown(printed: str, suggestions: tuple[str, ...], file: str, cell: str, sheet: str | None) -> Finding:
    hint = "có phải là " + " hoặc ".join(suggestions) + "? " if suggestions else ""
    hint += "Sửa tên trong tệp số liệu, hoặc xác nhận ở mục [aliases] của dossier.toml"
    if len(suggestions) == 1:
        hint += f' (data check HỒ_SƠ --accept "{shortened(printed)}={suggestions[0]}")'
    shown = printed if len(printed) <= _LONGEST_NAME else shortened(printed)
    return Finding("unknown-unit", f"không có đơn vị tên “{shown}”", hint, file=file, sheet=sheet, cell=cell)
