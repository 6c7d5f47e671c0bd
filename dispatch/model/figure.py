"""The figure: one printed number, name, list or date that came from data, with its origin."""

from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from dispatch.model.amendment import Amendment
from dispatch.model.change import Change
from dispatch.model.dataset import CellRef
from dispatch.model.unit import Unit

Value = int | Fraction | Change | str | date | tuple[Unit, ...] | tuple[Amendment, ...] | None


class Formula(NamedTuple):
    """How a figure follows from cells and from other figures.

    `expression` is for machines (docs/architecture.md says its grammar), `words` for people.
    Each operand is the sum of its cells; `inputs` are the ids of the figures it is made from.
    """

    expression: str
    words: str
    operands: Mapping[str, tuple[CellRef, ...]] = MappingProxyType({})
    inputs: tuple[str, ...] = ()


class Figure(NamedTuple):
    """One printed thing and everything needed to defend it. A named tuple: a batch makes many thousands.

    `value` is exact (None: blank, or a rate without a denominator); `text` is what the letter
    prints; `comparable` is the value as a reader of the letter sees it, so that a tie in print is
    a tie. `about` is the key of the unit the figure speaks of; empty for facts of the document.
    """

    id: str
    value: Value
    text: str
    formula: Formula
    unit: str = ""
    decimals: int = 0
    about: str = ""
    comparable: int | None = None
    long_form: bool = False

    def with_text(self, text: str, name: str = "") -> "Figure":
        """The same figure with another text and, where one is given, another id.

        Written out: a letter prints hundreds of figures through filters, and `_replace` takes four times as long.
        """
        return Figure(
            name or self.id, self.value, text, self.formula, self.unit, self.decimals, self.about, self.comparable,
            self.long_form,
        )  # fmt: skip

    def printed_as(self, suffix: str, text: str) -> "Figure":
        """The same figure in another print form, with an id of its own."""
        return self.with_text(text, f"{self.id}|{suffix}")


Figures = Mapping[str, Figure]


class FoundFigures(Mapping[str, Figure]):
    """A collection that is asked for many figures it does not have, as templates do."""

    @abstractmethod
    def find(self, name: str) -> Figure | None:
        """The figure of that id; None for an id that there is not."""

    def printed(self, names: Sequence[str]) -> list[str | None]:
        """What each of these figures prints; None for an id that there is not.

        A collection that has the texts of its figures makes no figures for it.
        """
        return _printed(self.find, names)

    def get(self, name: str, default: Figure | None = None) -> Figure | None:  # type: ignore[override]  # a default is a figure, too
        """The figure of that id, or `default`."""
        found = self.find(name)
        return default if found is None else found

    def __getitem__(self, name: str) -> Figure:
        found = self.find(name)
        if found is None:
            raise KeyError(name)
        return found


Find = Callable[[str], Figure | None]


def finder(figures: Figures) -> Find:
    """What finds a figure by its id with the fewest calls: a letter asks for hundreds."""
    return figures.find if isinstance(figures, FoundFigures) else figures.get


def printed_by(figures: Figures) -> Callable[[Sequence[str]], list[str | None]]:
    """What finds texts by their figures' ids."""
    return figures.printed if isinstance(figures, FoundFigures) else partial(_printed, figures.get)


def _printed(find: Find, names: Sequence[str]) -> list[str | None]:
    return [figure.text if (figure := find(name)) is not None else None for name in names]


class JoinedFigures(FoundFigures):
    """Several collections of figures as one, without making what nobody asks for; the first to know an id wins."""

    def __init__(self, *parts: Figures) -> None:
        within = [part._parts if isinstance(part, JoinedFigures) else (part,) for part in parts]
        self._parts: tuple[Figures, ...] = tuple(chain(*within))
        self._finders = [finder(part) for part in self._parts]

    def find(self, name: str) -> Figure | None:
        """The figure that the first part to know it has."""
        for find in self._finders:
            found = find(name)
            if found is not None:
                return found
        return None

    def printed(self, names: Sequence[str]) -> list[str | None]:
        """The texts, each from the first part to know its figure."""
        *earlier, last = self._parts
        texts = printed_by(last)(names)
        for part in reversed(earlier):
            for place, text in enumerate(printed_by(part)(names)):
                if text is not None:
                    texts[place] = text
        return texts

    def __contains__(self, name: object) -> bool:
        return any(name in part for part in self._parts)

    def __iter__(self) -> Iterator[str]:
        # Each name once, but those of the last part are not collected: thousands of units have a million.
        *earlier, last = self._parts
        known = dict.fromkeys(name for part in earlier for name in part)
        yield from known
        yield from (name for name in last if name not in known)

    def __len__(self) -> int:
        return sum(1 for _ in self)
