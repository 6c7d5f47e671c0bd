"""An appendix as WordprocessingML: its caption, its table, its end mark, its section."""

from collections.abc import Iterator, Sequence

from dispatch.model.letter import AppendixTable, Caption, Column, TableRow, Text
from dispatch.model.profile import FormatProfile
from dispatch.writers.anchors import caption_bookmark, caption_bookmark_id, row_bookmark, row_bookmark_id
from dispatch.writers.paragraphs import DocumentText
from dispatch.writers.stencil import TWIPS_PER_MM, Fragment, RuleSlot, xml_text

_CELL_STYLES = {"left": "BangTrai", "center": "BangGiua", "right": "BangPhai"}
_WHOLE = 100
NATION_ROW = "toan_quoc"


def caption_fragments(
    caption: Caption, number: int, profile: FormatProfile, text: DocumentText
) -> Iterator[Fragment]:
    """The lines above the table; the caption carries the bookmark by which the table is found."""
    name, identity = caption_bookmark(number), caption_bookmark_id(number)
    yield f'<w:p><w:pPr><w:pStyle w:val="PhuLucSo"/></w:pPr><w:bookmarkStart w:id="{identity}" w:name="{name}"/>'
    yield f'<w:r><w:t xml:space="preserve">{xml_text(caption.number)}</w:t></w:r><w:bookmarkEnd w:id="{identity}"/></w:p>'
    yield from text.paragraph("PhuLucTen", caption.title)
    for note in caption.notes:
        yield from text.paragraph("PhuLucGhiChu", note)
    yield from text.paragraph("PhuLucKemTheo", caption.reference)
    yield '<w:p><w:pPr><w:pStyle w:val="KeNgang"/><w:keepNext/>'
    rule, component = profile.rules["phu_luc_kem_theo"], profile.components["phu_luc_kem_theo"]
    yield RuleSlot(caption.reference, component, rule.ratio.chosen, profile.page.text_width_mm)
    yield '</w:pPr></w:p><w:p><w:pPr><w:pStyle w:val="BangGiua"/><w:keepNext/></w:pPr></w:p>'


def table_xml(table: AppendixTable, columns: Sequence[Column], number: int, profile: FormatProfile) -> str:
    """The table of appendix `number`: header row repeated on every page, rows never split."""
    widths = _widths(columns, profile)
    cells = [f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>' for width in widths]
    head = "".join(
        f'{start}<w:p><w:pPr><w:pStyle w:val="BangDauCot"/></w:pPr><w:r><w:t>{xml_text(column.header)}</w:t></w:r></w:p></w:tc>'
        for start, column in zip(cells, columns, strict=True)
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    starts = [
        f'{start}<w:p><w:pPr><w:pStyle w:val="{_CELL_STYLES[column.align]}"/></w:pPr>'
        for start, column in zip(cells, columns, strict=True)
    ]
    rows = [
        _row(row, row_bookmark(number, row.key), row_bookmark_id(number, position), starts, table.name_column)
        for position, row in enumerate(table.rows, 1)
    ]
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="BangPhuLuc"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{''.join(rows)}</w:tbl>"
    )


def end_fragments(profile: FormatProfile, text: DocumentText) -> Iterator[Fragment]:
    """The end mark under a table, in a paragraph of its own."""
    yield from text.paragraph("KetThuc", (Text(profile.texts.end_mark),))


def _row(row: TableRow, bookmark: str, identity: int, starts: Sequence[str], name_column: int) -> str:
    bold = "<w:rPr><w:b/></w:rPr>" if row.key == NATION_ROW else ""
    parts = ["<w:tr><w:trPr><w:cantSplit/></w:trPr>"]
    for position, cell in enumerate(row.cells):
        parts.append(starts[position])
        run = f"<w:r>{bold}<w:t>{xml_text(cell)}</w:t></w:r>"
        if position == name_column:
            run = f'<w:bookmarkStart w:id="{identity}" w:name="{bookmark}"/>{run}<w:bookmarkEnd w:id="{identity}"/>'
        parts.append(run)
        parts.append("</w:p></w:tc>")
    parts.append("</w:tr>")
    return "".join(parts)


def _widths(columns: Sequence[Column], profile: FormatProfile) -> list[int]:
    whole = round(profile.page.text_width_mm * TWIPS_PER_MM)
    widths = [whole * column.share // _WHOLE for column in columns]
    widths[-1] += whole - sum(widths)
    return widths
