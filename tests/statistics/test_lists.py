"""The lists a letter prints: names in order, their formula, and the figures they follow from."""

import pytest

from dispatch.directory.indicators import indicator_catalogue
from dispatch.errors import StatisticsError
from dispatch.model.dataset import Dataset
from dispatch.model.figure import Figure
from dispatch.model.naming import CLOSE_CODES, NamingPolicy
from dispatch.statistics.compute import compute
from tests.builders import UNITS, dataset, units

LOWEST = NamingPolicy("thap", "lowest", count=2)
EITHER = NamingPolicy("giam", "below-same-period", combine="either", order="gso")

DRAWN = """
    đơn vị   | việc | việc cùng kỳ | tiền | tiền cùng kỳ
    Hà Nội   | 3/10 | 2/10         | 3/10 | 2/10
    Hà Giang | 1/10 | 2/10         | 3/10 | 2/10
    Cao Bằng | 2/10 | 2/10         | 1/10 | 2/10
"""


def lists(data: Dataset, policy: NamingPolicy) -> dict[str, Figure]:
    found = compute(data, {policy.id: policy}, indicator_catalogue()).figures
    prefix = f"danh_sach.{policy.id}."
    return {name.removeprefix(prefix): figure for name, figure in found.items() if name.startswith(prefix)}


def all_lower(number: int) -> Dataset:
    rows = (f"{unit.name} | 1/10 | 2/10" for unit in UNITS[:number])
    return dataset("\n".join(["đơn vị | việc | việc cùng kỳ", *rows]))


def test_names_are_joined_by_commas_without_an_and() -> None:
    found = lists(dataset(DRAWN), LOWEST)
    assert found["viec"].text == "Hà Giang, Cao Bằng"
    assert found["viec"].value == units("Hà Giang, Cao Bằng")
    assert found["viec"].comparable == 2
    assert set(found) == {"viec", "tien"}


def test_an_empty_list_says_so() -> None:
    found = lists(dataset("đơn vị | việc | việc cùng kỳ\nHà Nội | 2/10 | 2/10"), EITHER)
    assert {part: (figure.text, figure.value, figure.comparable) for part, figure in found.items()} == {
        "viec": ("không có", (), 0),
        "tien": ("không có", (), 0),
        "chung": ("không có", (), 0),
    }


def test_a_policy_over_both_measures_has_a_joint_list() -> None:
    assert lists(dataset(DRAWN), EITHER)["chung"].text == "Hà Giang, Cao Bằng"


@pytest.mark.parametrize(("number", "long"), [(15, False), (16, True)])
def test_more_than_fifteen_names_are_too_long_for_a_sentence(number: int, long: bool) -> None:
    found = lists(all_lower(number), EITHER)["chung"]
    assert (found.long_form, found.comparable) == (long, number)
    assert found.text.count(", ") == number - 1


def test_a_list_says_what_it_follows_from() -> None:
    lowest = lists(dataset(DRAWN), LOWEST)["tien"].formula
    assert lowest.expression == "worst_first(lowest(tien.ty_le, 2))"
    assert lowest.words == "2 đơn vị có tỷ lệ thi hành xong/có điều kiện về tiền thấp nhất"
    assert lowest.inputs == ("don_vi.01.tien.ty_le", "don_vi.02.tien.ty_le", "don_vi.04.tien.ty_le")
    joint = lists(dataset(DRAWN), EITHER)["chung"].formula
    assert (
        joint.expression == "gso(either(below(viec.ty_le, viec.cung_ky.ty_le), below(tien.ty_le, tien.cung_ky.ty_le)))"
    )
    assert len(joint.inputs) == 12


@pytest.mark.parametrize(
    ("policy", "expression"),
    [
        (NamingPolicy("x", "lowest", count=2, order="gso"), "gso(lowest(viec.ty_le, 2))"),
        (NamingPolicy("x", "below-same-period"), "worst_first(below(viec.ty_le, viec.cung_ky.ty_le))"),
    ],
)
def test_the_order_of_a_list_is_part_of_its_formula(policy: NamingPolicy, expression: str) -> None:
    assert lists(dataset(DRAWN), policy)["viec"].formula.expression == expression


def test_a_list_against_the_same_period_needs_the_same_period() -> None:
    with pytest.raises(StatisticsError) as caught:
        compute(dataset("đơn vị | việc\nHà Nội | 1/2"), {"giam": EITHER}, indicator_catalogue())
    [finding] = caught.value.findings
    assert (finding.code, finding.file) == ("missing-same-period", "dossier.toml")
    assert "same_period" in finding.hint


def test_a_close_call_seen_by_two_policies_is_told_once() -> None:
    drawn = "đơn vị | việc\nHà Nội | 0/0\nHà Giang | 1/2\nCao Bằng | 1/3"
    both = {name: NamingPolicy(name, "lowest", count=1) for name in ("a", "b")}
    findings = compute(dataset(drawn), both, indicator_catalogue()).findings
    without_rate = [finding for finding in findings if finding.code == "no-rate"]
    assert len(without_rate) == 2
    assert len(findings) == len(set(findings))


def test_close_calls_come_before_all_that_is_told_of_other_policies_too() -> None:
    data = dataset("""
        đơn vị   | việc
        Hà Nội   | 1000/2000
        Hà Giang | 10001/20000
        Cao Bằng | 1/10
    """)
    left_out = NamingPolicy("mot", "lowest", count=1, exclude={"Cao Bằng": "mới thành lập"})
    close = NamingPolicy("hai", "lowest", count=2)

    codes = [each.code for each in compute(data, {"mot": left_out, "hai": close}, indicator_catalogue()).findings]

    assert {"unit-left-out", "close-call", "small-denominator"} <= set(codes)
    assert codes == sorted(codes, key=lambda code: code not in CLOSE_CODES)
