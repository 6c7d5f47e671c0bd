"""Save a file whole or not at all, and never over somebody's work."""

import errno
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dispatch.errors import PARTLY_WRITTEN, Finding, OutputError

SaveState = Literal["written", "unchanged"]
_TEMPORARY_PREFIX = ".dispatch-"
_LOCK_PREFIX_LENGTH = 2
_REASONS = {
    errno.EACCES: "không có quyền ghi",
    errno.EPERM: "không có quyền ghi",
    errno.ENOSPC: "đĩa đầy",
    errno.EROFS: "thư mục chỉ cho đọc",
    errno.EEXIST: "nơi ghi là một tệp, không phải thư mục",
    errno.ENOTDIR: "nơi ghi nằm trong một tệp, không phải thư mục",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.EFBIG: "tệp lớn quá mức cho phép",
}


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
    refuse_special(target)
    if not target.exists():
        return "written"
    try:
        present = target.read_bytes()
    except PermissionError:  # Windows, while Word holds the file
        raise OutputError([open_in_word(target)]) from None
    if present == data:
        return "unchanged"
    if sha256(present) != guard.known_sha256:
        message = f"{target.name} đã được sửa sau khi chương trình ghi ra, nên không bị ghi đè"
        raise OutputError([Finding("hand-edited", message, guard.hint, file=target.name)])
    return "written"


def refuse_special(target: Path) -> bool:
    """Whether a file is there; OutputError for a folder or a symbolic link where it is to be written."""
    try:
        mode = target.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    if not stat.S_ISREG(mode):
        message = f"{target.name} không phải là tệp thường"
        raise OutputError([Finding("not-a-file", message, "đổi tên hoặc xoá mục này", file=target.name)])
    return True


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
    """Write one file: afterwards there is the old one or the new one, never half."""
    write_all({target: data})


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write files that belong together, each old or new, never half.

    All are put down whole beside their places first, so that a full disk leaves every old file
    where it was; then they take their places in the order given. Raises OutputError, which says so
    when some had taken their places before another could not.
    """
    staged: dict[Path, Path] = {}
    try:
        for target, data in files.items():
            with _explained(target):
                target.parent.mkdir(parents=True, exist_ok=True)
                handle, name = tempfile.mkstemp(prefix=_TEMPORARY_PREFIX, dir=target.parent)
                staged[target] = Path(name)
                _fill(handle, data)
                Path(name).chmod(0o644)
        _take_places(staged)
    finally:
        for temporary in staged.values():
            temporary.unlink(missing_ok=True)


def _take_places(staged: Mapping[Path, Path]) -> None:
    placed: list[str] = []
    for target, temporary in staged.items():
        try:
            with _explained(target, replacing=True):
                temporary.replace(target)
                _sync_folder(target.parent)
        except OutputError as error:
            raise OutputError([*error.findings, *_half_done(placed)]) from None
        placed.append(target.name)


def _half_done(placed: Sequence[str]) -> Iterator[Finding]:
    if placed:
        message = f"đã ghi xong {', '.join(placed)} trước khi gặp lỗi này"
        yield Finding(PARTLY_WRITTEN, message, "khắc phục lỗi rồi chạy lại lệnh để ghi nốt các tệp còn lại", "warning")


def _fill(handle: int, data: bytes) -> None:
    try:
        file = os.fdopen(handle, "wb")
    except OSError:
        os.close(handle)
        raise
    with file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _explained(target: Path, *, replacing: bool = False) -> Iterator[None]:
    """Turn what the system says into a message; a replacement denied means that Word holds the file."""
    try:
        yield
    except PermissionError as error:
        raise OutputError([open_in_word(target) if replacing else cannot_write(target, error)]) from None
    except OSError as error:
        raise OutputError([cannot_write(target, error)]) from None


def _sync_folder(folder: Path) -> None:
    """Make the new name durable; Windows has no such call and needs none."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def cannot_write(target: Path, error: OSError) -> Finding:
    """The message for a file that the system does not take."""
    why = _REASONS.get(error.errno or 0, f"lỗi hệ thống số {error.errno}")
    hint = "kiểm tra quyền ghi và dung lượng đĩa của thư mục, hoặc chọn thư mục khác"
    return Finding("cannot-write", f"không ghi được {target.name}: {why}", hint, file=target.name)
