"""The letter says what the letter really issued for five months of 2022 said, its two misprints apart.

tests/data/published-*.csv are the two appendices as published; the counts in the fixture were invented
to give exactly these rates. tests/data/expected-2022-05.json lists who fell against the same period.
"""

import csv
import json
import re
from fractions import Fraction
from pathlib import Path

import pytest

from dispatch.pipeline.saving_draft import Drafted
from dispatch.statistics.figures import rate_text
from tests.letter.conftest import FIXTURE
from tests.letter.printing import percent
from tests.letter.word import PARAGRAPH, appendix_tables, body, text_of

DATA = Path(__file__).parents[1] / "data"
PROVINCES = Path(__file__).parents[2] / "dispatch" / "directory" / "data" / "provinces_63.csv"
MISPRINTS = {"Đông Tháp": "Đồng Tháp", "Hung Yên": "Hưng Yên"}
APPENDICES = {"viec": "_b1", "tien": "_b2"}
EXPECTED = json.loads((DATA / "expected-2022-05.json").read_text(encoding="utf-8"))
NUMERATORS = {"viec": ("thi_hanh_xong", "dinh_chi"), "tien": ("thi_hanh_xong", "dinh_chi", "giam_nghia_vu")}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def published(measure: str) -> list[tuple[str, str, str]]:
    """STT, name and rate of each row as published."""
    return [(row["stt"], row["name"], f"{row['rate']}%") for row in rows(DATA / f"published-2022-05-{measure}.csv")]


def appendix(letter: Path, bookmark: str) -> list[tuple[str, ...]]:
    return [row.cells for row in appendix_tables(letter.read_bytes())[bookmark][1:]]


def prose(letter: Path) -> list[str]:
    return [text_of(block) for block in body(letter.read_bytes()) if block.tag == PARAGRAPH]


def short_names() -> dict[str, str]:
    """The short name of each unit by its name, in the order of the statistics office."""
    return {row["name"]: row["thads_short_name"] for row in rows(PROVINCES)}


@pytest.mark.parametrize("measure", ["viec", "tien"])
def test_every_row_of_the_appendix_is_the_published_one(letter: Path, measure: str) -> None:
    printed = appendix(letter, APPENDICES[measure])

    assert len(printed) == 64
    assert printed == [(stt, MISPRINTS.get(name, name), rate) for stt, name, rate in published(measure)]


def test_the_published_tables_have_one_misprint_each() -> None:
    misprinted = {measure: {name for _, name, _ in published(measure)} & set(MISPRINTS) for measure in APPENDICES}

    assert misprinted == {"viec": {"Đông Tháp"}, "tien": {"Hung Yên"}}


@pytest.mark.parametrize(("measure", "words"), [("viec", "về việc: "), ("tien", "về tiền: ")])
def test_the_five_lowest_are_named_worst_first(letter: Path, measure: str, words: str) -> None:
    lowest = [name for _, name, _ in reversed(published(measure)[-5:])]

    [opening] = [text for text in prose(letter) if "41,54%" in text]
    assert f"{words}{', '.join(lowest)}" in opening


def test_the_names_are_those_of_the_letter_of_2022(letter: Path) -> None:
    [opening] = [text for text in prose(letter) if "41,54%" in text]

    assert (
        "(về việc: Trà Vinh, Đà Nẵng, Bạc Liêu, Tây Ninh, Cà Mau;"
        " về tiền: Quảng Nam, Ninh Bình, Hà Nội, Vĩnh Long, Cà Mau)" in opening
    )


def test_the_national_rates_are_ratios_of_sums(letter: Path) -> None:
    [opening] = [text for text in prose(letter) if "của toàn quốc đạt" in text]

    assert "của toàn quốc đạt 41,54% về việc và 16,20% về tiền" in opening
    # Means of the rates, which the letter must not print.
    assert "46,49" not in opening
    assert "20,00" not in opening


def test_only_the_unit_in_both_lists_is_asked_for_a_weekly_report(letter: Path) -> None:
    [task] = [text for text in prose(letter) if "cả về việc và về tiền" in text]

    assert "(Cà Mau)" in task


def test_the_units_below_the_same_period_are_the_expected_ones(drafted: Drafted) -> None:
    lists = drafted.prepared.named_lists()["thap_hon_cung_ky"]
    viec, tien, either = lists["viec"], lists["tien"], lists["printed"]

    assert [len(names) for names in (viec, tien, either)] == [34, 26, 49]
    assert len(set(viec) & set(tien)) == 11
    assert (viec, tien) == (EXPECTED["lower_rounded_2dp"]["viec"], EXPECTED["lower_rounded_2dp"]["tien"])
    assert either == EXPECTED["either"]
    assert [name for name in viec if name in tien] == EXPECTED["both"]


def test_a_tie_in_print_is_not_accused(letter: Path) -> None:
    named = {name for _, name, *_ in appendix(letter, "_b3")}
    text = "\n".join(prose(letter))

    for name, equal in (("Phú Thọ", ("44,21%", "28,14%")), ("Lâm Đồng", ("43,62%", "16,94%"))):
        assert name not in named
        assert name not in text
        # They do stand in the rankings, with the rate that equals last year's.
        for measure, bookmark in APPENDICES.items():
            [row] = [row for row in appendix(letter, bookmark) if row[1] == name]
            assert row[2] == equal[list(APPENDICES).index(measure)]
            assert rate_of(name, measure, "2021-05.csv") == row[2]


def test_the_officer_is_told_of_the_unit_that_only_rounding_saved(drafted: Drafted) -> None:
    close = [finding for finding in drafted.findings if finding.code == "close-call"]

    assert {finding.unit for finding in close} == {"Lâm Đồng"}
    assert [re.findall(r"\d+,\d\d%", finding.message) for finding in close] == [["43,62%"], ["16,94%"]]


def test_the_third_appendix_lists_who_must_explain_with_both_measures_and_both_periods(letter: Path) -> None:
    now = {measure: {name: rate for _, name, rate in published(measure)} for measure in APPENDICES}
    listed = [name for name in short_names() if name in EXPECTED["either"]]

    expected = []
    for number, name in enumerate(listed, 1):
        printed = short_names()[name]
        rates = []
        for measure in ("viec", "tien"):
            misprint = next((wrong for wrong, right in MISPRINTS.items() if right == name), "")
            rates += [now[measure].get(printed) or now[measure][misprint], rate_of(name, measure, "2021-05.csv")]
        expected.append((str(number), printed, *rates))

    assert appendix(letter, "_b3") == expected
    assert len(expected) == 49


def test_everybody_in_the_third_appendix_fell_on_at_least_one_measure(letter: Path) -> None:
    for _, name, *rates in appendix(letter, "_b3"):
        viec, viec_before, tien, tien_before = (Fraction(rate.rstrip("%").replace(",", ".")) for rate in rates)
        assert viec < viec_before or tien < tien_before, name


@pytest.mark.parametrize("trap", rows(DATA / "rounding_traps.csv"), ids=lambda trap: trap["exact_percent"])
def test_a_rate_between_two_printed_ones_is_rounded_half_up(trap: dict[str, str]) -> None:
    rate = Fraction(int(trap["done"]), int(trap["with_condition"]))

    assert rate_text(rate) == percent(rate) == f"{trap['expected_half_up']}%"


def rate_of(name: str, measure: str, file: str) -> str:
    """The rate of one unit, from its row of the data alone."""
    [row] = [row for row in rows(FIXTURE / file) if (row["province"], row["measure"]) == (name, measure)]
    return percent(Fraction(sum(int(row[code]) for code in NUMERATORS[measure]), int(row["co_dieu_kien"])))
