"""A user's mistake is told in Vietnamese and writes nothing; it never ends in a traceback."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dispatch.cli.options import refusals
from tests.builders import FIXTURE, ROOT
from tests.cli.running import run

Spoil = Callable[[Path], object]


def replaced(file: str, old: str, new: str) -> Spoil:
    def spoil(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text, old
        (folder / file).write_text(text.replace(old, new), encoding="utf-8", newline="")

    return spoil


def dossier(old: str, new: str) -> Spoil:
    return replaced("dossier.toml", old, new)


def content(file: str, data: bytes) -> Spoil:
    return lambda folder: (folder / file).write_bytes(data)


def folder_in_place_of(file: str) -> Spoil:
    def spoil(folder: Path) -> None:
        (folder / file).unlink()
        (folder / file).mkdir()

    return spoil


def link_to_itself(file: str) -> Spoil:
    def spoil(folder: Path) -> None:
        (folder / file).unlink()
        (folder / file).symlink_to(file)

    return spoil


def gone(file: str) -> Spoil:
    return lambda folder: (folder / file).unlink()


KIND = 'template = "chi-dao-chi-tieu"'
MISTAKES: dict[str, Spoil] = {
    "dossier.toml is a folder": folder_in_place_of("dossier.toml"),
    "dossier.toml is a link to itself": link_to_itself("dossier.toml"),
    "dossier.toml is missing": gone("dossier.toml"),
    "dossier.toml is empty": content("dossier.toml", b""),
    "dossier.toml is binary": content("dossier.toml", bytes(range(256))),
    "dossier.toml is a zip": content("dossier.toml", b"PK\3\4" + b"\0" * 100),
    "dossier.toml is utf-16": content("dossier.toml", KIND.encode("utf-16")),
    "dossier.toml is not toml": content("dossier.toml", "mẫu: a\n".encode()),
    "dossier.toml has a NUL": content("dossier.toml", b'template = "a\0b"\n'),
    "dossier.toml has a key twice": dossier(KIND, f"{KIND}\n{KIND}"),
    "template is a number": dossier(KIND, "template = 5"),
    "template is empty": dossier(KIND, 'template = ""'),
    "template is outside": dossier(KIND, 'template = "../chi-dao-chi-tieu"'),
    "template is outside and back": dossier(KIND, 'template = "x/../chi-dao-chi-tieu"'),
    "template is absolute": dossier(KIND, f'template = "{ROOT}/templates/chi-dao-chi-tieu"'),
    "template ends in a slash": dossier(KIND, 'template = "chi-dao-chi-tieu/"'),
    "template is above": dossier(KIND, 'template = ".."'),
    "template is a dot": dossier(KIND, 'template = "."'),
    "template has no letters": dossier(KIND, 'template = "..."'),
    "template is very long": dossier(KIND, f'template = "{"a" * 5000}"'),
    "template has other capitals": dossier(KIND, 'template = "Chi-Dao-Chi-Tieu"'),
    "period is text": dossier("year = 2022", 'year = "2022"'),
    "period is a list": dossier("[period]\nyear = 2022\nmonths = 5", "period = [2022, 5]"),
    "period is not there": dossier("[period]\nyear = 2022\nmonths = 5", ""),
    "year is 0": dossier("year = 2022", "year = 0"),
    "year is negative": dossier("year = 2022", "year = -2022"),
    "year is huge": dossier("year = 2022", "year = 99999999999999999999"),
    "year is a truth": dossier("year = 2022", "year = true"),
    "months is 0": dossier("months = 5", "months = 0"),
    "months is 13": dossier("months = 5", "months = 13"),
    "months is a fraction": dossier("months = 5", "months = 5.5"),
    "unit set is unknown": dossier("set = 63", "set = 64"),
    "unit set is text": dossier("set = 63", 'set = "63"'),
    "symbol has spaces": dossier("TCTHADS-TKDLCN", "TCTHADS - TKDLCN"),
    "symbol has a slash": dossier("TCTHADS-TKDLCN", "679/TCTHADS-TKDLCN"),
    "symbol is empty": dossier("TCTHADS-TKDLCN", ""),
    "symbol is a mark": dossier("TCTHADS-TKDLCN", "{{7*7}}"),
    "deadline before the date": dossier("deadline = 2022-03-15", "deadline = 2022-03-01"),
    "date is text": dossier("date = 2022-03-08", 'date = "08/3/2022"'),
    "date has a time": dossier("date = 2022-03-08", "date = 2022-03-08T10:00:00"),
    "date does not exist": dossier("date = 2022-03-08", "date = 2022-02-30"),
    "number is 0": dossier('form = "giay"', 'form = "giay"\nnumber = 0'),
    "number is text": dossier('form = "giay"', 'form = "giay"\nnumber = "679"'),
    "form is unknown": dossier('form = "giay"', 'form = "fax"'),
    "key is unknown": dossier('form = "giay"', 'form = "giay"\nmau = 1'),
    "place has a control character": dossier('"Hà Nội"', '"Hà\\u0007 Nội"'),
    "place has a private character": dossier('"Hà Nội"', '"Hà\\uE000 Nội"'),
    "policy is unknown": dossier("[letter]", "[naming.khac]\ncount = 1\n\n[letter]"),
    "count is negative": dossier("[letter]", "[naming.ket_qua_thap]\ncount = -1\n\n[letter]"),
    "naming is a number": dossier("[letter]", "naming = 5\n\n[letter]"),
    "alias is a number": dossier("[letter]", "[aliases]\nHN = 5\n\n[letter]"),
    "data is outside": dossier('current = "2022-05.csv"', 'current = "../2022-05.csv"'),
    "data is absolute": dossier('current = "2022-05.csv"', 'current = "/etc/passwd"'),
    "data is on a drive": dossier('current = "2022-05.csv"', 'current = "C:\\\\a.csv"'),
    "data is a folder": dossier('current = "2022-05.csv"', 'current = "."'),
    "data is missing": gone("2022-05.csv"),
    "data is a folder by that name": folder_in_place_of("2022-05.csv"),
    "data is a link to itself": link_to_itself("2022-05.csv"),
    "data has a very long name": dossier('current = "2022-05.csv"', f'current = "{"a" * 5000}.csv"'),
    "data is empty": content("2022-05.csv", b""),
    "data is binary": content("2022-05.csv", bytes(range(256)) * 10),
    "data is one very long field": content("2022-05.csv", b"a" * 300_000),
    "data is an open quote": content("2022-05.csv", b'year,months\n"' + b"a,b\n" * 100_000),
    "data has only a header": content("2022-05.csv", (FIXTURE / "2022-05.csv").read_bytes().split(b"\n")[0]),
    "data is of the same period": content("2022-05.csv", (FIXTURE / "2021-05.csv").read_bytes()),
    "same period is not given": dossier('same_period = "2021-05.csv"\n', ""),
    "targets are not given": dossier('targets = "targets.csv"\n', ""),
    "targets are binary": content("targets.csv", b"\xff\xfe\0"),
    "province is unknown": replaced("2022-05.csv", "Hà Nội", "Hà Nộii"),
    "nothing could be enforced": replaced("targets.csv", "81,50", "81.50%%"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "hồ sơ tháng 5"
    shutil.copytree(FIXTURE, copy)
    return copy


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistake_in_a_dossier_is_refused_in_vietnamese_and_writes_nothing(mistake: str, folder: Path) -> None:
    MISTAKES[mistake](folder)
    out = folder.parent / "out"

    ran = run("draft", folder, "--out", out, "--json")

    assert ran.code == 1
    assert not out.exists()
    assert ran.refused
    for finding in ran.refused:
        assert not finding["message"].isascii(), finding
        assert finding["hint"], finding
        assert "Traceback" not in finding["message"]
        assert str(folder) not in (finding["file"] or "")
    assert "Không thực hiện được" in ran.err


def in_a_folder(folder: Path) -> None:
    (folder / "số liệu").mkdir()
    (folder / "2022-05.csv").rename(folder / "số liệu" / "5.csv")
    dossier('"2022-05.csv"', '"số liệu\\\\5.csv"')(folder)


HARMLESS: dict[str, Spoil] = {
    "byte order mark": lambda folder: (folder / "dossier.toml").write_bytes(
        b"\xef\xbb\xbf" + (folder / "dossier.toml").read_bytes()
    ),
    "windows line ends": lambda folder: (folder / "dossier.toml").write_bytes(
        (folder / "dossier.toml").read_bytes().replace(b"\n", b"\r\n")
    ),
    "file name with accents": lambda folder: (
        (folder / "2022-05.csv").rename(folder / "Số liệu tháng 5 (bản cuối).csv"),
        dossier('"2022-05.csv"', '"Số liệu tháng 5 (bản cuối).csv"')(folder),
    ),
    "file in a folder": in_a_folder,
    "strangers beside the files": lambda folder: (folder / "~$dossier.toml").write_bytes(b"x"),
}


@pytest.mark.parametrize("what", HARMLESS)
def test_harmless_oddity_of_a_dossier_drafts_the_usual_letter(what: str, folder: Path, letter: Path) -> None:
    HARMLESS[what](folder)

    ran = run("draft", folder, "--out", folder.parent / "out", "--json")

    assert ran.code == 0, ran.err
    assert (folder.parent / "out" / letter.name).read_bytes() == letter.read_bytes()


FREE_TEXT = ("{{7*7}}", "a & b <c>", "**x**", "[^1]", "*", "{% raw %}", "]]>", "&lt;b&gt;", "1. x")


@pytest.mark.parametrize("written", FREE_TEXT)
@pytest.mark.parametrize("key", ["subject", "recipient", "place"])
def test_free_text_of_a_dossier_stands_in_the_letter_as_it_is_written(key: str, written: str, folder: Path) -> None:
    from docx import Document  # noqa: PLC0415 -- this test alone reads Word

    lines = f"{key} = '{written}'"
    dossier('place = "Hà Nội"', lines if key == "place" else f'place = "Hà Nội"\n{lines}')(folder)

    ran = run("draft", folder, "--out", folder.parent / "out", "--json")

    assert ran.code == 0, ran.err
    document = Document(ran.document["letter"])
    texts = [cell.text for table in document.tables[:2] for row in table.rows for cell in row.cells]
    expected = {"subject": f"V/v {written}", "recipient": f"- {written};", "place": f"{written}, ngày 08"}[key]
    assert any(expected in text for text in texts), texts


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("template.toml", Path.unlink),
        ("letter.md.j2", Path.unlink),
        ("template.toml", lambda path: path.write_bytes(b"\xff")),
        ("letter.md.j2", lambda path: path.write_bytes(b"\xff")),
        ("template.toml", lambda path: path.write_bytes(b"")),
        ("letter.md.j2", lambda path: path.write_bytes(b"")),
        ("letter.md.j2", lambda path: path.write_text("{% if %}", encoding="utf-8")),
        ("letter.md.j2", lambda path: (path.unlink(), path.mkdir())),
        ("template.toml", lambda path: (path.unlink(), path.mkdir())),
    ],
)
def test_mistake_in_a_kind_is_told_with_its_file(name: str, spoil: Callable[[Path], object], tmp_path: Path) -> None:
    kinds = tmp_path / "mẫu"
    shutil.copytree(ROOT / "templates", kinds)
    spoil(kinds / "chi-dao-chi-tieu" / name)

    ran = run("draft", FIXTURE, "--templates", kinds, "--out", tmp_path / "out", "--json")

    assert ran.code == 1
    assert {finding["file"] for finding in ran.refused} == {name}
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["dossier.toml", "2022-05.csv", "template.toml", "letter.md.j2"])
def test_file_that_may_not_be_read_is_told(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Injected: who runs the tests as root may read everything."""
    for call in ("read_bytes", "open"):
        real = getattr(Path, call)

        def denied(path: Path, *args: object, real: Callable[..., object] = real, **more: object) -> object:
            if path.name == name:
                raise PermissionError(13, "Permission denied", str(path))
            return real(path, *args, **more)

        monkeypatch.setattr(Path, call, denied)

    ran = run("draft", FIXTURE, "--out", tmp_path / "out", "--json")

    assert ran.code == 1
    [finding] = ran.refused
    assert finding["file"] == name
    assert not finding["message"].isascii()
    assert finding["hint"]


