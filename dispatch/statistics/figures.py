"""The figures of one table: counts, rates and targets of the nation and of every unit."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from dispatch.model.dataset import MEASURE_NAMES, MEASURE_UNITS, MEASURES, CellRef, Measure, Row, Table, Target
from dispatch.model.figure import Figure, Formula
from dispatch.model.indicator import RATE, IndicatorCatalogue, Ratio, Terms
from dispatch.model.unit import NATION_KEY, Unit
from dispatch.statistics.ranking import Rates, place_units
from dispatch.statistics.rounding import hundredths_of_percent
from dispatch.vietnamese.numbers import count, percent

NO_RATE = "—"
SAME_PERIOD = "cung_ky"


def unit_scope(key: str) -> str:
    """The prefix of a unit's figures: "toan_quoc" or "don_vi.84"."""
    return key if key == NATION_KEY else f"don_vi.{key}"


def rate_id(key: str, measure: Measure, part: str = "") -> str:
    """The id of a rate: "don_vi.84.viec.ty_le", of the same period "….viec.cung_ky.ty_le"."""
    return f"{unit_scope(key)}.{measure}.{part + '.' if part else ''}ty_le"


def rate_text(rate: Fraction | None) -> str:
    """A rate as printed; a unit without a denominator has none, which is not 0,00%."""
    return NO_RATE if rate is None else percent(hundredths_of_percent(rate))


def rate_of(rows: Sequence[Row], measure: Measure, catalogue: IndicatorCatalogue) -> Fraction | None:
    """The ratio of sums over `rows`, or the one printed rate; None when nothing could be enforced."""
    if len(rows) == 1 and rows[0].rate is not None:
        return rows[0].rate
    return _ratio(rows, catalogue.rate(measure))


def unit_rates(table: Table, measure: Measure, catalogue: IndicatorCatalogue) -> Rates:
    """Each unit's rate on one measure."""
    return {key: rate_of([row], measure, catalogue) for key, row in table.rows[measure].items()}


def table_figures(table: Table, catalogue: IndicatorCatalogue, part: str) -> Iterator[Figure]:
    """Every count and rate of a table, for the nation (ratio of sums) and each unit.

    `part` is "" for the current period and "cung_ky" for the same period.
    """
    for measure in MEASURES:
        rows = table.rows[measure]
        national = table.national.get(measure)
        yield from _scope_figures(NATION_KEY, [national] if national else list(rows.values()), measure, catalogue, part)
        for key, row in rows.items():
            yield from _scope_figures(key, [row], measure, catalogue, part)


def rank_figures(units: Sequence[Unit], table: Table, catalogue: IndicatorCatalogue) -> Iterator[Figure]:
    """Each unit's place among the units that have a rate; never the STT of an appendix."""
    for measure in MEASURES:
        inputs = tuple(rate_id(unit.key, measure) for unit in units)
        words = f"thứ hạng theo tỷ lệ về {MEASURE_NAMES[measure]}, cao nhất là 1"
        for placing in place_units(units, unit_rates(table, measure, catalogue)):
            key = placing.unit.key
            formula = Formula(f"rank({measure}.ty_le)", words, inputs=inputs)
            name = f"{unit_scope(key)}.{measure}.hang"
            yield Figure(name, placing.place, str(placing.place), formula, about=key, comparable=placing.place)


def target_figures(targets: Sequence[Target]) -> Iterator[Figure]:
    """The yearly goal of each unit that has one."""
    for target in targets:
        relation = "phải vượt" if target.strict else "phải đạt"
        formula = Formula("percent(chi_tieu)", f"chỉ tiêu được giao, {relation}", {"chi_tieu": (target.source,)})
        name = f"{unit_scope(target.unit_key)}.{target.measure}.chi_tieu"
        printed = hundredths_of_percent(target.value)
        text = rate_text(target.value)
        yield Figure(name, target.value, text, formula, "%", 2, target.unit_key, printed)


def _scope_figures(
    key: str, rows: list[Row], measure: Measure, catalogue: IndicatorCatalogue, part: str
) -> Iterator[Figure]:
    prefix = f"{unit_scope(key)}.{measure}.{part + '.' if part else ''}"
    if len(rows) == 1 and rows[0].rate is not None:
        yield _printed_rate(prefix + RATE, rows[0].rate, rows[0].cell(RATE), key)
    for code, indicator in catalogue.indicators.items():
        rule = indicator.formula.get(measure) or Terms(((1, code),))
        if not all(column in rows[0].counts for column in rule.codes):
            continue  # not a column of this era's form
        operands = {column: _cells(rows, column) for column in rule.codes}
        words = catalogue.in_words(rule)
        formula = Formula(catalogue.expression(rule), words, operands)
        if isinstance(rule, Terms):
            total = sum(rule.value(row.counts) for row in rows)
            yield Figure(prefix + code, total, count(total), formula, MEASURE_UNITS[measure], 0, key, total)
        else:
            ratio = _ratio(rows, rule)
            printed = None if ratio is None else hundredths_of_percent(ratio)
            yield Figure(prefix + code, ratio, rate_text(ratio), formula, "%", 2, key, printed)


def _printed_rate(name: str, rate: Fraction, cell: CellRef, key: str) -> Figure:
    """A rate of a table that has no counts: it is what was printed."""
    formula = Formula(f"percent({RATE})", "tỷ lệ như đã công bố", {RATE: (cell,)})
    return Figure(name, rate, rate_text(rate), formula, "%", 2, key, hundredths_of_percent(rate))


def _ratio(rows: Sequence[Row], rule: Ratio) -> Fraction | None:
    base = sum(rule.denominator.value(row.counts) for row in rows)
    return Fraction(sum(rule.numerator.value(row.counts) for row in rows), base) if base else None


def _cells(rows: Sequence[Row], code: str) -> tuple[CellRef, ...]:
    return tuple(cell for row in rows for cell in row.cells(code))
