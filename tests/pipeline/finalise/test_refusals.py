"""When no clean copy is made, and where it never goes."""

from pathlib import Path

import pytest

from tests.cli.running import run
from tests.letter.word import changed

STYLE = '<w:pStyle w:val="KinhGui"/>'
PLACE = '<w:r><w:t xml:space="preserve">Hà Nội</w:t></w:r>'
INSERTED = f'<w:ins w:id="900" w:author="An" w:date="2022-03-09T00:00:00Z">{PLACE}</w:ins>'


@pytest.fixture
def letter(drafted: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "cong-van.docx"
    path.write_bytes(drafted)
    return path


def test_the_copy_lies_beside_the_letter_which_stays_as_it_is(letter: Path, drafted: bytes) -> None:
    ran = run("finalise", letter, "--json")

    copy = letter.with_name("cong-van-ban-sach.docx")
    document = ran.document
    warnings = document.pop("warnings")
    assert (ran.code, document) == (0, {"letter": str(letter), "out": str(copy), "state": "written"})
    assert [each["code"] for each in warnings] == ["not-registered"]
    assert letter.read_bytes() == drafted
    assert copy.is_file()
    assert run("finalise", letter, "--json").document["state"] == "unchanged"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (PLACE, INSERTED),
        (PLACE, INSERTED.replace("w:ins", "w:del").replace("w:t", "w:delText")),
        ("<w:cantSplit/></w:trPr>", '<w:cantSplit/><w:del w:id="9" w:author="An"/></w:trPr>'),
        (
            '<w:pStyle w:val="KinhGui"/>',
            '<w:pStyle w:val="KinhGui"/><w:pPrChange w:id="9" w:author="An"><w:pPr/></w:pPrChange>',
        ),
    ],
)
def test_a_letter_with_an_open_tracked_change_is_refused_and_the_place_told(
    letter: Path, drafted: bytes, old: str, new: str
) -> None:
    letter.write_bytes(changed(drafted, old, new))

    [finding] = run("finalise", letter, "--json").refused
    assert finding["code"] == "tracked-change"
    assert "An" in str(finding["message"])
    assert list(letter.parent.iterdir()) == [letter]


def test_another_file_in_the_place_of_the_copy_is_not_touched(letter: Path) -> None:
    copy = letter.with_name("cong-van-ban-sach.docx")
    copy.write_bytes(b"other")

    [finding] = run("finalise", letter, "--json").refused
    assert finding["code"] == "hand-edited"
    assert copy.read_bytes() == b"other"


def test_the_letter_itself_is_never_the_place_of_its_copy(letter: Path, drafted: bytes) -> None:
    [finding] = run("finalise", letter, "--out", letter, "--json").refused

    assert finding["code"] == "same-file"
    assert letter.read_bytes() == drafted


def test_a_file_that_is_no_letter_is_refused_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(b"x")

    assert [finding["file"] for finding in run("finalise", tmp_path / "x.docx", "--json").refused] == ["x.docx"]
    assert run("finalise", tmp_path / "y.docx", "--json").refused[0]["code"] == "cannot-read"
    assert "bản sạch" in run("finalise", "--help").out
