"""The reporting period: N months of a work year from 1 October to 30 September."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.model.period import Period

PERIODS = st.builds(Period, st.integers(1994, 2099), st.integers(1, 12))


@pytest.mark.parametrize(
    ("code", "start", "end", "month_after"),
    [
        ("5T2022", date(2021, 10, 1), date(2022, 2, 28), date(2022, 3, 1)),
        ("5T2024", date(2023, 10, 1), date(2024, 2, 29), date(2024, 3, 1)),
        ("4T2025", date(2024, 10, 1), date(2025, 1, 31), date(2025, 2, 1)),
        ("6T2023", date(2022, 10, 1), date(2023, 3, 31), date(2023, 4, 1)),
        ("9T2025", date(2024, 10, 1), date(2025, 6, 30), date(2025, 7, 1)),
        ("1T2022", date(2021, 10, 1), date(2021, 10, 31), date(2021, 11, 1)),
        ("2T2022", date(2021, 10, 1), date(2021, 11, 30), date(2021, 12, 1)),
        ("3T2022", date(2021, 10, 1), date(2021, 12, 31), date(2022, 1, 1)),
        ("12T2022", date(2021, 10, 1), date(2022, 9, 30), date(2022, 10, 1)),
    ],
)
def test_a_period_runs_from_october_to_the_end_of_its_last_month(
    code: str, start: date, end: date, month_after: date
) -> None:
    period = Period.parse(code)
    assert period is not None
    assert (period.start, period.end, period.month_after) == (start, end, month_after)


def test_the_same_period_is_that_of_the_work_year_before() -> None:
    assert Period(2022, 5).same_period == Period(2021, 5)


@pytest.mark.parametrize(("months", "name"), [(1, "1 tháng năm 2022"), (11, "11 tháng năm 2022"), (12, "năm 2022")])
def test_a_letter_names_a_whole_year_without_its_months(months: int, name: str) -> None:
    assert Period(2022, months).name == name


@pytest.mark.parametrize(
    "code",
    ["", "5", "T2022", "0T2022", "13T2022", "05T2022", "5t2022", "5T22", "5T20222", " 5T2022", "5T2022\n", "5T0000",
     "5T0001", "5T9999", "5T２０２２", "٥T2022", "-5T2022"],
)  # fmt: skip
def test_anything_else_is_not_a_period(code: str) -> None:
    assert Period.parse(code) is None


@given(PERIODS)
def test_what_a_period_writes_it_reads(period: Period) -> None:
    assert Period.parse(period.code) == period


@given(PERIODS)
def test_the_day_after_the_end_is_the_month_a_letter_is_due(period: Period) -> None:
    assert period.end + timedelta(days=1) == period.month_after
    months = (period.month_after.year - period.start.year) * 12 + period.month_after.month - period.start.month
    assert months == period.months


@given(PERIODS, PERIODS)
def test_periods_are_ordered_by_year_then_months(one: Period, other: Period) -> None:
    assert (one < other) == ((one.year, one.months) < (other.year, other.months))
