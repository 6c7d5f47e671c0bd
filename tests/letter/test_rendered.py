"""The letter as it comes out of the printer: fonts, pages, numbers, lines and rules.

LibreOffice prints it in Liberation Serif, which has the widths of Times New Roman.
"""

import re
import shutil
import subprocess
from functools import cache
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped, unused-ignore]  # it ships no types

from tests.letter.word import CELL, PARAGRAPH, W, body, read_parts, stories, style_of, text_of
from tests.tools.validators import pdf_fonts, pdf_pages

NATIONAL_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
AGENCY = "TỔNG CỤC THI HÀNH ÁN DÂN SỰ"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
RANKING_HEADER = "STT Tên đơn vị Kết quả thi hành xong/số có điều kiện"
# Eight thousand characters fill three pages; the signature may need a fourth.
MOST_PAGES = 4
TWIPS_PER_POINT = 20

Pages = list[list[str]]


@pytest.fixture(scope="session")
def sections(pdf: Path) -> list[Pages]:
    """The letter and each appendix: pages of lines that are not empty, with single spaces."""
    found: list[Pages] = [[]]
    for page in pdf_pages(pdf):
        lines = [" ".join(line.split()) for line in page.splitlines() if line.strip()]
        if re.fullmatch(r"Phụ lục [IVX]+", lines[0]):
            found.append([])
        found[-1].append(lines)
    return found


# --- fonts and pages ---


def test_it_is_printed_in_one_family_of_fonts(pdf: Path) -> None:
    assert pdf_fonts(pdf) == {"LiberationSerif"}


def test_the_letter_takes_few_pages_and_each_appendix_two(sections: list[Pages]) -> None:
    letter, *appendices = sections

    assert 2 <= len(letter) <= MOST_PAGES
    # 65 rows, 65 rows and 50 rows: too many for one page each, and none may begin a third.
    assert [len(pages) for pages in appendices] == [2, 2, 2]


def test_pages_are_numbered_from_the_second_and_anew_in_each_appendix(sections: list[Pages]) -> None:
    for pages in sections:
        numbers = [lines[0] if lines[0].isdigit() else "" for lines in pages]
        assert numbers == ["", *map(str, range(2, len(pages) + 1))]
        # Nor does a number stand anywhere else on a line of its own.
        assert [line for lines in pages for line in lines[1:] if line.isdigit()] == []


def test_each_appendix_begins_a_page(sections: list[Pages]) -> None:
    assert [pages[0][0] for pages in sections[1:]] == ["Phụ lục I", "Phụ lục II", "Phụ lục III"]
    assert sum(line.startswith("KẾT QUẢ THI HÀNH ÁN") for pages in sections for lines in pages for line in lines) == 2


@pytest.mark.parametrize("appendix", [1, 2])
def test_the_head_of_a_ranking_stands_on_each_of_its_pages(sections: list[Pages], appendix: int) -> None:
    assert [lines.count(RANKING_HEADER) for lines in sections[appendix]] == [1, 1]


def test_the_head_of_the_third_appendix_stands_on_each_of_its_pages(sections: list[Pages]) -> None:
    for lines in sections[3]:
        row = next(index for index, line in enumerate(lines) if re.match(r"\d+ \D.*%$", line))
        # Its words are broken over lines and mixed by column.
        head = " ".join(lines[max(0, row - 3) : row])
        assert [head.count(words) for words in ("STT", "Tên đơn vị", "Về việc,", "Về tiền,", "cùng kỳ")] == [
            1,
            1,
            2,
            2,
            2,
        ]


def test_every_row_is_printed_once(sections: list[Pages]) -> None:
    for pages, count in zip(sections[1:], (64, 64, 49), strict=True):
        rows = [int(line.split()[0]) for lines in pages for line in lines if re.match(r"\d+ \D.*%$", line)]
        assert rows == list(range(1, count + 1))


# --- the first page and the last ---


@pytest.mark.parametrize("words", [NATIONAL_NAME, AGENCY, MOTTO])
def test_the_heading_is_not_broken(sections: list[Pages], words: str) -> None:
    assert len([line for line in sections[0][0] if words in line]) == 1


def test_number_and_date_stand_on_one_line(sections: list[Pages]) -> None:
    assert "Số: /TCTHADS-TKDLCN Hà Nội, ngày 08 tháng 3 năm 2022" in sections[0][0]


