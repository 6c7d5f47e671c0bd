"""Anchors: the hidden bookmarks that hold figures and rows."""

import hashlib
from collections import Counter
from dataclasses import dataclass

from dispatch.model.anchor_names import HASH_LENGTH

_ROW_IDS = 10_000


@dataclass(frozen=True, slots=True)
class Anchor:
    """One figure's place: its bookmark, and the neighbours to left and right in its paragraph.

    A neighbour is words of the template or the name of a figure that stands there.
    """

    bookmark: str
    figure: str
    before: str
    before_is_figure: bool
    after: str
    after_is_figure: bool


class AnchorNames:
    """Names the anchors of one document in reading order."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()
        self._count = 0

    def figure(self, figure: str) -> tuple[int, str]:
        """The number and name of a figure's next place: a hash of its id and a running number."""
        self._seen[figure] += 1
        self._count += 1
        digest = hashlib.sha256(figure.encode()).hexdigest()[:HASH_LENGTH]
        return self._count, f"_f{digest}_{self._seen[figure]}"


def row_bookmark_id(appendix: int, row: int) -> int:
    """The bookmark number of a row, apart from those of figures and of other appendices."""
    return appendix * _ROW_IDS + row


def caption_bookmark_id(appendix: int) -> int:
    """The bookmark number of a caption."""
    return appendix * _ROW_IDS
