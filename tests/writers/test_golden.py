"""The letter of fixtures/2022-5-thang has not changed by accident (to renew: tests/writers/golden.py)."""

import difflib
from pathlib import Path

import pytest

from tests.writers import golden

KEPT = sorted(path.name for path in golden.FOLDER.glob("*.xml"))


@pytest.mark.parametrize("name", KEPT)
def test_part_of_the_letter_is_the_one_that_was_looked_at(name: str, letter: Path) -> None:
    kept = (golden.FOLDER / name).read_text(encoding="utf-8")
    now = golden.readable(letter.read_bytes())[name]

    # A diff of our own: pytest would compare two hundred kilobytes character by character.
    changed = list(difflib.unified_diff(kept.splitlines(), now.splitlines(), "kept", "now", lineterm="", n=0))
    assert not changed, "\n".join([*changed[:12], "to renew: .venv/bin/python -m tests.writers.golden"])


def test_letter_has_the_parts_that_were_looked_at(letter: Path) -> None:
    assert sorted(golden.readable(letter.read_bytes())) == KEPT
