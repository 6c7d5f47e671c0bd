"""Find the appendices of an edited letter: table, columns and rows, by bookmarks and by what they say."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dispatch.model.anchor_names import moved_bookmark, row_bookmark
from dispatch.model.appendix_view import AppendixView, RowView, Shape
from dispatch.model.manifest import TableRecord
from dispatch.model.place import Row, Story, Table
from dispatch.vietnamese.orthography import spelling_key

_ROWS_ABOVE_HEADER = 3
_BETWEEN_ROWS = re.compile(rb"(?:\s|<w:(?:bookmarkStart|bookmarkEnd|proofErr)\b[^>]*/>)*")
_COPY = re.compile(r"(.+)_Copy_[0-9]+")


def view_appendix(record: TableRecord, story: Story, name_column: int) -> AppendixView:
    """The appendix of a record in the body; `name_column` is that of the units' names."""
    table, found_again = _by_caption(record, story), False
    if table is None or not _is_it(record, table):
        other = _by_rows(record, story)
        table, found_again = (other, other is not None) if table is None or other is not None else (table, False)
    if table is None:
        return AppendixView(record, "absent")
    header = _header(record, table)
    if header is None:
        return AppendixView(record, "columns", story, table, found_again=found_again)
    view = _Rows(record, story, table, header, name_column).view()
    return AppendixView(
        record, view.shape, story, table, header[0], header[1], view.rows, view.missing, found_again=found_again
    )


def _by_caption(record: TableRecord, story: Story) -> Table | None:
    """The next table after the bookmark of the caption."""
    mark = story.bookmarks.get(record.bookmark)
    if mark is None:
        return None
    after = [table for table in story.tables if table.start > mark.start.offset]
    return min(after, key=lambda table: table.start, default=None)


def _is_it(record: TableRecord, table: Table) -> bool:
    """Whether a table has any header of the record."""
    headers = {_folded(header) for header in record.headers}
    return any(_folded(cell.text) in headers for row in table.rows[:_ROWS_ABOVE_HEADER] for cell in row.cells)


def _by_rows(record: TableRecord, story: Story) -> Table | None:
    """The one table that has a row's bookmark; else the only one that has most rows as they were drawn."""
    marks = [story.bookmarks[name] for name in _row_names(record) if name in story.bookmarks]
    holding = [table for table in story.tables if any(table.start < mark.start.offset < table.end for mark in marks)]
    if len(holding) == 1:
        return holding[0]
    drawn = set(record.rows.values())
    alike = [
        table
        for table in story.tables
        if sum(tuple(cell.text for cell in row.cells) in drawn for row in table.rows) * 2 > len(drawn)
    ]
    return alike[0] if len(alike) == 1 else None


def _row_names(record: TableRecord) -> Iterator[str]:
    for key in record.rows:
        name = row_bookmark(int(record.number), key)
        yield from (name, moved_bookmark(name))


def _header(record: TableRecord, table: Table) -> tuple[Row, tuple[int, ...]] | None:
    """The header row, and where each of our columns is; None when one cannot be told."""
    wanted = [_folded(header) for header in record.headers]
    for row in table.rows[:_ROWS_ABOVE_HEADER]:
        texts = [_folded(cell.text) for cell in row.cells]
        if any(cell.merged for cell in row.cells):
            continue
        if all(texts.count(each) == wanted.count(each) for each in wanted):
            return row, tuple(_places(wanted, texts))
        # A header worded in another way: the others must stand where they stood.
        if len(texts) == len(wanted) and sum(map(str.__eq__, texts, wanted)) * 2 > len(wanted):
            return row, tuple(range(len(wanted)))
    return None


def _places(wanted: Sequence[str], texts: Sequence[str]) -> Iterator[int]:
    taken: set[int] = set()
    for each in wanted:
        place = next(n for n, text in enumerate(texts) if text == each and n not in taken)
        taken.add(place)
        yield place


def _folded(text: str) -> str:
    return spelling_key(text).casefold()


@dataclass(frozen=True, slots=True)
class _Seen:
    shape: Shape
    rows: tuple[RowView, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Rows:
    record: TableRecord
    story: Story
    table: Table
    header: tuple[Row, tuple[int, ...]]
    name_column: int

    def view(self) -> _Seen:
        """The rows under the header; a tracked deletion is taken as accepted."""
        head, columns = self.header
        below = [row for row in self.table.rows[self.table.rows.index(head) + 1 :] if not row.deleted]
        marked = self.marked(below)
        keys = {id(row): key for row, key, _ in marked}
        names = {id(row): name for row, _, name in marked}
        keys |= self.named([row for row in below if id(row) not in keys], set(keys.values()))
        rows = tuple(RowView(row, keys.get(id(row), ""), names.get(id(row), "")) for row in below)
        missing = tuple(key for key in self.record.rows if key not in set(keys.values()))
        known = [each for each in rows if each.key]
        if any(row.revised for row in self.table.rows):
            return _Seen("revised", rows, missing)
        if not all(self.is_whole(each, len(head.cells)) for each in known) or len(set(columns)) != len(columns):
            return _Seen("cells", rows, missing)
        if not self.are_own():
            return _Seen("wrapped", rows, missing)
        return _Seen("rows" if missing else "ours", rows, missing)

    def marked(self, rows: Sequence[Row]) -> list[tuple[Row, str, str]]:
        """Rows by their bookmarks; of a key with two bookmarks the one that is no copy."""
        keys = {row_bookmark(int(self.record.number), key): key for key in self.record.rows}
        keys |= {moved_bookmark(name): key for name, key in keys.items()}
        marks = sorted(
            (mark for name, mark in self.story.bookmarks.items() if _original(name) in keys),
            key=lambda mark: (mark.name not in keys, mark.start.offset),
        )
        found: dict[str, tuple[Row, str, str]] = {}
        for mark in marks:
            row = next((row for row in rows if row.start < mark.start.offset < row.end), None)
            key = keys[_original(mark.name)]
            if row is not None and key not in found and all(other is not row for other, *_ in found.values()):
                found[key] = row, key, mark.name
        return list(found.values())

    def named(self, rows: Sequence[Row], taken: set[str]) -> dict[int, str]:
        """Rows without a bookmark by the name of their unit, where only one row and one unit have it."""
        column = self.header[1][self.name_column]
        texts = Counter(_folded(row.cells[column].text) for row in rows if len(row.cells) > column)
        wanted = {
            key: _folded(cells[self.name_column if len(cells) > 1 else 0])
            for key, cells in self.record.rows.items()
            if key not in taken
        }
        once = Counter(wanted.values())
        keys = {name: key for key, name in wanted.items() if once[name] == 1 and texts[name] == 1}
        return {
            id(row): keys[name]
            for row in rows
            if len(row.cells) > column and (name := _folded(row.cells[column].text)) in keys
        }

    def is_whole(self, each: RowView, width: int) -> bool:
        """Whether a row has its cells, none merged with another; the heading of a group is one cell."""
        cells, drawn = each.row.cells, len(self.record.rows[each.key])
        if drawn == 1 < len(self.record.headers):
            return len(cells) == 1 and not cells[0].nested
        return len(cells) == width and not any(cell.merged or cell.nested for cell in cells)

    def are_own(self) -> bool:
        """Whether nothing but marks stands between the rows: no content control holds some of them."""
        rows = self.table.rows
        data = self.story.data
        return all(_BETWEEN_ROWS.fullmatch(data[one.end : other.start]) for one, other in pairwise(rows))


def _original(name: str) -> str:
    match = _COPY.fullmatch(name)
    return match[1] if match else name
