"""The second level of a dataset: the units of this period, with the same units of the same period."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from dispatch.errors import Finding
from dispatch.model.dataset import MEASURES, LowerLevel, Measure, Row, Table
from dispatch.model.unit import OWN_CASES, Unit
from dispatch.readers.lower_rows import LowerRows
from dispatch.readers.period_table import PeriodTable
from dispatch.vietnamese.orthography import spelling_key, without_accents

_HINT = "nếu là cùng một đơn vị thì ghi tên giống nhau ở cả hai kỳ"


def lower_level(
    provinces: Sequence[Unit], current: PeriodTable, same: PeriodTable | None
) -> tuple[LowerLevel | None, list[Finding]]:
    """The second level, and what is to be told of units that only one of the periods has; None without any."""
    units = tuple(unit for province in provinces for unit in current.lower.of(province))
    if not units:
        return None, []
    table = _table(current, {unit.key: unit for unit in units}, current.lower)
    if same is None or not same.lower.units:
        return LowerLevel(units, table), []
    own = {unit.parent: unit for unit in units if unit.kind == OWN_CASES}
    match = {unit.key: unit for unit in units}
    match |= {unit.key: own[unit.parent] for unit in same.lower.units.values() if _is_own(unit, own)}
    before = _table(same, match, same.lower)
    return LowerLevel(units, table, before), list(_differences(provinces, units, current, same, match))


def _is_own(unit: Unit, own: dict[str, Unit]) -> bool:
    return unit.kind == OWN_CASES and unit.parent in own


def _table(read: PeriodTable, units: dict[str, Unit], lower: LowerRows) -> Table:
    """The rows of `units`, in their order; national rates are those of the provinces' table."""
    rows: dict[Measure, dict[str, Row]] = {}
    for measure in MEASURES:
        found = {
            units[key].key: row if row.unit is units[key] else replace(row, unit=units[key])
            for key, row in lower.rows[measure].items()
            if key in units
        }
        rows[measure] = {unit.key: found[unit.key] for unit in units.values() if unit.key in found}
    return Table(read.table.period, rows, read.table.national)


def _differences(
    provinces: Sequence[Unit],
    units: Sequence[Unit],
    current: PeriodTable,
    same: PeriodTable,
    match: dict[str, Unit],
) -> Iterator[Finding]:
    names = {province.key: province.name for province in provinces}
    known = {match[key].key for key in same.lower.units if key in match}
    vanished: dict[str, list[str]] = {}
    for key, unit in same.lower.units.items():
        if key not in match:
            vanished.setdefault(unit.parent, []).append(unit.name)
        elif unit.kind != OWN_CASES and spelling_key(unit.name) != spelling_key(match[key].name):
            message = f"“{match[key].name}” và “{unit.name}” của cùng kỳ được coi là một đơn vị"
            yield Finding("near-name", message, _HINT, "warning", file=_file(same, key), unit=match[key].name)
    for unit in units:
        if unit.key not in known:
            message = f"{unit.name} ({names[unit.parent]}) không có trong số liệu cùng kỳ"
            near = [name for name in vanished.get(unit.parent, []) if _alike(name, unit.name)]
            hint = f"có phải là “{near[0]}”? {_HINT}" if near else _HINT
            yield Finding("no-same-period", message, hint, "warning", file=_file(current, unit.key), unit=unit.name)
    for parent, gone in vanished.items():
        for name in gone:
            message = f"{name} ({names[parent]}) chỉ có trong số liệu cùng kỳ, không được so sánh"
            yield Finding("only-same-period", message, _HINT, "warning", file=_any_file(same), unit=name)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, without_accents(one), without_accents(other)).ratio() * 10 >= 9  # noqa: PLR2004 -- nine tenths


def _file(read: PeriodTable, key: str) -> str:
    return next((rows[key].source.file for rows in read.lower.rows.values() if key in rows), _any_file(read))


def _any_file(read: PeriodTable) -> str:
    return next(row.source.file for rows in read.lower.rows.values() for row in rows.values())
