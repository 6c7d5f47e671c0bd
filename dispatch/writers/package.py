"""The .docx package: a zip whose bytes depend on its contents alone.

Parts that never change are compressed once. A part may be made of segments, each deflated on its
own up to a full flush, so that a table shared by many letters is deflated once and spliced in.
"""

import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

# The XML of a letter repeats itself so much that level 6 saves only a sixth of the bytes of level 1,
# in nearly three times the time.
_LEVEL = 1
_STAMP = (0, 33)  # 1 January 1980, 00:00, in DOS form: time, date
_VERSION = 20
_UTF8_NAMES = 0x800
_DEFLATED = 8


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a part: its bytes, and their deflated form up to a full flush."""

    data: bytes
    deflated: bytes

    @classmethod
    def of(cls, data: bytes) -> "Segment":
        """Deflate `data` so that it may stand anywhere in a stream."""
        compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        return cls(data, compressor.compress(data) + compressor.flush(zlib.Z_FULL_FLUSH))


@dataclass(frozen=True, slots=True)
class Entry:
    """One zip entry: its local record, and its central record without the offset."""

    name: bytes
    local: bytes
    central: bytes


def entry(name: str, parts: Iterable[bytes | Segment]) -> Entry:
    """Compress one part of the package."""
    crc, size, packed = 0, 0, []
    compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    for part in parts:
        if isinstance(part, Segment):
            data = part.data
            # After a full flush nothing refers to what came before it, so a segment may come in between.
            packed += [compressor.flush(zlib.Z_FULL_FLUSH), part.deflated]
        else:
            data = part
            packed.append(compressor.compress(data))
        crc = zlib.crc32(data, crc)
        size += len(data)
    stream = b"".join([*packed, compressor.flush()])
    raw = name.encode()
    fields = struct.pack("<HHHHHIIIHH", _VERSION, _UTF8_NAMES, _DEFLATED, *_STAMP, crc, len(stream), size, len(raw), 0)
    central = b"PK\1\2" + struct.pack("<H", _VERSION) + fields + struct.pack("<HHHI", 0, 0, 0, 0)
    return Entry(raw, b"PK\3\4" + fields + raw + stream, central)


def entries(parts: Mapping[str, str]) -> list[Entry]:
    """Compress the parts that stay the same from letter to letter."""
    return [entry(name, [text.encode()]) for name, text in parts.items()]


def pack(parts: Iterable[Entry]) -> bytes:
    """The zip file; entries stand in the order of their names."""
    return pack_in_order(sorted(parts, key=lambda part: part.name))


def pack_in_order(records: Sequence[Entry]) -> bytes:
    """The zip file with its entries as they come."""
    chunks: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for part in records:
        chunks.append(part.local)
        directory += [part.central, struct.pack("<I", offset), part.name]
        offset += len(part.local)
    index = b"".join(directory)
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, len(records), len(records), len(index), offset, 0)
    return b"".join([*chunks, index, end])
