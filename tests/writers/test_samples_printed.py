"""The sample letters as they come out of the printer: every part where the law draws it, all numbers the list's own."""

import re
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest

from tests.tools.validators import render_pdfs
from tests.writers.printed import PrintedLine, PrintedPage, printed_pages
from tests.writers.samples import ADDRESS, written

MM = 72 / 25.4
BODY_INDENT = {"nd30": 12.7 * MM, "tt01": 12.7 * MM, "hd36": 10 * MM, "hd05": 10 * MM}
LEFT_EDGE = 30 * MM
CLERKS_SIZE, CLERKS_INDENT_MM, CLERKS_GAP = 18, 20, 15

Pages = list[PrintedPage]
Letters = dict[str, Pages]


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Letters:
    """Every sample, and some once more after a clerk changed one style, by one start of LibreOffice."""
    folder = tmp_path_factory.mktemp("printed")
    files = list(written(folder))
    changed = [clerks_copy(file) for file in files if file.stem in {"nd30-quyet-dinh", "nd30-nhom", "hd36-chi-thi"}]
    pdfs = render_pdfs([*files, *changed], folder / "pdf")
    return {pdf.stem: printed_pages(pdf) for pdf in pdfs}


def clerks_copy(file: Path) -> Path:
    """A copy in which the style "Nội dung" has other letters, another indent and other gaps; nothing else differs."""
    copy = file.with_name(f"{file.stem}-sua.docx")
    with zipfile.ZipFile(file) as package, zipfile.ZipFile(copy, "w") as target:
        for name in package.namelist():
            data = package.read(name)
            target.writestr(name, clerks_styles(data.decode()) if name == "word/styles.xml" else data)
    return copy


def clerks_styles(styles: str) -> str:
    [old] = re.findall(r'<w:style [^>]*w:styleId="NoiDung">.*?</w:style>', styles)
    new = re.sub(r'w:before="\d+"', f'w:before="{CLERKS_GAP * 20}"', old)
    new = re.sub(r'w:firstLine="\d+"', f'w:firstLine="{round(CLERKS_INDENT_MM * 1440 / 25.4)}"', new)
    new = re.sub(r'w:line="\d+" w:lineRule="\w+"', 'w:line="240" w:lineRule="auto"', new)
    new = re.sub(r'<w:sz w:val="\d+"/>', "", new)
    new = new.replace("</w:rPr>", f'<w:sz w:val="{CLERKS_SIZE * 2}"/></w:rPr>')
    assert new != old
    return styles.replace(old, new)


def everything(pages: Pages) -> list[PrintedLine]:
    return [line for page in pages for line in page.lines]


def find(pages: Pages, beginning: str) -> PrintedLine:
    [found] = [line for line in everything(pages) if line.text.startswith(beginning)]
    return found


def middle(line: PrintedLine) -> float:
    return (line.left + line.right) / 2


def texts(pages: Pages, pattern: str) -> list[str]:
    return [found[0] for line in everything(pages) if (found := re.match(pattern, line.text))]


def same(first: float, second: float, *, points: float = 1) -> bool:
    """Whether two places are the same to the eye."""
    return abs(first - second) <= points


# --- numbers ---


def test_chapters_and_articles_run_on_and_what_is_in_them_begins_anew(letters: Letters) -> None:
    numbered = texts(letters["nd30-quyet-dinh"], r"(Phần|Chương|Mục|Tiểu mục|Điều) \w+|\d+\.|[a-zđ]\)")
    assert numbered == [
        *("Phần I", "Chương I", "Mục 1", "Điều 1", "1.", "2.", "a)", "b)", "c)", "d)", "đ)", "e)", "g)"),
        *("Điều 2", "1.", "Chương II", "Mục 1", "Tiểu mục 1", "Điều 3"),
    ]


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("nd30-nhom", ["I.", "1.", "2.", "II.", "1.", "1.1.", "2."]),
        ("nd30-khong-so", ["1.", "2.", "3.", "3.1.", "4."]),
        ("hd36-chi-thi", ["1.", "2.", "3.", "3.1.", "3.2.", "3.3.", "4."]),
    ],
)
def test_tasks_are_numbered_by_group_or_through_and_subtasks_by_their_task(
    name: str, numbers: list[str], letters: Letters
) -> None:
    assert texts(letters[name][:1], r"(?:\d+\.)+(?=\s)|[IVX]+\.") == numbers


