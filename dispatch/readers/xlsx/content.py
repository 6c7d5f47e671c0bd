"""From the stored form of one cell to its kind and text."""

from collections.abc import Mapping

from dispatch.readers.cells import CellKind
from dispatch.readers.xlsx.book import Book, index_below, plain_characters
from dispatch.readers.xlsx.values import date_text, is_plain_count, percent_text, plain_text, stored_number

Content = tuple[CellKind, str]

_KINDS: Mapping[str, CellKind] = {"b": "bool", "e": "error", "d": "date"}
_TRUTH = {"1": "TRUE", "0": "FALSE"}


def cell_content(book: Book, attributes: Mapping[str, str], value: str) -> Content | None:
    """What a cell of the type and style in `attributes` shows, without its formula; None when empty."""
    kind = attributes.get("t", "n")
    if kind == "n":
        # Spaces around a number mean nothing in XML.
        return _numeric(book, attributes.get("s"), value.strip()) if value else None
    if kind == "s":
        value = book.strings[index_below(len(book.strings), value)] if value else ""
    elif kind == "b":
        value = _TRUTH.get(value, value)
    else:
        value = plain_characters(value)
    return (_KINDS.get(kind, "text"), value) if value.strip() else None


def _numeric(book: Book, style: str | None, raw: str) -> Content:
    shown = book.formats[index_below(len(book.formats), style)] if style and book.formats else "number"
    if shown == "number" and is_plain_count(raw):
        return "number", raw
    number = stored_number(raw)
    if number is None:
        return "text", raw
    if shown == "percent":
        return "percent", percent_text(number)
    if shown == "date" and (day := date_text(number, from_1904=book.from_1904)):
        return "date", day
    return "number", plain_text(number)
