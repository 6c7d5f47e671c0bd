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
    """A stretch of a part: how long it is, and its deflated form up to a full flush.

    `after` tells the check sum of any text that ends with it; `after_nothing` is that of the stretch alone.
    """

    size: int
    deflated: bytes
    after_nothing: int
    after: Sequence[Sequence[int]]

    @classmethod
    def of(cls, data: bytes) -> "Segment":
        """Deflate `data` so that it may stand anywhere in a stream."""
        compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        deflated = compressor.compress(data) + compressor.flush(zlib.Z_FULL_FLUSH)
        alone = zlib.crc32(data)
        return cls(len(data), deflated, alone, _carried(data, alone))

    def crc32(self, before: int) -> int:
        """The check sum of a text and this stretch, from that of the text; the same as reading the stretch again."""
        first, second, third, fourth = self.after
        carried = first[before & 255] ^ second[before >> 8 & 255] ^ third[before >> 16 & 255] ^ fourth[before >> 24]
        return self.after_nothing ^ carried


def _carried(data: bytes, alone: int) -> list[list[int]]:
    """What each byte of the check sum before `data` adds to the one after it.

    A check sum is linear in its start: exclusive or of two starts gives that of their sums. So the 32 single bits
    tell all.
    """
    tables = []
    for byte in range(4):
        table = [0]
        for bit in range(8):
            added = zlib.crc32(data, 1 << byte * 8 + bit) ^ alone
            table += [added ^ known for known in table]
        tables.append(table)
    return tables


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
            # After a full flush nothing refers to what came before it, so a segment may come in between.
            packed += [compressor.flush(zlib.Z_FULL_FLUSH), part.deflated]
            crc = part.crc32(crc)
            size += part.size
        else:
            packed.append(compressor.compress(part))
            crc = zlib.crc32(part, crc)
            size += len(part)
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
