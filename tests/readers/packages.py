"""Workbooks written part by part, so that each fault is exactly where a test wants it.

workbook(rows(["đơn vị", "thụ lý"], ["Hà Nội", 5]))
"""

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# The styles of `STYLES`, by what they show.
PERCENT, DATE, MONEY, RED = 1, 2, 3, 4
STYLES = f"""{XML}<styleSheet xmlns="{MAIN}"><numFmts count="3">
<numFmt numFmtId="164" formatCode="dd/mm/yyyy;@"/><numFmt numFmtId="165" formatCode='#,##0\\ "đồng dm"_);[Red]-0%'/>
<numFmt numFmtId="166" formatCode="[Red]#,##0"/></numFmts>
<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/>
</cellXfs></styleSheet>"""

Value = str | int | float | None
Parts = dict[str, str | bytes]
FIXED = (2022, 3, 8, 0, 0, 0)


def letters(column: int) -> str:
    """The letters of a column counted from 1."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def cell(address: str, value: Value) -> str:
    """A cell; a text that begins with "<" stands in the file as it is."""
    if value is None:
        return ""
    if isinstance(value, str):
        inner = value if value.startswith("<") else f"<is><t xml:space='preserve'>{escape(value)}</t></is>"
        return inner if value.startswith("<c ") else f'<c r="{address}" t="inlineStr">{inner}</c>'
    return f'<c r="{address}"><v>{value}</v></c>'


def rows(*table: Sequence[Value], first: int = 1) -> str:
    """Rows of cells from column A on, in order."""
    return "".join(
        f'<row r="{number}">{"".join(cell(f"{letters(i)}{number}", value) for i, value in enumerate(row, 1))}</row>'
        for number, row in enumerate(table, first)
    )


def sheet(data: str, before: str = "", after: str = "", main: str = MAIN) -> str:
    """A sheet part around its rows."""
    return f'{XML}<worksheet xmlns="{main}">{before}<sheetData>{data}</sheetData>{after}</worksheet>'


def parts(*sheets: str, names: Sequence[str] = (), states: Sequence[str] = ()) -> Parts:
    """The parts of a workbook with these sheet parts, called Sheet1, Sheet2 … unless named."""
    called = [*names, *(f"Sheet{i}" for i in range(len(names) + 1, len(sheets) + 1))]
    shown = [*states, *("visible" for _ in sheets)]
    tabs = "".join(
        f'<sheet name="{escape(called[i - 1])}" sheetId="{i}" state="{shown[i - 1]}" r:id="rId{i}"/>'
        for i in range(1, len(sheets) + 1)
    )
    links = {f"rId{i}": ("worksheet", f"worksheets/sheet{i}.xml") for i in range(1, len(sheets) + 1)}
    found: Parts = {
        "[Content_Types].xml": content_types(SHEET_MAIN),
        "_rels/.rels": relationships({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>{tabs}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relationships({**links, "rId900": ("styles", "styles.xml")}),
        "xl/styles.xml": STYLES,
    }
    found.update({f"xl/worksheets/sheet{i}.xml": text for i, text in enumerate(sheets, 1)})
    return found


def content_types(main: str, further: str = "") -> str:
    """The list of content types with the main part's type."""
    override = f'<Override PartName="/xl/workbook.xml" ContentType="{main}"/>'
    default = '<Default Extension="xml" ContentType="application/xml"/>'
    return f'{XML}<Types xmlns="{PACKAGE}/content-types">{default}{override}{further}</Types>'


def relationships(links: Mapping[str, tuple[str, str]]) -> str:
    """A part of relationships: id, then kind and target."""
    each = "".join(
        f'<Relationship Id="{id_}" Type="{REL}/{kind}" Target="{target}"/>' for id_, (kind, target) in links.items()
    )
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{each}</Relationships>'


def zipped(entries: Mapping[str, str | bytes] | Iterable[tuple[str, str | bytes]], level: int = 6) -> bytes:
    """A zip file; the same entries give the same bytes."""
    out = io.BytesIO()
    pairs = entries.items() if isinstance(entries, Mapping) else entries
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in pairs:
            info = zipfile.ZipInfo("x", FIXED)
            info.filename = name  # as it is: ZipInfo would tidy it
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content, compresslevel=level)
    return out.getvalue()


def workbook(*data: str, **changed: str | bytes) -> bytes:
    """A workbook of sheets with these rows."""
    return zipped({**parts(*(sheet(each) for each in data)), **changed})


def with_part(name: str, content: str | bytes, *sheets: str) -> bytes:
    """A workbook in which one part is another, or one more."""
    return zipped({**parts(*(sheets or (sheet(rows(["đơn vị", "thụ lý"], ["Hà Nội", 5])),))), name: content})


def patched(data: bytes, name: str, **fields: int) -> bytes:
    """The zip with fields of one entry in its central directory overwritten: flags, method, crc, size."""
    places = {"flags": (8, "<H"), "method": (10, "<H"), "crc": (16, "<I"), "size": (24, "<I")}
    start = data.index(b"PK\x01\x02")
    while data[start + 46 : start + 46 + len(name.encode())] != name.encode():
        start = data.index(b"PK\x01\x02", start + 1)
    changed = bytearray(data)
    for field, value in fields.items():
        offset, form = places[field]
        struct.pack_into(form, changed, start + offset, value)
    return bytes(changed)


def ole(*streams: str) -> bytes:
    """What the beginning and the directory of an OLE file with these streams look like."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")
    names = [stream.encode("utf-16-le") for stream in ("Root Entry", *streams)]
    entries = [name.ljust(64, b"\0") + struct.pack("<H", len(name) + 2) for name in names]
    return header + b"".join(entry.ljust(128, b"\0") for entry in entries).ljust(512, b"\0")


def with_empty_parts(data: bytes, count: int) -> bytes:
    """The zip with so many empty parts more, faster than zipfile makes them."""
    start = data.index(b"PK\x01\x02")
    end = data.rindex(b"PK\x05\x06")
    local, central, place = bytearray(), bytearray(), start
    for i in range(count):
        name = b"x/%05d" % i
        fields = struct.pack("<5H3L2H", 20, 0, 0, 0, 33, 0, 0, 0, len(name), 0)
        local += b"PK\x03\x04" + fields + name
        central += b"PK\x01\x02\x14\x00" + fields + struct.pack("<3H2L", 0, 0, 0, 0, place) + name
        place = start + len(local)
    directory = data[start:end] + bytes(central)
    total = min(count, 0xFFFF)
    closing = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, total, total, len(directory), place, 0)
    return data[:start] + bytes(local) + directory + closing
