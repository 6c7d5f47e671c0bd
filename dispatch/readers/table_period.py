"""The period a table says it is about: in its first row, or in the titles of a workbook."""

import re
from collections.abc import Iterator

from dispatch.errors import Finding
from dispatch.model.period import Period
from dispatch.readers.cells import Workbook
from dispatch.readers.text_table import TextTable
from dispatch.vietnamese.orthography import normal_form

_TITLE = re.compile(r"\b(\d{1,2}) tháng (?:đầu )?năm (\d{4})\b", re.IGNORECASE)
_SEARCHED_ROWS = 12


def table_period(table: Workbook | TextTable) -> Period | None:
    """The period of a table; None when it does not say."""
    if isinstance(table, Workbook):
        return next((period for period, _ in _titles(table)), None)
    for _, cells in table.rows[:1]:
        record = dict(zip(table.header, cells, strict=True))
        return Period.parse(f"{record.get('months', '').strip()}T{record.get('year', '').strip()}")
    return None


def period_faults(book: Workbook, period: Period) -> Iterator[Finding]:
    """A workbook that names periods, but not the one it is read for, is another month's."""
    named = list(_titles(book))
    if named and period not in [each for each, _ in named]:
        other, (sheet, cell) = named[0]
        message = f"bảng ghi {other.name}, không phải {period.name}"
        hint = "kiểm tra lại tệp số liệu hoặc mục [period] và [data] của dossier.toml"
        yield Finding("wrong-period", message, hint, file=book.file.name, sheet=sheet, cell=cell)


def _titles(book: Workbook) -> Iterator[tuple[Period, tuple[str, str]]]:
    """Every period named in the first rows, with the sheet and the cell that name it."""
    for sheet in book.sheets:
        for row in sheet.rows[:_SEARCHED_ROWS]:
            for cell in row.cells.values():
                for title in _TITLE.finditer(normal_form(cell.text)):
                    if period := Period.parse(f"{int(title[1])}T{title[2]}"):
                        yield period, (sheet.name, cell.address)
