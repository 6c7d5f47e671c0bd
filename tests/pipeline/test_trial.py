"""Naming policies tried out on the command line: read like those of a file, written nowhere."""

import pytest

from dispatch.errors import InputError
from dispatch.model.naming import NamingPolicy
from dispatch.pipeline.trial import tried

POLICIES = {"thap": NamingPolicy("thap", "lowest"), "cao": NamingPolicy("cao", "highest")}


def test_a_key_alone_is_one_of_the_list_the_letter_is_about() -> None:
    found = tried(POLICIES, ["count=3", "cao.count=2"], "thap")
    assert (found["thap"].count, found["cao"].count) == (3, 2)


@pytest.mark.parametrize("path", ["exclude.Hà Nội", "thap.exclude.Hà Nội"])
def test_a_name_with_a_space_may_be_excluded_with_its_reason(path: str) -> None:
    assert tried(POLICIES, [f"{path}=thiên tai"], "thap")["thap"].exclude == {"Hà Nội": "thiên tai"}


def test_a_new_name_is_a_new_policy_and_may_join_others() -> None:
    found = tried(POLICIES, ["ca.rule=all-of", 'ca.of=["thap", "cao"]', "min_denominator.tien=7"], "thap")
    assert found["ca"] == NamingPolicy("ca", "all-of", of=("thap", "cao"))
    assert found["thap"].min_denominator == {"tien": 7}


def test_even_the_rule_may_be_another() -> None:
    assert tried(POLICIES, ["rule=below-national"], "thap")["thap"].rule == "below-national"


@pytest.mark.parametrize(
    "written", ["count", "=3", "thap.=3", "thap.count=ba", "cout=3", "thap.exclude.Hà Nội=", "exclude=Hà Nội"]
)
def test_what_cannot_be_understood_is_refused_with_what_to_write(written: str) -> None:
    with pytest.raises(InputError) as caught:
        tried(POLICIES, [written], "thap")
    assert all(finding.file == "--policy" and finding.hint for finding in caught.value.findings)


def test_a_key_alone_needs_a_list_that_the_letter_is_about() -> None:
    with pytest.raises(InputError, match="không nói về quy tắc nào") as caught:
        tried(POLICIES, ["count=3"], "")
    assert "ten.rule=lowest" in caught.value.findings[0].hint


def test_a_value_and_a_part_of_it_cannot_both_be_set() -> None:
    with pytest.raises(InputError, match="đều đặt giá trị cho “min_denominator”"):
        tried(POLICIES, ["min_denominator=5", "min_denominator.viec=6"], "thap")


def test_a_mistyped_name_is_no_new_policy() -> None:
    with pytest.raises(InputError) as caught:
        tried(POLICIES, ["thapp.count=3", "xyz.count=2"], "thap")
    near, far = caught.value.findings
    assert (near.code, near.message) == ("unknown-policy", "không có quy tắc nêu tên “thapp”")
    assert near.hint.startswith("có phải là “thap”?")
    assert "thap, cao" in far.hint
    assert "xyz.rule=" in far.hint


def test_an_unknown_key_is_answered_with_every_key_there_is() -> None:
    with pytest.raises(InputError) as caught:
        tried(POLICIES, ["foo=3"], "thap")
    assert {"exclude", "min_denominator", "count"} <= set(caught.value.findings[0].hint.split(": ")[1].split(", "))


def test_who_is_excluded_without_a_reason_is_told_how_to_write_one() -> None:
    with pytest.raises(InputError) as caught:
        tried(POLICIES, ["exclude=Hà Nội"], "thap")
    [finding] = caught.value.findings
    assert finding.message == "loại trừ “Hà Nội” mà không nêu lý do"
    assert "exclude.Hà Nội=lý do" in finding.hint
