"""The sums of a form over thousands of rows at once: which rows keep them all, column by column."""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import add, gt, ne

from dispatch.model.dataset import Measure, Row
from dispatch.model.indicator import Era, IndicatorCatalogue

_Column = Sequence[int]
_Signed = Sequence[tuple[int, str]]


class RowSums:
    """Picks out the rows of one measure that a sum of the form speaks against; what is wrong is said elsewhere."""

    def __init__(self, era: Era, measure: Measure, catalogue: IndicatorCatalogue) -> None:
        rate = catalogue.rate(measure)
        # whole = plus - minus: what is taken off stands on the other side.
        self._equal = [((1, each.whole), each.parts[measure].signed) for each in era.identities]
        self._done, self._base = rate.numerator.signed, rate.denominator.signed

    def suspects(self, rows: Sequence[Row]) -> list[Row]:
        """The rows that break an identity, or have nothing to finish, or more finished than that.

        All of them when a column that is asked for is missing.
        """
        if not rows:
            return []
        try:
            columns = _columns(rows)
            found = {index for marks in self._marks(columns) for index, mark in enumerate(marks) if mark}
        except KeyError:
            return list(rows)
        return [rows[index] for index in sorted(found)]

    def _marks(self, columns: Mapping[str, _Column]) -> list[list[bool]]:
        marks = [
            list(map(ne, _total(columns, [whole, *_of(parts, -1)]), _total(columns, _of(parts, 1))))
            for whole, parts in self._equal
        ]
        base = _total(columns, self._base)
        marks += [list(map(gt, _total(columns, self._done), base)), [not count for count in base]]
        return [each for each in marks if any(each)]


def _columns(rows: Sequence[Row]) -> dict[str, _Column]:
    """By their codes; rows of one table have the same columns in the same order."""
    return dict(zip(rows[0].counts, zip(*[row.counts.values() for row in rows], strict=True), strict=True))


def _of(signed: _Signed, sign: int) -> list[tuple[int, str]]:
    return [(1, code) for each, code in signed if each == sign]


def _total(columns: Mapping[str, _Column], signed: _Signed) -> _Column:
    """The sum of columns, row by row."""
    terms = [columns[code] if sign > 0 else [-count for count in columns[code]] for sign, code in signed]
    return reduce(lambda total, term: list(map(add, total, term)), terms)
