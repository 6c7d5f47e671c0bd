"""Rows of the second level as they are read: there is no list of these units, so each makes its own."""

import re
from collections.abc import Mapping
from functools import lru_cache

from dispatch.directory.columns import ColumnNames
from dispatch.model.dataset import MEASURE_NAMES, MEASURES, Measure, Row
from dispatch.model.unit import OWN_CASES, CodeSet, Unit
from dispatch.readers.number_text import NumberFault
from dispatch.vietnamese.orthography import normal_form, spelling_key, without_accents

_NO_LETTER = re.compile(r"[^a-z0-9]+")


class LowerRows:
    """The second level of one table, in the order it is read.

    `faulty` has the keys of provinces one of whose units has a row that could not be read.
    """

    def __init__(self, names: ColumnNames) -> None:
        self.rows: dict[Measure, dict[str, Row]] = {measure: {} for measure in MEASURES}
        self.units: dict[str, Unit] = {}
        self.faulty: set[str] = set()
        self.names = names
        self._read: dict[tuple[str, str], Unit] = {}
        self._own: dict[str, Unit] = {}
        self._of: dict[str, list[Unit]] = {}
        self._seen: dict[tuple[Measure, str], str] = {}

    def unit(self, parent: Unit, printed: str) -> Unit:
        """The unit of a province by its printed name; the office's own cases are one unit by any name."""
        known = self._read.get((parent.code, printed))
        if known is None:
            made = lower_unit(parent, printed, self.names, len(self.units))
            if made.kind == OWN_CASES:
                made = self._own.setdefault(parent.key, made)
            if made.key not in self.units:
                self.units[made.key] = made
                self._of.setdefault(parent.key, []).append(made)
            known = self._read[parent.code, printed] = self.units[made.key]
        return known

    def claim(self, measure: Measure, unit: Unit, printed: str) -> NumberFault | None:
        """Note that a unit has a row on a measure; the fault where it already has one."""
        first = self._seen.get((measure, unit.code))
        if first is None:
            self._seen[measure, unit.code] = printed
            return None
        if spelling_key(first) == spelling_key(printed):
            message = f"{unit.name} có hai dòng về {MEASURE_NAMES[measure]}"
            return NumberFault("duplicate-unit", message, "xoá một trong hai dòng")
        message = f"“{first}” và “{printed}” của cùng một tỉnh không phân biệt được với nhau"
        return NumberFault("same-key", message, "sửa tên một trong hai đơn vị, hoặc xoá dòng thừa")

    def of(self, parent: Unit) -> tuple[Unit, ...]:
        """The units of a province in the order of the file, the office's own cases first."""
        return tuple(sorted(self._of.get(parent.key, []), key=lambda unit: (unit.kind != OWN_CASES, unit.order)))


def lower_unit(parent: Unit, printed: str, names: ColumnNames, order: int) -> Unit:
    """The unit that a printed name makes below a province."""
    return _made(parent.key, parent.code_set, printed, names, order)


@lru_cache(maxsize=1 << 14)
def _made(parent: str, code_set: CodeSet, printed: str, names: ColumnNames, order: int) -> Unit:
    """One and the same for the tables of all periods, which repeat the names, mostly in the same order."""
    name = normal_form(printed)
    code = f"{parent}-{_NO_LETTER.sub('-', without_accents(name)).strip('-')}"
    return Unit(code, code_set, order, name, name, name, names.lower_kind(name), parent=parent)


def by_province(rows: Mapping[str, Row]) -> dict[str, list[Row]]:
    """Rows of units by the key of their province."""
    found: dict[str, list[Row]] = {}
    for row in rows.values():
        found.setdefault(row.unit.parent, []).append(row)
    return found
