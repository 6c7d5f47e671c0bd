"""Make a document depart from the law by one change, on any of the bases."""

import io
from collections.abc import Callable

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from lxml import etree

Change = Callable[[Document], None]


def changed(document: bytes, change: Change) -> bytes:
    """The document after one change made with python-docx."""
    opened = docx.Document(io.BytesIO(document))
    change(opened)
    stream = io.BytesIO()
    opened.save(stream)
    return stream.getvalue()


def find(document: Document, start: str) -> Paragraph:
    """The first paragraph, in the text or in a table, that begins so."""
    for element in document.element.body.iter(qn("w:p")):
        paragraph = Paragraph(element, document._body)
        if paragraph.text.startswith(start):
            return paragraph
    raise AssertionError(f"no paragraph begins with {start}")


def drop(element: etree._Element | None) -> None:
    """Take an element out of its tree."""
    assert element is not None
    above = element.getparent()
    assert above is not None
    above.remove(element)


def words(start: str, old: str, new: str) -> Change:
    """Replace words of a paragraph, in whichever runs they are."""

    def change(document: Document) -> None:
        paragraph = find(document, start)
        text = paragraph.text
        assert old in text, f"{text} has no {old}"
        for run in paragraph.runs[1:]:
            run.text = ""
        paragraph.runs[0].text = text.replace(old, new)

    return change


def size(start: str, points: float) -> Change:
    def change(document: Document) -> None:
        for run in find(document, start).runs:
            run.font.size = Pt(points)

    return change


def mark(start: str, *, bold: bool | None = None, italic: bool | None = None) -> Change:
    def change(document: Document) -> None:
        for run in find(document, start).runs:
            run.bold = run.bold if bold is None else bold
            run.italic = run.italic if italic is None else italic

    return change


def font(start: str, name: str) -> Change:
    def change(document: Document) -> None:
        find(document, start).runs[0].font.name = name

    return change


def colour(start: str) -> Change:
    def change(document: Document) -> None:
        find(document, start).runs[0].font.color.rgb = RGBColor(0, 0, 255)

    return change


def align(start: str, alignment: WD_ALIGN_PARAGRAPH) -> Change:
    def change(document: Document) -> None:
        find(document, start).alignment = alignment

    return change


def spaced(start: str, **values: float) -> Change:
    """Set space_before, space_after (points), line_spacing (lines) or first_line_indent (mm)."""

    def change(document: Document) -> None:
        form = find(document, start).paragraph_format
        for name, value in values.items():
            measure = {"line_spacing": float, "first_line_indent": Mm}.get(name, Pt)(value)
            setattr(form, name, measure)

    return change


def margin(millimetres: float) -> Change:
    def change(document: Document) -> None:
        document.sections[0].left_margin = Mm(millimetres)

    return change


def paper(document: Document) -> None:
    document.sections[0].page_height = Mm(279)


def number_on_first_page(document: Document) -> None:
    document.sections[0].different_first_page_header_footer = False


def running_numbers(document: Document) -> None:
    for start in document.sections[1]._sectPr.iterchildren(qn("w:pgNumType")):
        drop(start)


def without_line_below(start: str) -> Change:
    """Take away the drawn line in the paragraph after this one."""

    def change(document: Document) -> None:
        drop(find(document, start)._p.getnext())

    return change


def removed(start: str) -> Change:
    def change(document: Document) -> None:
        drop(find(document, start)._p)

    return change
