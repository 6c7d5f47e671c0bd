"""What each command prints, as text and as JSON, and where it writes."""

import json
import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from dispatch.pipeline.saving_draft import Drafted
from tests.builders import FIXTURE, UNITS, dossier_folder
from tests.cli.running import run

FINDING = {"code", "severity", "message", "hint", "file", "sheet", "cell", "line", "unit"}
NAMES = {unit.name for unit in UNITS}


# --- draft ---


def test_draft_writes_the_letter_and_says_what_to_look_at(tmp_path: Path) -> None:
    ran = run("draft", FIXTURE, "--out", tmp_path)

    assert (ran.code, ran.err) == (0, "")
    for said in (
        "Đã soạn dự thảo:",
        "chi-dao-chi-tieu-5T2022.docx",
        "5 tháng năm 2022 (từ 01/10/2021 đến 28/02/2022)",
        "5 tháng năm 2021 (từ 01/10/2020 đến 28/02/2021)",
        "Các đơn vị được nêu tên:",
        "số văn bản để trống",
        "Trường hợp sát ngưỡng:",
    ):
        assert said in ran.out
    assert max(len(line) for line in ran.out.splitlines() if str(tmp_path) not in line) <= 80


def test_second_draft_says_that_nothing_changed(tmp_path: Path) -> None:
    run("draft", FIXTURE, "--out", tmp_path)

    assert "Dự thảo không thay đổi:" in run("draft", FIXTURE, "--out", tmp_path).out


def test_draft_as_json_names_files_and_units(tmp_path: Path) -> None:
    ran = run("draft", FIXTURE, "--out", tmp_path, "--json")

    assert (ran.code, ran.err) == (0, "")
    found = ran.document
    assert list(found) == ["letter", "provenance", "named", "lists", "warnings"]
    assert Path(found["letter"]) == tmp_path / "chi-dao-chi-tieu-5T2022.docx"
    assert Path(found["provenance"]).is_file()
    assert set(found["named"]) == {"viec", "tien"}
    assert set(found["lists"]) == {"ket_qua_thap", "thap_hon_cung_ky", "thap_ca_hai"}
    assert set(found["lists"]["thap_hon_cung_ky"]) == {"viec", "tien", "printed"}
    assert found["lists"]["ket_qua_thap"] == found["named"]
    for lists in found["lists"].values():
        for names in lists.values():
            assert set(names) <= NAMES
    assert "Thừa Thiên Huế" in NAMES
    assert all(set(warning) == FINDING and warning["severity"] == "warning" for warning in found["warnings"])


def test_names_in_json_are_never_the_short_forms(tmp_path: Path) -> None:
    naming = run("naming", FIXTURE, "--json").document
    units = {unit["name"] for unit in naming["measures"]["viec"]["units"]}

    assert units == NAMES
    assert "TT Huế" not in run("draft", FIXTURE, "--out", tmp_path, "--json").out


def test_draft_goes_into_output_of_the_current_folder(tmp_path: Path) -> None:
    ran = run("draft", FIXTURE, "--json", folder=tmp_path)

    assert ran.document["letter"] == str(Path("output", "chi-dao-chi-tieu-5T2022.docx"))
    assert (tmp_path / "output" / "chi-dao-chi-tieu-5T2022.docx").is_file()


def test_letter_is_the_same_wherever_dossier_and_caller_stand(tmp_path: Path, drafted: Drafted) -> None:
    copy = dossier_folder(tmp_path)
    (tmp_path / "nơi khác").mkdir()

    run("draft", Path("..") / copy.name, "--out", "a", folder=tmp_path / "nơi khác")
    run("draft", ".", "--out", tmp_path / "b", folder=copy)

    for out in (tmp_path / "nơi khác" / "a", tmp_path / "b"):
        assert (out / drafted.letter.name).read_bytes() == drafted.letter.read_bytes()
        assert (out / drafted.provenance.name).read_bytes() == drafted.provenance.read_bytes()