@pytest.mark.parametrize("templates", ["dossier.toml", "không có"])
def test_folder_of_kinds_that_is_no_folder_is_told(templates: str, folder: Path) -> None:
    ran = run("draft", folder, "--templates", folder / templates, "--json")

    assert [finding["code"] for finding in ran.refused] == ["missing-folder"]


def test_empty_folder_of_kinds_adds_nothing(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "mẫu").mkdir()

    assert run("draft", folder, "--templates", tmp_path / "mẫu", "--out", tmp_path / "o").code == 0


@pytest.mark.parametrize("command", ["draft", "figures", "naming"])
@pytest.mark.parametrize("path", ["", "dossier.toml", "x" * 5000, "con\ttab", "\udcff", "không/có"])
def test_path_that_is_no_dossier_is_told(command: str, path: str, tmp_path: Path) -> None:
    (tmp_path / "dossier.toml").write_bytes(b"")

    ran = run(command, tmp_path / path if path else "", "--json", folder=tmp_path)

    assert ran.code == 1
    assert ran.refused


@pytest.mark.parametrize("code", ["", "6", "6T", "0T2022", "13T2022", "6T22", "6T0000", "1T9999", "6t2022", "năm"])
def test_period_that_is_none_is_told(code: str, tmp_path: Path) -> None:
    ran = run("dossier", "new", tmp_path / "mới", "--period", code, "--json")

    assert ran.code == 1
    assert [finding["code"] for finding in ran.refused] == ["bad-period"]
    assert not (tmp_path / "mới").exists()


