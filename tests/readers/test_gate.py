"""The gate: what it lets through, and what needs more than a file to be refused (the rest: test_nasty.py)."""

import hashlib
import os
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from dispatch.errors import Finding, InputError
from dispatch.readers import gate
from dispatch.readers.file_signs import ole_streams
from dispatch.readers.gate import open_gate
from dispatch.readers.limits import MAX_ROWS
from dispatch.readers.refusals import _REASONS
from dispatch.readers.xlsx import archive
from dispatch.readers.xlsx.prolog import check_part
from tests.readers.packages import ole, parts, patched, rows, sheet, with_part, workbook, zipped

TABLE = rows(["đơn vị", "thụ lý"], ["Hà Nội", 5])
SHEET = "xl/worksheets/sheet1.xml"


def refused(folder: Path, name: str) -> Finding:
    """The one finding with which the gate refuses a file."""
    with pytest.raises(InputError) as caught:
        open_gate(folder, name)
    [finding] = caught.value.findings
    assert finding.file == name
    assert finding.severity == "error"
    return finding


def put(folder: Path, name: str, data: bytes) -> str:
    (folder / name).write_bytes(data)
    return name


def test_a_workbook_passes_with_its_bytes_and_their_fingerprint(tmp_path: Path) -> None:
    data = workbook(TABLE)
    gated = open_gate(tmp_path, put(tmp_path, "số liệu.xlsx", data))
    assert (gated.kind, gated.data) == ("xlsx", data)
    assert (gated.file.name, gated.file.sha256) == ("số liệu.xlsx", hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize("name", ["a.csv", "a.CSV", "a.tsv", "a.txt"])
def test_text_passes_as_csv_and_is_not_decoded(tmp_path: Path, name: str) -> None:
    gated = open_gate(tmp_path, put(tmp_path, name, b"\xff\x00 not UTF-8"))
    assert gated.kind == "csv"


def test_a_name_may_stand_in_a_folder_of_the_dossier(tmp_path: Path) -> None:
    (tmp_path / "T5").mkdir()
    assert open_gate(tmp_path, put(tmp_path, "T5/a.csv", b"a,b\n")).file.name == "T5/a.csv"


def test_a_locked_file_says_that_excel_has_it_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = put(tmp_path, "a.xlsx", workbook(TABLE))
    monkeypatch.setattr(Path, "open", failing(PermissionError(13, "denied")))
    finding = refused(tmp_path, name)
    assert finding.code == "locked-file"
    assert "đang mở trong Excel" in finding.message


def test_a_disk_that_fails_is_not_called_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = put(tmp_path, "a.xlsx", workbook(TABLE))
    monkeypatch.setattr(Path, "open", failing(OSError(5, "I/O error")))
    assert refused(tmp_path, name).code == "unreadable-file"


def failing(error: OSError) -> Callable[..., object]:
    def fail(*_args: object, **_options: object) -> object:
        raise error

    return fail


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.csv")
    assert refused(tmp_path, "a.csv").code == "not-a-file"


@pytest.mark.parametrize("name", ["a.csv/b.csv", "không có.csv", "a\0b.csv"])
def test_a_path_that_leads_nowhere_is_a_missing_file(tmp_path: Path, name: str) -> None:
    put(tmp_path, "a.csv", b"a\n")
    assert refused(tmp_path, name).code == "missing-file"


def test_an_owner_file_is_told_from_its_name_whether_it_is_there_or_not(tmp_path: Path) -> None:
    assert refused(tmp_path, "~$a.xlsx").code == "owner-file"


def test_a_file_that_grew_while_it_was_examined_is_still_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "MAX_BYTES", 3)
    assert open_gate(tmp_path, put(tmp_path, "a.csv", b"abc")).data == b"abc"
    assert refused(tmp_path, put(tmp_path, "a.csv", b"abcd")).code == "file-too-large"


def test_as_many_parts_as_allowed_pass_and_one_more_does_not(tmp_path: Path) -> None:
    book = parts(sheet(TABLE))
    full = {**book, **{f"x/{i}": b"" for i in range(archive.MAX_PARTS - len(book))}}
    assert open_gate(tmp_path, put(tmp_path, "a.xlsx", zipped(full))).kind == "xlsx"
    assert refused(tmp_path, put(tmp_path, "a.xlsx", zipped({**full, "more": b""}))).code == "too-many-parts"


def test_a_directory_of_the_wrong_length_is_damage(tmp_path: Path) -> None:
    data = bytearray(workbook(TABLE))
    struct.pack_into("<I", data, data.rindex(b"PK\x05\x06") + 12, 2**31)
    assert refused(tmp_path, put(tmp_path, "a.xlsx", bytes(data))).code == "damaged-file"


def test_a_part_that_hides_its_size_is_unpacked_no_further_than_it_said(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = with_part("a.bin", b"\0" * 50_000_000)
    lying = archive.open_archive(patched(bomb, "a.bin", size=1000), "a.xlsx")
    monkeypatch.setattr(archive, "_CHUNK", 4096)
    seen: list[bytes] = []
    with pytest.raises(InputError) as caught:
        seen += lying.chunks("a.bin")
    assert caught.value.findings[0].code == "wrong-size"
    assert not seen


def test_well_compressed_parts_of_ordinary_size_pass(tmp_path: Path) -> None:
    data = with_part("a.bin", b"\0" * 1_000_000)
    assert open_gate(tmp_path, put(tmp_path, "a.xlsx", data)).kind == "xlsx"


def test_stored_parts_and_directory_entries_pass(tmp_path: Path) -> None:
    data = zipped({**parts(sheet(TABLE)), "xl/media/": b"", "xl/media/a.png": b"\x89PNG"}, level=0)
    assert open_gate(tmp_path, put(tmp_path, "a.xlsx", data)).kind == "xlsx"


@pytest.mark.parametrize("cut", range(1, 24))
def test_a_doctype_is_found_wherever_the_pieces_of_a_part_are_cut(cut: int) -> None:
    part = b"<a/><!--x--><!DOCTYPE a>"
    with pytest.raises(InputError) as caught:
        check_part([part[:cut], part[cut:]], "a.xml", "a.xlsx")
    assert caught.value.findings[0].code == "doctype"


def test_the_stream_of_a_password_counts_only_in_the_directory_of_an_old_file() -> None:
    entry = ole("EncryptedPackage")[512 + 128 :]
    assert ole_streams(ole("EncryptedPackage"), ("EncryptedPackage",)) == {"EncryptedPackage"}
    assert not ole_streams(ole("Workbook") + b"\0" * 10 + entry, ("EncryptedPackage",))


def test_every_reason_has_its_own_sentence_and_a_way_out() -> None:
    sentences = [message for message, _ in _REASONS.values()]
    assert len(set(sentences)) == len(sentences)
    assert all(hint and not hint.isascii() for _, hint in _REASONS.values())


def test_the_message_names_the_limit_of_rows() -> None:
    assert f"{MAX_ROWS:,}".replace(",", ".") in _REASONS["too-many-rows"][0]
