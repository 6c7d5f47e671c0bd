"""Columns fill the page by their shares, and give way where a share would break a number in two."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dispatch.formats.loader import profile_on
from dispatch.formats.text_width import text_width_mm
from dispatch.model.letter import AppendixTable, Caption, Column, TableRow, Text
from dispatch.writers.column_widths import column_widths
from dispatch.writers.stencil import TWIPS_PER_MM
from dispatch.writers.word_styles import CELL_MARGIN

PROFILE = profile_on(date(2025, 2, 20))
WHOLE = round(PROFILE.page.text_width(landscape=False) * TWIPS_PER_MM)
SHARES = (8, 26, 18, 18, 12, 18)


def widths(cells: tuple[str, ...], shares: tuple[int, ...] = SHARES) -> list[int]:
    """Of a table whose only row is the nation's."""
    columns = tuple(Column("Cột", "right", share) for share in shares)
    caption = Caption("viec", "Phụ lục", (Text("TÊN"),), (), (Text("(Kèm theo)"),), columns)
    row = TableRow("toan_quoc", cells, ("",) * len(cells), "national")
    return column_widths(AppendixTable((row,), 1), caption, PROFILE)


def need(text: str) -> float:
    size = PROFILE.components["bang_so_lieu"].size.chosen
    return text_width_mm(text, size, bold=True) * TWIPS_PER_MM + 2 * CELL_MARGIN


def test_columns_have_their_shares_where_everything_fits() -> None:
    found = widths(("1", "Hà Nội", "12.345", "1.234", "9,12%", "bằng"))
    assert found[:-1] == [WHOLE * share // 100 for share in SHARES[:-1]]
    assert sum(found) == WHOLE


def test_a_sum_of_the_nation_is_never_broken_in_two() -> None:
    money = "189.207.334.618"
    found = widths(("1", "Toàn quốc", money, "36.550.412.708", "19,32%", "tăng 0,44%"))
    assert WHOLE * 18 // 100 < need(money) <= found[2]
    assert found[0] < WHOLE * 8 // 100
    assert sum(found) == WHOLE


def test_a_page_too_narrow_for_its_words_keeps_the_shares() -> None:
    found = widths(("9" * 60, "9" * 60), (30, 70))
    assert found == [WHOLE * 30 // 100, WHOLE - WHOLE * 30 // 100]


@given(st.lists(st.integers(1, 10**15), min_size=2, max_size=5))
def test_whatever_fits_on_the_page_stands_on_one_line(numbers: list[int]) -> None:
    cells = tuple(f"{number:,}".replace(",", ".") for number in numbers)
    found = widths(cells, (100 // len(cells),) * len(cells))
    assert sum(found) == WHOLE
    if sum(need(cell) + 2 * TWIPS_PER_MM for cell in cells) < WHOLE:
        assert all(need(cell) <= width for cell, width in zip(cells, found, strict=True))
