"""What figures print is known without making them, and is what they print when they are made."""

from pathlib import Path

import pytest

from dispatch.pipeline.prepare import prepare
from tests.builders import DOSSIERS


@pytest.mark.parametrize("dossier", DOSSIERS, ids=lambda folder: folder.name)
def test_the_texts_of_a_dossier_are_those_of_its_figures_also_by_bound_names(dossier: Path) -> None:
    prepared = prepare(dossier, None)
    assert prepared.texts() == {name: figure.text for name, figure in prepared.figures.items()}
