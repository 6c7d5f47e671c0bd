"""What the plan made is what is written: a letter is composed once, also when there is no place to keep it."""

import tempfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from dispatch.model.unit import Unit
from dispatch.pipeline.batch import finished
from dispatch.pipeline.batch.finished import Finished, FinishedLetters
from dispatch.pipeline.batch.known import PROVENANCE
from dispatch.pipeline.batch.letters import LetterMaker, Made
from tests.builders import FIXTURE, dossier_folder
from tests.pipeline.batch.batching import FEW, correct, letters, states, write


def letter(text: str) -> Finished:
    return Finished(text.encode(), "", "", "", b"", (), None)


def contents(folder: Path) -> Mapping[str, bytes]:
    """The letters of a batch and where their figures come from."""
    return {**letters(folder), PROVENANCE: (folder / PROVENANCE).read_bytes()}


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of the units whose letter is composed, one by one."""
    found: list[str] = []
    real = LetterMaker.compose

    def counted(maker: LetterMaker, unit: Unit) -> Made:
        found.append(unit.key)
        return real(maker, unit)

    monkeypatch.setattr(LetterMaker, "compose", counted)
    return found


def test_letters_come_back_in_any_order_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finished, "IN_MEMORY", 2 * len(FEW[0]))
    kept = FinishedLetters()
    for key in FEW:
        kept.keep(key, letter(key))
    assert [kept.take(key) for key in reversed(FEW)] == [letter(key) for key in reversed(FEW)]
    assert kept.take(FEW[0]) is None


@pytest.mark.parametrize("held", [0, 50_000, finished.IN_MEMORY], ids=["on disk", "some of them", "in memory"])
def test_a_letter_is_composed_once_to_be_planned_and_written(
    tmp_path: Path, composed: list[str], monkeypatch: pytest.MonkeyPatch, held: int
) -> None:
    monkeypatch.setattr(finished, "IN_MEMORY", held)
    assert set(states(write(FIXTURE, tmp_path / "out")).values()) == {"written"}
    assert sorted(composed) == sorted(FEW)


class Full(BytesIO):
    """A disk that takes a part of a letter, or nothing of it."""

    def __init__(self, *, fails: bool) -> None:
        super().__init__()
        self.fails = fails

    def write(self, data: Any, /) -> int:
        if self.fails:
            raise OSError(28, "No space left on device")
        return super().write(memoryview(data)[:100])


@pytest.mark.parametrize("full", [Full(fails=True), Full(fails=False)], ids=["fails", "takes a part"])
def test_without_a_place_to_keep_them_the_same_letters_are_written(
    tmp_path: Path, composed: list[str], monkeypatch: pytest.MonkeyPatch, full: Full
) -> None:
    write(FIXTURE, tmp_path / "kept")
    composed.clear()

    monkeypatch.setattr(finished, "IN_MEMORY", 0)
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: full)
    write(FIXTURE, tmp_path / "again")
    assert sorted(composed) == sorted([*FEW, *FEW])
    assert contents(tmp_path / "again") == contents(tmp_path / "kept")


def test_of_a_corrected_letter_the_lines_it_shares_stand_before_it_again(tmp_path: Path) -> None:
    dossier = dossier_folder(tmp_path)
    write(dossier, tmp_path / "out")
    provenance = tmp_path / "out" / PROVENANCE
    before = len(provenance.read_bytes())
    correct(dossier, "Trà Vinh")
    outcomes = write(dossier, tmp_path / "out", only=("84",))
    added = provenance.read_bytes()[before:].splitlines()
    assert outcomes["84"].changes
    assert [line[:8] for line in (added[0], added[-2], added[-1])] == [b'{"batch"', b'{"wordin', b'{"letter']


def test_a_letter_is_the_same_whichever_letters_were_made_before_it(tmp_path: Path) -> None:
    write(FIXTURE, tmp_path / "together")
    for key in FEW:
        write(FIXTURE, tmp_path / key, only=(key,))
    alone = {name: document for key in FEW for name, document in letters(tmp_path / key).items()}
    assert alone == letters(tmp_path / "together")
