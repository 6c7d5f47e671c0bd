"""What earlier runs left in a folder: which bytes are this program's, and what each letter said."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dispatch.pipeline.batch.disk import whole_lines

PROVENANCE = "nguon-so-lieu.jsonl"
_HEAD = re.compile(rb'\{"letter":"([^"\\]+)","unit":"([^"\\]+)","sha256":"([0-9a-f]{64})","content":"([0-9a-f]{16})"')
_WORDING = re.compile(rb'\{"wording":"([0-9a-f]{16})"')


@dataclass(slots=True)
class KnownLetter:
    """The letters this program wrote under one name: all their fingerprints, and the last one's content."""

    unit: str
    last: str
    content: str
    place: int
    ever: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Known:
    """The provenance of a folder, by the name of the file; only the heads of its lines are kept."""

    path: Path
    letters: dict[str, KnownLetter] = field(default_factory=dict)
    wordings: dict[str, int] = field(default_factory=dict)

    def record(self, file: str) -> Mapping[str, Any]:
        """What the provenance says of the letter written last under a name."""
        return self._read(self.letters[file].place)

    def wording(self, identity: str) -> Mapping[str, Any]:
        """What it says of a wording."""
        return self._read(self.wordings[identity]) if identity in self.wordings else {}

    def batch(self, identity: str) -> Mapping[str, Any]:
        """What it says of a batch: its shared tables."""
        for _, line in whole_lines(self.path):
            if line.startswith(b'{"batch":"' + identity.encode()):
                return _document(line)
        return {}

    def _read(self, place: int) -> Mapping[str, Any]:
        with self.path.open("rb") as file:
            file.seek(place)
            return _document(file.readline())


def read_known(folder: Path) -> Known:
    """Read the provenance of a folder; a line that is torn or another's says nothing."""
    known = Known(folder / PROVENANCE)
    for place, line in whole_lines(known.path):
        if head := _HEAD.match(line):
            file, unit, sha256, content = (part.decode(errors="replace") for part in head.groups())
            letter = known.letters.setdefault(file, KnownLetter(unit, sha256, content, place))
            letter.last, letter.content, letter.place = sha256, content, place
            letter.ever.add(sha256)
        elif head := _WORDING.match(line):
            known.wordings[head[1].decode()] = place
    return known


def records(folder: Path) -> Iterator[Mapping[str, Any]]:
    """Every line of the provenance of a folder that can be read."""
    for _, line in whole_lines(folder / PROVENANCE):
        if document := _document(line):
            yield document


def _document(line: bytes) -> Mapping[str, Any]:
    try:
        document = json.loads(line)
    except ValueError:  # a line somebody else wrote says nothing
        return {}
    return document if isinstance(document, dict) else {}
