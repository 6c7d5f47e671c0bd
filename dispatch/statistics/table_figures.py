"""The figures of one table: counts, totals and rates of the nation and of every unit."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property

from dispatch.model.dataset import MEASURE_UNITS, MEASURES, CellRef, Measure, Row, Table
from dispatch.model.figure import Figure, Formula
from dispatch.model.indicator import RATE, IndicatorCatalogue, Ratio, Terms
from dispatch.model.unit import NATION_KEY
from dispatch.statistics.figures import NO_RATE, count_text, points_text
from dispatch.statistics.rounding import hundredths_of_percent

_PRINTED_RATE = Terms(((1, RATE),))


class SourceCells(Mapping[str, tuple[CellRef, ...]]):
    """The cells behind a figure by their columns, found when they are asked for: few figures are ever traced."""

    __slots__ = ("_columns", "_key", "_measure", "_table")

    def __init__(self, table: "TableFigures", key: str, measure: Measure, columns: tuple[str, ...]) -> None:
        self._table = table
        self._key = key
        self._measure = measure
        self._columns = columns

    def __getitem__(self, column: str) -> tuple[CellRef, ...]:
        if column not in self._columns:
            raise KeyError(column)
        return self._table.cells(self._key, self._measure, column)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(self._columns))

    def __len__(self) -> int:
        return len(set(self._columns))


class TableFigures:
    """Values and figures of a table, made when they are asked for.

    The nation is the sum of all units, its rates ratios of sums; a table of rates alone has a national row.
    """

    def __init__(self, table: Table, catalogue: IndicatorCatalogue) -> None:
        self.table = table
        self._catalogue = catalogue
        self._national_cells: dict[tuple[Measure, str], tuple[CellRef, ...]] = {}
        self._formulas: dict[tuple[Measure, str], tuple[str, str, tuple[str, ...]]] = {}

    @cached_property
    def rules(self) -> Mapping[Measure, Mapping[str, Terms | Ratio]]:
        """What the columns of this table give, by code: columns, totals and rates."""
        return {measure: self._rules(measure) for measure in MEASURES}

    def value(self, key: str, measure: Measure, code: str) -> int | Fraction | None:
        """The exact value; None for a rate without a denominator, and for a unit the table does not have."""
        if self.table.rates_alone:
            row = self._row(key, measure)
            return row.rate if row else None
        counts = self._counts(key, measure)
        if counts is None:
            return None
        rule = self.rules[measure][code]
        if isinstance(rule, Terms):
            return rule.value(counts)
        base = rule.denominator.value(counts)
        return Fraction(rule.numerator.value(counts), base) if base else None

    def figure(self, name: str, key: str, measure: Measure, code: str) -> Figure:
        """The figure called `name`: the indicator `code` of one unit."""
        rule = self.rules[measure][code]
        expression, words, columns = self._formula(measure, code)
        formula = Formula(expression, words, SourceCells(self, key, measure, columns))
        value = self.value(key, measure, code)
        if isinstance(rule, Terms) and not self.table.rates_alone:
            text = NO_RATE if value is None else count_text(int(value))
            return Figure(
                name, value, text, formula, MEASURE_UNITS[measure], 0, key, None if value is None else int(value)
            )
        rate = Fraction(value) if isinstance(value, int) else value
        printed = None if rate is None else hundredths_of_percent(rate)
        text = NO_RATE if printed is None else points_text(printed)
        return Figure(name, rate, text, formula, "%", 2, key, printed)

    def base(self, key: str, measure: Measure, code: str) -> int | None:
        """The denominator of a rate; None for counts and where only the rate is known."""
        rule, counts = self.rules[measure].get(code), self._counts(key, measure)
        return rule.denominator.value(counts) if isinstance(rule, Ratio) and counts else None

    def _rules(self, measure: Measure) -> dict[str, Terms | Ratio]:
        if self.table.rates_alone:
            return {RATE: _PRINTED_RATE}
        some = next(iter(self.table.rows[measure].values()), None)
        each = {
            code: indicator.formula.get(measure) or Terms(((1, code),))
            for code, indicator in self._catalogue.indicators.items()
        }
        # What needs another column is of another era's form.
        return {code: rule for code, rule in each.items() if some and all(c in some.counts for c in rule.codes)}

    def _formula(self, measure: Measure, code: str) -> tuple[str, str, tuple[str, ...]]:
        """Expression, words and columns; every unit has the same."""
        if self.table.rates_alone:
            return f"percent({RATE})", "tỷ lệ như bảng đã in", (RATE,)
        known = self._formulas.get((measure, code))
        if known is None:
            rule = self.rules[measure][code]
            known = self._catalogue.expression(rule), self._catalogue.in_words(rule), rule.codes
            self._formulas[measure, code] = known
        return known

    def _row(self, key: str, measure: Measure) -> Row | None:
        rows = self.table.national if key == NATION_KEY else None
        return rows.get(measure) if rows is not None else self.table.rows[measure].get(key)

    def _counts(self, key: str, measure: Measure) -> Mapping[str, int] | None:
        if key == NATION_KEY:
            return self._sums[measure] or None
        row = self.table.rows[measure].get(key)
        return row.counts if row else None

    @cached_property
    def _sums(self) -> Mapping[Measure, Mapping[str, int]]:
        return {measure: _summed(rows) for measure, rows in self.table.rows.items()}

    def cells(self, key: str, measure: Measure, column: str) -> tuple[CellRef, ...]:
        """The cells whose sum is a column of one unit."""
        row = self._row(key, measure)
        if key != NATION_KEY or row is not None:
            return row.cells(column) if row else ()
        wanted = measure, column
        if wanted not in self._national_cells:
            rows = self.table.rows[measure].values()
            self._national_cells[wanted] = tuple(cell for each in rows for cell in each.cells(column))
        return self._national_cells[wanted]


def _summed(rows: Mapping[str, Row]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for row in rows.values():
        for column, value in row.counts.items():
            sums[column] = sums.get(column, 0) + value
    return sums
