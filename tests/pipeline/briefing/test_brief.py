"""The sheet for the signer: one page that says who is named and why, what is doubtful, and where figures come from."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from dispatch.errors import OutputError
from dispatch.inspection.package import open_package
from dispatch.inspection.visible_text import text_lines
from dispatch.model.letter import Text
from dispatch.pipeline.briefing.fitting import Part, fitted
from dispatch.pipeline.draft import compose_letter, draft
from dispatch.pipeline.prepare import prepare
from dispatch.pipeline.provenance import Written
from dispatch.pipeline.saving import sha256
from dispatch.pipeline.saving_draft import Drafted
from tests.builders import DOSSIERS
from tests.cli.running import run
from tests.conftest import FIXTURE
from tests.letter.word import manifest
from tests.pipeline.issuing.office import edited
from tests.tools.validators import pdf_pages, render_pdfs, validate_integrity, validate_sdk

TITLES = ("Trường hợp sát ngưỡng", "Đơn vị được nêu tên", "Số liệu chính", "Cảnh báo về số liệu")


@pytest.fixture(scope="module")
def briefed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Drafted]:
    """Every fixture drafted with its sheet."""
    out = tmp_path_factory.mktemp("phieu")
    return {folder.name: draft(folder, out / folder.name, None, brief=True) for folder in DOSSIERS}


def sheet(drafted: Drafted) -> Path:
    assert drafted.brief is not None
    return drafted.brief


def said(drafted: Drafted) -> list[str]:
    return text_lines(open_package(sheet(drafted).read_bytes()))


def test_every_sheet_is_one_page_with_room_for_the_signature(briefed: Mapping[str, Drafted], tmp_path: Path) -> None:
    pages = [pdf_pages(pdf) for pdf in render_pdfs([sheet(each) for each in briefed.values()], tmp_path)]
    assert [len(each) for each in pages] == [1] * len(briefed)
    assert all("NGƯỜI TRÌNH" in page for [page] in pages)


def test_both_validators_find_nothing(briefed: Mapping[str, Drafted]) -> None:
    sheets = [sheet(each) for each in briefed.values()]
    assert (validate_sdk(*sheets), validate_integrity(*sheets)) == ([], [])


def test_what_is_doubtful_comes_first_then_names_figures_and_warnings(briefed: Mapping[str, Drafted]) -> None:
    for each in briefed.values():
        lines = said(each)
        heads = [f"{number}. {title}" for number, title in enumerate(TITLES, 1)]
        places = [next(place for place, line in enumerate(lines) if line.startswith(head)) for head in heads]
        assert places == sorted(places)


def test_it_says_who_is_named_and_why_and_who_stands_close(briefed: Mapping[str, Drafted]) -> None:
    drafted = briefed[FIXTURE.name]
    text = "\n".join(said(drafted))
    assert "Trà Vinh (23,17%, hạng 63)" in text
    assert "Sát ngưỡng về việc: Lâm Đồng, 43,62%, bằng cùng kỳ khi in" in text
    assert all(name in text for name in drafted.prepared.named()["viec"])


def test_a_main_figure_has_its_words_its_formula_and_its_source(briefed: Mapping[str, Drafted]) -> None:
    wanted = (
        "Toàn quốc, tỷ lệ thi hành xong/có điều kiện về việc: 41,54% = (thi hành xong + đình chỉ) ÷ "
        "có điều kiện thi hành; nguồn: 2022-05.csv (189 ô)."
    )
    assert any(line.endswith(wanted) for line in said(briefed[FIXTURE.name]))
    anchors = manifest(sheet(briefed[FIXTURE.name]).read_bytes())["dispatch.letter"]["anchors"]
    assert "toan_quoc.viec.ty_le" in [figure for _, figure, *_ in anchors]


def test_no_figure_is_called_by_its_code(briefed: Mapping[str, Drafted]) -> None:
    for each in briefed.values():
        figures = [line for line in said(each) if "; nguồn: " in line]
        assert figures
        assert not [line for line in figures if "_" in line.partition(" = ")[0] or "|" in line]


def test_data_warnings_stand_on_the_sheet(tmp_path: Path) -> None:
    drafted = draft(FIXTURE.parent / "2013-12-thang", tmp_path, None, brief=True)
    assert any("Danh bạ không có họ tên" in line for line in said(drafted))


def test_a_sheet_edited_by_hand_is_kept_and_nothing_is_written(tmp_path: Path) -> None:
    drafted = draft(FIXTURE, tmp_path, None, brief=True)
    edited(sheet(drafted), "Ý kiến của người ký", "Ý kiến chỉ đạo")
    before = sheet(drafted).read_bytes()

    with pytest.raises(OutputError) as caught:
        draft(FIXTURE, tmp_path, None, brief=True)

    assert [each.code for each in caught.value.findings] == ["hand-edited"]
    assert sheet(drafted).read_bytes() == before


def test_the_provenance_vouches_for_both_files_also_when_only_the_letter_is_drafted_again(tmp_path: Path) -> None:
    drafted = draft(FIXTURE, tmp_path, None, brief=True)
    draft(FIXTURE, tmp_path, None)

    written = Written.read(drafted.provenance)
    assert written == Written(sha256(drafted.letter.read_bytes()), sha256(sheet(drafted).read_bytes()))
    assert draft(FIXTURE, tmp_path, None, brief=True).state == "unchanged"


def test_a_sheet_of_an_older_draft_is_said_to_be_old(tmp_path: Path) -> None:
    drafted = draft(FIXTURE, tmp_path, None, brief=True)
    drafted.letter.unlink()
    again = draft(FIXTURE, tmp_path, None)
    assert "old-brief" in [each.code for each in again.findings]


def test_the_command_tells_of_the_sheet(tmp_path: Path) -> None:
    path = tmp_path / "chi-dao-chi-tieu-5T2022-phieu-trinh.docx"
    assert run("draft", FIXTURE, "--out", tmp_path, "--brief", "--json").document["brief"] == str(path)
    assert "Phiếu trình ký:" in run("draft", FIXTURE, "--out", tmp_path, "--brief").out
    assert "brief" not in run("draft", FIXTURE, "--out", tmp_path, "--json").document
    assert run("draft", FIXTURE, "--out", tmp_path, "--brief", "--only", "phu-luc").code == 2


def test_a_page_that_is_too_full_gives_the_last_lines_of_its_longest_part_and_counts_them() -> None:
    figures = compose_letter(prepare(FIXTURE, None)).figures
    line = (Text("chữ " * 60),)
    few, many = Part("ít", [line], 0, "a", "không có"), Part("nhiều", [line] * 40, 2, "b", "không có")

    cut = fitted((few, many), figures)

    assert cut[0] == few
    assert 1 <= len(cut[1].lines) < 20
    assert len(cut[1].lines) + cut[1].left_out == 42
    assert fitted((replace(few, lines=[(Text("chữ " * 4000),)]),), figures)[0].lines
