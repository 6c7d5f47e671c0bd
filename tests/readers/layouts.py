"""The forms in which an office may send one table: as text in many ways, as workbooks in many layouts."""

import unicodedata
from collections.abc import Callable, Sequence
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dispatch.directory.indicators import indicator_catalogue
from dispatch.model.dataset import MEASURE_NAMES, MEASURES, Measure

NAMES = indicator_catalogue().names()
CODES = list(NAMES)


class Typed(NamedTuple):
    """One row as an office types it."""

    measure: Measure
    name: str
    counts: Sequence[int]


Typeds = Sequence[Typed]


def of(rows: Typeds, measure: Measure) -> list[Typed]:
    """The rows of one measure."""
    return [row for row in rows if row.measure == measure]


def long_text(rows: Typeds) -> str:
    """The long CSV of 5T2022."""
    lines = [["year", "months", "measure", "province", *CODES]]
    lines += [["2022", "5", row.measure, row.name, *map(str, row.counts)] for row in rows]
    return "".join(",".join(cells) + "\n" for cells in lines)


# --- text ---


def windows_1258(text: str) -> bytes:
    """As old programs write it: letters composed with their shape, tones apart."""
    whole = set(bytes(range(128, 256)).decode("cp1258", "ignore"))
    letters = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        shape, tones = unicodedata.normalize("NFC", parts[:2]), parts[2:]
        if letter not in whole and shape not in whole and len(parts) > 1:
            shape, tones = parts[0], parts[1:]  # a plain letter and its tone
        if len(parts) == 3 and unicodedata.combining(parts[1]) and shape not in whole:
            shape, tones = unicodedata.normalize("NFC", parts[0] + parts[2]), parts[1]
        letters.append(letter if letter.isascii() or letter in whole else shape + tones)
    return "".join(letters).encode("cp1258")


TEXTS: dict[str, Callable[[str], bytes]] = {
    "utf-8": lambda text: text.encode(),
    "utf-8 with BOM": lambda text: text.encode("utf-8-sig"),
    "utf-16": lambda text: text.encode("utf-16"),
    "semicolons": lambda text: text.replace(",", ";").encode(),
    "tabs": lambda text: text.replace(",", "\t").encode("utf-16"),
    "sep=; and CRLF": lambda text: b"sep=;\r\n" + text.replace(",", ";").replace("\n", "\r\n").encode(),
    "windows-1258": windows_1258,
    "decomposed": lambda text: unicodedata.normalize("NFD", text).encode(),
}


# --- workbooks ---


def by_sheets(book: Workbook, rows: Typeds) -> None:
    """A sheet each with a plain heading, the one of money first."""
    for measure in reversed(MEASURES):
        sheet = book.create_sheet(MEASURE_NAMES[measure].capitalize())
        sheet.append(["Tên đơn vị", *NAMES.values()])
        for row in of(rows, measure):
            sheet.append([row.name, *row.counts])


def official(book: Workbook, rows: Typeds) -> None:
    """Titles, a merged heading in two rows, column codes, the national row first, notes; a cover before."""
    book.create_sheet("Bìa").append(["BÁO CÁO THỐNG KÊ 5 THÁNG NĂM 2022"])
    for number, measure in enumerate(MEASURES, 1):
        sheet = book.create_sheet(f"Biểu số 0{number}")
        sheet.append([f"KẾT QUẢ THI HÀNH ÁN VỀ {MEASURE_NAMES[measure].upper()} 5 THÁNG NĂM 2022"])
        sheet.append(["STT", "TÊN ĐƠN VỊ", "Tổng số thụ lý", None, None, *list(NAMES.values())[3:]])
        sheet.append([None, None, "Tổng số", "Năm trước chuyển sang", "Mới thụ lý"])
        sheet.merge_cells("C2:E2")
        for column in (1, 2, *range(6, len(CODES) + 3)):
            sheet.merge_cells(start_row=2, end_row=3, start_column=column, end_column=column)
        sheet.append(["A", "B", *range(1, len(CODES) + 1)])
        sheet.append([None, "Toàn quốc", *map(sum, zip(*(row.counts for row in of(rows, measure)), strict=True))])
        for position, row in enumerate(of(rows, measure), 1):
            sheet.append([position, row.name, *row.counts])
        sheet.append([None, "Ghi chú: số liệu về việc và về tiền đã đối chiếu"])


