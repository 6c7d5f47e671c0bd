"""One table in every form an office may send it: the datasets are equal."""

import csv
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dispatch.directory.indicators import indicator_catalogue
from dispatch.errors import InputError
from dispatch.model.dataset import MEASURE_NAMES, MEASURES, Measure, Table
from dispatch.readers.dataset import check_file, read_dataset
from dispatch.readers.dossier import read_dossier
from tests.builders import FIXTURE, dossier_folder
from tests.readers.tables import CATALOGUE, KIND

NAMES = indicator_catalogue().names()
CODES = list(NAMES)
CURRENT = 'current = "2022-05.csv"'
TEXT = (FIXTURE / "2022-05.csv").read_text(encoding="utf-8")
Records = list[dict[str, str]]
RECORDS: Records = list(csv.DictReader(TEXT.splitlines()))


def of(measure: Measure) -> Records:
    return [record for record in RECORDS if record["measure"] == measure]


def counts(record: dict[str, str]) -> list[int]:
    return [int(record[code]) for code in CODES]


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


def by_sheets(book: Workbook) -> None:
    """A sheet each with a plain heading, the one of money first."""
    for measure in reversed(MEASURES):
        sheet = book.create_sheet(MEASURE_NAMES[measure].capitalize())
        sheet.append(["Tên đơn vị", *NAMES.values()])
        for record in of(measure):
            sheet.append([record["province"], *counts(record)])


def official(book: Workbook) -> None:
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
        sheet.append([None, "Toàn quốc", *(sum(int(record[code]) for record in of(measure)) for code in CODES)])
        for row, record in enumerate(of(measure), 1):
            sheet.append([row, record["province"], *counts(record)])
        sheet.append([None, "Ghi chú: số liệu về việc và về tiền đã đối chiếu"])


def as_text(book: Workbook) -> None:
    """Numbers typed as text, columns in another order, the national row last."""
    turned = list(reversed(CODES))
    for measure in MEASURES:
        sheet = book.create_sheet(MEASURE_NAMES[measure])
        sheet.append([*(NAMES[code] for code in turned), "Địa phương"])
        for record in of(measure):
            sheet.append([*(record[code] for code in turned), record["province"]])


def long(book: Workbook) -> None:
    """The columns of the long CSV in one sheet, with Vietnamese headings."""
    sheet = book.create_sheet("Số liệu")
    sheet.append(["BẢNG SỐ LIỆU"])
    sheet.append(["Năm", "Số tháng", "Loại", "Tên đơn vị", *NAMES.values()])
    for record in RECORDS:
        kind = MEASURE_NAMES["viec" if record["measure"] == "viec" else "tien"].capitalize()
        sheet.append([2022, 5, kind, record["province"], *counts(record)])


def long_with_codes(book: Workbook) -> None:
    """The long CSV as it is, opened and saved as a workbook."""
    sheet = book.create_sheet("2022-05")
    sheet.append(list(RECORDS[0]))
    for record in RECORDS:
        sheet.append([int(cell) if cell.isdigit() else cell for cell in record.values()])


def side_by_side(book: Workbook) -> None:
    """Both measures in one sheet, each below a merged heading."""
    sheet = book.create_sheet("Trang 1")
    sheet.append(["Tên đơn vị", "Về việc", *[None] * (len(CODES) - 1), "Về tiền"])
    sheet.append([None, *NAMES.values(), *NAMES.values()])
    sheet.merge_cells(start_row=1, end_row=2, start_column=1, end_column=1)
    for first in (2, 2 + len(CODES)):
        sheet.merge_cells(start_row=1, end_row=1, start_column=first, end_column=first + len(CODES) - 1)
    _both(sheet)


def side_by_side_unmerged(book: Workbook) -> None:
    """The same with group headings that stand over their first column alone."""
    sheet = book.create_sheet("Trang 1")
    sheet.append([None, "Về việc", *[None] * (len(CODES) - 1), "Về tiền"])
    sheet.append(["Tên đơn vị", *NAMES.values(), *NAMES.values()])
    _both(sheet)


def _both(sheet: Worksheet) -> None:
    money = {record["province"]: record for record in of("tien")}
    for record in of("viec"):
        sheet.append([record["province"], *counts(record), *counts(money[record["province"]])])


