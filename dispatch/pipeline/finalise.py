"""Finalise a letter: the clean copy that goes to be signed; the anchored file stays for the next correction."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dispatch.errors import Finding, InputError, OutputError, refuse_if_any
from dispatch.inspection.anchors import judge_anchors
from dispatch.inspection.invariants import broken_in
from dispatch.inspection.manifest import read_manifest
from dispatch.inspection.package import Package, open_package
from dispatch.inspection.story_text import read_stories
from dispatch.inspection.tracked_changes import tracked_changes
from dispatch.inspection.visible_text import visible_lines
from dispatch.pipeline.noting import note_clean_copy, noted_copy
from dispatch.pipeline.open_conflicts import open_conflicts
from dispatch.pipeline.register_place import RegisterPlace
from dispatch.pipeline.saving import Guard, SaveState, check_replaceable, write_atomically
from dispatch.writers.finalised import finalised

CLEAN_ENDING = "-ban-sach"


@dataclass(frozen=True, slots=True)
class Finalised:
    """A clean copy as saved."""

    letter: Path
    out: Path
    state: SaveState
    findings: Sequence[Finding] = ()


def finalise(
    letter: Path, out: Path | None, register: RegisterPlace | None = None, *, keep_conflicts: bool = False
) -> Finalised:
    """Write the clean copy of `letter`; a DispatchError means nothing was written.

    Refused while tracked changes are open, or conflicts of a refresh unless `keep_conflicts`, and where the place
    of the copy holds another file than the copy that `register` has noted there. The copy is noted in it, by which
    it is known again when it is issued; where that fails there is a warning.
    """
    package = open_letter(letter)
    conflicts = () if keep_conflicts else _conflicts(package, letter.name)
    refuse_if_any(InputError, [*open_matters(package, letter.name), *conflicts])
    document = clean_copy(package)
    target = out or letter.with_name(f"{letter.stem}{CLEAN_ENDING}.docx")
    if target.exists() and target.samefile(letter):
        message = "bản sạch không được ghi đè lên chính dự thảo"
        raise OutputError([Finding("same-file", message, "ghi tên tệp khác sau --out", file=target.name)])
    hint = "chuyển hoặc xoá tệp này, hay ghi tên khác sau --out"
    state = check_replaceable(target, document, Guard(noted_copy(register, target), hint))
    if state == "written":
        write_atomically(target, document)
    return Finalised(letter, target, state, note_clean_copy(register, letter, target, document))


def open_letter(letter: Path) -> Package:
    """Open a letter; InputError with every fault that makes it unreadable, each with the file's name."""
    try:
        package = open_package(letter.read_bytes())
    except InputError as error:
        raise InputError([replace(finding, file=letter.name) for finding in error.findings]) from None
    wide = [name for name, tree in package.trees.items() if (tree.getroottree().docinfo.encoding or "UTF-8") != "UTF-8"]
    if wide:
        message, hint = f"{wide[0]} không dùng bảng mã UTF-8", "mở tệp bằng Word, lưu lại rồi chạy lại lệnh"
        raise InputError([Finding("encoding", message, hint, file=letter.name)])
    return package


def open_matters(package: Package, name: str) -> Iterator[Finding]:
    """What must be settled before a letter is signed."""
    for change in tracked_changes(package):
        who = f" của {change.author}" if change.author else ""
        message = f"còn thay đổi theo dõi (track changes){who} chưa chấp nhận hay từ chối: {change.paragraph}"
        hint = "mở trong Word: thẻ Xem lại (Review) → Chấp nhận (Accept) hoặc Từ chối (Reject), lưu, rồi chạy lại"
        yield Finding("tracked-change", message, hint, file=name)


def _conflicts(package: Package, name: str) -> Iterator[Finding]:
    """Those that a refresh noted; a letter without a manifest has none."""
    try:
        manifest = read_manifest(package)
    except InputError:
        return
    judgements = judge_anchors(manifest, read_stories(package)) if manifest.conflicts else []
    yield from open_conflicts(manifest, judgements, name, "để trình ký với số đang có: thêm --keep-conflicts")


def clean_copy(package: Package) -> bytes:
    """The bytes of the clean copy; OutputError when it would not read as the letter does, or not open."""
    document = finalised(package.parts)
    clean, before = open_package(document), {finding.code for finding in broken_in(package)}
    refuse_if_any(OutputError, [each for each in broken_in(clean) if each.code not in before])
    if visible_lines(clean) != visible_lines(package):
        message = "bản sạch không giữ nguyên được chữ của văn bản"
        hint = "báo cho người bảo trì chương trình kèm theo tệp này; dự thảo không thay đổi"
        raise OutputError([Finding("text-changed", message, hint)])
    return document
