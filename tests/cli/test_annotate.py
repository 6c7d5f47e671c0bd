"""`dispatch data check --annotate`: the officer's own workbook back, its faults marked, all else as it was."""

import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from dispatch.directory.indicators import indicator_catalogue
from tests.builders import CODES, FIXTURE, dossier_folder
from tests.cli.running import run
from tests.pipeline.numbers import CURRENT, records
from tests.readers.packages import parts, rows, sheet, zipped

RED, YELLOW = "FFFFC7CE", "FFFFEB9C"
LIST = "Kết quả kiểm tra"
NAMES = indicator_catalogue().names()


def book(tmp_path: Path, edit: Callable[[Worksheet], object] = lambda sheet: sheet) -> Path:
    """The fixture as a workbook, its sheet of cases edited."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for measure, title in (("viec", "Việc"), ("tien", "Tiền")):
        page = made.create_sheet(title)
        page["A1"] = "Kết quả 5 tháng năm 2022"
        page.append(["STT", "Tên đơn vị", *(NAMES[code] for code in CODES)])
        found = [each for (kind, _), each in records(FIXTURE, CURRENT).items() if kind == measure]
        for number, record in enumerate(found, 1):
            page.append([number, record["province"], *(int(record[code]) for code in CODES)])
    edit(made.worksheets[0])
    made.save(tmp_path / "bang.xlsx")
    return tmp_path / "bang.xlsx"


def annotated(path: Path, *options: object) -> Path:
    out = path.parent / "ra.xlsx"
    ran = run("data", "check", path, "--annotate", out, *options)
    assert "Đã ghi bản có ghi chú" in ran.err, ran.out + ran.err
    return out


def colour(sheet: Worksheet, address: str) -> str:
    return str(sheet[address].fill.fgColor.rgb)


def test_a_faulty_cell_is_coloured_and_its_note_says_what_is_wrong_and_what_to_do(tmp_path: Path) -> None:
    def edit(page: Worksheet) -> None:
        page["D4"], page["E5"] = "mười", None
        page["D4"].font, page["D4"].number_format = Font(bold=True), "#,##0"

    page = load_workbook(annotated(book(tmp_path, edit)))["Việc"]
    assert colour(page, "D4") == colour(page, "E5") == RED
    assert (page["D4"].value, page["D4"].font.b, page["D4"].number_format) == ("mười", True, "#,##0")
    assert page["E5"].value is None
    note = page["D4"].comment
    assert note is not None
    assert note.text.startswith("LỖI: “mười” không phải số\n→ ")
    assert colour(page, "D5") == "00000000"


def test_what_is_to_be_looked_at_is_yellow(tmp_path: Path) -> None:
    page = load_workbook(annotated(book(tmp_path, lambda page: page.__setitem__("B23", "Hung Yên"))))["Việc"]
    assert page["B23"].value == "Hung Yên"
    assert colour(page, "B23") == YELLOW


def test_a_blank_row_is_coloured_from_end_to_end_and_has_one_note(tmp_path: Path) -> None:
    def edit(page: Worksheet) -> None:
        for column in range(3, 3 + len(CODES)):
            page.cell(7, column).value = None

    page = load_workbook(annotated(book(tmp_path, edit)))["Việc"]
    row = [page.cell(7, column) for column in range(3, 3 + len(CODES))]
    assert {colour(page, cell.coordinate) for cell in row} == {RED}
    assert [cell.coordinate for cell in row if cell.comment] == ["C7"]
    assert colour(page, "B7") == "00000000"


def test_every_finding_is_listed_also_one_without_a_cell_and_no_text_is_a_formula(tmp_path: Path) -> None:
    def edit(page: Worksheet) -> None:
        page["B3"].value = "=cmd"
        page["B3"].data_type = "s"

    file = book(tmp_path, edit)
    findings = run("data", "check", file, "--json").document["findings"]
    page = load_workbook(annotated(file))[LIST]
    listed = [row for row in page.iter_rows(min_row=9, values_only=True) if row[0]]
    assert [row[6] for row in listed] == [each["message"] for each in findings]
    assert any(row[4] is None for row in listed)
    assert any("“=cmd”" in str(row[6]) for row in listed)
    assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}


def test_notes_and_charts_that_were_there_stay_and_other_parts_keep_their_bytes(tmp_path: Path) -> None:
    def edit(page: Worksheet) -> None:
        page["D4"], page["E5"] = -1, -2
        page["D4"].comment, page["H9"].comment = Comment("hỏi lại", "Lan"), Comment("đúng", "Lan")
        chart = BarChart()
        chart.add_data(Reference(page, min_col=3, min_row=2, max_row=9))
        page.add_chart(chart, "Y5")

    file = book(tmp_path, edit)
    out = annotated(file)
    page = load_workbook(out)["Việc"]
    notes = {address: page[address].comment for address in ("D4", "E5", "H9")}
    assert all(notes.values())
    assert notes["D4"] is not None
    assert notes["D4"].text.startswith("hỏi lại\n\nLỖI: số âm")
    assert notes["H9"] is not None
    assert notes["H9"].text == "đúng"
    with zipfile.ZipFile(file) as before, zipfile.ZipFile(out) as after:
        assert not set(before.namelist()) - set(after.namelist())
        for part in before.namelist():
            if "chart" in part or "theme" in part or part.endswith(("sheet2.xml", "drawing1.xml")):
                assert before.read(part) == after.read(part), part


@pytest.mark.filterwarnings("ignore:Workbook contains no default style")  # the drawn workbook has none
def test_formulas_keep_their_stored_values_so_that_a_second_check_tells_the_same(tmp_path: Path) -> None:
    heads = ["Tên đơn vị", *(NAMES[code] for code in CODES)]
    tables: dict[str, list[list[str | int]]] = {"viec": [], "tien": []}
    for (kind, _), record in records(FIXTURE, CURRENT).items():
        tables[kind].append([record["province"], *(int(record[code]) for code in CODES)])
    table, money = tables["viec"], rows(["5 tháng năm 2022"], heads, *tables["tien"])
    data = rows(["5 tháng năm 2022"], heads, *table).replace('<c r="B3"><v>', '<c r="B3"><f>10000+20106</f><v>')
    data = data.replace('<c r="C4"><v>', '<c r="C4"><v>-')
    # Without styles, fonts or drawings of its own.
    file = tmp_path / "bang.xlsx"
    file.write_bytes(zipped(parts(sheet(data), sheet(money), names=["Việc", "Tiền"])))
    out = annotated(file)
    with zipfile.ZipFile(out) as archive:
        text = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>10000+20106</f><v>30106</v>" in text
    again = [run("data", "check", each, "--json").document for each in (file, out)]
    told = [[(each["cell"], each["message"].replace(out.name, file.name)) for each in d["findings"]] for d in again]
    assert told[0] == told[1]
    assert load_workbook(out)["Việc"]["C4"].comment is not None


def test_a_csv_file_comes_back_as_a_workbook_of_its_lines(tmp_path: Path) -> None:
    file = dossier_folder(tmp_path, current={"viec,Hà Giang,2910": "viec,Hà Giang,=1+1"}) / CURRENT
    page = load_workbook(annotated(file)).worksheets[0]
    assert (page["D4"].value, page["E4"].value, page["E4"].data_type) == ("Hà Giang", "=1+1", "s")
    assert colour(page, "E4") == RED
    assert page["E2"].value == 30106


def test_of_a_dossier_the_table_of_the_period_comes_back_and_the_list_has_every_file(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path)
    for name in (CURRENT, "2021-05.csv"):
        text = (folder / name).read_text(encoding="utf-8").replace("viec,Hà Giang", "viec,Hà Giangg")
        (folder / name).write_text(text, encoding="utf-8")
    made = load_workbook(annotated(folder))
    assert colour(made.worksheets[0], "D4") == RED
    assert {row[2] for row in made[LIST].iter_rows(min_row=9, values_only=True)} == {CURRENT, "2021-05.csv"}


def test_no_file_is_written_over(tmp_path: Path) -> None:
    file = book(tmp_path)
    before = file.read_bytes()
    ran = run("data", "check", file, "--annotate", file, "--json")
    assert (ran.code, [each["code"] for each in ran.refused], file.read_bytes()) == (1, ["file-exists"], before)
    out = annotated(file)
    assert annotated(file) == out  # the same bytes again
    ran = run("data", "check", out, "--annotate", tmp_path / "lan-hai.xlsx", "--json")
    assert [each["code"] for each in ran.refused] == ["annotated-before"]
    ran = run("data", "check", file, "--annotate", tmp_path / "ra.csv", "--json")
    assert [each["code"] for each in ran.refused] == ["wrong-ending"]


@pytest.mark.parametrize("content", [b"", b"<html></html>", b"PK\x03\x04"])
def test_a_file_that_cannot_be_read_has_its_finding_and_no_copy(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "hong.xlsx").write_bytes(content)
    ran = run("data", "check", tmp_path / "hong.xlsx", "--annotate", tmp_path / "ra.xlsx", "--json")
    assert (ran.code, ran.document["errors"]) == (1, 1)
    assert "Không ghi được bản có ghi chú" in ran.err
    assert not (tmp_path / "ra.xlsx").exists()


def test_windows_1258_is_read_when_it_is_said_and_refused_for_a_dossier(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path)
    text = (folder / CURRENT).read_text(encoding="utf-8")
    (folder / "cu.csv").write_bytes(_windows_1258(text))
    assert run("data", "check", folder / "cu.csv").code == 1
    ran = run("data", "check", folder / "cu.csv", "--encoding", "windows-1258", "--json")
    assert (ran.document["errors"], ran.document["units"]) == (0, 63)
    ran = run("data", "check", folder, "--encoding", "windows-1258", "--json")
    assert [each["hint"] for each in ran.document["findings"]] == [
        'ghi encoding = "windows-1258" vào mục [data] của dossier.toml'
    ]


def _windows_1258(text: str) -> bytes:
    """Letters with their shape as they are, tones apart: the only way that encoding has them."""
    out = bytearray()
    for letter in text:
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            base, tone = unicodedata.normalize("NFD", letter)[0], ""
            for mark in unicodedata.normalize("NFD", letter)[1:]:
                if mark in "\u0300\u0301\u0303\u0309\u0323":
                    tone = mark
                else:
                    base = unicodedata.normalize("NFC", base + mark)
            out += (base + tone).encode("cp1258")
    return bytes(out)
