"""Workbooks as read: kinds, exact numbers, merged cells, what is out of sight; openpyxl is the second opinion."""

import io
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dispatch.errors import InputError
from dispatch.model.dataset import InputFile
from dispatch.readers import workbook as workbook_module
from dispatch.readers.cells import Cell, Sheet, Workbook
from dispatch.readers.gate import GatedFile, open_gate
from dispatch.readers.workbook import read_workbook
from dispatch.readers.xlsx.archive import open_archive
from dispatch.readers.xlsx.sheet import column_letters, column_number
from dispatch.readers.xlsx.values import number_format
from dispatch.readers.xlsx.xml import Budget, Handler, parse_part
from tests.readers.nasty import shared
from tests.readers.packages import DATE, PERCENT, Value, letters, parts, rows, sheet, workbook, zipped


def read(data: bytes) -> Workbook:
    return read_workbook(GatedFile(InputFile("a.xlsx", ""), "xlsx", data))


def read_sheet(data: bytes) -> Sheet:
    [only] = read(data).sheets
    return only


def stored(content: str) -> Cell:
    """The cell A1 of a sheet in which it is stored like this."""
    return read_sheet(workbook(f'<row r="1">{content}</row>')).rows[0].cells["A"]


def test_each_cell_has_its_address_kind_and_text() -> None:
    row = read_sheet(
        workbook(rows(["Hà Nội", 5, f'<c r="C1" s="{PERCENT}"><v>0.4154</v></c>', '<c r="D1" t="e"><v>#N/A</v></c>']))
    ).rows[0]
    assert [*row.cells.values()] == [
        Cell("A1", "A", "text", "Hà Nội"),
        Cell("B1", "B", "number", "5"),
        Cell("C1", "C", "percent", "41,54%"),
        Cell("D1", "D", "error", "#N/A"),
    ]


def test_a_cell_that_the_file_does_not_have_is_empty_and_has_its_address() -> None:
    row = read_sheet(workbook(rows(["Hà Nội", None, 5], first=7))).rows[0]
    assert row.cell("B") == Cell("B7", "B", "empty", "")
    assert list(row.cells) == ["A", "C"]


@pytest.mark.parametrize(
    ("raw", "text", "number"),
    [
        ("161828", "161828", "161828"),
        ("1.5E3", "1500", "1500"),
        ("1500.0", "1500", "1500"),
        ("41.539999999999999", "41,54", "41.54"),
        ("0.1", "0,1", "0.1"),
        ("-3", "-3", "-3"),
        ("-0", "0", "0"),
        ("007", "7", "7"),
        ("12345678901234567", "12345678901234567", "12345678901234567"),
        ("9007199254740993", "9007199254740993", "9007199254740993"),
        ("6.66851082109999E+16", "66685108210999900", "66685108210999900"),
        ("1E-7", "0,0000001", "1E-7"),
    ],
)
def test_stored_numbers_arrive_exactly(raw: str, text: str, number: str) -> None:
    cell = stored(f'<c r="A1"><v>{raw}</v></c>')
    assert (cell.kind, cell.text) == ("number", text)
    assert cell.number == Decimal(number)


@given(st.decimals("0", "1E9", places=2, allow_nan=False))
def test_a_decimal_of_an_office_arrives_as_it_was_typed(typed: Decimal) -> None:
    # What Excel writes: 17 digits of the binary value.
    cell = stored(f'<c r="A1"><v>{float(typed):.17g}</v></c>')
    assert cell.number == typed


@given(st.integers(0, 10**6))
def test_a_percent_cell_shows_all_hundredths_it_holds(hundredths: int) -> None:
    cell = stored(f'<c r="A1" s="{PERCENT}"><v>{hundredths / 10_000:.17g}</v></c>')
    assert cell.kind == "percent"
    assert cell.number == Decimal(hundredths) / 100


@pytest.mark.parametrize("raw", ["1E300", "1E999", "abc", "1E-200", "0x10", "1_000", "NaN", "Infinity"])
def test_what_is_no_number_of_this_world_stays_text(raw: str) -> None:
    cell = stored(f'<c r="A1"><v>{raw}</v></c>')
    assert (cell.kind, cell.text, cell.number) == ("text", raw, None)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("44635", "15/3/2022"),
        ("1", "01/01/1900"),
        ("59", "28/02/1900"),
        ("61", "01/3/1900"),
        ("44635.75", "15/3/2022 18:00"),
        ("0.3125", "07:30"),
    ],
)
def test_dates_are_those_that_excel_shows(raw: str, text: str) -> None:
    cell = stored(f'<c r="A1" s="{DATE}"><v>{raw}</v></c>')
    assert (cell.kind, cell.text) == ("date", text)


