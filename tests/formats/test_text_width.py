"""The width of text in Times New Roman, against widths measured on a page."""

import unicodedata
from pathlib import Path

import pytest

from dispatch.formats import text_width
from dispatch.formats.text_width import (
    FALLBACK_WIDTH,
    base_character,
    last_line_mm,
    line_count,
    text_width_mm,
    widest_word_mm,
)

NATIONAL_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
AGENCY = "TỔNG CỤC THI HÀNH ÁN DÂN SỰ"


@pytest.mark.parametrize(
    ("text", "size_pt", "measured_mm"),
    [(NATIONAL_NAME, 13, 95.57), (AGENCY, 13, 75.18), (AGENCY, 12, 69.4)],
)
def test_a_bold_line_is_as_wide_as_it_was_measured_in_a_pdf(text: str, size_pt: float, measured_mm: float) -> None:
    assert text_width_mm(text, size_pt, bold=True) == pytest.approx(measured_mm, abs=0.5)


@pytest.mark.parametrize(("size_pt", "kerned_mm"), [(13, 95.0), (12, 87.7)])
def test_kerning_would_take_less_than_one_percent(size_pt: float, kerned_mm: float) -> None:
    width = text_width_mm(NATIONAL_NAME, size_pt, bold=True)
    assert kerned_mm < width < kerned_mm * 1.01


def test_the_four_styles_have_widths_of_their_own() -> None:
    widths = {
        text_width_mm("Kết quả thi hành án", 14, bold=bold, italic=italic)
        for bold in (False, True)
        for italic in (False, True)
    }
    assert len(widths) == 4


def test_width_grows_with_the_size() -> None:
    assert text_width_mm("Nơi nhận:", 24) == pytest.approx(2 * text_width_mm("Nơi nhận:", 12))


def test_text_without_letters_has_no_width() -> None:
    assert text_width_mm("", 14) == 0
    assert widest_word_mm(" \n", 14) == 0


@pytest.mark.parametrize("marked", list("ấầẩẫậắặẽệĩịốộũụỳỹẤỘỆỸ"))
def test_accents_do_not_change_the_width(marked: str) -> None:
    plain = unicodedata.normalize("NFD", marked)[0]
    assert text_width_mm(marked, 14) == text_width_mm(plain, 14)


@pytest.mark.parametrize(("horned", "plain"), [("ơ", "o"), ("ợ", "o"), ("ư", "u"), ("ữ", "u"), ("Ử", "U")])
def test_the_horn_widens_its_letter_also_under_a_tone(horned: str, plain: str) -> None:
    assert text_width_mm(horned, 14) > text_width_mm(plain, 14)


def test_a_decomposed_text_is_as_wide_as_a_composed_one() -> None:
    text = "Cục Thi hành án dân sự thành phố Đà Nẵng, ngày mưa, đường trơn"
    assert text_width_mm(unicodedata.normalize("NFD", text), 14) == text_width_mm(text, 14)


def test_the_base_letter_keeps_only_the_horn() -> None:
    assert [base_character(letter) for letter in "ẤợĐ½-"] == ["A", "ơ", "Đ", "½", "-"]


def test_an_unknown_character_counts_half_an_em() -> None:
    assert FALLBACK_WIDTH == 1024
    assert text_width_mm("中", 72) == pytest.approx(12.7)


@pytest.mark.parametrize("sign", list("–—“”‘’…½%≥≤×"))
def test_the_signs_of_official_prose_are_known(sign: str) -> None:
    known = text_width._widths()["regular"]
    assert sign in known


def test_the_widest_word_is_measured_alone() -> None:
    widest = text_width_mm("nghiêng", 13, bold=True)
    assert widest_word_mm("tỷ lệ\tnghiêng  về\ncó", 13, bold=True) == widest


def test_a_line_is_not_broken_at_a_no_break_space_nor_after_a_hyphen() -> None:
    assert widest_word_mm("15\u00a0việc a", 13) == text_width_mm("15\u00a0việc", 13)
    assert widest_word_mm("679/TCTHADS-TKDLCN", 13) == text_width_mm("679/TCTHADS-TKDLCN", 13)


def test_the_table_of_widths_stays_small() -> None:
    assert Path(text_width.__file__).with_name("times_widths.csv").stat().st_size < 12_000


def test_lines_are_broken_at_spaces_and_counted() -> None:
    word = text_width_mm("thi", 12)
    three = 3 * word + 2 * text_width_mm(" ", 12) + 0.01
    assert [line_count(" ".join(["thi"] * number), 12, three) for number in (1, 3, 4, 6, 7)] == [1, 1, 2, 2, 3]
    assert last_line_mm("thi thi thi thi", 12, three) == pytest.approx(word)


def test_a_first_line_that_stands_in_holds_less() -> None:
    width = text_width_mm("thi hành án", 12) + 0.01
    assert line_count("thi hành án", 12, width) == 1
    assert line_count("thi hành án", 12, width, first_indent_mm=5) == 2


def test_a_word_wider_than_the_line_takes_one_all_the_same() -> None:
    assert line_count("thihànhán thihànhán", 12, 5) == 2


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("italic", [False, True])
def test_all_digits_are_of_one_width_so_that_columns_of_figures_have_few_shapes(bold: bool, italic: bool) -> None:
    assert len({text_width_mm(digit, 14, bold=bold, italic=italic) for digit in "0123456789"}) == 1
