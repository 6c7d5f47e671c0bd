"""How a figure moved or stands against another: a change, or a gap to a target."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Change:
    """Two comparable figures of one thing, as a letter compares them.

    For a count both are counts; for a rate (`is_rate`) both are hundredths of a percent *as printed*:
    the difference of rates is the difference of the printed ones, in points, and has no relative form.
    For a rank (`is_rank`) both are places, and a smaller number stands higher: from place 7 to 5 is a
    rise of 2. `strict` says that `before` is a target that must be exceeded, not only reached.
    """

    now: int
    before: int
    is_rate: bool
    is_rank: bool = False
    strict: bool = False

    @property
    def difference(self) -> int:
        """Signed: positive when it grew, stands above, or rose in rank."""
        return self.before - self.now if self.is_rank else self.now - self.before

    @property
    def relative(self) -> Fraction | None:
        """The growth of a count as a signed ratio; None from nothing, and for rates and ranks."""
        if self.is_rate or self.is_rank or self.before == 0:
            return None
        return Fraction(self.difference, self.before)

    @property
    def met(self) -> bool:
        """Whether `now` fulfils the target `before`: in print, and above it where it is strict."""
        return self.difference > 0 or (self.difference == 0 and not self.strict)

    def __bool__(self) -> bool:
        """Whether there is a difference at all."""
        return self.difference != 0