def test_refused_draft_says_so_on_stderr_and_as_json_on_stdout(tmp_path: Path) -> None:
    wrong = dossier_folder(tmp_path, dossier={"months = 5": "months = 13"})

    plain, as_json = (
        run("draft", wrong, "--out", tmp_path / "o"),
        run("draft", wrong, "--out", tmp_path / "o", "--json"),
    )

    assert (plain.code, plain.out) == (1, "")
    assert "dossier.toml, dòng" in plain.err
    assert as_json.code == 1
    assert [(finding["code"], finding["line"]) for finding in as_json.refused] == [("bad-period", 9)]
    assert all(set(finding) == FINDING for finding in as_json.refused)
    assert as_json.err == plain.err
    assert not (tmp_path / "o").exists()


def test_hand_edited_letter_is_refused_with_the_command_that_helps(tmp_path: Path) -> None:
    run("draft", FIXTURE, "--out", tmp_path)
    letter = tmp_path / "chi-dao-chi-tieu-5T2022.docx"
    letter.write_bytes(letter.read_bytes() + b"x")

    ran = run("draft", FIXTURE, "--out", tmp_path, "--json")

    assert ran.code == 1
    [finding] = ran.refused
    assert finding["code"] == "hand-edited"
    assert f'dispatch refresh "{letter}" "{FIXTURE}"' in finding["hint"]


# --- kinds of an office ---


def own_kind(folder: Path, name: str = "cua-toi") -> Path:
    kinds = folder / "mẫu"
    shutil.copytree(FIXTURE.parents[1] / "templates" / "chi-dao-chi-tieu", kinds / name)
    return kinds


def test_own_kind_is_found_in_the_folder_given(tmp_path: Path) -> None:
    dossier = dossier_folder(tmp_path, dossier={'"chi-dao-chi-tieu"': '"cua-toi"'})

    ran = run("draft", dossier, "--templates", own_kind(tmp_path), "--out", tmp_path, "--json")

    assert Path(ran.document["letter"]).name == "cua-toi-5T2022.docx"


def test_own_kind_stands_before_the_built_in_one_of_its_name(tmp_path: Path) -> None:
    kinds = own_kind(tmp_path, "chi-dao-chi-tieu")
    letter = kinds / "chi-dao-chi-tieu" / "letter.md.j2"
    letter.write_text(letter.read_text(encoding="utf-8") + "\n\n{{ khong.co }}\n", encoding="utf-8")

    ran = run("draft", dossier_folder(tmp_path), "--templates", kinds, "--json")

    assert [(finding["code"], finding["file"]) for finding in ran.refused] == [("unknown-figure", "letter.md.j2")]


def test_built_in_kind_is_found_beside_an_own_folder(tmp_path: Path) -> None:
    assert run("draft", FIXTURE, "--templates", own_kind(tmp_path), "--out", tmp_path).code == 0


def test_unknown_kind_comes_with_a_suggestion(tmp_path: Path) -> None:
    near = dossier_folder(tmp_path, dossier={'"chi-dao-chi-tieu"': '"chi-dao-chi-teu"'})
    (tmp_path / "xa").mkdir()
    far = dossier_folder(tmp_path / "xa", dossier={'"chi-dao-chi-tieu"': '"giấy mời"'})

    assert "có phải là “chi-dao-chi-tieu”?" in run("draft", near).err.replace("\n       ", " ")
    assert "chi-dao-chi-tieu" in run("draft", far).err


def test_folder_of_kinds_that_is_not_there_is_told(tmp_path: Path) -> None:
    [finding] = run("draft", FIXTURE, "--templates", tmp_path / "không có", "--json").refused

    assert finding["code"] == "missing-folder"


# --- figures ---


def test_figures_lists_every_name_with_its_value_and_formula() -> None:
    ran = run("figures", FIXTURE)

    assert (ran.code, ran.err) == (0, "")
    assert "toan_quoc.viec.ty_le = 41,54%" in ran.out
    assert "don_vi.84.viec.ty_le = " in ran.out
    assert "van_ban.ky_hieu = TCTHADS-TKDLCN" in ran.out
    assert max(len(line) for line in ran.out.splitlines()) <= 80


def test_a_draft_tells_of_close_calls_before_any_other_warning(tmp_path: Path) -> None:
    folder = FIXTURE.parent / "2025-10-thang"
    codes = [each["code"] for each in run("draft", folder, "--out", tmp_path, "--json").document["warnings"]]
    assert codes[0] == "close-call"
    assert "close-call" not in codes[codes.count("close-call") :]
    assert len(codes) > codes.count("close-call")


