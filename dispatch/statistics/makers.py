"""Which figures each unit has, and how each is computed: names to the right of the unit and the measure.

Every unit of a level has the same names, but for goals; what a unit lacks (a rate without a denominator, a unit
that was not there last year) prints "—".
"""

from collections.abc import Mapping
from functools import partial

from dispatch.model.dataset import Measure
from dispatch.model.figure import Formula
from dispatch.model.indicator import RATE
from dispatch.model.unit import NATION_KEY
from dispatch.statistics.columns import Column, Moves, Ratios
from dispatch.statistics.figures import LAST_YEAR, LAST_YEAR_MONTH, PREVIOUS_PERIOD, SAME_PERIOD, unit_scope
from dispatch.statistics.ranks import Ranking
from dispatch.statistics.series import Level, Series
from dispatch.statistics.table_figures import TableFigures
from dispatch.vietnamese.phrases import LEVEL

AllSeries = dict[str, Series]

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


def indicator_series(level: Level, measure: Measure) -> AllSeries:
    """Every indicator of every period, and how it changed."""
    series: AllSeries = {}
    for part, table in level.tables.items():
        for code in (RATE,) if part == LAST_YEAR_MONTH else table.rules[measure]:
            column, formula = partial(table.column, measure, code), partial(_read, table, measure, code)
            series[_under(part, code)] = Series(column, formula)
    now = level.tables[""]
    for code in now.rules[measure]:
        for part, suffix in CHANGES.items():
            before = series.get(_under(part, code))
            if before is not None:
                formula = partial(_change, measure, code, part, is_rate=now.is_rate(measure, code))
                series[f"{code}.{suffix}"] = Series(partial(_moves, series[code], before), formula)
    return series


def share_series(level: Level, nation: Level, measure: Measure) -> AllSeries:
    """What part of the nation's count is that of a unit; `nation` is the level in which the nation stands."""
    tables = level.tables[""], nation.tables[""]
    counts = [code for code in tables[0].rules[measure] if not tables[0].is_rate(measure, code)]
    return {
        f"{code}.{SHARE}": Series(partial(_shares, *tables, measure, code), partial(_share, measure, code))
        for code in counts
        if code in tables[1].rules[measure]
    }


def rank_series(rankings: Mapping[str, Ranking], measure: Measure, name: str = RANK) -> AllSeries:
    """The rank of a unit in each period, and how it changed."""
    series = {
        _under(part, name): Series(partial(ranking.column, measure), partial(ranking.formula, measure))
        for part, ranking in rankings.items()
    }
    for part, suffix in CHANGES.items():
        if part in rankings:
            moves = partial(_moves, series[name], series[_under(part, name)])
            series[f"{name}.{suffix}"] = Series(moves, partial(_rank_change, measure, name, part))
    return series


def ranked_series(ranking: Ranking, measure: Measure) -> Series:
    """How many units have a rank."""
    return Series(partial(ranking.ranked, measure), partial(ranking.ranked_formula, measure))


def against_series(level: Level, above: Level, over: Mapping[str, str], measure: Measure, name: str) -> Series:
    """How the printed rate of a unit stands against that of the one over it, which stands in the level `above`."""
    return Series(partial(_gaps, level, above, over, measure), partial(_gap, over, measure, name))


def _read(table: TableFigures, measure: Measure, code: str, key: str) -> Formula:
    return table.formula(key, measure, code)


def _moves(now: Series, before: Series) -> Column:
    return Moves(now.column, before.column.comparables)


def _change(measure: Measure, code: str, part: str, key: str, *, is_rate: bool) -> Formula:
    scope, against = f"{unit_scope(key)}.{measure}.", PART_NAMES[part]
    now, before = scope + code, scope + _under(part, code)
    if is_rate:
        return Formula(f"points({now}, {before})", f"hiệu hai tỷ lệ đã in, so với {against}", inputs=(now, before))
    words = f"kỳ này trừ {against}, và phần trăm của {against}"
    return Formula(f"change({now}, {before})", words, inputs=(now, before))


def _rank_change(measure: Measure, rank: str, part: str, key: str) -> Formula:
    scope = f"{unit_scope(key)}.{measure}."
    now, before = scope + rank, scope + _under(part, rank)
    words = f"thứ hạng của {PART_NAMES[part]} trừ thứ hạng kỳ này; lên hạng là tăng"
    return Formula(f"rank_change({now}, {before})", words, inputs=(now, before))


def _shares(table: TableFigures, national: TableFigures, measure: Measure, code: str) -> Column:
    parts = table.column(measure, code).comparables
    whole = national.column(measure, code).comparables[national.keys.index(NATION_KEY)]
    return Ratios(parts, [whole] * len(parts))


def _share(measure: Measure, code: str, key: str) -> Formula:
    part, whole = f"{unit_scope(key)}.{measure}.{code}", f"{NATION_KEY}.{measure}.{code}"
    return Formula(f"share({part}, {whole})", "số của đơn vị ÷ số của toàn quốc", inputs=(part, whole))


def _gaps(level: Level, above: Level, over: Mapping[str, str], measure: Measure) -> Column:
    bars = above.tables[""].rates(measure).comparables
    places = (above.places.get(over.get(key, "")) for key in level.keys)
    return Moves(level.tables[""].rates(measure), [None if place is None else bars[place] for place in places], LEVEL)


def _gap(over: Mapping[str, str], measure: Measure, name: str, key: str) -> Formula:
    now, bar = (f"{unit_scope(each)}.{measure}.{RATE}" for each in (key, over[key]))
    return Formula(f"points({now}, {bar})", f"tỷ lệ đã in trừ {name}", inputs=(now, bar))


def _under(part: str, code: str) -> str:
    return f"{part}.{code}" if part else code
