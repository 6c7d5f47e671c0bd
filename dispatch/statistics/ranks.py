"""Ranks by the rate, made once for each group of units that are ranked together."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from dispatch.model.dataset import MEASURE_NAMES, Measure
from dispatch.model.figure import Figure, Formula
from dispatch.model.indicator import RATE
from dispatch.model.unit import Unit
from dispatch.statistics.figures import NO_RATE, rate_id
from dispatch.statistics.ranking import place_units
from dispatch.statistics.table_figures import TableFigures


class Ranks:
    """The places of some units in one table, by measure; a unit without a rate has none."""

    def __init__(self, units: Sequence[Unit], table: TableFigures, part: str, among: str) -> None:
        self._units = units
        self._table = table
        self._part = part
        self._among = among
        self._places: dict[Measure, Mapping[str, int]] = {}
        self._formulas: dict[Measure, Formula] = {}

    def figure(self, name: str, key: str, measure: Measure) -> Figure:
        """The unit's place, 1 the highest; never the STT of an appendix."""
        place = self.places(measure).get(key)
        text = NO_RATE if place is None else str(place)
        return Figure(name, place, text, self._formula(measure), about=key, comparable=place)

    def ranked(self, name: str, key: str, measure: Measure) -> Figure:
        """How many units have a place: the y of "xếp thứ x/y"."""
        count = len(self.places(measure))
        words = f"số {self._among} có tỷ lệ về {MEASURE_NAMES[measure]}"
        formula = Formula(f"ranked({self._metric(measure)})", words, inputs=self._formula(measure).inputs)
        return Figure(name, count, str(count), formula, about=key, comparable=count)

    def places(self, measure: Measure) -> Mapping[str, int]:
        """The place of each unit that has a rate, by its key."""
        if measure not in self._places:
            known = {unit.key: self._rate(unit.key, measure) for unit in self._units}
            placings = place_units(self._units, known)
            self._places[measure] = {placing.unit.key: placing.place for placing in placings}
        return self._places[measure]

    def _rate(self, key: str, measure: Measure) -> Fraction | None:
        value = self._table.value(key, measure, RATE)
        return Fraction(value) if isinstance(value, int) else value

    def _formula(self, measure: Measure) -> Formula:
        if measure not in self._formulas:
            inputs = tuple(rate_id(unit.key, measure, self._part) for unit in self._units)
            words = f"thứ hạng theo tỷ lệ về {MEASURE_NAMES[measure]} trong số {self._among}, cao nhất là 1"
            self._formulas[measure] = Formula(f"rank({self._metric(measure)})", words, inputs=inputs)
        return self._formulas[measure]

    def _metric(self, measure: Measure) -> str:
        return f"{measure}.{self._part + '.' if self._part else ''}{RATE}"
