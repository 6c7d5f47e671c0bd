"""Who writes letters: dispatch and the floor. docxtpl has a module of its own."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from bench.floor import Floor
from bench.templates import Names, floor_context, floor_source, read_body
from bench.workload import Printed, Workload


class Contender(Protocol):
    """Writes the letters of one workload, each by its number."""

    def write(self, number: int, target: Path) -> None:
        """Make letter `number` and save it at `target`."""


class Dispatch:
    """This program: compose, write, and save as the floor does."""

    def __init__(self, workload: Workload) -> None:
        self._compose = workload.composer.compose
        self._write = workload.writer.write
        self._contents = workload.contents

    def write(self, number: int, target: Path) -> None:
        """Make letter `number` and save it at `target`."""
        save(target, self._write(self._compose(self._contents[number])))


class FloorWriter:
    """The floor, with a package and a body made from the workload's first letter."""

    def __init__(self, workload: Printed, package: Path) -> None:
        document = workload.writer.write(workload.letters[0])
        package.write_bytes(document)
        names = names_of(workload)
        self._floor = Floor(package, floor_source(read_body(document), names))
        self._contexts: Sequence[dict[str, Any]] = [floor_context(letter, names) for letter in workload.letters]

    def write(self, number: int, target: Path) -> None:
        """Make letter `number` and save it at `target`."""
        self._floor.write(target, self._contexts[number])


def names_of(workload: Printed) -> Names:
    """The names of the workload's figures in a template."""
    return Names.of(workload.writer.anchors(workload.letters[0].wording))


def save(target: Path, data: bytes) -> None:
    """Save as the floor does: temporary file in the same folder, fsync, replace.

    `dispatch draft` also gives the file its permissions and syncs the folder, so that the new name
    is durable as well; left out here so that both contenders save alike.
    """
    handle, name = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(target)
