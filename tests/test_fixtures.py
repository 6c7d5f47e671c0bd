"""Every dossier of fixtures/ drafts as it stands, its invented tables are those that the facts give, and it says so."""

import csv
from fractions import Fraction
from pathlib import Path

import pytest

from dispatch.pipeline.prepare import Prepared, prepare
from dispatch.vietnamese.money import rounded_billions
from dispatch.vietnamese.rounding_words import TREN
from tests.builders import DOSSIERS, ROOT
from tests.cli.running import run
from tools import fixtures as made


def prepared(name: str) -> Prepared:
    return prepare(ROOT / "fixtures" / name, None)


def printed(of: Prepared, *names: str) -> list[str]:
    return [of.figures[name].text for name in names]


@pytest.mark.parametrize("folder", DOSSIERS, ids=lambda folder: folder.name)
def test_the_command_drafts_it_as_it_stands(folder: Path, tmp_path: Path) -> None:
    ran = run("draft", str(folder), "--out", str(tmp_path), "--json")
    assert ran.code == 0
    assert Path(ran.document["letter"]).is_file()


@pytest.mark.parametrize("folder", DOSSIERS, ids=lambda folder: folder.name)
def test_its_invented_counts_are_said_to_be_invented(folder: Path) -> None:
    head = (folder / "dossier.toml").read_text(encoding="utf-8").partition("template =")[0]
    assert "dựng" in head
    assert "không phải là số liệu thật" in head.replace("\n# ", " ")


def test_the_tables_are_those_that_the_facts_give() -> None:
    for path, text in made.files():
        assert path.read_text(encoding="utf-8") == text, f"{path}: run python -m tools.fixtures"


def test_a_total_that_cannot_be_shared_out_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be shared out"):
        made.limited(99, [50, 50], [Fraction(1), Fraction(1)])


def test_the_year_2013_gives_the_published_rates_and_gaps() -> None:
    year = prepared("2013-12-thang")
    assert printed(year, "toan_quoc.viec.ty_le", "toan_quoc.viec.so_chi_tieu") == ["86,53%", "thấp hơn 1,47%"]
    assert printed(year, "toan_quoc.tien.ty_le", "toan_quoc.tien.so_chi_tieu") == ["73,17%", "thấp hơn 3,83%"]
    assert year.figures["toan_quoc.viec.chuyen_ky_sau.tang_giam"].text.endswith("(tăng 4,10%)")


def test_what_2013_took_over_is_what_2012_left() -> None:
    year = prepared("2013-12-thang")
    for key in ("toan_quoc", "don_vi.01", "don_vi.46"):
        for measure in ("viec", "tien"):
            scope = f"{key}.{measure}"
            left = year.figures[f"{scope}.cung_ky.chuyen_ky_sau"].value
            assert year.figures[f"{scope}.nam_truoc_chuyen_sang"].value == left


def test_ben_tre_has_the_published_goals_and_nothing_of_the_nation() -> None:
    province = prepared("2017-7-thang-ben-tre")
    goals = [f"don_vi_ban_hanh.{each}.chi_tieu" for each in ("viec", "tien")]
    falls = [f"don_vi_ban_hanh.{each}.co_dieu_kien_chuyen_ky_sau.chi_tieu" for each in ("viec", "tien")]
    assert printed(province, *goals, *falls) == ["70,00%", "33,00%", "8,00%", "7,50%"]
    assert not [
        name for name in province.figures if name.startswith("toan_quoc.") or name.endswith((".hang", "ty_trong"))
    ]
    assert len(province.lower_units) == 10


def test_four_months_of_2025_give_the_published_counts_and_changes() -> None:
    period = prepared("2025-4-thang")
    assert printed(period, "toan_quoc.viec.ket_qua", "toan_quoc.viec.ket_qua.tang_giam") == [
        "161.828",
        "giảm 4.285 việc (giảm 2,58%)",
    ]
    assert rounded_billions(whole(period, "toan_quoc.tien.ket_qua"), TREN) == "trên 36.550 tỷ đồng"
    assert period.figures["toan_quoc.tien.ket_qua.tang_giam"].text.endswith("(tăng 8,49%)")


def test_february_2025_has_hue_as_a_city_and_the_names_of_the_general_department() -> None:
    period = prepared("2025-4-thang")
    assert len(period.dataset.units) == 63
    assert printed(period, "don_vi.46.ten", "don_vi.46.ten_day_du") == ["Huế", "thành phố Huế"]
    assert printed(period, "co_quan.ten", "nguoi_ky.chuc_vu", "dia_phuong.thu_truong") == [
        "Tổng cục Thi hành án dân sự",
        "Tổng cục trưởng",
        "Cục trưởng Cục Thi hành án dân sự",
    ]


def test_august_2025_has_34_units_and_the_names_of_the_department_of_management() -> None:
    period = prepared("2025-10-thang")
    assert len(period.dataset.units) == 34
    assert printed(period, "co_quan.ten", "nguoi_ky.chuc_vu", "dia_phuong.thu_truong", "cap_duoi.co_quan") == [
        "Cục Quản lý Thi hành án dân sự",
        "Cục trưởng",
        "Trưởng Thi hành án dân sự",
        "Phòng Thi hành án dân sự khu vực",
    ]


def test_the_same_period_of_merged_units_is_the_sum_of_the_old_ones() -> None:
    period = prepared("2025-10-thang")
    cells = period.figures["don_vi.82.viec.cung_ky.ket_qua"].formula.operands["thi_hanh_xong"]
    with (ROOT / "fixtures" / "2025-10-thang" / "2024-10.csv").open(encoding="utf-8", newline="") as file:
        names = [row["province"] for row in csv.DictReader(file)]
    assert [names[int(cell.cell.partition(":")[0]) - 2] for cell in cells] == ["Tiền Giang", "Đồng Tháp"]


def test_every_unit_below_the_nation_is_held_to_account() -> None:
    for name in ("2025-4-thang", "2025-10-thang"):
        period = prepared(name)
        for measure in ("viec", "tien"):
            nation = whole(period, f"toan_quoc.{measure}.ty_le")
            rates = {unit.key: whole(period, f"don_vi.{unit.key}.{measure}.ty_le") for unit in period.dataset.units}
            named = period.figures[f"danh_sach.thap_hon_toan_quoc.{measure}"].value
            assert isinstance(named, tuple)
            assert {unit.key for unit in named} == {key for key, rate in rates.items() if rate < nation}


def whole(of: Prepared, name: str) -> int:
    """A figure as it is compared: a count, or hundredths of a percent."""
    value = of.figures[name].comparable
    assert value is not None
    return value
