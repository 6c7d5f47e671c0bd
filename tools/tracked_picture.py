"""Renews the picture of a correction shown as tracked changes: docs/pictures/cap-nhat-theo-doi.png.

A letter of fixtures/2022-5-thang in which an officer has reworded a sentence follows a corrected table, in which
Hà Nội has 900 cases fewer. Run from the root of the repository, after tools.pictures: python -m tools.tracked_picture
"""

import subprocess
import tempfile
from pathlib import Path

from dispatch.model.track_marks import TrackMarks
from dispatch.pipeline.draft import draft
from dispatch.pipeline.refreshing.files import Destination
from dispatch.pipeline.refreshing.refresh import Options, refresh
from dispatch.pipeline.refreshing.source import Source
from tests.letter.word import BODY, read_parts, write_parts
from tests.pipeline.refreshing.corrections import corrected
from tests.tools.validators import render_without_comments
from tools.pictures import FIXTURES, PICTURES
from tools.png import png

PICTURE = PICTURES / "cap-nhat-theo-doi.png"
CORRECTION = {("Hà Nội", "viec"): 900}
REWORDED = ("ghi nhận, biểu dương", "đánh giá cao, biểu dương")
MARKS = TrackMarks("Phòng Thống kê", "2022-03-09")
DOTS_PER_INCH = 90
# The upper part of the page, in dots.
SHOWN = ("-x", "80", "-y", "70", "-W", "630", "-H", "460")


def main() -> None:
    """Draft, reword, correct, print, save."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        letter = draft(FIXTURES / "2022-5-thang", folder, None).letter
        reword(letter)
        source, options = Source(corrected(folder, CORRECTION)), Options(track=MARKS)
        tracked = refresh(letter, source, Destination(), options).saved.out
        save(render_without_comments(tracked, folder / "pdf"))
    print(PICTURE)


def reword(letter: Path) -> None:
    """What the officer does in Word."""
    parts = read_parts(letter.read_bytes())
    body = parts[BODY].decode()
    if REWORDED[0] not in body:
        raise SystemExit(f"the letter does not say “{REWORDED[0]}”")
    letter.write_bytes(write_parts({**parts, BODY: body.replace(*REWORDED, 1).encode()}))


def save(pdf: Path) -> None:
    """Save the upper part of the first page."""
    command = ["pdftoppm", "-r", str(DOTS_PER_INCH), "-f", "1", "-l", "1", *SHOWN, str(pdf)]
    pixmap = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    _, size, _, dots = pixmap.split(b"\n", 3)
    width, height = map(int, size.split())
    PICTURE.write_bytes(png(width, height, dots))


if __name__ == "__main__":
    main()