def one_below_the_other(book: Workbook) -> None:
    """Two tables in one sheet, each below its title; the heading is repeated in the middle of the second."""
    sheet = book.create_sheet("Trang 1")
    for measure in MEASURES:
        sheet.append([f"Kết quả về {MEASURE_NAMES[measure]}"])
        _heading(sheet)
        for number, record in enumerate(of(measure)):
            if number == 40 and measure == "tien":
                _heading(sheet)
            sheet.append([record["province"], *counts(record)])


def _heading(sheet: Worksheet) -> None:
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


# --- the test ---


def table(folder: Path) -> Table:
    return read_dataset(read_dossier(folder, KIND), CATALOGUE).current


def content(read: Table) -> dict[str, dict[str, tuple[str, dict[str, int]]]]:
    return {
        measure: {key: (row.unit.name, dict(row.counts)) for key, row in rows.items()}
        for measure, rows in read.rows.items()
    }


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Table:
    return table(dossier_folder(tmp_path_factory.mktemp("mau")))


@pytest.mark.parametrize("form", TEXTS)
def test_a_table_as_text_is_the_same_in_every_encoding_and_with_every_separator(
    tmp_path: Path, form: str, expected: Table
) -> None:
    encoding = f'{CURRENT}\nencoding = "windows-1258"' if form == "windows-1258" else CURRENT
    folder = dossier_folder(tmp_path, dossier={CURRENT: encoding})
    (folder / "2022-05.csv").write_bytes(TEXTS[form](TEXT))
    assert content(table(folder)) == content(expected)


@pytest.mark.parametrize("form", BOOKS)
def test_a_table_in_a_workbook_is_the_same_in_every_layout(tmp_path: Path, form: str, expected: Table) -> None:
    folder = dossier_folder(tmp_path, dossier={CURRENT: 'current = "2022-05.xlsx"'})
    book = Workbook()
    del book["Sheet"]
    BOOKS[form](book)
    book.save(folder / "2022-05.xlsx")
    assert content(table(folder)) == content(expected)
    found = check_file(folder / "2022-05.xlsx", "63", CATALOGUE).findings
    assert [finding for finding in found if finding.severity != "info"] == []


def test_a_table_in_a_file_for_each_measure_is_the_same(tmp_path: Path, expected: Table) -> None:
    split = 'current = { viec = "viec.csv", tien = "tien.xlsx" }'
    folder = dossier_folder(tmp_path, dossier={CURRENT: split})
    header, *lines = TEXT.splitlines()
    cases = [line for line in lines if ",viec," in line]
    (folder / "viec.csv").write_text("\n".join([header, *cases]), encoding="utf-8")
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Bảng 2"
    _heading(sheet)
    for record in of("tien"):
        sheet.append([record["province"], *counts(record)])
    book.save(folder / "tien.xlsx")
    assert content(table(folder)) == content(expected)


# --- windows-1258 ---


def test_windows_1258_is_never_guessed(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path)
    (folder / "2022-05.csv").write_bytes(windows_1258(TEXT))
    with pytest.raises(InputError) as caught:
        table(folder)
    assert [finding.code for finding in caught.value.findings] == ["not-utf8"]
    assert "windows-1258" in caught.value.findings[0].hint
    assert [f.code for f in check_file(folder / "2022-05.csv", None, CATALOGUE).findings] == ["not-utf8"]
    assert check_file(folder / "2022-05.csv", None, CATALOGUE, "windows-1258").findings == ()


def test_a_unicode_file_checked_as_windows_1258_is_refused(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path)
    found = check_file(folder / "2022-05.csv", None, CATALOGUE, "windows-1258").findings
    assert [finding.code for finding in found] == ["wrong-encoding"]


def test_other_encodings_are_refused_in_the_dossier_with_their_line(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path, dossier={CURRENT: f'{CURRENT}\nencoding = "tcvn3"'})
    with pytest.raises(InputError) as caught:
        table(folder)
    [finding] = caught.value.findings
    lines = (folder / "dossier.toml").read_text(encoding="utf-8").splitlines()
    assert (finding.code, finding.line) == ("unknown-encoding", lines.index('encoding = "tcvn3"') + 1)
