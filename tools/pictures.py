"""Renews the pictures of the documentation from the letter that `make draft` wrote.

Run it from the root of the repository: python -m tools.pictures
"""

import re
import struct
import subprocess
import tempfile
import zlib
from pathlib import Path

from tests.tools.validators import pdf_pages, render_pdf

LETTER = Path("output/chi-dao-chi-tieu-5T2022.docx")
PICTURES = Path("docs/pictures")
DOTS_PER_INCH = 70

# Not "Phụ lục II". The number of the page may stand above it.
FIRST_APPENDIX = re.compile(r"\s*(\d+\s+)?phụ lục i(?!\w)", re.IGNORECASE)


def main() -> None:
    """Write the picture of the first page and that of the first page of the first appendix."""
    with tempfile.TemporaryDirectory() as scratch:
        pdf = render_pdf(LETTER, Path(scratch))
        pages = pdf_pages(pdf)
        appendix = next((number for number, text in enumerate(pages, 1) if FIRST_APPENDIX.match(text)), None)
        if appendix is None:
            raise SystemExit(f"no page of {LETTER} begins with 'Phụ lục I'")
        PICTURES.mkdir(parents=True, exist_ok=True)
        save(pdf, 1, PICTURES / "chi-dao-chi-tieu-trang-1.png")
        save(pdf, appendix, PICTURES / "chi-dao-chi-tieu-phu-luc-1.png")


def save(pdf: Path, page: int, picture: Path) -> None:
    """Save a page as a picture in 256 shades of grey.

    pdftoppm writes a PNG of three bytes for each dot even where it is asked for grey: three times the size.
    """
    command = ["pdftoppm", "-gray", "-r", str(DOTS_PER_INCH), "-f", str(page), "-l", str(page), str(pdf)]
    graymap = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    _, size, _, dots = graymap.split(b"\n", 3)
    width, height = map(int, size.split())
    rows = b"".join(b"\0" + dots[start : start + width] for start in range(0, len(dots), width))
    picture.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows, 9))
        + chunk(b"IEND", b"")
    )
    print(f"{picture}: page {page}")


def chunk(kind: bytes, content: bytes) -> bytes:
    """A part of a PNG file."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


if __name__ == "__main__":
    main()
