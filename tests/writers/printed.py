"""Where the words of a printed letter stand, by pdftotext: points from the top left corner of the page."""

import re
import subprocess
from dataclasses import dataclass
from html import unescape
from pathlib import Path

_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_LINE = re.compile(r"<line [^>]*>(.*?)</line>", re.DOTALL)
_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Words side by side with the box around them."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page and its lines from the top down."""

    width: float
    height: float
    lines: tuple[PrintedLine, ...]

    def line(self, beginning: str) -> PrintedLine:
        """The one line that begins so."""
        [found] = [line for line in self.lines if line.text.startswith(beginning)]
        return found


def printed_pages(pdf: Path) -> list[PrintedPage]:
    """The pages of a PDF."""
    command = ["pdftotext", "-bbox-layout", "-enc", "UTF-8", str(pdf), "-"]
    text = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout
    return [PrintedPage(float(width), float(height), _lines(inside)) for width, height, inside in _PAGE.findall(text)]


def _lines(inside: str) -> tuple[PrintedLine, ...]:
    found = []
    for line in _LINE.findall(inside):
        words = [(*map(float, box), unescape(word)) for *box, word in _WORD.findall(line)]
        lefts, tops, rights, bottoms, texts = zip(*words, strict=True)
        found.append(PrintedLine(" ".join(texts), min(lefts), min(tops), max(rights), max(bottoms)))
    return tuple(sorted(found, key=lambda line: (line.top, line.left)))
