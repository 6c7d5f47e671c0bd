"""Names an officer confirms: written into the dossier, nothing else in it touched."""

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.errors import DispatchError
from dispatch.pipeline import accept as module
from dispatch.pipeline.accept import accept_aliases
from tests.builders import FIXTURE, dossier_folder
from tests.cli.running import run
from tests.pipeline.numbers import CURRENT

PAIR = "Hung Yên=Hưng Yên"
LINE = '"Hung Yên" = "Hưng Yên"'
ORIGINAL = (FIXTURE / "dossier.toml").read_text(encoding="utf-8")


def accepted(folder: Path, text: str | bytes, *pairs: str) -> str:
    raw = text.encode() if isinstance(text, str) else text
    (folder / "dossier.toml").write_bytes(raw)
    accept_aliases(folder, pairs or (PAIR,), None)
    return (folder / "dossier.toml").read_bytes().decode()


def refusal(folder: Path, *pairs: str) -> tuple[str, ...]:
    before = (folder / "dossier.toml").read_bytes()
    with pytest.raises(DispatchError) as caught:
        accept_aliases(folder, pairs, None)
    assert (folder / "dossier.toml").read_bytes() == before
    return tuple(finding.message for finding in caught.value.findings)


def test_a_section_is_made_at_the_end_when_there_is_none(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path)
    assert accepted(folder, ORIGINAL) == f"{ORIGINAL}\n[aliases]\n{LINE}\n"


def test_a_line_is_added_under_the_header_and_every_other_byte_stays(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path)
    section = '\n[aliases] # đã hỏi\n# ghi chú\n"HG ang" = "Hà Giang" # cuối\n\n[naming.ket_qua_thap]\ncount = 7'
    after = accepted(folder, ORIGINAL + section)
    assert after == ORIGINAL + section.replace("# đã hỏi\n", f"# đã hỏi\n{LINE}\n")


@pytest.mark.parametrize("tail", ["", "\r\n[aliases]\r\n", "\r\n[aliases]"])
def test_windows_line_endings_and_a_byte_order_mark_stay(tmp_path: Path, tail: str) -> None:
    text = "\ufeff" + ORIGINAL.rstrip("\n").replace("\n", "\r\n") + tail
    after = accepted(dossier_folder(tmp_path), text)
    assert after.startswith(text)
    assert after.endswith(f"[aliases]\r\n{LINE}\r\n")
    assert after.count("\n") == after.count("\r\n")


def test_a_name_already_confirmed_is_not_written_again(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path)
    once = accepted(folder, ORIGINAL, PAIR, "H. Yên=Hưng Yên")
    stamp = (folder / "dossier.toml").stat().st_mtime_ns
    # In decomposed letters it is the same name.
    assert accept_aliases(folder, [PAIR, "H. Ye\u0302n=Tỉnh Hưng Yên"], None) == {}
    assert (folder / "dossier.toml").read_text(encoding="utf-8") == once
    assert (folder / "dossier.toml").stat().st_mtime_ns == stamp


def test_a_key_is_quoted_so_that_it_reads_back_as_it_was_printed(tmp_path: Path) -> None:
    after = accepted(dossier_folder(tmp_path), ORIGINAL, 'C.M "cũ" \\ = 2=Cà Mau')
    assert tomllib.loads(after)["aliases"] == {'C.M "cũ" \\ = 2': "Cà Mau"}


def test_the_name_of_another_unit_and_an_unknown_unit_are_refused_all_at_once(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path)
    told = refusal(folder, "Hà Giang=Hậu Giang", "Hưng=Hưng Yênn", "Hung Yên", PAIR)
    assert told == (
        "“Hà Giang” là Hà Giang, không thể đọc là Hậu Giang",
        "không có đơn vị tên “Hưng Yênn”",
        "“Hung Yên” không có dấu =",
    )


def test_a_name_confirmed_for_one_unit_does_not_become_another(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path, dossier={"": '\n[aliases]\n"H.G" = "Hà Giang"\n'})
    assert refusal(folder, "H.G=Hậu Giang") == ("hồ sơ đã xác nhận “H.G” là Hà Giang",)
    assert len(refusal(folder, "K.G=Hà Giang", "K.G=Hậu Giang")) == 1


@pytest.mark.parametrize("written", ['aliases = { "HG ang" = "Hà Giang" }\n', 'aliases."HG ang" = "Hà Giang"\n'])
def test_a_table_written_on_one_line_is_left_alone_and_the_line_to_type_is_told(tmp_path: Path, written: str) -> None:
    folder = dossier_folder(tmp_path)
    (folder / "dossier.toml").write_text(written + ORIGINAL, encoding="utf-8")
    assert refusal(folder, PAIR)


def test_a_file_and_a_broken_dossier_are_refused(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path)
    ran = run("data", "check", folder / CURRENT, "--accept", PAIR, "--json")
    assert (ran.code, [each["code"] for each in ran.refused]) == (1, ["not-a-dossier"])
    (folder / "dossier.toml").write_text(ORIGINAL + "x = \n", encoding="utf-8")
    assert run("data", "check", folder, "--accept", PAIR).code == 1


def test_the_check_goes_on_with_the_name_and_a_later_draft_says_where_it_came_from(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path, current={"2022,5,viec,Hà Giang,": "2022,5,viec,H.Giang,"})
    assert run("data", "check", folder).code == 1
    ran = run("data", "check", folder, "--accept", "H.Giang=Hà Giang")
    assert ran.code == 0
    assert "Đã ghi vào mục [aliases]" in ran.err
    assert run("draft", folder, "--out", tmp_path / "out").code == 0
    document = json.loads((tmp_path / "out" / "chi-dao-chi-tieu-5T2022.provenance.json").read_text(encoding="utf-8"))
    assert document["aliases"] == [{"printed": "H.Giang", "name": "Hà Giang", "cells": ["2022-05.csv!4:province"]}]


@given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1).filter(str.strip))
def test_any_name_is_quoted_and_read_back(printed: str) -> None:
    changed = module._with_aliases(b"a = 1", {printed: "Hà Nội"})
    assert tomllib.loads(changed.decode())["aliases"] == {printed: "Hà Nội"}
