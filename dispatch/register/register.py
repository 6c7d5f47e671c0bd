"""The register itself: what can be done with it, each deed one transaction with its line in the log."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Engine, Select, select

from dispatch.errors import Finding, RegisterError
from dispatch.model.registered import Copy, Event, LetterEntry, LetterState, RegisteredLetter, Relation, Selection
from dispatch.register.connecting import engine_for, reading, writing
from dispatch.register.log import Author, log
from dispatch.register.numbering import Assignment, give, number_faults
from dispatch.register.rows import all_letters, entry_values, find_copies, find_letters, history, printed_by, selected
from dispatch.register.schema import books, copies, letters
from dispatch.register.transitions import FIXED, STATE_NAMES, step_fault
from dispatch.vietnamese.numbers import full_number


@dataclass(frozen=True, slots=True)
class Successor:
    """A letter that is to replace, amend or correct an issued one once it is issued itself."""

    old: int
    relation: Relation


class Register:
    """An open register; every method raises RegisterError when the database cannot do it."""

    def __init__(self, engine: Engine, author: Author) -> None:
        self._engine = engine
        self._author = author

    def enter(self, entry: LetterEntry, what: str = "drafted", successor: Successor | None = None) -> int:
        """Enter one letter as written and return its id; see `enter_all`."""
        return self.enter_all([entry], what, successor)[0]

    def enter_all(
        self, entries: Iterable[LetterEntry], what: str = "drafted", successor: Successor | None = None
    ) -> list[int]:
        """Enter letters as written, all in one transaction, and return their ids.

        The same letter again changes nothing. One made anew at its place goes on under its id, and if it
        was already submitted it is a draft again. `what` is the deed for the log.
        """
        with writing(self._engine) as connection:
            return [self._enter(connection, entry, what, successor) for entry in entries]

    def _enter(self, connection: Connection, entry: LetterEntry, what: str, successor: Successor | None) -> int:
        values = entry_values(entry)
        if successor:
            values |= {"replaces": successor.old, "relation": successor.relation}
        at_this_place = all_letters().where(letters.c.file == entry.file).order_by(letters.c.id.desc()).limit(1)
        found = next(iter(find_letters(connection, at_this_place)), None)
        if found and found.entry == replace(entry, printed=()):
            return found.id
        if found is None or found.state in FIXED:
            row = connection.execute(letters.insert().values(**values, state="draft").returning(letters.c.id))
            letter = int(row.scalar_one())
            log(connection, self._author, letter, what, (None, "draft"), entry.file)
            return letter
        connection.execute(letters.update().where(letters.c.id == found.id).values(**values, state="draft"))
        again = f"re{what}" if what == "drafted" else what
        log(connection, self._author, found.id, again, (found.state, "draft"), entry.file)
        return found.id

    def letters(self, selection: Selection) -> Sequence[RegisteredLetter]:
        """The letters selected, by year, number and entry."""
        return self._find(selected(selection))

    def letter(self, letter: int) -> RegisteredLetter | None:
        """The letter with this id."""
        return next(iter(self._find(all_letters().where(letters.c.id == letter))), None)

    def with_file(self, **columns: str) -> Sequence[RegisteredLetter]:
        """The letters with these values of `file`, `sha256` or `fingerprint`, newest first."""
        query = all_letters().order_by(letters.c.id.desc())
        for name, value in columns.items():
            query = query.where(letters.c[name] == value)
        return self._find(query)

    def numbered(self, number: int, symbol: str) -> Sequence[RegisteredLetter]:
        """The letters of any year with this number and symbol, oldest first."""
        query = all_letters().where(letters.c.number == number, letters.c.symbol == symbol)
        return self._find(query.order_by(letters.c.day))

    def successors(self, letter: int) -> Sequence[RegisteredLetter]:
        """The letters that replace, amend or correct this one, issued or not, oldest first."""
        return self._find(all_letters().where(letters.c.replaces == letter).order_by(letters.c.id))

    def printed_by(self, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
        """The ids of the figures that each of these letters prints."""
        with reading(self._engine) as connection:
            return printed_by(connection, ids)

    def history(self, letter: int) -> Sequence[Event]:
        """All that happened to a letter, oldest first."""
        with reading(self._engine) as connection:
            return history(connection, letter)

    def copies(self, **columns: str | int) -> Sequence[Copy]:
        """The copies with these values of `letter`, `file`, `sha256`, `text` or `form`, newest first."""
        query: Select[Any] = select(copies)
        for name, value in columns.items():
            query = query.where(copies.c[name] == value)
        with reading(self._engine) as connection:
            return find_copies(connection, query)

    def note_copy(self, copy: Copy, working_sha256: str) -> None:
        """Note that a clean copy was made of a letter whose file has this fingerprint now; once for the same copy."""
        with writing(self._engine) as connection:
            before = present(connection, copy.letter)
            known = find_copies(connection, select(copies).where(copies.c.letter == copy.letter))
            if known[:1] == [copy] and before.entry.sha256 == working_sha256:
                return
            _add_copy(connection, copy)
            changed = letters.update().where(letters.c.id == copy.letter).values(sha256=working_sha256)
            connection.execute(changed)
            log(connection, self._author, copy.letter, "finalised", (before.state, before.state), copy.file)

    def note_book(self, file: str, sha256: str) -> None:
        """Note that a book is about to be written to a place; once for the same one."""
        with writing(self._engine) as connection:
            if sha256 not in _books_at(connection, file):
                connection.execute(books.insert().values(file=file, sha256=sha256))

    def books_at(self, file: str) -> frozenset[str]:
        """The SHA-256 of every book that was written to a place."""
        with reading(self._engine) as connection:
            return _books_at(connection, file)

    def set_state(self, letter: int, state: LetterState, reason: str) -> None:
        """Take a letter one step further; RegisterError when the step is not allowed or lacks its reason."""
        with writing(self._engine) as connection:
            before = present(connection, letter)
            if fault := step_fault(before.state, state, reason):
                raise RegisterError([fault])
            connection.execute(letters.update().where(letters.c.id == letter).values(state=state))
            log(connection, self._author, letter, state, (before.state, state), reason)

    def issue(self, assignments: Sequence[Assignment], known_faults: Sequence[Finding] = ()) -> None:
        """Give letters their numbers and dates, all of them or none; RegisterError carries every fault.

        A letter that has just this number and date already stays as it is: its files may be missing still, or lie
        elsewhere, which is noted.
        With `known_faults` nothing is given, and those of the numbers are told with them.
        """
        faults = list(known_faults)
        with writing(self._engine) as connection:
            for given in assignments:
                before = present(connection, given.letter)
                if given.is_given_to(before):
                    self._move(connection, before, given)
                    continue
                step = step_fault(before.state, "issued", "")
                found = [step] if step else [*number_faults(connection, given), *_old_faults(connection, before)]
                faults += [replace(fault, file=given.name) for fault in found]
                if not found:
                    self._issue(connection, before, given)
            if faults:
                raise RegisterError(faults)

    def _move(self, connection: Connection, before: RegisteredLetter, given: Assignment) -> None:
        """Note where the files of an issued letter are now."""
        if given.file == before.entry.file:
            return
        connection.execute(letters.update().where(letters.c.id == before.id).values(file=given.file))
        for copy in given.copies:
            _add_copy(connection, copy)
        log(connection, self._author, before.id, "moved", (before.state, before.state), given.file)

    def _issue(self, connection: Connection, before: RegisteredLetter, given: Assignment) -> None:
        give(connection, given)
        for copy in given.copies:
            _add_copy(connection, copy)
        log(connection, self._author, given.letter, "issued", (before.state, "issued"), given.force)
        if before.replaces is None or before.relation is None:
            return
        old = present(connection, before.replaces)
        number = full_number(given.number, given.symbol or before.entry.symbol)
        state: LetterState = "replaced" if before.relation == "replaces" else old.state
        connection.execute(letters.update().where(letters.c.id == old.id).values(state=state))
        log(connection, self._author, old.id, f"{before.relation}-by", (old.state, state), number)

    def _find(self, query: "Select[Any]") -> Sequence[RegisteredLetter]:
        with reading(self._engine) as connection:
            return find_letters(connection, query)


def open_register(place: str, author: Author) -> Register:
    """The register at a path or URL, made or brought up to date where needed; RegisterError when that fails."""
    return Register(engine_for(place), author)


def _old_faults(connection: Connection, new: RegisteredLetter) -> Iterator[Finding]:
    """A letter about another one is issued only while that one is in force."""
    if new.replaces is None:
        return
    old = present(connection, new.replaces)
    if old.state != "issued":
        name = full_number(old.number, old.entry.symbol) if old.number else old.entry.file
        message = f"văn bản số {name} mà văn bản này thay thế, sửa đổi hoặc đính chính {STATE_NAMES[old.state]}"
        hint = f"xem: dispatch register show {old.id}; nếu không dùng nữa: dispatch register state {new.id} withdrawn"
        yield Finding("not-in-force", message, hint)


def _books_at(connection: Connection, file: str) -> frozenset[str]:
    return frozenset(connection.execute(select(books.c.sha256).where(books.c.file == file)).scalars())


def _add_copy(connection: Connection, copy: Copy) -> None:
    values = {"letter": copy.letter, "form": copy.form, "file": copy.file, "sha256": copy.sha256, "text": copy.text}
    connection.execute(copies.insert().values(**values))


def present(connection: Connection, letter: int) -> RegisteredLetter:
    """The letter with this id; RegisterError when there is none."""
    for found in find_letters(connection, all_letters().where(letters.c.id == letter)):
        return found
    message = f"sổ không có văn bản mã {letter}"
    raise RegisterError([Finding("unknown-letter", message, "xem các mã: dispatch register")])
