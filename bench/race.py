"""The race: contenders take turns, round by round, so that a busy machine slows them alike.

Every round has letters of its own: whatever a contender keeps of values it has printed helps it no
more than it would in a batch.
"""

import gc
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.contenders import Contender


@dataclass(frozen=True, slots=True)
class Entrant:
    """A contender in the race, where it saves, and how many letters of a round it writes."""

    contender: Contender
    folder: Path
    per_round: int


@dataclass(frozen=True, slots=True)
class Course:
    """The letters 0, 1, 2, … in rounds; the one after the last is for warming up."""

    rounds: int
    per_round: int

    @property
    def letters(self) -> int:
        """How many letters the rounds have."""
        return self.rounds * self.per_round


@dataclass(frozen=True, slots=True)
class Times:
    """Per contender the seconds a letter took, one value for each round."""

    rounds: Mapping[str, Sequence[float]]

    def seconds(self, name: str) -> float:
        """The median round."""
        return median(self.rounds[name])

    def ratio(self, name: str, other: str) -> float:
        """How many times as long `name` took as `other`: the median of the ratios within rounds."""
        return median(one / two for one, two in zip(self.rounds[name], self.rounds[other], strict=True))


def race(entrants: Mapping[str, Entrant], course: Course) -> Times:
    """Let everyone write in every round; who begins changes from round to round."""
    names = list(entrants)
    seconds: dict[str, list[float]] = {name: [] for name in names}
    for entrant in entrants.values():
        entrant.contender.write(course.letters, entrant.folder / "warm-up.docx")
    gc.collect()
    gc.freeze()
    for turn in range(course.rounds):
        start = turn % len(names)
        for name in names[start:] + names[:start]:
            seconds[name].append(_block(entrants[name], turn * course.per_round))
    gc.unfreeze()
    return Times(seconds)


def _block(entrant: Entrant, first: int) -> float:
    """Seconds a letter in one round; garbage of the contender before is not on this one's account."""
    letters = [(first + place, entrant.folder / f"{place}.docx") for place in range(entrant.per_round)]
    gc.collect()
    begin = perf_counter()
    for number, target in letters:
        entrant.contender.write(number, target)
    return (perf_counter() - begin) / entrant.per_round
