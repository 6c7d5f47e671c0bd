"""Letters edited in LibreOffice as an officer edits them, then corrections of the data: see `soak` for more of them."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from dispatch.model.track_marks import TrackMarks
from dispatch.pipeline.refreshing.new_figures import NewFigures
from dispatch.pipeline.refreshing.refresh import Options, refreshed
from tests.pipeline.refreshing.office_runs import EDITS, Played, played, random_correction, shown
from tests.pipeline.refreshing.oracle import typed_words
from tests.pipeline.refreshing.sequences import assert_holds

SEEDS = range(20)
SETTLED = (7, 13)
"""Two of them: rows, columns and a copied paragraph; a table sorted after a way through odt."""


@pytest.fixture(scope="module")
def letters(letter: Path) -> Mapping[int, Played]:
    return {each.seed: each for each in played(letter, SEEDS)}


def test_every_kind_of_edit_was_done(letters: Mapping[int, Played], original: bytes) -> None:
    assert {step for each in letters.values() for step in each.steps} == set(EDITS)
    assert all(each.document != original for each in letters.values())
    assert sum(len(typed_words(each.document)) for each in letters.values()) > len(SEEDS) // 2


@pytest.mark.parametrize("seed", SEEDS)
def test_an_edited_letter_follows_one_correction_after_the_other(letters: Mapping[int, Played], seed: int) -> None:
    assert_holds(letters[seed])


def test_libreoffice_accepts_and_rejects_what_is_tracked(letters: Mapping[int, Played], tmp_path: Path) -> None:
    figures = NewFigures(random_correction(7, tmp_path))
    tracks = Options(track=TrackMarks("Nguyễn Văn A", "2022-03-09"))
    asked: list[tuple[bytes, str]] = []
    for before in (letters[seed].document for seed in SETTLED):
        plain, tracked = (refreshed(before, figures, "thu.docx", each).document for each in (Options(), tracks))
        asked += [(tracked, "accept"), (plain, "accept"), (tracked, "reject"), (before, "reject")]
    texts = shown(asked)
    for place in range(0, len(texts), 4):
        accepted, plain_texts, rejected, before_texts = texts[place : place + 4]
        assert accepted == plain_texts
        assert rejected == before_texts != plain_texts
