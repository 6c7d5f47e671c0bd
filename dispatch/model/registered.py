"""The register's words: a letter as an office keeps track of it, and what happened to it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from dispatch.model.profile import Regime

LetterState = Literal["draft", "submitted", "signed", "issued", "replaced", "withdrawn"]
Relation = Literal["replaces", "amends", "corrects"]
CopyForm = Literal["clean", "issued"]


@dataclass(frozen=True, slots=True)
class LetterEntry:
    """What is known of a letter when its file is written.

    `file` is where it lies, as the register names places; `unit` the key of the one unit addressed (empty
    for a letter to all), `vintage` the fingerprint of its data, `fingerprint` that of its own figures as
    its manifest has it, `printed` the ids of the figures it prints. `subject`, `signer` and `recipients`
    are as printed; `form` is "giay" or "dien-tu".
    """

    file: str
    sha256: str
    kind: str
    period: str
    unit: str
    unit_set: str
    dossier: str
    vintage: str
    symbol: str
    regime: Regime
    form: str
    fingerprint: str
    subject: str
    signer: str
    recipients: str
    printed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisteredLetter:
    """A letter in the register; `number`, `day` and `series` stand from its issue on, all or none.

    `entry.printed` is empty here: a list of letters does not need it. `replaces` is the id of the letter
    that this one replaces, amends or corrects, as `relation` says; `type_name` is the "Chỉ thị" or "Công văn" of an
    issued letter, for the book.
    """

    id: int
    entry: LetterEntry
    state: LetterState
    number: int | None
    day: date | None
    series: str | None
    replaces: int | None = None
    relation: Relation | None = None
    type_name: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """A file made from a letter: the clean copy for the signature, or the issued one.

    `text` is the fingerprint of its text, which stays when another program saves the file.
    """

    letter: int
    form: CopyForm
    file: str
    sha256: str
    text: str


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a letter's history; `at` is an instant in UTC, `note` a reason or a file."""

    at: datetime
    who: str
    what: str
    before: LetterState | None
    after: LetterState
    note: str


@dataclass(frozen=True, slots=True)
class Selection:
    """Which letters to list; None does not restrict. `year` is that of the letter's date or, undated, its period."""

    state: LetterState | None = None
    kind: str | None = None
    year: int | None = None
    period: str | None = None
    unit: str | None = None
