"""What a refresh did to a letter, item by item."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Outcome = Literal["updated", "conflicts", "kept", "removed", "review"]
OUTCOMES: tuple[Outcome, ...] = ("updated", "conflicts", "kept", "removed", "review")


@dataclass(frozen=True, slots=True)
class Item:
    """One figure at one place: as generated, as it stands in the letter, as the data gives it now.

    `place` is Vietnamese and says where, and why when that needs saying; `cells` are the source cells of
    the new value.
    """

    id: str
    place: str
    base: str
    theirs: str
    ours: str
    cells: tuple[str, ...] = ()

    def record(self) -> dict[str, object]:
        """The item as a JSON object; keys are fixed."""
        return {
            "id": self.id,
            "place": self.place,
            "base": self.base,
            "theirs": self.theirs,
            "ours": self.ours,
            "cells": list(self.cells),
        }


@dataclass(slots=True)
class Outcomes:
    """Items by what became of them, and the number of figures for which nothing had to be done."""

    items: dict[Outcome, list[Item]] = field(default_factory=lambda: {outcome: [] for outcome in OUTCOMES})
    unchanged: int = 0

    def add(self, outcome: Outcome, item: Item) -> None:
        """Note one item."""
        self.items[outcome].append(item)

    def add_all(self, outcome: Outcome, items: Iterable[Item]) -> None:
        """Note several items."""
        self.items[outcome].extend(items)
