"""A batch writes a letter for every unit, does only what is missing, and never writes over somebody's work."""

import json
import os
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dispatch.errors import DispatchError, Finding
from dispatch.inspection.invariants import broken_invariants
from dispatch.pipeline.batch.engine import Rules
from dispatch.pipeline.batch.known import read_known
from dispatch.pipeline.batch.run import BatchRun, Order
from dispatch.pipeline.draft import draft
from dispatch.pipeline.saving import sha256
from tests.builders import FIXTURE, dossier_folder
from tests.letter.word import read_parts
from tests.pipeline.batch.batching import FEW, correct, listing, own_kind, plans, states, write

NAMES = ["01-ha-noi.docx", "25-phu-tho.docx", "84-tra-vinh.docx"]
OTHERS = [".dispatch-lock", "danh-muc.json", "danh-sach.xlsx", "nguon-so-lieu.jsonl", "nhat-ky.jsonl"]


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return dossier_folder(tmp_path)


@pytest.fixture
def out(dossier: Path, tmp_path: Path) -> Path:
    write(dossier, tmp_path / "out")
    return tmp_path / "out"


def refused(dossier: Path) -> str:
    with pytest.raises(DispatchError) as caught:
        BatchRun(Order(dossier, dossier / "out"))
    assert all(finding.hint for finding in caught.value.findings)
    return caught.value.findings[0].code


def test_every_province_gets_its_letter_in_one_file_each(tmp_path: Path) -> None:
    outcomes = write(FIXTURE, tmp_path / "out", ())
    letters = sorted(path.name for path in (tmp_path / "out").iterdir() if path.name[0].isdigit())
    assert set(states(outcomes).values()) == {"written"}
    assert len(letters) == 63
    assert sorted(path.name for path in (tmp_path / "out").iterdir() if not path.name[0].isdigit()) == OTHERS


def test_the_letter_is_the_one_that_draft_makes_for_the_unit(out: Path, tmp_path: Path) -> None:
    one = tmp_path / "mot"
    one.mkdir()
    folder = dossier_folder(
        one, dossier={'template = "chi-dao-chi-tieu"': 'template = "nhac-nho-don-vi"', "form =": 'unit = "84"\nform ='}
    )
    assert draft(folder, tmp_path / "draft", None).letter.read_bytes() == (out / "84-tra-vinh.docx").read_bytes()


def test_a_run_again_writes_nothing_and_touches_nothing(dossier: Path, out: Path) -> None:
    before = listing(out)
    assert set(states(write(dossier, out)).values()) == {"unchanged"}
    assert listing(out) == before


def test_what_is_missing_is_made_again_and_nothing_else(dossier: Path, out: Path) -> None:
    kept = (out / "84-tra-vinh.docx").read_bytes()
    (out / "84-tra-vinh.docx").unlink()
    before = listing(out)
    assert states(write(dossier, out)) == {"01": "unchanged", "25": "unchanged", "84": "written"}
    assert (out / "84-tra-vinh.docx").read_bytes() == kept
    assert {name: listing(out)[name] for name in NAMES[:2]} == {name: before[name] for name in NAMES[:2]}


def test_only_some_units_leave_the_others_in_the_manifest(dossier: Path, out: Path) -> None:
    write(dossier, out, ("02",))
    manifest = json.loads((out / "danh-muc.json").read_bytes())
    known = {each["unit"]: each["state"] for each in manifest["letters"]}
    assert (len(known), known["02"], known["84"], known["96"]) == (63, "đã soạn", "đã soạn", "chưa soạn")
    assert list(manifest)[-1] == "complete"
    assert manifest["complete"] is False


def test_the_manifest_knows_every_letter_by_its_fingerprint(out: Path) -> None:
    manifest = json.loads((out / "danh-muc.json").read_bytes())
    digests = {each["file"]: each["sha256"] for each in manifest["letters"] if each["sha256"]}
    assert digests == {name: sha256((out / name).read_bytes()) for name in NAMES}


def test_the_list_has_every_unit_with_its_figures_as_text(out: Path) -> None:
    [sheet] = load_workbook(out / "danh-sach.xlsx").worksheets
    rows = {row[1].value: row for row in sheet.iter_rows(min_row=2)}
    assert [cell.value for cell in rows["84"]][2:9] == [
        "Trà Vinh", "84-tra-vinh.docx", "23,17%", "63", "12,70%", "49", "đã soạn",
    ]  # fmt: skip
    assert {cell.data_type for cell in rows["84"][1:9]} == {"s"}


# --- letters edited by hand ---


def test_a_letter_edited_by_hand_is_kept_and_told(dossier: Path, out: Path) -> None:
    edited = out / "84-tra-vinh.docx"
    edited.write_bytes(edited.read_bytes() + b" ")
    before = listing(out)
    outcome = write(dossier, out)["84"]
    assert (outcome.state, outcome.conflict) == ("edited", False)
    assert [finding.code for finding in outcome.findings] == ["hand-edited"]
    assert {name: listing(out)[name] for name in NAMES} == {name: before[name] for name in NAMES}


