"""Ranks by the rate, within groups of units that are ranked together."""

from collections.abc import Sequence

from dispatch.model.dataset import MEASURE_NAMES, Measure
from dispatch.model.figure import Figure, Formula
from dispatch.model.indicator import RATE
from dispatch.statistics.columns import Ranks
from dispatch.statistics.figures import rate_id
from dispatch.statistics.ranking import places_by, whole_keys
from dispatch.statistics.series import Level


class Ranking:
    """The ranks of the units of a level in one table; a unit without a rate has none.

    `groups` are the keys of units that are ranked together, `among` what these are called.
    """

    def __init__(self, level: Level, part: str, groups: Sequence[Sequence[str]], among: str) -> None:
        self._level, self._part, self._groups, self._among = level, part, groups, among
        self._group_of = {key: number for number, keys in enumerate(groups) for key in keys}
        self._columns: dict[Measure, Ranks] = {}
        self._formulas: dict[tuple[Measure, int], Formula] = {}

    def column(self, measure: Measure) -> Ranks:
        """The rank of every unit, 1 the highest; never the STT of an appendix."""
        if measure not in self._columns:
            rates = self._level.tables[self._part].rates(measure)
            keys = whole_keys(rates.parts, rates.wholes)
            ranks: list[int | None] = [None] * len(keys)
            for group in self._groups:
                places = [self._level.places[key] for key in group]
                for place, rank in zip(places, places_by([keys[place] for place in places]), strict=True):
                    ranks[place] = rank
            self._columns[measure] = Ranks(ranks)
        return self._columns[measure]

    def formula(self, measure: Measure, key: str) -> Formula:
        """How a rank follows from the rates of its group."""
        number = self._group_of.get(key, 0)
        if (measure, number) not in self._formulas:
            inputs = tuple(rate_id(each, measure, self._part) for each in self._groups[number])
            words = f"thứ hạng theo tỷ lệ về {MEASURE_NAMES[measure]} trong số {self._among}, cao nhất là 1"
            self._formulas[measure, number] = Formula(f"rank({self._metric(measure)})", words, inputs=inputs)
        return self._formulas[measure, number]

    def ranked(self, measure: Measure) -> Ranks:
        """How many units of its group have a rank: the y of "xếp thứ x/y". The nation's group is the first."""
        counts = [self._ranked(measure, number) for number in range(len(self._groups))]
        return Ranks([counts[self._group_of.get(key, 0)] for key in self._level.keys])

    def ranked_formula(self, measure: Measure, key: str) -> Formula:
        """What is counted."""
        words = f"số {self._among} có tỷ lệ về {MEASURE_NAMES[measure]}"
        return Formula(f"ranked({self._metric(measure)})", words, inputs=self.formula(measure, key).inputs)

    def ranked_below(self, member: str, name: str, key: str, measure: Measure) -> Figure:
        """How many units of the group of `member` have a rank, as a figure of the unit `key` above them."""
        count = self._ranked(measure, self._group_of[member])
        return Figure(name, count, str(count), self.ranked_formula(measure, member), about=key, comparable=count)

    def _ranked(self, measure: Measure, number: int) -> int:
        ranks, places = self.column(measure).comparables, self._level.places
        return sum(ranks[places[key]] is not None for key in self._groups[number])

    def _metric(self, measure: Measure) -> str:
        return f"{measure}.{self._part + '.' if self._part else ''}{RATE}"