@pytest.mark.parametrize("raw", ["-1", "99999999"])
def test_a_number_that_no_date_can_be_stays_a_number(raw: str) -> None:
    cell = stored(f'<c r="A1" s="{DATE}"><v>{raw}</v></c>')
    assert (cell.kind, cell.text) == ("number", raw)


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("General", "number"),
        ("#,##0", "number"),
        ('#,##0\\ "đồng"', "number"),
        ("[Red]#,##0;[Blue]-#,##0", "number"),
        ("_-* #,##0\\ _₫_-;\\-* #,##0\\ _₫_-", "number"),
        ("0.00E+00", "number"),
        ('0"%"', "number"),
        ("0\\%", "number"),
        ("0.00%", "percent"),
        ("[Red]0.0%", "percent"),
        ("dd/mm/yyyy;@", "date"),
        ("[$-42A]dd mmmm yyyy", "date"),
        ("[h]:mm", "date"),
    ],
)
def test_a_number_format_is_known_by_what_it_shows(code: str, shown: str) -> None:
    assert number_format(164, code) == shown


def test_a_formula_without_a_stored_value_is_not_an_empty_cell() -> None:
    assert stored('<c r="A1"><f>1+1</f></c>').kind == "uncached"
    assert stored('<c r="A1"><f>1+1</f><v></v></c>').kind == "uncached"
    assert stored('<c r="A1"><f t="shared" si="0"/></c>').kind == "uncached"
    assert stored('<c r="A1"><f>1+1</f><v>2</v></c>') == Cell("A1", "A", "number", "2")


def test_a_formula_whose_result_is_the_empty_text_is_empty() -> None:
    assert not read_sheet(workbook('<row r="1"><c r="A1" t="str"><f>""</f><v></v></c></row>')).rows


def test_merged_cells_repeat_their_first_and_say_so() -> None:
    data = rows(["đơn vị", "thụ lý", None], [None, "cũ", "mới"])
    after = '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/></mergeCells>'
    first, second = read_sheet(zipped(parts(sheet(data, after=after)))).rows
    assert first.cells["C"] == Cell("C1", "C", "text", "thụ lý", merged_from="B1")
    assert second.cells["A"] == Cell("A2", "A", "text", "đơn vị", merged_from="A1")
    assert first.cells["B"].merged_from is None
    assert list(first.cells) == ["A", "B", "C"]


def test_merged_cells_make_no_rows_and_no_columns_of_nothing() -> None:
    after = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    sheet_read = read_sheet(zipped(parts(sheet(rows(["Tiêu đề"]) + rows([7], first=9), after=after))))
    assert [row.number for row in sheet_read.rows] == [1, 9]
    assert list(sheet_read.rows[0].cells) == [letters(i) for i in range(1, 257)]
    assert [finding.cell for finding in sheet_read.findings] == ["A9"]
    assert sheet_read.rows[1].cells["A"].text == "Tiêu đề"


def test_hidden_sheets_stand_in_their_place_and_are_marked() -> None:
    book = read(zipped(parts(*(sheet(rows([i])) for i in range(3)), states=("veryHidden", "hidden"))))
    assert [(each.name, each.hidden) for each in book.sheets] == [("Sheet1", True), ("Sheet2", True), ("Sheet3", False)]
    assert [[f.code for f in each.findings] for each in book.sheets] == [["hidden-sheet"], ["hidden-sheet"], []]
    assert [f.severity for each in book.sheets for f in each.findings] == ["warning", "warning"]


def test_hidden_rows_and_columns_are_read_and_told_once_a_run() -> None:
    data = rows(["a", "b"], *([i, i] for i in range(2, 8)))
    for row in (2, 3, 6):
        data = data.replace(f'<row r="{row}"', f'<row r="{row}" hidden="true"')
    columns = '<cols><col min="2" max="40" hidden="1"/></cols>'
    read_back = read_sheet(zipped(parts(sheet(data, columns))))
    assert [(f.code, f.cell) for f in read_back.findings] == [
        ("hidden-rows", "2:3"),
        ("hidden-rows", "6:6"),
        ("hidden-columns", "B:B"),
    ]
    assert [row.number for row in read_back.rows if row.hidden] == [2, 3, 6]
    assert read_back.hidden_columns == ("B",)
    assert read_back.rows[1].cells["B"].text == "2"


def test_rows_of_no_height_and_columns_of_no_width_are_hidden_too() -> None:
    data = rows(["a"], ["b"]).replace('<row r="2"', '<row r="2" ht="0" customHeight="1"')
    read_back = read_sheet(zipped(parts(sheet(data, '<cols><col min="1" max="1" width="0"/></cols>'))))
    assert [f.cell for f in read_back.findings] == ["2:2", "A:A"]


