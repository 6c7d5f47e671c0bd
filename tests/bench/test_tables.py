"""The tables of the benchmark of the intake: what is timed is the whole work, on sound data."""

import pytest

from bench.tables import Tables, prepare_tables, read_and_rank
from dispatch.model.dataset import MEASURES, Dataset


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Tables, Dataset]]:
    folder = tmp_path_factory.mktemp("tables")
    made = {name: prepare_tables(folder / name, workbooks=name == "books") for name in ("text", "books")}
    return {name: (tables, read_and_rank(tables.folder)) for name, tables in made.items()}


def test_every_row_of_all_units_and_periods_is_read(read: dict[str, tuple[Tables, Dataset]]) -> None:
    tables, dataset = read["text"]
    assert tables.rows == 12_096
    assert dataset.lower is not None
    assert len(dataset.lower.units) == 693
    assert len(dataset.last_year_curve) == 5
    assert all(len(dataset.lower.current.rows[measure]) == 693 for measure in MEASURES)


def test_nothing_is_wrong_with_the_tables(read: dict[str, tuple[Tables, Dataset]]) -> None:
    assert not [finding for _, dataset in read.values() for finding in dataset.findings if finding.severity == "error"]


def test_workbooks_hold_the_counts_of_the_text_files(read: dict[str, tuple[Tables, Dataset]]) -> None:
    assert sum(file.suffix == ".xlsx" for file in read["books"][0].files) == 3
    text, books = (_counts(dataset) for _, dataset in read.values())
    assert text == books


def _counts(dataset: Dataset) -> list[dict[str, int]]:
    assert dataset.lower is not None
    return [
        dict(row.counts)
        for table in (dataset.current, dataset.lower.current)
        for measure in MEASURES
        for row in table.rows[measure].values()
    ]
