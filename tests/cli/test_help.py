"""Help and usage errors are Vietnamese, fit the screen of an office, and name what the command takes."""

import re
import subprocess
import sys
import unicodedata

import pytest

from dispatch import __version__
from tests.builders import FIXTURE
from tests.cli.running import run

PAGES = ((), ("draft",), ("batch",), ("check",), ("figures",), ("naming",), ("dossier",), ("dossier", "new"))
ENGLISH = re.compile(
    r"\b(usage|options?|errors?|show|this|message|and|exit|commands?|arguments?|required|default|text|path|file"
    r"|directory|integer|missing|invalid|such|try|got|unexpected|does|not|exist|value|parameter|for|help|the)\b",
    re.IGNORECASE,
)


def words(page: str) -> str:
    """The page without what is typed as it stands: options, and names of files and commands."""
    return re.sub(r"--?[a-z][a-z-]*|dossier\.toml|output/|dispatch [a-z ]*|^ {2}[a-z]+ ", " ", page, flags=re.MULTILINE)


@pytest.mark.parametrize("command", PAGES, ids=lambda command: "-".join(command) or "dispatch")
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help_is_vietnamese_and_eighty_columns_wide(command: tuple[str, ...], flag: str) -> None:
    ran = run(*command, flag, columns=200)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Cách dùng: dispatch")
    assert not ENGLISH.search(words(ran.out)), ENGLISH.search(words(ran.out))
    assert max(len(line) for line in ran.out.splitlines()) <= 80
    assert unicodedata.is_normalized("NFC", ran.out)
    assert "Tuỳ chọn" in ran.out
    assert "--help" in ran.out


@pytest.mark.parametrize(
    ("command", "options"),
    [
        (("draft",), ["--out", "--only", "--brief", "--templates", "--register", "--json"]),
        (("finalise",), ["--out", "--keep", "--register", "--json"]),
        (("issue",), ["--number", "--date", "--from", "--force", "--templates", "--register", "--json"]),
        (
            ("replace",),
            [
                *("--date", "--as", "--data", "--dossier", "--correct", "--symbol"),
                *("--out", "--templates", "--register", "--json"),
            ],
        ),
        (("check",), ["--profile", "--language", "--fix", "--json"]),
        (("figures",), ["--templates", "--json"]),
        (("naming",), ["--policy", "--templates", "--json"]),
        (("template", "check"), ["--dossier", "--period", "--json"]),
        (("template", "new"), ["--from", "--templates", "--json"]),
        (("dossier", "new"), ["--period", "--from", "--template", "--templates", "--json"]),
    ],
)
def test_help_describes_every_option(command: tuple[str, ...], options: list[str]) -> None:
    described = re.findall(r"^ {2}(--[a-z]+)[^\n]*? {2,}(\S.*)$", run(*command, "--help").out, flags=re.MULTILINE)

    assert [name for name, _ in described] == options
    assert all(not about.isascii() for _, about in described)


def test_help_of_the_program_lists_every_command_with_what_it_does() -> None:
    page = run("--help").out

    for command in ("draft", "check", "figures", "naming", "dossier"):
        assert re.search(rf"^  {command} +\S", page, flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "chưa ghi lệnh"),
        (("drft",), "không có lệnh 'drft'"),
        (("dossier",), "chưa ghi lệnh"),
        (("dossier", "neww"), "không có lệnh 'neww'"),
        (("draft",), "thiếu HỒ_SƠ"),
        (("draft", "a", "b"), "thừa tham số b"),
        (("draft", "a", "--ot", "b"), "không có tuỳ chọn --ot. Có phải là"),
        (("draft", "a", "-x"), "không có tuỳ chọn -x"),
        (("draft", "a", "--out"), "tuỳ chọn --out thiếu giá trị"),
        (("draft", "a", "--json=5"), "tuỳ chọn --json không nhận giá trị"),
        (("dossier", "new", "a"), "thiếu --period"),
        (("dossier", "new", "--period", "5T2022"), "thiếu THƯ_MỤC"),
        (("naming", "a", "--policy"), "tuỳ chọn --policy thiếu giá trị"),
        (("--khong-co",), "không có tuỳ chọn --khong-co"),
    ],
)
def test_wrong_usage_is_explained_in_vietnamese_and_ends_with_two(arguments: tuple[str, ...], said: str) -> None:
    ran = run(*arguments)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Lệnh chưa đúng: ")
    assert said in ran.err
    assert "Xem cách dùng: dispatch" in ran.err
    assert not ENGLISH.search(words(ran.err)), ran.err


def test_version_is_printed() -> None:
    assert run("--version").out == f"dispatch {__version__}\n"


def test_interrupt_is_told_in_vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*arguments: object) -> None:
        raise KeyboardInterrupt(*arguments)

    monkeypatch.setattr("dispatch.cli.figures.prepare", interrupted)

    ran = run("figures", FIXTURE)

    assert ran.code != 0
    assert "Đã dừng theo yêu cầu." in ran.err


@pytest.mark.parametrize("settings", [{"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}, {"PYTHONIOENCODING": "cp1258"}])
def test_console_that_knows_no_vietnamese_gets_utf8(settings: dict[str, str]) -> None:
    command = [sys.executable, "-m", "dispatch", "naming", str(FIXTURE)]
    done = subprocess.run(command, check=False, capture_output=True, env=settings, cwd=FIXTURE.parents[1])

    assert (done.returncode, done.stderr) == (0, b"")
    assert "Danh sách chính" in done.stdout.decode()


def test_reader_that_closes_the_pipe_sees_no_traceback() -> None:
    command = f'"{sys.executable}" -m dispatch figures "{FIXTURE}" | head -n 1'
    done = subprocess.run(command, shell=True, check=False, capture_output=True, cwd=FIXTURE.parents[1])

    assert done.stdout.count(b"\n") == 1
    assert b"Traceback" not in done.stderr
