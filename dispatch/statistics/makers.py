"""Which figures each unit has, and how each is made: names to the right of the unit and the measure.

A maker takes the figure's id, the unit's key and the measure. Every unit of a level has the same names, but
for goals; what a unit lacks (a rate without a denominator, a unit that was not there last year) prints "—".
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from dispatch.model.dataset import Measure
from dispatch.model.figure import Figure, Figures
from dispatch.model.indicator import RATE, Terms
from dispatch.model.unit import NATION_KEY, Unit
from dispatch.statistics.comparisons import change_figure, gap_figure, rank_change_figure, share_figure
from dispatch.statistics.figures import LAST_YEAR, LAST_YEAR_MONTH, PREVIOUS_PERIOD, SAME_PERIOD, unit_scope
from dispatch.statistics.ranks import Ranks
from dispatch.statistics.table_figures import TableFigures

Maker = Callable[[str, str, Measure], Figure]
Makers = Mapping[str, Maker]

CHANGES = {SAME_PERIOD: "tang_giam", PREVIOUS_PERIOD: "tang_giam_ky_truoc", LAST_YEAR: "tang_giam_nam_truoc"}
PART_NAMES = {
    SAME_PERIOD: "cùng kỳ",
    PREVIOUS_PERIOD: "kỳ trước",
    LAST_YEAR: "cả năm trước",
    LAST_YEAR_MONTH: "cùng số tháng năm trước",
}
SHARE = "ty_trong"
AGAINST_NATION = "so_toan_quoc"
AGAINST_PROVINCE = "so_tinh"
RANK = "hang"
RANK_IN_PROVINCE = "hang_trong_tinh"
RANKED = "so_don_vi_xep_hang"
RANKED_LOWER = "so_don_vi_cap_duoi_xep_hang"


@dataclass(frozen=True, slots=True)
class Group:
    """Units that are ranked together: what they are called, and their ranks by part ("" is this period)."""

    ranks: Mapping[str, Ranks]

    @classmethod
    def of(cls, units: Sequence[Unit], parts: Mapping[str, TableFigures], among: str) -> "Group":
        """Ranks of the units in each table that a rank is told of."""
        told = ("", SAME_PERIOD, PREVIOUS_PERIOD)
        return cls({part: Ranks(units, parts[part], part, among) for part in told if part in parts})


def indicator_makers(
    figures: Figures, parts: Mapping[str, TableFigures], measure: Measure, *, with_share: bool
) -> dict[str, Maker]:
    """Every indicator of every period, how it changed, and what share of the nation it is."""
    makers: dict[str, Maker] = {}
    for part, table in parts.items():
        codes = (RATE,) if part == LAST_YEAR_MONTH else table.rules[measure]
        for code in codes:
            makers[_under(part, code)] = partial(_indicator, table, code)
    now = parts[""].rules[measure]
    for code, rule in now.items():
        for part, suffix in CHANGES.items():
            if _under(part, code) in makers:
                makers[f"{code}.{suffix}"] = partial(_change, figures, code, part)
        if with_share and isinstance(rule, Terms) and not parts[""].table.rates_alone:
            makers[f"{code}.{SHARE}"] = partial(_share, figures, code)
    return makers


def rank_makers(figures: Figures, group: Group, name: str = RANK) -> dict[str, Maker]:
    """The unit's rank in each period, and how it changed."""
    makers: dict[str, Maker] = {_under(part, name): ranks.figure for part, ranks in group.ranks.items()}
    for part, suffix in CHANGES.items():
        if part in group.ranks:
            makers[f"{name}.{suffix}"] = partial(_rank_change, figures, name, part)
    return makers


def against_maker(figures: Figures, key: str, against: str) -> Maker:
    """How a unit's printed rate stands against that of the unit `key`, which is above it."""
    return partial(_against, figures, key, against)


def _indicator(table: TableFigures, code: str, name: str, key: str, measure: Measure) -> Figure:
    return table.figure(name, key, measure, code)


def _change(figures: Figures, code: str, part: str, name: str, key: str, measure: Measure) -> Figure:  # noqa: PLR0913, PLR0917 -- bound arguments first, then those of a maker
    scope = f"{unit_scope(key)}.{measure}."
    return change_figure(name, figures[scope + code], figures[scope + _under(part, code)], PART_NAMES[part])


def _rank_change(figures: Figures, rank: str, part: str, name: str, key: str, measure: Measure) -> Figure:  # noqa: PLR0913, PLR0917 -- bound arguments first, then those of a maker
    scope = f"{unit_scope(key)}.{measure}."
    return rank_change_figure(name, figures[scope + rank], figures[scope + _under(part, rank)], PART_NAMES[part])


def _share(figures: Figures, code: str, name: str, key: str, measure: Measure) -> Figure:
    return share_figure(name, figures[f"{unit_scope(key)}.{measure}.{code}"], figures[f"{NATION_KEY}.{measure}.{code}"])


def _against(figures: Figures, above: str, against: str, name: str, key: str, measure: Measure) -> Figure:  # noqa: PLR0913, PLR0917 -- bound arguments first, then those of a maker
    now, bar = (figures[f"{unit_scope(each)}.{measure}.{RATE}"] for each in (key, above))
    return gap_figure(name, now, bar, against, strict=False)


def _under(part: str, code: str) -> str:
    return f"{part}.{code}" if part else code
