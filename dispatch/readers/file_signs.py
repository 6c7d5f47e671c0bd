"""What the first bytes of a file say it is; the ending of its name is not asked."""

from typing import Literal

Sign = Literal["zip", "ole", "old-xls", "pdf", "rtf", "archive", "html", "spreadsheet-2003", "xml", "mht", "text", "?"]

_MAGIC: tuple[tuple[bytes, Sign], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    *((magic, "archive") for magic in (b"\x1f\x8b", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"BZh", b"\xfd7zXZ\x00")),
    # The workbooks of Excel 2, 3 and 4 stood alone, without the container of later years.
    *((bytes((9, version, *length)), "old-xls") for version, length in ((0, (4, 0)), (2, (6, 0)), (4, (6, 0)))),
)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HTML = (b"<!doctype html", b"<html", b"<head", b"<meta", b"<body", b"<table", b"<style", b"<div")
_EXCEL_2003 = (b"urn:schemas-microsoft-com:office:spreadsheet", b'progid="excel.sheet"')
_HEAD = 4096

# Entries of the directory of an OLE file are this long and begin with the name of a stream.
_OLE_ENTRY = 128
_OLE_NAME = 64


def sign(data: bytes) -> Sign:
    """What `data` is; "?" for bytes that are neither known nor text."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    head = data[:_HEAD]
    marked = next((bom for bom in _BOMS if head.startswith(bom)), None)
    # Without its NULs the ASCII in UTF-16 reads like any other.
    plain = head.removeprefix(marked or b"").replace(b"\0", b"").lstrip().lower()
    if plain.startswith(b"mime-version:"):
        return "mht"
    if plain.startswith((b"<?xml", *_HTML, b"<!--")):
        return _markup(plain)
    return "?" if marked is None and b"\0" in head else "text"


def _markup(head: bytes) -> Sign:
    if any(word in head for word in _EXCEL_2003):
        return "spreadsheet-2003"
    return "html" if any(tag in head for tag in _HTML) else "xml"


def ole_streams(data: bytes, names: tuple[str, ...]) -> frozenset[str]:
    """Which of the streams `names` an OLE file has in its directory."""
    return frozenset(name for name in names if _has_stream(data, name))


def _has_stream(data: bytes, name: str) -> bool:
    wanted = name.encode("utf-16-le")
    length = (len(wanted) + 2).to_bytes(2, "little")
    field = wanted.ljust(_OLE_NAME, b"\0") + length
    place = data.find(field)
    while place >= 0 and place % _OLE_ENTRY:
        place = data.find(field, place + 1)
    return place >= 0
