"""The catalogue of indicators: the columns of the form, and what the rate is made of."""

import csv
from pathlib import Path

import pytest

from dispatch.directory.indicators import extended_catalogue, indicator_catalogue
from dispatch.errors import FormatError
from dispatch.model.dataset import MEASURES
from dispatch.model.period import Period
from tests.builders import FIXTURE, KEYS


@pytest.mark.parametrize("name", ["2022-05.csv", "2021-05.csv"])
def test_the_catalogue_is_the_columns_of_the_long_table_in_their_order(name: str) -> None:
    with (FIXTURE / name).open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    assert tuple(header) == (*KEYS, *indicator_catalogue().names())


def test_cases_are_finished_when_enforced_or_discontinued_and_money_also_when_reduced() -> None:
    catalogue = indicator_catalogue()
    assert {measure: catalogue.rate(measure).denominator.codes for measure in MEASURES} == {
        "viec": ("co_dieu_kien",),
        "tien": ("co_dieu_kien",),
    }
    assert {measure: catalogue.rate(measure).numerator.codes for measure in MEASURES} == {
        "viec": ("thi_hanh_xong", "dinh_chi"),
        "tien": ("thi_hanh_xong", "dinh_chi", "giam_nghia_vu"),
    }


def test_the_formula_is_written_for_machines_and_for_people() -> None:
    catalogue = indicator_catalogue()
    assert catalogue.expression(catalogue.rate("tien")) == "(thi_hanh_xong + dinh_chi + giam_nghia_vu) / co_dieu_kien"
    assert catalogue.in_words(catalogue.rate("viec")) == "(thi hành xong + đình chỉ) ÷ có điều kiện thi hành"


def test_codes_are_plain_names_and_their_names_are_vietnamese() -> None:
    for code, name in indicator_catalogue().names().items():
        assert code.isascii()
        assert code.isidentifier()
        assert not name.isascii()


def test_the_catalogue_is_read_once() -> None:
    assert indicator_catalogue() is indicator_catalogue()


def test_money_of_2019_is_on_the_older_form_and_of_2020_on_the_newer() -> None:
    catalogue = indicator_catalogue()
    assert "hoan_khac" not in catalogue.names(Period(2019, 12))
    assert "hoan_khac" in catalogue.names(Period(2020, 1))
    assert catalogue.era_of(Period(1995, 1)) == catalogue.eras[0]


@pytest.mark.parametrize("name", ["2022-05.csv", "2021-05.csv"])
def test_the_identities_of_the_form_hold_in_every_row_of_the_fixtures(name: str) -> None:
    identities = indicator_catalogue().eras[-1].identities
    with (FIXTURE / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 126
    for row in rows:
        counts = {code: int(row[code]) for code in row.keys() - set(KEYS)}
        for identity in identities:
            parts = {str(measure): terms for measure, terms in identity.parts.items()}
            assert counts[identity.whole] == parts[row["measure"]].value(counts), identity.whole


def test_an_office_adds_indicators_and_may_name_derived_sums_in_formulas(tmp_path: Path) -> None:
    write(tmp_path, '[indicators.con_lai]\nname = "còn lại"\nformula = "co_dieu_kien - ket_qua"\n')
    catalogue = extended_catalogue(tmp_path)
    rule = catalogue.indicators["con_lai"].formula["tien"]
    assert catalogue.expression(rule) == "co_dieu_kien - thi_hanh_xong - dinh_chi - giam_nghia_vu"
    assert catalogue.in_words(rule) == "có điều kiện thi hành − thi hành xong − đình chỉ − giảm nghĩa vụ"
    assert extended_catalogue(tmp_path / "none") is indicator_catalogue()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[indicators.ty_le]\nname = "khác"', 1),
        ('[indicators.x]\nname = "x"\nformula = "a + b"', 3),
        ('[indicators.x]\nname = "x"\nformula = "dinh_chi dinh_chi"', 3),
        ('[indicators.x]\nname = "x"\nformula = "dinh_chi / co_dieu_kien"', 1),
        ('[indicators.x]\nname = "x"\nunit = "kg"', 3),
        ('[eras.x]\ncircular = "x"\ncolumns = ["ket_qua"]', 3),
        ('[eras.x]\ncircular = "x"\ncolumns = ["dinh_chi"]\nidentities = ["a = b"]', 4),
        ("[indicators.x]\nten = 1", 2),
    ],
)
def test_a_wrong_addition_is_refused_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    write(tmp_path, text)
    with pytest.raises(FormatError) as refused:
        extended_catalogue(tmp_path)
    assert line in [finding.line for finding in refused.value.findings]


def write(folder: Path, text: str) -> None:
    (folder / "indicators.toml").write_text(text, encoding="utf-8")
