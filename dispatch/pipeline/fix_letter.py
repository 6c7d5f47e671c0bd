"""Mend in a copy of a letter what can be mended without a decision, and tell what was left."""

from dataclasses import dataclass
from pathlib import Path

from dispatch.errors import Finding, InputError, OutputError
from dispatch.formats.loader import load_profile
from dispatch.inspection.checking.findings import Departure
from dispatch.inspection.mending.changes import TextChange
from dispatch.inspection.mending.mender import mend
from dispatch.inspection.package import open_package
from dispatch.pipeline.check_letter import CheckedLetter, check_letter, read_letter
from dispatch.pipeline.saving import Guard, SaveState, check_replaceable, write_atomically
from dispatch.writers.repacking import repacked


@dataclass(frozen=True, slots=True)
class FixedLetter:
    """A mended copy: what is mended, each change of the text, and the verdict on the copy: what was left."""

    out: Path
    state: SaveState
    mended: tuple[Departure, ...]
    changes: tuple[TextChange, ...]
    left: CheckedLetter


def fix_letter(letter: Path, out: Path, profile: str | None = None, *, language: bool = False) -> FixedLetter:
    """Write the mended copy of `letter` to `out`; a DispatchError means nothing was written.

    Raises OutputError where `out` is the letter itself or another file with other contents.
    """
    _refuse_place(letter, out)
    before = check_letter(letter, profile, language=language)
    document, changes = mended_document(read_letter(letter), before.profile)
    left = check_letter(document, profile, language=language)
    hint = "chuyển hoặc xoá tệp này, hay ghi tên khác sau --fix"
    state = check_replaceable(out, document, Guard("", hint))
    if state == "written":
        write_atomically(out, document)
    still = {_key(each) for each in left.verdict.departures}
    mended = tuple(each for each in before.verdict.departures if _key(each) not in still)
    return FixedLetter(out, state, mended, changes, left)


def mended_document(document: bytes, profile: str) -> tuple[bytes, tuple[TextChange, ...]]:
    """The document mended under that law, and every change of its text; the same bytes where nothing is to mend."""
    mended = mend(open_package(document), load_profile(profile))
    return (repacked(document, mended.parts) if mended.parts else document), tuple(mended.changes)


def _refuse_place(letter: Path, out: Path) -> None:
    if letter.is_dir():
        message = "--fix chỉ dùng cho một tệp, không dùng cho thư mục"
        raise InputError([Finding("folder", message, "chỉ định một tệp .docx", file=letter.name)])
    if out.exists() and out.samefile(letter):
        message = "bản đã sửa không được ghi đè lên chính văn bản được kiểm tra"
        raise OutputError([Finding("same-file", message, "ghi tên tệp khác sau --fix", file=out.name)])
    if out.suffix.lower() != ".docx":
        message = f"bản đã sửa phải là tệp .docx: {out.name}"
        raise InputError([Finding("not-docx", message, "ghi tên tệp có đuôi .docx sau --fix", file=out.name)])


def _key(each: Departure) -> tuple[object, ...]:
    return each.rule, each.where.part, each.where.paragraph, each.what, each.found
