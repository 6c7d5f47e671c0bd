"""One sequence of edits and what must hold of it, for `make test` and for `make soak`."""

import tempfile
from pathlib import Path

from dispatch.model.track_marks import TrackMarks
from dispatch.pipeline.refreshing.new_figures import NewFigures
from dispatch.pipeline.refreshing.refresh import Options, refreshed
from tests.letter.word import read_parts
from tests.pipeline.refreshing.office_runs import Played, random_correction
from tests.pipeline.refreshing.oracle import assert_sound, typed_words
from tests.pipeline.refreshing.revisions import accepted, canonical, rejected

_TURNS = 2
_NAME = "thu.docx"


def assert_holds(letter: Played) -> None:
    """Two corrections, one after the other: nothing typed is lost, every figure is fresh or told, also when tracked."""
    document = letter.document
    for turn in range(_TURNS):
        with tempfile.TemporaryDirectory() as folder:
            figures = NewFigures(random_correction(letter.seed * _TURNS + turn, Path(folder)))
        result = refreshed(document, figures, _NAME)
        assert result.document != document
        assert_sound(document, result, figures)
        assert typed_words(result.document) == typed_words(document)
        if turn == 0:
            assert_tracked_both_ways(document, result.document, figures)
        document = result.document


def assert_tracked_both_ways(before: bytes, plain: bytes, figures: NewFigures) -> None:
    """With all changes accepted the tracked letter is the plain one, with all rejected the letter as it was."""
    shown = read_parts(refreshed(before, figures, _NAME, Options(track=TrackMarks("Nguyễn Văn A"))).document)
    was, now = read_parts(before), read_parts(plain)
    for name in ("word/document.xml", "word/footnotes.xml"):
        if name in was and shown[name] != was[name]:
            assert canonical(accepted(shown[name])) == canonical(accepted(now[name])), name
            assert canonical(rejected(shown[name])) == canonical(rejected(was[name])), name
