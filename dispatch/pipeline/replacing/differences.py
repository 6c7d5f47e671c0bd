"""What an issued letter says otherwise with corrected data: paragraphs to read anew, and each old and new value."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dispatch.inspection.anchors import judge_anchors
from dispatch.inspection.appendix_view import view_appendix
from dispatch.inspection.manifest import read_manifest
from dispatch.inspection.package import open_package
from dispatch.inspection.story_text import read_stories
from dispatch.model.amendment import Amendment
from dispatch.model.appendix_view import AppendixView
from dispatch.model.kind import ROW_NAME, LetterKind
from dispatch.model.manifest import Manifest, TableRecord
from dispatch.model.place import Paragraph, Row, Story
from dispatch.pipeline.replacing.places import Places

_CLOSING = "./."
_NOT_THERE = "(không có)"


@dataclass(frozen=True, slots=True)
class Differences:
    """Paragraphs that read otherwise, and values: figures and names of the text, cells of the appendices."""

    sentences: Sequence[Amendment]
    values: Sequence[Amendment]

    def __bool__(self) -> bool:
        return bool(self.sentences or self.values)


def differences(old: bytes, new: bytes, kind: LetterKind) -> Differences:
    """What differs between a letter and the same letter refreshed; `kind` says where its tables have the names."""
    before, after = _Side.read(old, kind), _Side.read(new, kind)
    sentences = list(_paragraphs(before, after))
    values = [*_figures(before, after), *_cells(before, after)]
    return Differences(_keyed("c", sentences), _keyed("s", values))


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two letters."""

    manifest: Manifest
    stories: Sequence[Story]
    tables: Sequence[AppendixView]

    @classmethod
    def read(cls, document: bytes, kind: LetterKind) -> "_Side":
        package = open_package(document)
        manifest, stories = read_manifest(package), read_stories(package)
        columns = {spec.id: [each.content for each in spec.columns].index(ROW_NAME) for spec in kind.appendices}
        tables = [view_appendix(each, stories[0], columns[each.id]) for each in manifest.tables if each.id in columns]
        return cls(manifest, stories, tables)

    def is_cell(self, story: Story, paragraph: Paragraph) -> bool:
        """Whether a paragraph stands in an appendix."""
        found = (view.table for view in self.tables if view.table is not None)
        return story is self.stories[0] and any(table.start < paragraph.start < table.end for table in found)


def _paragraphs(before: _Side, after: _Side) -> Iterator[tuple[str, str, str]]:
    """Outside of its tables a refresh neither adds nor takes away a paragraph."""
    for old, new in zip(before.stories, after.stories, strict=True):
        places = Places(old)
        pairs = zip(_prose(before, old), _prose(after, new), strict=True)
        for was, now in pairs:
            if was.text != now.text:
                yield places.of(was), _words(was), _words(now)


def _prose(side: _Side, story: Story) -> list[Paragraph]:
    return [each for each in story.paragraphs if not side.is_cell(story, each)]


def _words(paragraph: Paragraph) -> str:
    """What a paragraph says, without the sign that ends a letter."""
    text = re.sub(r"\s+", " ", paragraph.text.replace("\ufffc", "")).strip()
    return text.removesuffix(_CLOSING) + "." if text.endswith(_CLOSING) else text


def _figures(before: _Side, after: _Side) -> Iterator[tuple[str, str, str]]:
    new = {each.record.bookmark: each.theirs for each in judge_anchors(after.manifest, after.stories)}
    places = {story.part: Places(story) for story in before.stories}
    for each in judge_anchors(before.manifest, before.stories):
        now = new.get(each.record.bookmark, each.theirs)
        if each.span is not None and each.theirs != now:
            yield places[each.span.story.part].of(each.span.paragraph), each.theirs.strip(), now.strip()


def _cells(before: _Side, after: _Side) -> Iterator[tuple[str, str, str]]:
    news = {view.record.id: view for view in after.tables}
    for old in before.tables:
        new = news.get(old.record.id)
        if new is not None:
            yield from _table_cells(before.stories[0], old, new)


def _table_cells(body: Story, old: AppendixView, new: AppendixView) -> Iterator[tuple[str, str, str]]:
    label = _label(body, old.record)
    was, now = _rows(old), _rows(new)
    for key in dict.fromkeys([*now, *was]):
        place, before, after = f"{label}, hàng {_name(old, new, key)}", was.get(key), now.get(key)
        if before is None or after is None:
            yield place, _row_text(before), _row_text(after)
            continue
        for header, one, other in zip(old.record.headers, before, after, strict=False):
            if one != other:
                yield f"{place}, cột “{header}”", one, other


def _row_text(cells: Sequence[str] | None) -> str:
    return "; ".join(cells) if cells else _NOT_THERE


def _rows(view: AppendixView) -> Mapping[str, tuple[str, ...]]:
    return {each.key: _texts(view, each.row) for each in view.rows if each.key}


def _texts(view: AppendixView, row: Row) -> tuple[str, ...]:
    columns = 1 if row.is_single_cell else len(view.columns)
    return tuple(view.cell(row, column).text for column in range(columns))


def _name(old: AppendixView, new: AppendixView, key: str) -> str:
    """A row is called by the longest of its words: the name of its unit."""
    cells = (old if key in old.record.rows else new).record.rows.get(key, (key,))
    return max(cells, key=lambda text: sum(map(str.isalpha, text)))


def _label(body: Story, record: TableRecord) -> str:
    mark = body.bookmarks.get(record.bookmark)
    text = mark.start.paragraph.text.strip() if mark is not None and mark.start.paragraph is not None else ""
    return text or "Phụ lục"


def _keyed(prefix: str, found: Sequence[tuple[str, str, str]]) -> tuple[Amendment, ...]:
    return tuple(Amendment(f"{prefix}{number}", *each) for number, each in enumerate(found, 1))
