"""The period a table says it is about: in its first row, or in the titles above a sheet's table."""

import re

from dispatch.model.period import Period
from dispatch.readers.gate import GatedFile
from dispatch.readers.text_table import read_text_table
from dispatch.readers.workbook import read_workbook

_TITLE = re.compile(r"\b(\d{1,2}) tháng (?:đầu )?năm (\d{4})\b", re.IGNORECASE)
_SEARCHED_ROWS = 12


def table_period(gated: GatedFile) -> Period | None:
    """The period of a table; None when it does not say. Raises InputError when it cannot be read."""
    if gated.kind == "xlsx":
        return _in_titles(gated)
    text = read_text_table(gated)
    for _, cells in text.rows[:1]:
        record = dict(zip(text.header, cells, strict=True))
        return Period.parse(f"{record.get('months', '').strip()}T{record.get('year', '').strip()}")
    return None


def _in_titles(gated: GatedFile) -> Period | None:
    for sheet in read_workbook(gated).sheets:
        for row in sheet.rows[:_SEARCHED_ROWS]:
            for cell in row.cells.values():
                if title := _TITLE.search(cell.text):
                    return Period.parse(f"{int(title[1])}T{title[2]}")
    return None
