"""A letter to one unit: its own figures and names, and nobody else's outside the published ranking."""

import json
from pathlib import Path

import pytest

from dispatch.errors import InputError
from dispatch.model.bound_figures import unbound
from dispatch.pipeline.draft import compose_letter, draft
from dispatch.pipeline.prepare import prepare
from dispatch.pipeline.saving_draft import Drafted
from tests.builders import UNITS, dossier_folder
from tests.writers.reading import body

CHANGES = {
    'template = "chi-dao-chi-tieu"': 'template = "nhac-nho-don-vi"',
    'form = "giay"': 'form = "giay"\nunit = "84"',
}


def drafted(folder: Path, unit: str = "84") -> Drafted:
    dossier = dossier_folder(folder, dossier={**CHANGES, 'form = "giay"': f'unit = "{unit}"'})
    return draft(dossier, folder / "out", None)


def test_the_file_is_named_after_kind_period_and_unit(tmp_path: Path) -> None:
    made = drafted(tmp_path)
    assert made.letter.name == "nhac-nho-don-vi-5T2022-84.docx"
    assert made.provenance.name == "nhac-nho-don-vi-5T2022-84.provenance.json"


def test_the_provenance_says_which_unit_the_bound_names_mean(tmp_path: Path) -> None:
    records = json.loads(drafted(tmp_path).provenance.read_bytes())
    assert records["bound"] == {"don_vi_nhan": "84"}
    known = prepare(tmp_path / "ho-so", None).figures
    bound = [each for each in records["figures"] if each["id"].startswith("don_vi_nhan.")]
    assert {each["about"] for each in bound} == {"84"}
    for each in bound:
        base = each["id"].partition("|")[0]
        assert each["expression"] == known[unbound(base, records["bound"])].formula.expression


def test_the_letter_names_its_own_unit_and_no_other(tmp_path: Path) -> None:
    letter = compose_letter(prepare(dossier_folder(tmp_path, dossier=CHANGES), None))
    texts = [
        letter.figures[run.figure].text
        for block in letter.wording.blocks
        for run in block.line
        if hasattr(run, "figure")
    ]
    others = {unit.name for unit in UNITS if unit.key != "84"}
    assert "tỉnh Trà Vinh" in texts
    assert not [text for text in texts if any(name in text for name in others)]


def test_a_good_unit_is_praised_and_has_nothing_to_explain(tmp_path: Path) -> None:
    text = "".join(body(drafted(tmp_path, "25").letter.read_bytes()).itertext())
    assert "ghi nhận kết quả" in text
    assert "Giải trình" not in text


def test_a_unit_of_the_second_level_that_the_data_lacks_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        drafted(tmp_path, "84-khong-co")
    assert caught.value.findings[0].code == "unknown-unit"
