"""The catalogue of indicators: the columns of the form, and what the rate is made of."""

import csv

import pytest

from dispatch.directory.indicators import indicator_catalogue
from dispatch.model.dataset import MEASURES
from tests.builders import FIXTURE, KEYS


@pytest.mark.parametrize("name", ["2022-05.csv", "2021-05.csv"])
def test_the_catalogue_is_the_columns_of_the_long_table_in_their_order(name: str) -> None:
    with (FIXTURE / name).open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    assert tuple(header) == (*KEYS, *indicator_catalogue().names)


def test_cases_are_finished_when_enforced_or_discontinued_and_money_also_when_reduced() -> None:
    rate = indicator_catalogue().rate
    assert rate.denominator == "co_dieu_kien"
    assert rate.numerator == {
        "viec": ("thi_hanh_xong", "dinh_chi"),
        "tien": ("thi_hanh_xong", "dinh_chi", "giam_nghia_vu"),
    }


def test_a_rate_is_made_of_indicators_of_the_catalogue() -> None:
    catalogue = indicator_catalogue()
    for measure in MEASURES:
        assert {*catalogue.rate.numerator[measure], catalogue.rate.denominator} <= set(catalogue.names)


def test_the_formula_is_written_for_machines_and_for_people() -> None:
    catalogue = indicator_catalogue()
    assert catalogue.rate.expression("tien") == "(thi_hanh_xong + dinh_chi + giam_nghia_vu) / co_dieu_kien"
    assert catalogue.rate_in_words("viec") == "(thi hành xong + đình chỉ) ÷ có điều kiện thi hành"


def test_codes_are_plain_names_and_their_names_are_vietnamese() -> None:
    for code, name in indicator_catalogue().names.items():
        assert code.isascii()
        assert code.isidentifier()
        assert not name.isascii()


def test_the_catalogue_is_read_once() -> None:
    assert indicator_catalogue() is indicator_catalogue()
