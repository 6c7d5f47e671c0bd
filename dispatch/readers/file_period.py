"""The period that one file of statistics says it is about."""

from pathlib import Path

from dispatch.directory.columns import column_names
from dispatch.model.indicator import IndicatorCatalogue
from dispatch.model.period import Period
from dispatch.readers.cells import Workbook
from dispatch.readers.gate import open_gate
from dispatch.readers.intake import read_gated
from dispatch.readers.table_period import book_period, most_rows, table_periods


def file_period(path: Path, catalogue: IndicatorCatalogue, encoding: str = "") -> Period | None:
    """The period of the table in `path`, of most of its rows; None when it does not say.

    Raises InputError when the file may not be opened or cannot be read.
    """
    table = read_gated(open_gate(path.parent, path.name), encoding)
    columns = column_names(catalogue)
    return book_period(table, columns) if isinstance(table, Workbook) else most_rows(table_periods(table, columns))
