"""Whom the letters of a dossier go to: the one unit of [letter], the many of [batch]."""

from dataclasses import replace
from pathlib import Path

import pytest

from dispatch.errors import Finding, InputError
from dispatch.model.dossier import BatchSettings, Dossier
from dispatch.model.kind import HeadingSpec, LetterKind
from dispatch.readers.dossier import read_dossier
from tests.builders import assert_clear, dossier_folder, kind

PARTY = replace(kind(), id="dang", heading=HeadingSpec(family="party", type_name="CHỈ THỊ"))
OWN = kind(further_keys={"subject": "trich_yeu"})
ONE = replace(kind(further_keys={"note": "ghi_chu"}), id="mot", one_unit=True)
UNITS = 'units = "all"'
FORM = 'form = "giay"'


def read(folder: Path, changes: dict[str, str], of: LetterKind = OWN, batch: LetterKind | None = None) -> Dossier:
    return read_dossier(dossier_folder(folder, dossier=changes), of, batch)


def refused(folder: Path, changes: dict[str, str], of: LetterKind = OWN) -> Finding:
    with pytest.raises(InputError) as caught:
        read(folder, changes, of)
    assert_clear(caught.value.findings)
    [finding] = caught.value.findings
    return finding


def test_a_kind_written_to_one_unit_needs_it(tmp_path: Path) -> None:
    assert read(tmp_path, {FORM: 'unit = "84"'}, ONE).letter.unit == "84"


def test_without_it_the_dossier_is_refused_and_the_way_told(tmp_path: Path) -> None:
    finding = refused(tmp_path, {}, ONE)
    assert finding.code == "missing-unit"
    assert "dispatch batch" in finding.hint


def test_a_kind_for_many_refuses_one_unit(tmp_path: Path) -> None:
    assert refused(tmp_path, {FORM: 'unit = "84"'}).code == "unit-not-taken"


@pytest.mark.parametrize("code", ["", "00", "843", "Trà Vinh", "84 "])
def test_a_unit_that_is_not_in_the_set_is_unknown(tmp_path: Path, code: str) -> None:
    assert refused(tmp_path, {FORM: f'unit = "{code}"'}, ONE).code == "unknown-unit"


def test_a_unit_of_the_second_level_waits_for_the_data(tmp_path: Path) -> None:
    assert read(tmp_path, {FORM: 'unit = "84-chi-cuc-1"'}, ONE).letter.unit == "84-chi-cuc-1"


def test_the_issuer_is_a_province_and_the_central_agency_without_one(tmp_path: Path) -> None:
    assert read(tmp_path, {}).letter.issuer == ""
    (tmp_path / "hai").mkdir()
    assert read(tmp_path / "hai", {FORM: 'issuer = "83"'}).letter.issuer == "83"


@pytest.mark.parametrize(
    ("written", "settings"),
    [
        (UNITS, BatchSettings("nhac-nho-don-vi", "all")),
        ('units = "below-national"', BatchSettings("nhac-nho-don-vi", "below-national")),
        ('units = "named:ket_qua_thap"', BatchSettings("nhac-nho-don-vi", "named:ket_qua_thap")),
        ('units = ["84", "01"]', BatchSettings("nhac-nho-don-vi", "", ("84", "01"))),
        ('level = "lower"', BatchSettings("nhac-nho-don-vi", "all", (), "lower")),
    ],
)
def test_the_units_of_a_batch_are_chosen_in_four_ways(tmp_path: Path, written: str, settings: BatchSettings) -> None:
    assert read(tmp_path, {UNITS: written}).batch == settings


def test_without_a_batch_table_all_provinces_get_a_letter_of_the_dossiers_own_kind(tmp_path: Path) -> None:
    changes = {"[batch]\n": "", 'template = "nhac-nho-don-vi"\n': "", UNITS: ""}
    assert read(tmp_path, changes).batch is None
    (tmp_path / "hai").mkdir()
    assert read(tmp_path / "hai", changes, batch=ONE).batch == BatchSettings("chi-dao-chi-tieu")


def test_a_batch_takes_the_keys_of_both_kinds_and_needs_no_unit(tmp_path: Path) -> None:
    dossier = read(tmp_path, {FORM: 'subject = "a"\nnote = "b"\nunit = "84"'}, OWN, ONE)
    assert dossier.letter.further == {"subject": "a", "note": "b"}
    assert dossier.letter.unit == ""


def test_a_letter_of_the_party_names_the_province_whose_committee_writes_it(tmp_path: Path) -> None:
    symbol = {'symbol = "TCTHADS-TKDLCN"': 'symbol = "CT/TU"'}
    assert refused(tmp_path, symbol, PARTY).code == "missing-key"
    (tmp_path / "hai").mkdir()
    assert read(tmp_path / "hai", {**symbol, FORM: 'issuer = "72"'}, PARTY).letter.issuer == "72"
