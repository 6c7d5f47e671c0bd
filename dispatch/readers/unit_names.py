"""Printed names of units: matched exactly or by alias, never guessed."""

from collections.abc import Mapping

from dispatch.directory.units import NameIndex
from dispatch.errors import Finding
from dispatch.model.unit import Unit


class UnitReader:
    """Finds the unit a printed name means; `aliases` were confirmed by the officer."""

    def __init__(self, units: tuple[Unit, ...], aliases: Mapping[str, str]) -> None:
        self.units = units
        self._index = NameIndex(units)
        self._aliases = aliases

    def read(self, printed: str, file: str, cell: str) -> tuple[Unit | None, list[Finding]]:
        """The unit, and what is to be told about how its name was found."""
        confirmed = self._aliases.get(printed)
        match = self._index.match(confirmed if confirmed is not None else printed)
        if match.unit is None:
            return None, [_unknown(printed, match.suggestions, file, cell)]
        unit = match.unit
        if confirmed is not None:
            message = f"“{printed}” là {unit.name} theo mục [aliases] của hồ sơ"
            return unit, [Finding("confirmed-alias", message, "", "info", file=file, cell=cell, unit=unit.name)]
        if match.how == "misprint":
            message = f"“{printed}” là lỗi in; đọc là {unit.name}"
            hint = "sửa lại tên trong tệp số liệu"
            return unit, [Finding("misprint", message, hint, "warning", file=file, cell=cell, unit=unit.name)]
        if match.how == "alias":
            message = f"“{printed}” đọc là {unit.name}"
            return unit, [Finding("alias", message, "", "info", file=file, cell=cell, unit=unit.name)]
        return unit, []


def _unknown(printed: str, suggestions: tuple[str, ...], file: str, cell: str) -> Finding:
    hint = "có phải là " + " hoặc ".join(suggestions) + "? " if suggestions else ""
    hint += "Sửa tên trong tệp số liệu, hoặc xác nhận ở mục [aliases] của dossier.toml"
    return Finding("unknown-unit", f"không có đơn vị tên “{printed}”", hint, file=file, cell=cell)