# --- the head ---


@pytest.mark.parametrize(
    ("name", "left", "right"),
    [
        ("nd30-nhom", ("BỘ TƯ PHÁP", "TỔNG CỤC", "Số: "), ("CỘNG HÒA", "Độc lập - Tự do", "Hà Nội, ngày")),
        ("tt01-nhom", ("BỘ TƯ PHÁP", "TỔNG CỤC", "Số: "), ("CỘNG HÒA", "Độc lập - Tự do", "Hà Nội, ngày")),
        ("hd36-chi-thi", ("TỈNH ỦY", "*", "Số "), ("ĐẢNG CỘNG SẢN", "Ví Dụ, ngày")),
    ],
)
def test_each_block_of_the_head_has_one_axis_and_number_and_date_one_line(
    name: str, left: tuple[str, ...], right: tuple[str, ...], letters: Letters
) -> None:
    page = letters[name][0]
    for block in (left, right):
        lines = [page.line(words) for words in block]
        assert all(same(middle(line), middle(lines[0])) for line in lines)
        assert [above.top < below.top for above, below in pairwise(lines)] == [True] * (len(lines) - 1)
    assert same(page.line(left[0]).top, page.line(right[0]).top)
    assert same(page.line(left[-1]).top, page.line(right[-1]).top)


def test_secrecy_stands_over_urgency_in_the_left_block_and_circulation_in_the_margin_above(letters: Letters) -> None:
    page = letters["nd30-nhom"][0]
    secret, urgent, circulation = (page.line(words) for words in ("TỐI MẬT", "THƯỢNG KHẨN", "LƯU HÀNH NỘI BỘ"))
    assert page.line("V/v ").bottom < secret.top < secret.bottom < urgent.top < page.line("Kính gửi").top
    assert max(secret.right, urgent.right) < page.line("CỘNG HÒA").left
    assert circulation.bottom < 20 * MM
    assert circulation.left > page.width / 2


def test_a_directive_has_its_star_and_its_hyphens_below_what_they_part(letters: Letters) -> None:
    page = letters["hd36-chi-thi"][0]
    assert page.line("TỈNH ỦY").top < page.line("*").top < page.line("Số ").top
    assert page.line("thi hành án dân sự ở").top < page.line("-----").top < page.line("Qua tổng hợp").top
    assert same(middle(page.line("-----")), middle(page.line("CHỈ THỊ")))


def test_dashes_of_several_addressees_stand_under_the_colon(letters: Letters) -> None:
    page = letters["nd30-nhom"][0]
    label, first, second = (page.line(words) for words in ("Kính gửi:", "- Văn phòng Bộ", "- Thi hành án dân sự"))
    assert first.left == second.left
    assert label.right - 5 < first.left < label.right  # a colon is four points wide


# --- the foot ---


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("nd30-nhom", ["TL. BỘ TRƯỞNG", "KT. TỔNG CỤC TRƯỞNG", "PHÓ TỔNG CỤC TRƯỞNG", "Nguyễn Văn A"]),
        ("nd30-quyet-dinh", ["TUQ. TỔNG CỤC TRƯỞNG", "CHÁNH VĂN PHÒNG", "Nguyễn Văn A"]),
        ("hd36-chi-thi", ["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Nguyễn Văn A"]),
    ],
)
def test_who_signs_stands_right_on_one_axis_level_with_whom_it_goes_to(
    name: str, lines: list[str], letters: Letters
) -> None:
    found = [find(letters[name], line) for line in lines]
    assert [line.text for line in found] == lines
    assert all(same(middle(line), middle(found[0])) for line in found)
    assert same(found[0].top, find(letters[name], "Nơi nhận:").top, points=2)
    assert found[-1].top - found[-2].bottom > 20 * MM  # room for a signature
    assert found[0].left > 595 / 2


