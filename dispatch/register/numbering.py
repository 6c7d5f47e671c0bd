"""Whether a number may be given: once in its series, and in the order of the dates (NĐ 30/2020, Điều 15)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from dispatch.errors import Finding
from dispatch.model.registered import Copy, RegisteredLetter
from dispatch.register.schema import letters
from dispatch.vietnamese.dates import short_date


@dataclass(frozen=True, slots=True)
class Assignment:
    """A number and date that the clerk gives to a letter.

    `file`, `sha256` and `fingerprint` (of its figures) are its working copy with both filled in, `name` that file
    for messages; `symbol`, `type_name`, `subject`, `signer` and `recipients` stand in its text now ("" where that
    is not known). `force` is the reason to give the number although the dates are out of order; the log keeps it.
    """

    letter: int
    name: str
    number: int
    day: date
    series: str
    file: str
    sha256: str
    fingerprint: str = ""
    symbol: str = ""
    type_name: str = ""
    subject: str = ""
    signer: str = ""
    recipients: str = ""
    copies: tuple[Copy, ...] = ()
    force: str = ""

    def is_given_to(self, letter: RegisteredLetter) -> bool:
        """Whether the letter was issued under this very number and date, with these words."""
        given = (letter.state, letter.number, letter.day, letter.series, letter.entry.sha256)
        return given == ("issued", self.number, self.day, self.series, self.sha256)


_TOLD = ("symbol", "type_name", "subject", "signer", "recipients")
_GIVEN = ("number", "day", "series", "file", "sha256", "fingerprint", *_TOLD)


def give(connection: Connection, given: Assignment) -> None:
    """Write a number and date to a letter's row; what its text tells now goes to the book."""
    values = {name: getattr(given, name) for name in _GIVEN if getattr(given, name)}
    row = letters.update().where(letters.c.id == given.letter)
    connection.execute(row.values(**values, state="issued", year=given.day.year))


def number_faults(connection: Connection, given: Assignment) -> Iterator[Finding]:
    """What speaks against a number: it is taken (never forced), or its date stands out of order."""
    holder = connection.execute(
        _numbered(given).where(letters.c.number == given.number, letters.c.id != given.letter)
    ).first()
    if holder:
        message = f"số {given.number} của dãy {given.series} đã cấp ngày {short_date(holder.day)} (mã {holder.id})"
        yield Finding("duplicate-number", message, f"xem: dispatch register show {holder.id}")
        return
    if given.force:
        return
    lower = _numbered(given).where(letters.c.number < given.number).order_by(letters.c.number.desc())
    higher = _numbered(given).where(letters.c.number > given.number).order_by(letters.c.number)
    before, after = connection.execute(lower).first(), connection.execute(higher).first()
    if before and given.day < before.day:
        yield _out_of_order(given, before, "trước")
    if after and given.day > after.day:
        yield _out_of_order(given, after, "sau")


def _numbered(given: Assignment) -> "Select[Any]":
    return select(letters.c.id, letters.c.number, letters.c.day).where(letters.c.series == given.series)


def _out_of_order(given: Assignment, other: Row[Any], word: str) -> Finding:
    message = (
        f"số {given.number} ghi ngày {short_date(given.day)}, {word} ngày {short_date(other.day)} "
        f"của số {other.number} trong dãy {given.series}"
    )
    return Finding("date-out-of-order", message, 'xem lại số và ngày; nếu đúng, ghi lý do: --force "…"')