def test_tasks_are_numbered_from_one_without_a_gap(letter: Path, sections: list[Pages]) -> None:
    tasks = [block for block in body(letter.read_bytes()) if style_of(block) == "NhiemVu"]
    found = [re.match(r"(\d+)\. \S", line) for lines in sections[0] for line in lines]

    assert [int(match[1]) for match in found if match] == list(range(1, len(tasks) + 1))
    assert len(tasks) >= 9


def test_the_signature_stands_under_the_end_of_the_text_on_one_page(sections: list[Pages]) -> None:
    last = sections[0][-1]
    [end] = [index for index, line in enumerate(last) if line.endswith("./.")]

    assert end > 1  # with more of the text than its last line
    assert last[end + 1] == "Nơi nhận: TỔNG CỤC TRƯỞNG"
    assert last[-1] == "- Lưu: VT, TKDLCN. Nguyễn Quang Thái"


def test_each_part_ends_with_its_end_mark_alone(sections: list[Pages]) -> None:
    marks = [[line for lines in pages for line in lines if line.endswith("./.")] for pages in sections]

    assert [len(found) for found in marks] == [1, 1, 1, 1]
    assert [pages[-1][-1] for pages in sections[1:]] == ["./."] * 3


# --- rules, by the arithmetic of their indents ---


@cache
def font(style: str) -> TTFont:
    file = subprocess.run(
        [shutil.which("fc-match") or "fc-match", "-f", "%{file}", f"Liberation Serif:{style}"],
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout
    assert "LiberationSerif" in file
    return TTFont(file)


def width(text: str, points: float, style: str) -> float:
    """The width of a text in points, by the tables of the font itself."""
    metrics, glyphs = font(style)["hmtx"].metrics, font(style).getBestCmap()
    units = sum(metrics[glyphs[ord(character)]][0] for character in text)
    return float(units * points / font(style)["head"].unitsPerEm)


def twips(element: ET.Element | None, name: str) -> int:
    assert element is not None
    return int(element.get(W + name, "0"))


def column(cell: ET.Element) -> float:
    """The width of a cell in points."""
    return twips(cell.find(f"{W}tcPr/{W}tcW"), "w") / TWIPS_PER_POINT


def cell_with(letter: Path, words: str) -> ET.Element:
    [cell] = [
        cell
        for cell in stories(letter.read_bytes())[0].iter(CELL)
        if words in [text_of(paragraph) for paragraph in cell.findall(PARAGRAPH)]
    ]
    return cell


def rule_below(letter: Path, words: str) -> float:
    """The length in points of the rule under a line of the heading: its cell less both indents."""
    cell = cell_with(letter, words)
    [rule] = [below for above, below in pairwise(cell.findall(PARAGRAPH)) if text_of(above) == words]
    indent = rule.find(f"{W}pPr/{W}ind")
    left, right = (twips(indent, side) for side in ("left", "right"))
    assert style_of(rule) == "KeNgang"
    assert left == right, "the rule is not centred"
    return column(cell) - (left + right) / TWIPS_PER_POINT


def size_of(letter: Path, style: str) -> float:
    """The size in points of a paragraph style."""
    styles = ET.fromstring(read_parts(letter.read_bytes())["word/styles.xml"])
    [found] = [each for each in styles if each.get(f"{W}styleId") == style]
    return twips(found.find(f"{W}rPr/{W}sz"), "val") / 2


def test_the_rule_under_the_motto_is_as_long_as_the_motto(letter: Path) -> None:
    motto = width(MOTTO, size_of(letter, "TieuNgu"), "bold")

    assert rule_below(letter, MOTTO) == pytest.approx(motto, rel=0.05)


def test_the_rule_under_the_agency_is_a_third_to_a_half_of_its_name(letter: Path) -> None:
    agency = width(AGENCY, size_of(letter, "CoQuanBanHanh"), "bold")

    assert agency / 3 <= rule_below(letter, AGENCY) <= agency / 2


@pytest.mark.parametrize(
    ("words", "style"), [(AGENCY, "CoQuanBanHanh"), (NATIONAL_NAME, "QuocHieu"), (MOTTO, "TieuNgu")]
)
def test_a_line_of_the_heading_fits_its_column(letter: Path, words: str, style: str) -> None:
    assert width(words, size_of(letter, style), "bold") < column(cell_with(letter, words))
