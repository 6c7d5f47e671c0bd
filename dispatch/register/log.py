"""The log: one line for every deed, never changed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from dispatch.model.registered import LetterState
from dispatch.register.schema import events

Step = tuple[LetterState | None, LetterState]


@dataclass(frozen=True, slots=True)
class Author:
    """Who acts, and the clock that says when (an instant in UTC)."""

    name: str
    clock: Callable[[], datetime]


def log(connection: Connection, author: Author, letter: int, what: str, step: Step, note: str) -> None:  # noqa: PLR0913, PLR0917 -- one for each column
    """Add a line: what was done to a letter, its states before and after, a reason or a place."""
    at = author.clock().isoformat(timespec="seconds")
    line = {"letter": letter, "at": at, "who": author.name, "what": what}
    connection.execute(events.insert().values(**line, state_before=step[0], state_after=step[1], note=note))
