"""Every derived figure stands for the nation, each province and each unit of the second level, and is right there."""

import csv
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from dispatch.directory.indicators import indicator_catalogue
from dispatch.model.bound_figures import BoundFigures
from dispatch.model.dataset import MEASURES, Dataset, Measure
from dispatch.model.figure import JoinedFigures, printed_by
from dispatch.readers.dataset import read_dataset
from dispatch.readers.dossier import read_dossier
from dispatch.statistics.collection import DataFigures
from tests.builders import CODES, FIXTURE, balanced, kind
from tests.statistics.two_levels import (
    NATION,
    Reckoning,
    Scope,
    Told,
    against,
    count,
    count_change,
    goal_gap,
    goal_met,
    pace_gap,
    pace_printed,
    place,
    place_change,
    rate,
    rate_change,
    read,
    reduction_gap,
    reduction_printed,
    remainder,
    share,
)

EVERYBODY = {
    "tong_thu_ly": count("tong_thu_ly"),
    "con_phai_thi_hanh": remainder("tong_phai_thi_hanh"),
    "co_dieu_kien_con_lai": remainder("co_dieu_kien"),
    "ty_le": rate("now"),
    "cung_ky.ty_le": rate("same"),
    "ky_truoc.ty_le": rate("previous"),
    "nam_truoc.ty_le": rate("year"),
    "co_dieu_kien.tang_giam": count_change("co_dieu_kien", "same"),
    "co_dieu_kien.tang_giam_ky_truoc": count_change("co_dieu_kien", "previous"),
    "co_dieu_kien.tang_giam_nam_truoc": count_change("co_dieu_kien", "year"),
    "ty_le.tang_giam": rate_change("same"),
    "ty_le.tang_giam_ky_truoc": rate_change("previous"),
    "ty_le.tang_giam_nam_truoc": rate_change("year"),
    "so_chi_tieu": goal_gap,
    "dat_chi_tieu": goal_met,
    "tien_do": pace_printed,
    "so_tien_do": pace_gap,
    "chuyen_ky_sau.ty_le_giam": reduction_printed,
    "chuyen_ky_sau.so_chi_tieu": reduction_gap,
}
# The nation is no part of itself and has no place.
UNITS = {
    "co_dieu_kien.ty_trong": share("co_dieu_kien"),
    "so_toan_quoc": against(lambda _: NATION),
    "hang": place(),
    "hang.tang_giam": place_change("same"),
    "hang.tang_giam_ky_truoc": place_change("previous"),
}
BELOW_A_PROVINCE = {
    "so_tinh": against(lambda scope: (scope[0], "")),
    "hang_trong_tinh": place(inside=True),
    "hang_trong_tinh.tang_giam": place_change("same", inside=True),
    "hang_trong_tinh.tang_giam_ky_truoc": place_change("previous", inside=True),
}
GOALS = {"viec": Fraction("0.815"), "tien": Fraction("0.401")}
# By the period's name: the fixture's table, year, months, and what part of a province each of its units has.
PERIODS = {
    "now": ("2022-05.csv", 2022, 5, (30, 34, 36)),
    "same": ("2021-05.csv", 2021, 5, (31, 33, 34)),
    "previous": ("2022-05.csv", 2022, 4, (23, 29, 26)),
    "month": ("2021-05.csv", 2021, 5, (31, 33, 34)),
    "year": ("2021-05.csv", 2021, 12, (42, 40, 37)),
}
FILES = {
    "current": ["now"], "same_period": ["same"], "previous_period": ["previous"], "last_year_curve": ["month", "year"],
}  # fmt: skip


