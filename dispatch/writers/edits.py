"""Changes to the text of a letter, collected as patches of its parts' bytes."""

from collections.abc import Mapping, Sequence

from dispatch.model.place import Cell, Patch, Span, Story
from dispatch.writers.patching import cell_patches, patched, text_patches


class Edits:
    """Changes that simply take place; `notes` are for those who show their changes."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self._stories = {story.part: story for story in stories}
        self._patches: dict[str, list[Patch]] = {story.part: [] for story in stories}

    def put(self, span: Span, new: str, note: str) -> None:
        """Put a new text into a place."""
        del note
        self._patches[span.story.part] += text_patches(span, new)

    def put_cell(self, story: Story, cell: Cell, new: str, note: str) -> None:
        """Put a new text into a cell."""
        del note
        self._patches[story.part] += cell_patches(story.data, cell, new)

    def parts(self) -> Mapping[str, bytes]:
        """The parts that have changed."""
        return {part: patched(self._stories[part].data, patches) for part, patches in self._patches.items() if patches}
