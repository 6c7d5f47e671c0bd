"""A letter, a correction, and the verb."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dispatch.model.refreshed import Item
from dispatch.pipeline.prepare import prepare
from dispatch.pipeline.refreshing.new_figures import NewFigures
from dispatch.pipeline.refreshing.refresh import Refreshed, refreshed
from tests.builders import FIXTURE
from tests.pipeline.refreshing.corrections import corrected

# Enough to move the national rate, ranks, the lowest five and whom the letter asks to explain.
CORRECTION = {
    ("Hà Nội", "viec"): 900, ("Cần Thơ", "viec"): 1200, ("Tây Ninh", "tien"): 20_000_000, ("Đà Nẵng", "viec"): 300
}  # fmt: skip


@pytest.fixture(scope="session")
def original(letter: Path) -> bytes:
    """The letter nobody has edited."""
    return letter.read_bytes()


@pytest.fixture(scope="session")
def same() -> NewFigures:
    """The figures the letter was drafted from."""
    return NewFigures(prepare(FIXTURE, None))


@pytest.fixture(scope="session")
def correction(tmp_path_factory: pytest.TempPathFactory) -> NewFigures:
    """The figures after a correction."""
    return NewFigures(prepare(corrected(tmp_path_factory.mktemp("correction"), CORRECTION), None))


@pytest.fixture(scope="session")
def refresh(correction: NewFigures) -> Callable[[bytes], Refreshed]:
    """Refresh a letter from the corrected dossier."""

    def run(document: bytes) -> Refreshed:
        return refreshed(document, correction, "thu.docx")

    return run


def ids(items: list[Item]) -> list[str]:
    """The ids of items, in order."""
    return [each.id for each in items]
