"""No letter of fixtures/ has changed by accident, part by part (to renew: tests/writers/golden.py)."""

import difflib
from collections.abc import Mapping

import pytest

from tests.builders import DOSSIERS
from tests.writers import golden

KEPT = sorted(path.relative_to(golden.FOLDER).as_posix() for path in golden.FOLDER.glob("*/*.xml"))


@pytest.fixture(scope="module")
def now() -> Mapping[str, str]:
    return {
        f"{dossier}/{part}": text
        for dossier, document in golden.drafted()
        for part, text in golden.readable(document).items()
    }


@pytest.mark.parametrize("name", KEPT)
def test_part_of_a_letter_is_the_one_that_was_looked_at(name: str, now: Mapping[str, str]) -> None:
    kept = (golden.FOLDER / name).read_text(encoding="utf-8")

    # A diff of our own: pytest would compare two hundred kilobytes character by character.
    changed = list(difflib.unified_diff(kept.splitlines(), now[name].splitlines(), "kept", "now", lineterm="", n=0))
    assert not changed, "\n".join([*changed[:12], "to renew: .venv/bin/python -m tests.writers.golden"])


@pytest.mark.parametrize("dossier", [each.name for each in DOSSIERS])
def test_a_letter_has_the_parts_that_were_looked_at(dossier: str, now: Mapping[str, str]) -> None:
    assert [name for name in sorted(now) if name.startswith(f"{dossier}/")] == [
        name for name in KEPT if name.startswith(f"{dossier}/")
    ]
