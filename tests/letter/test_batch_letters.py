"""Letters of a batch are sound documents: a sample of twenty, among them letters with their own lower units."""

import re
import zipfile
from pathlib import Path

import pytest

from bench.second_level import lower_lines, province_lines, write_table
from dispatch.model.anchor_names import row_bookmark
from dispatch.pipeline.batch.run import BatchRun, Order
from dispatch.pipeline.prepare import prepare
from tests.builders import FIXTURE, dossier_folder
from tests.tools.validators import validate_integrity, validate_sdk

_EVERY_FOURTH = 4


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Sixteen letters of the fixture, and four of a dossier that has the second level."""
    folder = tmp_path_factory.mktemp("dot")
    keys = [unit.key for unit in BatchRun(Order(FIXTURE, folder)).all_units]
    write(FIXTURE, folder / "mot-cap", tuple(keys[::_EVERY_FOURTH]))
    dossier = two_levels(folder)
    write(dossier, folder / "hai-cap", ("01", "25", "79", "84"))
    return [*sorted((folder / "mot-cap").glob("*.docx")), *sorted((folder / "hai-cap").glob("*.docx"))]


def two_levels(folder: Path) -> Path:
    targets = 'targets = "targets.csv"'
    dossier = dossier_folder(folder, dossier={targets: f'{targets}\nlower_current = "cap-duoi.csv"'})
    write_table(list(lower_lines(province_lines(FIXTURE / "2022-05.csv"))), dossier / "cap-duoi.csv")
    return dossier


def write(dossier: Path, out: Path, only: tuple[str, ...]) -> None:
    with BatchRun(Order(dossier, out, only=only)).opened() as batch:
        assert {outcome.state for outcome in batch.write()} == {"written"}


def test_twenty_letters_are_valid(letters: list[Path]) -> None:
    assert len(letters) == 20
    assert validate_sdk(*letters) == []
    assert validate_integrity(*letters) == []


def test_a_letter_with_lower_units_has_a_row_for_each_of_its_own_and_for_nobody_elses(letters: list[Path]) -> None:
    with zipfile.ZipFile(letters[-1]) as package:
        body = package.read("word/document.xml").decode()
    rows = re.findall(r'w:name="(_b1_[^"]+)"', body)
    lower = prepare(letters[-1].parent.parent / "ho-so", None).dataset.lower
    assert lower is not None
    own = {row_bookmark(1, unit.key) for unit in lower.units if unit.parent == "84"}
    assert set(rows) == own
    assert len(rows) == 11
