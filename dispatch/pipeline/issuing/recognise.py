"""Which registered letter a file is: the anchored letter itself, or the clean copy that was signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dispatch.errors import Finding, InputError, RegisterError
from dispatch.inspection.manifest import read_manifest
from dispatch.inspection.package import Package, open_package
from dispatch.inspection.visible_text import text_fingerprint, text_lines
from dispatch.model.registered import Copy, RegisteredLetter, Selection
from dispatch.pipeline.finalise import clean_copy, open_letter
from dispatch.pipeline.issuing.text_changes import text_changes
from dispatch.pipeline.noting import ISSUED_STATES, registered
from dispatch.pipeline.register_place import RegisterPlace
from dispatch.register.register import Register

_DIFFERENCES = 12


@dataclass(frozen=True, slots=True)
class Recognised:
    """A registered letter with its anchored file: where it lies now and its bytes."""

    letter: RegisteredLetter
    working: Path
    document: bytes


def recognise(place: RegisterPlace, register: Register, file: Path) -> Recognised:
    """The letter that `file` is, or of which it is a copy; RegisterError says what to do when none is known.

    A clean copy is known by its text: Word may have saved it again. One whose text was changed is
    refused with the difference, since the letter that stays at the office would say something else.
    """
    data = file.read_bytes()
    package = open_letter(file)
    if _is_anchored(package):
        found = registered(place, register, file, data)
        if found is None:
            raise RegisterError([_unknown(file)])
        return Recognised(found, file, data)
    return _of_copy(place, register, file, package)


def _is_anchored(package: Package) -> bool:
    try:
        read_manifest(package)
    except InputError:
        return False
    return True


def _of_copy(place: RegisterPlace, register: Register, file: Path, package: Package) -> Recognised:
    text = text_fingerprint(package)
    found = [*register.copies(text=text, form="clean"), *register.copies(text=text, form="issued")]
    if found:
        return _working(place, register, file, found[0])
    edited = register.copies(file=place.name_of(file), form="clean")
    if edited:
        raise RegisterError([_edited(file, package, _working_lines(place, _letter(register, edited[0])))])
    if near := _nearest(place, register, text_lines(package)):
        raise RegisterError([_edited(file, package, near)])
    raise RegisterError([_unknown_copy(file)])


def _working(place: RegisterPlace, register: Register, file: Path, copy: Copy) -> Recognised:
    """The anchored file that a clean copy was made of; it must still say the same."""
    letter = _letter(register, copy)
    working = place.path_of(letter.entry.file)
    if not working.is_file():
        message = f"không tìm thấy dự thảo gốc của bản sạch này: {letter.entry.file}"
        hint = "đưa dự thảo về chỗ cũ, hoặc chạy lệnh với chính dự thảo ở chỗ mới"
        raise RegisterError([Finding("lost-file", message, hint, file=file.name)])
    issued = letter.state in ISSUED_STATES  # its number stands in the file since, or is about to
    if not issued and text_fingerprint(open_package(clean_copy(open_letter(working)))) != copy.text:
        message = f"dự thảo {working.name} đã được sửa sau khi ghi bản sạch {file.name}"
        hint = f'ghi lại bản sạch và trình ký lại: dispatch finalise "{working}"'
        raise RegisterError([Finding("draft-changed", message, hint, file=file.name)])
    return Recognised(letter, working, working.read_bytes())


def _working_lines(place: RegisterPlace, letter: RegisteredLetter) -> Sequence[str]:
    working = place.path_of(letter.entry.file)
    return text_lines(open_letter(working)) if working.is_file() else []


def _nearest(place: RegisterPlace, register: Register, lines: Sequence[str]) -> Sequence[str]:
    """The text of the draft, of which there is a clean copy, that has most of these lines; [] when none has half.

    A copy that was renamed as well as edited is not known by its place.
    """
    said, copied = set(lines), {copy.letter for copy in register.copies(form="clean")}
    letters = [each for each in register.letters(Selection()) if each.id in copied and each.state not in ISSUED_STATES]
    texts = [_working_lines(place, each) for each in letters if each.entry.subject in said]
    nearest = max(texts, key=lambda text: len(said.intersection(text)), default=[])
    return nearest if 2 * len(said.intersection(nearest)) > len(said) else []


def _letter(register: Register, copy: Copy) -> RegisteredLetter:
    letter = register.letter(copy.letter)
    if letter is None:
        raise RegisterError([Finding("unknown-letter", f"sổ không có văn bản mã {copy.letter}", "xem lại sổ")])
    return letter


def _edited(file: Path, package: Package, before: Sequence[str]) -> Finding:
    changes = list(text_changes(before, text_lines(package))) if before else ["không còn dự thảo để so"]
    more = len(changes) - _DIFFERENCES
    shown = "; ".join([*changes[:_DIFFERENCES], *([f"và {more} chỗ khác"] if more > 0 else [])])
    message = f"bản sạch đã được sửa sau khi ghi: {shown}"
    hint = "sửa vào dự thảo, ghi lại bản sạch (dispatch finalise) rồi phát hành"
    return Finding("copy-changed", message, hint, file=file.name)


def _unknown(file: Path) -> Finding:
    hint = f'kiểm tra --register; hoặc vào sổ trước: dispatch register add "{file}" HỒ_SƠ'
    return Finding("not-in-register", "văn bản này chưa có trong sổ", hint, file=file.name)


def _unknown_copy(file: Path) -> Finding:
    """A file without figures of ours: a clean copy that was never noted, or another program's letter."""
    message = "sổ không có bản sạch nào có nội dung này"
    hint = "chạy lệnh với dự thảo, hoặc ghi lại bản sạch (dispatch finalise DỰ_THẢO) để vào sổ; kiểm tra --register"
    return Finding("not-in-register", message, hint, file=file.name)
