"""Naming policies as they are written in template.toml: read key by key, every fault at its line."""

from pathlib import Path

import pytest

from dispatch.directory.naming_rules import naming_rules, overridden, read_policies
from dispatch.errors import Finding, InputError
from dispatch.model.naming import NamingPolicy
from dispatch.tomlfile import read_toml


def read(folder: Path, text: str) -> dict[str, NamingPolicy]:
    (folder / "t.toml").write_text(text, encoding="utf-8")
    top = read_toml(folder / "t.toml", "t.toml")
    policies = read_policies(top)
    top.finish()
    return policies


def refused(folder: Path, text: str) -> list[Finding]:
    with pytest.raises(InputError) as caught:
        read(folder, text)
    assert all(finding.hint for finding in caught.value.findings)
    return list(caught.value.findings)


def test_every_key_of_a_policy_is_read(tmp_path: Path) -> None:
    text = """
        [policies.thap]
        rule = "lowest"
        count = 3
        indicator = "ty_le_tren_phai_thi_hanh"
        order = "alphabet"
        combine = "both"
        min_denominator = { viec = 100, tien = 5000000 }
        exclude = { "Hà Nội" = "mới sáp nhập" }
    """
    assert read(tmp_path, text)["thap"] == NamingPolicy(
        "thap", "lowest", 3, "both", "alphabet", indicator="ty_le_tren_phai_thi_hanh",
        min_denominator={"viec": 100, "tien": 5_000_000}, exclude={"Hà Nội": "mới sáp nhập"},
    )  # fmt: skip


def test_a_least_denominator_without_a_measure_is_one_of_cases(tmp_path: Path) -> None:
    assert read(tmp_path, "[policies.a]\nmin_denominator = 50")["a"].min_denominator == {"viec": 50}


def test_the_lists_that_a_policy_joins_may_stand_behind_it(tmp_path: Path) -> None:
    text = '[policies.ca]\nrule = "all-of"\nof = ["a", "b"]\n[policies.a]\n[policies.b]\nrule = "worst-fall"'
    assert read(tmp_path, text)["ca"].of == ("a", "b")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('rule = "tallest"', "bad-option"),
        ("count = 0", "bad-policy"),
        ('order = "tên"', "bad-option"),
        ('combine = "none"', "bad-option"),
        ("min_denominator = -1", "bad-policy"),
        ("min_denominator = { khac = 1 }", "unknown-key"),
        ('exclude = { "Hà Nội" = " " }', "no-reason"),
        ("exclude = { HN = 1 }", "wrong-type"),
        ('rule = "all-of"', "bad-policy"),
        ('rule = "any-of"\nof = ["khac"]', "unknown-policy"),
        ('rule = "any-of"\nof = ["a"]', "unknown-policy"),
        ('rule = "below-national"\ncount = 3', "unknown-key"),
        ('rule = "below-pace"\nindicator = "ty_le"', "unknown-key"),
        ('of = ["a"]', "unknown-key"),
    ],
)
def test_what_a_rule_does_not_take_is_refused_at_its_line(line: str, code: str, tmp_path: Path) -> None:
    [finding] = refused(tmp_path, f"\n[policies.a]\n{line}\n")
    assert (finding.code, finding.file) == (code, "t.toml")
    assert finding.line is not None
    assert finding.line >= 2


def test_a_dossier_changes_numbers_and_exclusions_but_no_rule(tmp_path: Path) -> None:
    policies = {"thap": NamingPolicy("thap", "lowest", exclude={"Hà Nội": "cũ"})}

    def changed(text: str) -> NamingPolicy:
        (tmp_path / "d.toml").write_text(text, encoding="utf-8")
        top = read_toml(tmp_path / "d.toml", "d.toml")
        found = overridden(top, policies)["thap"]
        top.finish()
        return found

    found = changed('[thap]\ncount = 2\nexclude = { "Hà Giang" = "mới" }\nmin_denominator = 30')
    assert (found.count, found.min_denominator) == (2, {"viec": 30})
    assert found.exclude == {"Hà Nội": "cũ", "Hà Giang": "mới"}
    for text in ('[thap]\nrule = "highest"', "[khac]\ncount = 1", '[thap]\nappendix = "a"', '[thap]\nlevel = "lower"'):
        with pytest.raises(InputError):
            changed(text)


def test_the_rules_take_only_keys_that_are_read() -> None:
    known = {"rule", "count", "combine", "order", "indicator", "min_denominator", "exclude", "of", "appendix"}
    assert naming_rules().keys == known | {"reference", "level"}