def test_a_kind_that_names_nobody_says_so_and_how_to_try_a_rule() -> None:
    folder = FIXTURE.parent / "2022-5-thang-ca-mau"
    assert "không nêu tên đơn vị nào" in run("naming", folder).out
    tried = run("naming", folder, "--policy", "ten.rule=lowest", "--policy", "ten.count=2").out
    assert "Về việc (2): Trà Vinh, Đà Nẵng" in tried


def test_a_list_by_counts_is_not_headed_as_rates() -> None:
    out = run("naming", FIXTURE, "--policy", "indicator=tong_thu_ly").out
    heads = [line.split()[2:4] for line in out.splitlines() if line.strip().startswith("Đơn vị")]
    assert ["Số", "liệu"] in heads
    assert ["Tỷ", "lệ"] in heads


def test_an_amount_of_money_is_told_in_thousands_of_dong_and_a_rate_without_a_unit() -> None:
    out = run("figures", FIXTURE, "toan_quoc.tien.co_dieu_kien").out
    assert "toan_quoc.tien.co_dieu_kien = 173.368.519.938 nghìn đồng\n" in out
    assert "toan_quoc.tien.ty_le = 16,20%\n" in run("figures", FIXTURE, "toan_quoc.tien.ty_le").out


def test_figures_can_be_searched_by_name_value_and_words() -> None:
    assert run("figures", FIXTURE, "toan_quoc.viec.ty_le", "thi hanh xong + dinh chi").out.count(" = ") == 2
    assert "toan_quoc.viec.ty_le" in run("figures", FIXTURE, "41,54%").out
    assert run("figures", FIXTURE, "không", "có-đâu").out.startswith(
        "Không số liệu nào có đủ các chữ “không”, “có-đâu”."
    )


def test_figures_are_found_by_the_name_of_the_indicator_and_the_period() -> None:
    out = run("figures", FIXTURE, "Phú Thọ", "tỷ lệ thi hành xong/có điều kiện về việc", "cùng kỳ").out
    assert out.startswith(
        "don_vi.25.viec.cung_ky.ty_le = 44,21%\n"
        "    Phú Thọ, tỷ lệ thi hành xong/có điều kiện về việc, cùng kỳ: (thi hành xong +\n"
        "    đình chỉ) ÷ có điều kiện thi hành\n"
    )
    assert "don_vi.25.viec.ty_le.tang_giam = bằng" in out


def test_a_figure_is_called_by_what_it_is_before_its_period() -> None:
    out = run("figures", FIXTURE, "don_vi.72.viec.cung_ky.hang").out
    assert out.splitlines()[1].startswith("    Tây Ninh, thứ hạng về việc, cùng kỳ: ")


def test_no_figure_of_the_data_is_without_a_name_in_words() -> None:
    lines = run("figures", FIXTURE, "toan_quoc.").out.splitlines()
    titles = [below for line, below in pairwise(lines) if line.startswith("toan_quoc.")]
    assert titles
    assert not [title for title in titles if "_" in title]


def test_figures_are_found_by_the_name_of_the_unit_without_accents() -> None:
    out = run("figures", FIXTURE, "ha noi", "viec.ty_le.tang_giam").out
    assert out.startswith("don_vi.01.viec.ty_le.tang_giam = giảm 2,55%\n    Hà Nội, tỷ lệ thi hành xong/")
    assert max(map(len, out.splitlines())) <= 80


def test_figures_as_json_have_exact_values_and_their_cells() -> None:
    found = {figure["id"]: figure for figure in run("figures", FIXTURE, "--json").document["figures"]}

    rate = found["toan_quoc.viec.ty_le"]
    assert rate["text"] == "41,54%"
    numerator, denominator = map(int, rate["value"].split("/"))
    assert round(numerator / denominator, 4) == 0.4154
    assert len([cell for cell in rate["cells"] if cell.endswith(":co_dieu_kien")]) == 63
    assert all(cell.startswith("2022-05.csv!") for cell in rate["cells"])
    assert "có điều kiện" in rate["formula"]


# --- naming ---


