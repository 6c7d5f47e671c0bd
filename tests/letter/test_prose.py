"""The letter reads and behaves in Word as one that an office wrote."""

import re
import shutil
import tomllib
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from dispatch.pipeline.draft import draft
from tests.letter.conftest import FIXTURE, ROOT
from tests.letter.test_nothing_typed import unit_names
from tests.letter.word import (
    PARAGRAPH,
    RUN,
    W,
    anchors,
    body,
    noted_anchors,
    pieces,
    read_parts,
    stories,
    style_of,
    text_of,
)

KIND = "chi-dao-chi-tieu"
TEMPLATE = ROOT / "templates" / KIND
TASK = "NhiemVu"
PROSE = {"NoiDung", TASK, "NhiemVuCon", "Diem", "GachDauDong"}
RECIPIENT = "NoiNhanDanhSach"
# From the opening to the closing of the letter of 8 March 2022, without line ends.
LENGTH_OF_THE_MODEL = 8103
NO_BREAK_SPACES = "\u00a0\u202f\u2007\u2060\ufeff"


def blocks(letter: Path) -> list[ET.Element]:
    """The paragraphs of the letter's own text."""
    return [block for block in body(letter.read_bytes()) if block.tag == PARAGRAPH and style_of(block) in PROSE]


def texts(letter: Path) -> list[str]:
    return [text_of(block) for block in blocks(letter)]


def with_styles(letter: Path, style: str) -> list[str]:
    story = stories(letter.read_bytes())[0]
    return [text_of(paragraph) for paragraph in story.iter(PARAGRAPH) if style_of(paragraph) == style]


def figures(letter: Path) -> dict[str, list[str]]:
    """The printed texts of each figure in the file, by its id."""
    names = {bookmark: figure for bookmark, figure, *_ in noted_anchors(letter.read_bytes())}
    found: dict[str, list[str]] = {}
    for anchor in anchors(letter.read_bytes()):
        found.setdefault(names[anchor.name], []).append(anchor.text)
    return found


# --- structure ---


def test_prose_stands_directly_in_the_body(letter: Path) -> None:
    everywhere = [each for each in stories(letter.read_bytes())[0].iter(PARAGRAPH) if style_of(each) in PROSE]

    assert everywhere == blocks(letter)
    assert len(everywhere) > 15


def test_every_figure_is_one_run_and_its_percent_sign_is_in_it(letter: Path) -> None:
    for paragraph in stories(letter.read_bytes())[0].iter(PARAGRAPH):
        runs = pieces(paragraph)
        anchored = [run for run in runs if any(name.startswith("_f") for name in run.bookmarks)]
        assert len(anchored) == len({run.bookmarks for run in anchored})
        for run in runs:
            if "%" in run.text:
                assert re.fullmatch(r"\d{1,3},\d\d%", run.text), run.text
    assert sum(len(texts) for texts in figures(letter).values()) > 50


def test_nothing_but_the_figure_is_between_its_bookmarks(letter: Path) -> None:
    for paragraph in stories(letter.read_bytes())[0].iter(PARAGRAPH):
        children = list(paragraph)
        for position, child in enumerate(children):
            if child.tag == f"{W}bookmarkStart":
                assert [each.tag for each in children[position + 1 : position + 3]] == [RUN, f"{W}bookmarkEnd"]
                assert children[position + 2].get(f"{W}id") == child.get(f"{W}id")


def test_there_is_no_other_space_than_the_space_bar_s(letter: Path) -> None:
    for name, data in read_parts(letter.read_bytes()).items():
        assert not set(data.decode()) & set(NO_BREAK_SPACES), name
        assert b"&#" not in data.replace(b"&#x27;", b"").replace(b"&#39;", b""), name


def test_no_two_spaces_and_no_space_before_a_mark(letter: Path) -> None:
    for text in texts(letter):
        assert not re.search(r"  | [,.;:)]|\( |^ | $", text), text


# --- content ---


def test_it_gives_at_least_nine_tasks(letter: Path) -> None:
    assert len(with_styles(letter, TASK)) >= 9


def test_tasks_carry_no_number_of_their_own_for_word_numbers_them(letter: Path) -> None:
    assert not [text for text in with_styles(letter, TASK) if re.match(r"\d", text)]


def test_some_words_are_bold_and_some_italic(letter: Path) -> None:
    runs = [run for block in blocks(letter) for run in pieces(block)]

    assert [run.text for run in runs if run.bold]
    assert [run.text for run in runs if run.italic]
    assert not [run.text for run in runs if "*" in run.text]


