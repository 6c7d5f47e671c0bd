"""Saving: nobody's work is overwritten, nothing is half written, and a re-run writes nothing."""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dispatch.cli.report import refuse
from dispatch.errors import DispatchError, Finding, OutputError
from dispatch.pipeline.draft import compose_letter, draft
from dispatch.pipeline.provenance import last_written
from dispatch.pipeline.saving import Guard, check_replaceable, sha256, write_atomically
from dispatch.pipeline.saving_draft import Drafted, save
from tests.builders import FIXTURE, dossier_folder
from tests.pipeline.numbers import CURRENT, Record, change, rebalance

NAME = "chi-dao-chi-tieu-5T2022"


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return dossier_folder(tmp_path)


@pytest.fixture
def first(dossier: Path, tmp_path: Path) -> Drafted:
    return draft(dossier, tmp_path / "out", None)


def corrected(dossier: Path) -> None:
    def edit(record: Record) -> None:
        if (record["measure"], record["province"]) == ("viec", "Hà Nội"):
            record["thi_hanh_xong"] = str(int(record["thi_hanh_xong"]) + 100)
            rebalance(record)

    change(dossier, CURRENT, edit)


def listing(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path.relative_to(folder)): (path.lstat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in sorted(folder.rglob("*"))
    }


def refused(dossier: Path, out: Path) -> str:
    """The code for which a draft is refused; it must leave the folder as it was."""
    before = listing(out)
    with pytest.raises(DispatchError) as caught:
        draft(dossier, out, None)
    assert listing(out) == before
    return caught.value.findings[0].code


def test_letter_and_provenance_are_named_after_kind_and_period(first: Drafted) -> None:
    assert sorted(path.name for path in first.letter.parent.iterdir()) == [f"{NAME}.docx", f"{NAME}.provenance.json"]
    assert first.state == "written"


def test_provenance_knows_the_letter_by_its_fingerprint(first: Drafted) -> None:
    assert last_written(first.provenance) == sha256(first.letter.read_bytes())


def test_unchanged_letter_is_not_written_again(dossier: Path, first: Drafted) -> None:
    before = listing(first.letter.parent)

    assert draft(dossier, first.letter.parent, None).state == "unchanged"
    assert listing(first.letter.parent) == before


def test_letter_of_the_program_follows_the_data(dossier: Path, first: Drafted) -> None:
    old = first.letter.read_bytes()
    corrected(dossier)

    again = draft(dossier, first.letter.parent, None)

    assert again.state == "written"
    assert again.letter.read_bytes() != old
    assert last_written(again.provenance) == sha256(again.letter.read_bytes())


def test_hand_edited_letter_is_kept_and_the_way_to_refresh_it_told(dossier: Path, first: Drafted) -> None:
    first.letter.write_bytes(first.letter.read_bytes() + b" ")
    corrected(dossier)
    before = listing(first.letter.parent)

    with pytest.raises(OutputError) as caught:
        draft(dossier, first.letter.parent, None)

    [finding] = caught.value.findings
    assert finding.code == "hand-edited"
    assert f'dispatch refresh "{first.letter}" "{dossier}"' in finding.hint
    assert listing(first.letter.parent) == before


def test_hand_edited_letter_is_kept_when_the_data_did_not_change_too(dossier: Path, first: Drafted) -> None:
    first.letter.write_bytes(b"edited")

    assert refused(dossier, first.letter.parent) == "hand-edited"


@pytest.mark.parametrize(
    "content", [None, b"", b"{}", b"[]", b"not json", b'{"sha256": 5}', b'{"sha256": ""}', b"\xff"]
)
def test_letter_without_a_provenance_that_vouches_for_it_is_kept(
    content: bytes | None, dossier: Path, first: Drafted
) -> None:
    if content is None:
        first.provenance.unlink()
    else:
        first.provenance.write_bytes(content)
    corrected(dossier)

    assert refused(dossier, first.letter.parent) == "hand-edited"


def test_lost_provenance_of_an_unchanged_letter_is_written_again(dossier: Path, first: Drafted) -> None:
    kept = first.provenance.read_bytes()
    first.provenance.unlink()

    assert draft(dossier, first.letter.parent, None).state == "unchanged"
    assert first.provenance.read_bytes() == kept


def test_letter_that_was_deleted_is_written_again(dossier: Path, first: Drafted) -> None:
    kept = first.letter.read_bytes()
    first.letter.unlink()

    draft(dossier, first.letter.parent, None)

    assert first.letter.read_bytes() == kept


@pytest.mark.parametrize("lock", [f"~${NAME}.docx", f"~${NAME[2:]}.docx", f".~lock.{NAME}.docx#"])
def test_letter_that_is_open_elsewhere_is_not_touched(lock: str, dossier: Path, first: Drafted) -> None:
    (first.letter.parent / lock).write_bytes(b"")

    assert refused(dossier, first.letter.parent) == "file-open"


