"""Break a .docx by one small change."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

BODY = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the first `old` in a part by `new`; without `old`, add the part, or drop it without `new`."""

    part: str
    old: str
    new: str

    def apply(self, parts: dict[str, bytes]) -> None:
        if not self.old and self.new:
            assert self.part not in parts
            parts[self.part] = self.new.encode()
        elif not self.old:
            del parts[self.part]
        else:
            text = parts[self.part].decode()
            assert self.old in text, f"{self.part} has no {self.old}: the test breaks nothing"
            parts[self.part] = text.replace(self.old, self.new, 1).encode()


def body(old: str, new: str) -> Edit:
    return Edit(BODY, old, new)


def broken(document: bytes, *edits: Edit) -> bytes:
    """The document after the edits."""
    parts = read_parts(document)
    for edit in edits:
        edit.apply(parts)
    return write_parts(parts)


def read_parts(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_parts(parts: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()
