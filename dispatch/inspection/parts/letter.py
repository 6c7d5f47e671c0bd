"""Put the parts of a letter together."""

from collections.abc import Iterator, Sequence

from dispatch.inspection.parts.appendix import appendix_starts, find_appendices
from dispatch.inspection.parts.foot import find_foot
from dispatch.inspection.parts.head import HeadFinder
from dispatch.inspection.parts.pieces import Piece, composed, fold, is_ground, is_upper, lines
from dispatch.inspection.parts.values import Foot, Head, Letter
from dispatch.inspection.reading.values import Document, Paragraph

_RECIPIENTS = "noi nhan"
_FEWEST_IN_A_LIST = 2


def find_letter(raw: Document) -> Letter:
    """The document as a letter."""
    document = composed(raw)
    paragraphs = document.paragraphs
    starts = appendix_starts(paragraphs, 0)
    if _begins_with_appendix(paragraphs, starts):
        return Letter(raw, document, Head(), (), (), Foot(), tuple(find_appendices(paragraphs, starts)))
    head = HeadFinder(paragraphs).head()
    starts = [start for start in starts if start >= head.end]
    first = _first_after_signature(paragraphs, starts, head.end)
    starts = [start for start in starts if start >= first]
    foot = find_foot(paragraphs, head.end, starts[0] if starts else len(paragraphs))
    body = paragraphs[head.end : foot.start]
    return Letter(
        raw=raw,
        document=document,
        head=head,
        grounds=tuple(_grounds(body, named=head.kind is not None)),
        body=body,
        foot=foot,
        appendices=tuple(find_appendices(paragraphs, starts)),
    )


def _begins_with_appendix(paragraphs: Sequence[Paragraph], starts: Sequence[int]) -> bool:
    """Whether the first words open an appendix and no recipients follow: the appendices of a letter, without it."""
    first = next((position for position, each in enumerate(paragraphs) if each.text.strip()), None)
    return first in starts and not any(fold(each.text).strip().startswith(_RECIPIENTS) for each in paragraphs)


def _first_after_signature(paragraphs: Sequence[Paragraph], starts: Sequence[int], head_end: int) -> int:
    """Appendices come after the recipients; without them, every opening counts."""
    for position in range(head_end, len(paragraphs)):
        text = fold(paragraphs[position].text).strip()
        if text.startswith(_RECIPIENTS) and any(start > position for start in starts):
            return position
    return head_end


def _grounds(body: Sequence[Paragraph], *, named: bool) -> Iterator[Piece]:
    """The legal grounds: a list of them above the text; a lone "Căn cứ …" of a dispatch is prose.

    Above them a named kind may say in capitals who decides.
    """
    found: list[Piece] = []
    for paragraph in body:
        for line in lines(paragraph):
            if named and not found and is_upper(line.text):
                continue
            if paragraph.cell is not None or not is_ground(line.text):
                if named or len(found) >= _FEWEST_IN_A_LIST:
                    yield from found
                return
            found.append(line)
