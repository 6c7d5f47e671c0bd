"""The empty workbook an office fills in: the right units, headings and checks, read back as it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dispatch.model.dataset import MEASURE_NAMES, MEASURE_UNITS, MEASURES, Measure
from dispatch.model.period import Period
from dispatch.model.unit import Unit
from dispatch.vietnamese.dates import short_date
from dispatch.writers.workbook_bytes import fixed_bytes

_HEADING_ROW, _CODE_ROW, _FIRST_UNIT = 5, 6, 7
_FIRST_INDICATOR = 3
_NUMBER = "#,##0"
_HEADING_HEIGHT = 62
_NOTE_SIZE = 90, 320  # height and width
_A3 = 8
_NUMBER_WIDTH, _NAME_WIDTH, _COUNT_WIDTH = 6, 24, 14
_THIN = Side(style="thin")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_SHADE = PatternFill("solid", fgColor="DDEBF7")


@dataclass(frozen=True, slots=True)
class TemplateWords:
    """What an empty workbook says: `columns` are names by code, `lower` what units below a province are called.

    By measure: `rates` is the rate in words, `sums` by code the sums that a column must be.
    """

    columns: Mapping[str, str]
    rates: Mapping[Measure, str]
    sums: Mapping[Measure, Mapping[str, Sequence[str]]]
    lower: str


def data_template(period: Period, units: Sequence[Unit], words: TemplateWords) -> bytes:
    """An .xlsx with a sheet for each measure; the same input gives the same bytes.

    Cells take whole numbers from 0; a blank is not a zero, so every cell is to be filled in.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for measure in MEASURES:
        sheet = book.create_sheet(MEASURE_NAMES[measure].capitalize())
        _titles(sheet, measure, period)
        _headings(sheet, words.columns, words.sums[measure])
        _unit_rows(sheet, units, len(words.columns))
        for row, note in enumerate(_notes(words, measure), _FIRST_UNIT + len(units) + 1):
            sheet.cell(row, 2, note)
        _page(sheet)
    book.properties.creator = "dispatch"
    return fixed_bytes(book, period.month_after)


def _titles(sheet: Worksheet, measure: Measure, period: Period) -> None:
    dates = f"từ {short_date(period.start)} đến {short_date(period.end)}"
    sheet["A1"] = f"KẾT QUẢ THI HÀNH ÁN DÂN SỰ VỀ {MEASURE_NAMES[measure].upper()}"
    sheet["A2"] = f"{period.months} tháng năm {period.year} ({dates})"
    sheet["A3"] = f"Đơn vị tính: {MEASURE_UNITS[measure]}. Ghi số nguyên; không phát sinh thì ghi 0."


def _notes(words: TemplateWords, measure: Measure) -> tuple[str, ...]:
    return (
        f"Tỷ lệ được tính: {words.rates[measure]}.",
        f"Đơn vị trực thuộc (ví dụ {words.lower}): chèn hàng ngay dưới hàng của tỉnh, ghi tên đơn vị ở cột B.",
        "Hàng của tỉnh là tổng các đơn vị trực thuộc, kể cả cơ quan cấp tỉnh.",
    )


def _page(sheet: Worksheet) -> None:
    """The heading stays in sight on the screen and on every page, which is as wide as the table."""
    sheet.freeze_panes = f"C{_FIRST_UNIT}"
    sheet.print_title_rows = f"{_HEADING_ROW}:{_CODE_ROW}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A3
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _headings(sheet: Worksheet, columns: Mapping[str, str], sums: Mapping[str, Sequence[str]]) -> None:
    for column, code in enumerate(columns, _FIRST_INDICATOR):
        if code in sums:
            text = "\n".join(f"Phải bằng: {parts}." for parts in sums[code])
            sheet.cell(_HEADING_ROW, column).comment = Comment(text, "dispatch", *_NOTE_SIZE)
    for column, name in enumerate(["STT", "Tên đơn vị", *columns.values()], 1):
        heading = name[:1].upper() + name[1:]
        head, under = sheet.cell(_HEADING_ROW, column, heading), sheet.cell(_CODE_ROW, column, _code(column))
        head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        under.alignment = Alignment(horizontal="center")
        head.font, head.fill, head.border, under.border = Font(bold=True), _SHADE, _GRID, _GRID
        sheet.column_dimensions[get_column_letter(column)].width = _COUNT_WIDTH
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = _NUMBER_WIDTH, _NAME_WIDTH
    sheet.row_dimensions[_HEADING_ROW].height = _HEADING_HEIGHT
    sheet["B5"].comment = Comment("Không đổi tên đơn vị và tên cột.", "dispatch")


def _unit_rows(sheet: Worksheet, units: Sequence[Unit], indicators: int) -> None:
    for row, unit in enumerate(units, _FIRST_UNIT):
        sheet.cell(row, 1, row - _FIRST_UNIT + 1).border = _GRID
        sheet.cell(row, 2, unit.name).border = _GRID
        for column in range(_FIRST_INDICATOR, _FIRST_INDICATOR + indicators):
            cell = sheet.cell(row, column)
            cell.number_format, cell.border = _NUMBER, _GRID
    end = get_column_letter(_FIRST_INDICATOR + indicators - 1)
    sheet.add_data_validation(_whole_numbers(f"C{_FIRST_UNIT}:{end}{_FIRST_UNIT + len(units) - 1}"))


def _code(column: int) -> str | int:
    """A, B for the unit's columns, then 1, 2, 3 … as the forms number theirs."""
    return "AB"[column - 1] if column < _FIRST_INDICATOR else column - _FIRST_INDICATOR + 1


def _whole_numbers(cells: str) -> DataValidation:
    rule = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    rule.errorTitle, rule.error = "Số liệu không hợp lệ", "Chỉ ghi số nguyên từ 0 trở lên."
    rule.showErrorMessage = True
    rule.add(cells)
    return rule
