"""Rows of the tables as values, and the questions asked of them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, Row, Select, select

from dispatch.model.period import Period
from dispatch.model.registered import Copy, Event, LetterEntry, RegisteredLetter, Selection
from dispatch.register.schema import copies, events, letters

_ENTRY = tuple(name for name in LetterEntry.__dataclass_fields__ if name != "printed")
_LISTED = [column for column in letters.c if column.name != "printed"]


def entry_values(entry: LetterEntry) -> dict[str, object]:
    """The columns of a letter that its file decides; the year is the calendar year it is due in."""
    return asdict(entry) | {"year": due_year(entry.period), "printed": json.dumps(entry.printed)}


def due_year(code: str) -> int:
    """The year of the month in which a letter on this period is due; 0 for a period of another kind."""
    period = Period.parse(code)
    return period.month_after.year if period else 0


def all_letters() -> "Select[Any]":
    """The query of every letter, without the long list of what it prints."""
    return select(*_LISTED)


def find_letters(connection: Connection, query: "Select[Any]") -> list[RegisteredLetter]:
    """The letters of a query made from `all_letters`, in its order."""
    return [_letter(row) for row in connection.execute(query)]


def selected(selection: Selection) -> "Select[Any]":
    """The query of a list: by year, numbered letters by date and number, then those without, as entered."""
    query = all_letters()
    for name in ("state", "kind", "year", "period", "unit"):
        wanted = getattr(selection, name)
        if wanted is not None:
            query = query.where(letters.c[name] == wanted)
    return query.order_by(letters.c.year, letters.c.number.is_(None), letters.c.day, letters.c.number, letters.c.id)


def printed_by(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """What each of these letters prints; a letter of an older register is not among them."""
    rows = connection.execute(select(letters.c.id, letters.c.printed).where(letters.c.id.in_(ids)))
    return {row.id: tuple(json.loads(row.printed)) for row in rows if row.printed}


def history(connection: Connection, letter: int) -> Sequence[Event]:
    """All that happened to a letter, oldest first."""
    query = select(events).where(events.c.letter == letter).order_by(events.c.id)
    return [_event(row._mapping) for row in connection.execute(query)]


def find_copies(connection: Connection, query: "Select[Any]") -> list[Copy]:
    """The copies of a query over the whole table, newest first."""
    rows = connection.execute(query.order_by(copies.c.id.desc()))
    return [Copy(row.letter, row.form, row.file, row.sha256, row.text) for row in rows]


def _letter(row: Row[Any]) -> RegisteredLetter:
    values = cast("Mapping[str, Any]", row._mapping)
    entry = LetterEntry(**{name: values[name] for name in _ENTRY})
    numbered = (values["state"], values["number"], values["day"], values["series"])
    return RegisteredLetter(values["id"], entry, *numbered, values["replaces"], values["relation"], values["type_name"])


def _event(values: Mapping[Any, Any]) -> Event:
    return Event(
        datetime.fromisoformat(values["at"]),
        values["who"],
        values["what"],
        values["state_before"],
        values["state_after"],
        values["note"],
    )
