"""Lines of a text as paragraphs: where one begins, with what marker, on which line of the template."""

import re
from collections.abc import Iterator

from dispatch.model.letter import BlockKind

# The titles of Phần, Chương, Mục stand on the line below: "Mục 1 của Nghị định …" is a sentence.
_MARKERS: tuple[tuple[BlockKind, re.Pattern[str]], ...] = (
    ("part", re.compile(r"Phần\s+[IVXLC]+\s*(?:\n|$)\s*")),
    ("chapter", re.compile(r"Chương\s+[IVXLC]+\s*(?:\n|$)\s*")),
    ("section", re.compile(r"Mục\s+\d{1,2}\s*(?:\n|$)\s*")),
    ("subsection", re.compile(r"Tiểu mục\s+\d{1,2}\s*(?:\n|$)\s*")),
    ("article", re.compile(r"Điều\s+\d{1,3}\.\s+")),
    ("group", re.compile(r"(?:#|[IVXLC]+\.)(?:\s+|$)")),
    ("subtask", re.compile(r"\d{1,2}\.\d{1,2}\.(?!\d)\s*")),
    ("task", re.compile(r"\d{1,2}\.(?!\d)\s*")),
    ("point", re.compile(r"[a-eghik-vxyđ]\)\s*")),
    ("dash", re.compile(r"-(?:\s+|$)")),
)
SWALLOWED = chr(0x10FFFC)
"""Stands in a skeleton for a line end that the template engine drops: it counts as a line, no more."""
FOOTNOTE = re.compile(r"\[\^([\w-]+)\]:\s*")


def chunks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines that are not blank, each with the number of its first line."""
    number, start, lines = 1, 0, list[str]()
    for line in [*text.split("\n"), ""]:
        if plain(line):
            begun = line if lines else line.lstrip(SWALLOWED)
            start = start if lines else number + len(line) - len(begun)
            lines.append(begun)
        elif lines:
            yield start, lines
            lines = []
        number += 1 + line.count(SWALLOWED)


def plain(line: str) -> str:
    """The line without indentation, which means nothing."""
    return line.replace(SWALLOWED, "").strip()


def marker(source: str) -> tuple[BlockKind, str]:
    """What a paragraph is by its first characters, and the text after them."""
    for kind, pattern in _MARKERS:
        if match := pattern.match(source):
            return kind, source[match.end() :]
    return "paragraph", source
