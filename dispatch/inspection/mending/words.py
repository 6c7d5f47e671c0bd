"""Two slips of typing: days and months without their zeros (or with one too many), spaces in a symbol (L15, L17)."""

import re
from collections.abc import Iterator

from dispatch.inspection.checking.case import Case
from dispatch.inspection.checking.findings import at
from dispatch.inspection.checking.rules_number import accepts_symbol, date_parts, issue_date
from dispatch.inspection.mending.changes import TextChange
from dispatch.inspection.mending.pieces import is_as_typed, replace_words
from dispatch.vietnamese.dates import long_date

_SYMBOL = re.compile(r"^(?P<label>s[oố]\s*:?\s*)(?P<digits>\d*)(?P<rest>.*)$", re.IGNORECASE)
_SPACED = re.compile(r"\s*([/-])\s*")


def mend_date(case: Case) -> Iterator[TextChange]:
    """Pad the day and the month of a whole date as the law pads them."""
    piece = case.letter.head.place_date
    spans = date_parts(piece)
    day = issue_date(piece)
    # A date in figures alone is an officer's to write out.
    if piece is None or day is None or not spans or not is_as_typed(piece.paragraph):
        return
    if any(not text for _, text in spans):
        return
    right = re.findall(r"\d+", long_date(day))
    wrong = [(start, text, wanted) for (start, text), wanted in zip(spans, right, strict=True) if text != wanted]
    if not wrong:
        return
    after = piece.text
    for start, text, wanted in reversed(wrong):
        replace_words(piece.paragraph, piece.start + start, piece.start + start + len(text), wanted)
        after = after[:start] + wanted + after[start + len(text) :]
    yield TextChange(at(piece), piece.text, after)


def mend_symbol(case: Case) -> Iterator[TextChange]:
    """Take the spaces out of number and symbol, when it is right without them; a blank number keeps its room."""
    piece = case.letter.head.number
    match = _SYMBOL.match(piece.text) if piece is not None else None
    if piece is None or match is None or not is_as_typed(piece.paragraph):
        return
    rest, join = match["rest"], case.profile.texts.number_join
    room = "" if match["digits"] else rest[: len(rest) - len(rest.lstrip(" .…_"))]
    tight = room + _SPACED.sub(r"\1", rest[len(room) :])
    if tight == rest or not tight[len(room) :].startswith(join) or not accepts_symbol(case, tight[len(room) + 1 :]):
        return
    start = match.start("rest")
    replace_words(piece.paragraph, piece.start + start, piece.end, tight)
    yield TextChange(at(piece), piece.text, piece.text[:start] + tight)
