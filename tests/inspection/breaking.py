"""Break a .docx by one small change."""

from dataclasses import dataclass

from tests.letter.word import BODY, read_parts, write_parts


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
