"""The letter itself as WordprocessingML: heading, addressees, body, recipients, signature."""

from collections.abc import Iterator, Sequence

from dispatch.formats.text_width import text_width_mm
from dispatch.model.letter import Block, Line, Text, Wording
from dispatch.model.profile import FormatProfile
from dispatch.writers.paragraphs import DocumentText
from dispatch.writers.stencil import TWIPS_PER_MM, Fragment, RuleSlot, xml_text

_STYLES = {
    "paragraph": "NoiDung", "task": "NhiemVu", "subtask": "NhiemVuCon", "point": "Diem", "dash": "GachDauDong",
}  # fmt: skip
_KEEP_WITH_NEXT = "<w:keepNext/>"
_TITLE = '<w:spacing w:before="60"/>'


class LetterText:
    """Writes the parts of a letter in the order of the page."""

    def __init__(self, wording: Wording, profile: FormatProfile, text: DocumentText) -> None:
        self._wording = wording
        self._profile = profile
        self._text = text

    def fragments(self) -> Iterator[Fragment]:
        """Everything before the appendices."""
        yield from self._heading()
        yield from self._addressees()
        yield from self._blocks(self._wording.blocks)
        yield from self._foot()

    def _heading(self) -> Iterator[Fragment]:
        head, profile, text = self._wording.heading, self._profile, self._text
        left, right = self._columns(profile.blocks.header_left)
        yield _table_start((left, right))
        yield from _cell(left)
        yield from text.paragraph("CoQuanChuQuan", head.superior)
        yield from text.paragraph("CoQuanBanHanh", head.agency)
        yield from self._rule(head.agency, "co_quan_ban_hanh", left)
        yield from _next_cell(right)
        yield f'<w:p><w:pPr><w:pStyle w:val="QuocHieu"/></w:pPr>{_run(profile.texts.national_name)}</w:p>'
        yield f'<w:p><w:pPr><w:pStyle w:val="TieuNgu"/></w:pPr>{_run(profile.texts.motto)}</w:p>'
        yield from self._rule((Text(profile.texts.motto),), "tieu_ngu", right)
        yield _NEXT_ROW
        yield from _cell(left)
        yield from text.paragraph("SoKyHieu", head.number)
        if head.subject:
            yield from text.paragraph("TrichYeuCongVan", head.subject)
        yield from _next_cell(right)
        yield from text.paragraph("DiaDanhThoiGian", head.place_and_date)
        yield _TABLE_END
        for title in head.titles:
            # Set like the title of an appendix: bold, in the middle.
            yield from text.paragraph("PhuLucTen", title, _TITLE)

    def _addressees(self) -> Iterator[Fragment]:
        """One addressee on the line of the label; several below it, their dashes under the colon."""
        fixed = self._profile.texts
        label = Text(fixed.addressee_label)
        indent = round(self._profile.blocks.addressee_indent_mm * TWIPS_PER_MM)
        lines = self._wording.addressees
        size = self._profile.components["kinh_gui"].size.chosen
        hanging = round(text_width_mm(fixed.addressee_label, size) * TWIPS_PER_MM)
        if len(lines) == 1:
            place = f'<w:ind w:left="{indent + hanging}" w:hanging="{hanging}"/>'
            yield from self._text.paragraph("KinhGui", (label, *lines[0]), place)
            return
        yield from self._text.paragraph("KinhGui", (label,), f'<w:ind w:left="{indent}"/>')
        colon = round(text_width_mm(fixed.addressee_label.rstrip().rstrip(":"), size) * TWIPS_PER_MM)
        place = f'<w:spacing w:before="0"/><w:ind w:left="{indent + colon}"/>'
        for line in self._listed(lines):
            yield from self._text.paragraph("KinhGui", line, place)

    def _blocks(self, blocks: Sequence[Block]) -> Iterator[Fragment]:
        letters = self._profile.texts.point_letters
        points = 0
        for position, block in enumerate(blocks, 1):
            points = points + 1 if block.kind == "point" else 0 if block.kind in ("task", "subtask") else points
            mark = f"{letters[(points - 1) % len(letters)]}) " if block.kind == "point" else ""
            mark = self._profile.texts.list_mark if block.kind == "dash" else mark
            line = (Text(mark), *block.line) if mark else block.line
            keep = _KEEP_WITH_NEXT if position == len(blocks) else ""
            yield from self._text.paragraph(_STYLES[block.kind], line, keep)

    def _foot(self) -> Iterator[Fragment]:
        fixed, signature = self._profile.texts, self._wording.signature
        left, right = self._columns(self._profile.blocks.signature_left)
        yield '<w:p><w:pPr><w:pStyle w:val="HetPhan"/><w:keepNext/><w:spacing w:before="120"/></w:pPr></w:p>'
        yield _table_start((left, right))
        yield from _cell(left)
        label = _run(fixed.recipients_label) if self._wording.recipients else ""
        yield f'<w:p><w:pPr><w:pStyle w:val="NoiNhanNhan"/></w:pPr>{label}</w:p>'
        for line in self._listed(self._wording.recipients):
            yield from self._text.paragraph("NoiNhanDanhSach", line)
        yield from _next_cell(right)
        for line in signature.authority:
            yield from self._text.paragraph("QuyenHanChucVu", line)
        yield from self._text.paragraph("HoTen", signature.name)
        yield _TABLE_END

    def _listed(self, lines: Sequence[Line]) -> Iterator[Line]:
        """Each line with its dash and `;`, the last one with a full stop."""
        fixed = self._profile.texts
        for position, line in enumerate(lines, 1):
            end = fixed.list_last_end if position == len(lines) else fixed.list_end
            yield (Text(fixed.list_mark), *line, Text(end))

    def _rule(self, line: Line, component: str, width: int) -> Iterator[Fragment]:
        profile = self._profile
        block_mm = width / TWIPS_PER_MM
        yield '<w:p><w:pPr><w:pStyle w:val="KeNgang"/>'
        yield RuleSlot(line, profile.components[component], profile.rules[component].ratio.chosen, block_mm)
        yield "</w:pPr></w:p>"

    def _columns(self, left_share: float) -> tuple[int, int]:
        whole = round(self._profile.page.text_width_mm * TWIPS_PER_MM)
        left = round(whole * left_share)
        return left, whole - left


_NEXT_ROW = "</w:tc></w:tr><w:tr><w:trPr><w:cantSplit/></w:trPr>"
_TABLE_END = "</w:tc></w:tr></w:tbl>"


def _table_start(widths: Sequence[int]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>"
    )


def _cell(width: int) -> Iterator[str]:
    # LibreOffice and Word add their own margins unless every cell says 0.
    sides = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("left", "right"))
    yield f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:tcMar>{sides}</w:tcMar></w:tcPr>'


def _next_cell(width: int) -> Iterator[str]:
    yield "</w:tc>"
    yield from _cell(width)


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{xml_text(text)}</w:t></w:r>'
