"""Sentences that the template would now word otherwise, because one of its conditions came out in another way."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from dispatch.model.letter import Letter, Line
from dispatch.model.manifest import Manifest
from dispatch.model.refreshed import Item
from dispatch.pipeline.refreshing.new_figures import NewFigures
from dispatch.writers.stencil import line_text

WORDING = "mau"
"""What takes the place of a figure's id where a sentence has no figure to name."""
_EXCERPT = 60
_TURNED = "điều kiện trong mẫu đã đổi, nếu soạn lại thì đoạn này là"
_ADDED = "điều kiện trong mẫu đã đổi, nếu soạn lại thì có thêm đoạn"
_DROPPED = "điều kiện trong mẫu đã đổi, nếu soạn lại thì không còn đoạn đứng sau"
_REVISED = " (mẫu đã được sửa từ khi soạn)"


def turned_sentences(manifest: Manifest, figures: NewFigures) -> Iterator[Item]:
    """What the officer must read again; nothing for a letter that does not remember its lines."""
    marks, letter = manifest.said("lines").split(), figures.fresh
    if not marks or letter is None:
        return
    revised = "" if manifest.said("template") == letter.fingerprint else _REVISED
    lines = list(letter.wording.lines())
    matcher = SequenceMatcher(None, marks, letter.wording.marks(), autojunk=False)
    for change, start, end, first, last in matcher.get_opcodes():
        if change == "equal":
            continue
        for line in lines[first:last]:
            text = line_text(line, letter.figures)
            why = _TURNED if end - start == last - first else _ADDED
            yield Item(WORDING, f"{why}: “{_excerpt(text)}”{revised}", "", "", text)
        if end - start > last - first:
            yield Item(WORDING, f"{_DROPPED}: “{_before(lines, first, letter)}”{revised}", "", "", "")


def _before(lines: list[Line], place: int, letter: Letter) -> str:
    """The line above a place, which stands in the letter as well."""
    return _excerpt(line_text(lines[place - 1], letter.figures)) if place else "đầu văn bản"


def _excerpt(text: str) -> str:
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT]}…"
