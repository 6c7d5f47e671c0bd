"""Data on 63 units in a dossier of 34: summed, for the current period and its base alike."""

import csv
import json
from fractions import Fraction
from pathlib import Path

import pytest

from dispatch.directory.mergers import merged_into
from dispatch.errors import InputError
from dispatch.inspection.invariants import broken_invariants
from dispatch.pipeline.draft import draft
from dispatch.pipeline.prepare import Prepared, prepare
from tests.builders import dossier_folder

SET_34 = {"set = 63": "set = 34"}
DONE = {"viec": ("thi_hanh_xong", "dinh_chi"), "tien": ("thi_hanh_xong", "dinh_chi", "giam_nghia_vu")}


@pytest.fixture
def prepared(tmp_path: Path) -> Prepared:
    return prepare(dossier_folder(tmp_path, dossier=SET_34), None)


def test_every_count_is_the_sum_of_the_provinces_merged_and_tells_all_their_cells(prepared: Prepared) -> None:
    figure = prepared.figures["don_vi.15.viec.tong_thu_ly"]  # Lào Cai: Lào Cai and Yên Bái
    cells = figure.formula.operands["tong_thu_ly"]
    assert len(cells) == 2
    before = prepare(dossier_folder(prepared.dossier.folder.parent / "63"), None).figures
    parts = [before[f"don_vi.{code}.viec.tong_thu_ly"].value for code in ("10", "15")]
    assert figure.value == sum(part for part in parts if isinstance(part, int))


@pytest.mark.parametrize(("part", "name"), [("", "2022-05.csv"), ("cung_ky.", "2021-05.csv")])
def test_a_merged_rate_is_the_ratio_of_sums_in_both_periods(prepared: Prepared, part: str, name: str) -> None:
    codes = {
        unit.name: unit.code
        for unit in prepare(dossier_folder(prepared.dossier.folder.parent / "b"), None).dataset.units
    }
    with (prepared.dossier.folder / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for unit in prepared.dataset.units:
        for measure, done in DONE.items():
            own = [r for r in rows if r["measure"] == measure and merged_into()[codes[r["province"]]] == unit.code]
            rate = Fraction(sum(int(r[code]) for r in own for code in done), sum(int(r["co_dieu_kien"]) for r in own))
            assert prepared.figures[f"don_vi.{unit.code}.{measure}.{part}ty_le"].value == rate


def test_the_nation_is_the_same_under_either_set(prepared: Prepared) -> None:
    for measure, text in (("viec", "41,54%"), ("tien", "16,20%")):
        assert prepared.figures[f"toan_quoc.{measure}.ty_le"].text == text


def test_it_is_told_and_the_letter_has_34_units(tmp_path: Path) -> None:
    drafted = draft(dossier_folder(tmp_path, dossier=SET_34), tmp_path / "out", None)
    assert {finding.code for finding in drafted.findings} >= {"summed-units"}
    assert broken_invariants(drafted.letter.read_bytes()) == []
    assert json.loads(drafted.provenance.read_text(encoding="utf-8"))["unit_set"] == "34"
    assert len(drafted.prepared.dataset.units) == 34


def test_a_fault_in_data_on_63_units_is_not_hidden_by_the_sum(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path, dossier=SET_34)
    file = folder / "2022-05.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("viec,Yên Bái", "viec,Yên Báii"), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        prepare(folder, None)
    assert [(finding.code, finding.cell) for finding in caught.value.findings if finding.cell] == [
        ("unknown-unit", "20:province")
    ]
