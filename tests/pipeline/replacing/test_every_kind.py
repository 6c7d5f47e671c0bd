"""Letters of every kind can be replaced, amended and corrected; what comes out is sound."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from dispatch.pipeline.check_letter import check_letter
from dispatch.pipeline.finalise import finalise
from dispatch.pipeline.prepare import prepare
from dispatch.pipeline.replacing.replace import FORMS, Form
from dispatch.vietnamese.numbers import full_number
from tests.conftest import FIXTURE, ROOT
from tests.pipeline.issuing.office import lines
from tests.pipeline.replacing.desk import Desk, desk
from tests.tools.validators import validate_integrity, validate_sdk

DOSSIERS = [path.parent for path in sorted((ROOT / "fixtures").glob("*/dossier.toml"))]
WORDS = "kết quả=các kết quả"


def issued(folder: Path, fixture: Path) -> tuple[Desk, str]:
    """A letter issued on the day its dossier names."""
    office = desk(folder, fixture)
    letter, settings = office.draft(), prepare(office.dossier, None).dossier.letter
    assert settings.day is not None
    done = office.issue(letter, settings.number or 100, settings.day)
    return office, full_number(done.number, done.symbol)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Mapping[Form, Path]]:
    letters: dict[str, dict[Form, Path]] = {}
    for fixture in DOSSIERS:
        folder = tmp_path_factory.mktemp(fixture.name)
        office, number = issued(folder, fixture)
        letters[fixture.name] = {"dinh-chinh": office.replace(number, "dinh-chinh", corrections=(WORDS,)).out}
        office.correct_data()
        for form in FORMS[:2]:
            letters[fixture.name][form] = office.replace(number, form).out
    return letters


def letters(made: Mapping[str, Mapping[Form, Path]]) -> list[Path]:
    return [path for forms in made.values() for path in forms.values()]


def test_word_s_own_validator_finds_nothing(made: Mapping[str, Mapping[Form, Path]]) -> None:
    assert validate_sdk(*letters(made)) == []


def test_ooxml_integrity_finds_nothing(made: Mapping[str, Mapping[Form, Path]]) -> None:
    assert validate_integrity(*letters(made)) == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("fixture", [each.name for each in DOSSIERS])
def test_the_layout_law_finds_nothing(made: Mapping[str, Mapping[Form, Path]], fixture: str, form: Form) -> None:
    departures = check_letter(made[fixture][form], language=True).verdict.departures
    assert [(each.rule, each.message) for each in departures] == []


@pytest.mark.parametrize("form", FORMS)
def test_the_clean_copies_are_sound(made: Mapping[str, Mapping[Form, Path]], form: Form, tmp_path: Path) -> None:
    copies = [finalise(forms[form], tmp_path / f"{name}.docx").out for name, forms in made.items()]
    assert (validate_sdk(*copies), validate_integrity(*copies)) == ([], [])


def test_a_letter_to_one_unit_is_amended_by_a_letter_to_that_unit(tmp_path: Path) -> None:
    office = desk(tmp_path, FIXTURE)
    settings = office.dossier / "dossier.toml"
    text = settings.read_text(encoding="utf-8").replace('template = "chi-dao-chi-tieu"', 'template = "nhac-nho-don-vi"')
    settings.write_text(text.replace("[letter]\n", '[letter]\nunit = "01"\n'), encoding="utf-8")
    done = office.issue(office.draft(), 680, date(2022, 3, 8))
    office.correct_data()

    for form in FORMS[:2]:
        out = office.replace(f"680/{done.symbol}", form).out
        assert any("thành phố Hà Nội" in line for line in lines(out)), form
        assert [each.severity for each in check_letter(out).verdict.departures] == []
