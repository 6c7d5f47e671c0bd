"""The rules of the field hold for whatever counts: the program against a second reckoning of the raw CSV.

The reckoning is tests/statistics/by_hand.py: exact fractions, and nothing of the project.
"""

import random
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dispatch.directory.indicators import indicator_catalogue
from dispatch.model.figure import Figure
from dispatch.model.naming import NamingPolicy
from dispatch.readers.dataset import read_dataset
from dispatch.readers.dossier import read_dossier
from dispatch.statistics.compute import Statistics, compute
from tests.builders import CODES, FIXTURE, KEYS, ROOT, UNITS, balanced, kind
from tests.statistics import by_hand

KIND = kind(NamingPolicy("thap", "lowest", 5), NamingPolicy("giam", "below-same-period", combine="either"))
MERGER = ROOT / "dispatch" / "directory" / "data" / "merger.csv"
THOUSANDS_A_CASE = 20_000
Pair = tuple[int, int]

# Few values, so that units tie; and large ones, whose cross-products leave 64 bits.
SMALL = st.tuples(st.integers(0, 6), st.integers(0, 6)).map(lambda pair: (min(pair), max(pair)))
LARGE = st.tuples(st.integers(0, 10**12), st.integers(10**11, 10**12)).map(lambda pair: (min(pair), max(pair)))


def given_in_turn(pairs: st.SearchStrategy[Pair]) -> st.SearchStrategy[list[Pair]]:
    """Pairs that the provinces get in turn: with fewer pairs than provinces, some are equal."""
    return st.lists(pairs, min_size=1, max_size=9)


PAIRS = st.one_of(given_in_turn(SMALL), given_in_turn(LARGE))
BOTH = st.one_of(*(st.tuples(given_in_turn(each), given_in_turn(each)) for each in (SMALL, LARGE)))
FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def lines(pairs: Sequence[Pair], year: int) -> list[str]:
    """The rows of a long table: cases as given as (finished, could be enforced), the same money for each case."""
    rows = []
    for unit, (done, base) in zip(UNITS, cycle(pairs)):
        cases = balanced({"thi_hanh_xong": done, "co_dieu_kien": base}, "viec")
        money = balanced({"co_dieu_kien": base * THOUSANDS_A_CASE}, "tien")
        for measure, counts in (("viec", cases), ("tien", money)):
            rows.append(",".join([str(year), "5", measure, unit.name, *(str(counts[code]) for code in CODES)]))
    return rows


class Case:
    """Two tables in a dossier of their own, read and computed by the program, and read again by hand."""

    def __init__(self, now: Sequence[str], before: Sequence[str], unit_set: int = 63) -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "ho-so"
            shutil.copytree(FIXTURE, folder)
            self.rows: dict[str, list[by_hand.Record]] = {}
            for file, rows in (("2022-05.csv", now), ("2021-05.csv", before)):
                (folder / file).write_text("\n".join([",".join([*KEYS, *CODES]), *rows]), encoding="utf-8")
                self.rows[file] = by_hand.records(folder / file, "viec")
            text = (folder / "dossier.toml").read_text(encoding="utf-8")
            text = text.replace("set = 63", f"set = {unit_set}").replace('targets = "targets.csv"\n', "")
            (folder / "dossier.toml").write_text(text, encoding="utf-8")
            dossier = read_dossier(folder, KIND)
            self.dataset = read_dataset(dossier, indicator_catalogue())
            self.found: Statistics = compute(self.dataset, dossier.naming, indicator_catalogue())

    def figure(self, name: str, rest: str) -> Figure:
        [unit] = [unit for unit in self.dataset.units if unit.name == name]
        return self.found.figures[f"don_vi.{unit.key}.viec.{rest}"]

    def by_hand(self, file: str = "2022-05.csv") -> dict[str, Fraction | None]:
        return {row["province"]: by_hand.optional_rate([row], "viec") for row in self.rows[file]}


