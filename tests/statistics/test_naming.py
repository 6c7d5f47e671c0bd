"""Whom a letter names: the worst thing this program can do is to name a province wrongly."""

from collections.abc import Sequence
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from dispatch.directory.indicators import indicator_catalogue
from dispatch.errors import Finding
from dispatch.model.dataset import Dataset, Measure
from dispatch.model.naming import Naming, NamingPolicy, Verdict
from dispatch.statistics.compute import compute
from dispatch.statistics.lists import naming_findings
from tests.builders import UNITS, dataset, named, names

FIVE = NamingPolicy("thap", "lowest", count=5)
TWO = NamingPolicy("thap", "lowest", count=2)
BELOW = NamingPolicy("giam", "below-same-period", order="gso")
EITHER = NamingPolicy("giam", "below-same-period", combine="either", order="gso")
BOTH = NamingPolicy("giam", "below-same-period", combine="both", order="gso")


def apply(policy: NamingPolicy, data: Dataset) -> Naming:
    return compute(data, {policy.id: policy}, indicator_catalogue()).namings[policy.id]


def verdict(naming: Naming, name: str, measure: Measure = "viec") -> Verdict:
    [found] = [verdict for verdict in naming.verdicts[measure] if verdict.unit.name == name]
    return found


def warnings(naming: Naming, code: str) -> list[Finding]:
    found = [finding for finding in naming_findings(naming) if finding.code == code]
    assert all(finding.severity == "warning" and finding.hint for finding in found)
    return found


# --- the lowest ---

SEVEN = """
    đơn vị      | việc   | tiền
    Hà Nội      | 70/100 | 1/100
    Hà Giang    | 60/100 | 2/100
    Cao Bằng    | 10/100 | 3/100
    Bắc Kạn     | 30/100 | 4/100
    Tuyên Quang | 20/100 | 5/100
    Lào Cai     | 50/100 | 6/100
    Điện Biên   | 40/100 | 7/100
"""


def test_the_five_lowest_of_each_measure_are_named_worst_first() -> None:
    naming = apply(FIVE, dataset(SEVEN))
    assert named(naming, "viec") == "Cao Bằng, Tuyên Quang, Bắc Kạn, Điện Biên, Lào Cai"
    assert named(naming, "tien") == "Hà Nội, Hà Giang, Cao Bằng, Bắc Kạn, Tuyên Quang"
    assert naming.printed is None
    assert {finding.code for finding in naming_findings(naming)} <= {"small-denominator"}


def test_the_order_of_the_statistics_office_names_the_same_units() -> None:
    naming = apply(NamingPolicy("thap", "lowest", count=5, order="gso"), dataset(SEVEN))
    assert named(naming) == "Cao Bằng, Bắc Kạn, Tuyên Quang, Lào Cai, Điện Biên"


def test_every_unit_is_told_why_or_why_not() -> None:
    naming = apply(TWO, dataset(SEVEN))
    worst, spared = verdict(naming, "Cao Bằng"), verdict(naming, "Hà Nội")
    assert (worst.named, worst.rank, worst.printed_rate, worst.rate) == (True, 7, "10,00%", Fraction(1, 10))
    assert worst.why == "hạng 7/7 về việc, thuộc 2 đơn vị thấp nhất"
    assert (spared.named, spared.rank, spared.why) == (False, 1, "hạng 1/7 về việc, không thuộc 2 đơn vị thấp nhất")
    assert len(naming.verdicts["viec"]) == 7


def test_an_exact_tie_at_the_cut_names_all_of_them_in_gso_order_and_warns() -> None:
    naming = apply(
        TWO,
        dataset(
            """
            đơn vị      | việc
            Tuyên Quang | 1/10
            Cao Bằng    | 20/100
            Hà Giang    | 2/10
            Hà Nội      | 3/15
            Lào Cai     | 9/10
            """
        ),
    )
    assert named(naming) == "Tuyên Quang, Hà Nội, Hà Giang, Cao Bằng"
    [warning, _] = warnings(naming, "tie-at-cut")
    assert warning.message.startswith("4 đơn vị được nêu tên về việc thay vì 2")


