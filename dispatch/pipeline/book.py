"""The register as its users see it: lists, one letter's history, states, and the year's book."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dispatch.errors import Finding, InputError, RegisterError
from dispatch.inspection.package import open_package
from dispatch.inspection.visible_text import text_fingerprint
from dispatch.model.registered import Copy, Event, LetterState, RegisteredLetter, Selection
from dispatch.pipeline.draft import compose_letter
from dispatch.pipeline.prepare import prepare
from dispatch.pipeline.register_place import RegisterPlace
from dispatch.pipeline.registering import WrittenLetter, enter_written
from dispatch.pipeline.saving import Guard, check_replaceable, sha256, write_atomically
from dispatch.register.register import Register
from dispatch.register.transitions import STATE_NAMES
from dispatch.writers.letter_book import letter_book

_LOST = "không còn ở chỗ đã ghi"
_EDITED = "đã sửa từ lần ghi cuối"


@dataclass(frozen=True, slots=True)
class LetterHistory:
    """A letter, what happened to it, and what is to be said of its file ("" when nothing is).

    `copies` are the files made from it, newest first, each with what is to be said of it.
    """

    letter: RegisteredLetter
    events: Sequence[Event]
    file_state: str
    copies: Sequence[tuple[Copy, str]]


def list_letters(place: RegisterPlace, selection: Selection) -> Sequence[RegisteredLetter]:
    """The letters selected, numbered ones first."""
    return place.open_existing().letters(selection)


def letter_history(place: RegisterPlace, letter: int) -> LetterHistory:
    """All that is known of one letter; RegisterError when there is none with this id."""
    register = place.open_existing()
    found = _present(register, letter)
    last = {copy.file: copy for copy in reversed(register.copies(letter=letter))}
    copies = [(copy, _copy_state(place, copy)) for copy in reversed(last.values())]
    return LetterHistory(found, register.history(letter), _file_state(place, found), copies)


def set_state(place: RegisterPlace, letter: int, state: LetterState, reason: str) -> RegisteredLetter:
    """Take a letter one step further; RegisterError when the step is not allowed or lacks its reason."""
    register = place.open_existing()
    _present(register, letter)
    register.set_state(letter, state, reason)
    return _present(register, letter)


def add_letter(place: RegisterPlace, file: Path, folder: Path, templates: Path | None) -> None:
    """Enter a letter that was drafted without the register, with the dossier it was drafted from."""
    prepared = prepare(folder, templates)
    letter = compose_letter(prepared)
    warnings = enter_written(
        place, [WrittenLetter(file, prepared, letter, file.read_bytes(), prepared.dossier.letter.unit)]
    )
    if warnings:
        raise RegisterError(warnings)


def export_book(place: RegisterPlace, year: int, out: Path) -> int:
    """Write the book of a year; returns how many letters stand in it.

    OutputError where the place holds anything but a book of this register as it was written: notes in it are kept.
    """
    register = place.open_existing()
    letters = [each for each in register.letters(Selection(year=year)) if each.number is not None]
    document = letter_book(letters, [STATE_NAMES[each.state] for each in letters])
    name, present = place.name_of(out), sha256(out.read_bytes()) if out.is_file() else ""
    known = present if present in register.books_at(name) else ""
    hint = "chuyển hoặc đổi tên tệp này, hay ghi tên khác sau --out"
    if check_replaceable(out, document, Guard(known, hint)) == "written":
        register.note_book(name, sha256(document))
        write_atomically(out, document)
    return len(letters)


def _present(register: Register, letter: int) -> RegisteredLetter:
    found = register.letter(letter)
    if found is None:
        raise RegisterError([Finding("unknown-letter", f"sổ không có văn bản mã {letter}", "xem: dispatch register")])
    return found


def _file_state(place: RegisterPlace, letter: RegisteredLetter) -> str:
    data = _bytes(place, letter.entry.file)
    if data is None:
        return _LOST
    return "" if sha256(data) == letter.entry.sha256 else _EDITED


def _copy_state(place: RegisterPlace, copy: Copy) -> str:
    """A copy is known by its text: another program may have saved it again."""
    data = _bytes(place, copy.file)
    if data is None:
        return _LOST
    if sha256(data) == copy.sha256:
        return ""
    try:
        return "" if text_fingerprint(open_package(data)) == copy.text else _EDITED
    except InputError:
        return _EDITED


def _bytes(place: RegisterPlace, name: str) -> bytes | None:
    try:
        return place.path_of(name).read_bytes()
    except OSError:
        return None
