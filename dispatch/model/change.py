"""How a figure moved or stands against another: a change, or a gap to a target."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Change:
    """Two comparable figures of one thing, as a letter compares them.

    For a count both are counts; for a rate (`is_rate`) both are hundredths of a percent *as printed*:
    the difference of rates is the difference of the printed ones, in points, and has no relative form.
    """

    now: int
    before: int
    is_rate: bool

    @property
    def difference(self) -> int:
        """Signed: positive when it grew, or stands above."""
        return self.now - self.before

    @property
    def relative(self) -> Fraction | None:
        """The growth of a count as a signed ratio; None from nothing, and for rates."""
        return None if self.is_rate or self.before == 0 else Fraction(self.difference, self.before)
