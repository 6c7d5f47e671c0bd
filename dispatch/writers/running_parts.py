"""Headers and footers: the page number, and on page 1 of the letter the mark of circulation and the address.

A section without a header of its own takes that of the section before it, so every section names all it has.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dispatch.model.letter import Line
from dispatch.model.profile import FormatProfile, PageNumberPlace
from dispatch.writers.boxes import stamp_box
from dispatch.writers.paragraphs import DocumentText
from dispatch.writers.stencil import Fragment
from dispatch.writers.styles import DECLARATION, W

Kind = PageNumberPlace
_ROOTS: dict[Kind, str] = {"header": "hdr", "footer": "ftr"}
_OTHER: dict[Kind, Kind] = {"header": "footer", "footer": "header"}
# The box of the mark of circulation begins at 0.58 of the text width in the diagram of the decree.
_CIRCULATION_LEFT = 0.58
_PAGE_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@dataclass(frozen=True, slots=True)
class RunningPart:
    """One header or footer: the number of its file and of its relationship, and its content when it is fixed."""

    kind: Kind
    number: int
    relation: str
    xml: str = ""

    @property
    def file(self) -> str:
        """The name of its file beside the body: "header1.xml"."""
        return f"{self.kind}{self.number}.xml"


@dataclass(frozen=True, slots=True)
class MarginMarks:
    """What stands in the margins of page 1: the stamp of circulation by its id, and whether there is an address."""

    circulation: str = ""
    address: bool = False


@dataclass(frozen=True, slots=True)
class RunningParts:
    """The headers and footers of a letter, by the marks it bears."""

    profile: FormatProfile
    marks: MarginMarks

    def parts(self) -> list[RunningPart]:
        """All parts; that of the address, which holds a figure, is filled for each letter."""
        place = self.profile.page_number.place
        found = [
            RunningPart(place, 1, "rId5", _running(place, _PAGE_FIELD)),
            RunningPart(place, 2, "rId6", _running(place, "")),
        ]
        if self.marks.circulation:
            found.append(RunningPart("header", 3, "rId8", self._circulation_header()))
        if self.marks.address:
            found.append(RunningPart("footer", 3, "rId9"))
        if self._has_other():
            other = _OTHER[place]
            found.append(RunningPart(other, 4, "rId10", _running(other, "")))
        return found

    def references(self, *, first_section: bool) -> str:
        """What a section names: page numbers from its second page, on its first page what belongs there."""
        place = self.profile.page_number.place
        first: dict[Kind, str] = {place: "rId6"}
        if self._has_other():
            first[_OTHER[place]] = "rId10"
        if first_section and self.marks.circulation:
            first["header"] = "rId8"
        if first_section and self.marks.address:
            first["footer"] = "rId9"
        return f'<w:{place}Reference w:type="default" r:id="rId5"/>' + "".join(
            f'<w:{kind}Reference w:type="first" r:id="{first[kind]}"/>' for kind in _ROOTS if kind in first
        )

    def _has_other(self) -> bool:
        marked: dict[Kind, bool] = {"header": bool(self.marks.circulation), "footer": self.marks.address}
        return marked[_OTHER[self.profile.page_number.place]]

    def _circulation_header(self) -> str:
        left = self.profile.page.text_width_mm * _CIRCULATION_LEFT
        box = stamp_box(self.profile.stamps[self.marks.circulation], self.profile, left)
        return f"{DECLARATION}<w:hdr {W}>{box}</w:hdr>"


def address_footer(address: Line, text: DocumentText) -> Iterator[Fragment]:
    """The foot of page 1: the address under a line over the whole width (NĐ 30/2020, Phụ lục I, III.4)."""
    yield f"{DECLARATION}<w:ftr {W}>"
    yield from text.paragraph("DiaChi", address)
    yield "</w:ftr>"


def _running(kind: Kind, runs: str) -> str:
    """A header or footer of one paragraph, in the style Word has for it."""
    root = _ROOTS[kind]
    return (
        f'{DECLARATION}<w:{root} {W}><w:p><w:pPr><w:pStyle w:val="{kind.capitalize()}"/></w:pPr>{runs}</w:p></w:{root}>'
    )
