"""Mend in a copy of a letter what can be mended without a decision, and tell what was left."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from dispatch.errors import Finding, InputError, OutputError
from dispatch.formats.loader import load_profile
from dispatch.inspection.checking.checker import Verdict
from dispatch.inspection.checking.findings import Departure
from dispatch.inspection.mending.changes import TextChange
from dispatch.inspection.mending.mender import mend
from dispatch.inspection.package import open_package
from dispatch.pipeline.check_letter import CheckedLetter, check_letter, read_letter
from dispatch.pipeline.saving import Guard, SaveState, check_replaceable, write_atomically
from dispatch.writers.repacking import repacked

# What one finding has between the faults it tells.
_BETWEEN = ", "


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
    return FixedLetter(out, state, tuple(_mended(before.verdict, left.verdict)), changes, left)


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


def _mended(before: Verdict, left: Verdict) -> Iterator[Departure]:
    """The findings that are gone; of one that told several faults those that are gone."""
    for each in before.departures:
        still = [other.found for other in left.departures if _place(other) == _place(each)]
        if each.found in still:
            continue
        remaining = {fault for found in still for fault in found.split(_BETWEEN)}
        faults = list(zip(each.found.split(_BETWEEN), each.expected.split(_BETWEEN), strict=False))
        gone = [fault for fault in faults if fault[0] not in remaining]
        if gone and len(gone) < len(faults):
            yield replace(
                each,
                found=_BETWEEN.join(fault[0] for fault in gone),
                expected=_BETWEEN.join(fault[1] for fault in gone),
            )
        elif gone:
            yield each


def _place(each: Departure) -> tuple[object, ...]:
    return each.rule, each.where.part, each.where.paragraph, each.what
