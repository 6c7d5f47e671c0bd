"""Changes, shares, gaps, ranks and pace: what is compared with what, how it is said, and what is missing."""

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.directory.indicators import indicator_catalogue
from dispatch.model.change import Change
from dispatch.model.dataset import CellRef, Dataset, Target
from dispatch.model.figure import Figure
from dispatch.statistics.collection import DataFigures
from dispatch.statistics.figures import change_text
from dispatch.statistics.rounding import hundredths_of_percent
from dispatch.vietnamese.numbers import percent
from tests.builders import dataset, target

TABLE = """
  đơn vị   | việc     | tiền     | việc cùng kỳ | tiền cùng kỳ | việc kỳ trước | việc năm trước | việc 5T năm trước
  Hà Nội   | 600/1000 | 400/1000 | 700/1100     | 300/1000     | 300/900       | 900/1000       | 300/1000
  Hà Giang | 700/1000 | 300/1000 | 500/1000     | 300/1000     | 200/1000      | 800/1000       | 200/1000
  Cao Bằng | 500/1000 | 300/1000 | 0/0          | 200/1000     | 500/1000      | 0/0            | 0/0
"""


def figures(*targets: Target, table: str = TABLE) -> Mapping[str, Figure]:
    return DataFigures(dataset(table, targets), indicator_catalogue())


def text(name: str, *targets: Target, table: str = TABLE) -> str:
    return figures(*targets, table=table)[name].text


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("don_vi.01.viec.ty_le.tang_giam", "giảm 3,64%"),  # 60,00 and 63,64 as printed
        ("don_vi.02.viec.ty_le.tang_giam", "tăng 20,00%"),
        ("don_vi.02.tien.ty_le.tang_giam", "bằng"),
        ("don_vi.01.viec.co_dieu_kien.tang_giam", "giảm 100 việc (giảm 9,09%)"),
        ("don_vi.02.viec.co_dieu_kien.tang_giam", "bằng"),
        ("don_vi.04.viec.co_dieu_kien.tang_giam", "tăng 1.000 việc"),  # from nothing: no percentage
        ("don_vi.04.viec.ty_le.tang_giam", "—"),
        ("don_vi.01.tien.ket_qua.tang_giam", "tăng 100 nghìn đồng (tăng 33,33%)"),
        ("toan_quoc.viec.ket_qua.tang_giam", "tăng 600 việc (tăng 50,00%)"),
        ("don_vi.01.viec.ty_le.tang_giam_ky_truoc", "tăng 26,67%"),
        ("don_vi.01.viec.chuyen_ky_sau.tang_giam_nam_truoc", "tăng 300 việc (tăng 300,00%)"),
        ("don_vi.01.viec.co_dieu_kien.ty_trong", "33,33%"),
        ("don_vi.01.viec.hang", "2"),
        ("don_vi.01.viec.hang.tang_giam", "giảm 1 bậc"),
        ("don_vi.02.viec.hang.tang_giam", "tăng 1 bậc"),
        ("don_vi.04.viec.hang.tang_giam", "—"),
        ("don_vi.01.viec.so_toan_quoc", "bằng"),
        ("don_vi.02.viec.so_toan_quoc", "cao hơn 10,00%"),
        ("toan_quoc.viec.so_don_vi_xep_hang", "3"),
    ],
)
def test_a_comparison_says_its_verb_its_size_and_its_unit(name: str, said: str) -> None:
    assert text(name) == said


def test_a_rank_is_shared_and_the_next_is_left_out() -> None:
    table = "đơn vị | việc\nHà Nội | 1/2\nHà Giang | 3/4\nCao Bằng | 1/2\nBắc Kạn | 1/4\nLào Cai | 0/0"
    found = [text(f"don_vi.{key}.viec.hang", table=table) for key in ("02", "01", "04", "06", "10")]
    assert found == ["1", "2", "2", "4", "—"]


def test_a_change_is_exact_and_made_of_the_two_figures_it_compares() -> None:
    figure = figures()["don_vi.01.viec.ty_le.tang_giam"]
    assert figure.value == Change(6000, 6364, is_rate=True)
    assert figure.comparable == -364
    assert figure.formula.inputs == ("don_vi.01.viec.ty_le", "don_vi.01.viec.cung_ky.ty_le")
    count = figures()["don_vi.01.viec.co_dieu_kien.tang_giam"]
    assert count.value == Change(1000, 1100, is_rate=False)
    assert isinstance(count.value, Change)
    assert count.value.relative == Fraction(-1, 11)


@pytest.mark.parametrize(
    ("value", "strict", "gap", "met"),
    [
        ("59", False, "cao hơn 1,00%", "vượt"),
        ("60", False, "bằng", "đạt"),
        ("60", True, "bằng", "chưa đạt"),
        ("60.01", False, "thấp hơn 0,01%", "chưa đạt"),
    ],
)
def test_a_goal_is_met_from_its_value_on_or_above_it_when_strict(value: str, strict: bool, gap: str, met: str) -> None:
    goal = target("01", "viec", value, strict=strict)
    assert text("don_vi.01.viec.so_chi_tieu", goal) == gap
    assert text("don_vi.01.viec.dat_chi_tieu", goal) == met


def test_the_pace_follows_last_years_own_curve() -> None:
    # Hà Nội stood at 30,00% after five months and 90,00% at the end: a third of the goal is due.
    found = figures(target("01", "viec", "84"))
    assert found["don_vi.01.viec.tien_do"].value == Fraction(28, 100)
    assert found["don_vi.01.viec.tien_do"].formula.inputs == (
        "don_vi.01.viec.chi_tieu", "don_vi.01.viec.nam_truoc_cung_thang.ty_le", "don_vi.01.viec.nam_truoc.ty_le",
    )  # fmt: skip
    assert found["don_vi.01.viec.so_tien_do"].text == "cao hơn 32,00%"
    assert found["don_vi.01.viec.dat_tien_do"].text == "vượt"


