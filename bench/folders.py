"""Where the letters of the race are saved: in memory where the system has such a folder, and on disk.

The floor and dispatch wait until the disk has a letter, docxtpl does not. The wait is the disk's: it
hides how fast a letter is made, and brings any two writers that wait closer together.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

_MEMORY = Path("/dev/shm")  # Linux; other systems have no such folder


@dataclass(frozen=True, slots=True)
class Folders:
    """`fast` is in memory, or on disk like `disk` where there is no folder in memory."""

    fast: Path
    disk: Path
    in_memory: bool


@contextmanager
def letter_folders() -> Iterator[Folders]:
    """Folders that are gone afterwards, with all letters in them."""
    in_memory = _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK)
    with ExitStack() as stack:
        disk = stack.enter_context(tempfile.TemporaryDirectory())
        fast = stack.enter_context(tempfile.TemporaryDirectory(dir=_MEMORY)) if in_memory else disk
        yield Folders(Path(fast), Path(disk), in_memory)
