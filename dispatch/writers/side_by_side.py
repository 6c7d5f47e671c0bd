"""Blocks that stand side by side: tables without lines, for the head and the foot of a letter."""

from collections.abc import Iterator, Sequence

from dispatch.model.profile import FormatProfile
from dispatch.writers.stencil import TWIPS_PER_MM

NEXT_ROW = "</w:tc></w:tr><w:tr><w:trPr><w:cantSplit/></w:trPr>"
TABLE_END = "</w:tc></w:tr></w:tbl>"


def block_widths(profile: FormatProfile, left_share: float) -> tuple[int, int]:
    """The widths in twips of a left and a right block that fill the text width."""
    whole = round(profile.page.text_width_mm * TWIPS_PER_MM)
    left = round(whole * left_share)
    return left, whole - left


def table_start(widths: Sequence[int]) -> str:
    """The beginning of the table, up to the first cell of its first row."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>"
    )


def cell(width: int) -> Iterator[str]:
    """The beginning of a cell."""
    # LibreOffice and Word add their own margins unless every cell says 0.
    sides = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("left", "right"))
    yield f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:tcMar>{sides}</w:tcMar></w:tcPr>'


def next_cell(width: int) -> Iterator[str]:
    """The end of a cell and the beginning of the one to its right."""
    yield "</w:tc>"
    yield from cell(width)
