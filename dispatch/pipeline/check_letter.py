"""Check the layout of a .docx, or of every .docx in a folder, against the law it follows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dispatch.errors import DispatchError, Finding, InputError
from dispatch.inspection.checking.checker import Verdict, judge
from dispatch.inspection.checking.law import choose_law
from dispatch.inspection.hostile import refuse_hostile
from dispatch.inspection.package import MAX_BYTES, open_package
from dispatch.inspection.parts.letter import find_letter
from dispatch.inspection.reading.document import read_document

# What Word writes beside an open file.
_LOCK = "~$"


@dataclass(frozen=True, slots=True)
class CheckedLetter:
    """The law a letter was judged by (id, full name, why this one) and the verdict."""

    profile: str
    law: str
    reason: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """One file of a folder: what was found, or why it was refused."""

    file: Path
    checked: CheckedLetter | None
    refused: Sequence[Finding] = ()


def check_letter(letter: Path | bytes, profile: str | None = None, *, language: bool = False) -> CheckedLetter:
    """Judge a letter by the named profile, or by that of its heading and date; the file is only read.

    `language` asks the rules of citations, capitals and abbreviations as well. Raises InputError when
    the file cannot be read safely, FormatError when no law is known for it.
    """
    package = open_package(letter if isinstance(letter, bytes) else read_letter(letter))
    refuse_hostile(package)
    found = find_letter(read_document(package))
    choice = choose_law(found, profile)
    verdict = judge(found, choice.profile, language=language)
    return CheckedLetter(choice.profile.id, choice.profile.name, choice.reason, verdict)


def check_folder(folder: Path, profile: str | None = None, *, language: bool = False) -> Iterator[CheckedFile]:
    """Check every .docx of a folder in the order of names; a file that is refused does not stop the others."""
    files = sorted(each for each in folder.iterdir() if each.suffix.lower() == ".docx" and each.is_file())
    files = [each for each in files if not each.name.startswith(_LOCK)]
    if not files:
        hint = "chỉ định thư mục có tệp .docx, hoặc chỉ định một tệp"
        raise InputError([Finding("no-letters", f"thư mục {folder.name} không có tệp .docx nào", hint)])
    for each in files:
        try:
            yield CheckedFile(each, check_letter(each, profile, language=language))
        except DispatchError as error:
            yield CheckedFile(each, None, error.findings)


def read_letter(path: Path) -> bytes:
    """The bytes of a file that may be a letter; InputError when it is too large for one."""
    if path.stat().st_size > MAX_BYTES:
        hint = "kiểm tra xem có đúng là tệp văn bản không"
        raise InputError([Finding("too-large", f"tệp lớn hơn {MAX_BYTES // 1024**2} MB", hint, file=path.name)])
    return path.read_bytes()
