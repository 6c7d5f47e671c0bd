"""Anchors: the hidden bookmarks that hold figures and rows, and their names.

Names follow from what they hold, never from an index of the process, so that the same letter
always has the same names. Word allows 40 characters: letters, digits and underscore.
"""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

_HASH_LENGTH = 12
_ROW_IDS = 10_000
_NAME = re.compile(r"\w+", re.ASCII)
_UNSAFE = re.compile(r"[^A-Za-z0-9_]")
_MAX_NAME = 40


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
        digest = hashlib.sha256(figure.encode()).hexdigest()[:_HASH_LENGTH]
        return self._count, f"_f{digest}_{self._seen[figure]}"


def caption_bookmark(appendix: int) -> str:
    """The bookmark in the caption of an appendix, counted from 1; its table is the next one."""
    return f"_b{appendix}"


@lru_cache(maxsize=16_384)
def row_bookmark(appendix: int, key: str) -> str:
    """The bookmark in the name cell of a row: "_b2_84"."""
    name = f"_b{appendix}_{key}"
    if _NAME.fullmatch(name) and len(name) <= _MAX_NAME:
        return name
    # Two keys that differ only in what a bookmark may not hold must not meet.
    return _UNSAFE.sub("_", name)[: _MAX_NAME - _HASH_LENGTH] + _short_hash(key)


def row_bookmark_id(appendix: int, row: int) -> int:
    """The bookmark number of a row, apart from those of figures and of other appendices."""
    return appendix * _ROW_IDS + row


def caption_bookmark_id(appendix: int) -> int:
    """The bookmark number of a caption."""
    return appendix * _ROW_IDS


def _short_hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:_HASH_LENGTH]
