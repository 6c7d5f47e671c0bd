"""Tables on the 63 provinces, summed to the 34 they were merged into on 1 July 2025."""

from collections.abc import Mapping, Sequence

from dispatch.directory.mergers import merged_into
from dispatch.model.dataset import Measure, Row
from dispatch.model.unit import Unit

Rows = dict[Measure, dict[str, Row]]


def summed_to(units: Sequence[Unit], rows: Mapping[Measure, Mapping[str, Row]]) -> Rows:
    """The rows of `units`, of the set of 34: each the sum of the rows of the provinces it was formed of.

    `rows` are those of all 63, by their codes in that set.
    """
    return {measure: {unit.key: _sum(unit, table) for unit in units} for measure, table in rows.items()}


def _sum(unit: Unit, table: Mapping[str, Row]) -> Row:
    parts = tuple(row for key, row in table.items() if merged_into()[key] == unit.key)
    first = parts[0]
    counts = {code: sum(part.counts[code] for part in parts) for code in first.counts}
    return Row(unit, counts, first.source, first.line, parts)
