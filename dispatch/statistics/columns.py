"""One figure of every unit of a level, computed together: whole numbers in, whole numbers and texts out.

A dossier has hundreds of thousands of figures; what they have in common is said once for a column, which is
computed when the first of them is asked for. Place by place a column has the exact value (whole numbers; a ratio
is kept as its two parts), the value as printed, and the text.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property

from dispatch.model.change import Change
from dispatch.model.dataset import MEASURE_UNITS
from dispatch.model.figure import Value
from dispatch.statistics.figures import (
    NO_RATE,
    PLACES,
    POINTS,
    THOUSANDS,
    count_moved,
    count_text,
    places_moved,
    points_moved,
    points_text,
)
from dispatch.statistics.rounding import hundredths_of
from dispatch.vietnamese.phrases import GROWTH, Direction

Numbers = Sequence[int | None]
"""One number for each unit; None where it has none."""


class Column(ABC):
    """One figure of every unit: `unit` and `decimals` say how it is printed."""

    unit: str = ""
    decimals: int = 0

    @property
    @abstractmethod
    def comparables(self) -> Numbers:
        """The values as a reader of the letter sees them."""

    @property
    @abstractmethod
    def texts(self) -> Sequence[str]:
        """What the letter prints."""

    @abstractmethod
    def value(self, place: int) -> Value:
        """The exact value of one unit."""


class Counts(Column):
    """Whole numbers: counts and amounts."""

    def __init__(self, values: Numbers, unit: str) -> None:
        self._values = values
        self.unit = unit

    @property
    def comparables(self) -> Numbers:
        """A count is printed whole."""
        return self._values

    @cached_property
    def texts(self) -> Sequence[str]:
        """The counts with points between their thousands."""
        return [NO_RATE if value is None else count_text(value) for value in self._values]

    def value(self, place: int) -> int | None:
        """The count."""
        return self._values[place]


class Ranks(Counts):
    """Places of units among others, and how many have one: the x and the y of "xếp thứ x/y"."""

    def __init__(self, values: Numbers) -> None:
        super().__init__(values, "")

    @cached_property
    def texts(self) -> Sequence[str]:
        """The numbers alone."""
        return [NO_RATE if value is None else str(value) for value in self._values]


class Ratios(Column):
    """Parts of wholes: rates and shares; none where the whole is nothing."""

    unit, decimals = "%", 2

    def __init__(self, parts: Numbers, wholes: Numbers) -> None:
        if any(whole is not None and whole < 0 for whole in wholes):  # only in a wrong table
            parts, wholes = _negated(parts, wholes), _negated(wholes, wholes)
        self.parts = parts
        self.wholes = wholes

    @cached_property
    def comparables(self) -> Numbers:
        """Hundredths of a percent, rounded half up."""
        pairs = zip(self.parts, self.wholes, strict=True)
        return [hundredths_of(part, whole) if whole and part is not None else None for part, whole in pairs]

    @cached_property
    def texts(self) -> Sequence[str]:
        """Percentages with two decimals."""
        return [NO_RATE if printed is None else points_text(printed) for printed in self.comparables]

    def value(self, place: int) -> Fraction | None:
        """The exact ratio."""
        part, whole = self.parts[place], self.wholes[place]
        return Fraction(part, whole) if whole and part is not None else None


class Moves(Column):
    """How printed rates, counts or ranks stand against others: changes, and gaps to the rate of a unit above.

    A rate moves in points and has no relative form; a rank rises when its number falls.
    """

    def __init__(self, now: Column, before: Numbers, words: Direction = GROWTH) -> None:
        self.is_rate, self.is_rank = isinstance(now, Ratios), isinstance(now, Ranks)
        self.unit, self.decimals = (POINTS, 2) if self.is_rate else (PLACES if self.is_rank else now.unit, 0)
        self._now = now.comparables
        self._before = before
        self._words = words

    @cached_property
    def comparables(self) -> Numbers:
        """The differences, above zero for a rise."""
        sign = -1 if self.is_rank else 1
        pairs = zip(self._now, self._before, strict=True)
        return [None if now is None or before is None else sign * (now - before) for now, before in pairs]

    @cached_property
    def texts(self) -> Sequence[str]:
        """The differences with their verbs; of counts with what part of the other they are."""
        words = self._words
        if self.is_rate:
            return [NO_RATE if size is None else points_moved(size, words) for size in self.comparables]
        if self.is_rank:
            return [NO_RATE if size is None else places_moved(size, words) for size in self.comparables]
        unit = THOUSANDS if self.unit == MEASURE_UNITS["tien"] else self.unit
        pairs = zip(self._now, self._before, strict=True)
        return [
            NO_RATE if now is None or before is None else count_moved(now, before, unit, words) for now, before in pairs
        ]

    def value(self, place: int) -> Change | None:
        """Both values that are compared."""
        now, before = self._now[place], self._before[place]
        if now is None or before is None:
            return None
        return Change(now, before, is_rate=self.is_rate, is_rank=self.is_rank)


def _negated(values: Numbers, signs: Numbers) -> Numbers:
    """The values, each with its sign turned where that of `signs` is below zero."""
    pairs = zip(values, signs, strict=True)
    return [-value if value is not None and sign is not None and sign < 0 else value for value, sign in pairs]
