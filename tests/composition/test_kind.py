"""template.toml: every wrong key is told with its line, all at once."""

from pathlib import Path

import pytest

from dispatch.composition.kind import load_kind
from dispatch.errors import DispatchError, TemplateError
from tests.composition.kinds import APPENDIX, POLICY, SETTINGS, codes, compiled, refusal, write_kind

NAMED = "{{ danh_sach.thap.viec }} {{ phu_luc.viec }}"
ALL = SETTINGS + POLICY + APPENDIX


def line_of(text: str, settings: str = ALL) -> int:
    assert settings.count(text) == 1, text
    return settings.count("\n", 0, settings.index(text)) + 1


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('signer = "Nguyễn Văn A"', 'signer = "A"\nky = "B"', "unknown-key"),
        ('title = "Thử"', "title = 5", "wrong-type"),
        ('addressees = ["Cục trưởng"]', 'addressees = "Cục trưởng"', "wrong-type"),
        ('recipients = ["Như trên", "Lưu: VT"]', "recipients = [1]", "wrong-type"),
        ('named = "thap"', 'named = "khac"', "unknown-policy"),
        ('rule = "lowest"', 'rule = "tallest"', "bad-option"),
        ("count = 1", "count = 0", "bad-policy"),
        ("count = 1", "count = -3", "bad-policy"),
        ("count = 1", 'count = "một"', "wrong-type"),
        ("count = 1", "coun = 1", "unknown-key"),
        ("count = 1", 'combine = "all"', "bad-option"),
        ("count = 1", 'order = "abc"', "bad-option"),
        ("count = 1", 'appendix = "khac"\nreference = "{appendix}"', "unknown-appendix"),
        ("count = 1", 'reference = "xem phụ lục"\nappendix = "viec"', "bad-policy"),
        ("[naming.policies.thap]", '[naming.policies."Thấp"]', "bad-id"),
        ('units = "all"', 'units = "khac"', "unknown-policy"),
        ('units = "all"', "when_long = true", "bad-option"),
        ('id = "viec"', 'id = "Về việc"', "bad-id"),
        ('header = "Tỷ lệ"', 'header = "Tỷ lệ"\nwidth = 5', "unknown-key"),
        ('header = "Tỷ lệ"', "header = 5", "wrong-type"),
    ],
)
def test_wrong_key_is_told_with_its_line(old: str, new: str, code: str, tmp_path: Path) -> None:
    settings = ALL.replace(old, new)
    expected = line_of(old) + (new.count("\n") if code == "unknown-key" and "\n" in new else 0)

    with pytest.raises(DispatchError) as caught:
        compiled(tmp_path, NAMED, settings=settings)

    assert (code, "template.toml", expected) in codes(caught.value.findings)
    assert all(fault.line and fault.hint for fault in caught.value.findings), caught.value.findings


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("share = 40", "share = 41"),
        ("share = 40", "share = 0\n\n[[appendix.columns]]\nheader = 'a'\ncontent = 'stt'\nshare = 40"),
        ("share = 60", "share = 160"),
        ('content = "ten"', 'content = "stt"'),
        ('content = "viec.ty_le"', 'content = "ten"'),
    ],
)
def test_columns_that_make_no_table_are_told_with_the_line_of_the_appendix(old: str, new: str, tmp_path: Path) -> None:
    faults = refusal(tmp_path, NAMED, settings=ALL.replace(old, new))

    assert {fault.code for fault in faults} == {"bad-columns"}
    assert all(fault.line is not None and fault.line >= line_of("[[appendix]]") for fault in faults)


@pytest.mark.parametrize("key", ["content", "order_by"])
def test_column_or_order_without_a_figure_is_told_with_its_line(key: str, tmp_path: Path) -> None:
    settings = ALL.replace(f'{key} = "viec.ty_le"', f'{key} = "viec.ti_le"')

    faults = refusal(tmp_path, NAMED, settings=settings)

    assert codes(faults) == [("unknown-figure", "template.toml", line_of(f'{key} = "viec.ty_le"'))]


@pytest.mark.parametrize("key", ["title", "subject", "addressees", "recipients", "authority", "signer"])
def test_missing_key_is_named(key: str, tmp_path: Path) -> None:
    settings = "".join(line + "\n" for line in SETTINGS.splitlines() if not line.startswith(key))

    [fault] = refusal(tmp_path, "Một.", settings=settings)

    assert fault.code == "missing-key"
    assert f"“{key}”" in fault.message


def test_two_appendices_of_one_name_are_refused(tmp_path: Path) -> None:
    faults = refusal(tmp_path, NAMED, settings=ALL + APPENDIX)

    assert codes(faults) == [("bad-id", "template.toml", ALL.count("\n") + 3)]


@pytest.mark.parametrize("day", ["31/02/2022", "2022-02-28", "1/2/2022", "hôm qua"])
def test_citation_of_a_day_that_does_not_exist_is_refused(day: str, tmp_path: Path) -> None:
    cited = f'\n[citations.qd]\ntype = "Quyết định"\ndate = "{day}"\n'

    faults = refusal(tmp_path, "{{ trich_dan.qd }}", cited)

    assert codes(faults) == [("bad-date", "template.toml", SETTINGS.count("\n") + 4)]


def test_all_faults_of_the_settings_are_told_at_once(tmp_path: Path) -> None:
    settings = ALL.replace("count = 1", "count = 0").replace('title = "Thử"', "title = 5") + "\n[la]\na = 1\n"

    assert [fault.code for fault in refusal(tmp_path, NAMED, settings=settings)] == [
        "wrong-type",
        "bad-policy",
        "unknown-key",
    ]


def test_kind_without_a_letter_is_refused(tmp_path: Path) -> None:
    folder = write_kind(tmp_path, "Một.")
    (folder / "letter.md.j2").unlink()

    with pytest.raises(TemplateError) as caught:
        load_kind(folder)
    assert codes(caught.value.findings) == [("missing-file", "letter.md.j2", None)]


def test_letter_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    folder = write_kind(tmp_path, "")
    (folder / "letter.md.j2").write_bytes("Nhiệm vụ".encode("cp1258", "replace") + b"\xff")

    with pytest.raises(TemplateError) as caught:
        load_kind(folder)
    assert [fault.code for fault in caught.value.findings] == ["not-utf8"]


def test_fingerprint_follows_both_files(tmp_path: Path) -> None:
    first = load_kind(write_kind(tmp_path, "Một.", ALL)).fingerprint

    assert load_kind(write_kind(tmp_path, "Một.", ALL)).fingerprint == first
    assert load_kind(write_kind(tmp_path, "Hai.", ALL)).fingerprint != first
    assert load_kind(write_kind(tmp_path, "Một.", ALL + "# a\n")).fingerprint != first
