"""What a refresh writes is sound for both validators and our own invariants."""

from pathlib import Path

import pytest

from dispatch.inspection.invariants import broken_invariants
from dispatch.model.track_marks import TrackMarks
from dispatch.pipeline.prepare import prepare
from dispatch.pipeline.refreshing.new_figures import NewFigures
from dispatch.pipeline.refreshing.refresh import Options, refreshed
from tests.pipeline.refreshing.conftest import CORRECTION
from tests.pipeline.refreshing.corrections import corrected
from tests.pipeline.refreshing.tables import with_rows
from tests.pipeline.refreshing.test_tables import ENTERING, LEAVING
from tests.pipeline.refreshing.test_tracked import edited_rows
from tests.tools.validators import validate_integrity, validate_sdk


@pytest.fixture(scope="module")
def written(original: bytes, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A refreshed letter and a tracked one, each of an edited letter."""
    folder = tmp_path_factory.mktemp("valid")
    data = corrected(folder, {**CORRECTION, **ENTERING}, same_period=LEAVING)
    figures = NewFigures(prepare(data, None))
    edited = with_rows(original, 1, edited_rows)
    paths = []
    for name, document, options in (
        ("plain", original, Options()),
        ("tracked", original, Options(track=TrackMarks("Nguyễn Văn A", "2022-03-09"))),
        ("edited", edited, Options(track=TrackMarks("Nguyễn Văn A"))),
    ):
        path = folder / f"{name}.docx"
        path.write_bytes(refreshed(document, figures, name, options).document)
        paths.append(path)
    return paths


def test_the_sdk_of_word_finds_nothing(written: list[Path]) -> None:
    assert validate_sdk(*written[:2]) == []


def test_ooxml_integrity_finds_nothing(written: list[Path]) -> None:
    assert validate_integrity(*written[:2]) == []


def test_our_own_invariants_find_nothing_new(written: list[Path], original: bytes) -> None:
    for path in written[:2]:
        assert broken_invariants(path.read_bytes()) == []
    # The column that the officer added is not in the grid of the table: that finding was there before.
    before = {each.code for each in broken_invariants(with_rows(original, 1, edited_rows))}
    assert {each.code for each in broken_invariants(written[2].read_bytes())} <= before
