"""Look for a figure whose bookmark is gone: only a place that is the only one may count."""

from collections.abc import Iterable, Sequence

from dispatch.inspection.neighbours import glued
from dispatch.model.judgement import Judgement
from dispatch.model.manifest import AnchorRecord
from dispatch.model.place import Paragraph, Span, Story

_ENOUGH = 5
_TO_TELL = 8


def judge_lost(
    record: AnchorRecord, stories: Sequence[Story], between: Sequence[Paragraph], taken: Iterable[Span]
) -> Judgement:
    """What became of a figure without its bookmark.

    `between` are the paragraphs where it can stand: from that of the figure before it to that of the
    one after it. `taken` are the places of all other figures.
    """
    places = [span for span in _drawn_places(record, stories) if not _overlaps(span, taken)]
    if len(places) == 1 and places[0].paragraph in between:
        return Judgement(record, "sound", record.text, places[0], found_again=True, context=places[0].paragraph.text)
    standing = [paragraph for paragraph in between if _stands(record, paragraph.text)]
    if len(standing) == 1:
        text = standing[0].text
        return Judgement(record, "gone", _typed(record, text), context=text)
    return Judgement(record, "removed", "")


def _drawn_places(record: AnchorRecord, stories: Sequence[Story]) -> list[Span]:
    """Every place where the figure stands as drawn, between its neighbours."""
    pattern = record.before + record.text + record.after
    whole = not record.before and not record.after
    found: list[Span] = []
    if len(pattern.strip()) < _TO_TELL or not record.text.strip():
        return found
    for story in stories:
        for paragraph in story.paragraphs:
            text = paragraph.text
            at = text.find(pattern)
            while at >= 0:
                start = at + len(record.before)
                span = Span(story, paragraph, start, start + len(record.text))
                if glued(record, text, span.start, span.end) == (0, 0) and (not whole or text == pattern):
                    found.append(span)
                at = text.find(pattern, at + 1)
    return found


def _overlaps(span: Span, taken: Iterable[Span]) -> bool:
    return any(
        other.paragraph is span.paragraph and other.start < span.end and span.start < other.end for other in taken
    )


def _stands(record: AnchorRecord, text: str) -> bool:
    """Whether this is the paragraph the figure stood in, by the words that stood beside it."""
    before, after = record.before, record.after
    if before and after and before in text:
        return after in text[text.find(before) + len(before) :]
    known = before if len(before.strip()) >= len(after.strip()) else after
    return len(known.strip()) >= _ENOUGH and known in text


def _typed(record: AnchorRecord, text: str) -> str:
    """What stands between the neighbours now; empty when one of them is not there."""
    before, after = record.before, record.after
    start = text.find(before) + len(before) if before in text else -1
    if start < 0:
        return ""
    end = text.find(after, start) if after else len(text)
    return text[start:end] if end >= start else ""
