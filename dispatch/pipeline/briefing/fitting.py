"""How high a sheet stands on its page, by the widths of its letters, before Word is asked."""

from collections.abc import Iterator
from math import ceil

from dispatch.formats.text_width import MM_PER_POINT, line_count
from dispatch.model.figure import Figures
from dispatch.model.letter import Letter, Line, Text
from dispatch.model.profile import FormatProfile
from dispatch.writers.stencil import line_text

# Times New Roman needs 1.15 of its size from line to line.
_LINE = 1.15
# What stands round the text whatever it says: gaps of the heading and the addressee, place for the signature.
_HEADING_GAPS_PT, _SIGNATURE_PT = 36, 108
# Word and LibreOffice break lines a little differently: a line in thirty may be one more.
_MARGIN = 1.03


def fits(letter: Letter) -> bool:
    """Whether a sheet whose lines are single surely stands on one page."""
    page = letter.profile.page
    room = page.height_mm - page.top_mm.chosen - page.bottom_mm.chosen
    return sum(_heights_pt(letter)) * MM_PER_POINT <= room


def _heights_pt(letter: Letter) -> Iterator[float]:
    profile, wording, figures = letter.profile, letter.wording, letter.figures
    head, components, width = wording.heading, profile.components, profile.page.text_width_mm
    left = width * profile.blocks.header_left
    size = components["co_quan_ban_hanh"].size.chosen
    issuer = ((Text(line_text(line, figures), bold=True),) for line in (head.superior, head.agency))
    heading = max(2, sum(_lines(line, figures, size, left) for line in issuer))
    yield heading * size * _LINE + components["so"].size.chosen * _LINE + _HEADING_GAPS_PT
    title = components["phu_luc_ten"].size.chosen
    titles = ((Text(line_text(line, figures), bold=True),) for line in head.titles)
    yield sum(_lines(line, figures, title, width) for line in titles) * title * _LINE
    for line in wording.addressees:
        size = components["kinh_gui"].size.chosen
        yield _lines(line, figures, size, width - 2 * profile.blocks.addressee_indent_mm) * size * _LINE
    yield ceil(sum(_body_pt(block.line, figures, profile) for block in wording.blocks) * _MARGIN)
    yield _SIGNATURE_PT


def _body_pt(line: Line, figures: Figures, profile: FormatProfile) -> float:
    body, size = profile.paragraphs, profile.components["noi_dung"].size.chosen
    lines = _lines(line, figures, size, profile.page.text_width_mm, body.indent_mm.chosen)
    return body.space_before_pt.chosen + lines * size * _LINE


def _lines(line: Line, figures: Figures, size: float, width: float, indent: float = 0) -> int:
    """As bold text where any of it is, which is never narrower."""
    bold = any(isinstance(run, Text) and run.bold for run in line)
    return line_count(line_text(line, figures), size, width, first_indent_mm=indent, bold=bold)
