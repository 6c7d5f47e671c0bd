"""Make a document depart from the law by one change, on any of the bases."""

import io
from collections.abc import Callable
from copy import deepcopy

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.text.paragraph import CT_P
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from lxml import etree

Change = Callable[[Document], None]

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
EXTENT, OFFSET = f"{_DRAWING}extent", f"{_DRAWING}posOffset"
SHAPE_SIZE = "{http://schemas.openxmlformats.org/drawingml/2006/main}ext"
BEHIND_BORDERS = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr")


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
        _write(paragraph, text.replace(old, new))

    return change


def size(start: str, points: float) -> Change:
    def change(document: Document) -> None:
        for run in find(document, start).runs:
            run.font.size = Pt(points)

    return change


def mark(start: str, *, bold: bool | None = None, italic: bool | None = None, underline: bool | None = None) -> Change:
    def change(document: Document) -> None:
        for run in find(document, start).runs:
            run.bold = run.bold if bold is None else bold
            run.italic = run.italic if italic is None else italic
            run.underline = run.underline if underline is None else underline

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


def moved(start: str, before: str) -> Change:
    """Take the paragraph to the place before another one."""

    def change(document: Document) -> None:
        paragraph = find(document, start)._p
        find(document, before)._p.addprevious(paragraph)

    return change


def both(*changes: Change) -> Change:
    """One fault that takes several steps to make."""

    def change(document: Document) -> None:
        for each in changes:
            each(document)

    return change


def line_indented(start: str, left_mm: float, right_mm: float) -> Change:
    """Move the ends of the border that is drawn in the paragraph after this one."""

    def change(document: Document) -> None:
        form = Paragraph(_next(document, start), document._body).paragraph_format
        form.left_indent, form.right_indent = Mm(left_mm), Mm(right_mm)

    return change


def line_dotted(start: str) -> Change:
    """Dots instead of the border in the paragraph after this one."""

    def change(document: Document) -> None:
        dots = (
            f'<w:pBdr {nsdecls("w")}><w:top w:val="nil"/><w:bottom w:val="dotted" w:sz="6" w:color="000000"/></w:pBdr>'
        )
        form = _next(document, start).get_or_add_pPr()
        for own in list(form.iterchildren(qn("w:pBdr"))):
            drop(own)
        form.insert_element_before(parse_xml(dots), *BEHIND_BORDERS)

    return change


def appended(start: str, text: str) -> Change:
    """A paragraph like this one, below it."""

    def change(document: Document) -> None:
        paragraph = find(document, start)
        copy = deepcopy(paragraph._p)
        paragraph._p.addnext(copy)
        _write(Paragraph(copy, document._body), text)

    return change


def ending(start: str, text: str) -> Change:
    """More words at the end of a paragraph."""

    def change(document: Document) -> None:
        paragraph = find(document, start)
        _write(paragraph, paragraph.text + text)

    return change


def capitals(start: str) -> Change:
    def change(document: Document) -> None:
        paragraph = find(document, start)
        _write(paragraph, paragraph.text.upper())

    return change


def joined_to(start: str, below: str) -> Change:
    """Put the paragraph that begins so at the end of another one."""

    def change(document: Document) -> None:
        paragraph, taken = find(document, start), find(document, below)
        _write(paragraph, f"{paragraph.text} {taken.text}")
        drop(taken._p)

    return change


def exact_lines(start: str, points: float) -> Change:
    def change(document: Document) -> None:
        find(document, start).paragraph_format.line_spacing = Pt(points)

    return change


def line_spacing(start: str, lines: float) -> Change:
    def change(document: Document) -> None:
        find(document, start).paragraph_format.line_spacing = lines

    return change


def stretched(start: str, factor: float) -> Change:
    """Make the shape in the paragraph after this one longer, to the right."""

    def change(document: Document) -> None:
        for size in _next(document, start).iter(EXTENT, SHAPE_SIZE):
            size.set("cx", str(round(int(size.get("cx", "0")) * factor)))

    return change


def shifted(start: str, millimetres: float) -> Change:
    """Move the shape in the paragraph after this one to the right."""

    def change(document: Document) -> None:
        offset = next(_next(document, start).iter(OFFSET))
        offset.text = str(int(offset.text or "0") + Mm(millimetres))

    return change


def line_as(start: str, drawn: str) -> Change:
    """Draw the line under a paragraph as this XML, or type it when it is no XML."""

    def change(document: Document) -> None:
        below = Paragraph(_next(document, start), document._body)
        for run in list(below._p.iterchildren(qn("w:r"))):
            drop(run)
        if drawn.startswith("<"):
            below._p.append(parse_xml(drawn))
        else:
            below.add_run(drawn).font.size = Pt(13)

    return change


def _next(document: Document, start: str) -> CT_P:
    following = find(document, start)._p.getnext()
    assert isinstance(following, CT_P)
    return following


def high_font(start: str, name: str) -> Change:
    """Another font for the letters beyond ASCII only."""

    def change(document: Document) -> None:
        run = find(document, start).runs[0]
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hAnsi"), name)

    return change


def on_its_side(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(297), Mm(210)


def number_aligned(alignment: WD_ALIGN_PARAGRAPH) -> Change:
    def change(document: Document) -> None:
        document.sections[0].header.paragraphs[0].alignment = alignment

    return change


def roman_pages(document: Document) -> None:
    marks = document.sections[0]._sectPr
    for numbers in list(marks.iterchildren(qn("w:pgNumType"))):
        drop(numbers)
    numbers = parse_xml(f'<w:pgNumType {nsdecls("w")} w:fmt="upperRoman"/>')
    margins = marks.find(qn("w:pgMar"))
    assert margins is not None
    margins.addnext(numbers)


def line_below(start: str) -> Change:
    """A border under the paragraph."""

    def change(document: Document) -> None:
        border = f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
        find(document, start)._p.get_or_add_pPr().insert_element_before(parse_xml(border), *BEHIND_BORDERS)

    return change


def inserted(before: str, text: str) -> Change:
    """A paragraph like the one it stands before."""

    def change(document: Document) -> None:
        following = find(document, before)
        copy = deepcopy(following._p)
        following._p.addprevious(copy)
        _write(Paragraph(copy, document._body), text)

    return change


def addressees(*lines: str) -> Change:
    """ "Kính gửi:" alone, and each addressee on a line of its own."""

    def change(document: Document) -> None:
        label = find(document, "Kính gửi")
        for line in reversed(lines):
            copy = deepcopy(label._p)
            label._p.addnext(copy)
            _write(Paragraph(copy, document._body), line)
        _write(label, "Kính gửi:")

    return change


def _write(paragraph: Paragraph, text: str) -> None:
    for run in paragraph.runs[1:]:
        run.text = ""
    paragraph.runs[0].text = text
