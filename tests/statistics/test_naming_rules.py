"""Every naming rule: whom it names, why not the others, and who takes the place of those left out."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from dispatch.directory.indicators import indicator_catalogue
from dispatch.directory.naming_rules import naming_rules
from dispatch.errors import Finding, StatisticsError
from dispatch.model.dataset import MEASURES, CellRef, Dataset, Target
from dispatch.model.naming import Naming, NamingPolicy, Rule
from dispatch.statistics.compute import Statistics, compute
from tests.builders import dataset, named, names, target

NEEDY: Mapping[Rule, str] = {
    "below-same-period": "missing-same-period",
    "worst-fall": "missing-same-period",
    "below-target": "missing-targets",
    "below-pace": "missing-targets",
}
TABLE = """
    đơn vị      | việc       | tiền       | việc cùng kỳ | tiền cùng kỳ
    Hà Nội      | 7000/10000 | 4000/10000 | 8000/10000   | 4000/10000
    Hà Giang    | 6000/10000 | 5000/10000 | 6500/10000   | 5500/10000
    Cao Bằng    | 1000/10000 | 6000/10000 | 1600/10000   | 7000/10000
    Bắc Kạn     | 3000/10000 | 1000/10000 | 2000/10000   | 3000/10000
    Tuyên Quang | 2000/10000 | 2000/10000 | 2000/10000   | 2000/10000
