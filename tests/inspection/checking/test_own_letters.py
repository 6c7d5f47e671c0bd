"""The letters that come with the program keep the law they follow, the rules of language among it."""

import shutil
from pathlib import Path

import pytest

from dispatch.formats.loader import load_profile, profile_ids
from dispatch.inspection.checking.checker import Verdict
from dispatch.pipeline.check_letter import check_letter
from dispatch.pipeline.draft import draft, draft_appendices
from dispatch.pipeline.fix_letter import mended_document
from tests.builders import DOSSIERS, ROOT, dossier_folder
from tests.writers.samples import written

TO_ONE_UNIT = {'template = "chi-dao-chi-tieu"': 'template = "nhac-nho-don-vi"', 'form = "giay"': 'unit = "84"'}
ELECTRONIC = {'form = "giay"': 'form = "dien-tu"'}
WITH_APPENDICES = [each for each in DOSSIERS if "chi-thi-cap-uy" not in (each / "dossier.toml").read_text("utf-8")]
NUMBERED = {'form = "giay"': 'form = "giay"\nnumber = 812'}


def findings(dossier: Path, out: Path) -> list[str]:
    """All that the checker says of the letter of a dossier."""
    return told(check_letter(draft(dossier, out, None).letter, language=True).verdict)


def told(verdict: Verdict) -> list[str]:
    """Findings and what is undetermined."""
    # A name that the directory does not know stays blank, and a blank can not be judged.
    unknown = [each.rule for each in verdict.undetermined if each.rule != "L40"]
    return [f"{each.rule} {each.severity}: {each.message}" for each in verdict.departures] + unknown


@pytest.mark.parametrize("dossier", DOSSIERS, ids=lambda each: each.name)
def test_a_letter_of_ours_has_no_finding_of_any_severity(dossier: Path, tmp_path: Path) -> None:
    assert findings(dossier, tmp_path) == []


@pytest.mark.parametrize("change", [TO_ONE_UNIT, ELECTRONIC, NUMBERED], ids=["to one unit", "electronic", "numbered"])
def test_nor_has_a_letter_in_another_form(change: dict[str, str], tmp_path: Path) -> None:
    assert findings(dossier_folder(tmp_path, dossier=change), tmp_path / "out") == []


@pytest.mark.parametrize("dossier", DOSSIERS, ids=lambda each: each.name)
def test_nor_under_any_law_of_its_family(dossier: Path, tmp_path: Path) -> None:
    drafted = draft(dossier, tmp_path / "as-dated", None).letter
    regime = load_profile(check_letter(drafted).profile).regime
    for profile in profile_ids():
        if load_profile(profile).regime == regime:
            copy = shutil.copytree(dossier, tmp_path / profile)
            settings = copy / "dossier.toml"
            text = settings.read_text(encoding="utf-8").replace("[letter]", f'[letter]\nprofile = "{profile}"')
            settings.write_text(text, encoding="utf-8")

            letter = draft(copy, tmp_path / f"under-{profile}", None).letter
            assert told(check_letter(letter, profile, language=True).verdict) == []


def test_marks_stamps_and_every_level_of_numbers_are_known(tmp_path: Path) -> None:
    found = {path.stem: told(check_letter(path, language=True).verdict) for path in written(tmp_path)}

    unnumbered = found.pop("nd30-khong-so")
    assert [each.split(":")[0] for each in unnumbered] == ["L30 info"]
    # The sample's text does not point to its appendices; the Party's guidance does not ask for it.
    assert {each.split(":")[0] for each in found.pop("hd36-chi-thi")} == {"L42 info"}
    assert found
    assert set().union(*found.values()) == set()


def test_unnumbered_groups_as_house_style_are_remarked_on_and_no_more(tmp_path: Path) -> None:
    kinds = shutil.copytree(ROOT / "templates", tmp_path / "kinds")
    settings = kinds / "tinh-hinh-thang" / "template.toml"
    layout = '\n[layout]\ngroups = "unnumbered"\n\n[letter_keys]'
    settings.write_text(settings.read_text(encoding="utf-8").replace("\n[letter_keys]", layout), encoding="utf-8")

    letter = draft(ROOT / "fixtures" / "2025-4-thang", tmp_path / "out", kinds).letter

    assert [(each.rule, each.severity) for each in check_letter(letter, language=True).verdict.departures] == [
        ("L30", "info")
    ]


@pytest.mark.parametrize("dossier", WITH_APPENDICES, ids=lambda each: each.name)
def test_appendices_alone_are_judged_as_appendices(dossier: Path, tmp_path: Path) -> None:
    whole = check_letter(draft(dossier, tmp_path, None).letter)
    alone = check_letter(draft_appendices(dossier, tmp_path, None).letter, language=True)

    assert alone.profile == whole.profile
    assert alone.verdict.departures == ()
    # Their letter is not there: heading, foot, and whether its text points to them.
    assert {"L08", "L13", "L22", "L37", "L42", "L43"} <= {each.rule for each in alone.verdict.undetermined}


def test_a_sheet_for_the_signer_is_no_letter_and_keeps_the_layout_of_its_office(tmp_path: Path) -> None:
    made = draft(ROOT / "fixtures" / "2022-5-thang", tmp_path, None, brief=True).brief
    assert made is not None
    verdict = check_letter(made, language=True).verdict

    assert verdict.departures == ()
    assert {"L11", "L23", "L27", "L35"} <= {each.rule for each in verdict.undetermined}
    assert mended_document(made.read_bytes(), "nd30") == (made.read_bytes(), ())
