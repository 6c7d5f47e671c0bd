"""All statistics of the fixture: against the published tables, and against a second reckoning."""

import ast
import csv
import json
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from dispatch.directory.indicators import indicator_catalogue
from dispatch.model.change import Change
from dispatch.model.dataset import MEASURES, Measure
from dispatch.model.figure import Figure
from dispatch.model.naming import NamingPolicy
from dispatch.readers.dataset import read_dataset
from dispatch.readers.dossier import read_dossier
from dispatch.readers.unit_names import UnitReader
from dispatch.statistics.compute import Statistics, compute
from tests.builders import FIXTURE, ROOT, UNITS, dossier_folder, kind, named, names, unit
from tests.statistics import by_hand

POLICIES = (
    NamingPolicy("thap", "lowest"),
    NamingPolicy("hoac", "below-same-period", combine="either", order="gso"),
    NamingPolicy("va", "below-same-period", combine="both", order="gso"),
)
FILES = {"": "2022-05.csv", "cung_ky.": "2021-05.csv"}


def computed(folder: Path) -> Statistics:
    dossier = read_dossier(folder, kind(*POLICIES))
    return compute(read_dataset(dossier, indicator_catalogue()), dossier.naming, indicator_catalogue())


@pytest.fixture(scope="module")
def statistics() -> Statistics:
    return computed(FIXTURE)


# --- a second reckoning ---


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("part", FILES)
def test_the_national_rate_is_the_ratio_of_sums_over_the_raw_file(
    statistics: Statistics, measure: Measure, part: str
) -> None:
    raw = by_hand.records(FIXTURE / FILES[part], measure)
    figure = statistics.figures[f"toan_quoc.{measure}.{part}ty_le"]
    assert figure.value == by_hand.rate(raw, measure)
    each = by_hand.rates(FIXTURE / FILES[part], measure).values()
    assert figure.value != sum(each, Fraction(0)) / len(each)


def test_the_national_rates_are_the_published_ones(statistics: Statistics) -> None:
    texts = [statistics.figures[f"toan_quoc.{measure}.ty_le"].text for measure in MEASURES]
    assert texts == ["41,54%", "16,20%"]


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("part", FILES)
def test_every_rate_is_that_of_the_raw_file(statistics: Statistics, measure: Measure, part: str) -> None:
    for name, rate in by_hand.rates(FIXTURE / FILES[part], measure).items():
        figure = statistics.figures[f"don_vi.{unit(name).key}.{measure}.{part}ty_le"]
        assert (figure.value, figure.text) == (rate, by_hand.printed(rate) + "%")


@pytest.mark.parametrize("measure", MEASURES)
def test_every_place_is_that_of_the_raw_file(statistics: Statistics, measure: Measure) -> None:
    rates = by_hand.rates(FIXTURE / "2022-05.csv", measure)
    for name, rate in rates.items():
        better = sum(other > rate for other in rates.values())
        assert statistics.figures[f"don_vi.{unit(name).key}.{measure}.hang"].value == better + 1


@pytest.mark.parametrize("measure", MEASURES)
def test_the_second_reckoning_names_the_same_five(statistics: Statistics, measure: Measure) -> None:
    rates = by_hand.rates(FIXTURE / "2022-05.csv", measure)
    assert named(statistics.namings["thap"], measure) == ", ".join(sorted(rates, key=lambda name: rates[name])[:5])


def test_the_second_reckoning_knows_nothing_of_the_project() -> None:
    source = Path(by_hand.__file__).read_text(encoding="utf-8")
    modules = {
        (node.module or "") if isinstance(node, ast.ImportFrom) else node.names[0].name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, (ast.Import, ast.ImportFrom))
    }
    assert modules == {"csv", "collections.abc", "fractions", "pathlib"}


# --- the lists of the model letter ---


def test_the_five_lowest_are_those_of_the_letter_that_was_sent(statistics: Statistics) -> None:
    naming = statistics.namings["thap"]
    assert named(naming, "viec") == "Trà Vinh, Đà Nẵng, Bạc Liêu, Tây Ninh, Cà Mau"
    assert named(naming, "tien") == "Quảng Nam, Ninh Bình, Hà Nội, Vĩnh Long, Cà Mau"


