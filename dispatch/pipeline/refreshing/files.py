"""Where a refreshed letter goes: beside the original, or over it with a copy kept; never over an officer's work."""

from dataclasses import dataclass
from pathlib import Path

from dispatch.errors import Finding, InputError, OutputError
from dispatch.inspection.manifest import manifest_part, read_seal
from dispatch.inspection.package import open_package
from dispatch.pipeline.provenance import last_written
from dispatch.pipeline.saving import (
    Guard,
    SaveState,
    check_replaceable,
    refuse_if_open,
    refuse_special,
    sha256,
    write_all,
)
from dispatch.writers.manifest_renewal import seal_of

_ENDING = "-cap-nhat"
_BACKUP = "-truoc-cap-nhat"


@dataclass(frozen=True, slots=True)
class Destination:
    """Where to write: `out`, or beside the letter under another name, or over it when `in_place`."""

    out: Path | None = None
    in_place: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """The file that holds the result, and the copy of the original when that was written over."""

    out: Path
    state: SaveState
    backup: Path | None = None


def refreshed_name(letter: Path) -> Path:
    """Where a refreshed letter goes unless another place is named."""
    return letter.with_name(f"{letter.stem}{_ENDING}{letter.suffix}")


def save_refreshed(letter: Path, original: bytes, document: bytes, destination: Destination) -> Saved:
    """Write the refreshed letter; OutputError, and nothing written, when somebody's work would be lost."""
    if destination.in_place:
        return _over(letter, original, document)
    out = destination.out or refreshed_name(letter)
    if _is_same_file(out, letter):
        message = "kết quả không được ghi đè lên chính văn bản gốc"
        raise OutputError(
            [Finding("same-file", message, "ghi tên khác cho --out, hoặc dùng --in-place", file=out.name)]
        )
    hint = "ghi nơi khác bằng --out; hoặc đổi tên tệp đó trước"
    state = check_replaceable(out, document, Guard(_written_here(out, original), hint))
    if state == "written":
        write_all({out: document})
    return Saved(out, state)


def _over(letter: Path, original: bytes, document: bytes) -> Saved:
    refuse_if_open(letter)
    refuse_special(letter)
    if letter.read_bytes() != original:
        message = "văn bản vừa được sửa trong lúc cập nhật"
        raise OutputError([Finding("hand-edited", message, "chạy lại lệnh", file=letter.name)])
    if document == original:
        return Saved(letter, "unchanged")
    backup = _free_name(letter)
    write_all({backup: original, letter: document})
    return Saved(letter, "written", backup)


def _free_name(letter: Path) -> Path:
    """A name for the copy that no file has."""
    number, path = 1, letter.with_name(f"{letter.stem}{_BACKUP}{letter.suffix}")
    while path.exists() or path.is_symlink():
        number += 1
        path = letter.with_name(f"{letter.stem}{_BACKUP}-{number}{letter.suffix}")
    return path


def _is_same_file(out: Path, letter: Path) -> bool:
    return out.exists() and out.samefile(letter)


def _written_here(out: Path, original: bytes) -> str:
    """The fingerprint of the file at `out` when it is this program's own work, untouched since; else empty."""
    try:
        present = out.read_bytes()
    except OSError:  # what cannot be read vouches for nothing
        return ""
    own = present == original or _is_sealed(present)
    return sha256(present) if own else last_written(out.with_name(f"{out.stem}.provenance.json"))


def _is_sealed(document: bytes) -> bool:
    """Whether the seal that a refresh put into the file still fits all its parts."""
    try:
        package = open_package(document)
    except InputError:
        return False
    return read_seal(package) == seal_of(package.parts, manifest_part(package))