@FEW
@given(BOTH, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(both: tuple[list[Pair], list[Pair]], order: random.Random) -> None:
    first, second = (lines(pairs, year) for pairs, year in zip(both, (2022, 2021), strict=True))
    straight = Case(first, second)
    turned = Case(order.sample(first, len(first)), order.sample(second, len(second)))
    names = [name for name in straight.found.figures if name.endswith((".ty_le", ".hang", ".tang_giam", ".chung"))]
    assert [turned.found.figures[name].text for name in names] == [straight.found.figures[name].text for name in names]
    assert {name: naming.named for name, naming in turned.found.namings.items()} == {
        name: naming.named for name, naming in straight.found.namings.items()
    }


@FEW
@given(PAIRS)
def test_ranks_are_right_with_ties(now: list[Pair]) -> None:
    case = Case(lines(now, 2022), lines(now, 2021))
    ranks = by_hand.ranks(case.by_hand())
    assert {name: case.figure(name, "hang").value for name in case.by_hand()} == {
        name: ranks.get(name) for name in case.by_hand()
    }


@FEW
@given(PAIRS, st.integers(0, 62), st.integers(1, 50))
def test_scaling_the_counts_of_a_unit_leaves_its_rate(now: list[Pair], place: int, times: int) -> None:
    each = [now[number % len(now)] for number in range(len(UNITS))]
    scaled = [*each[:place], (each[place][0] * times, each[place][1] * times), *each[place + 1 :]]
    name = UNITS[place].name
    one, other = (Case(lines(pairs, 2022), lines(now, 2021)) for pairs in (now, scaled))
    assert one.figure(name, "ty_le").value == other.figure(name, "ty_le").value == one.by_hand()[name]
    assert one.figure(name, "hang").value == other.figure(name, "hang").value


@FEW
@given(BOTH)
def test_merged_units_rate_as_the_ratio_of_sums(both: tuple[list[Pair], list[Pair]]) -> None:
    case = Case(lines(both[0], 2022), lines(both[1], 2021), unit_set=34)
    for file, part in (("2022-05.csv", ""), ("2021-05.csv", "cung_ky.")):
        groups = by_hand.merged(case.rows[file], MERGER)
        assert len(groups) == 34
        rates = {name: by_hand.optional_rate(rows, "viec") for name, rows in groups.items()}
        assert {name: case.figure(name, f"{part}ty_le").value for name in groups} == rates
        assert {name: case.figure(name, f"{part}hang").value for name in groups} == {
            name: by_hand.ranks(rates).get(name) for name in groups
        }


@FEW
@given(BOTH)
def test_the_printed_difference_is_the_difference_of_the_printed_rates(both: tuple[list[Pair], list[Pair]]) -> None:
    case = Case(lines(both[0], 2022), lines(both[1], 2021))
    for name in case.by_hand():
        rates = [case.figure(name, part) for part in ("ty_le", "cung_ky.ty_le")]
        change = case.figure(name, "ty_le.tang_giam")
        if any(rate.value is None for rate in rates):
            assert change.text == "—"
            continue
        printed = [rate.text.removesuffix("%") for rate in rates]
        points = by_hand.points(*printed)
        size = by_hand.printed(Fraction(abs(points), 10_000))
        assert change.text == ("bằng" if points == 0 else f"{'tăng' if points > 0 else 'giảm'} {size}%")


@FEW
@given(BOTH)
def test_the_nation_is_the_ratio_of_sums_and_its_units_are_named_by_the_exact_rate(
    both: tuple[list[Pair], list[Pair]],
) -> None:
    case = Case(lines(both[0], 2022), lines(both[1], 2021))
    nation = by_hand.optional_rate(case.rows["2022-05.csv"], "viec")
    assert case.found.figures["toan_quoc.viec.ty_le"].value == nation
    rates: Mapping[str, Fraction] = {name: rate for name, rate in case.by_hand().items() if rate is not None}
    last = sorted(rates.values())[:5][-1:]
    expected = [name for name, rate in rates.items() if [rate] <= last]
    assert {unit.name for unit in case.found.namings["thap"].named["viec"]} == set(expected)


@FEW
@given(BOTH)
def test_every_number_on_the_way_is_whole_or_a_fraction(both: tuple[list[Pair], list[Pair]]) -> None:
    case = Case(lines(both[0], 2022), lines(both[1], 2021))
    parts = [part for row in case.dataset.current.rows["viec"].values() for part in row.counts.values()]
    assert {type(part) for part in parts} == {int}
    names = [name for name in case.found.figures if name.startswith(("toan_quoc", "don_vi.01"))]
    kinds = {type(case.found.figures[name].value).__name__ for name in names}
    assert kinds <= {"int", "Fraction", "Change", "NoneType"}
    assert {type(case.found.figures[name].comparable).__name__ for name in names} <= {"int", "NoneType"}


@pytest.mark.parametrize(("measure", "below"), [("viec", 22), ("tien", 27)])
def test_22_provinces_on_cases_and_27_on_money_stood_below_the_nation_in_2022(measure: str, below: int) -> None:
    raw = by_hand.records(FIXTURE / "2022-05.csv", measure)
    nation, each = by_hand.rate(raw, measure), by_hand.rates(FIXTURE / "2022-05.csv", measure)
    bar = by_hand.printed(nation)
    expected = {name for name, rate in each.items() if by_hand.points(by_hand.printed(rate), bar) < 0}
    dossier = read_dossier(FIXTURE, kind(NamingPolicy("duoi", "below-national", order="gso")))
    found = compute(read_dataset(dossier, indicator_catalogue()), dossier.naming, indicator_catalogue())
    named = found.namings["duoi"].named["viec" if measure == "viec" else "tien"]
    assert len(named) == below
    assert {unit.name for unit in named} == expected