@pytest.mark.parametrize("measure", MEASURES)
def test_units_and_rates_stand_as_in_the_published_table(statistics: Statistics, measure: Measure) -> None:
    published = ROOT / "tests" / "data" / f"published-2022-05-{measure}.csv"
    with published.open(encoding="utf-8", newline="") as file:
        _nation, *rows = csv.DictReader(file)
    reader = UnitReader(UNITS, {})
    for place, row in enumerate(rows, 1):
        printed, _ = reader.read(row["name"], published.name, "")
        assert printed is not None
        scope = f"don_vi.{printed.key}.{measure}"
        assert statistics.figures[f"{scope}.hang"].value == place
        assert statistics.figures[f"{scope}.ty_le"].text == row["rate"] + "%"


def test_the_units_below_the_same_period_are_those_expected_at_print(statistics: Statistics) -> None:
    expected = json.loads((ROOT / "tests" / "data" / "expected-2022-05.json").read_text(encoding="utf-8"))
    either, both = statistics.namings["hoac"], statistics.namings["va"]
    for measure in MEASURES:
        assert [unit.name for unit in either.named[measure]] == expected["lower_rounded_2dp"][measure]
    assert names(either.printed or ()) == ", ".join(expected["either"])
    assert names(both.printed or ()) == ", ".join(expected["both"])


def test_a_tie_in_print_with_the_same_period_is_never_accused(statistics: Statistics) -> None:
    either = statistics.namings["hoac"]
    for name in ("Phú Thọ", "Lâm Đồng"):
        assert unit(name) not in (either.printed or ())
        assert unit(name) not in either.named["viec"] + either.named["tien"]
    rates = [by_hand.rates(FIXTURE / file, "viec")["Lâm Đồng"] for file in FILES.values()]
    assert rates[0] < rates[1]


# --- rows in any order, numbers without a point ---


def _said(figure: Figure) -> Figure:
    """The figure without its cells: these are where they were moved to."""
    return figure._replace(formula=figure.formula._replace(operands={}))


@pytest.mark.parametrize("seed", ["reversed", "by name"])
def test_the_order_of_rows_in_the_file_changes_no_figure(statistics: Statistics, tmp_path: Path, seed: str) -> None:
    folder = dossier_folder(tmp_path)
    for file in FILES.values():
        header, *rows = (folder / file).read_text(encoding="utf-8").splitlines()
        rows = rows[::-1] if seed == "reversed" else sorted(rows, key=lambda row: row.split(",")[3])
        (folder / file).write_text("\n".join([header, *rows]), encoding="utf-8")
    turned = computed(folder)
    assert {name: _said(each) for name, each in turned.figures.items()} == {
        name: _said(each) for name, each in statistics.figures.items()
    }
    assert turned.namings == statistics.namings


def test_every_value_is_exact(statistics: Statistics) -> None:
    kinds = {type(figure.value) for figure in statistics.figures.values()}
    assert kinds <= {int, Fraction, Change, str, date, tuple, type(None)}
    assert {int, Fraction, Change, tuple} <= kinds
    changes = [figure.value for figure in statistics.figures.values() if isinstance(figure.value, Change)]
    assert {type(part) for change in changes for part in (change.now, change.before, change.difference)} == {int}
    assert {type(figure.comparable) for figure in statistics.figures.values()} <= {int, type(None)}
    assert {type(figure.decimals) for figure in statistics.figures.values()} == {int}
    rates = [verdict.rate for naming in statistics.namings.values() for verdict in naming.verdicts["viec"]]
    assert {type(rate) for rate in rates} == {Fraction}


def inexact(path: Path) -> Iterator[str]:
    """Names, literals and operators by which a number may stop being exact."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Name) and node.id in {"float", "round", "complex"}:
            yield f"{path.name}:{node.lineno}: {node.id}"
        elif isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield f"{path.name}:{node.lineno}: {node.value}"
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and path.parent.name == "statistics":
            yield f"{path.name}:{node.lineno}: /"  # elsewhere it joins paths


@pytest.mark.parametrize("package", ["statistics", "readers", "model", "vietnamese"])
def test_no_float_is_made_on_the_way_from_the_file_to_the_figure(package: str) -> None:
    sources = [path for path in (ROOT / "dispatch" / package).glob("*.py") if path.name != "profile.py"]
    assert sources
    assert [found for path in sources for found in inexact(path)] == []
