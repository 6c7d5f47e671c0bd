"""Dates as letters print them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.vietnamese.dates import blank_date, blank_day, long_date, parse_short_date, short_date


def test_a_day_below_ten_gets_a_leading_zero() -> None:
    assert long_date(date(2022, 12, 9)) == "ngày 09 tháng 12 năm 2022"
    assert long_date(date(2022, 12, 10)) == "ngày 10 tháng 12 năm 2022"
    assert short_date(date(2022, 12, 9)) == "09/12/2022"


@pytest.mark.parametrize(
    ("month", "printed"),
    [(1, "01"), (2, "02"), (3, "3"), (4, "4"), (8, "8"), (9, "9"), (10, "10"), (11, "11"), (12, "12")],
)
def test_only_january_and_february_get_a_leading_zero(month: int, printed: str) -> None:
    day = date(2022, month, 15)
    assert long_date(day) == f"ngày 15 tháng {printed} năm 2022"
    assert short_date(day) == f"15/{printed}/2022"
    assert blank_day(day) == f"ngày      tháng {printed} năm 2022"


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2022, 3, 15), "15/3/2022"),
        (date(2021, 12, 24), "24/12/2021"),
        (date(2022, 2, 28), "28/02/2022"),
        (date(2022, 3, 8), "08/3/2022"),
    ],
)
def test_dates_in_a_sentence_are_written_as_the_office_writes_them(day: date, printed: str) -> None:
    assert short_date(day) == printed


def test_the_day_of_an_undated_draft_is_six_ordinary_spaces() -> None:
    assert blank_day(date(2022, 3, 1)) == "ngày" + 6 * " " + "tháng 3 năm 2022"


def test_a_draft_of_an_unknown_month_leaves_all_three_numbers_blank() -> None:
    assert blank_date() == "ngày" + 6 * " " + "tháng" + 6 * " " + "năm" + 5 * " "


@given(st.dates())
def test_a_short_date_reads_back(day: date) -> None:
    assert parse_short_date(short_date(day)) == day


@given(st.dates())
def test_a_short_date_with_a_padded_month_is_read(day: date) -> None:
    assert parse_short_date(f"{day.day:02}/{day.month:02}/{day.year:04}") == day


@pytest.mark.parametrize(
    "text",
    [
        "8/3/2022",
        "15/2/2022",
        "15/003/2022",
        "15/3/22",
        "29/02/2022",
        "31/4/2022",
        "15/13/2022",
        "00/3/2022",
        "15/3/0000",
        "15-3-2022",
        "2022-03-15",
        " 15/3/2022",
        "15/3/2022\n",
        "15 / 3 / 2022",
        "١٥/3/2022",
        "",
    ],
)
def test_other_spellings_and_impossible_days_are_not_read(text: str) -> None:
    assert parse_short_date(text) is None
