"""Making a batch ready costs the same for any number of units: no figure is made before a letter asks for it."""

from pathlib import Path

import pytest

from bench.second_level import lower_lines, province_lines, write_table
from dispatch.model.figure import Figure
from dispatch.pipeline.batch.run import BatchRun, Order
from dispatch.statistics.series import Series
from tests.builders import FIXTURE, dossier_folder


def made_before_the_first_letter(folder: Path, units: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many figures of units below the provinces are made by a batch that has not begun."""
    folder.mkdir()
    targets = 'targets = "targets.csv"'
    dossier = dossier_folder(folder, dossier={targets: f'{targets}\nlower_current = "cap-duoi.csv"'})
    write_table(list(lower_lines(province_lines(FIXTURE / "2022-05.csv"), units)), dossier / "cap-duoi.csv")
    asked: list[str] = []
    real = Series.figure

    def counted(series: Series, name: str, key: str, place: int) -> Figure:
        asked.append(name)
        return real(series, name, key, place)

    with monkeypatch.context() as patched:
        patched.setattr(Series, "figure", counted)
        BatchRun(Order(dossier, folder / "out"))
    return len(asked)


def test_twice_as_many_units_make_hardly_more_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = made_before_the_first_letter(tmp_path / "it", 4, monkeypatch)
    many = made_before_the_first_letter(tmp_path / "nhieu", 8, monkeypatch)
    assert many - few < 4 * 63 * 10
