"""A published table of rates alone: units are ranked and named by it, and it says what it cannot give."""

import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from dispatch.errors import InputError, TemplateError
from dispatch.model.dataset import MEASURES
from dispatch.pipeline.draft import draft
from dispatch.pipeline.prepare import prepare
from tests.builders import ROOT, dossier_folder, places
from tests.readers.tables import book, codes, read, read_csv

LOWEST = {
    "viec": ["Trà Vinh", "Đà Nẵng", "Bạc Liêu", "Tây Ninh", "Cà Mau"],
    "tien": ["Quảng Nam", "Ninh Bình", "Hà Nội", "Vĩnh Long", "Cà Mau"],
}
LONG = """year,months,measure,province,ty_le
2022,5,viec,Toàn quốc,"41,54%"
2022,5,viec,Hà Nội,"35,52%"
2022,5,viec,Hà Giang,"62,56%"
2022,5,tien,Toàn quốc,"16,20"
2022,5,tien,Hà Nội,"8,10"
2022,5,tien,Hà Giang,"100,00"
"""


def test_rates_are_read_exactly_with_the_printed_rate_of_the_nation(tmp_path: Path) -> None:
    table = read_csv(tmp_path, LONG)
    assert [(finding.code, finding.severity) for finding in table.findings] == [("rates-alone", "info")]
    row = table.rows["viec"]["01"]
    assert (row.rate, dict(row.counts)) == (Fraction(3552, 10_000), {})
    assert str(row.cell("ty_le")) == "so-lieu.csv!3:ty_le"
    assert {measure: each.rate for measure, each in table.national.items()} == {
        "viec": Fraction(4154, 10_000),
        "tien": Fraction(1620, 10_000),
    }
    assert table.table.rates_alone


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('"35,52%"', "35.52", ("ambiguous-number", "3:ty_le")),
        ('"35,52%"', "35 phần trăm", ("unit-in-number", "3:ty_le")),
        ('"35,52%"', '"35,521"', ("ambiguous-number", "3:ty_le")),
        ('"35,52%"', '"-1,00"', ("negative", "3:ty_le")),
        ('"100,00"', '"100,01"', ("rate-above-whole", "7:ty_le")),
        ('"35,52%"', "", ("blank-row", "3:ty_le")),
        ('2022,5,viec,Toàn quốc,"41,54%"\n', "", ("missing-national", None)),
        ('viec,Toàn quốc,"41,54%"', "viec,Toàn quốc,41.54", ("ambiguous-number", "2:ty_le")),
    ],
)
def test_what_is_no_rate_is_refused_by_cell(tmp_path: Path, old: str, new: str, found: tuple[str, str | None]) -> None:
    assert old in LONG
    assert found in places(read_csv(tmp_path, LONG.replace(old, new)).findings)


def test_rates_for_one_measure_and_counts_for_the_other_are_refused(tmp_path: Path) -> None:
    lines = [line for line in LONG.splitlines() if "tien" not in line]
    table = read_csv(tmp_path, "\n".join(lines))
    assert codes(table) == ["mixed-rates", "no-rows"]


@pytest.mark.parametrize("as_text", [True, False], ids=["as text", "as percent cells"])
@pytest.mark.parametrize("layout", ["a sheet each", "side by side"])
def test_rates_in_a_workbook_are_those_of_the_text(tmp_path: Path, layout: str, *, as_text: bool) -> None:
    rates = {"Kết quả chung toàn quốc": (41.54, 16.2), "Hà Nội": (35.52, 8.1), "Hà Giang": (62.56, 100)}

    def cell(rate: float) -> str | float:
        return f"{rate:.2f}%".replace(".", ",") if as_text else rate / 100

    if layout == "side by side":
        rows = [[name, cell(viec), cell(tien)] for name, (viec, tien) in rates.items()]
        book(tmp_path, {"Trang 1": [["Tên đơn vị", "Tỷ lệ về việc", "Tỷ lệ về tiền"], *rows]})
    else:
        for_measure = {
            title: [[number, name, cell(each[place])] for number, (name, each) in enumerate(rates.items(), 1)]
            for place, title in enumerate(("Việc", "Tiền"))
        }
        book(tmp_path, {title: [["STT", "Tên đơn vị", "Tỷ lệ"], *rows] for title, rows in for_measure.items()})
    (tmp_path / "chu").mkdir()
    text, made = read_csv(tmp_path / "chu", LONG), read(tmp_path, "so-lieu.xlsx")
    assert codes(made) == []
    for measure in MEASURES:
        assert [row.rate for row in made.rows[measure].values()] == [row.rate for row in text.rows[measure].values()]
        assert made.national[measure].rate == text.national[measure].rate


