"""What differs between two texts, in a few words around each change."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

_AROUND = 3
_LONGEST = 12
_CUT = "…"

Words = tuple[str, ...]


def text_changes(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """Each change from one list of lines to another: “… 16,20% …” nay là “… 16,30% …”; lines added and taken out."""
    old, new = [tuple(line.split()) for line in before], [tuple(line.split()) for line in after]
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from _changed_lines(old[start:end], new[new_start:new_end])


def _changed_lines(before: Sequence[Words], after: Sequence[Words]) -> Iterator[str]:
    for old, new in zip_longest(before, after):
        if old is None:
            yield f"thêm “{_shortened(new)}”"
        elif new is None:
            yield f"bỏ “{_shortened(old)}”"
        else:
            yield from _changed_words(old, new)


def _changed_words(old: Words, new: Words) -> Iterator[str]:
    codes = [each for each in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if each[0] != "equal"]
    for _, start, end, new_start, new_end in codes:
        yield f"“{_around(old, start, end)}” nay là “{_around(new, new_start, new_end)}”"


def _around(words: Words, start: int, end: int) -> str:
    first, last = max(0, start - _AROUND), min(len(words), end + _AROUND)
    begin, rest = _CUT if first else "", _CUT if last < len(words) else ""
    return " ".join(filter(None, [begin, _shortened(words[first:last]), rest]))


def _shortened(words: Words) -> str:
    """Words, of which those in the middle are left out where there are many."""
    if len(words) <= 2 * _LONGEST:
        return " ".join(words)
    return " ".join([*words[:_LONGEST], _CUT, *words[-_LONGEST:]])
