"""Letters of every dossier, corrected, tracked, a month on and made clean: as a new draft reads, and sound."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from bench.texts import document_text
from dispatch.inspection.invariants import broken_invariants
from dispatch.pipeline.draft import draft
from dispatch.pipeline.finalise import finalise
from dispatch.pipeline.prepare import prepare
from dispatch.pipeline.refreshing.files import Destination
from dispatch.pipeline.refreshing.new_figures import NewFigures
from dispatch.pipeline.refreshing.refresh import Options, RefreshedFile, refresh
from dispatch.pipeline.refreshing.source import Source
from tests.builders import DOSSIERS
from tests.pipeline.refreshing.every_kind import a_month_on, corrected_copy
from tests.pipeline.refreshing.test_tracked import MARKS, assert_both_ways
from tests.tools.validators import validate_integrity, validate_sdk

LAST_MONTH = "2013-12-thang"
NEXT_MONTH = Options(new_period=True, track=MARKS)
BY_NAME = {folder.name: folder for folder in DOSSIERS}
WITH_A_MONTH_ON = sorted(BY_NAME.keys() - {LAST_MONTH})


@dataclass(frozen=True, slots=True)
class Paths:
    """The letter of a dossier, the dossier corrected, and what was made of the letter."""

    letter: Path
    corrected: Path
    plain: RefreshedFile
    tracked: RefreshedFile
    appendices: RefreshedFile
    in_place: RefreshedFile
    period: RefreshedFile | None
    clean: Path

    def written(self) -> Iterator[Path]:
        """Every letter made of the letter."""
        made = (self.plain, self.tracked, self.appendices, self.in_place, self.period)
        yield from (each.saved.out for each in made if each)
        yield self.clean


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Paths]:
    return {name: paths_of(dossier, tmp_path_factory.mktemp(name)) for name, dossier in BY_NAME.items()}


def paths_of(dossier: Path, folder: Path) -> Paths:
    corrected = corrected_copy(dossier, folder / "dinh-chinh")
    later = Path(shutil.copytree(corrected, folder / "thang-sau"))
    letter = draft(dossier, folder, None).letter
    own = Path(shutil.copy(letter, folder / "tai-cho.docx"))

    def run(name: str, options: Options, source: Path = corrected) -> RefreshedFile:
        return refresh(letter, Source(source), Destination(folder / f"{dossier.name}-{name}.docx"), options)

    plain = run("thuong", Options())
    return Paths(
        letter,
        corrected,
        plain,
        tracked=run("theo-doi", Options(track=MARKS)),
        appendices=run("phu-luc", Options(only_appendices=True)),
        in_place=refresh(own, Source(corrected), Destination(in_place=True), Options()),
        period=run("ky", NEXT_MONTH, a_month_on(later)) if dossier.name != LAST_MONTH else None,
        clean=finalise(plain.saved.out, None).out,
    )


@pytest.mark.parametrize("name", BY_NAME)
def test_it_reads_as_a_new_draft_but_for_the_paragraphs_under_review(made: dict[str, Paths], name: str) -> None:
    paths = made[name]
    fresh = document_text(draft(paths.corrected, paths.letter.parent / "moi", None).letter)
    own = document_text(paths.plain.saved.out)
    told = " ".join(item.ours for item in paths.plain.outcomes.items["review"])

    changes = [each for each in SequenceMatcher(None, own, fresh, autojunk=False).get_opcodes() if each[0] != "equal"]
    assert [line for _, _, _, first, last in changes for line in fresh[first:last] if line.strip() not in told] == []
    assert paths.plain.outcomes.items["updated"]
    assert paths.plain.outcomes.items["conflicts"] == []


@pytest.mark.parametrize("name", BY_NAME)
def test_all_changes_accepted_or_rejected_give_the_new_letter_or_the_old(made: dict[str, Paths], name: str) -> None:
    figures = NewFigures(prepare(made[name].corrected, None))

    assert_both_ways(made[name].letter.read_bytes(), figures)


@pytest.mark.parametrize("name", WITH_A_MONTH_ON)
def test_a_month_on_its_period_follows_and_its_wording_stays(made: dict[str, Paths], name: str) -> None:
    period = made[name].period
    assert period is not None

    assert any(each.id.startswith("ky.") for each in period.outcomes.items["updated"])
    assert period.outcomes.items["conflicts"] == []


@pytest.mark.parametrize("name", BY_NAME)
def test_in_place_and_beside_it_the_result_is_the_same(made: dict[str, Paths], name: str) -> None:
    paths = made[name]

    assert paths.in_place.saved.out.read_bytes() == paths.plain.saved.out.read_bytes()
    assert paths.in_place.saved.backup is not None
    assert paths.in_place.saved.backup.read_bytes() == paths.letter.read_bytes()


def test_our_own_invariants_find_nothing(made: dict[str, Paths]) -> None:
    written = [path for paths in made.values() for path in paths.written()]

    assert [(path.name, each) for path in written for each in broken_invariants(path.read_bytes())] == []


def test_ooxml_integrity_finds_nothing(made: dict[str, Paths]) -> None:
    assert validate_integrity(*(path for paths in made.values() for path in paths.written())) == []


def test_the_sdk_of_word_finds_nothing(made: dict[str, Paths]) -> None:
    """Of each kind the letter with most in it; the other letters have no other elements."""
    tracked = [paths.tracked.saved.out for paths in made.values()]

    assert validate_sdk(*tracked, made["2022-5-thang"].clean, made["2021-11-thang-tay-ninh"].clean) == []
