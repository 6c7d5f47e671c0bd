"""The body of a letter in stretches: those that letters of one wording have alike are deflated once.

Where the body is cut depends on the wording alone, so a letter has the same bytes whatever was written before it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dispatch.model.bound_figures import UNIT_SCOPES
from dispatch.writers.package import Segment
from dispatch.writers.stencil import FigureTexts, Fragment, Stencil, figures_of

_WORTH = 2_000
"""From so many characters on a stretch is deflated by itself: each cut costs some bytes."""


@dataclass(slots=True)
class Stretch:
    """A piece of the body. What a `common` one printed last is kept deflated: it seldom prints anything else."""

    stencil: Stencil
    common: bool
    _names: tuple[str, ...]
    _last: tuple[tuple[str, ...], Segment] | None = field(default=None)

    def fill(self, figures: FigureTexts) -> bytes | Segment:
        """The XML with the figures of a letter, encoded."""
        if not self.common:
            return self.stencil.fill(figures)
        texts = tuple([figures[name].text for name in self._names])
        if self._last is None or self._last[0] != texts:
            self._last = texts, Segment.of(self.stencil.fill(figures))
        return self._last[1]


def stretches(fragments: Iterable[Fragment]) -> tuple[Stretch, ...]:
    """Cut at the figures of units, which differ from letter to letter."""
    found: list[tuple[list[Fragment], bool]] = []
    for run, common in _runs(fragments):
        if found and not common and not found[-1][1]:
            found[-1][0].extend(run)
        else:
            found.append((run, common))
    return tuple(Stretch(Stencil.of(run), common, tuple(_names(run))) for run, common in found)


def _runs(fragments: Iterable[Fragment]) -> Iterator[tuple[list[Fragment], bool]]:
    """Fragments without a figure of a unit, as far as they go, and those with one; whether it is worth a cut."""
    run: list[Fragment] = []
    for fragment in fragments:
        if any(name.startswith(UNIT_SCOPES) for name in figures_of(fragment)):
            yield run, _is_worth_it(run)
            yield [fragment], False
            run = []
        else:
            run.append(fragment)
    yield run, _is_worth_it(run)


def _is_worth_it(run: Sequence[Fragment]) -> bool:
    return sum(len(fragment) for fragment in run if isinstance(fragment, str)) >= _WORTH


def _names(run: Sequence[Fragment]) -> Iterator[str]:
    return iter(dict.fromkeys(name for fragment in run for name in figures_of(fragment)))
