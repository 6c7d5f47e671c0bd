"""Filters of single values: capitals, money, rounded numbers, places, days."""

import re
from datetime import date

from dispatch.composition.figure_sorts import sort_of
from dispatch.model.figure import Figure, Figures
from dispatch.vietnamese.dates import long_date
from dispatch.vietnamese.money import billions, full_amount, rounded_billions
from dispatch.vietnamese.numbers import two_digits
from dispatch.vietnamese.phrases import placed
from dispatch.vietnamese.rounding_words import HON, TREN, Closeness, rounded_count

_ZEROS_AT_THE_END = re.compile(r"(?:,00|(?<=,\d)0)%$")


def capitals(figure: Figure, figures: Figures) -> str:
    """The text in capitals."""
    del figures
    return figure.text.upper()


def billions_text(figure: Figure, figures: Figures) -> str:
    """Say "36.550 tỷ đồng"."""
    del figures
    return billions(_whole(figure))


def full_text(figure: Figure, figures: Figures) -> str:
    """Say "470 tỷ 581 triệu 046 nghìn đồng"."""
    del figures
    return full_amount(_whole(figure))


def rounded_more(figure: Figure, figures: Figures) -> str:
    """Say "hơn 36.550 tỷ đồng", "gần 162.000"."""
    del figures
    return _rounded(figure, HON)


def rounded_above(figure: Figure, figures: Figures) -> str:
    """Say "trên 36.550 tỷ đồng", "gần 162.000"."""
    del figures
    return _rounded(figure, TREN)


def short_rate(figure: Figure, figures: Figures) -> str:
    """Say "70%", "7,5%": a goal that was set in round numbers."""
    del figures
    return _ZEROS_AT_THE_END.sub("%", figure.text)


def zero_padded(figure: Figure, figures: Figures) -> str:
    """Say "05"."""
    del figures
    return two_digits(_whole(figure))


def place_of_all(figure: Figure, figures: Figures) -> str:
    """Say "thứ 5/34": of the units that have a rate, which are those that the place was found among."""
    among = (figures.get(name) for name in figure.formula.inputs)
    total = sum(1 for other in among if other is not None and other.value is not None)
    return placed(_whole(figure), total)


def long_day(figure: Figure, figures: Figures) -> str:
    """Say "ngày 08 tháng 3 năm 2022"."""
    del figures
    assert isinstance(figure.value, date)  # held against the sorts a filter fits
    return long_date(figure.value)


def _rounded(figure: Figure, words: Closeness) -> str:
    print_rounded = rounded_billions if sort_of(figure) == "money" else rounded_count
    return print_rounded(_whole(figure), words)


def _whole(figure: Figure) -> int:
    assert isinstance(figure.value, int)  # held against the sorts a filter fits
    return figure.value
