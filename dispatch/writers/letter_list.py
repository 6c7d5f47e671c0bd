"""The list of a batch's letters as a workbook."""

from collections.abc import Sequence

from dispatch.model.letter_list import ListedLetter
from dispatch.writers.text_sheet import text_sheet

_HEADS = ("STT", "Mã đơn vị", "Đơn vị", "Tệp văn bản")
_LAST_HEADS = ("Trạng thái", "Cần xem lại")
_WIDTHS = (6, 8, 22, 30)
_FIGURE_WIDTH, _STATE_WIDTH, _WARNING_WIDTH = 8, 16, 48
_FROZEN = 3


def letter_list(letters: Sequence[ListedLetter], figures: Sequence[str]) -> bytes:
    """An .xlsx with a row for each letter; `figures` are the headings of the figures shown."""
    heads = (*_HEADS, *figures, *_LAST_HEADS)
    widths = (*_WIDTHS, *[_FIGURE_WIDTH] * len(figures), _STATE_WIDTH, _WARNING_WIDTH)
    rows = [(each.key, each.name, each.file, *each.figures, each.state, "; ".join(each.warnings)) for each in letters]
    return text_sheet(heads, widths, rows, _FROZEN)
