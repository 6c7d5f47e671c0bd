"""Every figure the data gives, each made when it is first asked for.

A dossier of 63 provinces has some tens of thousands of figures, one with a second level hundreds of
thousands; a letter prints a few hundred.
"""

from collections.abc import Iterator, Mapping, Sequence

from dispatch.model.dataset import MEASURES, Dataset, LowerLevel, Measure
from dispatch.model.figure import Figure
from dispatch.model.indicator import IndicatorCatalogue
from dispatch.model.unit import NATION_KEY, Unit
from dispatch.statistics.figures import LAST_YEAR, LAST_YEAR_MONTH, PREVIOUS_PERIOD, SAME_PERIOD, unit_scope
from dispatch.statistics.goal_makers import goal_makers
from dispatch.statistics.makers import (
    AGAINST_NATION,
    AGAINST_PROVINCE,
    RANK_IN_PROVINCE,
    RANKED,
    RANKED_LOWER,
    Group,
    Maker,
    Makers,
    against_maker,
    indicator_makers,
    rank_makers,
)
from dispatch.statistics.table_figures import TableFigures

_MONTHS_IN_YEAR = 12
_UNIT_SCOPE = "don_vi"
_PARTS = 3  # dots of an id: after its scope, the unit, the measure
_MEASURES: Mapping[str, Measure] = {measure: measure for measure in MEASURES}
_NONE: Mapping[str, Maker] = {}