"""


def statistics(data: Dataset, *policies: NamingPolicy) -> Statistics:
    return compute(data, {policy.id: policy for policy in policies}, indicator_catalogue())


def naming(policy: NamingPolicy, data: Dataset | None = None) -> Naming:
    return statistics(data or dataset(TABLE), policy).namings[policy.id]


def whys(of: Naming) -> Mapping[str, str]:
    return {verdict.unit.name: verdict.why for verdict in of.verdicts["viec"]}


def told(found: Statistics, code: str) -> list[Finding]:
    return [finding for finding in found.findings if finding.code == code]


def test_the_highest_are_named_best_first() -> None:
    found = naming(NamingPolicy("cao", "highest", count=2))
    assert named(found, "viec") == "Hà Nội, Hà Giang"
    assert named(found, "tien") == "Cao Bằng, Hà Giang"
    assert whys(found)["Hà Nội"] == "hạng 1/5 về việc, thuộc 2 đơn vị cao nhất"
    assert whys(found)["Bắc Kạn"] == "hạng 3/5 về việc, không thuộc 2 đơn vị cao nhất"


def test_below_the_nation_is_lower_in_print_than_the_ratio_of_sums() -> None:
    found = naming(NamingPolicy("thap", "below-national"))
    assert named(found, "viec") == "Cao Bằng, Tuyên Quang, Bắc Kạn"
    assert whys(found)["Bắc Kạn"] == "30,00%, thấp hơn toàn quốc (38,00%)"
    assert whys(found)["Hà Nội"] == "70,00%, cao hơn toàn quốc (38,00%)"


def test_a_unit_that_prints_like_the_nation_is_not_below_it_and_is_a_close_call() -> None:
    table = "đơn vị | việc | tiền\nHà Nội | 400001/1000000 | 1/2\nHà Giang | 39999999/100000000 | 1/2"
    found = naming(NamingPolicy("thap", "below-national"), dataset(table))
    assert named(found, "viec") == ""
    [verdict] = [each for each in found.verdicts["viec"] if each.unit.name == "Hà Giang"]
    assert verdict.close == "chỉ khác ở phần làm tròn"
    assert verdict.why == "40,00%, bằng toàn quốc khi in (chỉ khác ở phần làm tròn), không bị nêu tên"


@pytest.mark.parametrize(("strict", "value"), [(False, "70"), (True, "70")])
def test_a_tie_in_print_with_a_target_is_never_accused(strict: bool, value: str) -> None:
    goals = [target("01", "viec", value, strict=strict), target("02", "viec", "60.01", strict=strict)]
    found = naming(NamingPolicy("ct", "below-target"), dataset(TABLE, goals))
    assert named(found, "viec") == "Hà Giang"
    assert whys(found)["Cao Bằng"] == "không có chỉ tiêu được giao"
    [close] = [verdict for verdict in found.verdicts["viec"] if verdict.close]
    assert (close.unit.name, close.close) == ("Hà Giang", "chỉ chênh 0,01%")


def test_off_the_pace_is_below_what_the_rate_must_be_by_now() -> None:
    # Of 12 months 5 are over: a goal of 84% asks for 35%, one of 48% for 20%.
    goals = [target("04", "viec", "48"), target("06", "viec", "84"), target("08", "viec", "48")]
    found = naming(NamingPolicy("td", "below-pace"), dataset(TABLE, goals))
    assert named(found, "viec") == "Cao Bằng, Bắc Kạn"
    assert whys(found)["Bắc Kạn"] == "30,00%, thấp hơn mức phải đạt đến nay (35,00%)"
    assert whys(found)["Tuyên Quang"].startswith("20,00%, bằng mức phải đạt đến nay")


@pytest.mark.parametrize("rule", ["below-target", "below-pace"])
def test_units_without_a_goal_are_told_so_that_a_short_list_does_not_look_like_a_good_result(rule: Rule) -> None:
    goals = [target("01", "viec", "99"), target("02", "viec", "99")]
    some, everybody = told(statistics(dataset(TABLE, goals), NamingPolicy("ct", rule)), "missing-goal")
    assert some.message == (
        "quy tắc “ct” không xét được 3 đơn vị (Cao Bằng, Bắc Kạn, Tuyên Quang) về việc: không có chỉ tiêu được giao"
    )
    assert everybody.message == "quy tắc “ct” không xét được mọi đơn vị về tiền: không có chỉ tiêu được giao"
    assert not told(statistics(dataset(TABLE), NamingPolicy("thap", "lowest")), "missing-goal")


def test_the_worst_fall_counts_only_units_that_fell_in_print() -> None:
    found = naming(NamingPolicy("tut", "worst-fall", count=4))
    assert named(found, "viec") == "Hà Nội, Cao Bằng, Hà Giang"
    assert whys(found)["Hà Nội"] == "70,00%, giảm 10,00% so với cùng kỳ (80,00%), thuộc 4 đơn vị giảm nhiều nhất"
    assert "bằng cùng kỳ" in whys(found)["Tuyên Quang"]


def test_joined_lists_take_the_units_of_all_or_of_any_of_them() -> None:
    low = NamingPolicy("thap", "lowest", count=3)
    fall = NamingPolicy("tut", "worst-fall", count=2)
    both, any_ = NamingPolicy("ca", "all-of", of=("thap", "tut")), NamingPolicy("mot", "any-of", of=("thap", "tut"))
    found = statistics(dataset(TABLE), both, any_, low, fall)
    assert list(found.namings) == ["ca", "mot", "thap", "tut"]
    assert named(found.namings["ca"], "viec") == "Cao Bằng"
    assert named(found.namings["mot"], "viec") == "Cao Bằng, Tuyên Quang, Bắc Kạn, Hà Nội"
    assert whys(found.namings["mot"])["Hà Giang"] == "không có trong danh sách nào"
    assert whys(found.namings["ca"])["Cao Bằng"] == "có trong “thap”, “tut”"


def test_the_indicator_of_a_rule_may_be_another_rate_or_a_count() -> None:
    carried = NamingPolicy("ton", "highest", count=1, indicator="chuyen_ky_sau")
    found = naming(carried)
    assert named(found, "viec") == "Cao Bằng"
    [verdict] = [each for each in found.verdicts["viec"] if each.named]
    assert (verdict.printed_rate, verdict.rank) == ("9.000", 1)


# --- left out and replaced ---


def test_a_unit_left_out_with_a_reason_is_replaced_by_the_next() -> None:
    policy = NamingPolicy("thap", "lowest", count=2, exclude={"Cao Bằng": "thiên tai"})
    found = statistics(dataset(TABLE), policy)
    assert named(found.namings["thap"], "viec") == "Tuyên Quang, Bắc Kạn"
    assert whys(found.namings["thap"])["Cao Bằng"] == "không xét, được loại trừ: thiên tai"
    [warning] = told(found, "unit-left-out")
    assert warning.message == ("Cao Bằng không được nêu tên về việc: được loại trừ: thiên tai; nêu tên thay: Bắc Kạn")


def test_a_unit_over_too_few_cases_is_replaced_by_the_next() -> None:
    table = TABLE.replace("1000/10000 | 6000/10000 | 1600/10000", "1/10 | 6000/10000 | 1600/10000")
    policy = NamingPolicy("thap", "lowest", count=2, min_denominator={"viec": 100})
    found = statistics(dataset(table), policy)
    assert named(found.namings["thap"], "viec") == "Tuyên Quang, Bắc Kạn"
    assert whys(found.namings["thap"])["Cao Bằng"] == "không xét, mẫu số 10 việc, dưới mức tối thiểu 100 việc"
    [warning] = told(found, "unit-left-out")
    assert warning.message.endswith("nêu tên thay: Bắc Kạn")
    assert named(found.namings["thap"], "tien") == "Bắc Kạn, Tuyên Quang"


def test_who_would_not_be_named_anyway_is_left_out_without_a_warning() -> None:
    policy = NamingPolicy("thap", "lowest", count=2, exclude={"Hà Nội": "đã có văn bản riêng"})
    assert told(statistics(dataset(TABLE), policy), "unit-left-out") == []


def test_an_exclusion_of_a_name_nobody_has_is_refused() -> None:
    with pytest.raises(StatisticsError, match="Hà Nộ"):
        naming(NamingPolicy("thap", "lowest", exclude={"Hà Nộ": "nhầm"}))


def test_a_unit_named_over_a_small_denominator_is_a_close_call() -> None:
    table = TABLE.replace("1000/10000 | 6000/10000 | 1600/10000", "9/99 | 6000/10000 | 1600/10000")
    found = statistics(dataset(table), NamingPolicy("thap", "lowest", count=1))
    [warning] = [finding for finding in told(found, "small-denominator") if "về việc" in finding.message]
    assert warning.unit == "Cao Bằng"
    assert warning.message.startswith("mẫu số nhỏ (99 việc) về việc: Cao Bằng")


# --- goals of carried-over cases ---

CARRIED = """
    đơn vị   | việc     | tiền | việc năm trước
    Hà Nội   | 500/1400 | 1/2  | 0/1000
    Hà Giang | 500/1430 | 1/2  | 0/1000
    Cao Bằng | 500/1600 | 1/2  | 0/1000
