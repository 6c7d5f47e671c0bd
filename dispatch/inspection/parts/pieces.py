"""A piece of a paragraph: what stands in one column of a line, with its own runs."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from dispatch.inspection.reading.values import Document, Look, Paragraph, Run

# Typed columns: a tab, or more spaces than anyone writes inside a line of text.
GAP = re.compile(r"\t+|(?<=\S) {4,}(?=\S)")
_GROUNDS = ("can cu", "theo de nghi", "xet de nghi")
_STROKES = {"đ": "d", "Đ": "D"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph without the white space at its ends."""

    paragraph: Paragraph
    start: int
    end: int

    @property
    def text(self) -> str:
        """The text of the piece."""
        return self.paragraph.text[self.start : self.end]

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs of the piece that have visible text."""
        found, position = [], 0
        for run in self.paragraph.runs:
            first, last = max(self.start - position, 0), min(self.end - position, len(run.text))
            if first < last and run.text[first:last].strip():
                found.append(replace(run, text=run.text[first:last]))
            position += len(run.text)
        return tuple(found)

    @property
    def looks(self) -> tuple[Look, ...]:
        """The different looks of the piece, in order."""
        return tuple(dict.fromkeys(run.look for run in self.runs))


def piece(paragraph: Paragraph, start: int = 0, end: int | None = None) -> Piece:
    """The stretch of a paragraph from `start` to `end`, white space at its ends left out."""
    text = paragraph.text[start:end]
    left = len(text) - len(text.lstrip())
    return Piece(paragraph, start + left, start + max(len(text.rstrip()), left))


def lines(paragraph: Paragraph) -> Iterator[Piece]:
    """The lines of a paragraph, as its own breaks cut it; those without text are left out."""
    start = 0
    for line in paragraph.text.split("\n"):
        if line.strip():
            yield piece(paragraph, start, start + len(line))
        start += len(line) + 1


def columns(line: Piece) -> list[Piece]:
    """What tabs or many spaces set apart in a line."""
    starts, ends = [0], []
    for gap in GAP.finditer(line.text):
        ends.append(gap.start())
        starts.append(gap.end())
    ends.append(len(line.text))
    found = (piece(line.paragraph, line.start + a, line.start + b) for a, b in zip(starts, ends, strict=True))
    return [each for each in found if each.text]


def fold(text: str) -> str:
    """Small letters without marks, character for character: positions stay the same."""
    return "".join(map(_bare, text))


@lru_cache(maxsize=1024)
def _bare(character: str) -> str:
    small = unicodedata.normalize("NFD", _STROKES.get(character, character))[0].lower()
    return small if len(small) == 1 else character


def is_ground(text: str) -> bool:
    """Whether a line gives the legal ground of a document, with or without a dash before it."""
    return fold(text).lstrip("-– ").startswith(_GROUNDS)


def is_upper(text: str) -> bool:
    """Whether there are letters and all of them are capitals."""
    return text.upper() == text and any(character.isalpha() for character in text)


def joined(pieces: Iterable[Piece]) -> str:
    """The texts of pieces as one line."""
    return " ".join(" ".join(each.text.split()) for each in pieces)


def composed(document: Document) -> Document:
    """The document with every letter in its composed form, so that words can be compared."""
    if all(unicodedata.is_normalized("NFC", each.text) for each in document.paragraphs):
        return document
    return replace(document, paragraphs=tuple(map(_composed, document.paragraphs)))


def _composed(paragraph: Paragraph) -> Paragraph:
    runs = tuple(replace(run, text=unicodedata.normalize("NFC", run.text)) for run in paragraph.runs)
    return replace(paragraph, runs=runs)
