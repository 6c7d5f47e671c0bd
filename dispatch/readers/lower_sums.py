"""A province is the sum of its units, the provincial office being one of them."""

from collections.abc import Iterator, Mapping, Sequence

from dispatch.errors import Finding, Severity
from dispatch.model.dataset import MEASURE_NAMES, MEASURES, Measure, Row
from dispatch.model.indicator import IndicatorCatalogue
from dispatch.model.unit import OWN_CASES, Unit
from dispatch.readers.lower_rows import by_province
from dispatch.readers.records import RecordReader
from dispatch.vietnamese.numbers import count

_SUM_HINT = "kiểm tra hàng của tỉnh và hàng của các đơn vị trực thuộc; hàng của tỉnh là tổng của chúng"


def settle_sums(reader: RecordReader, catalogue: IndicatorCatalogue) -> None:
    """Hold every province against its units, and add what follows from the others.

    A province without a row of its own becomes the sum of its units; the provincial office's own cases,
    where they have no row, become what the province has beyond the other units.
    """
    below = {measure: by_province(reader.lower.rows[measure]) for measure in MEASURES}
    for (measure, key), finding in reader.blank.items():
        if key not in below[measure]:
            reader.findings.append(finding)
            reader.seen.add((measure, key))
    for province in reader.units:
        rows = {measure: below[measure][province.key] for measure in MEASURES if province.key in below[measure]}
        if province.key in reader.lower.faulty:
            reader.seen |= {(measure, province.key) for measure in MEASURES}  # its own row may be theirs to give
        elif rows:
            _Province(reader, catalogue, province, rows).settle()


class _Province:
    """One province with the rows of its units by measure."""

    def __init__(
        self,
        reader: RecordReader,
        catalogue: IndicatorCatalogue,
        province: Unit,
        rows: Mapping[Measure, Sequence[Row]],
    ) -> None:
        self.reader, self.catalogue, self.province, self.rows = reader, catalogue, province, rows

    def settle(self) -> None:
        if missing := list(self.missing()):
            self.reader.findings += missing
            return
        summed: list[Measure] = []
        beyond: dict[Measure, tuple[Row, dict[str, int]]] = {}
        for measure, rows in self.rows.items():
            if any(row.rate is not None for row in rows):
                continue  # rates have no sum
            total = self.reader.rows[measure].get(self.province.key)
            if total is not None and total.rate is None:
                sums = _sums(rows)
                beyond[measure] = (
                    total,
                    {code: printed - sums[code] for code, printed in total.counts.items() if code in sums},
                )
            elif (measure, self.province.key) not in self.reader.seen:
                self.reader.seen.add((measure, self.province.key))
                self.reader.rows[measure][self.province.key] = _summed(self.province, rows)
                summed.append(measure)
        if summed:
            self.reader.findings.append(self.summed_up(summed))
        if self.has_own:
            for measure, (total, rest) in beyond.items():
                self.reader.findings += self.differing(measure, total, rest)
        else:
            self.infer(beyond)

    @property
    def has_own(self) -> bool:
        return any(row.unit.kind == OWN_CASES for rows in self.rows.values() for row in rows)

    def missing(self) -> Iterator[Finding]:
        """A unit with cases must have money, and the other way round."""
        named = {measure: {row.unit.key for row in rows} for measure, rows in self.rows.items()}
        if self.reader.unread or (len(named) == len(MEASURES) and len(set(map(frozenset, named.values()))) == 1):
            return
        for unit in self.reader.lower.of(self.province):
            for measure in MEASURES:
                if unit.key not in named.get(measure, set()):
                    message = f"thiếu {unit.name} ({self.province.name}) trong số liệu về {MEASURE_NAMES[measure]}"
                    source = next(iter(self.rows.values()))[0].source
                    yield Finding(
                        "missing-unit", message, "bổ sung dòng của đơn vị này", file=source.file, unit=unit.name
                    )

    def differing(self, measure: Measure, total: Row, rest: Mapping[str, int]) -> Iterator[Finding]:
        """Every column in which the province is not the sum of its units; with `rest` their difference."""
        for code, difference in rest.items():
            if difference:
                name, printed = self.catalogue.indicators[code].name, total.counts[code]
                message = (
                    f"{name} về {MEASURE_NAMES[measure]} của {self.province.name} là {count(printed)},"
                    f" tổng các đơn vị trực thuộc là {count(printed - difference)}"
                )
                yield self.at(total, code, "lower-sum-differs", message, _SUM_HINT)

    def infer(self, beyond: Mapping[Measure, tuple[Row, dict[str, int]]]) -> None:
        """The own cases of the provincial office from what the province has beyond its units."""
        below_zero = {
            measure: (total, {code: rest for code, rest in rests.items() if rest < 0})
            for measure, (total, rests) in beyond.items()
        }
        if any(rests for _, rests in below_zero.values()):
            for measure, (total, rests) in below_zero.items():
                self.reader.findings += self.differing(measure, total, rests)
            return
        if self.reader.unread or not any(rest for _, rests in beyond.values() for rest in rests.values()):
            return
        lower = self.reader.lower
        unit = lower.unit(self.province, self.reader.columns.inferred[self.province.code_set])
        for measure, (total, rests) in beyond.items():
            rate = self.catalogue.rate(measure)
            names = {code: self.catalogue.indicators[code].name for code in reversed(rate.codes) if code in rests}
            words = ", ".join(f"{name} {count(rests[code])}" for code, name in names.items())
            message = (
                f"không có hàng của {unit.name} {self.province.name};"
                f" suy ra từ hàng của tỉnh trừ các đơn vị trực thuộc, về {MEASURE_NAMES[measure]}: {words}"
            )
            hint = "bổ sung hàng này vào tệp số liệu, hoặc kiểm tra xem có thiếu đơn vị trực thuộc nào không"
            code = rate.denominator.codes[0]
            self.reader.findings.append(self.at(total, code, "inferred-unit", message, hint, warning=True))
            lower.rows[measure][unit.key] = Row(unit, rests, total.source, total.line, less=tuple(self.rows[measure]))

    def summed_up(self, measures: Sequence[Measure]) -> Finding:
        words = " và ".join(MEASURE_NAMES[measure] for measure in measures)
        message = f"không có hàng của {self.province.name} về {words}: số của tỉnh là tổng các đơn vị trực thuộc"
        first = self.rows[measures[0]][0].source
        return Finding(
            "summed-province", message, "", "info", file=first.file, sheet=first.sheet, unit=self.province.name
        )

    def at(self, total: Row, code: str, kind: str, message: str, hint: str, *, warning: bool = False) -> Finding:  # noqa: PLR0913 -- a finding is these facts
        cell = total.cell(code)
        severity: Severity = "warning" if warning else "error"
        return Finding(kind, message, hint, severity, cell.file, cell.sheet, cell.cell, unit=self.province.name)


def _sums(rows: Sequence[Row]) -> dict[str, int]:
    """Every column summed over rows of one table, which have the same columns in the same order."""
    columns = zip(*[row.counts.values() for row in rows], strict=True)
    return dict(zip(rows[0].counts, map(sum, columns), strict=True))


def _summed(province: Unit, rows: Sequence[Row]) -> Row:
    return Row(province, _sums(rows), rows[0].source, rows[0].line, tuple(rows))