"""


def reduction(key: str, value: str, upper: str | None = None, *, strict: bool = False) -> Target:
    return Target(
        key,
        "viec",
        Fraction(value) / 100,
        strict,
        CellRef("targets.csv", None, "2:target"),
        "chuyen_ky_sau",
        reduction=True,
        upper=Fraction(upper) / 100 if upper else None,
    )


def test_below_the_goal_of_carried_over_cases_is_who_did_not_reduce_them_enough() -> None:
    goals = [reduction(key, "7", "10") for key in ("01", "02", "04")]
    found = naming(NamingPolicy("ton", "below-target", indicator="chuyen_ky_sau"), dataset(CARRIED, goals))
    assert named(found, "viec") == "Cao Bằng"
    assert whys(found) == {
        "Hà Nội": "giảm 10,00%, cao hơn mức phải giảm (7,00%)",
        "Hà Giang": "giảm 7,00%, bằng mức phải giảm khi in (bằng nhau tuyệt đối), không bị nêu tên",
        "Cao Bằng": "tăng 10,00%, thấp hơn mức phải giảm (7,00%)",
    }
    assert "chuyển kỳ sau về việc giảm so với năm trước ít hơn chỉ tiêu được giao" in found.sentence


# --- what a policy is ---


@pytest.mark.parametrize("rule", naming_rules().rules)
def test_every_rule_has_a_sentence_that_needs_nothing_more(rule: Rule) -> None:
    sentence = naming_rules().rules[rule].sentence
    assert not sentence.isascii()
    policy = replace(NamingPolicy("p", "lowest", of=("a",)), rule=rule)
    assert "{" not in sentence.format(count=policy.count, measure="việc", indicator="tỷ lệ", of="“a”")


def test_a_policy_says_in_one_sentence_what_it_does_and_whom_it_leaves_out() -> None:
    policy = NamingPolicy(
        "thap", "lowest", count=3, min_denominator={"viec": 100, "tien": 1_500_000}, exclude={"Hà Nội": "lý do A"}
    )
    assert naming(policy).sentence == (
        "Hai danh sách riêng: 3 đơn vị có tỷ lệ thi hành xong/có điều kiện về việc thấp nhất;"
        " 3 đơn vị có tỷ lệ thi hành xong/có điều kiện về tiền thấp nhất; thấp nhất đứng trước;"
        " không xét đơn vị có mẫu số dưới 100 việc; không xét đơn vị có mẫu số dưới 1 tỷ 500 triệu đồng;"
        " loại trừ Hà Nội (lý do A)."
    )


@pytest.mark.parametrize(("rule", "code"), NEEDY.items())
def test_a_rule_says_which_data_it_lacks(rule: Rule, code: str) -> None:
    policy = replace(NamingPolicy("p", "lowest"), rule=rule)
    with pytest.raises(StatisticsError) as caught:
        naming(policy, dataset("đơn vị | việc\nHà Nội | 1/2"))
    assert [finding.code for finding in caught.value.findings] == [code]
    assert caught.value.findings[0].hint


def test_every_unit_has_a_line_under_every_rule() -> None:
    goals = [target("01", "viec", "70"), target("01", "tien", "70")]
    plain = [rule for rule in naming_rules().rules.values() if "of" not in rule.parameters]
    policies = [NamingPolicy(f"p{place}", rule.id) for place, rule in enumerate(plain)]
    found = statistics(dataset(TABLE, goals), *policies)
    for each in found.namings.values():
        for measure in MEASURES:
            assert names(verdict.unit for verdict in each.verdicts[measure]) == (
                "Hà Nội, Hà Giang, Cao Bằng, Bắc Kạn, Tuyên Quang"
            )
            assert all(verdict.why for verdict in each.verdicts[measure])
