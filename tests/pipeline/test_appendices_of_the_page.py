"""The three tables that the authors' page shows, printed as they stand there: explanations, goals, second level."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

import pytest

from dispatch.composition.kind import load_kind
from dispatch.model.period import Period
from dispatch.pipeline.draft import draft
from dispatch.pipeline.saving_draft import Drafted
from tests.builders import FIXTURE, ROOT, UNITS
from tests.letter.word import appendix_tables
from tests.pipeline.office import Office
from tests.statistics import by_hand
from tests.tools.validators import validate_integrity, validate_sdk
from tests.writers.reading import W, body
from tools.catalogue_appendices import KEYS
from tools.catalogue_page import PAGE

WITH_OFFICES = FIXTURE.parent / "2022-5-thang-ca-mau"
SAID = "Chi tiết tại {{ phu_luc.giai_trinh }}, {{ phu_luc.chi_tieu }} và {{ phu_luc.cap_duoi }}."
Tables = Mapping[str, Sequence[tuple[str, ...]]]
EXPLAIN, GOALS, LOWER = "_b1", "_b2", "_b3"
GOAL = Fraction(80)
TEXT = '"X"'


def goal(code: str) -> Fraction:
    """The invented goal of a province, in percent; every ninth has none."""
    return GOAL + Fraction(int(code) % 9, 4)


def goals() -> str:
    lines = ["year,measure,province,target,comparison", '2022,viec,Toàn quốc,"81,50",trên']
    for measure in ("viec", "tien"):
        chosen = (unit for unit in UNITS if int(unit.code) % 9)
        lines += [f'2022,{measure},{unit.name},"{by_hand.printed(goal(unit.code) / 100)}",từ' for unit in chosen]
    return "\n".join(lines) + "\n"


def examples() -> str:
    part = (ROOT / PAGE).read_text(encoding="utf-8").partition("## 7. Phụ lục")[2]
    [found] = re.findall(r"```toml\n(.*?)```", part, re.DOTALL)
    return f"[naming]\n{found}"


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Drafted:
    folder = tmp_path_factory.mktemp("phu-luc")
    office = Office(folder, SAID, Period(2022, 5), naming=examples(), day="2022-03-08")
    for key, name in (("current", "2022-05.csv"), ("same_period", "2021-05.csv")):
        office.file(key, name, (WITH_OFFICES / name).read_text(encoding="utf-8"))
    office.file("targets", "targets.csv", goals())
    office.prepared()
    return draft(office.dossier, folder / "out", office.templates)


@pytest.fixture(scope="module")
def tables(drafted: Drafted) -> Tables:
    found = appendix_tables(drafted.letter.read_bytes())
    return {name: [row.cells for row in rows] for name, rows in found.items()}


def points(rates: Mapping[str, Fraction], name: str, of: Fraction) -> str:
    """How a printed rate stands against a goal in percent, as the column says it."""
    gap = Fraction(by_hand.printed(rates[name]).replace(",", ".")) - of
    return "bằng" if not gap else f"{'vượt' if gap > 0 else 'còn thiếu'} {by_hand.printed(abs(gap) / 100)}%"


def test_who_must_explain_stands_in_gso_order_with_both_measures(tables: Tables) -> None:
    head, *rows = tables[EXPLAIN]
    assert head == ("STT", "Tên đơn vị", "Về việc", "So với cùng kỳ", "Về tiền", "So với cùng kỳ")
    assert len(rows) == 49
    assert [row[0] for row in rows] == [str(number) for number in range(1, 50)]
    assert all("thấp hơn" in row[3] or "thấp hơn" in row[5] for row in rows)
    order = {unit.thads_short_name: unit.order for unit in UNITS}
    assert [row[1] for row in rows] == sorted((row[1] for row in rows), key=lambda name: order[name])


def test_goals_stand_beside_results_with_what_is_missing_and_a_dash_for_none(tables: Tables) -> None:
    _, *rows = tables[GOALS]
    rates = by_hand.rates(FIXTURE / "2022-05.csv", "viec")
    by_short_name = {unit.thads_short_name: unit for unit in UNITS}
    assert rows[-1][1:5] == ("Toàn quốc", "81,50%", "41,54%", "còn thiếu 39,96%")
    assert len(rows) == 64
    for row in rows[:-1]:
        unit = by_short_name[row[1]]
        if int(unit.code) % 9:
            of = goal(unit.code)
            assert row[2:5] == (
                f"{by_hand.printed(of / 100)}%",
                f"{by_hand.printed(rates[unit.name])}%",
                points(rates, unit.name, of),
            )
        else:
            assert (row[2], row[4], row[5]) == ("—", "—", "—")


def test_the_second_level_stands_under_its_province_lowest_first(tables: Tables) -> None:
    head, province, *rows = tables[LOWER]
    assert head[1:3] == ("Tên đơn vị", "Có điều kiện")
    assert province == ("Cà Mau",)
    rates = [Fraction(row[4].rstrip("%").replace(",", ".")) for row in rows]
    assert rates == sorted(rates)
    assert [row[5] for row in rows] == [f"thứ {place}/10" for place in range(10, 0, -1)]


def test_the_table_of_goals_lies_on_its_side_alone(drafted: Drafted) -> None:
    sizes = list(body(drafted.letter.read_bytes()).iter(f"{W}pgSz"))
    assert [size.get(f"{W}orient") for size in sizes] == [None, None, "landscape", None]


def test_both_validators_find_nothing(drafted: Drafted) -> None:
    assert (validate_sdk(drafted.letter), validate_integrity(drafted.letter)) == ([], [])


def test_every_key_of_the_page_is_one_that_a_kind_takes(tmp_path: Path) -> None:
    named = [cell.strip("`") for cell, *_ in KEYS if "·" not in cell]
    values = {"notes": '["a"]', "notes_below": '["a"]', "when_long": "false", "when_any": "false", "shared": "false"}
    values |= {"units": '"lower"', "province": '"96"', "order_by": '"gso"', "first": '"lowest"', "id": '"a"'}
    values |= {"group_by": '"province"', "national_place": '"last"', "orientation": '"landscape"'}
    settings = "\n".join(f"{key} = {values.get(key, TEXT)}" for key in named)
    columns = 'columns = [{ header = "A", content = "ten", align = "left", share = 100 }]'
    office = Office(tmp_path, SAID, Period(2022, 5), naming=f"[[appendix]]\n{settings}\n{columns}\n")
    kind = office.templates / "thu"
    (kind / "letter.md.j2").write_text("Một.", encoding="utf-8")
    (kind / "template.toml").write_text(office.settings + office.naming, encoding="utf-8")
    [spec] = load_kind(kind).appendices
    assert (spec.landscape, spec.lowest_first, spec.national_last, spec.group_by) == (True, True, True, "province")
