"""Read what [letter] of a dossier may ask for beyond number and date: stamps, copies, a law, a signer."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from dispatch.errors import FormatError
from dispatch.formats.loader import load_profile, profile_on
from dispatch.model.dossier import LetterMarks
from dispatch.model.kind import LetterKind
from dispatch.model.profile import FormatProfile
from dispatch.tomlfile import Section

_STAMPS = {
    "secrecy": ("mat", "toi-mat", "tuyet-mat"),
    "urgency": ("khan", "thuong-khan", "hoa-toc", "hoa-toc-hen-gio"),
    "circulation": ("luu-hanh-noi-bo", "xem-xong-tra-lai"),
}
# What someone means as a prefix, however it is written: "KT.", "KT ", "K/T".
_PREFIX = re.compile(r"(TM|KT|TL|TUQ|Q|T/M|K/T|T/L)([.\s]|$)")
# The one prefix that stands before the signer's own post.
_ACTING = "Q."


def read_marks(section: Section, kind: LetterKind, day: date) -> LetterMarks:
    """The marks of a letter of that day; faults are left in the section."""
    profile = _profile(section, kind, day)
    marks = LetterMarks(
        profile=section.text("profile"),
        stamps=tuple(stamp for key in _STAMPS if (stamp := _stamp(section, key, profile))),
        draft=_count(section, "draft") or 0,
        drafter=section.text("drafter"),
        copies=_count(section, "copies"),
        file_copies=_count(section, "file_copies"),
        address=section.text("address"),
        authority=_authority(section, profile),
        signer=section.text("signer"),
    )
    if marks.copies and not marks.drafter:
        hint = "thêm “drafter” (ký hiệu người soạn thảo), hoặc bỏ dòng này"
        section.fault("copies", "copies-alone", "“copies” chỉ in sau ký hiệu người soạn thảo", hint)
    return marks


def _profile(section: Section, kind: LetterKind, day: date) -> FormatProfile | None:
    """The layout law: that named, else that of the day; None after a fault, or when none is known for the day."""
    name, family = section.text("profile"), kind.heading.family
    try:
        profile = load_profile(name) if name else profile_on(day, family)
    except FormatError as error:
        if name:
            fault = error.findings[0]
            section.fault("profile", fault.code, fault.message, fault.hint)
        return None
    if profile.regime != family:
        hint = "bỏ khoá này: thể thức theo ngày của văn bản"
        section.fault("profile", "wrong-family", f"{profile.name} không dùng cho loại văn bản “{kind.id}”", hint)
        return None
    return profile


def _stamp(section: Section, key: str, profile: FormatProfile | None) -> str:
    """The id of a stamp: "toi_mat" for "toi-mat"; one that the layout law does not have is a fault."""
    value = section.text(key)
    stamp = value.replace("-", "_")
    known = [each for each in _STAMPS[key] if profile is None or each.replace("-", "_") in profile.stamps]
    if not value or value in known:
        return stamp
    hint = "ghi một trong: " + ", ".join(f'"{each}"' for each in known)
    where = f" ({profile.name})" if profile and value in _STAMPS[key] else ""
    section.fault(key, "unknown-stamp", f"“{key}” không nhận giá trị “{value}”{where}", hint)
    return ""


def _authority(section: Section, profile: FormatProfile | None) -> tuple[str, ...]:
    """The lines above the name of who signs; a fault for what the layout law would write otherwise."""
    lines = section.texts("authority")
    if profile:
        for fault in _authority_faults(lines, profile):
            section.fault("authority", *fault)
    return lines


def _authority_faults(lines: Sequence[str], profile: FormatProfile) -> Iterator[tuple[str, str, str]]:
    yield from (fault for line in lines if (fault := _line_fault(line, profile)))
    for_another = tuple(f"{prefix} " for prefix in profile.texts.signing_prefixes if prefix != _ACTING)
    if lines and lines[-1].startswith(for_another):
        hint = "thêm một dòng ghi chức vụ của người ký, ví dụ “PHÓ TỔNG CỤC TRƯỞNG”"
        yield "no-post", f"sau “{lines[-1]}” chưa có chức vụ của người ký", hint


def _line_fault(line: str, profile: FormatProfile) -> tuple[str, str, str] | None:
    """Code, message and hint of a line that is not in capitals or begins with a prefix in another manner."""
    if not line.strip() or line != line.upper():
        return "not-upper", f"“{line}” phải viết bằng chữ in hoa", "ví dụ “KT. TỔNG CỤC TRƯỞNG”"
    prefixes = profile.texts.signing_prefixes
    meant = _PREFIX.match(line)
    if meant is None or any(line.startswith(f"{prefix} ") for prefix in prefixes):
        return None
    hint = "các cách ký, sau đó là một dấu cách: " + ", ".join(prefixes)
    return "wrong-prefix", f"“{meant[0].strip()}” không phải cách ghi quyền hạn của thể thức này ({profile.name})", hint


def _count(section: Section, key: str) -> int | None:
    """A number from 1; None when it is not there."""
    if key not in section.written():
        return None
    value = section.integer(key)
    if section.is_sound(key) and value < 1:
        section.fault(key, "bad-number", f"“{key}” là {value}", "ghi số nguyên từ 1, hoặc bỏ dòng này")
    return value