def test_naming_tells_for_every_unit_why_it_is_named_or_not() -> None:
    ran = run("naming", FIXTURE)

    assert (ran.code, ran.err) == (0, "")
    assert "Danh sách chính “ket_qua_thap”" in ran.out
    main, *_ = ran.out.partition("Danh sách “")[0].partition("\n  Về tiền")
    for name in NAMES:
        assert re.search(rf"^[* ] {re.escape(name)} +[\d,]+% +hạng \d+/63 về việc", main, flags=re.MULTILINE), name
    assert main.count("\n* ") == 5
    assert max(len(line) for line in ran.out.splitlines()) <= 80


def test_naming_as_json_has_a_verdict_for_every_unit_and_measure() -> None:
    found = run("naming", FIXTURE, "--json").document

    assert list(found) == ["period", "policy", "named", "measures", "policies", "lists", "warnings", "sentences"]
    assert (found["period"], found["policy"]) == ("5T2022", "ket_qua_thap")
    assert set(found["policies"]) == {"thap_hon_cung_ky", "thap_ca_hai"}
    for measure in ("viec", "tien"):
        verdicts = found["measures"][measure]["units"]
        assert len(verdicts) == 63
        assert set(verdicts[0]) == {
            "name", "code", "code_set", "rate", "exact", "rank", "named", "why", "close_call", "close_reason",
            "left_out",
        }  # fmt: skip
        assert {each["name"] for each in verdicts if each["named"]} == set(found["named"][measure])
        lowest = sorted(verdicts, key=lambda each: each["rank"], reverse=True)[:5]
        assert [each["name"] for each in lowest] == found["named"][measure]
        assert {each["code_set"] for each in verdicts} == {"63"}


def test_naming_follows_the_dossier_when_it_overrides_the_policy(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path, dossier={"": "\n[naming.ket_qua_thap]\ncount = 2\n"})

    found = run("naming", folder, "--json").document

    assert [len(found["named"][measure]) for measure in ("viec", "tien")] == [2, 2]


def test_commands_that_only_tell_write_nothing(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path)
    before = sorted(path.name for path in tmp_path.rglob("*"))

    for command in ("figures", "naming"):
        run(command, folder, folder=tmp_path)

    assert sorted(path.name for path in tmp_path.rglob("*")) == before


@pytest.mark.parametrize("command", ["draft", "figures", "naming"])
def test_refusal_as_json_is_one_document(command: str, tmp_path: Path) -> None:
    ran = run(command, tmp_path / "không có", "--json")

    assert ran.code == 1
    assert ran.out == json.dumps(ran.document, ensure_ascii=False, indent=2) + "\n"
    assert [finding["code"] for finding in ran.refused] == ["missing-folder"]
    assert ran.err


def test_another_policy_is_tried_without_writing_anything() -> None:
    before = {path: path.read_bytes() for path in FIXTURE.iterdir()}
    ran = run("naming", FIXTURE, "--policy", "ket_qua_thap.count=2", "--policy", "tut.rule=worst-fall", "--json")
    assert [len(ran.document["named"][measure]) for measure in ("viec", "tien")] == [2, 2]
    assert set(ran.document["policies"]) == {"thap_hon_cung_ky", "thap_ca_hai", "tut"}
    assert {path: path.read_bytes() for path in FIXTURE.iterdir()} == before


@pytest.mark.parametrize(
    "written", ["ket_qua_thap", "ket_qua_thap=3", "ket_qua_thap.count=0", "ket_qua_thap.cout=3", "moi.rule=tallest"]
)
def test_a_wrong_trial_of_a_policy_is_refused_with_what_to_write(written: str) -> None:
    ran = run("naming", FIXTURE, "--policy", written)
    assert (ran.code, ran.out) == (1, "")
    assert "--policy" in ran.err
    assert "→" in ran.err


def test_a_unit_left_out_with_a_reason_is_told_with_who_is_named_instead() -> None:
    ran = run("naming", FIXTURE, "--policy", "ket_qua_thap.exclude.Cà Mau=mới kiểm tra", "--json")
    assert "Vĩnh Long" in ran.document["named"]["viec"]
    assert "Cà Mau" not in ran.document["named"]["viec"]
    messages = [warning["message"] for warning in ran.document["warnings"] if warning["code"] == "unit-left-out"]
    assert messages[0] == "Cà Mau không được nêu tên về việc: được loại trừ: mới kiểm tra; nêu tên thay: Vĩnh Long"