def test_a_tie_above_or_below_the_cut_changes_nothing() -> None:
    naming = apply(
        TWO,
        dataset(
            """
            đơn vị      | việc
            Hà Nội      | 1/10
            Hà Giang    | 1/10
            Cao Bằng    | 5/10
            Bắc Kạn     | 5/10
            """
        ),
    )
    assert named(naming) == "Hà Nội, Hà Giang"
    assert {finding.code for finding in naming_findings(naming)} <= {"small-denominator"}


def test_rates_printed_alike_at_the_cut_are_decided_exactly_and_reported() -> None:
    naming = apply(
        TWO,
        dataset(
            """
            đơn vị   | việc
            Hà Nội   | 1/10
            Hà Giang | 2000001/10000000
            Cao Bằng | 2000000/10000000
            Bắc Kạn  | 9/10
            """
        ),
    )
    assert named(naming) == "Hà Nội, Cao Bằng"
    assert warnings(naming, "tie-at-cut") == []
    calls = warnings(naming, "close-call")
    assert {finding.unit for finding in calls} == {"Hà Giang", "Cao Bằng"}
    assert all(name in finding.message for finding, name in zip(calls, ["Hà Giang", "Cao Bằng"] * 2, strict=True))


def test_a_cut_of_five_hundredths_is_wide_and_of_four_is_close() -> None:
    drawn = """
        đơn vị   | việc
        Hà Nội   | 1000/10000
        Hà Giang | 2000/10000
        Cao Bằng | {}/10000
        Bắc Kạn  | 9000/10000
    """
    assert warnings(apply(TWO, dataset(drawn.format(2005))), "close-call") == []
    close = warnings(apply(TWO, dataset(drawn.format(2004))), "close-call")
    assert {finding.unit for finding in close} == {"Hà Giang", "Cao Bằng"}


def test_a_unit_without_anything_to_enforce_is_never_named_and_warned_of() -> None:
    naming = apply(
        TWO,
        dataset(
            """
            đơn vị   | việc | tiền
            Hà Nội   | 0/0  | 1/2
            Hà Giang | 0/9  | 1/3
            Cao Bằng | 2/10 | 1/4
            Bắc Kạn  | 3/10 | 1/5
            """
        ),
    )
    assert named(naming) == "Hà Giang, Cao Bằng"
    missing = verdict(naming, "Hà Nội")
    assert (missing.named, missing.rank, missing.rate, missing.printed_rate) == (False, None, None, "—")
    assert "không có tỷ lệ, không xếp hạng" in missing.why
    [warning] = warnings(naming, "no-rate")
    assert (warning.unit, warning.message.endswith("về việc")) == ("Hà Nội", True)


def test_with_fewer_units_than_the_count_all_with_a_rate_are_named() -> None:
    naming = apply(FIVE, dataset("đơn vị | việc\nHà Nội | 1/2\nHà Giang | 1/3\nCao Bằng | 0/0"))
    assert named(naming) == "Hà Giang, Hà Nội"
    assert warnings(naming, "tie-at-cut") == warnings(naming, "close-call") == []


def test_with_nothing_to_enforce_anywhere_nobody_is_named() -> None:
    assert named(apply(FIVE, dataset("đơn vị | việc\nHà Nội | 0/0"))) == ""


# --- lower than the same period ---


def test_only_what_is_printed_lower_is_accused() -> None:
    naming = apply(
        BELOW,
        dataset(
            """
            đơn vị      | việc            | việc cùng kỳ
            Hà Nội      | 40/100          | 41/100
            Hà Giang    | 41/100          | 40/100
            Phú Thọ     | 30/100          | 30/100
            Lâm Đồng    | 415400/1000000  | 415449/1000000
            Điện Biên   | 4154/10000      | 4155/10000
            """
        ),
    )
    assert named(naming) == "Hà Nội, Điện Biên"
    assert verdict(naming, "Hà Nội").why == "40,00%, thấp hơn cùng kỳ (41,00%)"
    assert verdict(naming, "Hà Giang").why == "41,00%, cao hơn cùng kỳ (40,00%)"
    assert "bằng nhau tuyệt đối" in verdict(naming, "Phú Thọ").why
    assert "chỉ khác ở phần làm tròn" in verdict(naming, "Lâm Đồng").why
    assert {finding.unit for finding in warnings(naming, "close-call")} == {"Lâm Đồng", "Điện Biên"}


