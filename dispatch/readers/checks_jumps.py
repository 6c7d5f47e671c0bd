"""Counts that changed more against the same period than a work year explains."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dispatch.errors import Finding
from dispatch.model.dataset import MEASURES, Measure, Row
from dispatch.model.indicator import IndicatorCatalogue
from dispatch.readers.checks_scale import Rows, wrong_scale
from dispatch.vietnamese.numbers import count

FACTOR = 5
"""Between the fixtures of 2021 and 2022 no column that weighs in its row grew or fell by more than 3,3 times."""
LEAST: Mapping[Measure, int] = {"viec": 100, "tien": 1_000_000}
"""Below 100 cases, or a billion đồng, one court's work or one large case makes such a change."""
LEAST_SHARE = 20
"""A column that is less than a twentieth of the row's largest (withdrawals, remissions) leaps from year to
year (266 times in the fixtures) and moves no rate: it is left alone. Every other column is watched, since
any of them may hold the digit too many."""
MOST_NAMED = 3


class _Jump(NamedTuple):
    code: str
    now: int
    before: int


def jump_findings(now: Rows, before: Rows, catalogue: IndicatorCatalogue) -> Iterator[Finding]:
    """A warning for each unit and measure with a jump, at the worst cell; the three worst are named.

    Money in another unit of measure than in the other period is left to `checks_scale`.
    """
    apart = wrong_scale(now, before, catalogue)
    for measure in MEASURES:
        for key, row in now[measure].items():
            other = before[measure].get(key)
            if other is None or (measure == "tien" and key in apart):
                continue
            if jumps := sorted(_jumps(row, other, measure), key=lambda each: -_times(each)):
                yield _finding(row, other, jumps, catalogue)


def _jumps(row: Row, other: Row, measure: Measure) -> Iterator[_Jump]:
    largest = max((*row.counts.values(), *other.counts.values()), default=0)
    least = max(LEAST[measure], -(-largest // LEAST_SHARE))
    for code, now in row.counts.items():
        before = other.counts.get(code, now)
        if max(now, before) >= max(least, FACTOR * min(now, before)):
            yield _Jump(code, now, before)


def _times(jump: _Jump) -> int:
    """How many times the smaller the larger is, per mille; from nothing is the largest jump."""
    low, high = sorted((jump.now, jump.before))
    return high * 1000 // low if low else high * 1_000_000


def _finding(row: Row, other: Row, jumps: list[_Jump], catalogue: IndicatorCatalogue) -> Finding:
    worst = jumps[0].code
    told = (
        f"{catalogue.indicators[code].name} {count(now)} (cùng kỳ {count(old)})"
        for code, now, old in jumps[:MOST_NAMED]
    )
    message = "thay đổi bất thường so với cùng kỳ: " + ", ".join(told)
    hint = (
        f"đối chiếu ô này với ô {other.source.cell(other.line, worst)} của {other.source.file}; số đúng thì giữ nguyên"
    )
    source, cell = row.source, row.source.cell(row.line, worst)
    return Finding("jump", message, hint, "warning", source.file, source.sheet, cell, unit=row.unit.name)
