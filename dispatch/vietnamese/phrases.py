"""Words of direction: a change is said with its verb and never with a minus sign."""

from collections.abc import Callable
from typing import NamedTuple


class Direction(NamedTuple):
    """The words for more, for less, and for the same."""

    more: str
    less: str
    same: str


GROWTH = Direction("tăng", "giảm", "bằng")
LEVEL = Direction("cao hơn", "thấp hơn", "bằng")
TARGET = Direction("vượt", "còn thiếu", "bằng")
"""The same is "bằng" and no more: a strict goal ("trên 81,50%") that is equalled is not reached."""
PLACES = Direction("tăng", "giảm", "giữ nguyên")
UNDER = "dưới"


def directed(difference: int, words: Direction, magnitude: Callable[[int], str]) -> str:
    """The verb and the size of a difference: "giảm 4.285"; for none the word alone."""
    if difference == 0:
        return words.same
    return f"{words.more if difference > 0 else words.less} {magnitude(abs(difference))}"


def placed(place: int, total: int) -> str:
    """A place among `total`: "thứ 5/34"."""
    return f"thứ {place}/{total}"
