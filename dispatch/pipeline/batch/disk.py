"""How a batch writes: a letter whole or not at all, lines at the end of a file, and the disk asked in groups."""

import itertools
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from dispatch.pipeline.batch.file_names import TEMPORARY, temporary_name

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_END = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_MODE = 0o644


def put(target: Path, data: bytes) -> None:
    """Put a file down beside its place, wait for the disk, and let it take its place.

    Afterwards there is the old file or the new one, never half, and no temporary one.
    """
    handle, temporary = _put_down(target)
    try:
        try:
            _write(handle, data)
            os.fsync(handle)
        finally:
            os.close(handle)
        os.replace(temporary, target)  # noqa: PTH105 -- one system call that a test can fail
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _put_down(target: Path) -> tuple[int, Path]:
    """A new file beside `target`: what a worker that was killed left there, or one still writes, is not touched."""
    for attempt in itertools.count():
        temporary = target.with_name(temporary_name(target.name, attempt))
        with suppress(FileExistsError):
            return os.open(temporary, _NEW, _MODE), temporary
    raise AssertionError


def sync_folder(folder: Path) -> None:
    """Make new names durable; Windows has no such call and needs none."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove_temporaries(folder: Path) -> None:
    """Remove what a run that was killed had put down."""
    for path in folder.iterdir():
        if TEMPORARY.fullmatch(path.name) and path.is_file() and not path.is_symlink():
            path.unlink()


class LineFile:
    """A file that only grows, line by line; whoever reads it passes over a last line without an end."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle = -1

    def append(self, lines: bytes) -> None:
        """Write whole lines at the end, in one call where the system takes them in one."""
        if self._handle < 0:
            torn = _ends_torn(self._path)
            self._handle = os.open(self._path, _END, _MODE)
            lines = b"\n" + lines if torn else lines
        _write(self._handle, lines)

    def sync(self) -> None:
        """Wait until the disk has every line."""
        if self._handle >= 0:
            os.fsync(self._handle)

    def close(self) -> None:
        """Let go of the file."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def whole_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Each line that has its end, with the place where it begins; nothing for a file that is not there."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return
    with file:
        place = 0
        for line in file:
            if line.endswith(b"\n"):
                yield place, line
            place += len(line)


def _write(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def _ends_torn(path: Path) -> bool:
    """Whether the last line of a file has no end: a run was killed, or the power failed, while it was written."""
    try:
        with path.open("rb") as file:
            if file.seek(0, os.SEEK_END) == 0:
                return False
            file.seek(-1, os.SEEK_END)
            return file.read(1) != b"\n"
    except FileNotFoundError:
        return False
