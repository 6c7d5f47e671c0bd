"""The race: contenders take turns, round by round, so that a busy machine slows them alike."""

import gc
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.contenders import Contender


@dataclass(frozen=True, slots=True)
class Entrant:
    """A contender in the race, where it saves, and how many letters it writes in a round."""

    contender: Contender
    folder: Path
    per_round: int


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


def race(entrants: Mapping[str, Entrant], letters: int, rounds: int) -> Times:
    """Let everyone write in every round; who begins changes from round to round."""
    names = list(entrants)
    seconds: dict[str, list[float]] = {name: [] for name in names}
    for entrant in entrants.values():
        entrant.contender.write(0, entrant.folder / "warm-up.docx")
    gc.collect()
    gc.freeze()
    for turn in range(rounds):
        start = turn % len(names)
        for name in names[start:] + names[:start]:
            seconds[name].append(_block(entrants[name], turn, letters))
    gc.unfreeze()
    return Times(seconds)


def _block(entrant: Entrant, turn: int, letters: int) -> float:
    """Seconds a letter in one round; garbage of the contender before is not on this one's account."""
    targets = [entrant.folder / f"{position}.docx" for position in range(entrant.per_round)]
    first = turn * entrant.per_round
    gc.collect()
    begin = perf_counter()
    for position, target in enumerate(targets, first):
        entrant.contender.write(position % letters, target)
    return (perf_counter() - begin) / entrant.per_round
