"""Two tables of the same months, of this work year and the one before, judged by each other."""

from collections.abc import Iterator

from dispatch.errors import Finding
from dispatch.model.dataset import Table
from dispatch.model.indicator import IndicatorCatalogue
from dispatch.readers.checks_jumps import jump_findings
from dispatch.readers.checks_scale import Rows, scale_findings_between


def findings_between(now: Table, before: Table, catalogue: IndicatorCatalogue) -> Iterator[Finding]:
    """Mixed scales and implausible jumps against the same period.

    Provinces that were summed are compared one by one, as they were read, where both tables have them.
    """
    rows = _as_read(now), _as_read(before)
    sets = [{row.unit.code_set for row in each["viec"].values()} for each in rows]
    if sets[0] != sets[1]:
        rows = now.rows, before.rows
    yield from scale_findings_between(*rows, catalogue)
    yield from jump_findings(*rows, catalogue)


def _as_read(table: Table) -> Rows:
    return {
        measure: {part.unit.key: part for row in rows.values() for part in row.parts or (row,)}
        for measure, rows in table.rows.items()
    }