def test_the_drafters_mark_closes_the_left_block_at_its_right(letters: Letters) -> None:
    page = letters["nd30-nhom"][0]
    mark, archive = page.line("PL.(300)"), page.line("- Lưu: VT")
    assert mark.top > archive.top
    assert archive.right < mark.left
    assert mark.right < page.line("PHÓ TỔNG").left


@pytest.mark.parametrize("name", ["nd30-nhom", "tt01-nhom"])
def test_the_address_is_the_last_line_of_page_1_alone(name: str, letters: Letters) -> None:
    first, *others = letters[name]
    assert first.lines[-1].text == ADDRESS
    assert first.lines[-1].top > first.height - 20 * MM - 12
    assert not any(ADDRESS in line.text for line in everything(others))


# --- appendices ---


@pytest.mark.parametrize(("name", "below"), [("nd30-nhom", False), ("tt01-nhom", True)])
def test_an_appendix_on_its_side_goes_on_over_a_numbered_page_with_its_head(
    name: str, below: bool, letters: Letters
) -> None:
    pages = letters[name]
    assert [page.width > page.height for page in pages] == [False, False, True, True, False]
    numbered = [[line for line in page.lines if line.text.isdigit()] for page in pages]
    assert [[line.text for line in lines] for lines in numbered] == [[], [], [], ["2"], []]
    [number] = numbered[3]
    if below:
        assert number.top > pages[3].height - 20 * MM
        assert same(number.right, pages[3].width - 15 * MM)
    else:
        assert number.bottom < 20 * MM
        assert same(middle(number), (30 * MM + pages[3].width - 15 * MM) / 2)
    assert all(page.line("Tên đơn vị") for page in pages[1:])


def test_two_appendices_or_more_are_numbered_and_each_tells_what_it_belongs_to(letters: Letters) -> None:
    assert texts(letters["nd30-nhom"][1:], r"Phụ lục [IVX]+") == ["Phụ lục I", "Phụ lục II", "Phụ lục III"]
    assert len(texts(letters["nd30-nhom"], r"\(Kèm theo Văn bản số 07/TCTHADS-TKDLCN ngày 08 tháng 3 năm 2022")) == 3
    # The wide blanks of an electronic letter part the line in pieces.
    assert len(texts(letters["tt01-nhom"], r"\(Kèm theo Văn bản số( /)?$")) == 3


# --- footnotes ---


def test_footnotes_stand_at_the_foot_of_their_page_in_smaller_letters(letters: Letters) -> None:
    page = letters["hd36-chi-thi"][0]
    note, body = page.line("Nghị quyết số 57"), page.line("Qua tổng hợp")
    assert note.top > page.line("Nguyễn Văn A").bottom
    assert note.bottom - note.top < 0.9 * (body.bottom - body.top)


# --- the style of the body ---


@pytest.mark.parametrize("name", ["nd30-quyet-dinh", "nd30-nhom", "hd36-chi-thi"])
def test_a_clerk_who_changes_the_style_of_the_body_changes_all_of_it_and_nothing_else(
    name: str, letters: Letters
) -> None:
    before, after = (everything(letters[each]) for each in (name, f"{name}-sua"))
    indent = LEFT_EDGE + BODY_INDENT[name[:4]]
    body = {line.text for line in before if same(line.left, indent)}
    kept = [line for line in after if any(line.text.startswith(text[:12]) for text in body)]
    assert len(kept) == len(body) > 6
    assert {round(line.left - LEFT_EDGE - CLERKS_INDENT_MM * MM) for line in kept} == {0}
    # Letters of 18 points are this much higher than those of 14, whatever the font's own measure.
    tall = {line.text[:12]: line.bottom - line.top for line in before}
    assert {round((line.bottom - line.top) / tall[line.text[:12]], 2) for line in kept} == {round(CLERKS_SIZE / 14, 2)}
    for words in ("Số", "Nơi nhận:", "Nguyễn Văn A"):
        old, new = (next(line for line in lines if line.text.startswith(words)) for lines in (before, after))
        assert same(new.left, old.left)
        assert same(new.bottom - new.top, old.bottom - old.top, points=0.1)
