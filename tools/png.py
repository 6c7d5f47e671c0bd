"""Pages of a PDF as small PNG files: sixteen shades, of grey alone or of grey and red where a page has red on it."""

import struct
import subprocess
import zlib
from pathlib import Path

_BITS, _SHADES = 4, 16
_WHITE = 255
# More of one colour than of another by this much is colour, not the softened edge of a letter.
_COLOURED = 40

GREYS = bytes(level for step in range(_SHADES) for level in [step * _WHITE // (_SHADES - 1)] * 3)
_HALF = _SHADES // 2
_PARTS = [step * _WHITE // (_HALF - 1) for step in range(_HALF)]
GREYS_AND_REDS = bytes(
    [level for part in _PARTS for level in (part, part, part)]
    + [level for part in _PARTS for level in (_WHITE, part, part)]
)


def save_page(pdf: Path, page: int, picture: Path, dots_per_inch: int) -> None:
    """Write one page of a PDF as a PNG of sixteen colours."""
    command = ["pdftoppm", "-r", str(dots_per_inch), "-f", str(page), "-l", str(page), str(pdf)]
    pixmap = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    _, size, _, dots = pixmap.split(b"\n", 3)
    width, height = map(int, size.split())
    picture.write_bytes(png(width, height, dots))


def png(width: int, height: int, dots: bytes) -> bytes:
    """A picture from three bytes a dot."""
    red, green = dots[0::3], dots[1::3]
    coloured = any(first - second > _COLOURED for first, second in zip(red, green, strict=True))
    places = _among_greys_and_reds(red, green) if coloured else bytes(_nearest(level, _SHADES) for level in green)
    rows = b"".join(b"\0" + _packed(places[start : start + width]) for start in range(0, len(places), width))
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, _BITS, 3, 0, 0, 0))
        + _chunk(b"PLTE", GREYS_AND_REDS if coloured else GREYS)
        + _chunk(b"IDAT", zlib.compress(rows, 9))
        + _chunk(b"IEND", b"")
    )


def _among_greys_and_reds(red: bytes, green: bytes) -> bytes:
    return bytes(
        _nearest(second, _HALF) + (_HALF if first - second > _COLOURED else 0)
        for first, second in zip(red, green, strict=True)
    )


def _nearest(level: int, shades: int) -> int:
    return (level * (shades - 1) + _WHITE // 2) // _WHITE


def _packed(places: bytes) -> bytes:
    """Two dots to a byte."""
    even = places if len(places) % 2 == 0 else places + b"\0"
    return bytes(first << _BITS | second for first, second in zip(even[0::2], even[1::2], strict=True))


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
