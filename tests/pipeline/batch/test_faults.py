"""Whatever fails while a batch is written: every letter is the old one or the new one, and no temporary file stays."""

import errno
import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from dispatch.errors import DispatchError, OutputError
from dispatch.pipeline.batch.file_names import TEMPORARY
from dispatch.pipeline.batch.known import read_known
from dispatch.pipeline.batch.lock import LOCK, OWNER, folder_lock
from dispatch.pipeline.batch.plan import Outcome
from dispatch.pipeline.batch.run import BatchRun, Order
from dispatch.pipeline.saving import sha256
from tests.builders import FIXTURE, ROOT, dossier_folder
from tests.pipeline.batch.batching import FEW, correct, letters, states, write

LETTERS = ("01-ha-noi.docx", "25-phu-tho.docx", "84-tra-vinh.docx")


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[bytes]]:
    """The letters of the fixture and those of a correction, by name."""
    folder = tmp_path_factory.mktemp("versions")
    dossier = dossier_folder(folder)
    write(dossier, folder / "old")
    correct(dossier, "Hà Nội")
    write(dossier, folder / "new")
    return {name: {(folder / each / name).read_bytes() for each in ("old", "new")} for name in LETTERS}


def temporaries(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if TEMPORARY.fullmatch(path.name)]


