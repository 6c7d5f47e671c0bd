"""Judge an anchor by the text between its ends and by its neighbours (all tracked changes accepted)."""

from collections.abc import Sequence

from dispatch.inspection.neighbours import glued, words_beside
from dispatch.inspection.story_text import OBJECT
from dispatch.model.judgement import AnchorState, Breach, Judgement
from dispatch.model.manifest import AnchorRecord
from dispatch.model.place import Bookmark, Mark, Paragraph, Span, Story

_NOT_TEXT = (OBJECT, "\t", "\n")


def judge(record: AnchorRecord, story: Story, bookmark: Bookmark) -> Judgement:
    """What became of the figure whose bookmark still stands."""
    start, end = bookmark.start, _end_beside(bookmark.start, bookmark.end)
    if start.paragraph is None or end is None or end.paragraph is not start.paragraph:
        return Judgement(record, "broken", _across(story, start, end), breach="split", context=_context(start))
    paragraph, text = start.paragraph, start.paragraph.text
    first, last = _repaired(record, text, start.at, end.at)
    span = Span(story, paragraph, first, last)
    left, right = glued(record, text, first, last)
    theirs = text[first - left : last + right]
    breach: Breach = "glued" if left or right else ""
    if OBJECT in span.text or any(mark in span.text for mark in _NOT_TEXT) or _fields_inside(paragraph, span):
        breach = "not-text"
    if start.revised or end.revised or _is_revised(paragraph, span, start, end):
        breach = "revision"
    beside = words_beside(record, text, first, last)
    if breach:
        return Judgement(record, "broken", theirs, span, breach, beside, context=text)
    state: AnchorState = "sound" if theirs == record.text else "changed"
    return Judgement(record, state, theirs, span, "", beside, context=text)


def _end_beside(start: Mark, end: Mark | None) -> Mark | None:
    """The end; one at the very beginning of the next paragraph belongs to the paragraph of the start."""
    if end is None or start.paragraph is None or end.paragraph is None or end.paragraph is start.paragraph:
        return end
    if end.paragraph.number == start.paragraph.number + 1 and end.at == 0:
        return Mark(start.paragraph, start.paragraph.length, end.order, end.offset, end.revised)
    return end


def _repaired(record: AnchorRecord, text: str, start: int, end: int) -> tuple[int, int]:
    """The ends as they were drawn, when the figure is all there and only the bookmark has shifted."""
    base, inside = record.text, text[start:end]
    if inside == base or not base:
        return start, end
    if base.startswith(inside) and text.startswith(base, start):
        return start, start + len(base)
    if base.endswith(inside) and end >= len(base) and text[end - len(base) : end] == base:
        return end - len(base), end
    rest = inside[len(base) :]
    drawn = record.after
    if inside.startswith(base) and drawn and (rest.startswith(drawn) or drawn.startswith(rest)):
        return start, start + len(base)
    return start, end


def _is_revised(paragraph: Paragraph, span: Span, start: Mark, end: Mark) -> bool:
    """Whether an insertion or a deletion lies inside the figure."""
    for piece in paragraph.pieces:
        within = start.order < piece.order < end.order
        if piece.deleted and within and span.start <= piece.at <= span.end:
            return True
        overlaps = piece.at < span.end and piece.at + len(piece.text) > span.start
        if piece.revised and overlaps and piece.text:
            return True
    return False


def _fields_inside(paragraph: Paragraph, span: Span) -> bool:
    """Whether something that shows nothing, such as a part of a field, lies inside the figure."""
    return any(
        not piece.is_words and not piece.deleted and not piece.text and span.start < piece.at < span.end
        for piece in paragraph.pieces
    )


def _across(story: Story, start: Mark, end: Mark | None) -> str:
    """The text from the start to an end in another paragraph, its lines joined; to its paragraph's end without one."""
    if start.paragraph is None:
        return ""
    first = start.paragraph.text[start.at :]
    if end is None or end.paragraph is None or end.paragraph.number < start.paragraph.number:
        return first
    between: Sequence[Paragraph] = story.paragraphs[start.paragraph.number + 1 : end.paragraph.number]
    return "\n".join([first, *(each.text for each in between), end.paragraph.text[: end.at]])


def _context(mark: Mark) -> str:
    return mark.paragraph.text if mark.paragraph else ""
