"""Makes a folder of nasty files: python -m tests.readers.nasty FOLDER

What is expected of each stands in nasty.csv; a file without a line there, or a line without a file, is a fault.
"""

import base64
import functools
import gzip
import random
import sys
import unicodedata
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.readers.packages import (
    DATE,
    MAIN,
    MONEY,
    PERCENT,
    RED,
    REL,
    SHEET_MAIN,
    XML,
    content_types,
    ole,
    parts,
    patched,
    relationships,
    rows,
    sheet,
    with_empty_parts,
    with_part,
    workbook,
    zipped,
)

MEGABYTE = 1024 * 1024
HEADER = ("đơn vị", "thụ lý")
TABLE = rows(HEADER, ("Hà Nội", 5))
SHEET = "xl/worksheets/sheet1.xml"
SHEET_2 = "xl/worksheets/sheet2.xml"
BOMB = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
XXE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
CSV = "đơn vị,thụ lý\nHà Nội,5\n"


def value(content: str, *, style: int | None = None, kind: str = "n", formula: str = "") -> bytes:
    """A workbook whose B2 is stored like this."""
    attributes = f' s="{style}"' if style is not None else ""
    calculated = f"<f>{formula}</f>" if formula else ""
    stored = f"<v>{content}</v>" if content else ""
    return workbook(rows(HEADER, ("Hà Nội", f'<c r="B2" t="{kind}"{attributes}>{calculated}{stored}</c>')))


def text(content: str) -> bytes:
    """A workbook whose B2 is this text."""
    return workbook(rows(HEADER, ("Hà Nội", content)))


def name(content: str) -> bytes:
    """A workbook whose A2 is this text."""
    return workbook(rows(HEADER, (content, 5)))


def doctype(part: str, declaration: str, content: str) -> bytes:
    """A workbook one part of which begins with a DOCTYPE."""
    return with_part(part, XML + declaration + content.removeprefix(XML))


def many_rows(count: int, width: int) -> str:
    """Rows of numbers, the fastest way."""
    letters = [chr(65 + i) for i in range(width)]
    pattern = "".join(f'<c r="{letter}%d"><v>%d</v></c>' for letter in letters)
    return "".join(
        f'<row r="{row}">{pattern % tuple(x for i in range(width) for x in (row, row * i % 9973))}</row>'
        for row in range(1, count + 1)
    )


