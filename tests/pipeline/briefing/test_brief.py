"""The sheet for the signer: one page that says who is named and why, what is doubtful, and where figures come from."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispatch.errors import Finding, OutputError
from dispatch.inspection.package import open_package
from dispatch.inspection.visible_text import text_lines
from dispatch.model.letter import Letter
from dispatch.pipeline.briefing.brief import compose_brief
from dispatch.pipeline.briefing.fitting import fits
from dispatch.pipeline.draft import compose_letter, draft
from dispatch.pipeline.prepare import Prepared, prepare
from dispatch.pipeline.provenance import Written
from dispatch.pipeline.saving import sha256
from dispatch.pipeline.saving_draft import Drafted
from dispatch.writers.letter_writer import LetterWriter
from tests.builders import DOSSIERS
from tests.cli.running import run
from tests.conftest import FIXTURE
from tests.letter.word import noted_anchors
from tests.pipeline.issuing.office import edited
from tests.tools.validators import pdf_pages, render_pdfs, validate_integrity, validate_sdk

TITLES = ("Trường hợp sát ngưỡng", "Đơn vị được nêu tên", "Số liệu chính", "Cảnh báo về số liệu")


@pytest.fixture(scope="module")
def briefed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Drafted]:
    """Every fixture drafted with its sheet."""
    out = tmp_path_factory.mktemp("phieu")
    return {folder.name: draft(folder, out / folder.name, None, brief=True) for folder in DOSSIERS}


@cache
def case() -> tuple[Prepared, Letter]:
    prepared = prepare(FIXTURE, None)
    return prepared, compose_letter(prepared)


def warning(number: int, code: str = "scale-jump") -> Finding:
    """A warning with a long message."""
    message = f"số thứ {number} của đơn vị này lệch rất xa so với cùng kỳ và so với các đơn vị khác trong bảng"
    return Finding(code, message, "kiểm tra lại", "warning", file="2022-05.csv", line=number)


def parts(findings: Sequence[Finding]) -> Iterator[str]:
    """The numbered parts of the sheet that tells of these findings."""
    composed = compose_brief(*case(), findings)
    text = "\n".join(text_lines(open_package(LetterWriter(composed.profile).write(composed))))
    for number in range(1, 5):
        yield text[text.index(f"{number}. ") : text.index(f"{number + 1}. " if number < 4 else "Ý kiến")]


def sheet(drafted: Drafted) -> Path:
    assert drafted.brief is not None
    return drafted.brief


def said(drafted: Drafted) -> list[str]:
    return text_lines(open_package(sheet(drafted).read_bytes()))


@pytest.fixture(scope="module")
def sheets(briefed: Mapping[str, Drafted], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The sheet of every fixture, and one with far more to say than a page holds."""
    crowded = tmp_path_factory.mktemp("day") / "crowded.docx"
    findings = [warning(number, code) for code in ("close-call", "scale-jump") for number in range(1, 60)]
    composed = compose_brief(*case(), findings)
    crowded.write_bytes(LetterWriter(composed.profile).write(composed))
    return [*(sheet(each) for each in briefed.values()), crowded]


def test_every_sheet_is_one_page_with_room_for_the_signature(sheets: list[Path], tmp_path: Path) -> None:
    pages = [pdf_pages(pdf) for pdf in render_pdfs(sheets, tmp_path)]
    assert [len(each) for each in pages] == [1] * (len(DOSSIERS) + 1)
    assert all("NGƯỜI TRÌNH" in page for [page] in pages)


def test_both_validators_find_nothing(sheets: list[Path]) -> None:
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
    assert "Về việc: Lâm Đồng, 43,62%, bằng cùng kỳ khi in" in text
    assert all(name in text for name in drafted.prepared.named()["viec"])


def test_a_main_figure_has_its_words_its_formula_and_its_source(briefed: Mapping[str, Drafted]) -> None:
    wanted = (
        "Toàn quốc, tỷ lệ thi hành xong/có điều kiện về việc: 41,54% = (thi hành xong + đình chỉ) ÷ "
        "có điều kiện thi hành; nguồn: 2022-05.csv (189 ô)."
    )
    assert any(line.endswith(wanted) for line in said(briefed[FIXTURE.name]))
    anchors = noted_anchors(sheet(briefed[FIXTURE.name]).read_bytes())
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


def test_close_calls_stand_in_the_first_part_and_other_warnings_in_the_last() -> None:
    findings = [warning(7), *case()[0].statistics.findings, Finding("blank-number", "số để trống", "", "info")]
    close, *_, last = parts(findings)
    assert "Lâm Đồng, 43,62%, bằng cùng kỳ khi in" in close
    assert "Số thứ 7 của đơn vị này" in last
    assert "(2022-05.csv, dòng 7)" in last
    assert "số để trống" not in last


def test_what_does_not_fit_is_counted_with_the_command_that_shows_it() -> None:
    close, named, figures, _ = parts([warning(number, "close-call") for number in range(1, 60)])
    shown = close.count("dòng ")
    assert 0 < shown < 59
    assert f"Còn {59 - shown} mục khác: xem bằng lệnh dispatch naming." in close
    assert "xem bằng lệnh dispatch naming." in named
    assert "xem bằng lệnh dispatch figures." in figures


@settings(max_examples=40, deadline=None)
@given(close=st.integers(0, 200), others=st.integers(0, 200))
def test_a_sheet_fits_whatever_there_is_to_say(close: int, others: int) -> None:
    findings = [warning(number, "close-call") for number in range(close)] + [warning(each) for each in range(others)]
    assert fits(compose_brief(*case(), findings))


@pytest.mark.parametrize("close", [0, 59, 200])
def test_the_rates_stay_on_the_sheet_however_much_is_doubtful(close: int) -> None:
    _, _, figures, _ = parts([warning(number, "close-call") for number in range(close)])
    assert "41,54%" in figures
    assert "16,20%" in figures


def test_a_refresh_takes_the_sheet_for_no_letter(briefed: Mapping[str, Drafted]) -> None:
    refused = run("refresh", sheet(briefed[FIXTURE.name]), FIXTURE, "--json")
    assert (refused.code, refused.refused[0]["code"]) == (1, "other-kind")
