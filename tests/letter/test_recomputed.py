"""Every figure of the letter follows from the CSV files, by an evaluator that knows nothing of the program."""

import copy
import csv
import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dispatch.pipeline.draft import draft
from tests.builders import dossier_folder
from tests.letter.conftest import FIXTURE, ROOT, Made
from tests.letter.recompute import Check, recompute
from tests.letter.sources import AGENCIES, DOSSIER, TEMPLATE, Sources
from tests.letter.word import BODY, changed, manifest, read_parts

CURRENT, BEFORE = "2022-05.csv", "2021-05.csv"
USED: dict[str, list[str]] = {
    "viec": ["thi_hanh_xong", "dinh_chi", "co_dieu_kien"],
    "tien": ["thi_hanh_xong", "dinh_chi", "co_dieu_kien", "giam_nghia_vu"],
}
CARRIED_OVER = ("chuyen_ky_sau", "co_dieu_kien_chuyen_ky_sau")
MODULES = ("facts", "printing", "recompute", "sources", "word")


@pytest.fixture(scope="session")
def sources() -> Sources:
    return Sources.read(FIXTURE, ROOT)


def sample_of_cells() -> list[tuple[str, int, str]]:
    """Twenty cells of each file, from the first line to the last, of both measures and every column used."""
    cells = []
    for file in (CURRENT, BEFORE):
        for step in range(20):
            line = 2 + step * 53 % 126
            columns = USED["viec" if line % 2 == 0 else "tien"]
            cells.append((file, line, columns[step // 2 % len(columns)]))
    return cells


def figure(records: dict[str, Any], name: str) -> dict[str, Any]:
    [found] = [each for each in records["figures"] if each["id"] == name]
    record: dict[str, Any] = found
    return record


def test_every_figure_of_the_letter_follows_from_the_data(made: Made, sources: Sources) -> None:
    assert recompute(made.letter, made.records(), sources).differences == ()


def test_no_anchor_row_or_record_is_left_unchecked(made: Made, sources: Sources) -> None:
    body = read_parts(made.letter)[BODY].decode()
    rows = [row for row in body.split("<w:tr>")[1:] if re.search(r'w:name="_b\d+_', row)]

    check = recompute(made.letter, made.records(), sources)

    assert check.anchors == body.count('w:name="_f') > 50
    assert check.cells == sum(row.count("<w:tc>") for row in rows) == 2 * 64 * 3 + 49 * 6
    assert check.figures == len(made.records()["figures"])


def test_the_evaluator_imports_nothing_of_the_program() -> None:
    # -S leaves out installed packages; the program itself could still be found in the current folder.
    code = (
        "import sys; [__import__(f'tests.letter.{name}') for name in sys.argv[1:]];"
        "print(*sorted({name.partition('.')[0] for name in sys.modules} - sys.stdlib_module_names))"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", code, *MODULES], check=True, capture_output=True, encoding="utf-8", cwd=ROOT
    )

    assert done.stdout.split() == ["__main__", "tests"]


def test_the_provenance_names_the_letter_and_the_data_by_their_content(made: Made) -> None:
    records = made.records()
    files = {file["name"]: file["sha256"] for file in records["files"]}

    assert records["sha256"] == hashlib.sha256(made.letter).hexdigest()
    assert files == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FIXTURE.glob("*.csv")}


@pytest.mark.parametrize(("file", "line", "column"), sample_of_cells())
def test_one_changed_cell_is_found(made: Made, sources: Sources, file: str, line: int, column: str) -> None:
    row, _ = sources.row(f"{file}!{line}:{column}")
    correction = sources.with_cell(file, line, column, str(int(row[column]) + 1))

    differences = recompute(made.letter, made.records(), correction).differences

    key = next(unit.key for unit in sources.units.values() if row["province"] in unit.spellings)
    changed_figure = f"don_vi.{key}.{row['measure']}.{'cung_ky.' if file == BEFORE else ''}ty_le"
    nation = f"toan_quoc.{row['measure']}.ty_le" if file == CURRENT else changed_figure
    assert {difference.partition(",")[0] for difference in differences} >= {changed_figure, nation}


def test_a_changed_cell_that_no_printed_figure_uses_changes_nothing(made: Made, sources: Sources) -> None:
    correction = sources.with_cell(CURRENT, 2, "uy_thac", "391")

    assert recompute(made.letter, made.records(), correction).differences == ()


@pytest.mark.parametrize(
    ("edit", "figures"),
    [
        pytest.param(("targets.csv", "81,50", "81,51"), {"toan_quoc.viec.chi_tieu"}, id="a target"),
        pytest.param((DOSSIER, "2022-03-15", "2022-03-16"), {"van_ban.han"}, id="the deadline"),
        pytest.param((DOSSIER, "2022-03-08", "2022-02-08"), {"van_ban.ngay", "kem_theo.ngay"}, id="the letter's date"),
        pytest.param((DOSSIER, 'place = "Hà Nội"', 'place = "Huế"'), {"van_ban.dia_danh"}, id="the place"),
        pytest.param((DOSSIER, "-TKDLCN", "-VP"), {"van_ban.ky_hieu", "van_ban.don_vi_soan"}, id="the symbol"),
        pytest.param((DOSSIER, "form =", "number = 7\nform ="), {"van_ban.so", "kem_theo.so"}, id="the number"),
        pytest.param((DOSSIER, 'form = "giay"', 'form = "dien-tu"'), {"kem_theo.ngay"}, id="the form"),
        pytest.param((AGENCIES, "Nguyễn Quang Thái", "Ai Khác"), {"nguoi_ky.ho_ten"}, id="who signs"),
        pytest.param((AGENCIES, 'short_name = "Tổng cục"', 'short_name = "TC"'), {"co_quan.ten_ngan"}, id="the agency"),
        pytest.param((TEMPLATE, "count = 5", "count = 6"), {"danh_sach.ket_qua_thap.viec"}, id="the number of names"),
        pytest.param((TEMPLATE, '"rank"', '"gso"'), {"danh_sach.ket_qua_thap.tien"}, id="the order of names"),
        pytest.param((TEMPLATE, '"either"', '"both"'), {"danh_sach.thap_hon_cung_ky.chung"}, id="both or either"),
    ],
)
def test_one_changed_fact_or_rule_is_found(
    made: Made, sources: Sources, edit: tuple[str, str, str], figures: set[str]
) -> None:
    differences = recompute(made.letter, made.records(), sources.with_text(*edit)).differences

    assert {difference.partition(",")[0].partition(":")[0] for difference in differences} >= figures


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(">41,54%<", ">41,55%<", id="the national rate in the opening"),
        pytest.param(">16,20%<", ">16,2%<", id="a decimal left out"),
        pytest.param("Trà Vinh, Đà Nẵng", "Đà Nẵng, Trà Vinh", id="two names exchanged"),
        pytest.param("Bạc Liêu, ", "", id="a name left out"),
        pytest.param("Phụ lục III kèm theo<", "Phụ lục II kèm theo<", id="another appendix"),
        pytest.param(">15/3/2022<", ">15/03/2022<", id="a day padded"),
        pytest.param(">TỔNG CỤC TRƯỞNG<", ">Tổng cục trưởng<", id="small letters"),
        pytest.param(">75,53%<", ">75,54%<", id="a rate of an appendix"),
        pytest.param(">TT Huế<", ">Thừa Thiên Huế<", id="a name of an appendix"),
        pytest.param("<w:t>49</w:t>", "<w:t>50</w:t>", id="a row number"),
        pytest.param('w:name="_b3_96"', 'w:name="_b3_95"', id="a row of another unit"),
        pytest.param('w:name="_f', 'w:name="x_f', id="an anchor taken away"),
    ],
)
def test_one_changed_text_of_the_letter_is_found(made: Made, sources: Sources, old: str, new: str) -> None:
    letter = changed(made.letter, old, new)

    assert recompute(letter, made.records(), sources).differences


