"""The head of page 1 as WordprocessingML: who writes, number and date, what the letter is, its stamps."""

from collections.abc import Iterator

from dispatch.model.letter import Heading, Line, Marks, Text
from dispatch.model.profile import FormatProfile
from dispatch.writers.boxes import draft_box, stamp_box
from dispatch.writers.paragraphs import DocumentText
from dispatch.writers.side_by_side import NEXT_ROW, TABLE_END, block_widths, cell, next_cell, table_start
from dispatch.writers.stencil import TWIPS_PER_MM, Fragment, RuleSlot

_TITLE = '<w:spacing w:before="60"/>'


class HeadingText:
    """Writes the head of a letter: Quốc hiệu or the Party's heading by what the layout law has."""

    def __init__(self, head: Heading, marks: Marks, profile: FormatProfile, text: DocumentText) -> None:
        self._head = head
        self._marks = marks
        self._profile = profile
        self._text = text

    def fragments(self) -> Iterator[Fragment]:
        """The two blocks side by side, then tên loại and what the letter is about."""
        left, right = block_widths(self._profile, self._profile.blocks.header_left)
        yield table_start((left, right))
        yield from cell(left)
        yield from self._issuer(left)
        yield from next_cell(right)
        yield from self._national_name(right)
        yield NEXT_ROW
        yield from cell(left)
        yield from self._number()
        yield from next_cell(right)
        yield from self._text.paragraph("DiaDanhThoiGian", self._head.place_and_date)
        yield TABLE_END
        yield from self._titles()

    def _issuer(self, width: int) -> Iterator[Fragment]:
        head, mark = self._head, self._profile.texts.issuer_mark
        if head.superior:
            yield from self._text.paragraph("CoQuanChuQuan", head.superior)
        yield from self._text.paragraph("CoQuanBanHanh", head.agency)
        if mark:
            yield from self._text.paragraph("DauSao", (Text(mark),))
        yield from self._rule(head.agency, "co_quan_ban_hanh", width)

    def _national_name(self, width: int) -> Iterator[Fragment]:
        fixed = self._profile.texts
        name: Line = (Text(fixed.national_name),)
        if not fixed.motto:
            yield from self._text.paragraph("TieuDeDang", name)
            yield from self._rule(name, "tieu_de_dang", width)
            return
        motto: Line = (Text(fixed.motto),)
        yield from self._text.paragraph("QuocHieu", name)
        yield from self._text.paragraph("TieuNgu", motto)
        yield from self._rule(motto, "tieu_ngu", width)

    def _number(self) -> Iterator[Fragment]:
        head, marks = self._head, self._marks
        yield from self._text.paragraph("SoKyHieu", head.number)
        if head.subject and not head.type_name:
            yield from self._text.paragraph("TrichYeuCongVan", head.subject)
        if marks.draft:
            yield from draft_box(marks.draft, self._profile, self._text)
        for name in marks.stamps:
            if self._profile.stamps[name].use != "circulation":
                yield stamp_box(self._profile.stamps[name], self._profile)

    def _titles(self) -> Iterator[Fragment]:
        head, mark = self._head, self._profile.texts.subject_mark
        if head.type_name:
            yield from self._text.paragraph("TenLoai", head.type_name)
            yield from self._text.paragraph("TrichYeu", head.subject)
            if mark:
                yield from self._text.paragraph("GachNgan", (Text(mark),))
            yield from self._rule(head.subject, "trich_yeu", sum(block_widths(self._profile, 0.5)))
        for title in head.titles:
            # Set like the title of an appendix: bold, in the middle.
            yield from self._text.paragraph("PhuLucTen", title, _TITLE)

    def _rule(self, line: Line, component: str, width: int) -> Iterator[Fragment]:
        """The line under a component, where the layout law has one."""
        rule = self._profile.rules.get(component)
        if rule is None:
            return
        yield '<w:p><w:pPr><w:pStyle w:val="KeNgang"/>'
        yield RuleSlot(line, self._profile.components[component], rule.ratio.chosen, width / TWIPS_PER_MM)
        yield "</w:pPr></w:p>"
