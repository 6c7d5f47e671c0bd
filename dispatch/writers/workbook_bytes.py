"""A workbook as bytes that depend on its content alone."""

import io
import zipfile
from datetime import UTC, date, datetime

from openpyxl import Workbook
from openpyxl.xml.functions import tostring

_CORE = "docProps/core.xml"
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)


def fixed_bytes(book: Workbook, day: date) -> bytes:
    """The bytes of a workbook dated `day`, without the clock that openpyxl writes into them."""
    made, fixed = io.BytesIO(), io.BytesIO()
    book.save(made)
    book.properties.created = book.properties.modified = datetime(day.year, day.month, day.day, tzinfo=UTC)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist()):
            data = tostring(book.properties.to_tree()) if name == _CORE else source.read(name)
            target.writestr(zipfile.ZipInfo(name, _FIXED_TIME), data, zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