def as_text(book: Workbook, rows: Typeds) -> None:
    """Numbers typed as text in Vietnamese form, columns in another order."""
    turned = list(reversed(CODES))
    for measure in MEASURES:
        sheet = book.create_sheet(MEASURE_NAMES[measure])
        sheet.append([*(NAMES[code] for code in turned), "Địa phương"])
        for row in of(rows, measure):
            sheet.append([*map(vietnamese, reversed(row.counts)), row.name])


def vietnamese(count: int) -> str:
    """A number as offices type it; with one point alone it could mean two numbers, and is typed without."""
    text = f"{count:,}".replace(",", ".")
    return text if text.count(".") != 1 else str(count)


def long(book: Workbook, rows: Typeds) -> None:
    """The columns of the long CSV in one sheet, with Vietnamese headings."""
    sheet = book.create_sheet("Số liệu")
    sheet.append(["BẢNG SỐ LIỆU"])
    sheet.append(["Năm", "Số tháng", "Loại", "Tên đơn vị", *NAMES.values()])
    for row in rows:
        sheet.append([2022, 5, MEASURE_NAMES[row.measure].capitalize(), row.name, *row.counts])


def long_with_codes(book: Workbook, rows: Typeds) -> None:
    """The long CSV as it is, opened and saved as a workbook."""
    sheet = book.create_sheet("2022-05")
    sheet.append(["year", "months", "measure", "province", *CODES])
    for row in rows:
        sheet.append([2022, 5, row.measure, row.name, *row.counts])


def side_by_side(book: Workbook, rows: Typeds) -> None:
    """Both measures in one sheet, each below a merged heading."""
    sheet = book.create_sheet("Trang 1")
    sheet.append(["Tên đơn vị", "Về việc", *[None] * (len(CODES) - 1), "Về tiền"])
    sheet.append([None, *NAMES.values(), *NAMES.values()])
    sheet.merge_cells(start_row=1, end_row=2, start_column=1, end_column=1)
    for first in (2, 2 + len(CODES)):
        sheet.merge_cells(start_row=1, end_row=1, start_column=first, end_column=first + len(CODES) - 1)
    _both(sheet, rows)


def side_by_side_unmerged(book: Workbook, rows: Typeds) -> None:
    """The same with group headings that stand over their first column alone."""
    sheet = book.create_sheet("Trang 1")
    sheet.append([None, "Về việc", *[None] * (len(CODES) - 1), "Về tiền"])
    sheet.append(["Tên đơn vị", *NAMES.values(), *NAMES.values()])
    _both(sheet, rows)


def _both(sheet: Worksheet, rows: Typeds) -> None:
    for cases, money in zip(of(rows, "viec"), of(rows, "tien"), strict=True):
        sheet.append([cases.name, *cases.counts, *money.counts])


def one_below_the_other(book: Workbook, rows: Typeds) -> None:
    """Two tables in one sheet, each below its title; the heading is repeated in the middle of the second."""
    sheet = book.create_sheet("Trang 1")
    for measure in MEASURES:
        sheet.append([f"Kết quả về {MEASURE_NAMES[measure]}"])
        heading(sheet)
        for number, row in enumerate(of(rows, measure)):
            if number == 40 and measure == "tien":
                heading(sheet)
            sheet.append([row.name, *row.counts])


def heading(sheet: Worksheet) -> None:
    """The names of the columns in one row."""
    sheet.append(["Tên đơn vị", *NAMES.values()])


BOOKS = {
    made.__name__: made
    for made in (
        by_sheets,
        official,
        as_text,
        long,
        long_with_codes,
        side_by_side,
        side_by_side_unmerged,
        one_below_the_other,
    )
}