def test_an_edited_letter_whose_data_has_changed_is_a_conflict(dossier: Path, out: Path) -> None:
    edited = out / "84-tra-vinh.docx"
    edited.write_bytes(edited.read_bytes() + b" ")
    correct(dossier, "Trà Vinh")
    kept = edited.read_bytes()
    assert write(dossier, out)["84"].conflict
    assert edited.read_bytes() == kept


def test_a_file_that_is_not_of_this_program_is_never_overwritten(dossier: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "84-tra-vinh.docx").write_bytes(b"somebody's")
    outcome = write(dossier, out)["84"]
    assert (outcome.state, outcome.conflict) == ("edited", True)
    assert (out / "84-tra-vinh.docx").read_bytes() == b"somebody's"


def test_a_letter_that_is_open_in_word_stops_alone(dossier: Path, out: Path) -> None:
    (out / "~$-tra-vinh.docx").touch()
    correct(dossier, "Trà Vinh")
    outcomes = write(dossier, out)
    assert states(outcomes) == {"01": "written", "25": "written", "84": "failed"}
    assert [finding.code for finding in outcomes["84"].findings] == ["file-open"]


@pytest.mark.skipif(os.name != "posix", reason="Windows lets only administrators make links")
def test_a_link_in_a_letters_place_is_not_followed(dossier: Path, out: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"kept")
    (out / "84-tra-vinh.docx").unlink()
    (out / "84-tra-vinh.docx").symlink_to(tmp_path / "elsewhere")
    assert write(dossier, out)["84"].findings[0].code == "not-a-file"
    assert (tmp_path / "elsewhere").read_bytes() == b"kept"


# --- a correction ---


def test_after_a_correction_only_letters_that_print_otherwise_are_written(dossier: Path, out: Path) -> None:
    before = listing(out)
    correct(dossier, "Hà Nội", 1)

    outcomes = write(dossier, out, rules=Rules(changed_only=True))

    assert states(outcomes) == {"01": "written", "25": "unchanged", "84": "unchanged"}
    assert any(change.startswith("don_vi_nhan.viec.ket_qua: 8.264 → 8.265") for change in outcomes["01"].changes)
    assert {name: listing(out)[name] for name in NAMES[1:]} == {name: before[name] for name in NAMES[1:]}


def test_a_changed_row_of_the_shared_ranking_changes_every_letter_and_is_told(dossier: Path, out: Path) -> None:
    correct(dossier, "Hà Nội")
    outcomes = write(dossier, out, rules=Rules(changed_only=True))
    assert set(states(outcomes).values()) == {"written"}
    assert "các dòng của Phụ lục I" in outcomes["84"].changes


def test_another_paragraph_chosen_is_told(dossier: Path, out: Path) -> None:
    correct(dossier, "Phú Thọ", -200)
    outcomes = write(dossier, out, rules=Rules(changed_only=True))
    assert "câu văn, đoạn văn được chọn" in outcomes["25"].changes


# --- the plan ---


def test_the_plan_says_to_whom_and_what_and_writes_nothing(dossier: Path) -> None:
    plan = plans(dossier, ("84",))["84"]
    assert plan.file == "84-tra-vinh.docx"
    assert plan.addressee == "Cục trưởng Cục Thi hành án dân sự tỉnh Trà Vinh"
    assert (plan.appendices, plan.faults) == (("Phụ lục I", "Phụ lục II"), ())
    assert plan.figures == ("23,17%", "63", "12,70%", "49")
    assert plan.printed > 40
    assert plan.tasks[0].startswith("Giải trình bằng văn bản")
    assert plan.tasks[3] == "Tỷ lệ về việc giảm so với … (…)."
    assert not Path("nowhere").exists()


def test_a_unit_that_cannot_have_its_letter_stops_no_other(dossier: Path, tmp_path: Path) -> None:
    task = "4. Hằng tuần"
    templates = own_kind(tmp_path, {task: f"Chỉ tiêu {{{{ don_vi_nhan.viec.chi_tieu }}}}.\n\n{task}"})
    goals = ["2022,viec,Trà Vinh,81.5,trên", "2022,viec,Toàn quốc,81.5,trên"]
    lines = ["year,measure,province,target,comparison", *goals]
    (dossier / "targets.csv").write_text("\n".join(lines).replace("81.5", '"81,50"'), encoding="utf-8")
    outcomes = write(dossier, tmp_path / "out", templates=templates)
    assert states(outcomes) == {"01": "failed", "25": "failed", "84": "written"}
    assert outcomes["01"].findings[0].code == "unknown-figure"
    assert (tmp_path / "out" / "84-tra-vinh.docx").exists()
    assert {key: bool(plan.faults) for key, plan in plans(dossier, FEW, templates).items()} == {
        "01": True, "25": True, "84": False,
    }  # fmt: skip


# --- which units ---


