"""Makes a folder of whole tables, each with one thing that offices do: python -m tests.readers.nasty_tables FOLDER

What `dispatch data check` must say of each stands in nasty_tables.csv.
"""

import csv
import sys
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.builders import FIXTURE, ROOT
from tests.readers.layouts import BOOKS, CODES, TEXTS, Typed, long_text

ROWS = [
    Typed("viec" if record["measure"] == "viec" else "tien", record["province"], [int(record[code]) for code in CODES])
    for record in csv.DictReader((FIXTURE / "2022-05.csv").read_text(encoding="utf-8").splitlines())
]
TEXT = long_text(ROWS)
CASES, MONEY = "Biểu số 01", "Biểu số 02"
FIRST, LAST, WIDTH = 6, 68, len(CODES) + 2
"""In the official layout: the rows of the provinces, and the last column."""

Change = Callable[[Workbook], object]


def official(change: Change) -> Callable[[Path], object]:
    """The fixture in the official layout, changed."""
    return book("official", change)


def book(layout: str, change: Change) -> Callable[[Path], object]:
    """The fixture in a layout, changed."""

    def make(path: Path) -> None:
        made = Workbook()
        del made["Sheet"]
        BOOKS[layout](made, ROWS)
        change(made)
        made.save(path)

    return make


def typed(sheet: str, **cells: object) -> Callable[[Path], object]:
    """Other contents of some cells."""

    def change(made: Workbook) -> None:
        for address, value in cells.items():
            made[sheet][address].value = value

    return official(change)


def text(*changes: tuple[str, str], form: str = "utf-8") -> Callable[[Path], object]:
    """The fixture as text, changed."""

    def make(path: Path) -> None:
        content = TEXT
        for old, new in changes:
            assert content.count(old) == 1, old
            content = content.replace(old, new)
        path.write_bytes(TEXTS[form](content))

    return make


def line(number: int) -> str:
    """A line of the fixture as text, with its end."""
    return TEXT.splitlines(keepends=True)[number - 1]


# --- what is done to a workbook ---


def blank_row(made: Workbook) -> None:
    for column in range(3, WIDTH + 1):
        made[CASES].cell(12, column).value = None


def in_dong(made: Workbook) -> None:
    for column in range(3, WIDTH + 1):
        cell = made[MONEY].cell(12, column)
        cell.value = int(str(cell.value)) * 1000


def all_in_dong(made: Workbook) -> None:
    for row in range(FIRST - 1, LAST + 1):
        for column in range(3, WIDTH + 1):
            cell = made[MONEY].cell(row, column)
            cell.value = int(str(cell.value)) * 1000


def hidden(made: Workbook) -> None:
    sheet = made[CASES]
    sheet.row_dimensions[30].hidden = True
    sheet.column_dimensions["M"].hidden = True
    made[MONEY].auto_filter.ref = f"A4:U{LAST}"
    made[MONEY].auto_filter.add_filter_column(1, ["Hà Nội"])
    made["Bìa"].sheet_state = "hidden"


def old_copy(made: Workbook) -> None:
    copy = made.copy_worksheet(made[MONEY])
    copy.title, copy.sheet_state = "Biểu số 02 cũ", "veryHidden"
    made.move_sheet(copy, -9)


def percent(made: Workbook) -> None:
    made[CASES]["I12"].value, made[CASES]["I12"].number_format = 0.5, "0.00%"


def error_value(made: Workbook) -> None:
    made[CASES]["I12"].value, made[CASES]["I12"].data_type = "#DIV/0!", "e"


def nothing_to_do(made: Workbook) -> None:
    """A province without a case: noughts in every column."""
    for column in range(3, WIDTH + 1):
        national = made[CASES].cell(5, column)
        national.value = int(str(national.value)) - int(str(made[CASES].cell(12, column).value))
        made[CASES].cell(12, column).value = 0


def group_rows(made: Workbook) -> None:
    """Sums of groups of provinces between them, one of them wrong."""
    sheet = made[CASES]
    for row, first, last, name in ((20, 6, 19, "Vùng Trung du"), (31, 21, 30, "II. Đồng bằng sông Hồng")):
        sheet.insert_rows(row)
        sheet.cell(row, 2).value = name
        for column in range(3, WIDTH + 1):
            sheet.cell(row, column).value = sum(
                int(str(sheet.cell(each, column).value)) for each in range(first, last + 1)
            )
    sheet["C31"].value = int(str(sheet["C31"].value)) + 1


def military(made: Workbook) -> None:
    for name in (CASES, MONEY):
        made[name].cell(LAST + 1, 2).value = "Cục Thi hành án Bộ Quốc phòng"
        for column in range(3, WIDTH + 1):
            made[name].cell(LAST + 1, column).value = 1


def rate_column(made: Workbook) -> None:
    """A column of rates and one of remarks that no form has."""
    sheet: Worksheet = made[CASES]
    sheet.cell(2, WIDTH + 1).value, sheet.cell(2, WIDTH + 2).value = "Tỷ lệ thi hành xong", "Ghi chú"
    for row in range(FIRST, LAST + 1):
        sheet.cell(row, WIDTH + 1).value, sheet.cell(row, WIDTH + 1).number_format = 0.4154, "0.00%"
    sheet.cell(9, WIDTH + 2).value = "đã đối chiếu"


def nothing(_: Workbook) -> None:
    """The table as it is."""


def one_title(made: Workbook) -> None:
    made[CASES]["A1"].value = made[MONEY]["A1"].value = "KẾT QUẢ 5 THÁNG NĂM 2022"
    made[CASES].title, made[MONEY].title = "Trang 1", "Trang 2"
    made["Trang 1"]["B70"].value = made["Trang 2"]["B70"].value = None


