"""The letter itself as WordprocessingML: heading, addressees, basis, body, foot."""

from collections.abc import Iterator, Sequence

from dispatch.formats.text_width import text_width_mm
from dispatch.model.letter import Block, Line, LineBreak, Text, Wording
from dispatch.model.profile import FormatProfile
from dispatch.writers.letter_heading import HeadingText
from dispatch.writers.outline import DIVISION_TITLE_BELOW, block_style
from dispatch.writers.paragraphs import DocumentText
from dispatch.writers.side_by_side import TABLE_END, block_widths, cell, next_cell, table_start
from dispatch.writers.stencil import TWIPS_PER_MM, Fragment

_KEEP_WITH_NEXT = "<w:keepNext/>"
_NEW_POINTS = ("task", "titled_task", "subtask", "article", "group")


class LetterText:
    """Writes the parts of a letter in the order of the page."""

    def __init__(self, wording: Wording, profile: FormatProfile, text: DocumentText) -> None:
        self._wording = wording
        self._profile = profile
        self._text = text

    def fragments(self) -> Iterator[Fragment]:
        """Everything before the appendices; nothing for appendices alone."""
        if self._wording.appendices_alone:
            return
        yield from HeadingText(self._wording.heading, self._wording.page_marks, self._profile, self._text).fragments()
        yield from self._addressees()
        yield from self._basis()
        yield from self._blocks(self._wording.blocks)
        yield from self._foot()

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
        if len(lines) <= 1:
            return
        yield from self._text.paragraph("KinhGui", (label,), f'<w:ind w:left="{indent}"/>')
        colon = round(text_width_mm(fixed.addressee_label.rstrip().rstrip(":"), size) * TWIPS_PER_MM)
        place = f'<w:spacing w:before="0"/><w:ind w:left="{indent + colon}"/>'
        for line in self._listed(lines, fixed.list_end):
            yield from self._text.paragraph("KinhGui", line, place)

    def _basis(self) -> Iterator[Fragment]:
        """What the letter rests on, a line each."""
        fixed, lines = self._profile.texts, self._wording.basis
        mark = (Text(fixed.basis_mark),) if fixed.basis_mark else ()
        last = self._wording.basis_last_end or fixed.basis_last_end
        for position, line in enumerate(lines, 1):
            end = last if position == len(lines) else fixed.basis_end
            yield from self._text.paragraph("CanCu", (*mark, *line, Text(end)))

    def _blocks(self, blocks: Sequence[Block]) -> Iterator[Fragment]:
        letters = self._profile.texts.point_letters
        points = 0
        for position, block in enumerate(blocks, 1):
            points = points + 1 if block.kind == "point" else 0 if block.kind in _NEW_POINTS else points
            mark = f"{letters[(points - 1) % len(letters)]}) " if block.kind == "point" else ""
            mark = self._profile.texts.list_mark if block.kind == "dash" else mark
            line = (Text(mark), *block.line) if mark else block.line
            line = (LineBreak(), *line) if block.kind in DIVISION_TITLE_BELOW else line
            keep = _KEEP_WITH_NEXT if position == len(blocks) else ""
            yield from self._text.paragraph(block_style(block.kind, self._wording.groups), line, keep)

    def _foot(self) -> Iterator[Fragment]:
        fixed, signature = self._profile.texts, self._wording.signature
        left, right = block_widths(self._profile, self._profile.blocks.signature_left)
        yield '<w:p><w:pPr><w:pStyle w:val="HetPhan"/><w:keepNext/><w:spacing w:before="120"/></w:pPr></w:p>'
        yield table_start((left, right))
        yield from cell(left)
        yield from self._recipients()
        yield from next_cell(right)
        for line in signature.authority:
            first = line[0].text if line and isinstance(line[0], Text) else ""
            style = "QuyenHan" if first.startswith(fixed.signing_prefixes) else "ChucVu"
            yield from self._text.paragraph(style, line)
        yield from self._text.paragraph("HoTen", signature.name)
        yield TABLE_END

    def _recipients(self) -> Iterator[Fragment]:
        fixed, wording = self._profile.texts, self._wording
        label: Line = (Text(fixed.recipients_label),) if wording.recipients else ()
        yield from self._text.paragraph("NoiNhanNhan", label)
        for line in self._listed(wording.recipients, wording.list_end or fixed.list_end):
            yield from self._text.paragraph("NoiNhanDanhSach", line)
        if wording.page_marks.drafter:
            yield from self._text.paragraph("NguoiSoanThao", wording.page_marks.drafter)

    def _listed(self, lines: Sequence[Line], end: str) -> Iterator[Line]:
        """Each line with its dash and its end, the last one with a full stop."""
        fixed = self._profile.texts
        for position, line in enumerate(lines, 1):
            yield (Text(fixed.list_mark), *line, Text(fixed.list_last_end if position == len(lines) else end))
