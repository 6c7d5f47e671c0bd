"""Money in words, and rounded numbers whose word is true."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.vietnamese.money import billions, full_amount, rounded_billions
from dispatch.vietnamese.rounding_words import TREN, rounded_count

AMOUNTS = st.integers(min_value=0, max_value=10**15)


@pytest.mark.parametrize(
    ("thousands", "printed"),
    [
        (0, "0 đồng"),
        (46, "46 nghìn đồng"),
        (581_046, "581 triệu 046 nghìn đồng"),
        (470_581_046, "470 tỷ 581 triệu 046 nghìn đồng"),
        (470_581_000, "470 tỷ 581 triệu đồng"),
        (470_000_046, "470 tỷ 000 triệu 046 nghìn đồng"),
        (470_000_000, "470 tỷ đồng"),
        (36_550_214_005, "36.550 tỷ 214 triệu 005 nghìn đồng"),
    ],
)
def test_amount_in_full_pads_its_inner_groups(thousands: int, printed: str) -> None:
    assert full_amount(thousands) == printed


@pytest.mark.parametrize(
    ("thousands", "printed"),
    [
        (36_549_500_000, "36.550 tỷ đồng"),
        (36_550_499_999, "36.550 tỷ đồng"),
        (36_550_500_000, "36.551 tỷ đồng"),
        (999_999, "999 triệu 999 nghìn đồng"),
    ],
)
def test_amount_in_billions_is_rounded_half_up_and_never_to_nothing(thousands: int, printed: str) -> None:
    assert billions(thousands) == printed


@pytest.mark.parametrize(
    ("thousands", "printed"),
    [
        (36_550_000_001, "hơn 36.550 tỷ đồng"),
        (36_550_000_000, "36.550 tỷ đồng"),
        (36_549_999_999, "gần 36.550 tỷ đồng"),
        (36_549_500_000, "gần 36.550 tỷ đồng"),
        (36_549_499_999, "hơn 36.549 tỷ đồng"),
    ],
)
def test_word_before_a_rounded_amount_says_on_which_side_it_lies(thousands: int, printed: str) -> None:
    assert rounded_billions(thousands) == printed


@pytest.mark.parametrize(
    ("value", "printed"),
    [(161_828, "gần 162.000"), (161_499, "trên 161.000"), (161_000, "161.000"), (999, "999"), (1001, "trên 1.000")],
)
def test_count_is_rounded_to_thousands_with_a_word_that_is_true(value: int, printed: str) -> None:
    assert rounded_count(value, TREN) == printed


@given(AMOUNTS)
def test_full_amount_can_be_read_back(thousands: int) -> None:
    sizes = {"tỷ": 1_000_000, "triệu": 1_000, "nghìn": 1}
    *words, currency = full_amount(thousands).split()
    numbers = [int(word.replace(".", "")) for word in words[::2]]

    assert currency == "đồng"
    assert sum(number * sizes[name] for number, name in zip(numbers, words[1::2], strict=False)) == thousands


@given(AMOUNTS)
def test_direction_of_a_rounded_amount_is_true(thousands: int) -> None:
    printed = rounded_billions(thousands)
    if thousands >= 1_000_000:
        number = int(printed.split()[-3].replace(".", "")) * 1_000_000
        assert printed.startswith("hơn ") == (thousands > number)
        assert printed.startswith("gần ") == (thousands < number)
        assert abs(thousands - number) <= 500_000