def noise(length: int) -> str:
    """Text that does not compress, always the same."""
    return base64.b64encode(random.Random(7).randbytes(length * 3 // 4)).decode()


def macro_book(main: str, part: str = "") -> bytes:
    """A workbook with another main part, and perhaps one part more."""
    book = {**parts(sheet(TABLE)), "[Content_Types].xml": content_types(main)}
    return zipped({**book, part: b"\xcc\x61code"} if part else book)


def document(main: str) -> bytes:
    """Another kind of Office file."""
    return zipped({"[Content_Types].xml": content_types(main), "word/document.xml": "<a/>"})


def strict() -> bytes:
    """A workbook in the namespaces of the strict standard."""
    book = parts(sheet(TABLE, main="http://purl.oclc.org/ooxml/spreadsheetml/main"))
    relations = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    swap = {MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main", REL: relations}
    for part, content in book.items():
        for old, new in swap.items():
            book[part] = str(book[part]).replace(old, new) if isinstance(content, str) else content
    return zipped(book)


def prefixed() -> bytes:
    """A sheet whose elements all have a prefix, and whose cells have no address."""
    data = "<x:row><x:c><x:v>1</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row><x:row><x:c/><x:c><x:v>5</x:v></x:c></x:row>"
    return with_part(SHEET, f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{data}</x:sheetData></x:worksheet>')


def shared(strings: str, *, index: int = 0) -> bytes:
    """A workbook whose A2 is a shared string."""
    book = parts(sheet(rows(HEADER, (f'<c r="A2" t="s"><v>{index}</v></c>', 5))))
    links = {"rId1": ("worksheet", "worksheets/sheet1.xml"), "rId2": ("sharedStrings", "/xl/sharedStrings.xml")}
    book["xl/_rels/workbook.xml.rels"] = relationships(links)
    book["xl/sharedStrings.xml"] = f'{XML}<sst xmlns="{MAIN}">{strings}</sst>'
    return zipped(book)


def linked(links: Mapping[str, tuple[str, str]]) -> bytes:
    """A workbook whose own links are these."""
    return with_part("xl/_rels/workbook.xml.rels", relationships(links))


def external() -> bytes:
    """A workbook with a link to another file."""
    links = {
        "rId1": ("worksheet", "worksheets/sheet1.xml"),
        "rId2": ("externalLink", "externalLinks/externalLink1.xml"),
    }
    link = f'{XML}<externalLink xmlns="{MAIN}"/>'
    book = parts(sheet(rows(HEADER, ("Hà Nội", '<c r="B2"><f>[1]Sheet1!A1</f><v>5</v></c>'))))
    return zipped(
        {**book, "xl/_rels/workbook.xml.rels": relationships(links), "xl/externalLinks/externalLink1.xml": link}
    )


def with_date_system_1904() -> bytes:
    """A workbook that counts its days from 1904."""
    data = rows(HEADER, ("Hà Nội", f'<c r="B2" s="{DATE}"><v>43175</v></c>'))
    book = parts(sheet(data))
    book["xl/workbook.xml"] = str(book["xl/workbook.xml"]).replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    return zipped(book)


def lying(difference: int) -> bytes:
    """A workbook whose sheet is said to be longer or shorter than it is."""
    content = sheet(TABLE)
    return patched(with_part(SHEET, content), SHEET, size=len(content.encode()) + difference)


def hidden_parts() -> bytes:
    """A sheet with hidden and filtered rows and a hidden column."""
    data = rows((*HEADER, "ghi chú"), ("Hà Nội", 5, 1), ("Hà Giang", 6, 1), ("Cao Bằng", 7, 1), ("Bắc Kạn", 8, 1))
    for row in (2, 3, 5):
        data = data.replace(f'<row r="{row}"', f'<row r="{row}" hidden="1"')
    columns = '<cols><col min="3" max="3" width="9" hidden="1"/><col min="5" max="9" hidden="1"/></cols>'
    column = '<filterColumn colId="0"><filters><filter val="x"/></filters></filterColumn>'
    after = f'<autoFilter ref="A1:C5">{column}</autoFilter>'
    return zipped(parts(sheet(data, columns, after)))


def merged(data: str, *ranges: str) -> bytes:
    """A sheet with merged cells."""
    cells = "".join(f'<mergeCell ref="{each}"/>' for each in ranges)
    return zipped(parts(sheet(data, after=f"<mergeCells>{cells}</mergeCells>")))


def states(first: str) -> bytes:
    """A workbook whose first sheet is not shown."""
    return zipped(parts(sheet(rows(HEADER, ("Hà Nội", 9))), sheet(TABLE), names=("Cũ", "Việc"), states=(first,)))


def wide(column: str, row: int) -> bytes:
    """A table and one cell far off."""
    far = f'<row r="{row}"><c r="{column}{row}"><v>1</v></c></row>'
    return zipped(parts(sheet(TABLE + far, '<dimension ref="A1:B2"/>')))


def styled_rows(count: int) -> bytes:
    """A table and many empty rows below it."""
    return workbook(TABLE + "".join(f'<row r="{row}" s="1" customFormat="1"/>' for row in range(3, count + 3)))


def utf16(content: str) -> bytes:
    """A part in UTF-16."""
    return b"\xff\xfe" + content.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16-le")


def windows_1258(content: str) -> bytes:
    """Text as Windows wrote it before Unicode: letters with their shape, tones apart."""
    tones = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    out = b""
    for letter in unicodedata.normalize("NFC", content):
        marks = unicodedata.normalize("NFD", letter)
        shape = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in tones))
        out += (shape + "".join(mark for mark in marks if mark in tones)).encode("cp1258")
    return out


def hole(path: Path, size: int) -> None:
    """A file of NULs; most file systems keep none of them."""
    with path.open("wb") as file:
        file.truncate(size)


PATHS: Mapping[str, Callable[[Path], object]] = {
    "path-folder.xlsx": Path.mkdir,
    "path-missing.xlsx": lambda path: path.unlink(missing_ok=True),
    "~$path-owner.xlsx": lambda path: path.write_bytes(b"\x06Anh Ba".ljust(165, b" ")),
    "path-empty.xlsx": Path.touch,
    "path-too-large.csv": lambda path: hole(path, 64 * MEGABYTE + 1),
}

KINDS: Mapping[str, Callable[[], bytes]] = {
    "kind-csv.xlsx": CSV.encode,
    "kind-csv.xls": CSV.encode,
    "kind-csv.dat": CSV.encode,
    "kind-html.xls": lambda: b"\xef\xbb\xbf\r\n<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table><tr>",
    "kind-html.xlsx": lambda: b"<!DOCTYPE HTML><body>",
    "kind-html.csv": lambda: b"\xff\xfe" + "<table><tr>".encode("utf-16-le"),
    "kind-spreadsheet-2003.xls": lambda: b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook>',
    "kind-xml.xlsx": lambda: b'<?xml version="1.0"?><a/>',
    "kind-mht.xls": lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related",
    "kind-pdf.xlsx": lambda: b"%PDF-1.7\n",
    "kind-rtf.xls": lambda: rb"{\rtf1\ansi}",
    "kind-gzip.csv": lambda: gzip.compress(CSV.encode(), mtime=0),
    "kind-zip.xlsx": lambda: zipped({"bang.csv": CSV}),
    "kind-ods.xlsx": lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
    "kind-docx.xlsx": lambda: document(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    ),
    "kind-pptx.xlsx": lambda: document(
        "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    ),
    "kind-bytes.xlsx": lambda: bytes(range(256)),
    "kind-xlsx.csv": lambda: workbook(TABLE),
    "kind-xlsx.xls": lambda: workbook(TABLE),
    "kind-xlsx.XLSX": lambda: workbook(TABLE),
    "kind-xltx.xlsx": lambda: macro_book(SHEET_MAIN.replace("sheet.main", "template.main")),
    "kind-xlsb.xlsx": lambda: macro_book("application/vnd.ms-excel.sheet.binary.macroEnabled.main"),
    "kind-password.xlsx": lambda: ole("EncryptionInfo", "EncryptedPackage"),
    "kind-old.xls": lambda: ole("Workbook"),
    "kind-older.xls": lambda: ole("Book"),
    "kind-oldest.xls": lambda: b"\x09\x04\x06\x00\x00\x00\x10\x00",
    "kind-doc.xlsx": lambda: ole("WordDocument"),
    "kind-msg.xlsx": lambda: ole("__properties_version1.0"),
    # The name of the stream in a text of the workbook, not in the directory.
    "kind-mentions-password.xls": lambda: ole("Workbook") + b"\0" * 10 + "EncryptedPackage".encode("utf-16-le"),
    "macro-main.xlsm": lambda: macro_book("application/vnd.ms-excel.sheet.macroEnabled.main+xml", "xl/vbaProject.bin"),
    "macro-main.xlsx": lambda: macro_book("application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
    "macro-part.xlsx": lambda: macro_book(SHEET_MAIN, "xl/vbaProject.bin"),
    "macro-sheet.xlsx": lambda: with_part(
        "[Content_Types].xml",
        content_types(SHEET_MAIN, '<Override PartName="/x" ContentType="application/vnd.ms-excel.macrosheet+xml"/>'),
    ),
    "macro-name-only.xlsm": lambda: workbook(TABLE),
}

ZIPS: Mapping[str, Callable[[], bytes]] = {
    "zip-truncated.xlsx": lambda: workbook(TABLE)[:-200],
    "zip-head-only.xlsx": lambda: b"PK\x03\x04",
    "zip-corrupt.xlsx": lambda: workbook(TABLE)[:4] + workbook(TABLE)[4:].replace(b"PK\x03\x04", b"PK\x03\x05"),
    "zip-wrong-crc.xlsx": lambda: patched(workbook(TABLE), SHEET, crc=1),
    "zip-says-shorter.xlsx": lambda: lying(-40),
    "zip-says-longer.xlsx": lambda: lying(40),
    "zip-encrypted-part.xlsx": lambda: patched(workbook(TABLE), SHEET, flags=1),
    "zip-unknown-method.xlsx": lambda: patched(workbook(TABLE), SHEET, method=14),
    "zip-bomb.xlsx": lambda: with_part("xl/media/a.bin", b"\0" * (3 * MEGABYTE)),
    "zip-bomb-sheet.xlsx": lambda: with_part(SHEET, sheet(TABLE + " " * (3 * MEGABYTE))),
    # Only said to be so large, as the next.
    "zip-part-129-mb.xlsx": lambda: patched(workbook(TABLE), SHEET, size=129 * MEGABYTE),
    "zip-total-300-mb.xlsx": lambda: patched(
        patched(patched(workbook(TABLE, TABLE, TABLE), SHEET, size=100 * MEGABYTE), SHEET_2, size=100 * MEGABYTE),
        "xl/styles.xml",
        size=100 * MEGABYTE,
    ),
    "zip-100000-entries.xlsx": lambda: with_empty_parts(workbook(TABLE), 100_000),
    "zip-slip.xlsx": lambda: with_part("../../evil.txt", "x"),
    "zip-absolute.xlsx": lambda: with_part("/etc/evil.txt", "x"),
    "zip-drive.xlsx": lambda: with_part("C:/evil.txt", "x"),
    "zip-backslash.xlsx": lambda: with_part("xl\\evil.xml", "<a/>"),
    "zip-duplicate.xlsx": lambda: zipped([*parts(sheet(TABLE)).items(), (SHEET, sheet(TABLE))]),
    "zip-duplicate-case.xlsx": lambda: with_part("XL/Worksheets/Sheet1.xml", sheet(TABLE)),
    "xml-billion-laughs.xlsx": lambda: doctype(SHEET, BOMB, sheet(rows(HEADER, ("&b;", 5)))),
    "xml-xxe.xlsx": lambda: doctype("xl/styles.xml", XXE, f'<styleSheet xmlns="{MAIN}"/>'),
    "xml-doctype-in-rels.xlsx": lambda: doctype("_rels/.rels", BOMB, relationships({})),
    "xml-doctype-in-types.xlsx": lambda: doctype("[Content_Types].xml", BOMB, content_types(SHEET_MAIN)),
    "xml-doctype-unused-part.xlsx": lambda: doctype("docProps/app.xml", XXE, "<a/>"),
    "xml-doctype-utf16.xlsx": lambda: with_part(SHEET, utf16(XML + BOMB + sheet(TABLE).removeprefix(XML))),
    "xml-utf16.xlsx": lambda: with_part(SHEET, utf16(sheet(TABLE))),
    "xml-doctype-late.xlsx": lambda: with_part(SHEET, f"{XML}<!--{noise(MEGABYTE - 70)}-->{BOMB}<a/>"),
    "xml-utf7.xlsx": lambda: with_part(SHEET, sheet(TABLE).replace("UTF-8", "UTF-7")),
    "xml-latin1.xlsx": lambda: with_part(SHEET, sheet(TABLE).replace("UTF-8", "ISO-8859-1")),
    "xml-ebcdic.xlsx": lambda: with_part(SHEET, sheet(rows(("a",))).replace("UTF-8", "cp037").encode("cp037")),
    "xml-broken.xlsx": lambda: with_part(SHEET, sheet(TABLE)[:-20]),
    "xml-endless-comment.xlsx": lambda: with_part(SHEET, sheet(TABLE, before=f"<!--{noise(8 * MEGABYTE)}-->")),
    "xml-deep.xlsx": lambda: with_part(SHEET, sheet(TABLE, after="<a>" * 40_000 + "</a>" * 40_000)),
}

BOOKS: Mapping[str, Callable[[], bytes]] = {
    "book-one-part-twice.xlsx": lambda: with_part(
        "xl/_rels/workbook.xml.rels",
        relationships({f"rId{i}": ("worksheet", "worksheets/sheet1.xml") for i in (1, 2)}),
        sheet(TABLE),
        sheet(TABLE),
    ),
    "book-missing-sheet.xlsx": lambda: linked({"rId1": ("worksheet", "worksheets/sheet9.xml")}),
    "book-missing-link.xlsx": lambda: linked({}),
    "book-sheet-outside.xlsx": lambda: linked({"rId1": ("worksheet", "../../../etc/passwd")}),
    "book-chart-tab.xlsx": lambda: linked({"rId1": ("chartsheet", "chartsheets/sheet1.xml")}),
    "book-external-link.xlsx": external,
    "book-strict.xlsx": strict,
    "book-hidden-first.xlsx": lambda: states("hidden"),
    "book-very-hidden-first.xlsx": lambda: states("veryHidden"),
    "book-no-such-string.xlsx": lambda: shared("<si><t>Hà Nội</t></si>", index=1),
    "book-rich-string.xlsx": lambda: shared("<si><r><t>Hà </t></r><r><t>Nội</t></r><rPh><t>x</t></rPh></si>"),
    "book-endless-string.xlsx": lambda: shared(f"<si><t>{noise(33_000)}</t></si>"),
    "sheet-prefixed.xlsx": prefixed,
    "sheet-far-cell.xlsx": lambda: wide("XFD", 1_048_576),
    "sheet-far-row.xlsx": lambda: wide("B", 1_048_576),
    "sheet-column-257.xlsx": lambda: wide("IW", 7),
    "sheet-row-0.xlsx": lambda: wide("B", 0),
    "sheet-wrong-address.xlsx": lambda: workbook(TABLE.replace('r="B2"', 'r="B3"')),
    "sheet-cell-twice.xlsx": lambda: workbook(TABLE.replace('r="A2"', 'r="B2"')),
    "sheet-row-twice.xlsx": lambda: workbook(TABLE + rows(("Hà Giang", 6), first=2)),
    "sheet-300000-rows.xlsx": lambda: zipped(parts(sheet(many_rows(300_000, 2))), level=1),
    "sheet-20001-rows-in-two.xlsx": lambda: workbook(many_rows(20_000, 1), rows(HEADER)),
    "sheet-largest-allowed.xlsx": lambda: zipped(parts(sheet(many_rows(20_000, 20))), level=1),
    "sheet-styled-empty-rows.xlsx": lambda: styled_rows(200_000),
    "sheet-merged-header.xlsx": lambda: merged(
        rows(("đơn vị", "thụ lý", None), (None, "cũ", "mới"), ("Hà Nội", 5, 6)), "A1:A2", "B1:C1"
    ),
    "sheet-merged-number.xlsx": lambda: merged(rows(HEADER, ("Hà Nội", "1.234"), ("Hà Giang", None)), "B2:B3"),
    "sheet-merged-over-number.xlsx": lambda: merged(rows(HEADER, ("Hà Nội", 5), ("Hà Giang", 6)), "B2:B3"),
    "sheet-merged-everywhere.xlsx": lambda: merged(rows((None, "thụ lý"), (None, 5)), *["A1:XFD1048576"] * 500),
    "sheet-merged-too-much.xlsx": lambda: merged(many_rows(4_000, 1), "A1:XFD1048576"),
    "sheet-merge-of-nonsense.xlsx": lambda: merged(TABLE, "A1:??"),
    "sheet-hidden-parts.xlsx": hidden_parts,
    "sheet-filter-button-only.xlsx": lambda: zipped(parts(sheet(TABLE, after='<autoFilter ref="A1:B2"/>'))),
}

CELLS: Mapping[str, Callable[[], bytes]] = {
    "cell-error-value.xlsx": lambda: value("#DIV/0!", kind="e", formula="1/0"),
    "cell-uncached-formula.xlsx": lambda: value("", formula="SUM(A1:A9)"),
    "cell-formula-empty-text.xlsx": lambda: workbook(
        rows(HEADER, ("Hà Nội", '<c r="B2" t="str"><f>""</f><v></v></c>'))
    ),
    "cell-formula-cached.xlsx": lambda: value("5", formula="2+3"),
    "cell-hyperlink-formula.xlsx": lambda: value("bấm", kind="str", formula='HYPERLINK("http://evil")'),
    "cell-command-text.xlsx": lambda: text("=cmd|'/c calc'!A1"),
    "cell-bool.xlsx": lambda: value("1", kind="b"),
    "cell-date.xlsx": lambda: value("44635", style=DATE),
    "cell-date-1904.xlsx": with_date_system_1904,
    "cell-percent.xlsx": lambda: value("0.41539999999999999", style=PERCENT),
    "cell-money-format.xlsx": lambda: value("161828", style=MONEY),
    "cell-red-format.xlsx": lambda: value("161828", style=RED),
    "cell-no-such-style.xlsx": lambda: value("5", style=99),
    "cell-decimal.xlsx": lambda: value("41.539999999999999"),
    "cell-scientific.xlsx": lambda: value("1.5E3"),
    "cell-almost-whole.xlsx": lambda: value("1500.0000000000002"),
    "cell-sixteen-digits.xlsx": lambda: value("9007199254740993"),
    "cell-far-too-large.xlsx": lambda: value("1E300"),
    "cell-negative.xlsx": lambda: value("-3"),
    "cell-no-number.xlsx": lambda: value("abc"),
    "cell-dash.xlsx": lambda: text("—"),
    "cell-blank.xlsx": lambda: workbook(rows(HEADER, ("Hà Nội", None))),
    "cell-spaces.xlsx": lambda: text("  "),
    "text-point.xlsx": lambda: text("1.234"),
    "text-english-decimal.xlsx": lambda: text("41.54"),
    "text-comma-three.xlsx": lambda: text("1,234"),
    "text-groups.xlsx": lambda: text("1.234.567"),
    "text-spaces.xlsx": lambda: text("1\u00a0234\u00a0567"),
    "text-english-groups.xlsx": lambda: text("1,234,567"),
    "text-percent.xlsx": lambda: text("75,53%"),
    "text-unit.xlsx": lambda: text("12 việc"),
    "text-full-width.xlsx": lambda: text("１２"),
    "text-brackets.xlsx": lambda: text("(12)"),
    "name-decomposed.xlsx": lambda: name(unicodedata.normalize("NFD", "Hà Nội")),
    "name-no-break-space.xlsx": lambda: name("Hà\u00a0Nội"),
    "name-zero-width.xlsx": lambda: name("Hà\u200b Nội"),
    "name-escaped-control.xlsx": lambda: name("Hà_x0007_ Nội"),
    "name-private-use.xlsx": lambda: name("Hà\ue000 Nội"),
    "name-line-breaks.xlsx": lambda: name("Hà_x000D_\nNội\tA"),
    "name-error-value.xlsx": lambda: workbook(rows(HEADER, ('<c r="A2" t="e"><v>#REF!</v></c>', 5))),
}

TEXTS: Mapping[str, Callable[[], bytes]] = {
    "csv-utf8.csv": CSV.encode,
    "csv-bom.csv": lambda: CSV.encode("utf-8-sig"),
    "csv-utf16.csv": lambda: CSV.replace(",", "\t").encode("utf-16"),
    "csv-utf16-be.csv": lambda: b"\xfe\xff" + CSV.encode("utf-16-be"),
    "csv-utf16-no-bom.csv": lambda: CSV.encode("utf-16-le"),
    "csv-utf16-cut.csv": lambda: CSV.encode("utf-16")[:-1],
    "csv-utf32.csv": lambda: b"\xff\xfe\0\0" + CSV.encode("utf-32-le"),
    "csv-semicolon.csv": lambda: CSV.replace(",", ";").encode(),
    "csv-sep-line.csv": lambda: b"sep=;\r\n" + CSV.replace(",", ";").encode(),
    "csv-windows-1258.csv": lambda: windows_1258(CSV),
    "csv-tcvn3.csv": lambda: b"\xae\xac\xb7n v\xde,s\xe8\nH\xb5 N\xe9i,5\n",
    "csv-nul.csv": lambda: CSV.encode().replace(b"5", b"5\0"),
    "csv-lost-characters.csv": lambda: CSV.replace("ộ", "\ufffd").encode(),
    "csv-two-delimiters.csv": lambda: b"a;b,c\n1;2,3\n",
    "csv-ambiguous.csv": lambda: CSV.replace("5", '"1,234"').encode(),
    "csv-point.csv": lambda: CSV.replace("5", "1.234").encode(),
    "csv-zero-width.csv": lambda: CSV.replace("Hà ", "Hà\u200b ").encode(),
}

FILES = functools.reduce(lambda a, b: {**a, **b}, (KINDS, ZIPS, BOOKS, CELLS, TEXTS), dict[str, Callable[[], bytes]]())


def make_folder(folder: Path) -> list[str]:
    """Write all files into `folder`; their names, also of the one that is to be missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for file, make_path in PATHS.items():
        make_path(folder / file)
    # zipfile warns of the names that are there twice on purpose.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        for file, make in FILES.items():
            (folder / file).write_bytes(make())
    return [*PATHS, *FILES]


if __name__ == "__main__":
    make_folder(Path(sys.argv[1]))
