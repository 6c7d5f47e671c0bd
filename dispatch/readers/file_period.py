"""The period that one file of statistics says it is about."""

from pathlib import Path

from dispatch.model.period import Period
from dispatch.readers.gate import open_gate
from dispatch.readers.table_period import table_period
from dispatch.readers.text_table import read_text_table
from dispatch.readers.workbook import read_workbook


def file_period(path: Path, encoding: str = "") -> Period | None:
    """The period of the table in `path`; None when it does not say.

    Raises InputError when the file may not be opened or cannot be read.
    """
    gated = open_gate(path.parent, path.name)
    return table_period(read_workbook(gated) if gated.kind == "xlsx" else read_text_table(gated, encoding))
