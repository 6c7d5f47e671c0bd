"""docs/loai-van-ban.md shows every kind of letter, with pictures that are small and are all made by the program."""

import re
import struct
import zlib
from pathlib import Path

import pytest

from tests.builders import DOSSIERS, ROOT
from tools.pictures import shown
from tools.png import png
from tools.tracked_picture import PICTURE as TRACKED

PAGE = (ROOT / "docs" / "loai-van-ban.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
PICTURES = {path.name: path for path in (ROOT / "docs" / "pictures").iterdir()}
IMAGE = re.compile(r"^!\[(?P<caption>[^]]+)\]\(pictures/(?P<file>[\w-]+\.png)\)$", re.MULTILINE)
MOST_BYTES = 50_000
WHITE, BLACK, RED = b"\xff\xff\xff", b"\0\0\0", b"\xff\0\0"


def section(heading: str) -> str:
    """What stands under a heading of the page."""
    [found] = re.findall(rf"^##+ {heading}\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL)
    return str(found)


@pytest.mark.parametrize("kind", sorted(path.name for path in (ROOT / "templates").iterdir()))
def test_the_page_shows_every_kind(kind: str) -> None:
    assert [each["file"] for each in IMAGE.finditer(section(kind)) if each["file"].startswith(kind)]


@pytest.mark.parametrize("folder", DOSSIERS, ids=lambda folder: folder.name)
def test_the_page_names_every_dossier(folder: Path) -> None:
    assert f"`fixtures/{folder.name}`" in PAGE


def test_every_picture_is_shown_once_and_made_by_the_program() -> None:
    made = {f"{beginning}-{page}.png" for beginning, pages in shown() for page in pages}
    assert sorted(each["file"] for each in IMAGE.finditer(PAGE)) == sorted(made)
    assert sorted(PICTURES) == sorted([*made, TRACKED.name])


def test_the_readme_shows_a_tracked_correction() -> None:
    assert f"](docs/pictures/{TRACKED.name})" in README


def test_every_picture_has_a_caption_of_its_own_in_vietnamese() -> None:
    captions = [each["caption"] for each in IMAGE.finditer(PAGE)]
    assert len(set(captions)) == len(captions)
    assert [each for each in captions if not re.match(r"(Trang \d|Phụ lục)[\w ,/]*: \w", each)] == []
    assert all(not each.isascii() for each in captions)


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_picture_is_small(name: str) -> None:
    data = PICTURES[name].read_bytes()
    assert len(data) < MOST_BYTES
    assert max(struct.unpack(">II", data[16:24])) < 900


def test_stamps_and_tracked_changes_alone_have_their_red() -> None:
    assert [name for name, path in sorted(PICTURES.items()) if RED in palette(path.read_bytes())] == [
        TRACKED.name,
        "dau-va-cach-ky-trang-1.png",
    ]


def palette(data: bytes) -> set[bytes]:
    """The colours a picture may use."""
    start = data.index(b"PLTE")
    length = struct.unpack(">I", data[start - 4 : start])[0]
    return {data[place : place + 3] for place in range(start + 4, start + 4 + length, 3)}


def colours(data: bytes) -> list[list[bytes]]:
    """The rows of a picture of sixteen colours, read as the standard of PNG says."""
    width = struct.unpack(">I", data[16:20])[0]
    start, body = data.index(b"PLTE") + 4, data.index(b"IDAT")
    length = struct.unpack(">I", data[body - 4 : body])[0]
    rows, bytes_in_row = zlib.decompress(data[body + 4 : body + 4 + length]), (width + 1) // 2 + 1
    found = []
    for begin in range(0, len(rows), bytes_in_row):
        halves = [half for byte in rows[begin + 1 : begin + bytes_in_row] for half in (byte >> 4, byte & 15)]
        found.append([data[start + 3 * place : start + 3 * place + 3] for place in halves[:width]])
    return found


@pytest.mark.parametrize("dots", [[WHITE, BLACK, WHITE], [RED, WHITE, BLACK], [b"\x88\x88\x88", WHITE, BLACK]])
def test_a_page_comes_out_in_the_colours_it_went_in(dots: list[bytes]) -> None:
    assert colours(png(3, 2, b"".join(dots * 2))) == [dots, dots]