@pytest.mark.parametrize("target", ["dossier.toml", "dossier.toml/con", "mới"])
def test_new_dossier_where_none_can_stand_is_told(target: str, folder: Path) -> None:
    (folder / "mới").mkdir()
    (folder / "mới" / "dossier.toml").symlink_to("đi đâu")

    ran = run("dossier", "new", folder / target, "--period", "6T2022", "--json")

    assert ran.code == 1
    assert ran.refused
    assert (folder / "mới" / "dossier.toml").readlink() == Path("đi đâu")


def test_new_dossier_says_what_it_copied_and_what_is_missing(tmp_path: Path) -> None:
    plain = run("dossier", "new", tmp_path / "a", "--period", "6T2022", "--from", FIXTURE)
    as_json = run("dossier", "new", tmp_path / "b", "--period", "6T2022", "--from", FIXTURE, "--json")

    assert (plain.code, plain.err) == (0, "")
    assert "Đã chép: targets.csv" in plain.out
    assert "Cần bổ sung vào thư mục: 2022-06.csv" in plain.out
    assert "6 tháng năm 2022 (từ 01/10/2021 đến 31/3/2022)" in plain.out
    assert as_json.document == {
        "dossier": str(tmp_path / "b" / "dossier.toml"),
        "copied": ["targets.csv", "2022-05.csv"],
        "missing": ["2022-06.csv", "2021-06.csv"],
    }


def test_output_that_nobody_reads_on_is_no_fault_of_a_file() -> None:
    # click ends the command quietly: `dispatch check folder | head`.
    with pytest.raises(BrokenPipeError), refusals(as_json=False):
        raise BrokenPipeError
