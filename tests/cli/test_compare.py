"""`dispatch compare`: what a correction changes, from the cell to the letters already drafted."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from dispatch.pipeline.prepare import prepare
from dispatch.pipeline.vintage import vintage
from tests.builders import FIXTURE, dossier_folder
from tests.cli.running import run
from tests.pipeline.numbers import CURRENT, SAME_PERIOD, Record, change, paragraphs

KEYS = {
    "vintage", "period", "cells", "figures", "ranks", "named", "sentences", "rows", "letters", "registered",
    "findings", "warnings",
}  # fmt: skip
MOVED = 300


def corrected(folder: Path, name: str = "dinh-chinh.csv", *, province: str = "Cà Mau", by: int = MOVED) -> Path:
    """The current table with cases of one province finished that were not, every identity kept."""

    def edit(record: Record) -> None:
        if (record["measure"], record["province"]) == ("viec", province):
            record["thi_hanh_xong"] = str(int(record["thi_hanh_xong"]) + by)
            for code in ("dang_thi_hanh", "chuyen_ky_sau", "co_dieu_kien_chuyen_ky_sau"):
                record[code] = str(int(record[code]) - by)

    shutil.copy(FIXTURE / CURRENT, folder / name)
    change(folder, name, edit)
    return folder / name


def compared(tmp_path: Path, *options: object) -> Any:
    ran = run("compare", FIXTURE, "--data", corrected(tmp_path), "--json", *options)
    assert ran.code == 0, ran.out
    assert set(ran.document) == KEYS
    return ran.document


def test_a_corrected_cell_is_told_with_its_old_and_new_place_and_value(tmp_path: Path) -> None:
    cells = compared(tmp_path)["cells"]
    assert [each["indicator"] for each in cells] == [
        "thi_hanh_xong", "dang_thi_hanh", "chuyen_ky_sau", "co_dieu_kien_chuyen_ky_sau",
    ]  # fmt: skip
    assert cells[0] == {
        "name": "Cà Mau",
        "code": "96",
        "code_set": "63",
        "measure": "viec",
        "indicator": "thi_hanh_xong",
        "old_cell": "2022-05.csv!126:thi_hanh_xong",
        "new_cell": "dinh-chinh.csv!126:thi_hanh_xong",
        "old": 2724,
        "new": 3024,
    }


def test_the_province_that_rises_leaves_the_low_list_and_the_next_enters(tmp_path: Path) -> None:
    document = compared(tmp_path)
    low = document["named"]["ket_qua_thap"]
    assert low["enter"] == [{"name": "Vĩnh Long", "code": "86", "code_set": "63", "list": "viec"}]
    assert low["leave"] == [{"name": "Cà Mau", "code": "96", "code_set": "63", "list": "viec"}]
    assert document["named"]["thap_hon_cung_ky"] == {"enter": [], "leave": []}
    assert {(each["name"], each["old"], each["new"]) for each in document["ranks"]} == {
        ("Cà Mau", 59, 57),
        ("Hồ Chí Minh", 57, 58),
        ("Vĩnh Long", 58, 59),
    }


def test_figures_are_told_as_printed_and_whether_the_letter_prints_them(tmp_path: Path) -> None:
    figures = {each["id"]: each for each in compared(tmp_path)["figures"]}
    rate = figures["don_vi.96.viec.ty_le"]
    assert (rate["name"], rate["old"], rate["new"], rate["printed"]) == ("Cà Mau", "31,87%", "35,21%", True)
    assert figures["toan_quoc.viec.ty_le"]["new"] == "41,62%"
    assert figures["don_vi.96.viec.thi_hanh_xong"]["printed"] is False
    assert not any(".tien." in name for name in figures)


def test_the_paragraphs_told_are_those_of_the_two_letters(tmp_path: Path) -> None:
    document = compared(tmp_path)
    old = paragraphs(dossier_folder(tmp_path / "old"), tmp_path / "out-old")
    folder = dossier_folder(tmp_path / "new")
    corrected(folder, CURRENT)
    new = paragraphs(folder, tmp_path / "out-new")
    differing = {(a, b) for a, b in zip(old, new, strict=True) if a != b}
    assert {(each["old"], each["new"]) for each in document["sentences"]} == differing
    assert [each["place"] for each in document["sentences"]] == ["đoạn 1", "mục 10"]


def test_rows_that_print_otherwise_and_rows_that_only_move_are_told_apart(tmp_path: Path) -> None:
    rows = {(each["appendix"], each["name"]): each for each in compared(tmp_path)["rows"]}
    cases = {name: each["change"] for (appendix, name), each in rows.items() if appendix == "viec"}
    assert cases == {"Toàn quốc": "changes", "Hồ Chí Minh": "moves", "Vĩnh Long": "moves", "Cà Mau": "changes"}
    moved = rows["viec", "Cà Mau"]
    assert (moved["old_place"], moved["new_place"]) == (60, 58)
    assert (moved["old"], moved["new"]) == (["60", "Cà Mau", "31,87%"], ["58", "Cà Mau", "35,21%"])


def test_a_paragraph_that_is_left_out_does_not_shift_the_others(tmp_path: Path) -> None:
    # With two provinces risen nobody is low on both measures, and task 10 goes.
    file = corrected(tmp_path)
    change(tmp_path, file.name, lambda record: rise(record, "Vĩnh Long", 900))
    sentences = run("compare", FIXTURE, "--data", file, "--json").document["sentences"]
    assert [(each["place"], each["new"] is None) for each in sentences] == [("đoạn 1", False), ("mục 10", True)]


def rise(record: Record, province: str, by: int) -> None:
    if (record["measure"], record["province"]) == ("viec", province):
        record["thi_hanh_xong"] = str(int(record["thi_hanh_xong"]) + by)
        for code in ("dang_thi_hanh", "chuyen_ky_sau", "co_dieu_kien_chuyen_ky_sau"):
            record[code] = str(int(record[code]) - by)


def test_the_same_content_in_another_order_has_the_same_vintage_and_changes_nothing(tmp_path: Path) -> None:
    head, *body = (FIXTURE / CURRENT).read_text(encoding="utf-8").splitlines()
    file = tmp_path / "dao.csv"
    file.write_text("\r\n".join([head, *reversed(body)]), encoding="utf-8-sig", newline="")
    document = run("compare", FIXTURE, "--data", file, "--json").document
    assert document["vintage"]["old"] == document["vintage"]["new"]
    assert not any(document[key] for key in ("cells", "figures", "ranks", "sentences", "rows", "letters"))
    assert "không có gì thay đổi" in run("compare", FIXTURE, "--data", file).out


def test_a_file_of_the_same_period_replaces_that_table(tmp_path: Path) -> None:
    shutil.copy(FIXTURE / SAME_PERIOD, tmp_path / "cung-ky.csv")
    change(tmp_path, "cung-ky.csv", lambda record: rise(record, "Gia Lai", 50))
    file = tmp_path / "cung-ky.csv"
    document = run("compare", FIXTURE, "--data", file, "--json").document
    assert document["period"] == "5T2021"
    assert {each["old_cell"].split("!")[0] for each in document["cells"]} == {SAME_PERIOD}
    about_it = ("cung_ky", "thap_hon", "tang_giam")
    assert all(any(part in each["id"] for part in about_it) for each in document["figures"])
    assert "5 tháng năm 2021" in run("compare", FIXTURE, "--data", file).out


def test_a_file_of_a_period_the_dossier_does_not_have_is_refused(tmp_path: Path) -> None:
    text = (FIXTURE / CURRENT).read_text(encoding="utf-8").replace("2022,5,", "2022,6,")
    (tmp_path / "thang-6.csv").write_text(text, encoding="utf-8")
    ran = run("compare", FIXTURE, "--data", tmp_path / "thang-6.csv", "--json")
    assert (ran.code, [each["code"] for each in ran.refused]) == (1, ["wrong-period"])


def test_a_faulty_file_is_refused_with_all_its_faults_under_its_own_name(tmp_path: Path) -> None:
    file = corrected(tmp_path)
    text = file.read_text(encoding="utf-8").replace("viec,Hà Nội", "viec,Hà Nộii").replace("tien,Cà Mau", "tien,CM")
    file.write_text(text, encoding="utf-8")
    ran = run("compare", FIXTURE, "--data", file, "--json")
    assert ran.code == 1
    assert [each["cell"] for each in ran.refused if each["code"] == "unknown-unit"] == ["2:province", "127:province"]
    assert {each["file"] for each in ran.refused} == {"dinh-chinh.csv"}
    assert run("compare", FIXTURE, "--data", tmp_path / "khong-co.csv").code == 1


def test_letters_that_print_a_changed_figure_are_found_and_a_hand_edit_is_seen(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("draft", FIXTURE, "--out", out).code == 0
    [letter] = compared(tmp_path, "--letters", out)["letters"]
    assert (letter["letter"], letter["edited"]) == ("chi-dao-chi-tieu-5T2022.docx", False)
    assert {"toan_quoc.viec.ty_le", "don_vi.96.viec.ty_le"} <= set(letter["figures"])
    assert "toan_quoc.tien.ty_le" not in letter["figures"]

    edited = Document(str(out / letter["letter"]))
    edited.paragraphs[5].add_run(" thêm")
    edited.save(str(out / letter["letter"]))
    assert compared(tmp_path, "--letters", out)["letters"][0]["edited"] is True
    (out / letter["letter"]).unlink()
    assert compared(tmp_path, "--letters", out)["letters"][0]["edited"] is None


def test_the_letters_of_a_batch_are_found_with_what_each_prints(tmp_path: Path) -> None:
    out = tmp_path / "out" / "dot"
    assert run("batch", FIXTURE, "--out", out, "--only", "01,84").code == 0
    found = {each["letter"]: each for each in compared(tmp_path, "--letters", out.parent)["letters"]}
    assert set(found) == {str(Path("dot") / "01-ha-noi.docx"), str(Path("dot") / "84-tra-vinh.docx")}
    for each in found.values():
        assert {"toan_quoc.viec.ty_le", "don_vi_nhan.viec.so_toan_quoc", "don_vi.96.viec.ty_le"} <= set(each["figures"])
        assert not {"toan_quoc.tien.ty_le", "don_vi_nhan.tien.hang"} & set(each["figures"])
        assert each["edited"] is False
    (out / "84-tra-vinh.docx").write_bytes(b"edited")
    (out / "01-ha-noi.docx").unlink()
    edited = {each["letter"]: each["edited"] for each in compared(tmp_path, "--letters", out)["letters"]}
    assert edited == {"01-ha-noi.docx": None, "84-tra-vinh.docx": True}


def test_a_batch_made_from_the_corrected_data_is_not_among_those_to_redo(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path)
    corrected(folder, CURRENT)
    assert run("batch", folder, "--out", tmp_path / "out", "--only", "84").code == 0
    assert compared(tmp_path, "--letters", tmp_path / "out")["letters"] == []


def test_the_lower_units_in_a_letter_of_a_batch_are_looked_at(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FIXTURE.parent / "2022-5-thang-ca-mau", tmp_path / "ca-mau"))
    settings = folder / "dossier.toml"
    batch = '[batch]\ntemplate = "nhac-nho-don-vi"\nunits = "all"\n\n[letter]'
    text = settings.read_text(encoding="utf-8").replace("[letter]", batch)
    settings.write_text(text, encoding="utf-8")
    assert run("batch", folder, "--out", tmp_path / "out", "--only", "96,84").code == 0

    shutil.copy(folder / CURRENT, tmp_path / "moi.csv")
    change(tmp_path, "moi.csv", _moved_between_offices)
    ran = run("compare", folder, "--data", tmp_path / "moi.csv", "--letters", tmp_path / "out", "--json")
    assert ran.code == 0, ran.out
    [letter] = ran.document["letters"]
    assert letter["letter"] == "96-ca-mau.docx"
    assert all(name.startswith("don_vi.96-chi-cuc") for name in letter["figures"])


def _moved_between_offices(record: Record) -> None:
    """Five cases more for one office and five less for another: those of the province stay."""
    signs = {"Chi cục THADS huyện U Minh": 1, "Chi cục THADS huyện Thới Bình": -1}
    if record["measure"] == "viec" and (sign := signs.get(record["unit"])):
        record["thi_hanh_xong"] = str(int(record["thi_hanh_xong"]) + 5 * sign)
        for code in ("dang_thi_hanh", "chuyen_ky_sau", "co_dieu_kien_chuyen_ky_sau"):
            record[code] = str(int(record[code]) - 5 * sign)


def test_a_letter_made_from_the_corrected_data_is_not_among_those_to_redo(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path)
    corrected(folder, CURRENT)
    assert run("draft", folder, "--out", tmp_path / "out").code == 0
    assert compared(tmp_path, "--letters", tmp_path / "out")["letters"] == []


def test_nothing_is_written(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path)
    file = corrected(tmp_path)
    before = {path: path.read_bytes() for path in sorted(tmp_path.rglob("*")) if path.is_file()}
    assert run("compare", folder, "--data", file, folder=tmp_path).code == 0
    assert {path: path.read_bytes() for path in sorted(tmp_path.rglob("*")) if path.is_file()} == before


def test_where_no_letter_can_be_made_cells_and_figures_are_told_all_the_same(tmp_path: Path) -> None:
    own = tmp_path / "mau" / "chi-dao-chi-tieu"
    shutil.copytree(Path(__file__).parents[2] / "templates" / "chi-dao-chi-tieu", own)
    # The long list has no appendix any more: the dossier's own letter cannot be made either.
    settings = own / "template.toml"
    text = settings.read_text(encoding="utf-8").replace('appendix = "giai_trinh"\n', "")
    settings.write_text(text.replace('reference = "danh sách tại {appendix} kèm theo"\n', ""), encoding="utf-8")
    document = compared(tmp_path, "--templates", tmp_path / "mau")
    assert [each["code"] for each in document["findings"]] == ["list-too-long"]
    assert document["cells"]
    assert document["figures"]
    assert document["sentences"] == document["rows"] == []
    shown = run("compare", FIXTURE, "--data", tmp_path / "dinh-chinh.csv", "--templates", tmp_path / "mau").out
    assert "Không soạn được văn bản" in shown


def test_the_screen_fits_80_columns_and_names_what_a_person_looks_for(tmp_path: Path) -> None:
    out = run("compare", FIXTURE, "--data", corrected(tmp_path)).out
    assert max(map(len, out.splitlines())) <= 80
    for words in ("dòng 126", "thi hành xong", "31,87%", "35,21%", "bỏ Cà Mau", "thêm Vĩnh Long", "mục 10"):
        assert words in out


def test_data_on_63_units_is_compared_by_its_own_cells_under_34(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path, dossier={"set = 63": "set = 34"})
    document = run("compare", folder, "--data", corrected(tmp_path), "--json").document
    assert {(each["name"], each["code_set"]) for each in document["cells"]} == {("Cà Mau", "63")}
    assert {each["code_set"] for each in document["figures"]} == {"34", None}


@pytest.mark.parametrize("name", [CURRENT, SAME_PERIOD, "targets.csv"])
def test_the_vintage_follows_every_number_of_the_data(tmp_path: Path, name: str) -> None:
    folder = dossier_folder(tmp_path)
    before = vintage(prepare(folder, None).dataset)
    assert before == vintage(prepare(FIXTURE, None).dataset)
    if name == "targets.csv":
        path = folder / name
        path.write_text(path.read_text(encoding="utf-8").replace("81,50", "81,60").replace("81.50", "81.60"), "utf-8")
    else:
        change(folder, name, lambda record: rise(record, "Hà Nội", 1))
    assert vintage(prepare(folder, None).dataset) != before