def test_without_a_rate_now_or_then_nobody_is_accused() -> None:
    naming = apply(
        BELOW,
        dataset(
            """
            đơn vị   | việc | việc cùng kỳ
            Hà Nội   | 0/0  | 1/2
            Hà Giang | 0/5  | 0/0
            Cao Bằng | 0/0  | 0/0
            """
        ),
    )
    assert named(naming) == ""
    assert all("không có tỷ lệ" in verdict.why for verdict in naming.verdicts["viec"])


LOWER = """
    đơn vị   | việc  | việc cùng kỳ | tiền  | tiền cùng kỳ
    Hà Nội   | 1/10  | 2/10         | 3/10  | 2/10
    Hà Giang | 3/10  | 2/10         | 1/10  | 2/10
    Cao Bằng | 1/10  | 2/10         | 0/10  | 2/10
    Bắc Kạn  | 3/10  | 2/10         | 2/10  | 2/10
"""


def test_either_and_both_join_the_measures_in_gso_order() -> None:
    data = dataset(LOWER)
    assert names(apply(EITHER, data).printed or ()) == "Hà Nội, Hà Giang, Cao Bằng"
    assert names(apply(BOTH, data).printed or ()) == "Cao Bằng"
    assert apply(BELOW, data).printed is None


def test_the_lists_of_each_measure_stand_beside_the_joint_one() -> None:
    naming = apply(EITHER, dataset(LOWER))
    assert named(naming, "viec") == "Hà Nội, Cao Bằng"
    assert named(naming, "tien") == "Hà Giang, Cao Bằng"


def test_by_rank_the_worst_stands_first_on_each_measure() -> None:
    policy = NamingPolicy("giam", "below-same-period", order="rank")
    assert named(apply(policy, dataset(LOWER)), "tien") == "Cao Bằng, Hà Giang"


# --- properties ---

PAIR = st.tuples(st.integers(0, 30), st.integers(0, 30))
TABLES = st.lists(st.tuples(PAIR, PAIR), min_size=1, max_size=10)


def drawn_dataset(pairs: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> Dataset:
    lines = ["đơn vị | việc | việc cùng kỳ"]
    for unit, ((done, rest), (done_then, rest_then)) in zip(UNITS, pairs, strict=False):
        lines.append(f"{unit.name} | {done}/{done + rest} | {done_then}/{done_then + rest_then}")
    return dataset("\n".join(lines))


@given(TABLES, st.integers(1, 12))
def test_a_unit_is_named_exactly_when_fewer_than_the_count_are_worse(
    pairs: list[tuple[tuple[int, int], tuple[int, int]]], count: int
) -> None:
    naming = apply(NamingPolicy("thap", "lowest", count=count), drawn_dataset(pairs))
    verdicts = naming.verdicts["viec"]
    rates = [verdict.rate for verdict in verdicts if verdict.rate is not None]
    for verdict in verdicts:
        worse = sum(rate < verdict.rate for rate in rates) if verdict.rate is not None else count
        assert verdict.named == (worse < count)
    in_order = [verdict.rate for unit in naming.named["viec"] for verdict in verdicts if verdict.unit == unit]
    assert in_order == sorted(in_order, key=lambda rate: rate or 0)


@given(TABLES)
def test_who_is_lower_than_the_same_period_is_lower_in_print(
    pairs: list[tuple[tuple[int, int], tuple[int, int]]],
) -> None:
    def shown(done: int, rest: int) -> int:
        return (20_000 * done + done + rest) // (2 * (done + rest))

    accused = {
        unit
        for unit, (now, then) in zip(UNITS, pairs, strict=False)
        if sum(now) and sum(then) and shown(*now) < shown(*then)
    }
    assert set(apply(BELOW, drawn_dataset(pairs)).named["viec"]) == accused