def test_refusal_of_the_system_to_replace_says_that_the_file_is_open(
    dossier: Path, first: Drafted, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*paths: Path) -> None:
        raise PermissionError(13, "denied", *map(str, paths))

    corrected(dossier)
    monkeypatch.setattr(Path, "replace", denied)

    assert refused(dossier, first.letter.parent) == "file-open"


def link(path: Path) -> None:
    path.symlink_to(FIXTURE / "targets.csv")


def dangling(path: Path) -> None:
    path.symlink_to("nowhere")


@pytest.mark.parametrize("make", [Path.mkdir, link, dangling])
def test_target_that_is_no_plain_file_is_refused(make: Callable[[Path], Any], dossier: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    make(out / f"{NAME}.docx")

    assert refused(dossier, out) == "not-a-file"
    assert (FIXTURE / "targets.csv").read_bytes().startswith(b"year")


@pytest.mark.parametrize("make", [Path.mkdir, link, dangling])
def test_provenance_that_is_no_plain_file_is_refused_before_anything_is_written(
    make: Callable[[Path], Any], dossier: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    make(out / f"{NAME}.provenance.json")

    assert refused(dossier, out) == "not-a-file"
    assert (FIXTURE / "targets.csv").read_bytes().startswith(b"year")


@pytest.mark.parametrize("out", ["ho-so/dossier.toml", "ho-so/dossier.toml/con"])
def test_output_folder_that_is_a_file_is_refused_in_vietnamese(out: str, dossier: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        draft(dossier, tmp_path / out, None)

    [finding] = caught.value.findings
    assert finding.code == "cannot-write"
    assert "File exists" not in finding.message
    assert "Not a directory" not in finding.message


def test_folder_for_the_letters_is_made_with_those_above_it(dossier: Path, tmp_path: Path) -> None:
    assert draft(dossier, tmp_path / "một" / "hai ba", None).letter.is_file()


# --- every call of the system may fail ---

CALLS = ("mkdir", "mkstemp", "fdopen", "write", "flush", "fsync", "chmod", "replace", "close")


class Failing:
    """Counts the calls that writing makes of the system, and lets the n-th one fail."""

    def __init__(self, fail: int, error: OSError) -> None:
        self.fail, self.error, self.calls = fail, error, list[str]()

    def count(self, call: str) -> None:
        self.calls.append(call)
        if len(self.calls) == self.fail:
            raise self.error

    def wrap(self, call: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **kwargs: Any) -> Any:
            self.count(call)
            return real(*args, **kwargs)

        return counted


class FailingFile:
    """A file whose write, flush and close count."""

    def __init__(self, file: Any, failing: Failing) -> None:
        self._file, self._failing = file, failing

    def __enter__(self) -> "FailingFile":
        return self

    def __exit__(self, *args: object) -> None:
        self._file.close()
        self._failing.count("close")

    def write(self, data: bytes) -> int:
        half = len(data) // 2
        self._file.write(data[:half])
        self._failing.count("write")
        return half + int(self._file.write(data[half:]))

    def flush(self) -> None:
        self._failing.count("flush")
        self._file.flush()

    def fileno(self) -> int:
        return int(self._file.fileno())


def installed(fail: int, error: OSError, monkeypatch: pytest.MonkeyPatch) -> Failing:
    failing = Failing(fail, error)
    real = os.fdopen
    monkeypatch.setattr(tempfile, "mkstemp", failing.wrap("mkstemp", tempfile.mkstemp))
    monkeypatch.setattr(os, "fdopen", failing.wrap("fdopen", lambda *args: FailingFile(real(*args), failing)))
    monkeypatch.setattr(os, "fsync", failing.wrap("fsync", os.fsync))
    for name in ("mkdir", "chmod", "replace"):
        monkeypatch.setattr(Path, name, failing.wrap(name, getattr(Path, name)))
    return failing


def errors() -> Iterator[OSError]:
    yield OSError(28, "No space left on device")
    yield OSError(5, "Input/output error")
    yield PermissionError(13, "Permission denied")
    yield OSError(30, "Read-only file system")


@pytest.mark.parametrize("error", list(errors()), ids=lambda error: str(error.errno))
@pytest.mark.parametrize("old", [None, b"old"])
def test_failure_at_any_call_leaves_the_old_file_or_the_new_one_and_nothing_else(
    error: OSError, old: bytes | None, tmp_path: Path
) -> None:
    seen: list[str] = []
    for fail in range(1, 100):
        folder = tmp_path / str(fail)
        target = folder / "letter.docx"
        if old is not None:
            folder.mkdir()
            target.write_bytes(old)
        with pytest.MonkeyPatch.context() as patched:
            failing = installed(fail, error, patched)
            try:
                write_atomically(target, b"new content")
            except OutputError as refusal:
                [finding] = refusal.findings
                assert finding.code in ("cannot-write", "file-open")
                assert "errno" not in finding.message.lower()
                assert str(error.strerror) not in finding.message
        names = [path.name for path in folder.iterdir()] if folder.exists() else []
        assert names in ([], ["letter.docx"])
        if names:
            assert target.read_bytes() in (old, b"new content")
        elif old is not None:
            pytest.fail("the old file is gone")
        if len(failing.calls) < fail:
            assert target.read_bytes() == b"new content"
            break
        seen.append(failing.calls[fail - 1])
    else:
        pytest.fail("no run without a failure")
    assert set(seen) == set(CALLS)


def test_failure_at_any_call_of_a_draft_leaves_whole_files_that_the_next_run_completes(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path)
    whole = draft(folder, tmp_path / "whole", None)
    good = whole.letter.read_bytes(), whole.provenance.read_bytes()
    letter, out = compose_letter(whole.prepared), tmp_path / "out"
    for fail in range(1, 100):
        with pytest.MonkeyPatch.context() as patched:
            failing = installed(fail, OSError(28, "No space left on device"), patched)
            try:
                save(whole.prepared, letter, good[0], out)
            except OutputError:
                assert {path.name for path in out.glob("*")} <= {whole.letter.name, whole.provenance.name}
        if len(failing.calls) < fail:
            break
        for path in out.glob("*"):
            assert path.read_bytes() in good
        save(whole.prepared, letter, good[0], out)
        assert ((out / whole.letter.name).read_bytes(), (out / whole.provenance.name).read_bytes()) == good
        shutil.rmtree(out)
    else:
        pytest.fail("no run without a failure")


def test_full_disk_never_writes_a_letter_without_its_provenance(tmp_path: Path) -> None:
    """Both are put down whole beside their places before either takes its place."""
    folder = dossier_folder(tmp_path)
    out = tmp_path / "out"
    with pytest.MonkeyPatch.context() as patched:
        real = tempfile.mkstemp
        calls = iter(range(100))

        def second_fails(**kwargs: Any) -> Any:
            if next(calls) == 1:
                raise OSError(28, "No space left on device")
            return real(**kwargs)

        patched.setattr(tempfile, "mkstemp", second_fails)
        with pytest.raises(OutputError):
            draft(folder, out, None)

    assert list(out.glob("*")) == []


def test_interrupt_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*handles: int) -> None:
        raise KeyboardInterrupt(*handles)

    monkeypatch.setattr(os, "fsync", interrupted)

    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "a.docx", b"x")
    assert list(tmp_path.iterdir()) == []


def test_check_compares_bytes_not_times(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")

    assert check_replaceable(target, b"old", Guard("", "")) == "unchanged"
    assert check_replaceable(target, b"new", Guard(sha256(b"old"), "")) == "written"
    with pytest.raises(OutputError):
        check_replaceable(target, b"new", Guard(sha256(b"new"), ""))


def test_refused_dossier_writes_nothing(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path, dossier={"months = 5": "months = 13"})
    out = tmp_path / "out"
    out.mkdir()
    (out / "của tôi.txt").write_text("a", encoding="utf-8")

    assert refused(folder, out) == "bad-period"


def test_provenance_accounts_for_every_printed_figure(first: Drafted) -> None:
    document = json.loads(first.provenance.read_bytes())
    ids = {figure["id"] for figure in document["figures"]}

    assert {"toan_quoc.viec.ty_le", "don_vi.84.viec.ty_le", "van_ban.so"} <= ids
    for figure in document["figures"]:
        assert set(figure["inputs"]) <= ids, figure["id"]
        assert figure["operands"] or figure["inputs"], figure["id"]
    assert str(first.letter.parent) not in first.provenance.read_text(encoding="utf-8")


def test_a_fault_after_the_letter_took_its_place_says_which_file_was_written(
    dossier: Path, first: Drafted, monkeypatch: pytest.MonkeyPatch
) -> None:
    corrected(dossier)
    real = Path.replace

    def denied(self: Path, target: Path) -> Path:
        if target == first.provenance:
            raise PermissionError
        return real(self, target)

    monkeypatch.setattr(Path, "replace", denied)
    with pytest.raises(OutputError) as caught:
        draft(dossier, first.letter.parent, None)
    assert [finding.code for finding in caught.value.findings] == ["file-open", "partly-written"]
    assert first.letter.name in caught.value.findings[1].message
    monkeypatch.undo()
    assert draft(dossier, first.letter.parent, None).state == "unchanged"


def test_a_refusal_says_that_nothing_was_written_only_when_nothing_was(capsys: pytest.CaptureFixture[str]) -> None:
    for code, said in (("file-open", True), ("partly-written", False)):
        with pytest.raises(SystemExit):
            refuse(OutputError([Finding(code, "lỗi", "làm lại")]), as_json=False)
        assert ("Không có tệp nào được ghi" in capsys.readouterr().err) is said
