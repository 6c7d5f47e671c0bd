"""A letter in which a refresh left conflicts is not signed unseen."""

from pathlib import Path

import pytest

from tests.cli.running import run
from tests.letter.word import BODY, read_parts, write_parts
from tests.pipeline.refreshing.corrections import corrected
from tests.pipeline.refreshing.shapes import reshaped

RATE = "toan_quoc.viec.ty_le"
CORRECTION = {("Hà Nội", "viec"): 900}
BY_HAND = "{start}<w:r><w:t>42,00%</w:t></w:r>{end}"


@pytest.fixture
def refreshed(drafted: bytes, tmp_path: Path) -> Path:
    """A letter with a rate typed by hand, after a correction that changes that rate."""
    edited = tmp_path / "thu.docx"
    edited.write_bytes(reshaped(drafted, RATE, BY_HAND))
    ran = run("refresh", edited, corrected(tmp_path, CORRECTION), "--json")
    assert ran.code == 3
    return Path(ran.document["out"])


def test_it_is_refused_with_both_values(refreshed: Path) -> None:
    [finding] = run("finalise", refreshed, "--json").refused

    assert finding["code"] == "open-conflict"
    assert "trong văn bản: 42,00%; theo số liệu: 41,32%" in str(finding["message"])
    assert "--keep-conflicts" in str(finding["hint"])
    assert not refreshed.with_name("thu-cap-nhat-ban-sach.docx").exists()


def test_the_officer_may_decide_for_what_stands_there(refreshed: Path) -> None:
    assert run("finalise", refreshed, "--keep-conflicts", "--json").code == 0


@pytest.mark.parametrize("typed", ["41,32%", "41,30%"])
def test_a_figure_written_anew_is_a_decision(refreshed: Path, typed: str) -> None:
    parts = read_parts(refreshed.read_bytes())
    body = parts[BODY].decode().replace("42,00%", typed)
    refreshed.write_bytes(write_parts({**parts, BODY: body.encode()}))

    assert run("finalise", refreshed, "--json").code == 0


def test_what_was_drafted_is_no_decision(refreshed: Path) -> None:
    parts = read_parts(refreshed.read_bytes())
    body = parts[BODY].decode().replace("42,00%", "41,54%")
    refreshed.write_bytes(write_parts({**parts, BODY: body.encode()}))

    assert [each["code"] for each in run("finalise", refreshed, "--json").refused] == ["open-conflict"]


def test_a_refresh_that_finds_none_settles_it(refreshed: Path, tmp_path: Path) -> None:
    parts = read_parts(refreshed.read_bytes())
    body = parts[BODY].decode().replace("42,00%", "41,32%")
    refreshed.write_bytes(write_parts({**parts, BODY: body.encode()}))
    run("refresh", refreshed, tmp_path / "ho-so", "--in-place", "--json")

    assert '"conflicts"' not in read_parts(refreshed.read_bytes())["docProps/custom.xml"].decode()
    assert run("finalise", refreshed, "--json").code == 0
