"""Filters: the phrase of every sort of figure, and the refusal of what a filter does not fit."""

from datetime import date
from fractions import Fraction

import pytest

from dispatch.composition.print_forms import PRINT_FORMS, printed_form
from dispatch.errors import TemplateError
from dispatch.model.change import Change
from dispatch.model.figure import Figure, Figures, Formula, Value
from tests import builders


def figure(name: str, value: Value, unit: str = "", text: str = "in") -> Figure:
    return Figure(name, value, text, Formula("x", "x"), unit)


def listed(names: str, part: str = "viec", *, long: bool = False) -> Figures:
    """A list and the rates of its units: 10,00%, 20,00% … in the order given."""
    units = [builders.unit(name) for name in names.split(", ") if name]
    rates = [
        figure(f"don_vi.{unit.key}.viec.ty_le", Fraction(place, 10), "%", f"{place}0,00%")
        for place, unit in enumerate(units, 1)
    ]
    of = Figure(f"danh_sach.thap.{part}", tuple(units), names or "không có", Formula("x", "x"), long_form=long)
    return {each.id: each for each in (of, *rates)}


def shown(value: Value, forms: str, unit: str = "", name: str = "a.b") -> str:
    found = printed_form({name: figure(name, value, unit)}, f"{name}|{forms}")
    assert found is not None
    assert found.id == f"{name}|{forms}"
    return found.text


RATE_UP, RATE_DOWN, RATE_SAME = Change(4154, 3666, True), Change(8653, 8800, True), Change(1, 1, True)
CASES, SAME_CASES, FROM_NOTHING = Change(161_828, 166_113, False), Change(5, 5, False), Change(5, 0, False)
MONEY = Change(36_550_000_000, 33_689_000_000, False)


@pytest.mark.parametrize(
    ("value", "unit", "form", "text"),
    [
        (RATE_UP, "%", "tang_giam", "tăng 4,88%"),
        (RATE_DOWN, "%", "cao_thap", "thấp hơn 1,47%"),
        (Change(314, 0, True), "%", "cao_thap", "cao hơn 3,14%"),
        (RATE_SAME, "%", "cao_thap", "bằng"),
        (RATE_SAME, "%", "tang_giam", "bằng"),
        (Change(32, 0, True), "%", "vuot_thieu", "vượt 0,32%"),
        (Change(1658, 3200, True), "%", "vuot_thieu", "còn thiếu 15,42%"),
        (RATE_SAME, "%", "vuot_thieu", "bằng"),
        (CASES, "việc", "tang_giam", "giảm 4.285 việc"),
        (CASES, "việc", "cao_thap", "thấp hơn 4.285 việc"),
        (CASES, "việc", "tang_giam_kem_ty_le", "giảm 4.285 việc (giảm 2,58%)"),
        (CASES, "việc", "tang_giam_tuong_doi", "giảm 2,58%"),
        (SAME_CASES, "việc", "tang_giam_kem_ty_le", "bằng"),
        (SAME_CASES, "việc", "tang_giam_tuong_doi", "bằng"),
        (FROM_NOTHING, "việc", "tang_giam_kem_ty_le", "tăng 5 việc"),
        (FROM_NOTHING, "việc", "tang_giam_tuong_doi", "—"),
        (Change(100_001, 100_000, False), "việc", "tang_giam_kem_ty_le", "tăng 1 việc (tăng dưới 0,01%)"),
        (MONEY, "1.000 đồng", "tang_giam_tuong_doi", "tăng 8,49%"),
        (MONEY, "1.000 đồng", "tang_giam_kem_ty_le", "tăng 2.861 tỷ đồng (tăng 8,49%)"),
        (36_550_000_000, "1.000 đồng", "ty_dong", "36.550 tỷ đồng"),
        (470_581_046, "1.000 đồng", "day_du", "470 tỷ 581 triệu 046 nghìn đồng"),
        (36_550_000_001, "1.000 đồng", "lam_tron", "hơn 36.550 tỷ đồng"),
        (36_550_000_001, "1.000 đồng", "lam_tron_tren", "trên 36.550 tỷ đồng"),
        (161_828, "việc", "lam_tron", "gần 162.000"),
        (5, "việc", "hai_chu_so", "05"),
        (10, "việc", "hai_chu_so", "10"),
        (date(2022, 3, 8), "", "ngay_dai", "ngày 08 tháng 3 năm 2022"),
        (date(2022, 3, 8), "", "ngay_dai|in_hoa", "NGÀY 08 THÁNG 3 NĂM 2022"),
    ],
)
def test_filter_gives_the_phrase_its_verb_and_its_unit(value: Value, unit: str, form: str, text: str) -> None:
    assert shown(value, form, unit) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Change(5, 9, False, is_rank=True), "tăng 4 bậc"),
        (Change(9, 5, False, is_rank=True), "giảm 4 bậc"),
        (Change(5, 5, False, is_rank=True), "giữ nguyên"),
    ],
)
def test_smaller_place_is_a_rise(value: Change, text: str) -> None:
    assert shown(value, "bac", name="don_vi.01.viec.hang.tang_giam") == text


