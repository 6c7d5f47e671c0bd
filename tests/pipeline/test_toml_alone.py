"""A new indicator, a new naming policy and a new column are TOML: no code is touched, and a letter prints them."""

import json
from fractions import Fraction
from pathlib import Path

from dispatch.model.period import Period
from dispatch.pipeline.draft import draft
from tests.builders import FIXTURE
from tests.letter.word import appendix_tables, body, text_of
from tests.pipeline.office import Office
from tests.statistics import by_hand

INDICATORS = """
[indicators.ty_le_hoan]
name = "tỷ lệ hoãn, tạm đình chỉ/tổng số phải thi hành"
unit = "%"
formula = "(hoan_khac + tam_dinh_chi) / tong_phai_thi_hanh"
"""
NAMING = """
[naming]
named = "hoan_nhieu"

[naming.policies.hoan_nhieu]
rule = "highest"
indicator = "ty_le_hoan"
count = 3

[[appendix]]
id = "hoan"
title = "CÁC ĐỊA PHƯƠNG HOÃN NHIỀU"
units = "all"
order_by = "viec.ty_le_hoan"
national_row = "Toàn quốc"

[[appendix.columns]]
header = "Tên đơn vị"
content = "ten"

[[appendix.columns]]
header = "Tỷ lệ hoãn"
content = "viec.ty_le_hoan"

[[appendix.columns]]
header = "So với cùng kỳ"
content = "viec.ty_le_hoan.tang_giam|cao_thap"
"""
BODY = (
    "Tỷ lệ hoãn về việc là {{ toan_quoc.viec.ty_le_hoan }} ({{ toan_quoc.viec.ty_le_hoan.tang_giam }}); cao nhất là"
    " {{ danh_sach.hoan_nhieu.viec }}, chi tiết tại {{ phu_luc.hoan }}."
)


def postponed(path: Path) -> dict[str, Fraction]:
    """The new indicator by hand, for every province and the nation."""
    rows = by_hand.records(path, "viec")
    above = {row["province"]: int(row["hoan_khac"]) + int(row["tam_dinh_chi"]) for row in rows}
    below = {row["province"]: int(row["tong_phai_thi_hanh"]) for row in rows}
    rates = {name: Fraction(above[name], below[name]) for name in above}
    return {**rates, "Toàn quốc": Fraction(sum(above.values()), sum(below.values()))}


def test_an_indicator_a_policy_and_a_column_are_added_and_printed_without_code(tmp_path: Path) -> None:
    office = Office(tmp_path, BODY, Period(2022, 5), naming=NAMING, day="2022-03-08")
    (office.templates / "indicators.toml").write_text(INDICATORS, encoding="utf-8")
    for key, name in (("current", "2022-05.csv"), ("same_period", "2021-05.csv")):
        office.file(key, name, (FIXTURE / name).read_text(encoding="utf-8"))
    office.prepared()

    drafted = draft(office.dossier, tmp_path / "out", office.templates)

    letter, records = drafted.letter.read_bytes(), json.loads(drafted.provenance.read_text(encoding="utf-8"))
    now, before = (postponed(FIXTURE / name) for name in ("2022-05.csv", "2021-05.csv"))
    most = sorted(now, key=lambda name: now[name], reverse=True)[:3]
    change = Fraction(by_hand.printed(now["Toàn quốc"]).replace(",", ".")) - Fraction(
        by_hand.printed(before["Toàn quốc"]).replace(",", ".")
    )
    assert change > 0
    nation, points = by_hand.printed(now["Toàn quốc"]), by_hand.printed(change / 100)
    sentence = f"Tỷ lệ hoãn về việc là {nation}% (tăng {points}%); cao nhất là {', '.join(most)}, chi tiết tại Phụ lục"
    assert sentence in text_of(body(letter))
    head, *rows = [row.cells for row in appendix_tables(letter)["_b1"]]
    assert head == ("Tên đơn vị", "Tỷ lệ hoãn", "So với cùng kỳ")
    assert rows[0] == ("Toàn quốc", f"{nation}%", f"cao hơn {points}%")
    assert [row[0] for row in rows[1:4]] == most
    assert [row[1] for row in rows[1:4]] == [f"{by_hand.printed(now[name])}%" for name in most]
    assert len(rows) == 64
    [figure] = [each for each in records["figures"] if each["id"] == "toan_quoc.viec.ty_le_hoan"]
    assert figure["expression"] == "(hoan_khac + tam_dinh_chi) / tong_phai_thi_hanh"
    assert figure["formula"] == "(hoãn khác + tạm đình chỉ) ÷ tổng số phải thi hành"
