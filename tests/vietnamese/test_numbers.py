"""Numbers as letters print them."""

import re
from decimal import localcontext
from fractions import Fraction

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from dispatch.vietnamese.numbers import count, parse_percent, percent, roman


@pytest.mark.parametrize(
    ("hundredths", "printed"),
    [
        (4154, "41,54%"),
        (290, "2,90%"),
        (10000, "100,00%"),
        (5, "0,05%"),
        (0, "0,00%"),
        (123456, "1.234,56%"),
    ],
)
def test_a_rate_always_has_two_decimals_after_a_comma(hundredths: int, printed: str) -> None:
    assert percent(hundredths) == printed


@given(st.integers(0, 10**30))
def test_a_printed_rate_loses_no_digit(hundredths: int) -> None:
    whole, decimals = divmod(hundredths, 100)
    assert percent(hundredths).replace(".", "") == f"{whole},{decimals:02}%"


@pytest.mark.parametrize(
    ("value", "printed"),
    [(0, "0"), (999, "999"), (1000, "1.000"), (161828, "161.828"), (10**9, "1.000.000.000")],
)
def test_a_count_has_points_between_the_thousands(value: int, printed: str) -> None:
    assert count(value) == printed


@given(st.integers(0, 10**50))
def test_a_count_is_grouped_by_three_and_loses_no_digit(value: int) -> None:
    printed = count(value)
    assert re.fullmatch(r"\d{1,3}(\.\d{3})*", printed)
    assert printed.replace(".", "") == str(value)


@given(st.integers(0, 10**50))
def test_a_count_is_written_as_babel_writes_it(value: int) -> None:
    with localcontext(prec=60):
        assert count(value) == format_decimal(value, "#,##0", "vi")


def test_a_caller_with_little_decimal_precision_gets_all_digits() -> None:
    with localcontext(prec=3):
        assert count(987_654_321) == "987.654.321"
        assert percent(9_876_543) == "98.765,43%"


@pytest.mark.parametrize("write", [percent, count, roman])
def test_a_negative_number_is_refused(write: object) -> None:
    assert callable(write)
    with pytest.raises(ValueError, match="-1"):
        write(-1)


@pytest.mark.parametrize("write", [percent, count, roman])
@pytest.mark.parametrize("value", [41.0, Fraction(41), "41"])
def test_only_integers_are_printed(write: object, value: object) -> None:
    assert callable(write)
    write(41)  # a cached text must not be found by the equal float
    with pytest.raises(TypeError):
        write(value)


@pytest.mark.parametrize(
    ("number", "numeral"),
    [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (1994, "MCMXCIV"), (3999, "MMMCMXCIX")],
)
def test_appendix_numbers_are_roman(number: int, numeral: str) -> None:
    assert roman(number) == numeral


@given(st.integers(1, 3999))
def test_a_roman_numeral_is_well_formed_and_adds_up(number: int) -> None:
    numeral = roman(number)
    assert re.fullmatch(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})", numeral)
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}[letter] for letter in numeral]
    following = [*values[1:], 0]
    assert sum(-value if value < after else value for value, after in zip(values, following, strict=True)) == number


@pytest.mark.parametrize("number", [0, 4000])
def test_numbers_without_a_roman_numeral_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        roman(number)


@pytest.mark.parametrize(
    ("text", "hundredths"),
    [
        ("41,54", 4154),
        ("41,54%", 4154),
        ("41,5", 4150),
        ("41,05", 4105),
        ("83", 8300),
        ("83%", 8300),
        ("03", 300),
        ("0", 0),
    ],
)
def test_a_vietnamese_percentage_is_read_in_hundredths(text: str, hundredths: int) -> None:
    assert parse_percent(text) == hundredths


@pytest.mark.parametrize(
    "text",
    [
        "41.54",
        "1.234,5",
        "41,545",
        "41,",
        ",5",
        "%",
        "",
        "41 ,5",
        " 41,5",
        "41,5 %",
        "41,54\n",
        "-41,5",
        "41%%",
        "trên 83",
        "٤١",
    ],
)
def test_what_could_mean_something_else_is_not_read(text: str) -> None:
    assert parse_percent(text) is None


def test_a_very_long_digit_string_is_not_read() -> None:
    assert parse_percent("9" * 5000) is None


@given(st.integers(0, 99_999))
def test_a_printed_rate_below_a_thousand_percent_reads_back(hundredths: int) -> None:
    assert parse_percent(percent(hundredths)) == hundredths