@pytest.mark.parametrize(
    ("name", "key", "value"),
    [
        pytest.param("don_vi.84.viec.ty_le", "value", "1716/7403", id="a value"),
        pytest.param("don_vi.84.viec.ty_le", "text", "23,18%", id="a text"),
        pytest.param("don_vi.84.viec.ty_le", "expression", "thi_hanh_xong / co_dieu_kien", id="a formula"),
        pytest.param("toan_quoc.viec.chi_tieu", "operands", {"chi_tieu": ["targets.csv!3:target"]}, id="a cell"),
        pytest.param("van_ban.han", "operands", {"gia_tri": ["dossier.toml!letter.date"]}, id="a key"),
        pytest.param("danh_sach.ket_qua_thap.viec", "inputs", [], id="the inputs of a list"),
        pytest.param("ky.nam", "value", 2023, id="a year"),
    ],
)
def test_one_changed_record_of_the_provenance_is_found(
    made: Made, sources: Sources, name: str, key: str, value: object
) -> None:
    records = copy.deepcopy(made.records())
    figure(records, name)[key] = value

    assert recompute(made.letter, records, sources).differences


def test_cells_of_another_province_are_found(made: Made, sources: Sources) -> None:
    records = copy.deepcopy(made.records())
    first, second = (figure(records, f"don_vi.{key}.viec.ty_le") for key in ("84", "86"))
    first["operands"], second["operands"] = second["operands"], first["operands"]

    assert recompute(made.letter, records, sources).differences


