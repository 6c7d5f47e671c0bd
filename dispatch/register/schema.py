"""The tables of the register as the program of today uses them; how they came about is in `migrations`."""

from typing import Any

from sqlalchemy import Column, Date, Integer, MetaData, String, Table

METADATA = MetaData()


def _table(name: str, *columns: str, numbers: tuple[str, ...] = (), days: tuple[str, ...] = ()) -> Table:
    """A table with an id; columns hold text unless they are named among `numbers` or `days`."""
    further: list[Column[Any]] = [
        *(Column(each, String) for each in columns),
        *(Column(each, Integer) for each in numbers),
        *(Column(each, Date) for each in days),
    ]
    return Table(name, METADATA, Column("id", Integer, primary_key=True), *further)


letters = _table(
    "letters",
    *("file", "sha256", "kind", "period", "unit", "unit_set", "dossier", "vintage", "symbol", "regime", "form"),
    *("fingerprint", "type_name", "subject", "signer", "recipients", "printed", "state", "series", "relation"),
    numbers=("year", "number", "replaces"),
    days=("day",),
)

events = _table("events", "at", "who", "what", "state_before", "state_after", "note", numbers=("letter",))

copies = _table("copies", "form", "file", "sha256", "text", numbers=("letter",))

books = _table("books", "file", "sha256")

schema_version = Table("schema_version", METADATA, Column("version", Integer, primary_key=True))
