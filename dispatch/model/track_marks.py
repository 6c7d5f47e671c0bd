"""Who is said to have made a tracked change, and when."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TrackMarks:
    """The author of tracked changes and comments, and the day (ISO, "2022-03-09"); no day when empty."""

    author: str
    day: str = ""
