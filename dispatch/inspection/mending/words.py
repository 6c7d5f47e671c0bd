"""Two slips of typing: zeros of days and months, spaces in a symbol; in heading and appendices (L15, L17, L43)."""

import re
from collections.abc import Iterator
from datetime import date

from dispatch.inspection.checking.case import Case
from dispatch.inspection.checking.findings import at
from dispatch.inspection.checking.rules_number import accepts_symbol, date_parts, issue_date
from dispatch.inspection.mending.changes import TextChange
from dispatch.inspection.mending.pieces import is_as_typed, replace_words
from dispatch.vietnamese.dates import long_date

_SYMBOL = re.compile(r"^(?P<label>s[oố]\s*:?\s*)(?P<digits>\d*)(?P<rest>.*)$", re.IGNORECASE)
_CITED = re.compile(r"(?<=số )\d+\s*/\s*[A-ZĐ]\w*(?:\s*[-/]\s*[A-ZĐ]\w*)*")
_CITED_DATE = re.compile(r"ngày \d{1,2} tháng \d{1,2} năm \d{4}")
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


def mend_attachments(case: Case) -> Iterator[TextChange]:
    """The same in the lines that say what each appendix belongs to."""
    for appendix in case.letter.appendices:
        line = appendix.attachment
        if line is None or not is_as_typed(line.paragraph):
            continue
        after = line.text
        # From right to left, so that what is still to be replaced stays where it is.
        for pattern, mended in ((_CITED_DATE, _padded), (_CITED, _tightened)):
            for match in reversed(list(pattern.finditer(line.text))):
                words = mended(match.group())
                if words != match.group():
                    replace_words(line.paragraph, line.start + match.start(), line.start + match.end(), words)
                    after = after[: match.start()] + words + after[match.end() :]
        if after != line.text:
            yield TextChange(at(line), line.text, after)


def _padded(written: str) -> str:
    """A date in words with its zeros; one that the calendar does not have as it is."""
    day, month, year = map(int, re.findall(r"\d+", written))
    try:
        return long_date(date(year, month, day))
    except ValueError:
        return written


def _tightened(written: str) -> str:
    return _SPACED.sub(r"\1", written)
