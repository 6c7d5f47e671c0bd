"""The issued letter that another one is about: by its number, with its working copy and its dossier."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dispatch.errors import Finding, RegisterError
from dispatch.inspection.package import open_package
from dispatch.inspection.visible_text import text_fingerprint
from dispatch.model.registered import RegisteredLetter
from dispatch.pipeline.finalise import clean_copy, open_letter
from dispatch.pipeline.noting import number_and_symbol
from dispatch.pipeline.register_place import RegisterPlace
from dispatch.register.register import Register
from dispatch.register.transitions import STATE_NAMES
from dispatch.vietnamese.dates import short_date

# In a document of the Party a hyphen joins the number to the type.
_NUMBER = re.compile(r"(?P<number>[0-9]{1,9})(?:/(?P<state>[^/]+)|-(?P<party>[^/]+/[^/]+))")
_SHOW = "xem sổ: dispatch register"


@dataclass(frozen=True, slots=True)
class IssuedLetter:
    """A letter as issued: its row in the register, its working copy and that file's bytes."""

    letter: RegisteredLetter
    working: Path
    document: bytes

    @property
    def day(self) -> date:
        """The day it bears."""
        assert self.letter.day is not None  # an issued letter has one
        return self.letter.day


def issued_letter(place: RegisterPlace, number: str, day: date | None) -> IssuedLetter:
    """The issued letter called `number` ("679/TCTHADS-TKDLCN"), of `day` where that number occurs in several years.

    RegisterError when there is none or more than one, when it is replaced or withdrawn already, and when its
    working copy is gone or says something else than what was sent.
    """
    register = place.open_existing()
    letter = _only(register, number, day)
    if letter.state != "issued":
        raise RegisterError([_not_in_force(register, letter)])
    working = place.path_of(letter.entry.file)
    if not working.is_file():
        message = f"không tìm thấy bản lưu của văn bản số {number}: {letter.entry.file}"
        raise RegisterError([Finding("lost-file", message, _lost_hint(letter), file=working.name)])
    _refuse_changed(register, letter, working)
    return IssuedLetter(letter, working, working.read_bytes())


def _lost_hint(letter: RegisteredLetter) -> str:
    given = f"--number {letter.number} --date {letter.day}"
    return f"đưa bản lưu về chỗ cũ; nếu đã chuyển chỗ, cho sổ biết chỗ mới: dispatch issue TỆP_BẢN_LƯU {given}"


def _only(register: Register, number: str, day: date | None) -> RegisteredLetter:
    parts = _NUMBER.fullmatch(number.strip())
    if parts is None:
        hint = "viết số và ký hiệu như trên văn bản: 679/TCTHADS-TKDLCN, 11-CT/TU"
        raise RegisterError([Finding("bad-number", f"“{number}” không phải số, ký hiệu văn bản", hint)])
    found = [
        each
        for each in register.numbered(int(parts["number"]), parts["state"] or parts["party"])
        if day is None or each.day == day
    ]
    if not found:
        dated = f" ngày {short_date(day)}" if day else ""
        raise RegisterError([Finding("unknown-letter", f"sổ không có văn bản số {number}{dated}", _SHOW)])
    if len(found) > 1:
        days = ", ".join(short_date(each.day) for each in found if each.day)
        message = f"sổ có {len(found)} văn bản cùng số {number}, ngày {days}"
        raise RegisterError([Finding("several-letters", message, "ghi thêm ngày của văn bản: --date")])
    return found[0]


def _not_in_force(register: Register, letter: RegisteredLetter) -> Finding:
    by = [each for each in register.successors(letter.id) if each.state == "issued" and each.relation == "replaces"]
    if by:
        message = f"văn bản đã được thay thế bằng văn bản số {number_and_symbol(by[-1])}"
        hint = f"thay thế hoặc sửa đổi văn bản mới: dispatch replace {number_and_symbol(by[-1])}"
        return Finding("already-replaced", message, hint)
    message = (
        f"văn bản số {number_and_symbol(letter)} {STATE_NAMES[letter.state]}, không còn hiệu lực để thay thế, sửa đổi"
    )
    return Finding("not-in-force", message, f"xem: dispatch register show {letter.id}")


def _refuse_changed(register: Register, letter: RegisteredLetter, working: Path) -> None:
    """What was sent is known by its text; another program may have saved the working copy again."""
    sent = {copy.text for copy in register.copies(letter=letter.id, form="issued")}
    if sent and text_fingerprint(open_package(clean_copy(open_letter(working)))) not in sent:
        message = "bản lưu đã bị sửa sau khi phát hành nên không còn đúng với văn bản đã gửi"
        hint = "lấy lại bản lưu từ bản sao lưu, hoặc hoàn tác phần đã sửa"
        raise RegisterError([Finding("working-changed", message, hint, file=working.name)])