def test_the_opening_is_one_paragraph_with_both_rates_and_both_lists(letter: Path) -> None:
    opening, first_task = blocks(letter)[:2]
    found = figures(letter)

    assert (style_of(opening), style_of(first_task)) == ("NoiDung", TASK)
    for name in (
        "toan_quoc.viec.ty_le",
        "toan_quoc.tien.ty_le",
        "danh_sach.ket_qua_thap.viec",
        "danh_sach.ket_qua_thap.tien",
    ):
        assert found[name][0] in text_of(opening), name


def test_lists_are_names_and_commas_alone(letter: Path) -> None:
    lists = {name: texts[0] for name, texts in figures(letter).items() if name.startswith("danh_sach.")}

    short = [text for text in lists.values() if not text.startswith("danh sách tại")]
    assert len(short) == 3
    for text in short:
        assert set(text.split(", ")) <= unit_names()


def test_it_is_as_long_as_the_letter_it_is_modelled_on(letter: Path) -> None:
    length = len("".join(texts(letter)))

    assert abs(length - LENGTH_OF_THE_MODEL) <= LENGTH_OF_THE_MODEL / 4


def test_the_text_and_every_appendix_end_with_the_end_mark(letter: Path) -> None:
    assert [text for text in texts(letter) if text.endswith("./.")] == [texts(letter)[-1]]
    assert "Nhận được Công văn này" in texts(letter)[-1]
    assert with_styles(letter, "KetThuc") == ["./."] * 3


@pytest.mark.parametrize("short", ["THADS", "THAHC"])
def test_an_abbreviation_is_written_out_where_it_is_first_used(letter: Path, short: str) -> None:
    full = {"THADS": "thi hành án dân sự", "THAHC": "thi hành án hành chính"}[short]
    text = "\n".join(texts(letter))
    uses = [match.start() for match in re.finditer(rf"(?<![\w-]){short}(?!\w)", text)]

    assert text[: uses[0]].lower().endswith(f"{full} (")
    assert text.count(f"({short})") == 1


def citations() -> list[dict[str, str]]:
    settings = tomllib.loads((TEMPLATE / "template.toml").read_text(encoding="utf-8"))
    return list(settings["citations"].values())


def in_full(citation: dict[str, str]) -> str:
    return "{type} số {number} ngày {date} của {issuer} {subject}".format_map(citation)


def test_every_document_is_cited_in_full_where_it_is_first_named(letter: Path) -> None:
    text = "\n".join(texts(letter))

    assert len(citations()) >= 4
    for citation in citations():
        assert text.find(f"số {citation['number']}") == text.find(in_full(citation)) + len(citation["type"]) + 1


def test_a_document_cited_again_is_named_by_type_and_number(tmp_path: Path) -> None:
    shutil.copytree(TEMPLATE, tmp_path / "templates" / KIND)
    source = tmp_path / "templates" / KIND / "letter.md.j2"
    again = (
        "\n\nViệc thực hiện {{ trich_dan.phan_cong }} được báo cáo hằng quý; {{ trich_dan.phan_cong }} còn hiệu lực.\n"
    )
    source.write_text(source.read_text(encoding="utf-8").rstrip() + again, encoding="utf-8")

    letter = draft(FIXTURE, tmp_path / "output", tmp_path / "templates").letter

    [citation] = [each for each in citations() if each["number"].startswith("144/")]
    short = f"{citation['type']} số {citation['number']}"
    assert texts(letter)[-1] == f"Việc thực hiện {short} được báo cáo hằng quý; {short} còn hiệu lực./."
    assert "\n".join(texts(letter)).count(in_full(citation)) == 1


def test_each_recipient_ends_with_a_semicolon_and_the_last_with_a_full_stop(letter: Path) -> None:
    *others, last = with_styles(letter, RECIPIENT)

    assert others[0] == "- Như trên;"
    assert all(re.fullmatch(r"- .*[^;.];", line) for line in others)
    assert re.fullmatch(r"- Lưu: VT, .*[^;.]\.", last)


def test_appendices_are_pointed_to_by_the_text_and_tied_to_the_letter(letter: Path) -> None:
    text = "\n".join(texts(letter))

    for number in ("I", "II", "III"):
        assert re.search(rf"Phụ lục {number}(?!\w)", text)
    assert with_styles(letter, "PhuLucSo") == ["Phụ lục I", "Phụ lục II", "Phụ lục III"]
    tied = "(Kèm theo Văn bản số       /TCTHADS-TKDLCN ngày 08 tháng 3 năm 2022 của Tổng cục Thi hành án dân sự)"
    assert with_styles(letter, "PhuLucKemTheo") == [tied] * 3
