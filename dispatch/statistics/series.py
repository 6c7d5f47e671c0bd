"""A figure that every unit of a level has: its column, and how the one of a single unit follows from others."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dispatch.model.dataset import Measure
from dispatch.model.figure import Figure, Formula
from dispatch.statistics.columns import Column
from dispatch.statistics.table_figures import TableFigures


@dataclass(frozen=True)
class Level:
    """The keys of units whose figures stand in the same columns, and their tables by period ("" is this one)."""

    keys: Sequence[str]
    tables: Mapping[str, TableFigures]

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where a unit stands in the columns."""
        return {key: place for place, key in enumerate(self.keys)}


class Series:
    """One figure of all units of a level; the column is computed when the first of them is asked for."""

    def __init__(self, compute: Callable[[], Column], formula: Callable[[str], Formula]) -> None:
        self._compute = compute
        self.formula = formula

    @cached_property
    def column(self) -> Column:
        """The values and texts of all units."""
        return self._compute()

    def figure(self, name: str, key: str, place: int) -> Figure:
        """The figure called `name`, of the unit `key` that stands at `place`."""
        column = self.column
        return Figure(
            name, column.value(place), column.texts[place], self.formula(key), column.unit, column.decimals, key,
            column.comparables[place],
        )  # fmt: skip


@dataclass(frozen=True)
class Members:
    """Units of a level that have the same series, by what stands behind the measure in a figure's id."""

    level: Level
    series: Mapping[Measure, Mapping[str, Series]]

    @cached_property
    def texts(self) -> Mapping[Measure, Sequence[tuple[str, Sequence[str]]]]:
        """What the series print, place by place."""
        return {
            measure: [(name, each.column.texts) for name, each in series.items()]
            for measure, series in self.series.items()
        }