# --- in a dossier ---


def published_dossier(tmp_path: Path, key: str = "current", **changes: dict[str, str]) -> Path:
    """The fixture with the two really published tables in place of its counts."""
    file = {"current": "2022-05.csv", "same_period": "2021-05.csv"}[key]
    value = '{ viec = "published-2022-05-viec.csv", tien = "published-2022-05-tien.csv" }'
    more = changes.get("dossier", {})
    folder = dossier_folder(tmp_path, dossier={f'{key} = "{file}"': f"{key} = {value}", **more})
    for name in ("published-2022-05-viec.csv", "published-2022-05-tien.csv"):
        shutil.copy(ROOT / "tests" / "data" / name, folder)
    return folder


def test_the_published_tables_give_the_lists_that_were_published(tmp_path: Path) -> None:
    prepared = prepare(published_dossier(tmp_path), None)
    assert prepared.named_lists()["ket_qua_thap"] == LOWEST
    assert prepared.figures["toan_quoc.viec.ty_le"].text == "41,54%"
    assert prepared.figures["toan_quoc.tien.ty_le"].text == "16,20%"
    figure = prepared.figures["don_vi.12.viec.ty_le"]
    assert (figure.text, figure.formula.expression) == ("75,53%", "percent(ty_le)")
    assert [str(cell) for cell in figure.formula.operands["ty_le"]] == ["published-2022-05-viec.csv!3:rate"]


def test_every_rate_and_rank_is_that_of_the_counts_that_were_invented_for_it(tmp_path: Path) -> None:
    rates = prepare(published_dossier(tmp_path / "a"), None).figures
    counts = prepare(dossier_folder(tmp_path / "b"), None).figures
    compared = {name: figure.text for name, figure in rates.items() if name.endswith((".ty_le", ".hang"))}
    assert len(compared) == 2 * 2 * (64 + 63)
    assert compared == {name: counts[name].text for name in compared}


def test_a_letter_with_counts_says_that_it_needs_them(tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        draft(published_dossier(tmp_path), tmp_path / "out", None)
    assert {finding.code for finding in caught.value.findings} == {"unknown-figure"}
    for finding in caught.value.findings:
        assert "chỉ có bảng tỷ lệ; mẫu này cần số việc, số tiền" in finding.hint


def test_rates_of_the_same_period_are_compared_with_counts_of_this_one(tmp_path: Path) -> None:
    prepared = prepare(published_dossier(tmp_path, "same_period"), None)
    assert prepared.figures["don_vi.12.viec.cung_ky.ty_le"].text == "75,53%"
    # The counts give the published rates, so nobody is lower than those.
    assert prepared.named_lists()["thap_hon_cung_ky"]["viec"] == []


def test_rates_of_63_provinces_cannot_be_summed_to_34(tmp_path: Path) -> None:
    folder = published_dossier(tmp_path, dossier={"set = 63": "set = 34"})
    with pytest.raises(InputError) as caught:
        prepare(folder, None)
    assert "rates-not-summed" in {finding.code for finding in caught.value.findings}


def test_a_file_of_one_measure_that_has_rows_of_the_other_is_refused(tmp_path: Path) -> None:
    folder = published_dossier(tmp_path)
    shutil.copy(folder / "2021-05.csv", folder / "published-2022-05-viec.csv")
    with pytest.raises(InputError) as caught:
        prepare(folder, None)
    assert "unknown-measure" in {finding.code for finding in caught.value.findings}
