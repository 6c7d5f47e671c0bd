"""The vintage of a dossier to which nothing is lacking: every table of both levels counts."""

from dataclasses import replace
from typing import TypeVar

import pytest

from dispatch.directory.indicators import indicator_catalogue
from dispatch.model.dataset import Dataset, LowerLevel, Table
from dispatch.model.period import Period
from dispatch.pipeline.authoring.specimen import specimen
from dispatch.pipeline.kinds import find_kind
from dispatch.pipeline.vintage import vintage

FULL: Dataset = specimen(find_kind("chi-dao-chi-tieu", None), indicator_catalogue(), Period(2022, 5)).dataset


def one_more(table: Table | None) -> Table:
    """The table with one case more in its first row."""
    assert table is not None
    rows = dict(table.rows["viec"])
    key, row = next(iter(rows.items()))
    rows[key] = row._replace(counts={**row.counts, "dinh_chi": row.counts["dinh_chi"] + 1})
    return replace(table, rows={**table.rows, "viec": rows})


LEVEL = TypeVar("LEVEL", Dataset, LowerLevel)


def changed(level: LEVEL, name: str) -> LEVEL:
    """The level with one case more in the table called `name`, or in last year's after so many months."""
    if name == "current":
        return replace(level, current=one_more(level.current))
    if name == "same_period":
        return replace(level, same_period=one_more(level.same_period))
    if name == "previous_period":
        return replace(level, previous_period=one_more(level.previous_period))
    curve = {**level.last_year_curve, int(name): one_more(level.last_year_curve[int(name)])}
    return replace(level, last_year_curve=curve)


@pytest.mark.parametrize("name", ["current", "same_period", "previous_period", "5", "12"])
def test_one_case_more_in_any_table_of_either_level_is_another_vintage(name: str) -> None:
    assert FULL.lower is not None
    found = {vintage(FULL), vintage(changed(FULL, name)), vintage(replace(FULL, lower=changed(FULL.lower, name)))}
    assert len(found) == 3
