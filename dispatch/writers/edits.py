"""Changes to the text of a letter, collected as patches of its parts' bytes."""

import re
from collections.abc import Mapping, Sequence

from dispatch.model.place import Cell, Patch, Row, Span, Story
from dispatch.writers.patching import cell_patches, patched, text_patches
from dispatch.writers.rows import NewRow, row_bytes

_ID = re.compile(rb'\bw:id="([0-9]{1,9})"')


class Edits:
    """Changes that simply take place. A `note` is for those who show their changes; empty for none."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self._stories = {story.part: story for story in stories}
        self._patches: dict[str, list[Patch]] = {story.part: [] for story in stories}
        self._rows: dict[tuple[str, int], list[bytes]] = {}
        self._last_id = 0

    def put(self, span: Span, new: str, note: str) -> None:
        """Put a new text into a place."""
        del note
        self.patch(span.story, text_patches(span, new))

    def put_cell(self, story: Story, cell: Cell, new: str, note: str) -> None:
        """Put a new text into a cell."""
        del note
        self.patch(story, cell_patches(story.data, cell, new))

    def remove_row(self, story: Story, row: Row) -> None:
        """Take a row away; it was there alone, or stands elsewhere now."""
        self.patch(story, [Patch(row.start, row.end, b"")])

    def insert_row(self, story: Story, at: int, new: NewRow) -> None:
        """Put a row at a place between rows; rows for one place stand in the order they come."""
        self.place_row(story, at, row_bytes(story.data, new, self.next_id()))

    def can_move(self, story: Story, row: Row) -> bool:
        """Whether a row can be shown at another place."""
        del story, row
        return True

    def patch(self, story: Story, patches: Sequence[Patch]) -> None:
        """Note patches of a part."""
        self._patches[story.part] += patches

    def place_row(self, story: Story, at: int, row: bytes) -> None:
        """Note a row for a place."""
        self._rows.setdefault((story.part, at), []).append(row)

    def next_id(self) -> int:
        """A number that no mark of the letter has."""
        if not self._last_id:
            self._last_id = self.highest_id()
        self._last_id += 1
        return self._last_id

    def highest_id(self) -> int:
        """The highest number of a mark of the letter."""
        used = (int(number) for story in self._stories.values() for number in _ID.findall(story.data))
        return max(used, default=0)

    def parts(self) -> Mapping[str, bytes]:
        """The parts that have changed."""
        for (part, at), rows in self._rows.items():
            self._patches[part].append(Patch(at, at, b"".join(rows)))
        self._rows = {}
        return {part: patched(self._stories[part].data, patches) for part, patches in self._patches.items() if patches}
