"""Spelling: normal form, comparison of names, characters that may not be printed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.vietnamese.orthography import forbidden_characters, normal_form, spelling_key, without_accents


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\a", "U+0007"),
        ("\t", "U+0009"),
        ("\r", "U+000D"),
        ("\x7f", "U+007F"),
        ("\u00ad", "U+00AD"),
        ("\u200b", "U+200B"),
        ("\u202e", "U+202E"),
        ("\ufeff", "U+FEFF"),
        ("\ue000", "U+E000"),
        ("\ud800", "U+D800"),
        ("\U000f0000", "U+F0000"),
        ("\uffff", "U+FFFF"),
    ],
)
def test_characters_nobody_sees_are_named_by_their_code_point(character: str, name: str) -> None:
    assert forbidden_characters(f"Trà{character}Vinh") == [name]


def test_each_forbidden_character_is_named_once_and_in_order() -> None:
    assert forbidden_characters("\u200b\x01a\u200b") == ["U+0001", "U+200B"]


@pytest.mark.parametrize("text", ["", "Tỉnh Thừa Thiên Huế – “41,54%”", "dòng một\ndòng hai", "Ðà Nẵng", "tro\u0300n"])
def test_ordinary_text_and_line_breaks_may_be_printed(text: str) -> None:
    assert forbidden_characters(text) == []


def test_the_normal_form_is_composed() -> None:
    decomposed = unicodedata.normalize("NFD", "Đắk Lắk")
    assert decomposed != "Đắk Lắk"
    assert normal_form(decomposed) == "Đắk Lắk"


def test_the_normal_form_folds_any_white_space() -> None:
    assert normal_form(" \tTrà\u00a0\u00a0Vinh\r\n") == "Trà Vinh"


def test_the_normal_form_keeps_characters_that_only_resemble_others() -> None:
    assert normal_form("100 m² … ½ №") == "100 m² … ½ №"


@given(st.text())
def test_the_normal_form_is_its_own_normal_form(text: str) -> None:
    assert normal_form(normal_form(text)) == normal_form(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Hòa Bình", "Hoà Bình"),
        ("Thanh Hóa", "Thanh Hoá"),
        ("khỏe", "khoẻ"),
        ("ủy ban", "uỷ ban"),
        ("HÒA", "HOÀ"),
        ("họa", "hoạ"),
        ("lõa", "loã"),
    ],
)
def test_old_and_new_tone_positions_have_one_spelling_key(old: str, new: str) -> None:
    assert old != new
    assert spelling_key(old) == spelling_key(new)


@pytest.mark.parametrize("space", [" ", "  ", "\u00a0", "\t"])
def test_normal_form_and_spaces_do_not_change_the_spelling_key(space: str) -> None:
    written = unicodedata.normalize("NFD", "Thừa Thiên Huế").replace(" ", space)
    assert spelling_key(written) == spelling_key("Thừa Thiên Huế")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hà Giang", "Hậu Giang"),
        ("Hưng Yên", "Hung Yên"),
        ("Đồng Tháp", "Đông Tháp"),
        ("Sơn La", "Sơn la"),
        ("Đà Nẵng", "Ðà Nẵng"),
        ("Hòa", "Hoa"),
        ("Hòa", "Hóa"),
        ("BR-Vũng Tàu", "BR - Vũng Tàu"),
        ("hoàn", "hòan"),
    ],
)
def test_different_letters_accents_or_capitals_stay_different(one: str, other: str) -> None:
    assert spelling_key(one) != spelling_key(other)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Đắk Lắk", "dak lak"),
        ("đường Điện Biên", "duong dien bien"),
        ("Thừa  Thiên Huế", "thua thien hue"),
        ("Quỹ", "quy"),
    ],
)
def test_without_accents_only_plain_small_letters_remain(text: str, plain: str) -> None:
    assert without_accents(text) == plain
    assert without_accents(unicodedata.normalize("NFD", text)) == plain


def test_line_and_paragraph_separators_are_forbidden_as_word_would_break_the_line() -> None:
    assert forbidden_characters("Hà\u2028Nội\u2029") == ["U+2028", "U+2029"]


def test_eth_is_taken_for_the_stroked_d_it_is_typed_for() -> None:
    assert without_accents("Ðà Nẵng") == "da nang"
