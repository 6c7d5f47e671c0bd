"""Read what [letter] of a dossier may ask for beyond number and date: stamps, copies, a law, a signer."""

from dispatch.errors import FormatError
from dispatch.formats.loader import load_profile
from dispatch.model.dossier import LetterMarks
from dispatch.model.kind import LetterKind
from dispatch.tomlfile import Section

_STAMPS = {
    "secrecy": ("mat", "toi-mat", "tuyet-mat"),
    "urgency": ("khan", "thuong-khan", "hoa-toc", "hoa-toc-hen-gio"),
    "circulation": ("luu-hanh-noi-bo", "xem-xong-tra-lai"),
}


def read_marks(section: Section, kind: LetterKind) -> LetterMarks:
    """The marks; faults are left in the section."""
    return LetterMarks(
        profile=_profile(section, kind),
        stamps=tuple(stamp for key in _STAMPS if (stamp := _stamp(section, key))),
        draft=_count(section, "draft") or 0,
        drafter=section.text("drafter"),
        copies=_count(section, "copies"),
        file_copies=_count(section, "file_copies"),
        address=section.text("address"),
        authority=section.texts("authority"),
        signer=section.text("signer"),
    )


def _profile(section: Section, kind: LetterKind) -> str:
    """A layout law by its id; one of the other family would print the wrong heading."""
    name = section.text("profile")
    if not name:
        return ""
    try:
        profile = load_profile(name)
    except FormatError as error:
        fault = error.findings[0]
        section.fault("profile", fault.code, fault.message, fault.hint)
        return ""
    if profile.regime != kind.heading.family:
        hint = "bỏ khoá này: thể thức theo ngày của văn bản"
        section.fault("profile", "wrong-family", f"{profile.name} không dùng cho loại văn bản “{kind.id}”", hint)
    return name


def _stamp(section: Section, key: str) -> str:
    """The id of a stamp: "toi_mat" for "toi-mat"."""
    value = section.text(key)
    if value and value not in _STAMPS[key]:
        hint = "ghi một trong: " + ", ".join(f'"{each}"' for each in _STAMPS[key])
        section.fault(key, "unknown-stamp", f"“{key}” không nhận giá trị “{value}”", hint)
        return ""
    return value.replace("-", "_")


def _count(section: Section, key: str) -> int | None:
    """A number from 1; None when it is not there."""
    if key not in section.written():
        return None
    value = section.integer(key)
    if section.is_sound(key) and value < 1:
        section.fault(key, "bad-number", f"“{key}” là {value}", "ghi số nguyên từ 1, hoặc bỏ dòng này")
    return value
