"""The runs of a piece alone, and words of a paragraph replaced; what is shared is cut apart first."""

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from dispatch.inspection.package import W
from dispatch.inspection.parts.pieces import Piece
from dispatch.inspection.reading.values import Paragraph, Run

_TEXT, _PROPERTIES = f"{W}t", f"{W}rPr"
_ONE_CHARACTER = {f"{W}{name}" for name in ("tab", "ptab", "br", "cr", "noBreakHyphen")}
_PLAIN = {_TEXT, _PROPERTIES, *_ONE_CHARACTER}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def own_runs(piece: Piece) -> list[Run]:
    """The runs that print nothing but this piece."""
    return [run for run, before, after in _inside(piece) if not before.strip() and not after.strip()]


def cut_shared_run(piece: Piece) -> bool:
    """Cut the first run that prints other words as well; whether one was cut: then the paragraph must be read anew."""
    for run, before, after in _inside(piece):
        if (before.strip() or after.strip()) and all(each.tag in _PLAIN for each in run.element):
            _cut(run.element, len(before) if before.strip() else len(run.text) - len(after))
            return True
    return False


def is_as_typed(paragraph: Paragraph) -> bool:
    """Whether the elements still hold the characters that were read: not composed since, nor cut."""
    lengths = (length for run in paragraph.runs for _, length in _pieces_of_run(run.element))
    return sum(lengths) == len(paragraph.text)


def replace_words(paragraph: Paragraph, start: int, end: int, words: str) -> None:
    """Put words in the place of those from `start` to `end`, in the look of the first of them."""
    position = 0
    for run in paragraph.runs:
        for element, length in _pieces_of_run(run.element):
            first, last = max(start - position, 0), min(end - position, length)
            if first < last or (first == last and start == end and words and 0 <= first <= length):
                words = _replace(element, first, last, words)
            position += length


def _inside(piece: Piece) -> Iterator[tuple[Run, str, str]]:
    """The runs that print some of the piece, each with its text before and after the piece."""
    position = 0
    for run in piece.paragraph.runs:
        first, last = max(piece.start - position, 0), min(piece.end - position, len(run.text))
        if first < last and run.text[first:last].strip():
            yield run, run.text[:first], run.text[last:]
        position += len(run.text)


def _cut(run: etree._Element, offset: int) -> None:
    """Two runs of one look, the second from `offset` on."""
    second = deepcopy(run)
    run.addnext(second)
    for element, behind in ((run, False), (second, True)):
        position = 0
        for each, length in list(_pieces_of_run(element)):
            if each.tag == _TEXT:
                cut = min(max(offset - position, 0), length)
                text = each.text or ""
                _write(each, text[cut:] if behind else text[:cut])
            elif (position < offset) == behind:
                element.remove(each)
            position += length


def _pieces_of_run(run: etree._Element) -> Iterator[tuple[etree._Element, int]]:
    """What a run prints, element by element, with the number of its characters."""
    for each in run:
        if each.tag == _TEXT:
            yield each, len(each.text or "")
        elif each.tag in _ONE_CHARACTER:
            yield each, 1


def _replace(element: etree._Element, first: int, last: int, words: str) -> str:
    """Replace in one element; return the words that are still to be put somewhere."""
    if element.tag == _TEXT:
        text = element.text or ""
        _write(element, text[:first] + words + text[last:])
        return ""
    above = element.getparent()
    if above is not None and first < last:
        above.remove(element)
    return words


def _write(element: etree._Element, text: str) -> None:
    element.text = text
    if text != text.strip():
        element.set(_SPACE, "preserve")
