"""The letters that come with the program keep the law they follow, the rules of language among it."""

from pathlib import Path

import pytest

from dispatch.pipeline.check_letter import check_letter
from dispatch.pipeline.draft import draft
from tests.builders import DOSSIERS, dossier_folder

TO_ONE_UNIT = {'template = "chi-dao-chi-tieu"': 'template = "nhac-nho-don-vi"', 'form = "giay"': 'unit = "84"'}
ELECTRONIC = {'form = "giay"': 'form = "dien-tu"'}
NUMBERED = {'form = "giay"': 'form = "giay"\nnumber = 812'}


def findings(dossier: Path, out: Path) -> list[str]:
    """All that the checker says of the letter of a dossier."""
    verdict = check_letter(draft(dossier, out, None).letter, language=True).verdict
    # A name that the directory does not know stays blank, and a blank can not be judged.
    unknown = [each.rule for each in verdict.undetermined if each.rule != "L40"]
    return [f"{each.rule} {each.severity}: {each.message}" for each in verdict.departures] + unknown


@pytest.mark.parametrize("dossier", DOSSIERS, ids=lambda each: each.name)
def test_a_letter_of_ours_has_no_finding_of_any_severity(dossier: Path, tmp_path: Path) -> None:
    assert findings(dossier, tmp_path) == []


@pytest.mark.parametrize("change", [TO_ONE_UNIT, ELECTRONIC, NUMBERED], ids=["to one unit", "electronic", "numbered"])
def test_nor_has_a_letter_in_another_form(change: dict[str, str], tmp_path: Path) -> None:
    assert findings(dossier_folder(tmp_path, dossier=change), tmp_path / "out") == []
