"""One run at a time in a folder: the system holds the lock and lets it go when its owner ends."""

import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dispatch.errors import Finding, OutputError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK, OWNER = ".dispatch-lock", ".dispatch-owner"
_PATIENCE_SECONDS = 5.0
_PAUSE_SECONDS = 0.05


@contextmanager
def folder_lock(folder: Path) -> Iterator[None]:
    """Hold the folder; OutputError at once when another run holds it.

    Workers of a run that died may hold it a moment longer, and a run that begins or ends holds it
    for a moment without its name: both are waited for, up to 5 s.
    """
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _acquire(handle, folder)
        try:
            (folder / OWNER).write_text(f"{socket.gethostname()} {os.getpid()}\n", encoding="utf-8")
            yield
        finally:
            (folder / OWNER).unlink(missing_ok=True)
    finally:
        os.close(handle)


def _acquire(handle: int, folder: Path) -> None:
    end = time.monotonic() + _PATIENCE_SECONDS
    while not _try_lock(handle):
        if _owner_lives(folder) or time.monotonic() > end:
            message = f"một lệnh dispatch batch khác đang ghi vào thư mục {folder.name}"
            hint = "chờ lệnh kia xong rồi chạy lại, hoặc chọn thư mục khác bằng --out"
            raise OutputError([Finding("folder-locked", message, hint, file=folder.name)])
        time.sleep(_PAUSE_SECONDS)


def _owner_lives(folder: Path) -> bool:
    """Whether the run that wrote its name into the folder is still there; one of another machine is.

    Without a name it is not known: the lock is older than the name and outlives it.
    """
    try:
        host, _, number = (folder / OWNER).read_text(encoding="utf-8").strip().partition(" ")
    except FileNotFoundError:
        return False
    except OSError:
        return True
    if host == socket.gethostname() and number.isdecimal() and os.name == "posix":
        return _process_lives(int(number))
    return bool(host)


def _process_lives(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


if sys.platform == "win32":

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
