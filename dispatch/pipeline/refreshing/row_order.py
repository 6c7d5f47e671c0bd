"""In which order the rows of an edited appendix stand after a refresh, and which of them need not move."""

from bisect import bisect_left
from collections.abc import Collection, Sequence

STRANGER = "?"
"""The first character of the name of a row that the officer added; other rows are called by their keys."""


def new_order(now: Sequence[str], drawn: Sequence[str], ours: Sequence[str], kept: Collection[str]) -> list[str]:
    """The names of all rows in their new order.

    `now` are the rows of the letter, `drawn` those of the draft, `ours` those of the data. `kept` are rows the
    data has no more and the letter keeps; they travel with the row above, as strangers do. A table that the
    officer has sorted keeps that order; what enters then stands after the row it stands after in ours.
    """
    known = [name for name in now if not name.startswith(STRANGER)]
    wanted = set(ours)
    if known == [name for name in drawn if name in set(known)]:
        order = list(ours)
    else:
        order = [name for name in known if name in wanted]
        for place, name in enumerate(ours):
            if name not in order:
                above = next((each for each in reversed(ours[:place]) if each in order), None)
                order.insert(order.index(above) + 1 if above else 0, name)
    return _with_travellers(now, order, kept)


def _with_travellers(now: Sequence[str], order: Sequence[str], kept: Collection[str]) -> list[str]:
    """The order with each stranger, and each row kept against the data, behind the row it stands behind now."""
    behind: dict[str, list[str]] = {}
    above, wanted = "", set(order)
    for name in now:
        if name.startswith(STRANGER) or name in kept:
            behind.setdefault(above, []).append(name)
        elif name in wanted:
            above = name
    return [*behind.get("", []), *(each for name in order for each in (name, *behind.get(name, [])))]


def staying(now: Sequence[str], then: Sequence[str], fixed: Collection[str]) -> set[str] | None:
    """As many rows as can stay where they are while the others move; None when a fixed one would have to move."""
    places = {name: place for place, name in enumerate(now)}
    common = [name for name in then if name in places]
    held = [name for name in common if name in fixed]
    if [places[name] for name in held] != sorted(places[name] for name in held):
        return None
    stay: set[str] = set(held)
    # Between two fixed rows, the longest run that stands in the same order and between them.
    low, stretch = -1, list[str]()
    for name in [*common, ""]:
        if name and name not in fixed:
            stretch.append(name)
            continue
        high = places[name] if name else len(now)
        stay |= _longest([each for each in stretch if low < places[each] < high], places)
        low, stretch = high, []
    return stay


def _longest(names: Sequence[str], places: dict[str, int]) -> set[str]:
    """A longest part of `names` whose places rise."""
    ends: list[int] = []
    last: list[str] = []
    before: dict[str, str] = {}
    for name in names:
        at = bisect_left(ends, places[name])
        before[name] = last[at - 1] if at else ""
        ends[at : at + 1] = [places[name]]
        last[at : at + 1] = [name]
    found: set[str] = set()
    name = last[-1] if last else ""
    while name:
        found.add(name)
        name = before[name]
    return found
