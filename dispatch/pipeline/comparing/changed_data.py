"""What differs between two readings of a dossier's data: cells, figures, ranks, named lists."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from dispatch.model.dataset import MEASURES, CellRef, Dataset, Measure, Row
from dispatch.model.indicator import RATE
from dispatch.model.naming import Naming
from dispatch.model.unit import NATION_KEY, Unit
from dispatch.pipeline.prepare import Prepared
from dispatch.pipeline.vintage import named_tables

_RANK = ".hang"
_JOINT = "printed"

Number = int | Fraction | None


@dataclass(frozen=True, slots=True)
class CellChange:
    """One number that is another now; `unit` is None for the nation; a cell is None where there was no row."""

    unit: Unit | None
    measure: Measure
    indicator: str
    old_cell: CellRef | None
    new_cell: CellRef | None
    old: Number
    new: Number


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One figure that prints otherwise; a text is None where there was no such figure."""

    id: str
    unit: Unit | None
    old: str | None
    new: str | None

    @property
    def is_rank(self) -> bool:
        """Whether the figure is a unit's place."""
        return self.id.endswith(_RANK)

    @property
    def measure(self) -> str:
        """The measure a figure of a table is about; empty for others."""
        return next((part for part in self.id.split(".") if part in MEASURES), "")


@dataclass(frozen=True, slots=True)
class ListChange:
    """Who enters and who leaves the lists of one policy: pairs of list ("viec", "tien", "printed") and unit."""

    policy: str
    enter: tuple[tuple[str, Unit], ...]
    leave: tuple[tuple[str, Unit], ...]


def changed_cells(old: Dataset, new: Dataset) -> Iterator[CellChange]:
    """Every number that differs, table by table; a merged unit's numbers are held against each other part by part."""
    before, after = named_tables(old), named_tables(new)
    for part in dict.fromkeys([*before, *after]):
        for measure in MEASURES:
            was, now = (table.rows[measure] if table else {} for table in (before.get(part), after.get(part)))
            if _is_summed(was) and _is_summed(now):
                was, now = _parts(was), _parts(now)
            for key in dict.fromkeys([*was, *now]):
                yield from _row_changes(measure, was.get(key), now.get(key))
            nation = [table.national.get(measure) if table else None for table in (before.get(part), after.get(part))]
            yield from _row_changes(measure, *nation)


def changed_figures(old: Prepared, new: Prepared) -> Iterator[FigureChange]:
    """Every figure a template may print whose text differs, in the order of the new figures."""
    units = {unit.key: unit for each in (old, new) for unit in each.dataset.all_units}
    before, after, figures = old.texts(), new.texts(), (old.figures, new.figures)
    for name in dict.fromkeys([*after, *before]):
        was, now = before.get(name), after.get(name)
        if was != now:
            about = figures[now is not None][name].about
            yield FigureChange(name, units.get(about), was, now)


def changed_lists(old: Mapping[str, Naming], new: Mapping[str, Naming]) -> Iterator[ListChange]:
    """Per policy who enters and who leaves; empty where nobody does."""
    for policy, naming in new.items():
        lists = [_lists(old[policy]), _lists(naming)]
        enter = [(name, unit) for name, units in lists[1].items() for unit in units if unit not in lists[0][name]]
        leave = [(name, unit) for name, units in lists[0].items() for unit in units if unit not in lists[1][name]]
        yield ListChange(policy, tuple(enter), tuple(leave))


def _is_summed(rows: Mapping[str, Row]) -> bool:
    return any(row.parts for row in rows.values())


def _parts(rows: Mapping[str, Row]) -> dict[str, Row]:
    """The rows that were summed, by their codes in the set before the merger."""
    return {part.unit.key: part for row in rows.values() for part in row.parts or (row,)}


def _row_changes(measure: Measure, old: Row | None, new: Row | None) -> Iterator[CellChange]:
    known = next((row for row in (new, old) if row), None)
    if known is None:
        return
    unit = None if known.unit.key == NATION_KEY else known.unit
    for code in dict.fromkeys([*(new.counts if new else ()), *(old.counts if old else ())]):
        numbers = [row.counts.get(code) if row else None for row in (old, new)]
        if numbers[0] != numbers[1]:
            cells = [row.cell(code) if row else None for row in (old, new)]
            yield CellChange(unit, measure, code, cells[0], cells[1], numbers[0], numbers[1])
    rates = [row.rate if row else None for row in (old, new)]
    if rates[0] != rates[1]:
        cells = [row.cell(RATE) if row else None for row in (old, new)]
        yield CellChange(unit, measure, RATE, cells[0], cells[1], rates[0], rates[1])


def _lists(naming: Naming) -> dict[str, tuple[Unit, ...]]:
    lists = {str(measure): units for measure, units in naming.named.items()}
    return lists if naming.printed is None else {**lists, _JOINT: naming.printed}
