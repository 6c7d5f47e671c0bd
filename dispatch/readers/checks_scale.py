"""Money in another unit than 1.000 đồng: told by money per case, against peers and the same period.

A unit that reports in đồng has a thousand times the money per case in every column, in whole triệu
đồng a thousandth. One huge case (they exist) fills some columns of a unit, never most of them: so a
unit is judged by the median over its columns. All arithmetic is in whole numbers, per mille.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dispatch.errors import Finding
from dispatch.model.dataset import Measure, Row
from dispatch.model.indicator import IndicatorCatalogue
from dispatch.vietnamese.numbers import count

Rows = Mapping[Measure, Mapping[str, Row]]
PerCase = Mapping[str, int]

ONE = 1000
"""Relations are per mille."""
FAR = 100
"""How many times the usual money per case is another unit of measure. Provinces differ from their median
by 0,4 to 9 times (fixtures of 2021 and 2022), a wrong unit by 1.000: 100 keeps a factor of 10 from both."""
LEAST_CASES = 10
"""A column with fewer cases says nothing: one case more or less changes its mean."""
LEAST_COLUMNS = 4
"""Fewer columns have no median that one huge case could not move."""
LEAST_PEERS = 5
"""Fewer units have no usual value."""
LEAST_CASES_OF_TABLE = 10_000
"""From here on the usual money per case of a whole table is known beforehand, to a power of a thousand."""
USUAL = range(10_000, 10_000_000)
"""Money per case, 1.000 đồng, that a table can have: 10 million to 10 billion đồng. Nationwide it was about
90 million in 2013, 400 million in 2022."""


class _Unit(NamedTuple):
    """One unit: its row of money, and its money per case, per mille of 1.000 đồng, by column."""

    row: Row
    cases: Row
    per_case: PerCase


class _Found(NamedTuple):
    """A unit whose money is `relation` per mille of what it is compared with: of `of`, a row or the usual."""

    unit: _Unit
    relation: int
    of: "_Unit | int"


def scale_findings(rows: Rows, catalogue: IndicatorCatalogue) -> Iterator[Finding]:
    """An error for each unit of a table whose money is in another unit than that of the others.

    When most are, one error for the whole table.
    """
    table = _Table(rows, catalogue)
    yield from _told(list(table.outliers()), len(table.units), table.base, catalogue)


def scale_findings_between(now: Rows, before: Rows, catalogue: IndicatorCatalogue) -> Iterator[Finding]:
    """An error for each unit whose money is in another unit of measure than in its same period.

    What either table shows alone is not told again. Of the two rows the one that is further from its
    peers is told.
    """
    tables = _Table(now, catalogue), _Table(before, catalogue)
    alone = {each.unit.row.unit for table in tables for each in table.outliers()}
    found: tuple[list[_Found], list[_Found]] = ([], [])
    for key, unit in tables[0].units.items():
        other = tables[1].units.get(key)
        if other is None or unit.row.unit in alone or not _far(relation := _relation(unit.per_case, other.per_case)):
            continue
        if _distance(tables[1].relation(other)) > _distance(tables[0].relation(unit)):
            found[1].append(_Found(other, _relation(other.per_case, unit.per_case), unit))
        else:
            found[0].append(_Found(unit, relation, other))
    for table, wrong in zip(tables, found, strict=True):
        yield from _told(wrong, len(table.units), table.base, catalogue)


def wrong_scale(now: Rows, before: Rows, catalogue: IndicatorCatalogue) -> frozenset[str]:
    """The keys of the units whose money cannot be compared between two tables."""
    one, other = _Table(now, catalogue).units, _Table(before, catalogue).units
    return frozenset(
        key for key in one.keys() & other.keys() if _far(_relation(one[key].per_case, other[key].per_case))
    )


class _Table:
    """The money per case of a table, and what is usual in it."""

    def __init__(self, rows: Rows, catalogue: IndicatorCatalogue) -> None:
        self.base = catalogue.rate("tien").denominator.codes[0]
        cases, money = rows["viec"], rows["tien"]
        known = (_Unit(row, cases[key], _per_case(row, cases[key])) for key, row in money.items() if key in cases)
        self.units = {unit.row.unit.key: unit for unit in known if len(unit.per_case) >= LEAST_COLUMNS}
        self.usual = self._usual()

    def relation(self, unit: _Unit) -> int:
        """The money of a unit against the usual, per mille; ONE when nothing is usual."""
        return _relation(unit.per_case, self.usual)

    def outliers(self) -> Iterator[_Found]:
        """The units that are far from the usual."""
        for unit in self.units.values():
            if _far(relation := self.relation(unit)):
                yield _Found(unit, relation, self.usual.get(self.base, 0))

    def _usual(self) -> PerCase:
        """By column the median of all units, brought to 1.000 đồng when most of the table is not in it."""
        columns: dict[str, list[int]] = {}
        for unit in self.units.values():
            for code, value in unit.per_case.items():
                columns.setdefault(code, []).append(value)
        usual = {code: _median(values) for code, values in columns.items() if len(values) >= LEAST_PEERS}
        cases = sum(unit.cases.counts.get(self.base, 0) for unit in self.units.values())
        if cases < LEAST_CASES_OF_TABLE or self.base not in usual:
            return usual
        if usual[self.base] >= USUAL.stop * ONE:
            return {code: value // ONE for code, value in usual.items()}
        if usual[self.base] < USUAL.start * ONE:
            return {code: value * ONE for code, value in usual.items()}
        return usual


def _per_case(money: Row, cases: Row) -> PerCase:
    number = cases.counts
    return {
        code: amount * ONE // number[code]
        for code, amount in money.counts.items()
        if amount and number.get(code, 0) >= LEAST_CASES
    }


def _relation(mine: PerCase, others: PerCase) -> int:
    """The median of a unit's columns against others, per mille; ONE when too few can be compared."""
    factors = [value * ONE // others[code] for code, value in mine.items() if others.get(code)]
    return _median(factors) if len(factors) >= LEAST_COLUMNS else ONE


def _median(values: Sequence[int]) -> int:
    return sorted(values)[len(values) // 2]


def _distance(relation: int) -> int:
    """How many times too large or too small, per mille."""
    return max(relation, ONE * ONE // max(relation, 1))


def _far(relation: int) -> bool:
    return _distance(relation) >= FAR * ONE


def _told(found: Sequence[_Found], units: int, base: str, catalogue: IndicatorCatalogue) -> Iterator[Finding]:
    """Each unit found, or the table once when they are most of its units."""
    if units >= LEAST_PEERS and len(found) * 2 > units:
        first = found[0]
        message = (
            f"tiền của {len(found)}/{units} đơn vị hình như tính bằng {_measured_in(first)}, không phải 1.000 đồng"
        )
        message += f"; ví dụ {first.unit.row.unit.name}: {_values(first, base, catalogue)}"
        yield _finding(first, base, message, "ghi lại cả bảng tiền theo đơn vị 1.000 đồng", "")
        return
    for each in found:
        message = (
            f"tiền hình như tính bằng {_measured_in(each)}, không phải 1.000 đồng: {_values(each, base, catalogue)}"
        )
        yield _finding(
            each, base, message, "ghi lại tiền của đơn vị này theo đơn vị 1.000 đồng", each.unit.row.unit.name
        )


def _measured_in(found: _Found) -> str:
    return "đồng" if found.relation > ONE else "triệu đồng"


def _values(found: _Found, base: str, catalogue: IndicatorCatalogue) -> str:
    """Both values: of the same unit in the other period, or per case of this unit and of the others."""
    name, unit = catalogue.indicators[base].name, found.unit
    if isinstance(found.of, _Unit):
        mine, other = (each.row.counts.get(base, 0) for each in (unit, found.of))
        return f"{name} {count(mine)}, kỳ so sánh {count(other)}"
    average, usual = (count(value // ONE) for value in (unit.per_case.get(base, 0), found.of))
    return f"bình quân {average} một việc {name}, các đơn vị khác khoảng {usual}"


def _finding(found: _Found, base: str, message: str, hint: str, unit: str) -> Finding:
    row = found.unit.row
    source, cell = row.source, row.source.cell(row.line, base)
    return Finding("mixed-scale", message, hint, "error", source.file, source.sheet, cell, unit=unit or None)