def test_a_figure_without_its_record_is_found(made: Made, sources: Sources) -> None:
    records = made.records()
    records["figures"] = [each for each in records["figures"] if each["id"] != "van_ban.han"]

    assert recompute(made.letter, records, sources).differences


@pytest.mark.parametrize(
    "settings",
    [
        pytest.param({"date = 2022-03-08\n": ""}, id="without a date"),
        pytest.param({"deadline = 2022-03-15\n": ""}, id="without a deadline"),
        pytest.param({'place = "Hà Nội"\n': ""}, id="without a place"),
        pytest.param({"form =": "number = 7\nform ="}, id="with a number of one digit"),
        pytest.param({"form =": "number = 1234\nform ="}, id="with a number of four digits"),
        pytest.param({"": "\n[naming.ket_qua_thap]\ncount = 15\n"}, id="with the longest list a sentence takes"),
        pytest.param({"": '\n[naming.ket_qua_thap]\ncount = 3\norder = "gso"\n'}, id="with another policy"),
        pytest.param(
            {"": '\n[naming.thap_hon_cung_ky]\ncombine = "both"\n'}, id="with a list short enough for its sentence"
        ),
        pytest.param({'form = "giay"': 'form = "dien-tu"\nnumber = 679'}, id="in electronic form"),
    ],
)
def test_the_figures_of_another_dossier_follow_too(tmp_path: Path, settings: dict[str, str]) -> None:
    check = recomputed(dossier_folder(tmp_path, dossier=settings), tmp_path / "output")

    assert check.differences == ()
    assert check.anchors > 40


@pytest.mark.parametrize(("higher", "rows"), [([], 2 * 64), (["Trà Vinh", "Lào Cai"], 2 * 64)])
def test_who_is_below_an_equal_same_period_follows_too(tmp_path: Path, higher: list[str], rows: int) -> None:
    """The same period is the current one, but for one case more of these provinces: few are named, or nobody."""
    folder = dossier_folder(tmp_path)
    table = list(csv.DictReader((folder / CURRENT).read_text(encoding="utf-8").splitlines()))
    for row in table:
        row["year"] = "2021"
        if row["province"] in higher and row["measure"] == "viec":
            for column, more in (("thi_hanh_xong", 90), ("dang_thi_hanh", -90), *((end, -90) for end in CARRIED_OVER)):
                row[column] = str(int(row[column]) + more)
    with (folder / BEFORE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, table[0])
        writer.writeheader()
        writer.writerows(table)

    check = recomputed(folder, tmp_path / "output")

    assert check.differences == ()
    assert check.cells == rows * 3


def recomputed(folder: Path, out: Path) -> Check:
    drafted = draft(folder, out, None)
    records = json.loads(drafted.provenance.read_bytes())
    return recompute(drafted.letter.read_bytes(), records, Sources.read(folder, ROOT))


def test_the_sentence_about_both_totals_says_what_the_totals_say(made: Made, sources: Sources) -> None:
    totals = {
        (file, measure): sum(int(row["tong_thu_ly"]) for row in sources.tables[file] if row["measure"] == measure)
        for file in (CURRENT, BEFORE)
        for measure in USED
    }
    text = re.sub(r"<[^>]+>", "", read_parts(made.letter)[BODY].decode())

    assert all(totals[CURRENT, measure] < totals[BEFORE, measure] for measure in USED)
    assert "tổng số thụ lý về việc và về tiền đều giảm so với 5 tháng năm 2021" in text


def test_the_manifest_in_the_file_is_complete(made: Made) -> None:
    found = manifest(made.letter)

    assert sorted(found) == [
        "dispatch.letter",
        *(f"dispatch.table.{number}" for number in (1, 2, 3)),
        "dispatch.wording",
    ]
    assert [len(found[f"dispatch.table.{number}"]["rows"]) for number in (1, 2, 3)] == [64, 64, 49]
