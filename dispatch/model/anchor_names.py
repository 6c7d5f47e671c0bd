"""The names of the hidden bookmarks of an appendix.

Names follow from what they hold, never from an index of the process, so that the same letter
always has the same names. Word allows 40 characters: letters, digits and underscore.
"""

import hashlib
import re
from functools import lru_cache

HASH_LENGTH = 12
_NAME = re.compile(r"\w+", re.ASCII)
_UNSAFE = re.compile(r"[^A-Za-z0-9_]")
_MAX_NAME = 39  # one less than Word allows: the name of a moved row is longer by one


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
    return _UNSAFE.sub("_", name)[: _MAX_NAME - HASH_LENGTH] + _short_hash(key)


def moved_bookmark(name: str) -> str:
    """The name of a row's bookmark after the row has moved: "_b02_84" for "_b2_84", and back.

    With tracked changes the old row and the new one stand in the file together, and no two bookmarks may
    have one name.
    """
    return f"_b{name[3:]}" if name.startswith("_b0") else f"_b0{name[2:]}"


def _short_hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:HASH_LENGTH]
