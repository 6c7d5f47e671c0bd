"""The journal of a folder: one line for every letter of every run, only ever appended to."""

from collections.abc import Mapping
from pathlib import Path

from dispatch.pipeline.batch.disk import LineFile
from dispatch.pipeline.batch.json_lines import json_line
from dispatch.pipeline.batch.plan import Outcome

JOURNAL = "nhat-ky.jsonl"
_GROUP = 64


class Journal:
    """Appends to the journal; the disk is asked to keep it in groups of lines."""

    def __init__(self, folder: Path) -> None:
        self._file = LineFile(folder / JOURNAL)
        self._unsynced = 0
        self._begin: Mapping[str, object] | None = None

    def begin(self, kind: str, period: str, letters: int) -> None:
        """Note that a run begins, before the first letter that it writes."""
        self._begin = {"begin": kind, "period": period, "letters": letters}

    def note(self, outcome: Outcome) -> None:
        """Note what became of a letter; one that is as it was is not worth a line."""
        if outcome.state == "unchanged":
            return
        record: dict[str, object] = {"unit": outcome.unit.key, "file": outcome.file, "state": outcome.state}
        if outcome.state == "written":
            record["sha256"] = outcome.sha256
        if outcome.findings:
            record["findings"] = [finding.message for finding in outcome.findings]
        self._append(record)
        if self._unsynced >= _GROUP:
            self._sync()

    def end(self, counts: Mapping[str, int]) -> None:
        """Note that a run came to its end, if it had anything to note."""
        if self._begin is None:
            self._append({"end": dict(counts)})
        self._sync()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _append(self, record: Mapping[str, object]) -> None:
        lines = [record] if self._begin is None else [self._begin, record]
        self._begin = None
        self._file.append(b"".join(map(json_line, lines)))
        self._unsynced += len(lines)

    def _sync(self) -> None:
        if self._unsynced:
            self._file.sync()
            self._unsynced = 0
