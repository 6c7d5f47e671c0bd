"""`dispatch template check` tells every fault of a kind with its file and line; a sound kind is tried."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from dispatch.errors import Finding
from dispatch.model.kind import LETTER_FILE, SETTINGS_FILE
from dispatch.pipeline.authoring.check_kind import check_kinds
from dispatch.pipeline.kinds import builtin_templates
from tests.cli.running import run

SETTINGS = """\
title = "Thử"
subject = "kết quả {{ ky.ten }}"
addressees = ["Các đơn vị"]
recipients = ["Như trên", "Lưu: VT, VP"]
authority = ["{{ nguoi_ky.chuc_vu | in_hoa }}"]
signer = "{{ nguoi_ky.ho_ten }}"
"""
BODY = "Kết quả đạt {{ toan_quoc.viec.ty_le }}.\n"
POLICY = '[naming]\nnamed = "thap"\n\n[naming.policies.thap]\nrule = "lowest"\ncount = 3\n'


def kind(folder: Path, settings: str = SETTINGS, body: str = BODY) -> Path:
    made = folder / "mau-thu"
    made.mkdir(parents=True)
    (made / SETTINGS_FILE).write_text(settings, encoding="utf-8")
    (made / LETTER_FILE).write_text(body, encoding="utf-8")
    return made


def found(folder: Path) -> tuple[Finding, ...]:
    [checked] = check_kinds(folder)
    return checked.findings


def places(findings: Iterable[Finding]) -> list[tuple[str, str | None, int | None]]:
    return [(each.code, each.file, each.line) for each in findings]


@pytest.mark.parametrize("name", sorted(each.name for each in builtin_templates().iterdir()))
@pytest.mark.parametrize("period", ["10T2025", "5T2022"])
def test_the_program_s_own_kinds_have_no_fault(name: str, period: str) -> None:
    ran = run("template", "check", builtin_templates() / name, "--period", period, "--json")
    assert (ran.code, ran.document["templates"]) == (
        0,
        [{"template": name, "findings": [], "errors": 0, "warnings": 0}],
    )


def test_a_sound_kind_has_no_findings(tmp_path: Path) -> None:
    assert found(kind(tmp_path)) == ()


def test_faults_of_both_files_are_told_at_once(tmp_path: Path) -> None:
    settings = SETTINGS.replace("title =", "titel =") + '[citations.cu]\ntype = "Quyết định"\ndate = "31/02/2022"\n'
    body = "Đạt {{ toan_quoc.viec.ty_le }}.\n\n{% if toan_quoc.viec.ty_le %}\n\n{{ a b }}{% endif %}\n"
    assert places(found(kind(tmp_path, settings, body))) == [
        ("template-syntax", LETTER_FILE, 5),
        ("missing-key", SETTINGS_FILE, None),
        ("unknown-key", SETTINGS_FILE, 1),
        ("bad-date", SETTINGS_FILE, 9),
    ]


UNUSED = SETTINGS + '[abbreviations.a]\nshort = "A"\nfull = "An"\n'
NO_RULE = SETTINGS + POLICY.replace("lowest", "thap nhat")
NO_POLICY = SETTINGS + POLICY.replace('named = "thap"', 'named = "cao"')
NO_INDICATOR = SETTINGS + POLICY + 'indicator = "ty_lee"\n'
NO_FAMILY = SETTINGS + '[heading]\nfamily = "dang"\n'
NO_LIST = "{% for dv in ky.ten %}{{ dv.ten }}{% endfor %}\n"


@pytest.mark.parametrize(
    ("settings", "body", "code", "line"),
    [
        pytest.param(SETTINGS, "Đạt {{ toan_quoc.viec.tyle }}.\n", "unknown-figure", 1, id="name"),
        pytest.param(SETTINGS, BODY + "\n{{ ky.ten | hoa }}\n", "not-allowed", 3, id="filter"),
        pytest.param(SETTINGS, "{{ ky.ten | gon }}\n", "wrong-filter", 1, id="misfit"),
        pytest.param(SETTINGS, BODY + "\n{% if ky.ten %}\n", "template-syntax", 3, id="open if"),
        pytest.param(SETTINGS, "{% set a = 1 %}" + BODY, "not-allowed", 1, id="statement"),
        pytest.param(SETTINGS, NO_LIST, "not-a-list", 1, id="loop"),
        pytest.param(UNUSED, BODY, "unused-definition", 7, id="unused"),
        pytest.param(SETTINGS + "màu = 1\n", BODY, "not-toml", 7, id="toml"),
        pytest.param(SETTINGS.replace("ky.ten", "ky.tên"), BODY, "unknown-figure", 2, id="subject"),
        pytest.param(NO_RULE, BODY, "bad-option", 11, id="rule"),
        pytest.param(NO_POLICY, BODY, "unknown-policy", 8, id="named"),
        pytest.param(NO_INDICATOR, BODY, "unknown-indicator", 10, id="indicator"),
        pytest.param(NO_FAMILY, BODY, "bad-option", 8, id="family"),
    ],
)
def test_a_fault_has_its_place(tmp_path: Path, settings: str, body: str, code: str, line: int) -> None:
    findings = found(kind(tmp_path, settings, body))
    file = SETTINGS_FILE if body == BODY else LETTER_FILE
    assert (code, file, line) in places(findings)
    assert all(each.hint for each in findings)


def test_a_filter_that_is_nearly_right_is_named(tmp_path: Path) -> None:
    [finding] = found(kind(tmp_path, body="{{ toan_quoc.viec.ty_le }} {{ toan_quoc.tien.ket_qua | lam_trn }}\n"))
    assert finding.hint == "có phải là “lam_tron”?"


def test_a_policy_that_nothing_prints_is_a_warning(tmp_path: Path) -> None:
    settings = SETTINGS + POLICY.replace('named = "thap"\n', "")
    [finding] = found(kind(tmp_path, settings))
    assert (finding.code, finding.severity, finding.line) == ("unused-policy", "warning", 9)
    assert check_kinds(tmp_path)[0].is_sound


def test_what_a_letter_would_have_against_the_layout_law_is_a_warning(tmp_path: Path) -> None:
    findings = found(kind(tmp_path, SETTINGS.replace('"Lưu: VT, VP"', '"Các đơn vị"')))
    assert findings
    assert {each.severity for each in findings} == {"warning"}


@pytest.mark.parametrize("missing", [LETTER_FILE, SETTINGS_FILE])
def test_a_file_that_is_missing_is_said(tmp_path: Path, missing: str) -> None:
    made = kind(tmp_path)
    (made / missing).unlink()
    assert ("missing-file", missing) in [(each.code, each.file) for each in found(made)]


def test_a_folder_of_kinds_is_checked_whole(tmp_path: Path) -> None:
    kind(tmp_path / "a")
    kind(tmp_path / "b").rename(tmp_path / "a" / "mau-hai")
    assert [each.folder.name for each in check_kinds(tmp_path / "a")] == ["mau-hai", "mau-thu"]


def test_no_folder_and_no_kind_are_refused(tmp_path: Path) -> None:
    assert [each["code"] for each in run("template", "check", tmp_path / "a", "--json").refused] == ["missing-folder"]
    assert [each["code"] for each in run("template", "check", tmp_path, "--json").refused] == ["no-kind"]


def test_a_kind_started_from_another_is_sound_and_drafts_from_an_empty_folder(tmp_path: Path) -> None:
    for old in sorted(builtin_templates().iterdir()):
        assert run("template", "new", f"mau/{old.name}-rieng", "--from", old.name, folder=tmp_path).code == 0
    assert run("template", "check", "mau", folder=tmp_path).code == 0


def test_a_new_kind_needs_a_name_and_an_empty_folder(tmp_path: Path) -> None:
    made = kind(tmp_path)
    before = (made / SETTINGS_FILE).read_bytes()
    assert [each["code"] for each in run("template", "new", made, "--json").refused] == ["not-empty"]
    assert (made / SETTINGS_FILE).read_bytes() == before
    assert [each["code"] for each in run("template", "new", tmp_path / "Mẫu mới", "--json").refused] == ["bad-name"]
    ran = run("template", "new", tmp_path / "moi", "--from", "chi-dao", "--json")
    assert [each["code"] for each in ran.refused] == ["unknown-kind"]
    assert not (tmp_path / "moi").exists()
