"""The figures of one table: counts, totals and rates of the nation and of every unit, column by column."""

from collections.abc import ItemsView, Iterator, Mapping, Sequence
from functools import cached_property

from dispatch.model.dataset import MEASURE_UNITS, MEASURES, CellRef, Measure, Row, Table
from dispatch.model.figure import Formula
from dispatch.model.indicator import RATE, IndicatorCatalogue, Ratio, Terms
from dispatch.model.unit import NATION_KEY
from dispatch.statistics.columns import Column, Counts, Numbers, Ratios

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

    def items(self) -> ItemsView[str, tuple[CellRef, ...]]:
        """All columns with their cells; a batch notes them for every figure."""
        cells = self._table.cells
        return {column: cells(self._key, self._measure, column) for column in self._columns}.items()


class TableFigures:
    """The columns of a table for the units of a level, made when they are asked for.

    `keys` are the units; the nation among them is the sum of all, its rates ratios of sums; a table of rates
    alone has a national row. A unit that the table does not have is there without a value.
    """

    def __init__(self, table: Table, catalogue: IndicatorCatalogue, keys: Sequence[str]) -> None:
        self.table = table
        self.keys = keys
        self._catalogue = catalogue
        self._columns: dict[tuple[Measure, str], Column] = {}
        self._sums: dict[tuple[Measure, Terms], Numbers] = {}
        self._national_cells: dict[tuple[Measure, str], tuple[CellRef, ...]] = {}
        self._formulas: dict[tuple[Measure, str], tuple[str, str, tuple[str, ...]]] = {}

    @cached_property
    def rules(self) -> Mapping[Measure, Mapping[str, Terms | Ratio]]:
        """What the columns of this table give, by code: columns, totals and rates."""
        return {measure: self._rules(measure) for measure in MEASURES}

    def is_rate(self, measure: Measure, code: str) -> bool:
        """Whether an indicator is a ratio; if not, it is a count."""
        return self.table.rates_alone or isinstance(self.rules[measure][code], Ratio)

    def column(self, measure: Measure, code: str) -> Column:
        """An indicator of every unit."""
        known = self._columns.get((measure, code))
        if known is None:
            known = self._columns[measure, code] = self._column(measure, code)
        return known

    def rates(self, measure: Measure) -> Ratios:
        """The rate of every unit."""
        column = self.column(measure, RATE)
        assert isinstance(column, Ratios)  # the catalogue's loader has seen to it
        return column

    def bases(self, measure: Measure, code: str) -> Mapping[str, int | None]:
        """The denominators of a rate by the unit; None for counts and where only the rate is known."""
        column = self.column(measure, code)
        known = column.wholes if isinstance(column, Ratios) and not self.table.rates_alone else [None] * len(self.keys)
        return dict(zip(self.keys, known, strict=True))

    def formula(self, key: str, measure: Measure, code: str) -> Formula:
        """How the indicator of one unit follows from its cells."""
        expression, words, columns = self._formula(measure, code)
        return Formula(expression, words, SourceCells(self, key, measure, columns))

    def _column(self, measure: Measure, code: str) -> Column:
        if self.table.rates_alone:
            return _printed_rates([self._row(key, measure) for key in self.keys])
        rule = self.rules[measure][code]
        if isinstance(rule, Terms):
            return Counts(self._summed(measure, rule), MEASURE_UNITS[measure])
        return Ratios(self._summed(measure, rule.numerator), self._summed(measure, rule.denominator))

    def _summed(self, measure: Measure, terms: Terms) -> Numbers:
        """A sum of columns of every unit; many ratios are of the same sums."""
        known = self._sums.get((measure, terms))
        if known is None:
            each = self._counts[measure]
            known = [None if counts is None else terms.value(counts) for counts in each]
            self._sums[measure, terms] = known
        return known

    @cached_property
    def _counts(self) -> Mapping[Measure, Sequence[Mapping[str, int] | None]]:
        """The counts of every unit, those of the nation summed."""
        found: dict[Measure, list[Mapping[str, int] | None]] = {}
        for measure, rows in self.table.rows.items():
            known: dict[str, Mapping[str, int]] = {key: row.counts for key, row in rows.items()}
            if NATION_KEY in self.keys and rows:
                known[NATION_KEY] = _totals(rows)
            found[measure] = [known.get(key) for key in self.keys]
        return found

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


def _printed_rates(rows: Sequence[Row | None]) -> Ratios:
    rates = [row.rate if row else None for row in rows]
    numerators = [None if rate is None else rate.numerator for rate in rates]
    return Ratios(numerators, [None if rate is None else rate.denominator for rate in rates])


def _totals(rows: Mapping[str, Row]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for row in rows.values():
        for column, value in row.counts.items():
            sums[column] = sums.get(column, 0) + value
    return sums