@pytest.mark.parametrize(
    ("units", "found"),
    [
        ('["84", "01"]', ["01", "84"]),
        ('"named:ket_qua_thap"', 9),
        ('"below-national"', 36),
    ],
)
def test_units_are_chosen_in_several_ways(dossier: Path, units: str, found: list[str] | int) -> None:
    settings = dossier / "dossier.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('"all"', units), encoding="utf-8")
    keys = [unit.key for unit in BatchRun(Order(dossier, dossier)).units]
    assert (keys if isinstance(found, list) else len(keys)) == found


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('form = "giay"', "number = 7", "batch-number"),
        ('template = "nhac-nho-don-vi"', 'template = "chi-dao-chi-tieu"', "not-for-one-unit"),
        ('units = "all"', 'units = "named:khong_co"', "unknown-policy"),
        ('units = "all"', 'units = ["84", "00"]', "unknown-unit"),
        ('units = "all"', 'level = "lower"', "missing-lower"),
    ],
)
def test_a_dossier_that_allows_no_batch_is_refused_whole(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert refused(dossier_folder(tmp_path, dossier={old: new})) == code


def test_a_unit_asked_for_that_is_not_in_the_batch_is_refused(dossier: Path) -> None:
    with pytest.raises(DispatchError) as caught:
        BatchRun(Order(dossier, dossier, only=("84", "85", "zz")))
    assert [finding.code for finding in caught.value.findings] == ["unknown-unit"] * 2


def test_the_provenance_vouches_for_every_letter(out: Path) -> None:
    known = read_known(out)
    assert {name: letter.last for name, letter in known.letters.items()} == {
        name: sha256((out / name).read_bytes()) for name in NAMES
    }
    record = known.record("84-tra-vinh.docx")
    assert record["bound"] == {"don_vi_nhan": "84"}
    assert record["figures"]["don_vi_nhan.viec.ty_le"]["operands"]["dinh_chi"] == ["2022-05.csv!108:dinh_chi"]
    wording = known.wording(record["wording"])
    assert set(wording["printed"]) == {*record["figures"], *(each["id"] for each in wording["figures"])}


def test_whatever_a_unit_s_figure_is_made_from_stands_once_in_its_line(out: Path) -> None:
    record = read_known(out).record("84-tra-vinh.docx")
    printed = {name.replace("don_vi_nhan.", "don_vi.84.") for name in record["figures"]}
    inputs = {each for figure in record["figures"].values() for each in figure.get("inputs", ())}
    own = {name for name in inputs if name.startswith("don_vi.84.")}
    assert own & printed
    assert own - printed == set(record["made_from"]) == set(record["made_from"]) - printed


# --- letters edited by hand, refreshed beside ---


def edit(letter: Path) -> bytes:
    """A hand edit: one word of the closing sentence."""
    with zipfile.ZipFile(letter) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    body = parts["word/document.xml"].decode()
    assert body.count("nghiêm túc; quá") == 1
    parts["word/document.xml"] = body.replace("nghiêm túc; quá", "khẩn trương; quá").encode()
    with zipfile.ZipFile(letter, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return letter.read_bytes()


def test_an_edited_letter_is_refreshed_beside_with_the_edit_and_the_new_figures(dossier: Path, out: Path) -> None:
    edited = out / "84-tra-vinh.docx"
    kept = edit(edited)
    correct(dossier, "Trà Vinh")

    outcome = write(dossier, out, rules=Rules(edited="refresh"))["84"]

    assert (outcome.state, outcome.conflict) == ("refreshed", False)
    assert edited.read_bytes() == kept
    with zipfile.ZipFile(out / "84-tra-vinh-cap-nhat.docx") as package:
        said = package.read("word/document.xml").decode()
    assert "khẩn trương; quá" in said
    assert said.count(f">{outcome.figures[0]}<") > 1


def test_a_refresh_again_writes_nothing_new_and_a_copy_edited_meanwhile_is_kept(dossier: Path, out: Path) -> None:
    edit(out / "84-tra-vinh.docx")
    correct(dossier, "Trà Vinh")
    refresh = Rules(edited="refresh")
    write(dossier, out, rules=refresh)
    before = listing(out)
    assert write(dossier, out, rules=refresh)["84"].state == "refreshed"
    assert {name: entry for name, entry in listing(out).items() if name.endswith(".docx")} == {
        name: entry for name, entry in before.items() if name.endswith(".docx")
    }
    kept = edit_again(out / "84-tra-vinh-cap-nhat.docx")
    outcome = write(dossier, out, rules=refresh)["84"]
    assert (outcome.state, outcome.findings[0].code) == ("failed", "refreshed-exists")
    assert (out / "84-tra-vinh-cap-nhat.docx").read_bytes() == kept


def edit_again(letter: Path) -> bytes:
    letter.write_bytes(letter.read_bytes() + b" ")
    return letter.read_bytes()


def test_a_shared_table_is_held_whole_against_the_invariants_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first letter of each wording is judged; its rows that an earlier one had are not judged again."""
    rows: list[int] = []

    def counted(document: bytes) -> list[Finding]:
        rows.append(read_parts(document)["word/document.xml"].count(b"<w:tr>"))
        return broken_invariants(document)

    monkeypatch.setattr("dispatch.pipeline.batch.letters.broken_invariants", counted)
    write(FIXTURE, tmp_path)
    assert len(rows) > 1
    assert rows[0] > 128
    assert max(rows[1:]) < 20
