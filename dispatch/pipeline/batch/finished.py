"""Letters ready to be put down: a plan makes them to know what stops them, and writing takes them as they are."""

import pickle
import tempfile
import weakref
from contextlib import suppress
from typing import IO, NamedTuple

from dispatch.pipeline.registering import LetterRecord

IN_MEMORY = 32 * 1024**2
"""Bytes of letters and provenance that are held: some 1,300 letters."""


class Finished(NamedTuple):
    """All that is written of one letter: the .docx with its SHA-256, its line of the provenance.

    `content` is the fingerprint of what it prints, `wording` that of its wording, `figures` the texts that the list
    shows, `record` what a register keeps of it.
    """

    document: bytes
    sha256: str
    content: str
    wording: str
    line: bytes
    figures: tuple[str, ...]
    record: LetterRecord | None


class FinishedLetters:
    """Keeps finished letters by the key of their unit.

    The first ones are held in memory; the others are in a file without a name, so that memory does not grow with
    them. One that the disk does not take is not kept: it is made once more when it is written.
    """

    def __init__(self) -> None:
        self._held: dict[str, Finished] = {}
        self._room = IN_MEMORY
        self._file: IO[bytes] | None = None
        self._places: dict[str, tuple[int, int]] = {}
        self._end = 0

    def keep(self, key: str, finished: Finished) -> None:
        """Keep a letter until it is taken."""
        size = len(finished.document) + len(finished.line)
        if size <= self._room:
            self._held[key] = finished
            self._room -= size
        else:
            self._put_away(key, pickle.dumps(finished, pickle.HIGHEST_PROTOCOL))

    def take(self, key: str) -> Finished | None:
        """The letter of a unit, once; None for one that was not kept."""
        return self._held.pop(key, None) or self._fetched(key)

    def _put_away(self, key: str, data: bytes) -> None:
        with suppress(OSError):
            file = self._opened()
            file.seek(self._end)
            if file.write(data) == len(data):  # a disk that fills up takes a part
                self._places[key] = self._end, len(data)
                self._end += len(data)

    def _fetched(self, key: str) -> Finished | None:
        found = self._places.pop(key, None)
        if self._file is None or found is None:
            return None
        place, length = found
        self._file.seek(place)
        finished: Finished = pickle.loads(self._file.read(length))
        return finished

    def _opened(self) -> IO[bytes]:
        if self._file is None:
            # Without a buffer: what is in it when the disk is full would be lost later, unsaid.
            self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 -- open as long as letters may be asked for
            weakref.finalize(self, self._file.close)
        return self._file
