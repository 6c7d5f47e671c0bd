"""Edits of a letter's XML as programs and officers leave them."""

import re
from dataclasses import dataclass

from tests.letter.word import BODY, changed, noted_anchors, read_parts, write_parts


@dataclass(frozen=True, slots=True)
class Place:
    """One anchored figure as the writer writes it: start of the bookmark, run, end of the bookmark."""

    whole: str
    start: str
    properties: str
    text: str
    end: str

    def filled(self, pattern: str, **more: str) -> str:
        """A pattern with {start}, {end}, {rpr}, {text}, {run} of this place; `run` is the whole run."""
        run = f'<w:r>{self.properties}<w:t xml:space="preserve">{self.text}</w:t></w:r>'
        return pattern.format(start=self.start, end=self.end, rpr=self.properties, text=self.text, run=run, **more)


def bookmark(document: bytes, figure: str, number: int = 1) -> str:
    """The bookmark of a figure's n-th place."""
    names = [name for name, each, *_ in noted_anchors(document) if each == figure]
    return str(names[number - 1])


def place(document: bytes, figure: str, number: int = 1, part: str = BODY) -> Place:
    """Where a figure stands in a letter that nobody has edited there."""
    name = bookmark(document, figure, number)
    pattern = (
        rf'(<w:bookmarkStart w:id="\d+" w:name="{name}"/>)<w:r>(<w:rPr>.*?</w:rPr>)?'
        r'<w:t xml:space="preserve">([^<]*)</w:t></w:r>(<w:bookmarkEnd w:id="\d+"/>)'
    )
    match = re.search(pattern, read_parts(document)[part].decode())
    assert match is not None, f"{figure} has no place of its own in {part}"
    return Place(match[0], match[1], match[2] or "", match[3], match[4])


def reshaped(document: bytes, figure: str, pattern: str, number: int = 1, **more: str) -> bytes:
    """The letter with one figure's place written by a pattern (see `Place.filled`)."""
    found = place(document, figure, number)
    return changed(document, found.whole, found.filled(pattern, **more))


def replaced(document: bytes, old: str, new: str, part: str = BODY) -> bytes:
    """The letter with a text that stands in a part exactly once replaced."""
    text = read_parts(document)[part].decode()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {part}"
    return changed(document, old, new, part)


def paragraph_around(document: bytes, figure: str, number: int = 1) -> str:
    """The XML of the paragraph a figure stands in."""
    text = read_parts(document)[BODY].decode()
    at = text.index(place(document, figure, number).whole)
    start = max(text.rfind("<w:p>", 0, at), text.rfind("<w:p ", 0, at))
    return text[start : text.index("</w:p>", at) + len("</w:p>")]


def with_part(document: bytes, part: str, data: bytes) -> bytes:
    """The letter with one part replaced or added."""
    return write_parts({**read_parts(document), part: data})