def test_many_findings_of_one_kind_are_counted_and_not_listed() -> None:
    findings = read_sheet(workbook(rows(*(["Hà\u200b Nội"] for _ in range(30))))).findings
    assert len(findings) == 21
    assert "và 10 nơi khác nữa" in findings[-1].message
    assert {finding.severity for finding in findings} == {"error"}


def test_line_breaks_and_tabs_are_those_of_other_texts() -> None:
    cell = stored('<c r="A1" t="inlineStr"><is><t>Hà_x000D_\nNội\tA_x0042_</t></is></c>')
    assert cell.text == "Hà\nNội AB"


def test_a_shared_string_is_all_its_runs_and_not_its_reading() -> None:
    data = shared("<si><r><t>Hà </t></r><r><t>Nội</t></r><rPh><t>x</t></rPh></si>")
    assert read_sheet(data).rows[1].cells["A"] == Cell("A2", "A", "text", "Hà Nội")


def test_cells_in_any_order_are_read_from_left_to_right() -> None:
    data = '<row r="2"><c r="C2"><v>3</v></c><c r="A2"><v>1</v></c></row><row r="1"><c r="AA1"><v>1</v></c></row>'
    read_back = read_sheet(workbook(data))
    assert [row.number for row in read_back.rows] == [1, 2]
    assert list(read_back.rows[1].cells) == ["A", "C"]


def test_a_tiny_budget_refuses_what_a_large_one_reads() -> None:
    archive = open_archive(workbook(rows([1, 2])), "a.xlsx")
    with pytest.raises(InputError) as caught:
        parse_part(archive, "xl/worksheets/sheet1.xml", Handler(), Budget(tags=5))
    assert caught.value.findings[0].code == "too-much-content"
    parse_part(archive, "xl/worksheets/sheet1.xml", Handler(), Budget())


def test_too_many_characters_are_refused_also_when_each_cell_has_few(monkeypatch: pytest.MonkeyPatch) -> None:
    data = workbook(rows(["Hà Nội"], ["Hà Giang"]))
    monkeypatch.setattr(workbook_module, "Budget", lambda: Budget(characters=10))
    with pytest.raises(InputError) as caught:
        read(data)
    assert caught.value.findings[0].code == "too-much-content"


@given(st.integers(1, 16_384))
def test_column_letters_and_numbers_are_inverse(number: int) -> None:
    assert column_number(column_letters(number)) == number
    assert column_letters(number) == get_column_letter(number)


values = st.one_of(
    st.none(),
    st.integers(-(10**14), 10**14),
    st.floats(-1e9, 1e9, allow_nan=False).map(lambda x: round(x, 4)),
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs"))).filter(
        lambda t: t.strip() and not t.startswith(("=", "#")) and "_x" not in t
    ),
    st.booleans(),
    st.dates(date(1901, 1, 1), date(2100, 1, 1)),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(values, min_size=1, max_size=6), min_size=1, max_size=8))
def test_what_openpyxl_writes_is_read_as_openpyxl_reads_it(table: list[list[Value]]) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for row in table:
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    ours = {cell.address: cell for row in read_sheet(out.getvalue()).rows for cell in row.cells.values()}
    assert ours.keys() == seen_by_openpyxl(out.getvalue()).keys()
    for address, value in seen_by_openpyxl(out.getvalue()).items():
        assert same(ours[address], value), (ours[address], value)


def seen_by_openpyxl(data: bytes) -> dict[str, object]:
    page = openpyxl.load_workbook(io.BytesIO(data), data_only=True).worksheets[0]
    assert isinstance(page, Worksheet)
    return {cell.coordinate: cell.value for row in page.iter_rows() for cell in row if cell.value is not None}


def same(cell: Cell, value: object) -> bool:
    """Whether both readers saw one thing."""
    if isinstance(value, bool):
        return (cell.kind, cell.text) == ("bool", str(value).upper())
    if isinstance(value, int | float):
        return cell.kind == "number" and cell.number == Decimal(repr(value))
    if isinstance(value, datetime):
        day, month, year = cell.text.split("/")
        return cell.kind == "date" and (int(day), int(month), int(year)) == (value.day, value.month, value.year)
    return cell.kind == "text" and cell.text == value


def test_the_gate_and_the_reader_agree_on_a_file_of_openpyxl(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Hà Nội", 5])
    book.save(tmp_path / "a.xlsx")
    [only] = read_workbook(open_gate(tmp_path, "a.xlsx")).sheets
    assert [cell.text for cell in only.rows[0].cells.values()] == ["Hà Nội", "5"]
