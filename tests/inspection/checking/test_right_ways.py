"""What the law leaves open is no departure: every end of its ranges, both spellings the decree mixes, other forms."""

from collections.abc import Mapping

import pytest
from docx.document import Document
from docx.enum.text import WD_LINE_SPACING
from docx.shared import Mm, Pt

from dispatch.pipeline.check_letter import check_letter
from tests.inspection.checking import departing as to

Bases = Mapping[tuple[str, str], bytes]
PROSE = "Đối chiếu tiêu chí"


def margins(document: Document) -> None:
    for section in document.sections:
        section.top_margin, section.bottom_margin = Mm(25), Mm(20)
        section.left_margin, section.right_margin = Mm(35), Mm(15)


def lines_of_at_least(document: Document) -> None:
    form = to.find(document, PROSE).paragraph_format
    form.line_spacing, form.line_spacing_rule = Pt(12), WD_LINE_SPACING.AT_LEAST


def emphasised(document: Document) -> None:
    paragraph = to.find(document, PROSE)
    paragraph.runs[0].bold = True
    paragraph.add_run(" Lưu ý.").italic = True


RIGHT: Mapping[str, to.Change] = {
    "the other spelling of HÒA": to.words("CỘNG HÒA", "HÒA", "HOÀ"),
    "a space that does not break": to.words("Độc lập", " - Tự", "\u00a0- Tự"),
    "the widest margins": margins,
    "an indent of 10 mm": to.spaced(PROSE, first_line_indent=10),
    "lines 1.5 apart": to.spaced(PROSE, line_spacing=1.5),
    "a wide gap above": to.spaced(PROSE, space_before=12),
    "lines of at least 12 pt": lines_of_at_least,
    "lines of exactly 18 pt": to.exact_lines(PROSE, 18),
    "bold and slanted words": emphasised,
    "a number": to.words("Số:", "Số:       /", "Số: 05/"),
    "dots for the number": to.words("Số:", "Số:       /", "Số: ……/"),
    "a symbol of more groups": to.words("Số:", "TKDLCN", "TKDLCN.P2"),
    "a day and a month with their zeros": to.words("Hà Nội", "08 tháng 3", "09 tháng 02"),
    "a month without": to.words("Hà Nội", "08 tháng 3", "28 tháng 11"),
    "copies in the archive": to.words("- Lưu", "TKDLCN.", "TKDLCN (2)."),
    "a deputy who signs": to.both(
        to.appended("TỔNG CỤC TRƯỞNG", "PHÓ TỔNG CỤC TRƯỞNG"),
        to.words("TỔNG CỤC TRƯỞNG", "TỔNG CỤC TRƯỞNG", "KT. TỔNG CỤC TRƯỞNG"),
    ),
    "by order of the head": to.both(
        to.appended("TỔNG CỤC TRƯỞNG", "CHÁNH VĂN PHÒNG"),
        to.words("TỔNG CỤC TRƯỞNG", "TỔNG CỤC TRƯỞNG", "TL. TỔNG CỤC TRƯỞNG"),
    ),
    "an acting head": to.words("TỔNG CỤC TRƯỞNG", "TỔNG", "Q. TỔNG"),
    "a stamp": to.inserted("Kính gửi", "HỎA TỐC"),
    "blanks under the appendix": to.words("(Kèm theo", "08 tháng 3", "     tháng     "),
    "the kind under the appendix": to.words("(Kèm theo", "Văn bản", "Công văn"),
    "both spellings in names": to.ending(PROSE, " Ủy ban nhân dân, Tòa án nhân dân."),
    "the central in capitals and not": to.ending(PROSE, " Thành phố trực thuộc Trung ương, thuộc trung ương."),
}
UNDER_THE_APPENDIX_TOO = {"a day and a month with their zeros", "a month without"}


@pytest.mark.parametrize("way", RIGHT)
def test_a_right_way_has_no_finding(way: str, bases: Bases) -> None:
    found = check_letter(to.changed(bases["dispatch", "ours"], RIGHT[way]), language=True).verdict.departures

    # The lines under the appendices still name the day that the letter had.
    wanted = {"L43"} if way in UNDER_THE_APPENDIX_TOO else set()
    assert {each.rule for each in found} == wanted, [each.message for each in found]