def test_place_is_told_among_the_units_that_have_a_rate() -> None:
    rates = [
        figure(f"don_vi.{key}.viec.ty_le", value, "%")
        for key, value in (("01", Fraction(1, 2)), ("02", None), ("04", Fraction(1, 3)))
    ]
    place = Figure("don_vi.04.viec.hang", 2, "2", Formula("rank", "", inputs=tuple(rate.id for rate in rates)))
    figures = {each.id: each for each in (place, *rates)}

    found = printed_form(figures, "don_vi.04.viec.hang|thu_hang")

    assert found is not None
    assert found.text == "thứ 2/2"


FIVE = "Tây Ninh, Đắk Lắk, An Giang, Điện Biên, Hà Nội"


@pytest.mark.parametrize(
    ("names", "forms", "text"),
    [
        ("Tây Ninh, Hà Nội", "kem_ty_le", "Tây Ninh (10,00%), Hà Nội (20,00%)"),
        ("Tây Ninh", "kem_ty_le", "Tây Ninh (10,00%)"),
        ("", "kem_ty_le", "không có"),
        (FIVE, "theo_abc", "An Giang, Đắk Lắk, Điện Biên, Hà Nội, Tây Ninh"),
        (FIVE, "theo_gso", "Hà Nội, Điện Biên, Đắk Lắk, Tây Ninh, An Giang"),
        (FIVE, "theo_abc|theo_hang", FIVE),
        ("Tây Ninh, Hà Nội", "theo_gso|kem_ty_le", "Hà Nội (20,00%), Tây Ninh (10,00%)"),
        (FIVE, "so_luong", "05"),
        ("", "so_luong", "00"),
    ],
)
def test_list_is_printed_with_plain_commas_in_the_order_asked_for(names: str, forms: str, text: str) -> None:
    found = printed_form(listed(names), f"danh_sach.thap.viec|{forms}")

    assert found is not None
    assert found.text == text


def test_list_with_its_rates_is_made_from_them() -> None:
    found = printed_form(listed("Tây Ninh, Hà Nội"), "danh_sach.thap.viec|kem_ty_le")

    assert found is not None
    assert found.formula.inputs == ("don_vi.72.viec.ty_le", "don_vi.01.viec.ty_le")


@pytest.mark.parametrize("forms", ["kem_ty_le", "theo_abc", "theo_abc|kem_ty_le"])
def test_list_too_long_for_a_sentence_stays_the_reference_to_its_appendix(forms: str) -> None:
    figures = listed(FIVE, long=True)
    reference = figure("danh_sach.thap.viec", figures["danh_sach.thap.viec"].value, "", "danh sách tại Phụ lục III")
    instead = {reference.id: Figure(reference.id, reference.value, reference.text, reference.formula, long_form=True)}

    found = printed_form(figures, f"danh_sach.thap.viec|{forms}", instead)

    assert found is not None
    assert found.text == "danh sách tại Phụ lục III"


@pytest.mark.parametrize(
    ("value", "unit", "form"),
    [
        (RATE_UP, "%", "tang_giam_kem_ty_le"),
        (RATE_UP, "%", "tang_giam_tuong_doi"),
        (Fraction(1, 2), "%", "tang_giam"),
        (5, "việc", "tang_giam"),
        (5, "việc", "ty_dong"),
        (5, "việc", "cao_thap"),
        (5, "việc", "thu_hang"),
        ("chữ", "", "hai_chu_so"),
        (CASES, "việc", "tang_giam|cao_thap"),
        (date(2022, 3, 8), "", "ngay_dai|ngay_dai"),
    ],
)
def test_filter_refuses_a_figure_that_it_does_not_fit(value: Value, unit: str, form: str) -> None:
    with pytest.raises(TemplateError) as caught:
        shown(value, form, unit)

    assert [finding.code for finding in caught.value.findings] == ["wrong-filter"]


def test_list_over_both_measures_has_no_one_rate_to_print() -> None:
    with pytest.raises(TemplateError, match="kem_ty_le"):
        printed_form(listed(FIVE, "chung"), "danh_sach.thap.chung|kem_ty_le")


def test_blank_is_printed_as_it_stands() -> None:
    blank = Figure("van_ban.han", None, "      ", Formula("x", "x"))

    found = printed_form({"van_ban.han": blank}, "van_ban.han|ngay_dai")

    assert found is not None
    assert found.text == "      "


def test_no_filter_ever_prints_a_minus_sign() -> None:
    for sort in (RATE_DOWN, CASES, MONEY):
        for name, form in PRINT_FORMS.items():
            unit = "%" if sort.is_rate else "việc"
            if ("rate-change" if sort.is_rate else "count-change") in form.fits:
                assert "-" not in shown(sort, name, unit)


def test_every_filter_says_what_it_does_and_shows_it() -> None:
    for name, form in PRINT_FORMS.items():
        assert form.about, name
        assert form.example, name
        assert form.fits, name


@pytest.mark.parametrize(
    ("printed", "short"),
    [("70,00%", "70%"), ("7,50%", "7,5%"), ("83,25%", "83,25%"), ("0,05%", "0,05%"), ("100,00%", "100%")],
)
def test_a_goal_in_round_numbers_is_printed_without_its_zeros(printed: str, short: str) -> None:
    found = printed_form({"a.chi_tieu": figure("a.chi_tieu", Fraction(1, 2), "%", printed)}, "a.chi_tieu|gon")
    assert found is not None
    assert found.text == short


def test_only_a_rate_loses_its_zeros() -> None:
    for value, unit in ((70_000, "việc"), (Change(700, 0, True), "%")):
        with pytest.raises(TemplateError):
            shown(value, "gon", unit)