class DataFigures(Mapping[str, Figure]):
    """The figures of a dataset by id. Ids are known without making a figure: `in` and iterating are cheap."""

    def __init__(self, dataset: Dataset, catalogue: IndicatorCatalogue) -> None:
        self._dataset = dataset
        self._made: dict[str, Figure] = {}
        self._names: dict[str, list[str]] = {}
        self.provinces = _period_tables(dataset, catalogue)
        self.lower = _period_tables(dataset.lower, catalogue) if dataset.lower else {}
        self._own: dict[tuple[str, Measure], dict[str, Maker]] = {}
        self._makers: dict[str, Mapping[Measure, Makers]] = {}
        self._add_provinces()
        self._add_lower()
        self._add_goals()

    def __getitem__(self, name: str) -> Figure:
        found = self._made.get(name)
        if found is None:
            maker, key, measure = self._maker(name)
            found = self._made[name] = maker(name, key, measure)
            self._names.setdefault(key, []).append(name)
        return found

    def forget(self, key: str) -> None:
        """Let go of the figures made of one unit; asked for again, they are made again."""
        for name in self._names.pop(key, ()):
            del self._made[name]

    def __contains__(self, name: object) -> bool:
        if not isinstance(name, str):
            return False
        try:
            self._maker(name)
        except KeyError:
            return False
        return True

    def __iter__(self) -> Iterator[str]:
        for key, by_measure in self._makers.items():
            scope = unit_scope(key)
            for measure in MEASURES:
                for rest in by_measure[measure]:
                    yield f"{scope}.{measure}.{rest}"
                for rest in self._own.get((key, measure), ()):
                    yield f"{scope}.{measure}.{rest}"

    def __len__(self) -> int:
        shared = sum(len(makers) for by_measure in self._makers.values() for makers in by_measure.values())
        return shared + sum(len(makers) for makers in self._own.values())

    def _maker(self, name: str) -> tuple[Maker, str, Measure]:
        key, written, rest = _parted(name)
        measure = _MEASURES.get(written)
        if measure is None or key not in self._makers:
            raise KeyError(name)
        maker = self._makers[key][measure].get(rest) or self._own.get((key, measure), _NONE).get(rest)
        if maker is None:
            raise KeyError(name)
        return maker, key, measure

    def _add_provinces(self) -> None:
        units = self._dataset.units
        if not self._dataset.whole:
            self._add_one_province(units[0].key)
            return
        group = Group.of(units, self.provinces, "tỉnh, thành phố")
        nation: dict[Measure, Makers] = {}
        unit: dict[Measure, Makers] = {}
        for measure in MEASURES:
            nation[measure] = {
                **indicator_makers(self, self.provinces, measure, with_share=False),
                RANKED: group.ranks[""].ranked,
            }
            unit[measure] = {
                **indicator_makers(self, self.provinces, measure, with_share=True),
                **rank_makers(self, group),
                AGAINST_NATION: against_maker(self, NATION_KEY, "toàn quốc"),
                RANKED: group.ranks[""].ranked,
            }
        self._makers[NATION_KEY] = nation
        self._makers.update(dict.fromkeys((each.key for each in units), unit))

    def _add_one_province(self, key: str) -> None:
        """The figures of a province that is there alone: nothing that takes the others to tell."""
        self._makers[key] = {
            measure: indicator_makers(self, self.provinces, measure, with_share=False) for measure in MEASURES
        }

    def _add_lower(self) -> None:
        lower = self._dataset.lower
        if lower is None:
            return
        shared = {
            measure: indicator_makers(self, self.lower, measure, with_share=self._dataset.whole) for measure in MEASURES
        }
        if self._dataset.whole:
            self._add_lower_of_the_nation(lower.units, shared)
        for province in dict.fromkeys(unit.parent for unit in lower.units):
            units = [unit for unit in lower.units if unit.parent == province]
            group = Group.of(units, self.lower, "đơn vị cấp dưới trong tỉnh")
            inside = rank_makers(self, group, RANK_IN_PROVINCE)
            inside[AGAINST_PROVINCE] = against_maker(self, province, "tỉnh")
            makers = {measure: {**shared[measure], **inside} for measure in MEASURES}
            self._makers.update(dict.fromkeys((unit.key for unit in units), makers))
            for measure in MEASURES:
                self._own.setdefault((province, measure), {})[RANKED_LOWER] = group.ranks[""].ranked

    def _add_lower_of_the_nation(self, units: Sequence[Unit], shared: Mapping[Measure, dict[str, Maker]]) -> None:
        """What a unit of the second level is among those of all provinces."""
        everywhere = Group.of(units, self.lower, "đơn vị cấp dưới của toàn quốc")
        for measure in MEASURES:
            shared[measure].update(rank_makers(self, everywhere))
            shared[measure][AGAINST_NATION] = against_maker(self, NATION_KEY, "toàn quốc")
            shared[measure][RANKED] = everywhere.ranks[""].ranked
            self._own.setdefault((NATION_KEY, measure), {})[RANKED_LOWER] = everywhere.ranks[""].ranked

    def _add_goals(self) -> None:
        lower = {unit.key for unit in self._dataset.lower.units} if self._dataset.lower else set()
        for target in self._dataset.targets:
            parts = self.lower if target.unit_key in lower else self.provinces
            own = self._own.setdefault((target.unit_key, target.measure), {})
            own.update(goal_makers(self, target, parts))


def _period_tables(level: Dataset | LowerLevel, catalogue: IndicatorCatalogue) -> dict[str, TableFigures]:
    """The tables of a level by the part of a figure's id that means them."""
    curve = level.last_year_curve
    tables = {
        "": level.current,
        SAME_PERIOD: level.same_period,
        PREVIOUS_PERIOD: level.previous_period,
        LAST_YEAR: curve.get(_MONTHS_IN_YEAR),
        LAST_YEAR_MONTH: curve.get(level.current.period.months),
    }
    return {part: TableFigures(table, catalogue) for part, table in tables.items() if table is not None}


def _parted(name: str) -> tuple[str, str, str]:
    """The unit's key, the measure and the rest of an id; KeyError when it is none of a unit or the nation."""
    parts = name.split(".", _PARTS)
    if parts[0] == NATION_KEY:
        parts = [_UNIT_SCOPE, *name.split(".", _PARTS - 1)]
    elif parts[0] != _UNIT_SCOPE or parts[1:2] == [NATION_KEY]:
        raise KeyError(name)
    if len(parts) <= _PARTS:
        raise KeyError(name)
    return parts[1], parts[2], parts[3]
