"""The second level of a dataset: the units of this period, with the same units of the periods it is compared with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from dispatch.errors import Finding
from dispatch.model.dataset import MEASURES, LowerLevel, Measure, Row, Table
from dispatch.model.unit import OWN_CASES, Unit
from dispatch.readers.lower_rows import LowerRows
from dispatch.readers.period_table import PeriodTable
from dispatch.vietnamese.orthography import spelling_key, without_accents

_YEAR = 12


@dataclass(frozen=True, slots=True)
class Earlier:
    """The tables this period is compared with, as they were read; last year's by their months."""

    same_period: PeriodTable | None
    previous_period: PeriodTable | None
    last_year_curve: Mapping[int, PeriodTable]


@dataclass(frozen=True, slots=True)
class _Base:
    """An earlier table that has units of the second level, and which of this period each of them is."""

    name: str
    code: str
    read: PeriodTable
    match: Mapping[str, Unit]

    @property
    def hint(self) -> str:
        return f"nếu là cùng một đơn vị thì ghi tên giống nhau ở kỳ này và {self.name}"


def lower_units(provinces: Sequence[Unit], current: PeriodTable) -> tuple[Unit, ...]:
    """The units of the second level, those of a province together."""
    return tuple(unit for province in provinces for unit in current.lower.of(province))


def lower_level(
    provinces: Sequence[Unit], units: tuple[Unit, ...], current: PeriodTable, earlier: Earlier
) -> tuple[LowerLevel, list[Finding]]:
    """The second level, and what is to be told of units that only this period or an earlier one has.

    Of last year only its end is told of: a unit that came or went within the year is not worth a line a month.
    """
    same = _base("cùng kỳ", "same-period", units, earlier.same_period)
    previous = _base("kỳ trước", "previous-period", units, earlier.previous_period)
    year = {month: _base("cả năm trước", "last-year", units, read) for month, read in earlier.last_year_curve.items()}
    level = LowerLevel(
        units,
        _table(current, {unit.key: unit for unit in units}, current.lower),
        _earlier_table(same),
        _earlier_table(previous),
        {month: table for month, base in year.items() if (table := _earlier_table(base))},
    )
    told = [base for base in (same, previous, year.get(_YEAR)) if base]
    return level, [finding for base in told for finding in _differences(provinces, units, current, base)]


def _base(name: str, code: str, units: Sequence[Unit], read: PeriodTable | None) -> _Base | None:
    """None without a table, and for one that has no second level."""
    if read is None or not read.lower.units:
        return None
    own = {unit.parent: unit for unit in units if unit.kind == OWN_CASES}
    match = {unit.key: unit for unit in units}
    match |= {unit.key: own[unit.parent] for unit in read.lower.units.values() if _is_own(unit, own)}
    return _Base(name, code, read, match)


def _is_own(unit: Unit, own: dict[str, Unit]) -> bool:
    return unit.kind == OWN_CASES and unit.parent in own


def _earlier_table(base: _Base | None) -> Table | None:
    return _table(base.read, base.match, base.read.lower) if base else None


def _table(read: PeriodTable, units: Mapping[str, Unit], lower: LowerRows) -> Table:
    """The rows of `units`, in their order; national rates are those of the provinces' table."""
    rows: dict[Measure, dict[str, Row]] = {}
    for measure in MEASURES:
        found: dict[str, Row] = {}
        for key, row in lower.rows[measure].items():
            if unit := units.get(key):
                found[unit.key] = row if row.unit is unit else _of_unit(unit, row)
        rows[measure] = {key: found[key] for unit in units.values() if (key := unit.key) in found}
    return Table(read.table.period, rows, read.table.national)


def _of_unit(unit: Unit, row: Row) -> Row:
    """The row as one of another period's unit; written out, as `replace` takes twice as long, of thousands."""
    return Row(unit, row.counts, row.source, row.line, row.parts, row.rate, row.less)


def _differences(
    provinces: Sequence[Unit], units: Sequence[Unit], current: PeriodTable, base: _Base
) -> Iterator[Finding]:
    names = {province.key: province.name for province in provinces}
    lower, match = base.read.lower, base.match
    known = {match[key].key for key in lower.units if key in match}
    vanished: dict[str, list[str]] = {}
    for key, unit in lower.units.items():
        if key not in match:
            vanished.setdefault(unit.parent, []).append(unit.name)
        elif unit.kind != OWN_CASES and not _same_name(unit, match[key]):
            message = f"“{match[key].name}” và “{unit.name}” của {base.name} được coi là một đơn vị"
            yield Finding("near-name", message, base.hint, "warning", file=_file(base.read, key), unit=match[key].name)
    for unit in units:
        if unit.key not in known:
            message = f"{unit.name} ({names[unit.parent]}) không có trong số liệu {base.name}"
            near = [name for name in vanished.get(unit.parent, []) if _alike(name, unit.name)]
            hint = f"có phải là “{near[0]}”? {base.hint}" if near else base.hint
            yield Finding(f"no-{base.code}", message, hint, "warning", file=_file(current, unit.key), unit=unit.name)
    for parent, gone in vanished.items():
        for name in gone:
            message = f"{name} ({names[parent]}) chỉ có trong số liệu {base.name}, không được so sánh"
            yield Finding(f"only-{base.code}", message, base.hint, "warning", file=_any_file(base.read), unit=name)


def _same_name(one: Unit, other: Unit) -> bool:
    return one.name == other.name or spelling_key(one.name) == spelling_key(other.name)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, without_accents(one), without_accents(other)).ratio() * 10 >= 9  # noqa: PLR2004 -- nine tenths


def _file(read: PeriodTable, key: str) -> str:
    return next((rows[key].source.file for rows in read.lower.rows.values() if key in rows), _any_file(read))


def _any_file(read: PeriodTable) -> str:
    return next(row.source.file for rows in read.lower.rows.values() for row in rows.values())
