"""Changes shown as Word's tracked changes, with a comment on what changed; accepting all makes them take place."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dispatch.model.place import Cell, Patch, Piece, Row, Span, Story
from dispatch.model.track_marks import TrackMarks
from dispatch.writers.comments import comment_element, parts_with_comments
from dispatch.writers.edits import Edits
from dispatch.writers.patching import new_run, span_pieces, text_range
from dispatch.writers.rows import NewRow, can_be_copied, row_bytes
from dispatch.writers.tracked_runs import Cut, Numbered, deleted_runs, inserted_runs, tracked_run

_ROW_TAG = re.compile(rb"<w:tr(?:\s[^>]*)?>(?:<w:tblPrEx>.*?</w:tblPrEx>)?", re.DOTALL)
_ROW_PROPERTIES = re.compile(rb"<w:trPr(?:\s[^>]*)?(?:/>|>.*?(?=<w:trPrChange|</w:trPr>))", re.DOTALL)


class TrackedEdits(Edits):
    """Collects changes as insertions and deletions by one author."""

    def __init__(self, stories: Sequence[Story], parts: Mapping[str, bytes], marks: TrackMarks) -> None:
        super().__init__(stories)
        self._package = parts
        self._body = stories[0]
        self._numbered = Numbered(marks, self.highest_id())
        self._cuts: dict[tuple[str, int], list[Cut]] = {}
        self._comments: list[bytes] = []

    def next_id(self) -> int:
        """A number that no mark of the letter has."""
        return self._numbered.next_id()

    def put(self, span: Span, new: str, note: str) -> None:
        """Delete the old text of a place and insert the new one."""
        ranges = [(piece, *text_range(span.story.data, piece, span)) for piece in span_pieces(span)]
        self._cut(span.story, ranges, new, note)

    def put_cell(self, story: Story, cell: Cell, new: str, note: str) -> None:
        """Delete the old text of a cell and insert the new one."""
        words = [piece for paragraph in cell.paragraphs for piece in paragraph.pieces if piece.is_words]
        if words:
            self._cut(story, [(piece, piece.start, piece.end) for piece in words], new, note)
        elif new:
            patch = new_run(story.data, cell.paragraphs[0], new)
            before, after = self._comment(story, note)
            self.patch(story, [patch._replace(new=before + inserted_runs(patch.new, self._numbered) + after)])

    def remove_row(self, story: Story, row: Row) -> None:
        """Mark a row and all its text as deleted."""
        whole = _with_mark(story.data[row.start : row.end], b"<w:del%b/>" % self._numbered.attributes())
        self.patch(story, [Patch(row.start, row.end, deleted_runs(whole, self._numbered))])

    def insert_row(self, story: Story, at: int, new: NewRow) -> None:
        """Put a row in its place, marked as inserted."""
        identity = self.next_id()
        row = row_bytes(story.data, replace(new, is_new=True), identity)
        row = inserted_runs(_with_mark(row, b"<w:ins%b/>" % self._numbered.attributes()), self._numbered)
        note = ". ".join(dict.fromkeys(each.note for each in new.texts if each.note))
        # No marks of a range: LibreOffice does not take a row away that has them when the change is rejected.
        reference = self._comment(story, note)[1].partition(b"/>")[2]
        if reference and new.bookmark:
            close = row.index(b"/>", row.index(b'<w:bookmarkEnd w:id="%d"' % identity)) + len(b"/>")
            row = row[:close] + reference + row[close:]
        self.place_row(story, at, row)

    def can_move(self, story: Story, row: Row) -> bool:
        """Whether a row can stand in the file twice, as the old one and as the new one."""
        return can_be_copied(story.data, row)

    def parts(self) -> Mapping[str, bytes]:
        """The parts that have changed, those that carry the comments among them."""
        stories = {story.part: story for story in self._stories.values()}
        for (part, _), cuts in self._cuts.items():
            run, data = cuts[0].piece.run, stories[part].data
            assert run is not None  # every text stands in a run
            self.patch(stories[part], [Patch(run.start, run.end, tracked_run(data, run, cuts, self._numbered))])
        self._cuts = {}
        changed = super().parts()
        return {**changed, **parts_with_comments(self._package, self._body.part, self._comments, changed)}

    def _cut(self, story: Story, ranges: Sequence[tuple[Piece, int, int]], new: str, note: str) -> None:
        before, after = self._comment(story, note)
        for number, (piece, start, end) in enumerate(ranges):
            first, last = number == 0, number == len(ranges) - 1
            assert piece.run is not None  # every text stands in a run
            cut = Cut(piece, start, end, new if first else "", before if first else b"", after if last else b"")
            self._cuts.setdefault((story.part, piece.run.start), []).append(cut)

    def _comment(self, story: Story, note: str) -> tuple[bytes, bytes]:
        """The marks before and behind what a comment is on: start of its range; end of its range and reference.

        None without a note, and none in a footnote, where Word has no comments.
        """
        if not note or story is not self._body:
            return b"", b""
        identity = self.next_id()
        self._comments.append(comment_element(identity, note, self._numbered))
        reference = b'<w:r><w:commentReference w:id="%d"/></w:r>' % identity
        ends = b'<w:commentRangeEnd w:id="%d"/>' % identity
        return b'<w:commentRangeStart w:id="%d"/>' % identity, ends + inserted_runs(reference, self._numbered)


def _with_mark(row: bytes, mark: bytes) -> bytes:
    """The row with a mark in its properties, where the schema wants it."""
    cells = row.index(b"<w:tc>") if b"<w:tc>" in row else row.index(b"<w:tc ")
    properties = _ROW_PROPERTIES.search(row, 0, cells)
    if properties is None:
        tag = _ROW_TAG.match(row)
        assert tag is not None  # a row begins with its tag
        return row[: tag.end()] + b"<w:trPr>" + mark + b"</w:trPr>" + row[tag.end() :]
    if properties[0].endswith(b"/>") and b">" not in properties[0][:-2]:
        return row[: properties.start()] + b"<w:trPr>" + mark + b"</w:trPr>" + row[properties.end() :]
    return row[: properties.end()] + mark + row[properties.end() :]
