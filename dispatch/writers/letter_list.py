"""The list of a batch's letters as a workbook; no cell can become a formula."""

from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dispatch.model.letter_list import ListedLetter
from dispatch.writers.workbook_bytes import fixed_bytes

_TITLE = "Danh sách"
_HEADS = ("STT", "Mã đơn vị", "Đơn vị", "Tệp văn bản")
_LAST_HEADS = ("Trạng thái", "Cần xem lại")
_WIDTHS = (6, 14, 34, 40)
_FIGURE_WIDTH, _STATE_WIDTH, _WARNING_WIDTH = 14, 18, 70


def letter_list(letters: Sequence[ListedLetter], figures: Sequence[str], day: date) -> bytes:
    """An .xlsx with a row for each letter; the same letters give the same bytes.

    `figures` are the headings of the figures shown. Every cell but the running number is text.
    """
    book = Workbook(write_only=True)
    sheet: Worksheet = book.create_sheet(_TITLE)
    sheet.freeze_panes = "D2"
    widths = (*_WIDTHS, *[_FIGURE_WIDTH] * len(figures), _STATE_WIDTH, _WARNING_WIDTH)
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    heads = [_text(sheet, head) for head in (*_HEADS, *figures, *_LAST_HEADS)]
    for head in heads:
        head.font, head.alignment = Font(bold=True), Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.append(heads)
    for number, each in enumerate(letters, 1):
        texts = (each.key, each.name, each.file, *each.figures, each.state, "; ".join(each.warnings))
        sheet.append([number, *(_text(sheet, text) for text in texts)])
    book.properties.creator = "dispatch"
    return fixed_bytes(book, day)


def _text(sheet: Worksheet, text: str) -> Cell:
    """A cell that holds its text as text, whatever it begins with."""
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))
    return cell
