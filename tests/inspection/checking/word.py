"""Type a letter in Word's own terms: paragraphs with direct formatting, two-column tables, drawn lines."""

import io
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

CENTER, LEFT, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.JUSTIFY
Holder = Document | _Cell
EMU_PER_MM = 36000

_LINE = """
<w:r {namespaces} xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent><mc:Choice Requires="wps">
<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{id}" behindDoc="0"
 locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="column"><wp:posOffset>{left}</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="paragraph"><wp:posOffset>25400</wp:posOffset></wp:positionV>
<wp:extent cx="{width}" cy="0"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>
<wp:docPr id="{id}" name="Line {id}"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
<wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="0"/></a:xfrm>
<a:prstGeom prst="line"><a:avLst/></a:prstGeom>
<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln>
</wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>
"""


def new_document(*margins_mm: float) -> Document:
    """An empty A4 document with margins top, right, bottom, left, its pages numbered from the second on."""
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(Mm, margins_mm)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.style, number.alignment = normal, CENTER
    number._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'))
    return document


def columns(document: Document, *widths_mm: float) -> list[_Cell]:
    """A table of one row without borders."""
    table = document.add_table(1, len(widths_mm))
    table.autofit = False
    for column, cell, width in zip(table.columns, table.rows[0].cells, widths_mm, strict=True):
        column.width, cell.width = Mm(width), Mm(width)
    return list(table.rows[0].cells)


def typed(holder: Holder, text: str, size: float = 14, **marks: Any) -> Paragraph:
    """A paragraph: `align`, `first` (mm), `before` (pt), `lines` or `exact` (pt), the rest marks of its run."""
    first_of_cell = isinstance(holder, _Cell) and len(holder.paragraphs) == 1 and not holder.paragraphs[0].runs
    paragraph = holder.paragraphs[0] if first_of_cell else holder.add_paragraph()
    form = paragraph.paragraph_format
    form.alignment = marks.pop("align", LEFT)
    form.space_before, form.space_after = Pt(marks.pop("before", 0)), Pt(0)
    if "first" in marks:
        form.first_line_indent = Mm(marks.pop("first"))
    if "exact" in marks:
        form.line_spacing, form.line_spacing_rule = Pt(marks.pop("exact")), WD_LINE_SPACING.EXACTLY
    else:
        form.line_spacing = marks.pop("lines", 1.0)
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    for name, value in marks.items():
        setattr(run.font, name, value)
    return paragraph


def drawn(holder: Holder, width_mm: float, left_mm: float, identity: int) -> None:
    """A paragraph with a drawn line of that width, so far from the left of its column."""
    paragraph = typed(holder, "", 6)
    measures = {"width": round(width_mm * EMU_PER_MM), "left": round(left_mm * EMU_PER_MM), "id": identity}
    paragraph._p.append(parse_xml(_LINE.format(namespaces=nsdecls("w", "wp", "a"), **measures)))


def landscape_section(document: Document) -> None:
    """Begin a page on its side whose numbers begin at 1."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section._sectPr.append(parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>'))


def saved(document: Document) -> bytes:
    """The document as a file."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
