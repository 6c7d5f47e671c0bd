"""The vintage of a dataset: the fingerprint of its content, whatever files it came in."""

import hashlib
from collections.abc import Iterator

from dispatch.model.dataset import Dataset, Row, Table
from dispatch.model.unit import NATION_KEY


def vintage(dataset: Dataset) -> str:
    """The same counts, printed rates and targets from another file or in another order have the same one."""
    digest = hashlib.sha256()
    for line in _lines(dataset):
        digest.update(f"{line}\n".encode())
    return digest.hexdigest()


def named_tables(dataset: Dataset) -> dict[str, Table]:
    """Every table of a dataset by its part: that of the period itself has none."""
    lower = dataset.lower
    tables = {
        "": dataset.current,
        "same_period": dataset.same_period,
        "previous_period": dataset.previous_period,
        **{f"last_year_{months}": table for months, table in sorted(dataset.last_year_curve.items())},
    }
    if lower:
        tables |= {
            "lower": lower.current,
            "lower_same_period": lower.same_period,
            "lower_previous_period": lower.previous_period,
            **{f"lower_last_year_{months}": table for months, table in sorted(lower.last_year_curve.items())},
        }
    return {part: table for part, table in tables.items() if table is not None}


def _lines(dataset: Dataset) -> Iterator[str]:
    for part, table in named_tables(dataset).items():
        for measure, rows in table.rows.items():
            for key in sorted(rows):
                yield f"{part}|{table.period.code}|{measure}|{key}|{_content(rows[key])}"
            if measure in table.national:
                yield f"{part}|{table.period.code}|{measure}|{NATION_KEY}|{_content(table.national[measure])}"
    for target in sorted(dataset.targets, key=lambda target: (target.unit_key, target.measure, target.indicator)):
        what = f"{target.unit_key}|{target.measure}|{target.indicator}"
        yield f"target|{what}|{target.value}|{target.strict}|{target.reduction}|{target.upper}"


def _content(row: Row) -> str:
    counts = ",".join(f"{code}={value}" for code, value in sorted(row.counts.items()))
    return counts if row.rate is None else f"{counts}|{row.rate}"
