"""The figures of a table: exact values, what is printed, and where it all came from."""

from fractions import Fraction

import pytest

from dispatch.directory.indicators import indicator_catalogue
from dispatch.model.dataset import Dataset
from dispatch.model.figure import Figure
from dispatch.statistics.collection import DataFigures
from dispatch.statistics.figures import rate_id
from tests.builders import CODES, dataset, target

THREE = """
    đơn vị   | việc      | tiền
    Hà Nội   | 900/1000  | 1/3
    Hà Giang | 1/10      | 10000000000000000001/20000000000000000000
    Cao Bằng | 0/0       | 0/0
"""


SCOPES = ("toan_quoc", "don_vi.01", "don_vi.02", "don_vi.04")


def figures(data: Dataset) -> dict[str, Figure]:
    return dict(DataFigures(data, indicator_catalogue()))


def test_the_national_rate_is_a_ratio_of_sums_and_never_a_mean_of_rates() -> None:
    rate = figures(dataset(THREE))["toan_quoc.viec.ty_le"]
    assert (rate.value, rate.text) == (Fraction(901, 1010), "89,21%")
    assert rate.value != (Fraction(9, 10) + Fraction(1, 10)) / 2


def test_a_unit_has_its_counts_and_its_rate() -> None:
    found = figures(dataset(THREE))
    done, rate = found["don_vi.01.viec.thi_hanh_xong"], found["don_vi.01.viec.ty_le"]
    assert (done.value, done.text, done.unit, done.decimals) == (900, "900", "việc", 0)
    assert (done.about, done.comparable) == ("01", 900)
    assert (rate.value, rate.text, rate.unit, rate.decimals) == (Fraction(9, 10), "90,00%", "%", 2)
    assert (rate.about, rate.comparable) == ("01", 9000)
    assert found["don_vi.01.tien.co_dieu_kien"].unit == "1.000 đồng"


def test_a_unit_without_a_denominator_has_a_rate_that_is_a_dash() -> None:
    rate = figures(dataset(THREE))["don_vi.04.viec.ty_le"]
    assert (rate.value, rate.text, rate.comparable) == (None, "—", None)


def test_large_amounts_stay_exact() -> None:
    rate = figures(dataset(THREE))["don_vi.02.tien.ty_le"]
    assert rate.value == Fraction(10**19 + 1, 2 * 10**19)
    count = figures(dataset(THREE))["don_vi.02.tien.thi_hanh_xong"]
    assert count.text == "10.000.000.000.000.000.001"


def test_a_figure_names_the_cells_it_is_made_of() -> None:
    found = figures(dataset(THREE))
    count = found["toan_quoc.viec.co_dieu_kien"].formula
    assert [str(cell) for cell in count.operands["co_dieu_kien"]] == [
        "5T2022-viec.csv!2:co_dieu_kien",
        "5T2022-viec.csv!3:co_dieu_kien",
        "5T2022-viec.csv!4:co_dieu_kien",
    ]
    rate = found["don_vi.02.tien.ty_le"].formula
    assert rate.expression == "(thi_hanh_xong + dinh_chi + giam_nghia_vu) / co_dieu_kien"
    assert {code: [cell.cell for cell in cells] for code, cells in rate.operands.items()} == {
        "thi_hanh_xong": ["3:thi_hanh_xong"],
        "dinh_chi": ["3:dinh_chi"],
        "giam_nghia_vu": ["3:giam_nghia_vu"],
        "co_dieu_kien": ["3:co_dieu_kien"],
    }


def test_there_is_a_figure_for_every_scope_measure_and_indicator() -> None:
    ids = set(figures(dataset(THREE)))
    catalogue = indicator_catalogue()
    derived, sums = tuple(catalogue.derived), [code for code, each in catalogue.indicators.items() if not each.unit]
    codes = (*CODES, *derived)
    of_units = [*codes, *(f"{code}.ty_trong" for code in sums), "hang", "so_toan_quoc", "so_don_vi_xep_hang"]
    scopes = {
        "toan_quoc": [*codes, "so_don_vi_xep_hang"],
        **dict.fromkeys(("don_vi.01", "don_vi.02", "don_vi.04"), of_units),
    }
    assert ids == {f"{scope}.{m}.{name}" for scope, names in scopes.items() for m in ("viec", "tien") for name in names}


def test_figures_of_the_same_period_have_their_own_ids() -> None:
    assert rate_id("84", "tien", "cung_ky") == "don_vi.84.tien.cung_ky.ty_le"
    assert rate_id("toan_quoc", "viec") == "toan_quoc.viec.ty_le"


def test_a_unit_without_a_rate_has_a_dash_for_its_place() -> None:
    data = dataset(THREE)
    found = figures(data)
    assert {name: figure.text for name, figure in found.items() if name.endswith(".hang")} == {
        "don_vi.01.viec.hang": "1",
        "don_vi.02.viec.hang": "2",
        "don_vi.04.viec.hang": "—",
        "don_vi.01.tien.hang": "2",
        "don_vi.02.tien.hang": "1",
        "don_vi.04.tien.hang": "—",
    }
    ranked = {
        name: (figure.text, figure.about) for name, figure in found.items() if name.endswith("viec.so_don_vi_xep_hang")
    }
    assert ranked == {f"{scope}.viec.so_don_vi_xep_hang": ("2", scope.removeprefix("don_vi.")) for scope in SCOPES}
    assert found["don_vi.02.viec.hang"].formula.inputs == tuple(rate_id(key, "viec") for key in ("01", "02", "04"))


@pytest.mark.parametrize(("strict", "words"), [(True, "phải vượt"), (False, "phải đạt")])
def test_a_target_is_a_figure_that_says_whether_it_must_be_exceeded(strict: bool, words: str) -> None:
    figure = figures(dataset(THREE, [target("toan_quoc", "viec", "81.5", strict=strict)]))["toan_quoc.viec.chi_tieu"]
    assert (figure.id, figure.text, figure.comparable) == ("toan_quoc.viec.chi_tieu", "81,50%", 8150)
    assert figure.value == Fraction(163, 200)
    assert words in figure.formula.words
    assert str(figure.formula.operands["chi_tieu"][0]) == "targets.csv!2:target"


def test_another_print_form_of_a_figure_is_a_figure_of_its_own() -> None:
    rate = figures(dataset(THREE))["don_vi.01.viec.ty_le"]
    other = rate.printed_as("diem", "90,00")
    assert (other.id, other.text, other.value) == ("don_vi.01.viec.ty_le|diem", "90,00", rate.value)


def test_the_cells_of_a_figure_are_those_of_its_columns_and_no_others() -> None:
    rate = figures(dataset(THREE))["don_vi.01.viec.ty_le"]
    operands = rate.formula.operands
    assert list(operands) == ["thi_hanh_xong", "dinh_chi", "co_dieu_kien"]
    assert len(operands) == 3
    assert [len(cells) for cells in operands.values()] == [1, 1, 1]
    assert "giam_nghia_vu" not in operands
