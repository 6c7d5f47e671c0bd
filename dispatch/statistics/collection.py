"""Every figure the data gives, each made when it is first asked for.

A dossier of 63 provinces has some tens of thousands of figures, one with a second level hundreds of
thousands; a letter prints a few hundred.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from dispatch.model.dataset import MEASURES, Dataset, LowerLevel, Measure
from dispatch.model.figure import Figure, FoundFigures
from dispatch.model.indicator import IndicatorCatalogue
from dispatch.model.unit import NATION_KEY, Unit
from dispatch.statistics.figures import LAST_YEAR, LAST_YEAR_MONTH, PREVIOUS_PERIOD, SAME_PERIOD, unit_scope
from dispatch.statistics.goal_makers import Maker, goal_makers
from dispatch.statistics.makers import (
    AGAINST_NATION,
    AGAINST_PROVINCE,
    RANK_IN_PROVINCE,
    RANKED,
    RANKED_LOWER,
    AllSeries,
    against_series,
    indicator_series,
    rank_series,
    ranked_series,
    share_series,
)
from dispatch.statistics.ranks import Ranking
from dispatch.statistics.series import Level, Members, Series
from dispatch.statistics.table_figures import TableFigures

_MONTHS_IN_YEAR = 12
_UNIT_SCOPE = "don_vi"
_PARTS = 3  # dots of an id: after its scope, the unit, the measure
_RANKED_PARTS = ("", SAME_PERIOD, PREVIOUS_PERIOD)
_MEASURES: Mapping[str, Measure] = {measure: measure for measure in MEASURES}
_NONE: Mapping[str, Maker] = {}

ByMeasure = Mapping[Measure, AllSeries]


class DataFigures(FoundFigures):
    """The figures of a dataset by id. Ids are known without making a figure: `in` and iterating are cheap.

    What every unit of a level has stands in series; `own` are the figures of a goal or of the units below.
    """

    def __init__(self, dataset: Dataset, catalogue: IndicatorCatalogue) -> None:
        self._dataset = dataset
        self._made: dict[str, Figure] = {}
        self._names: dict[str, list[str]] = {}
        self._upper = _level(dataset, catalogue, [unit.key for unit in dataset.units], with_nation=dataset.whole)
        self._below = _level(dataset.lower, catalogue, _keys(dataset)) if dataset.lower else None
        self.provinces = self._upper.tables
        self.lower = self._below.tables if self._below else {}
        self._own: dict[tuple[str, Measure], dict[str, Maker]] = {}
        self._members: dict[str, Members] = {}
        self._add_provinces()
        self._add_lower()
        self._add_goals()

    def find(self, name: str) -> Figure | None:
        """The figure of that id, made now if nobody has asked for it before."""
        made = self._made.get(name)
        if made is None:
            found = self._found(name)
            if found is None:
                return None
            made = self._made[name] = self._make(name, *found)
            self._names.setdefault(made.about, []).append(name)
        return made

    def printed(self, names: Sequence[str]) -> list[str | None]:
        """What each of these figures prints; a text that stands in a column is taken from there."""
        return [self._printed(name) for name in names]

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every figure's id and text, in the order of the ids; no figure is made for it."""
        for key, members in self._members.items():
            scope, place = unit_scope(key), members.level.places[key]
            for measure, printed in members.texts.items():
                before = f"{scope}.{measure}."
                for rest, texts in printed:
                    yield before + rest, texts[place]
                for rest in self._own.get((key, measure), ()):
                    yield before + rest, self[before + rest].text

    def forget(self, key: str) -> None:
        """Let go of the figures made of one unit; asked for again, they are made again."""
        for name in self._names.pop(key, ()):
            del self._made[name]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._found(name) is not None

    def __iter__(self) -> Iterator[str]:
        for key, members in self._members.items():
            scope = unit_scope(key)
            for measure, series in members.series.items():
                for rest in (*series, *self._own.get((key, measure), ())):
                    yield f"{scope}.{measure}.{rest}"

    def __len__(self) -> int:
        shared = sum(len(series) for members in self._members.values() for series in members.series.values())
        return shared + sum(len(makers) for makers in self._own.values())

    def _printed(self, name: str) -> str | None:
        found = self._found(name)
        if found is None:
            return None
        key, _, by = found
        return by.column.texts[self._members[key].level.places[key]] if isinstance(by, Series) else self[name].text

    def _make(self, name: str, key: str, measure: Measure, found: Series | Maker) -> Figure:
        if isinstance(found, Series):
            return found.figure(name, key, self._members[key].level.places[key])
        return found(name, key, measure)

    def _found(self, name: str) -> tuple[str, Measure, Series | Maker] | None:
        """The unit, the measure and what makes the figure; None for an id that there is not."""
        key, written, rest = _parted(name)
        measure, members = _MEASURES.get(written), self._members.get(key)
        if measure is None or members is None:
            return None
        found = members.series[measure].get(rest) or self._own.get((key, measure), _NONE).get(rest)
        return (key, measure, found) if found is not None else None

    def _add_provinces(self) -> None:
        level, keys = self._upper, [unit.key for unit in self._dataset.units]
        nation: ByMeasure = {measure: indicator_series(level, measure) for measure in MEASURES}
        if not self._dataset.whole:  # one province alone: nothing that takes the others to tell
            self._members[keys[0]] = Members(level, nation)
            return
        rankings = _rankings(level, [keys], "tỉnh, thành phố")
        over = dict.fromkeys(keys, NATION_KEY)
        unit: dict[Measure, AllSeries] = {}
        for measure, series in nation.items():
            unit[measure] = series | share_series(level, level, measure) | rank_series(rankings, measure)
            unit[measure][AGAINST_NATION] = against_series(level, level, over, measure, "toàn quốc")
            series[RANKED] = unit[measure][RANKED] = ranked_series(rankings[""], measure)
        self._members[NATION_KEY] = Members(level, nation)
        self._members.update(dict.fromkeys(keys, Members(level, unit)))

    def _add_lower(self) -> None:
        lower, level = self._dataset.lower, self._below
        if lower is None or level is None:
            return
        below = _by_province(lower.units)
        inside = _rankings(level, list(below.values()), "đơn vị cấp dưới trong tỉnh")
        over = {unit.key: unit.parent for unit in lower.units}
        makers = {measure: indicator_series(level, measure) for measure in MEASURES}
        if self._dataset.whole:
            self._add_lower_of_the_nation(level, makers)
        for measure, series in makers.items():
            series.update(rank_series(inside, measure, RANK_IN_PROVINCE))
            series[AGAINST_PROVINCE] = against_series(level, self._upper, over, measure, "tỉnh")
            for province, keys in below.items():
                own = self._own.setdefault((province, measure), {})
                own[RANKED_LOWER] = partial(inside[""].ranked_below, keys[0])
        self._members.update(dict.fromkeys(level.keys, Members(level, makers)))

    def _add_lower_of_the_nation(self, level: Level, makers: ByMeasure) -> None:
        """What a unit of the second level is among those of all provinces."""
        rankings = _rankings(level, [level.keys], "đơn vị cấp dưới của toàn quốc")
        over = dict.fromkeys(level.keys, NATION_KEY)
        for measure, series in makers.items():
            series.update(share_series(level, self._upper, measure) | rank_series(rankings, measure))
            series[AGAINST_NATION] = against_series(level, self._upper, over, measure, "toàn quốc")
            series[RANKED] = ranked_series(rankings[""], measure)
            own = self._own.setdefault((NATION_KEY, measure), {})
            own[RANKED_LOWER] = partial(rankings[""].ranked_below, level.keys[0])

    def _add_goals(self) -> None:
        for target in self._dataset.targets:
            parts = self.lower if self._below and target.unit_key in self._below.places else self.provinces
            own = self._own.setdefault((target.unit_key, target.measure), {})
            own.update(goal_makers(self, target, parts))


