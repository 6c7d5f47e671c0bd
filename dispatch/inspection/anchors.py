"""Find the anchors of a letter and judge what became of each."""

import re
from collections.abc import Sequence

from dispatch.inspection.judging import judge
from dispatch.inspection.lost_anchors import judge_lost
from dispatch.model.judgement import Judgement
from dispatch.model.manifest import AnchorRecord, Manifest
from dispatch.model.place import Bookmark, Paragraph, Span, Story

_COPY = re.compile(r"(.+)_Copy_[0-9]+")


def judge_anchors(manifest: Manifest, stories: Sequence[Story]) -> list[Judgement]:
    """What became of each figure in prose, in the order of the manifest."""
    places = _bookmarks(stories)
    judged: dict[int, Judgement] = {}
    for number, record in enumerate(manifest.anchors):
        if record.bookmark in places:
            judged[number] = judge(record, *places[record.bookmark])
    taken = [each.span for each in judged.values() if each.span is not None]
    for number, record in enumerate(manifest.anchors):
        if number not in judged:
            between = _between(number, manifest.anchors, places, stories)
            found = judge_lost(record, stories, between, taken)
            judged[number] = found
            if found.span is not None:
                taken.append(found.span)
    return [judged[number] for number in range(len(manifest.anchors))]


def _bookmarks(stories: Sequence[Story]) -> dict[str, tuple[Story, Bookmark]]:
    """Every bookmark by its name; in a footnote LibreOffice may have kept only a copy of that name."""
    found: dict[str, tuple[Story, Bookmark]] = {}
    copies: dict[str, list[tuple[Story, Bookmark]]] = {}
    for story in stories:
        for name, bookmark in story.bookmarks.items():
            found.setdefault(name, (story, bookmark))
            if match := _COPY.fullmatch(name):
                copies.setdefault(match[1], []).append((story, bookmark))
    for name, each in copies.items():
        if len(each) == 1:
            found.setdefault(name, each[0])
    return found


def _between(
    number: int, records: Sequence[AnchorRecord], places: dict[str, tuple[Story, Bookmark]], stories: Sequence[Story]
) -> list[Paragraph]:
    """The paragraphs from that of the last figure still there to that of the next one."""
    first = next((mark for record in reversed(records[:number]) if (mark := _paragraph(record, places))), None)
    last = next((mark for record in records[number + 1 :] if (mark := _paragraph(record, places))), None)
    body = stories[0].paragraphs
    start = first.number if first else 0
    end = last.number + 1 if last else len(body)
    inside = body[start:end] if start < end else list(body)
    further = [paragraph for story in stories[1:] for paragraph in story.paragraphs]
    return [*inside, *further]


def _paragraph(record: AnchorRecord, places: dict[str, tuple[Story, Bookmark]]) -> Paragraph | None:
    """The paragraph of a figure in the body."""
    story, bookmark = places.get(record.bookmark, (None, None))
    if story is None or bookmark is None or not story.part.endswith("document.xml"):
        return None
    return bookmark.start.paragraph


def in_appendices(judgements: Sequence[Judgement], manifest: Manifest, body: Story) -> list[Judgement]:
    """Those from the first appendix on; one without a place counts with the one before it."""
    marks = (body.bookmarks.get(table.bookmark) for table in manifest.tables)
    first = min((mark.start.offset for mark in marks if mark is not None), default=len(body.data))
    found: list[Judgement] = []
    for judgement in judgements:
        span = judgement.span
        inside = bool(found) if span is None else span.story is body and span.paragraph.start > first - 1
        if inside or (span is not None and span.story is body and span.paragraph.end > first):
            found.append(judgement)
    return found


def spans(judgements: Sequence[Judgement]) -> list[Span]:
    """The places of all figures that have one."""
    return [each.span for each in judgements if each.span is not None]