class Failing:
    """Calls of the system, the n-th of which fails."""

    def __init__(self, number: int, code: int) -> None:
        self.left = number
        self.code = code

    def wrapped(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def instead(*arguments: Any, **named: Any) -> Any:
            self.left -= 1
            if self.left == 0:
                raise OSError(self.code, os.strerror(self.code), str(arguments[0]))
            return call(*arguments, **named)

        return instead


@pytest.mark.parametrize("name", ["open", "write", "fsync", "replace"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES])
def test_the_nth_call_fails_until_a_run_passes(
    name: str, code: int, versions: dict[str, set[bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier, out = dossier_folder(tmp_path), tmp_path / "out"
    write(dossier, out)
    correct(dossier, "Hà Nội")
    run = BatchRun(Order(dossier, out, only=FEW))
    for number in range(1, 100):
        failing = Failing(number, code)
        with monkeypatch.context() as patched:
            patched.setattr(os, name, failing.wrapped(getattr(os, name)))
            told = attempt(run)
        assert temporaries(out) == []
        for letter in LETTERS:
            assert (out / letter).read_bytes() in versions[letter]
        if failing.left > 0:
            assert told == []
            break
        assert told, f"call {number} of os.{name} failed and nobody was told"
    assert number > 2
    assert set(states(write(dossier, out)).values()) == {"unchanged"}


def attempt(run: BatchRun) -> list[str]:
    """What a run tells of faults; one that fails as a whole tells it as a refusal."""
    try:
        outcomes = written(run)
    except DispatchError as error:
        return [finding.message for finding in error.findings]
    return [finding.message for outcome in outcomes for finding in outcome.findings]


def written(run: BatchRun) -> list[Outcome]:
    """Write the letters of a run that is ready."""
    with run.opened() as batch:
        return list(batch.write())


# --- processes that are killed ---


def started(dossier: Path, out: Path, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "dispatch", "batch", str(dossier), "--out", str(out), "--json", *options]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.mark.skipif(os.name != "posix", reason="there is no kill -9")
def test_fifty_runs_killed_at_any_moment_tear_nothing_and_the_next_completes(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run = BatchRun(Order(FIXTURE, out))
    written(run)
    whole = letters(out)
    shutil.rmtree(out)
    kills = 0
    for number in range(50):
        kills += killed_in_mid_batch(run, out, number)
        for path in out.glob("*.docx"):
            assert path.read_bytes() == whole[path.name], path.name
        if len(list(out.glob("*.docx"))) == len(whole):
            for path in out.iterdir():
                path.unlink()
    assert kills > 40
    assert {outcome.state for outcome in written(run)} <= {"written", "unchanged"}
    assert letters(out) == whole
    assert temporaries(out) == []
    known = read_known(out).letters
    assert {name: known[name].last for name in whole} == {name: sha256(data) for name, data in whole.items()}


def killed_in_mid_batch(run: BatchRun, out: Path, number: int) -> bool:
    """Start a run and kill it once it has written some letters; whether it was still at work."""
    pid = os.fork()
    if pid == 0:
        try:
            written(run)
        finally:
            os._exit(0)
    wanted = len(list(out.glob("*.docx"))) + number % 7 if out.exists() else number % 7
    for _ in range(4000):
        if out.exists() and len(list(out.glob("*.docx"))) > wanted:
            break
        if os.waitpid(pid, os.WNOHANG)[0]:
            return False
        time.sleep(0.0005)
    os.kill(pid, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(pid, 0)[1])


@pytest.mark.skipif(os.name != "posix", reason="there is no kill -9")
def test_workers_end_when_their_run_is_killed_and_the_next_run_gets_the_folder(tmp_path: Path) -> None:
    out = tmp_path / "out"
    process = started(FIXTURE, out, "--workers", "2")
    while not (out.exists() and len(list(out.glob("*.docx"))) > 5):
        assert process.poll() is None
        time.sleep(0.001)
    process.kill()
    process.wait()
    outcomes = write(FIXTURE, out, ())
    assert len(outcomes) == 63
    assert {outcome.state for outcome in outcomes.values()} == {"written", "unchanged"}


# --- folders that cannot be written into ---


@pytest.mark.usefixtures("limited")
def test_a_file_that_may_not_grow_leaves_every_old_letter(versions: dict[str, set[bytes]], tmp_path: Path) -> None:
    dossier, out = dossier_folder(tmp_path), tmp_path / "out"
    write(dossier, out, ("84",))
    correct(dossier, "Trà Vinh")
    resource.setrlimit(resource.RLIMIT_FSIZE, (8 * 1024, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    assert any("lớn quá mức" in told for told in attempt(BatchRun(Order(dossier, out, only=FEW))))
    assert (out / "84-tra-vinh.docx").read_bytes() in versions["84-tra-vinh.docx"]
    assert temporaries(out) == []


@pytest.fixture
def limited() -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


def test_a_disk_of_64_kb_takes_what_fits_and_tells_the_rest(
    versions: dict[str, set[bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is counted, not mounted: mounting one needs rights that a test does not have."""
    out, room = tmp_path / "out", 64 * 1024
    real = os.write
    run = BatchRun(Order(FIXTURE, out, only=FEW))

    def counted(handle: int, data: bytes) -> int:
        nonlocal room
        if room < len(data):
            written = real(handle, bytes(data)[:room]) if room else 0
            room -= written
            if written == 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return written
        room -= len(data)
        return real(handle, data)

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", counted)
        told = attempt(run)
    assert any("đĩa đầy" in each for each in told)
    assert temporaries(out) == []
    for path in out.glob("*.docx"):
        assert path.read_bytes() in versions[path.name]
    assert set(states(write(FIXTURE, out)).values()) <= {"written", "unchanged"}


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"a file")
    with pytest.raises(OutputError) as caught:
        write(FIXTURE, tmp_path / "out")
    assert "không ghi được" in caught.value.findings[0].message


def test_a_folder_that_refuses_every_new_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def read_only(path: Any, flags: int, *more: Any, **named: Any) -> int:
        if flags & os.O_CREAT and str(path).startswith(str(tmp_path / "out")):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))
        return real(path, flags, *more, **named)

    monkeypatch.setattr(os, "open", read_only)
    with pytest.raises(OutputError) as caught:
        write(FIXTURE, tmp_path / "out")
    assert "chỉ cho đọc" in caught.value.findings[0].message


# --- two runs at once, and what a run leaves ---


def test_of_two_runs_at_once_one_works_and_the_other_says_so(tmp_path: Path) -> None:
    out = tmp_path / "out"
    both = [
        subprocess.Popen(
            [sys.executable, "-m", "dispatch", "batch", str(FIXTURE), "--out", str(out), "--json"],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )
        for _ in range(2)
    ]  # fmt: skip
    said = [json.loads(process.communicate()[0]) for process in both]
    refused = [each for each in said if "refused" in each]
    worked = [each for each in said if "refused" not in each]
    assert all(each["refused"][0]["code"] == "folder-locked" for each in refused)
    assert sum(each["written"] for each in worked) == 63
    assert len(list(out.glob("*.docx"))) == 63


def test_a_folder_that_is_held_is_refused_without_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "sleep", lambda _: pytest.fail("the run waits for one that is at work"))
    with held(tmp_path), pytest.raises(OutputError) as caught:
        write(FIXTURE, tmp_path, FEW)
    assert caught.value.findings[0].code == "folder-locked"


# A run holds the lock for a moment before its name stands there, and for another when it is taken away.
NOT_AT_WORK = {
    "its owner has died": f"{socket.gethostname()} 999999999\n",
    "its owner is not written yet": "",
    "its owner is gone already": None,
}


@pytest.mark.parametrize("owner", NOT_AT_WORK.values(), ids=NOT_AT_WORK)
def test_a_lock_of_no_run_at_work_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: str | None
) -> None:
    monkeypatch.setattr("dispatch.pipeline.batch.lock._PATIENCE_SECONDS", 600.0)
    with held(tmp_path) as holder:
        name_owner(tmp_path, owner)
        monkeypatch.setattr(time, "sleep", lambda _: holder.communicate())
        assert set(states(write(FIXTURE, tmp_path, FEW)).values()) == {"written"}


@pytest.mark.parametrize("owner", NOT_AT_WORK.values(), ids=NOT_AT_WORK)
def test_a_lock_that_nobody_lets_go_is_not_waited_for_longer_than_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: str | None
) -> None:
    passed = iter(range(0, 100, 2))
    monkeypatch.setattr(time, "monotonic", lambda: next(passed))
    monkeypatch.setattr(time, "sleep", lambda _: None)
    with held(tmp_path):
        name_owner(tmp_path, owner)
        with pytest.raises(OutputError) as caught, folder_lock(tmp_path):
            pass
    assert caught.value.findings[0].code == "folder-locked"
    assert next(passed) == 8  # asked at the beginning, after 2 s, 4 s and 6 s


@contextmanager
def held(folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A process that holds the folder until its input ends."""
    code = (
        "import sys\nfrom pathlib import Path\nfrom dispatch.pipeline.batch.lock import folder_lock\n"
        "with folder_lock(Path(sys.argv[1])):\n    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", code, str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == b"held\n"
            yield process
        finally:
            process.kill()


def name_owner(folder: Path, owner: str | None) -> None:
    """What stands in place of the holder's name; None takes the file away."""
    if owner is None:
        (folder / OWNER).unlink()
    else:
        (folder / OWNER).write_text(owner, encoding="utf-8")


def test_what_a_worker_killed_in_this_run_had_put_down_hinders_no_letter(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with BatchRun(Order(FIXTURE, out, only=("84",))).opened() as batch:
        for name in (".dispatch-84-tra-vinh.tmp", ".dispatch-danh-muc.json.tmp"):
            (out / name).write_bytes(b"half")
        assert [outcome.state for outcome in batch.write()] == ["written"]
    assert temporaries(out) == []


def test_what_a_killed_run_had_put_down_is_removed_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / ".dispatch-84-tra-vinh.tmp").write_bytes(b"half")
    (out / ".dispatch-notes").write_bytes(b"somebody's")
    (out / "84-tra-vinh.tmp").write_bytes(b"somebody's")
    write(FIXTURE, out, ("84",))
    assert sorted(path.name for path in out.iterdir() if path.suffix == ".tmp") == ["84-tra-vinh.tmp"]
    assert (out / ".dispatch-notes").read_bytes() == b"somebody's"
    assert not (out / OWNER).exists()
    assert (out / LOCK).exists()


@pytest.mark.parametrize("torn", [b'{"letter":"84-tra-vinh.docx","un', b"\xff\xfe", b"{}\n{"])
def test_a_torn_line_hides_no_other(torn: bytes, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(FIXTURE, out, FEW)
    for name in ("nguon-so-lieu.jsonl", "nhat-ky.jsonl"):
        with (out / name).open("ab") as file:
            file.write(torn)
    (out / "84-tra-vinh.docx").unlink()
    assert states(write(FIXTURE, out)) == {"01": "unchanged", "25": "unchanged", "84": "written"}
    assert set(read_known(out).letters) == set(LETTERS)
    for line in (out / "nhat-ky.jsonl").read_bytes().splitlines()[-2:]:
        json.loads(line)