def _level(
    data: Dataset | LowerLevel, catalogue: IndicatorCatalogue, units: Sequence[str], *, with_nation: bool = False
) -> Level:
    """The tables of a level by the part of a figure's id that means them, the nation before the units."""
    curve, keys = data.last_year_curve, (NATION_KEY, *units) if with_nation else tuple(units)
    tables = {
        "": data.current,
        SAME_PERIOD: data.same_period,
        PREVIOUS_PERIOD: data.previous_period,
        LAST_YEAR: curve.get(_MONTHS_IN_YEAR),
        LAST_YEAR_MONTH: curve.get(data.current.period.months),
    }
    return Level(keys, {part: TableFigures(table, catalogue, keys) for part, table in tables.items() if table})


def _keys(dataset: Dataset) -> list[str]:
    return [unit.key for unit in dataset.lower.units] if dataset.lower else []


def _rankings(level: Level, groups: Sequence[Sequence[str]], among: str) -> dict[str, Ranking]:
    """Ranks in each table that a rank is told of."""
    return {part: Ranking(level, part, groups, among) for part in _RANKED_PARTS if part in level.tables}


def _by_province(units: Sequence[Unit]) -> dict[str, list[str]]:
    """The keys of units by that of their province."""
    found: dict[str, list[str]] = {}
    for unit in units:
        found.setdefault(unit.parent, []).append(unit.key)
    return found


def _parted(name: str) -> tuple[str, str, str]:
    """The unit's key, the measure and the rest of an id; three times nothing for one of neither unit nor nation."""
    parts = name.split(".", _PARTS)
    if parts[0] == NATION_KEY:
        parts = [_UNIT_SCOPE, *name.split(".", _PARTS - 1)]
    elif parts[0] != _UNIT_SCOPE or parts[1:2] == [NATION_KEY]:
        return "", "", ""
    return (parts[1], parts[2], parts[3]) if len(parts) > _PARTS else ("", "", "")
