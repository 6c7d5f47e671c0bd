"""Save a file whole or not at all, and never over somebody's work."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dispatch.errors import Finding, OutputError

SaveState = Literal["written", "unchanged"]
_TEMPORARY_PREFIX = ".dispatch-"
_LOCK_PREFIX_LENGTH = 2


@dataclass(frozen=True, slots=True)
class Guard:
    """What may be replaced: the SHA-256 this program last wrote there, and what to do otherwise."""

    known_sha256: str
    hint: str


def sha256(data: bytes) -> str:
    """The fingerprint of a file's bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def check_replaceable(target: Path, data: bytes, guard: Guard) -> SaveState:
    """Whether `target` may become `data`; OutputError when a hand edit would be lost."""
    refuse_if_open(target)
    if target.is_symlink() or (target.exists() and not target.is_file()):
        message = f"{target.name} không phải là tệp thường"
        raise OutputError([Finding("not-a-file", message, "đổi tên hoặc xoá mục này", file=target.name)])
    if not target.exists():
        return "written"
    present = target.read_bytes()
    if present == data:
        return "unchanged"
    if sha256(present) != guard.known_sha256:
        message = f"{target.name} đã được sửa sau khi chương trình ghi ra, nên không bị ghi đè"
        raise OutputError([Finding("hand-edited", message, guard.hint, file=target.name)])
    return "written"


def refuse_if_open(target: Path) -> None:
    """OutputError when Word or LibreOffice holds the file open."""
    name = target.name
    owners = (f"~${name}", f"~${name[_LOCK_PREFIX_LENGTH:]}", f".~lock.{name}#")
    if any((target.parent / owner).exists() for owner in owners):
        raise OutputError([open_in_word(target)])


def open_in_word(target: Path) -> Finding:
    """The message for a file that another program holds."""
    hint = "đóng tệp trong Word rồi chạy lại lệnh"
    return Finding("file-open", f"{target.name} đang mở trong Word hoặc LibreOffice", hint, file=target.name)


def write_atomically(target: Path, data: bytes) -> None:
    """Temporary file in the same folder, fsync, replace: the old file or the new one, never half."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=_TEMPORARY_PREFIX, dir=target.parent)
    except OSError as error:
        raise OutputError([_cannot_write(target, error)]) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(target)
        _sync_folder(target.parent)
    except PermissionError:
        raise OutputError([open_in_word(target)]) from None
    except OSError as error:
        raise OutputError([_cannot_write(target, error)]) from None
    finally:
        Path(name).unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make the new name durable; Windows has no such call and needs none."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _cannot_write(target: Path, error: OSError) -> Finding:
    message = f"không ghi được {target.name}: {error.strerror or error}"
    hint = "kiểm tra quyền ghi và dung lượng đĩa của thư mục, hoặc chọn thư mục khác bằng --out"
    return Finding("cannot-write", message, hint, file=target.name)
