"""What the officer is told to read again, and how far a refresh goes."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dispatch.inspection.package import open_package
from dispatch.inspection.story_text import read_stories
from dispatch.pipeline.prepare import prepare
from dispatch.pipeline.refreshing.left_behind import left_behind
from dispatch.pipeline.refreshing.new_figures import NewFigures
from dispatch.pipeline.refreshing.refresh import Options, Refreshed, refreshed
from dispatch.writers.letter_writer import LetterWriter
from tests.builders import FIXTURE, dossier_folder
from tests.cli.running import run
from tests.letter.word import BODY, read_parts, stories, text_of
from tests.pipeline.refreshing.conftest import CORRECTION, ids
from tests.pipeline.refreshing.corrections import corrected
from tests.pipeline.refreshing.shapes import replaced, reshaped

Refresh = Callable[[bytes], Refreshed]
CORE = "docProps/core.xml"


def reviews(result: Refreshed) -> str:
    return "\n".join(each.place for each in result.outcomes.items["review"])


def new_period(folder: Path) -> Path:
    """The same tables as those of 6 months."""
    copy = folder / "6-thang"
    shutil.copytree(FIXTURE, copy)
    for name in ("dossier.toml", "2022-05.csv", "2021-05.csv"):
        text = (copy / name).read_text(encoding="utf-8")
        text = text.replace("months = 5", "months = 6").replace("2022,5,", "2022,6,").replace("2021,5,", "2021,6,")
        text = text.replace("2022-03-08", "2022-04-08").replace("2022-03-15", "2022-04-15")
        (copy / name).write_text(text, encoding="utf-8", newline="")
    return copy


# --- words that no longer fit ---


def more_taken_in(folder: Path, more: int) -> Path:
    """The dossier with more cases taken in by Hà Nội, none of which could be enforced yet."""
    copy = corrected(folder, {})
    head, first, *rest = (copy / "2022-05.csv").read_text(encoding="utf-8").splitlines()
    counts = dict(zip(head.split(","), first.split(","), strict=True))
    for column in ("tong_thu_ly", "moi_thu_ly", "tong_phai_thi_hanh", "chua_dieu_kien", "chuyen_ky_sau"):
        counts[column] = str(int(counts[column]) + more)
    lines = [head, ",".join(counts.values()), *rest]
    (copy / "2022-05.csv").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="")
    return copy


def test_a_condition_that_turned_is_told_with_the_sentence_a_new_draft_has(original: bytes, tmp_path: Path) -> None:
    """The template says whether fewer cases were taken in than a year before."""
    result = refreshed(original, NewFigures(prepare(more_taken_in(tmp_path, 100_000), None)), "thu.docx")

    [item] = [each for each in result.outcomes.items["review"] if each.id == "mau"]
    assert "nếu soạn lại thì đoạn này là" in item.place
    assert "tổng số thụ lý về việc không giảm" in item.ours


def test_a_task_that_a_new_draft_has_no_more_is_told_by_the_one_above(original: bytes, refresh: Refresh) -> None:
    result = refresh(original)

    assert "không còn đoạn đứng sau: “Căn cứ số liệu thống kê" in reviews(result)
    assert "không còn đơn vị nào" in reviews(result)
    assert "Riêng người đứng đầu" in text_of(stories(result.document)[0])


def test_what_turned_is_told_again_as_long_as_the_letter_says_it(original: bytes, refresh: Refresh) -> None:
    assert "không còn đoạn đứng sau" in reviews(refresh(refresh(original).document))


def test_an_old_value_typed_elsewhere_is_listed_and_left(original: bytes, refresh: Refresh) -> None:
    edited = replaced(
        original, "khó hoàn thành nhiệm vụ năm ", "cả nước mới đạt 41,54%, Hà Nội 35,52%; khó hoàn thành năm "
    )
    result = refresh(edited)

    assert "[41,54%], Hà Nội" in reviews(result)
    assert "Hà Nội [35,52%]" in reviews(result)
    assert "cả nước mới đạt 41,54%" in read_parts(result.document)[BODY].decode()


def test_an_old_value_that_is_part_of_another_number_is_not_listed(original: bytes, refresh: Refresh) -> None:
    edited = replaced(original, "khó hoàn thành nhiệm vụ năm ", "đạt 141,54% và 41,545; khó hoàn thành nhiệm vụ năm ")

    assert "ngoài điểm gắn" not in reviews(refresh(edited))


def test_an_old_value_that_is_a_common_word_is_not_listed(original: bytes, refresh: Refresh) -> None:
    place = next(each for each in refresh(original).outcomes.items["updated"] if each.id == "toan_quoc.viec.ty_le")
    word = replace(place, base="bằng", theirs="bằng")
    document = replaced(original, "khó hoàn thành nhiệm vụ năm ", "bằng mọi cách, khó hoàn thành năm ")
    edited = read_stories(open_package(document))

    assert list(left_behind(edited, [], set(), [word])) == []
    assert list(left_behind(edited, [], set(), [place]))


# --- how far ---


def test_appendices_alone_leave_the_sentences_as_they_are(original: bytes, correction: NewFigures) -> None:
    result = refreshed(original, correction, "thu.docx", Options(only_appendices=True))
    before, after = (read_parts(each)[BODY].partition(b'w:name="_b1"') for each in (original, result.document))

    assert before[0] == after[0]
    assert before[2] != after[2]
    whole = refreshed(result.document, correction, "thu.docx")
    assert "toan_quoc.viec.ty_le" in ids(whole.outcomes.items["updated"])


def test_last_months_letter_becomes_this_months_with_the_officers_words(original: bytes, tmp_path: Path) -> None:
    figures = NewFigures(prepare(new_period(tmp_path), None))
    edited = replaced(original, "khó hoàn thành nhiệm vụ năm ", "rất khó hoàn thành nhiệm vụ năm ")
    edited = reshaped(edited, "van_ban.so", "{start}<w:r><w:t>   187   </w:t></w:r>{end}")
    result = refreshed(edited, figures, "thu.docx", Options(new_period=True))
    text = text_of(stories(result.document)[0])

    assert "5 tháng năm 2022" not in text
    assert "KẾT QUẢ THI HÀNH ÁN 6 THÁNG NĂM 2022 VỀ VIỆC" in text
    assert "ngày 08 tháng 4 năm 2022" in text
    assert "trước ngày 15/4/2022" in text
    assert "rất khó hoàn thành" in text
    assert "văn bản kỳ trước" in reviews(result)


def test_title_and_author_of_the_file_follow(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path, dossier={"[letter]": '[letter]\nsubject = "đôn đốc A & B <C>"'})
    drafted = NewFigures(prepare(folder, None))
    other = NewFigures(
        prepare(dossier_folder(tmp_path / "2", dossier={"[letter]": '[letter]\nsubject = "việc khác"'}), None)
    )
    assert drafted.fresh is not None
    letter = LetterWriter(drafted.fresh.profile).write(drafted.fresh)
    assert b"V/v \xc4\x91\xc3\xb4n" in read_parts(letter)[CORE]
    result = refreshed(letter, other, "thu.docx")

    assert "<dc:title>V/v việc khác</dc:title>" in read_parts(result.document)[CORE].decode()


def test_a_title_the_officer_changed_stays(tmp_path: Path, original: bytes) -> None:
    title = re.compile(r"<dc:title>.*?</dc:title>")
    core = read_parts(original)[CORE].decode()
    match = title.search(core)
    assert match is not None
    edited = replaced(original, match[0], "<dc:title>Công văn của tôi</dc:title>", CORE)
    result = refreshed(edited, NewFigures(prepare(new_period(tmp_path), None)), "thu.docx", Options(new_period=True))

    assert "<dc:title>Công văn của tôi</dc:title>" in read_parts(result.document)[CORE].decode()


# --- in place ---


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corrected(tmp_path_factory.mktemp("in-place"), CORRECTION)


def test_in_place_keeps_the_letter_as_it_was_beside_it(letter: Path, dossier: Path, tmp_path: Path) -> None:
    mine = Path(shutil.copy(letter, tmp_path / "cv.docx"))
    before = mine.read_bytes()
    ran = run("refresh", mine, dossier, "--in-place", "--json")

    assert (ran.code, ran.document["out"]) == (0, str(mine))
    assert (tmp_path / "cv-truoc-cap-nhat.docx").read_bytes() == before
    assert mine.read_bytes() != before
    after = mine.read_bytes()
    assert run("refresh", mine, FIXTURE, "--in-place").code == 0
    assert (tmp_path / "cv-truoc-cap-nhat.docx").read_bytes() == before
    assert (tmp_path / "cv-truoc-cap-nhat-2.docx").read_bytes() == after


def test_in_place_without_a_change_writes_nothing(letter: Path, tmp_path: Path) -> None:
    mine = Path(shutil.copy(letter, tmp_path / "cv.docx"))
    assert run("refresh", mine, FIXTURE, "--in-place").code == 0
    assert [each.name for each in tmp_path.iterdir()] == ["cv.docx"]


def test_in_place_and_another_place_together_are_refused(letter: Path, tmp_path: Path) -> None:
    ran = run("refresh", letter, FIXTURE, "--in-place", "--out", tmp_path / "x.docx", "--json")

    assert [each["code"] for each in ran.refused] == ["two-places"]
