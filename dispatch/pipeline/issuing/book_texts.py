"""What the year's book tells of a letter, as its text has it when it is issued."""

from dataclasses import dataclass

from dispatch.inspection.package import Package
from dispatch.inspection.parts.letter import find_letter
from dispatch.inspection.parts.pieces import fold, joined
from dispatch.inspection.parts.values import Foot, Head
from dispatch.inspection.reading.document import read_document

_DISPATCH = "Công văn"
_AS_ABOVE = "nhu tren"
_BETWEEN = "; "
_MARKS = "-–;.,: \t\n"


@dataclass(frozen=True, slots=True)
class BookTexts:
    """Type, subject, signer and recipients of a letter; "" where the text does not show them."""

    type_name: str
    subject: str
    signer: str
    recipients: str


def book_texts(package: Package) -> BookTexts:
    """Read what the book tells (NĐ 30/2020, Phụ lục IV) from an issued letter: an officer may have changed it."""
    found = find_letter(read_document(package))
    head, foot = found.head, found.foot
    return BookTexts(
        type_name=joined([head.kind]).capitalize() if head.kind else _DISPATCH,
        subject=joined(head.subject or head.summary),
        signer=joined([foot.signer]) if foot.signer else "",
        recipients=_BETWEEN.join(_recipients(head, foot)),
    )


def _recipients(head: Head, foot: Foot) -> list[str]:
    """Those of the foot, "Như trên" by the names that the heading has."""
    listed = [joined([each]).strip(_MARKS) for each in foot.recipients]
    if listed and head.addressees and fold(listed[0]) == _AS_ABOVE:
        return [*(joined([each]).strip(_MARKS) for each in head.addressees), *listed[1:]]
    return listed