class Levels:
    """A dossier in which all units have all: read and computed by the program, and worked out by hand.

    A province has no row, it is the sum of its units. Counts are the fixture's, split otherwise in each period.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for key, names in FILES.items():
            rows = [row for name in names for row in _split(*PERIODS[name])]
            self._write(f"{key}.csv", rows)
        tables = {name: read(folder / f"{key}.csv", PERIODS[name][2]) for key, names in FILES.items() for name in names}
        self.by_hand = {m: Reckoning(tables, m, GOALS[m], Fraction(8, 100)) for m in MEASURES}
        self._write("targets.csv", list(self._goals()))
        data = "".join(f'{key} = "{key}.csv"\n' for key in (*FILES, "targets"))
        (folder / "dossier.toml").write_text(
            f'template = "thu"\n[period]\nyear = 2022\nmonths = 5\n[data]\n{data}[letter]\nsymbol = "TCTHADS-VP"\n',
            encoding="utf-8",
        )
        self.dataset: Dataset = read_dataset(read_dossier(folder, kind()), indicator_catalogue())
        self.figures = DataFigures(self.dataset, indicator_catalogue())

    def keys(self) -> dict[Scope, str]:
        """The scopes of the program's figures."""
        assert self.dataset.lower is not None
        names = {unit.key: unit.name for unit in self.dataset.units}
        found = {NATION: "toan_quoc"} | {(name, ""): f"don_vi.{key}" for key, name in names.items()}
        return found | {(names[unit.parent], unit.name): f"don_vi.{unit.key}" for unit in self.dataset.lower.units}

    def _goals(self) -> Iterator[dict[str, str]]:
        for province, unit in self.by_hand["viec"].scopes:
            whose = {"year": "2022", "province": province or "Toàn quốc", "unit": unit}
            for measure, target in (("viec", "81,50"), ("tien", "40,10")):
                yield {**whose, "measure": measure, "target": target, "comparison": "trên", "indicator": ""}
                carried = {"target": "8", "comparison": "giảm", "indicator": "chuyen_ky_sau"}
                yield {**whose, "measure": measure, **carried}

    def _write(self, name: str, rows: list[dict[str, str]]) -> None:
        with (self.folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)


def _split(table: str, year: int, months: int, shares: tuple[int, ...]) -> Iterator[dict[str, str]]:
    """Each row of the fixture in parts, one of them without anything that could be enforced."""
    for row in read(FIXTURE / table, 5):
        measure: Measure = "tien" if row["measure"] == "tien" else "viec"
        for number, part in enumerate(shares, 1):
            nothing = row["province"] == "Hà Giang" and number == len(shares)
            own = {code: 0 if nothing else int(row[code]) * part // 100 for code in CODES}
            own["thi_hanh_xong"] = own["thi_hanh_xong"] * (90 + number) // 100
            counts = {code: str(value) for code, value in balanced(own, measure).items()}
            whose = {"province": row["province"], "unit": f"Chi cục khu vực {number}"}
            yield {"year": str(year), "months": str(months), "measure": measure, **whose, **counts}


@pytest.fixture(scope="module")
def levels(tmp_path_factory: pytest.TempPathFactory) -> Levels:
    return Levels(tmp_path_factory.mktemp("hai-cap"))


def told(levels: Levels, measure: Measure, name: str) -> dict[Scope, str]:
    """What the program prints, by scope; a figure that is not there is told as such."""
    found = {scope: f"{key}.{measure}.{name}" for scope, key in levels.keys().items()}
    return {scope: levels.figures[each].text if each in levels.figures else "missing" for scope, each in found.items()}


def expected(levels: Levels, measure: Measure, name: str, by_hand: Told) -> dict[Scope, str]:
    wanted = levels.by_hand[measure]
    least = 0 if name in EVERYBODY else 1 if name in UNITS else 2
    depth = {scope: sum(bool(part) for part in scope) for scope in wanted.scopes}
    return {scope: by_hand(wanted, scope) if depth[scope] >= least else "missing" for scope in wanted.scopes}


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("name", [*EVERYBODY, *UNITS, *BELOW_A_PROVINCE])
def test_a_figure_is_that_of_the_raw_file_for_the_nation_each_province_and_each_unit(
    levels: Levels, measure: Measure, name: str
) -> None:
    by_hand = {**EVERYBODY, **UNITS, **BELOW_A_PROVINCE}[name]
    assert told(levels, measure, name) == expected(levels, measure, name, by_hand)


def test_the_table_walks_every_unit_and_meets_what_has_no_rate(levels: Levels) -> None:
    assert len(levels.keys()) == len(levels.by_hand["viec"].scopes) == 1 + 63 + 3 * 63
    assert told(levels, "viec", "ty_le")["Hà Giang", "Chi cục khu vực 3"] == "—"


def test_the_texts_of_all_levels_are_those_of_the_figures(levels: Levels) -> None:
    assert dict(levels.figures.texts()) == {name: figure.text for name, figure in levels.figures.items()}


def test_printed_texts_are_those_of_the_figures_one_by_one(levels: Levels) -> None:
    joined = JoinedFigures({"viec.khong_co": levels.figures["toan_quoc.viec.ty_le"]}, levels.figures)
    bound = BoundFigures(joined, {"don_vi_nhan": "84"})
    names = [*levels.figures, "viec.khong_co", "don_vi.99.viec.ty_le", "don_vi_nhan.viec.ty_le"]

    for figures in (levels.figures, joined, bound):
        expected = [figure.text if (figure := figures.get(name)) else None for name in names]
        assert printed_by(figures)(names) == expected
    known = {name: levels.figures[name] for name in names[:9]}
    assert printed_by(known)(names)[:10] == [*printed_by(bound)(names)[:9], None]
