"""Rounded numbers with the word that is true of them: "hơn" above, "gần" below, none when exact."""

from typing import NamedTuple

from dispatch.vietnamese.numbers import count


class Closeness(NamedTuple):
    """The words before a rounded number: the exact one is above it, or below it."""

    above: str
    below: str


HON = Closeness("hơn", "gần")
TREN = Closeness("trên", "gần")
_THOUSAND = 1000


def rounded_to(value: int, step: int) -> int:
    """How many whole steps `value` is, half up; `value` and `step` are whole numbers from 0 and from 1."""
    return (2 * value + step) // (2 * step)


def with_closeness(value: int, printed: int, text: str, words: Closeness) -> str:
    """`text` prints `printed` for `value`: the word before it says on which side the value lies."""
    if value == printed:
        return text
    return f"{words.above if value > printed else words.below} {text}"


def rounded_count(value: int, words: Closeness = HON) -> str:
    """A count in whole thousands: 161828 is "gần 162.000"; under a thousand it is printed exactly."""
    if value < _THOUSAND:
        return count(value)
    printed = rounded_to(value, _THOUSAND) * _THOUSAND
    return with_closeness(value, printed, count(printed), words)
