"""Marks in a single-line box: a table of one cell, which every program draws alike and can describe in words."""

from collections.abc import Iterator

from dispatch.formats.text_width import text_width_mm
from dispatch.model.letter import Line, Text
from dispatch.model.profile import FormatProfile, Stamp
from dispatch.writers.paragraphs import DocumentText
from dispatch.writers.stencil import TWIPS_PER_MM, Fragment, xml_text
from dispatch.writers.styles import STAMP_STYLES
from dispatch.writers.word_styles import COLOURS

_GAP = '<w:p><w:pPr><w:pStyle w:val="HetPhan"/><w:spacing w:before="120"/></w:pPr></w:p>'
_END = '<w:p><w:pPr><w:pStyle w:val="HetPhan"/></w:pPr></w:p>'
_SIDES = ("top", "left", "bottom", "right")
_DRAFT_HEIGHT_MM = 8.0
_DRAFT_MARGIN_MM = 3.0
_DIGITS = "00"  # room for the number of the draft


def stamp_box(stamp: Stamp, profile: FormatProfile, left_mm: float = 0.0) -> str:
    """A stamp in the place where it stands; an empty paragraph of no height follows, as Word asks."""
    style, component = STAMP_STYLES[stamp.use]
    text = f'<w:r><w:t xml:space="preserve">{xml_text(stamp.text)}</w:t></w:r>'
    colour = COLOURS[profile.components[component].colour]
    start = _box_start(stamp.width_mm, stamp.height_mm, colour, f"Dấu {stamp.text}", left_mm)
    gap = "" if left_mm else _GAP
    return f'{gap}{start}<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{text}</w:p></w:tc></w:tr></w:tbl>{_END}'


def draft_box(line: Line, profile: FormatProfile, text: DocumentText) -> Iterator[Fragment]:
    """The mark of a draft, in a box as wide as its words."""
    component = profile.components["du_thao"]
    words = "".join(run.text if isinstance(run, Text) else _DIGITS for run in line)
    width = text_width_mm(words, component.size.chosen, bold=component.bold) + 2 * _DRAFT_MARGIN_MM
    yield _GAP
    yield _box_start(width, _DRAFT_HEIGHT_MM, COLOURS[component.colour], profile.texts.draft_mark)
    yield from text.paragraph("DuThao", line)
    yield f"</w:tc></w:tr></w:tbl>{_END}"


def _box_start(width_mm: float, height_mm: float, colour: str, description: str, left_mm: float = 0.0) -> str:
    width, height, left = (round(mm * TWIPS_PER_MM) for mm in (width_mm, height_mm, left_mm))
    borders = "".join(f'<w:{side} w:val="single" w:sz="8" w:space="0" w:color="{colour}"/>' for side in _SIDES)
    sides = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("left", "right"))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblInd w:w="{left}" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f'<w:tblCaption w:val="{xml_text(description)}"/><w:tblDescription w:val="{xml_text(description)}"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>'
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr>'
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:tcMar>{sides}</w:tcMar>'
        '<w:vAlign w:val="center"/></w:tcPr>'
    )
