"""What kind of thing a figure is, so that a filter can refuse what it does not fit."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Literal

from dispatch.model.amendment import Amendment
from dispatch.model.change import Change
from dispatch.model.dataset import MEASURE_UNITS, MEASURES
from dispatch.model.figure import Figure
from dispatch.model.unit import Unit

Sort = Literal[
    "count", "money", "rate", "rank", "count-change", "money-change", "rate-change", "rank-change",
    "list", "joint-list", "places", "day", "text",
]  # fmt: skip
SORT_NAMES: Mapping[Sort, str] = {
    "count": "số đếm",
    "money": "số tiền",
    "rate": "tỷ lệ",
    "rank": "thứ hạng",
    "count-change": "mức tăng, giảm của số đếm",
    "money-change": "mức tăng, giảm của số tiền",
    "rate-change": "chênh lệch tỷ lệ (điểm phần trăm)",
    "rank-change": "mức thay đổi thứ hạng",
    "list": "danh sách về việc hoặc về tiền",
    "joint-list": "danh sách chung cả việc và tiền",
    "places": "danh sách nội dung đọc lại",
    "day": "ngày",
    "text": "chữ",
}
_RANKS = ("hang", "hang_trong_tinh")


def sort_of(figure: Figure) -> Sort | None:
    """The sort of a figure; None while it is blank, which says nothing of what it will be."""
    value = figure.value
    if isinstance(value, Change):
        return _change_sort(figure, value)
    if isinstance(value, tuple):
        return _list_sort(figure, value)
    if isinstance(value, Fraction):
        return "rate"
    if isinstance(value, int):
        return _number_sort(figure)
    if isinstance(value, date):
        return "day"
    return "text" if isinstance(value, str) else None


def measure_of(figure: Figure) -> str:
    """The measure a list is about: "viec", "tien", or "" for one over both."""
    part = base_id(figure).rpartition(".")[2]
    return part if part in MEASURES else ""


def base_id(figure: Figure) -> str:
    """The id without the filters."""
    return figure.id.partition("|")[0]


def _list_sort(figure: Figure, value: tuple[Unit, ...] | tuple[Amendment, ...]) -> Sort:
    if any(isinstance(each, Amendment) for each in value):
        return "places"
    return "list" if measure_of(figure) else "joint-list"


def _change_sort(figure: Figure, change: Change) -> Sort:
    if change.is_rate:
        return "rate-change"
    if change.is_rank:
        return "rank-change"
    return "money-change" if figure.unit == MEASURE_UNITS["tien"] else "count-change"


def _number_sort(figure: Figure) -> Sort:
    if figure.unit == "%":
        return "rate"
    if base_id(figure).rpartition(".")[2] in _RANKS:
        return "rank"
    return "money" if figure.unit == MEASURE_UNITS["tien"] else "count"