def test_a_unit_without_a_rate_last_year_has_no_pace() -> None:
    assert text("don_vi.04.viec.tien_do", target("04", "viec", "84")) == "—"
    assert text("don_vi.04.viec.so_tien_do", target("04", "viec", "84")) == "—"


def test_without_last_years_curve_the_pace_is_the_goal_by_twelfths() -> None:
    plain = "đơn vị | việc\nHà Nội | 60/100"
    assert text("don_vi.01.viec.tien_do", target("01", "viec", "81.5"), table=plain) == "33,96%"


# --- carried-over cases ---


def carried(value: str, indicator: str = "co_dieu_kien_chuyen_ky_sau", *, upper: str | None = None) -> Target:
    source = CellRef("targets.csv", None, "2:target")
    most = Fraction(upper) / 100 if upper else None
    return Target(
        "01",
        "viec",
        Fraction(value) / 100,
        strict=False,
        source=source,
        indicator=indicator,
        reduction=True,
        upper=most,
    )


def test_carried_over_cases_of_nine_months_of_2017_grew_by_forty_five_percent() -> None:
    # 210.041 cases that could be enforced were carried over, 144.857 the year before.
    table = f"đơn vị | việc | việc năm trước\nHà Nội | {579413 - 210041}/579413 | 0/144857"
    found = figures(carried("8"), table=table)
    scope = "don_vi.01.viec.co_dieu_kien_chuyen_ky_sau"
    assert found[f"{scope}.tang_giam_nam_truoc"].text == "tăng 65.184 việc (tăng 45,00%)"
    assert found[f"{scope}.ty_le_giam"].text == "tăng 45,00%"
    assert found[f"{scope}.chi_tieu"].text == "8,00%"
    assert found[f"{scope}.so_chi_tieu"].text == "thấp hơn 53,00%"
    assert found[f"{scope}.dat_chi_tieu"].text == "chưa đạt"


@pytest.mark.parametrize(("now", "met"), [(920, "đạt"), (919, "vượt"), (921, "chưa đạt")])
def test_a_reduction_of_eight_percent_is_reached_from_eight_percent_on(now: int, met: str) -> None:
    table = f"đơn vị | việc | việc năm trước\nHà Nội | 0/{now} | 0/1000"
    assert text("don_vi.01.viec.chuyen_ky_sau.dat_chi_tieu", carried("8", "chuyen_ky_sau"), table=table) == met


def test_a_range_is_reached_from_its_lower_end_on() -> None:
    table = "đơn vị | việc | việc năm trước\nHà Nội | 0/930 | 0/1000"
    found = figures(carried("7", "chuyen_ky_sau", upper="10"), table=table)
    assert found["don_vi.01.viec.chuyen_ky_sau.chi_tieu_den"].text == "10,00%"
    assert found["don_vi.01.viec.chuyen_ky_sau.dat_chi_tieu"].text == "đạt"


def test_without_last_years_table_a_reduction_has_its_goal_alone() -> None:
    plain = "đơn vị | việc\nHà Nội | 60/100"
    names = {name for name in figures(carried("8"), table=plain) if ".chi_tieu" in name or ".so_" in name}
    assert {name for name in names if name.startswith("don_vi.01.viec.co_dieu")} == {
        "don_vi.01.viec.co_dieu_kien_chuyen_ky_sau.chi_tieu"
    }


def test_a_fall_is_rounded_like_the_same_rise() -> None:
    assert hundredths_of_percent(Fraction(-1, 800)) == -hundredths_of_percent(Fraction(1, 800)) == -13


# --- names are known before figures are made ---


def test_every_name_that_is_listed_can_be_made_and_no_other() -> None:
    found = figures(target("01", "viec", "84"), carried("8"))
    names = list(found)
    assert len(names) == len(set(names)) == len(found)
    assert all(found[name].id == name for name in names)
    for strange in (
        "",
        "x",
        "don_vi",
        "don_vi.01",
        "don_vi.99.viec.ty_le",
        "don_vi.toan_quoc.viec.ty_le",
        "toan_quoc.gi.ty_le",
        "don_vi.02.viec.chi_tieu",
    ):
        assert strange not in found
        with pytest.raises(KeyError):
            found[strange]


def test_a_figure_is_made_once() -> None:
    found = figures()
    assert found["toan_quoc.viec.ty_le"] is found["toan_quoc.viec.ty_le"]


def test_the_texts_are_those_of_the_figures_in_the_order_of_their_ids() -> None:
    data = dataset(TABLE, [target("01", "viec", "84"), carried("8")])
    found = DataFigures(data, indicator_catalogue())
    assert list(found.texts()) == [(name, figure.text) for name, figure in found.items()]
    assert [name for name, _ in found.texts()] == list(found)


def data_without_previous() -> Dataset:
    return dataset("đơn vị | việc\nHà Nội | 60/100")


def test_only_what_the_data_gives_has_a_name() -> None:
    names = set(DataFigures(data_without_previous(), indicator_catalogue()))
    assert not [name for name in names if "tang_giam" in name or "cung_ky" in name or "tien_do" in name]


@given(now=st.integers(), before=st.integers())
def test_the_relative_change_of_a_count_is_worded_by_its_exact_ratio(now: int, before: int) -> None:
    change = Change(now, before, is_rate=False)
    text = change_text(change, "việc")
    assert "(" in text if change.relative else "(" not in text
    if change.relative:
        size = percent(hundredths_of_percent(abs(change.relative)))
        assert text.endswith(f"({'tăng' if change.relative > 0 else 'giảm'} {size})")
