"""Old values that still stand in a letter outside its anchors: an officer typed them, or copied a paragraph."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dispatch.model.place import Paragraph, Span, Story
from dispatch.model.refreshed import Item

_LEAST = 3
_AROUND = 24


def left_behind(
    stories: Sequence[Story], held: Iterable[Span], own: set[int], changed: Iterable[Item]
) -> Iterator[Item]:
    """An item for every place where the old value of a changed figure still stands.

    `held` are the places of figures; `own` the numbers of the body's paragraphs that are cells of ours.
    """
    values = {item.base.strip(): item for item in changed if _is_telling(item.base.strip()) and item.base != item.ours}
    if not values:
        return
    pattern = _any_of(values)
    spans: dict[int, list[Span]] = {}
    for span in held:
        spans.setdefault(id(span.paragraph), []).append(span)
    for story in stories:
        for paragraph in story.paragraphs:
            if story is not stories[0] or paragraph.number not in own:
                yield from _found(paragraph, spans.get(id(paragraph), []), pattern, values)


def _is_telling(value: str) -> bool:
    """Whether finding a value elsewhere says anything: "12" or the word "bằng" stands in many a sentence."""
    return len(value) >= _LEAST and any(each.isdigit() or each.isupper() for each in value)


def _found(
    paragraph: Paragraph, spans: Sequence[Span], pattern: re.Pattern[str], values: Mapping[str, Item]
) -> Iterator[Item]:
    text = paragraph.text
    for match in pattern.finditer(text):
        start, end = match.span()
        if any(span.start < end and start < span.end for span in spans):
            continue
        item = values[match[0]]
        around = f"“…{text[max(0, start - _AROUND) : start]}[{match[0]}]{text[end : end + _AROUND]}…”"
        yield Item(item.id, f"{around}: giá trị cũ còn lại ngoài điểm gắn", item.base, match[0], item.ours, item.cells)


def _any_of(values: Iterable[str]) -> re.Pattern[str]:
    """Any of the values, as a word or number of its own; longer ones first."""
    words = "|".join(map(re.escape, sorted(values, key=lambda value: (-len(value), value))))
    return re.compile(rf"(?<![\w.,])(?:{words})(?![\w%])(?![.,]\d)")
