"""Bound scopes: names like "don_vi_nhan.viec.ty_le" that mean the figure of one unit of this letter.

The figure's id is then the bound name, so that wording and anchors are alike in all letters of a batch;
`about` still says which unit it speaks of.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dispatch.model.amendment import AMENDMENT_SCOPE
from dispatch.model.dataset import MEASURES
from dispatch.model.figure import Figure, Figures, FoundFigures, finder, printed_by

UNIT_SCOPE = "don_vi."
ADDRESSED_SCOPE = "don_vi_nhan"
ISSUING_SCOPE = "don_vi_ban_hanh"
_GOALS = ("chi_tieu", "so_chi_tieu", "dat_chi_tieu", "tien_do", "so_tien_do", "dat_tien_do")
BOUND_SCOPES = (f"{ADDRESSED_SCOPE}.", f"{ISSUING_SCOPE}.")

UNIT_SCOPES = (UNIT_SCOPE, *BOUND_SCOPES, AMENDMENT_SCOPE)
"""What the names of figures begin with that one letter has and another has not."""


def bindings(addressed: str, issuing: str) -> dict[str, str]:
    """The bound scopes of a letter and the keys of their units; one without a unit is not there."""
    found = {ADDRESSED_SCOPE: addressed, ISSUING_SCOPE: issuing}
    return {scope: key for scope, key in found.items() if key}


def bound_names(figures: Iterable[str], scopes: Iterable[str]) -> frozenset[str]:
    """Every name the bound scopes may have: what any unit has, and its goals, which it may lack."""
    found = tuple(scopes)
    if not found:
        return frozenset()  # without a look at the many names
    goals = {f"{measure}.{goal}" for measure in MEASURES for goal in _GOALS}
    rests = {_rest(name) for name in figures if name.startswith(UNIT_SCOPE)} | goals
    return frozenset(f"{scope}.{rest}" for scope in found for rest in rests)


def unbound(name: str, units: Mapping[str, str]) -> str:
    """The figure's own name: "don_vi_nhan.viec.ty_le" in a letter to unit 84 is "don_vi.84.viec.ty_le"."""
    scope, _, rest = name.partition(".")
    return f"{UNIT_SCOPE}{units[scope]}.{rest}" if scope in units else name


def _rest(name: str) -> str:
    return name.split(".", 2)[2]


class BoundFigures(FoundFigures):
    """The figures of one letter: those of all letters, and the bound names of its own units.

    A view: it makes a bound figure when that is asked for, and costs the same for any number of units. What it
    has found it keeps: a letter asks for the same figure many times.
    """

    def __init__(self, figures: Figures, units: Mapping[str, str]) -> None:
        self._figures = figures
        self._units = units
        self._find = finder(figures)
        self._found: dict[str, Figure] = {}

    def find(self, name: str) -> Figure | None:
        """A figure of this letter; None for what its units lack."""
        found = self._found.get(name)
        if found is None:
            own = unbound(name, self._units)
            found = self._find(own)
            if found is None:
                return None
            if own != name:
                found = found.with_text(found.text, name)
            self._found[name] = found
        return found

    def printed(self, names: Sequence[str]) -> list[str | None]:
        """A bound figure prints what the unit's own does."""
        return printed_by(self._figures)([unbound(name, self._units) for name in names])

    def __contains__(self, name: object) -> bool:
        return name in self._found or (isinstance(name, str) and unbound(name, self._units) in self._figures)

    def __iter__(self) -> Iterator[str]:
        yield from self._figures
        for scope, key in self._units.items():
            prefix = f"{UNIT_SCOPE}{key}."
            yield from (f"{scope}.{name.removeprefix(prefix)}" for name in self._figures if name.startswith(prefix))

    def __len__(self) -> int:
        return sum(1 for _ in self)
