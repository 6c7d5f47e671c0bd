"""Find the appendices after the signature."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dispatch.inspection.parts.pieces import Piece, fold, is_upper, lines, piece
from dispatch.inspection.parts.values import Appendix
from dispatch.inspection.reading.values import Paragraph

_WORD = re.compile(r"phu\s*luc(?:\s+(?:so\s+)?(?:[ivxlc]+|\d+|[a-h])(?![a-z0-9])\s*[:.]?)?")
_ATTACHMENT = re.compile(r"\(?\s*(ban hanh\s+|gui\s+)?kem\s+theo\b|\(?\s*gui\s+kem\b")
_LEGEND = 8
_LONG = 160


def appendix_starts(paragraphs: Sequence[Paragraph], start: int) -> list[int]:
    """The positions of the paragraphs that open an appendix."""
    return [at for at in range(start, len(paragraphs)) if _word(paragraphs[at]) is not None]


def find_appendices(paragraphs: Sequence[Paragraph], starts: Sequence[int]) -> Iterator[Appendix]:
    """The appendices that begin at these positions, each to the next one."""
    for start, end in pairwise([*starts, len(paragraphs)]):
        word = _word(paragraphs[start])
        if word is not None:
            yield _appendix(paragraphs[start:end], word)


def _appendix(paragraphs: Sequence[Paragraph], word: Piece) -> Appendix:
    title: list[Piece] = []
    attachment: Piece | None = None
    used = {word.paragraph.number}
    rest = piece(word.paragraph, word.end)
    above = [line for each in paragraphs[1:] if each.cell is None for line in lines(each)][:_LEGEND]
    for line in ([rest] if rest.text else []) + above:
        if attachment is None and _ATTACHMENT.match(fold(line.text)):
            attachment = line
        elif attachment is None and is_upper(line.text) and len(line.text) < _LONG and not _ends(title, line):
            title.append(line)
        elif attachment is not None:
            break
        else:
            continue
        used.add(line.paragraph.number)
    content = tuple(each for each in paragraphs if each.number not in used)
    return Appendix(word, tuple(title), attachment, content)


def _ends(title: Sequence[Piece], line: Piece) -> bool:
    """Whether something stands between the title so far and this line."""
    return bool(title) and line.paragraph.number - title[-1].paragraph.number > 1


def _word(paragraph: Paragraph) -> Piece | None:
    """The words "Phụ lục I" at the beginning of a paragraph that is not a sentence."""
    if paragraph.cell is not None or paragraph.place != "body":
        return None
    line = next(lines(paragraph), None)
    match = _WORD.match(fold(line.text)) if line is not None else None
    if line is None or match is None:
        return None
    rest = line.text[match.end() :].strip(" :.\t")
    if rest and not is_upper(rest):
        return None
    return piece(paragraph, line.start, line.start + match.end())
