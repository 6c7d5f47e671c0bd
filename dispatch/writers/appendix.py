"""An appendix as WordprocessingML: its caption, its table, its end mark, its section."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from dispatch.model.anchor_names import caption_bookmark, row_bookmark
from dispatch.model.letter import AppendixTable, Caption, Column, Text
from dispatch.model.profile import FormatProfile
from dispatch.writers.anchors import caption_bookmark_id, row_bookmark_id
from dispatch.writers.column_widths import column_widths
from dispatch.writers.paragraphs import DocumentText
from dispatch.writers.stencil import Fragment, RuleSlot, encoded_text, text_element, xml_text

_CELL_STYLES = {"left": "BangTrai", "center": "BangGiua", "right": "BangPhai"}
_BOLD = '<w:rPr><w:rStyle w:val="BangTongCong"/></w:rPr>'
_LAW_ENDS_WITH_A_STOP = "."


def caption_fragments(caption: Caption, number: int, profile: FormatProfile, text: DocumentText) -> Iterator[Fragment]:
    """The lines above the table; the caption carries the bookmark by which the table is found."""
    name, identity = caption_bookmark(number), caption_bookmark_id(number)
    yield f'<w:p><w:pPr><w:pStyle w:val="PhuLucSo"/></w:pPr><w:bookmarkStart w:id="{identity}" w:name="{name}"/>'
    yield f'<w:r>{text_element(caption.number)}</w:r><w:bookmarkEnd w:id="{identity}"/></w:p>'
    yield from text.paragraph("PhuLucTen", caption.title)
    for note in caption.notes:
        yield from text.paragraph("PhuLucGhiChu", note)
    yield from text.paragraph("PhuLucKemTheo", caption.reference)
    yield '<w:p><w:pPr><w:pStyle w:val="KeNgang"/><w:keepNext/>'
    rule, component = profile.rules["phu_luc_kem_theo"], profile.components["phu_luc_kem_theo"]
    width_mm = profile.page.text_width(landscape=caption.landscape)
    yield RuleSlot(caption.reference, component, rule.ratio.chosen, width_mm)
    yield '</w:pPr></w:p><w:p><w:pPr><w:pStyle w:val="BangGiua"/><w:keepNext/></w:pPr></w:p>'
    if caption.unit_line:
        yield from text.paragraph("DonViTinh", caption.unit_line)


def table_xml(table: AppendixTable, caption: Caption, number: int, profile: FormatProfile) -> bytes:
    """The table of appendix `number`: header row repeated on every page, rows never split."""
    columns = caption.columns
    widths = column_widths(table, caption, profile)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    parts = [
        '<w:tbl><w:tblPr><w:tblStyle w:val="BangPhuLuc"/>',
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{_in_words(caption)}</w:tblPr>',
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>",
    ]
    for width, column in zip(widths, columns, strict=True):
        start = _cell_start(width, "BangDauCot", '<w:vAlign w:val="center"/>')
        parts.append(f"{start}<w:r>{text_element(column.header)}</w:r></w:p></w:tc>")
    parts.append("</w:tr>")
    plain, bold = (_row_pattern(widths, columns, table.name_column, run) for run in ("", _BOLD))
    patterns = {"unit": plain, "national": bold, "heading": _heading_pattern(widths)}
    # One formatting of all rows at once: it is the greater part of writing a letter.
    rows = b"".join([patterns[row.style] for row in table.rows])
    return b"%b%b</w:tbl>" % ("".join(parts).encode(), rows % tuple(_places(table, number)))


def end_fragments(caption: Caption, profile: FormatProfile, text: DocumentText) -> Iterator[Fragment]:
    """The notes under a table, then the end mark in a paragraph of its own; a mere full stop has none."""
    for note in caption.notes_below:
        yield from text.paragraph("GhiChuDuoiBang", note)
    if profile.texts.end_mark != _LAW_ENDS_WITH_A_STOP:
        yield from text.paragraph("KetThuc", (Text(profile.texts.end_mark),))
    elif not caption.notes_below:
        yield from text.paragraph("KetThuc", ())


def _in_words(caption: Caption) -> str:
    """The alternative text of a table: which appendix it is of, and its columns."""
    columns = "; ".join(column.header for column in caption.columns)
    return (
        f'<w:tblCaption w:val="{xml_text(f"Bảng của {caption.number}")}"/>'
        f'<w:tblDescription w:val="{xml_text(f"Các cột: {columns}")}"/>'
    )


def _cell_start(width: int, style: str, properties: str = "") -> str:
    cell = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>'
    return f'{cell}<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'


def _row_pattern(widths: Sequence[int], columns: Sequence[Column], name_column: int, run: str) -> bytes:
    """A row with a place for each cell's text, and for the bookmark round the unit's name."""
    parts = ["<w:tr><w:trPr><w:cantSplit/></w:trPr>"]
    for position, (width, column) in enumerate(zip(widths, columns, strict=True)):
        text = f"<w:r>{run}%s</w:r>"
        if position == name_column:
            text = f'<w:bookmarkStart w:id="%s" w:name="%s"/>{text}<w:bookmarkEnd w:id="%s"/>'
        parts.append(f"{_cell_start(width, _CELL_STYLES[column.align])}{text}</w:p></w:tc>")
    parts.append("</w:tr>")
    return "".join(parts).encode()


def _heading_pattern(widths: Sequence[int]) -> bytes:
    """A row of one cell over all columns, kept with the row under it."""
    cell = f'<w:tc><w:tcPr><w:tcW w:w="{sum(widths)}" w:type="dxa"/><w:gridSpan w:val="{len(widths)}"/></w:tcPr>'
    text = f'<w:bookmarkStart w:id="%s" w:name="%s"/><w:r>{_BOLD}%s</w:r><w:bookmarkEnd w:id="%s"/>'
    return (
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell}"
        f'<w:p><w:pPr><w:pStyle w:val="BangTrai"/><w:keepNext/></w:pPr>{text}</w:p></w:tc></w:tr>'
    ).encode()


def _places(table: AppendixTable, number: int) -> list[bytes]:
    """What the patterns of all rows ask for, in order: texts, and the bookmark round each name."""
    places: list[bytes] = []
    for identity, row in zip(_identities(number, len(table.rows)), table.rows, strict=True):
        texts = list(map(encoded_text.__getitem__, row.cells))
        name = 0 if row.style == "heading" else table.name_column
        texts[name : name + 1] = (identity, _encoded_bookmark(number, row.key), texts[name], identity)
        places += texts
    return places


@lru_cache(maxsize=64)
def _identities(number: int, rows: int) -> tuple[bytes, ...]:
    """The numbers of the bookmarks of so many rows."""
    return tuple(b"%d" % row_bookmark_id(number, position) for position in range(1, rows + 1))


@lru_cache(maxsize=16_384)
def _encoded_bookmark(number: int, key: str) -> bytes:
    return row_bookmark(number, key).encode()
