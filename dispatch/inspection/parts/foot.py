"""Find recipients and signature: side by side in a table, or typed."""

import re
from collections.abc import Iterator, Sequence

from dispatch.inspection.parts.pieces import Piece, columns, fold, is_upper, lines, piece
from dispatch.inspection.parts.values import Foot
from dispatch.inspection.reading.values import Paragraph

_LABEL = re.compile(r"noi\s*nhan\s*:?")
_ITEM = re.compile(r"^[-–+]|^luu\b")
_DRAFTER = re.compile(r"^[^\W\d_]{1,10}(\.?\(\d+\)| ?- ?\d+)?$")
_POST = re.compile(r"^(tm|kt|tl|tuq|q|t/m|k/t|t/l)\b\.?")
_NAME_WORDS = range(2, 8)
_SIGNING_LINES = 14


def find_foot(paragraphs: Sequence[Paragraph], start: int, end: int) -> Foot:
    """The last "Nơi nhận" between two positions and the signature beside or below it."""
    for position in range(end - 1, start - 1, -1):
        label = _label(paragraphs[position])
        if label is not None:
            break
    else:
        return _without_label(paragraphs, start, end)
    cell = label.paragraph.cell
    if cell is None:
        return _typed(paragraphs, position, end, label)
    first = next(at for at in range(end) if _in_table(paragraphs[at], cell.table))
    last = next((at for at in range(position, end) if not _in_table(paragraphs[at], cell.table)), end)
    beside = [each for each in paragraphs[first:last] if each.cell is not None and each.cell.column != cell.column]
    below = [each for each in paragraphs[position + 1 : last] if each not in beside]
    posts, signer = _signature([line for each in beside for line in lines(each)])
    return Foot(label, _recipients([line for each in below for line in lines(each)]), posts, signer, first, last)


def _recipients(found: Sequence[Piece]) -> tuple[Piece, ...]:
    """The lines without the mark of who wrote the letter, under the line of what is filed (box 12)."""
    marked = len(found) > 1 and _DRAFTER.match(found[-1].text) and _ITEM.match(fold(found[-2].text))
    return tuple(found[:-1] if marked else found)


def _label(paragraph: Paragraph) -> Piece | None:
    for line in lines(paragraph):
        match = _LABEL.match(fold(line.text))
        if match:
            return piece(paragraph, line.start, line.start + match.end())
    return None


def _in_table(paragraph: Paragraph, table: int) -> bool:
    return paragraph.cell is not None and paragraph.cell.table == table


def _typed(paragraphs: Sequence[Paragraph], position: int, end: int, label: Piece) -> Foot:
    recipients: list[Piece] = []
    right: list[Piece] = []
    for line in (line for each in paragraphs[position:end] for line in lines(each)):
        parts = columns(line)
        if line.paragraph is label.paragraph and line.start <= label.start < line.end:
            right += parts[1:]
        elif parts and (_ITEM.match(fold(parts[0].text)) or line.paragraph.label in {"-", "–"}):
            recipients.append(parts[0])
            right += parts[1:]
        else:
            right += parts
    start = position
    if not right:
        # Signed above the recipients.
        above = list(_upper_lines_above(paragraphs, position))
        right, start = above, position - len(above)
    posts, signer = _signature(right)
    return Foot(label, tuple(recipients), posts, signer, start, end)


def _without_label(paragraphs: Sequence[Paragraph], start: int, end: int) -> Foot:
    """No recipients: only a signature can be looked for, in the last lines."""
    tail = [line for each in paragraphs[max(start, end - _SIGNING_LINES) : end] for line in lines(each)]
    first = next((at for at, line in enumerate(tail) if is_upper(line.text) and len(line.text) < len("x" * 80)), None)
    if first is None:
        return Foot(start=end, end=end)
    cell = tail[first].paragraph.cell
    if cell is not None:
        return _in_columns(paragraphs, (cell.table, cell.column), start, end)
    posts, signer = _signature(tail[first:])
    begin = next(at for at in range(end) if paragraphs[at] is tail[first].paragraph)
    return Foot(posts=posts, signer=signer, start=begin, end=end)


def _in_columns(paragraphs: Sequence[Paragraph], signature: tuple[int, int], start: int, end: int) -> Foot:
    """A table with a signature in that column of it, and recipients without their label in the others."""
    table, column = signature
    inside = [at for at in range(start, end) if _in_table(paragraphs[at], table)]
    found = [(at, line) for at in inside for line in lines(paragraphs[at])]
    right = [line for at, line in found if _column(paragraphs[at]) == column]
    left = [line for at, line in found if _column(paragraphs[at]) != column]
    posts, signer = _signature(right)
    return Foot(None, _recipients(left), posts, signer, inside[0], inside[-1] + 1)


def _column(paragraph: Paragraph) -> int | None:
    return paragraph.cell.column if paragraph.cell is not None else None


def _upper_lines_above(paragraphs: Sequence[Paragraph], position: int) -> Iterator[Piece]:
    above: list[Piece] = []
    for paragraph in reversed(paragraphs[max(position - _SIGNING_LINES, 0) : position]):
        found = list(lines(paragraph))
        if found and not (is_upper(found[0].text) or _is_name(found[0].text)):
            break
        above = [*found, *above]
    yield from above


def _signature(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], Piece | None]:
    """The lines of authority and post, and the name: the last line, unless it is a post itself."""
    found = [each for each in pieces if re.search(r"\w", each.text) and not each.text.startswith(("(", "["))]
    if not found:
        return (), None
    if len(found) == 1 or _is_post(found[-1].text):
        return (tuple(found), None) if _is_post(found[-1].text) else ((), found[-1])
    return tuple(found[:-1]), found[-1]


def _is_name(text: str) -> bool:
    words = text.split()
    return len(words) in _NAME_WORDS and all(word[0].isupper() for word in words)


_POST_WORDS = re.compile(
    r"\b(truong|pho|chu tich|giam doc|bo truong|thu truong|chanh|vu|cuc|ban|bi thu|van phong|uy ban|hoi dong"
    r"|thu tuong|vien|so|phong|tong|chi cuc|chap hanh)\b"
)


def _is_post(text: str) -> bool:
    """A post or an authority; a name has none of these words in small letters."""
    folded = fold(text)
    return _POST.match(folded) is not None or (is_upper(text) and _POST_WORDS.search(folded) is not None)