def no_money(made: Workbook) -> None:
    del made[MONEY]


BOOKS_MADE: Mapping[str, Callable[[Path], object]] = {
    "sound.xlsx": official(nothing),
    "sound-side-by-side.xlsx": book("side_by_side", nothing),
    "number-point.xlsx": typed(CASES, C6="1.234"),
    "number-english.xlsx": typed(CASES, C6="41.54"),
    "number-unit.xlsx": typed(CASES, C6="30106 việc"),
    "number-negative.xlsx": typed(CASES, C6=-5),
    "number-decimal.xlsx": typed(CASES, C6=12.5),
    "number-percent.xlsx": official(percent),
    "number-error.xlsx": official(error_value),
    "number-formula.xlsx": typed(CASES, C6="=SUM(D6:E6)"),
    "blank-cell.xlsx": typed(CASES, D7=None),
    "blank-dash.xlsx": typed(CASES, D7="-"),
    "blank-row.xlsx": official(blank_row),
    "sum-broken.xlsx": typed(CASES, C6=30107),
    "done-above-base.xlsx": typed(CASES, J6=99999),
    "nothing-to-do.xlsx": official(nothing_to_do),
    "scale-one.xlsx": official(in_dong),
    "scale-all.xlsx": official(all_in_dong),
    "name-misprint.xlsx": typed(CASES, B61="Đông Tháp"),
    "name-short.xlsx": typed(CASES, B36="TT Huế"),
    "name-decomposed.xlsx": typed(CASES, B8=unicodedata.normalize("NFD", "Cao Bằng")),
    "name-tone.xlsx": typed(CASES, B16="Hoà Bình"),
    "name-no-accents.xlsx": typed(CASES, B7="Ha Giang"),
    "name-between.xlsx": typed(CASES, B7="Hạu Giang"),
    "name-twice.xlsx": typed(CASES, B7="Hà Nội"),
    "name-of-34.xlsx": typed(CASES, B36="Huế"),
    "nation-differs.xlsx": typed(CASES, C5=520548),
    "nation-military.xlsx": official(military),
    "nation-not-a-number.xlsx": typed(CASES, C5="520.547"),
    "group-rows.xlsx": official(group_rows),
    "rate-column.xlsx": official(rate_column),
    "hidden-parts.xlsx": official(hidden),
    "hidden-old-copy.xlsx": official(old_copy),
    "sheet-of-no-measure.xlsx": official(one_title),
    "sheet-missing.xlsx": official(no_money),
    "column-missing.xlsx": typed(CASES, I2="Số khác"),
    "column-twice.xlsx": typed(CASES, J2="Có điều kiện thi hành"),
    "period-two.xlsx": typed(CASES, A1="KẾT QUẢ THI HÀNH ÁN VỀ VIỆC 6 THÁNG NĂM 2022"),
}

FILLED = ",".join(["0"] * len(CODES))
TEXTS_MADE: Mapping[str, Callable[[Path], object]] = {
    "sound.csv": text(),
    "sound-bom.csv": text(form="utf-8 with BOM"),
    "sound-utf-16.csv": text(form="utf-16"),
    "sound-semicolons.csv": text(form="semicolons"),
    "sound-decomposed.csv": text(form="decomposed"),
    "windows-1258.csv": text(form="windows-1258"),
    "number-point.csv": text(("viec,Hà Nội,30106,", "viec,Hà Nội,30.106,")),
    "number-comma.csv": text(("viec,Hà Nội,30106,", 'viec,Hà Nội,"30,106",')),
    "number-spaces.csv": text(("viec,Hà Nội,30106,", "viec,Hà Nội,30 106,")),
    "number-blank.csv": text(("viec,Hà Nội,30106,", "viec,Hà Nội,,")),
    "row-short.csv": text(("viec,Hà Nội,30106,", "viec,Hà Nội,")),
    "row-missing.csv": text((line(2), "")),
    "row-twice.csv": text((line(2), line(2) * 2)),
    "row-of-other-year.csv": text((line(2), line(2).replace("2022,", "2021,"))),
    "quote-open.csv": text(("viec,Hà Nội", 'viec,"Hà Nội')),
    "measure-unknown.csv": text((line(2), line(2).replace("viec", "vụ"))),
    "column-unknown.csv": text((",moi_thu_ly,", ",moi_thu_li,")),
    "name-unknown.csv": text(("viec,Hà Giang", "viec,Hà Giangg")),
    "name-formula.csv": text(("viec,Hà Giang", "viec,=HYPERLINK(1)")),
    "header-only.csv": text((TEXT.partition("\n")[2], "")),
    "rows-20001.csv": text((line(2), line(2) * 20_001)),
    "rates-alone.csv": lambda path: path.write_text(
        "năm,số tháng,loại,địa phương,tỷ lệ\n"
        + "".join(
            f'2022,5,{measure},{cells[1]},"{cells[2]}"\n'
            for measure in ("viec", "tien")
            for cells in csv.reader(
                (ROOT / f"tests/data/published-2022-05-{measure}.csv").read_text(encoding="utf-8").splitlines()[1:]
            )
        ),
        encoding="utf-8",
    ),
}

FILES = {**BOOKS_MADE, **TEXTS_MADE}


def make_folder(folder: Path) -> list[str]:
    """Write all files into `folder`; their names."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in FILES.items():
        make(folder / name)
    return list(FILES)


if __name__ == "__main__":
    make_folder(Path(sys.argv[1]))
