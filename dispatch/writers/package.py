"""The .docx package: a zip whose bytes depend on its contents alone.

Parts that never change are compressed once. A part may be made of segments, each deflated on its
own up to a full flush, so that a table shared by many letters is deflated once and spliced in.
"""

import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

# The XML of a letter repeats itself so much that level 6 saves only a sixth of the bytes of level 1,
# in nearly three times the time.
_LEVEL = 1
_OFTEN = 16
"""From so many uses on the tables of a stretch are worth making."""
_STAMP = (0, 33)  # 1 January 1980, 00:00, in DOS form: time, date
_VERSION = 20
_UTF8_NAMES = 0x800
_DEFLATED = 8


@dataclass(slots=True)
class Segment:
    """A stretch of a part: its bytes, and their deflated form up to a full flush."""

    data: bytes
    deflated: bytes
    _used: int = field(default=0, compare=False, repr=False)
    _tables: Sequence[Sequence[int]] = field(default=(), compare=False, repr=False)

    @classmethod
    def of(cls, data: bytes) -> "Segment":
        """Deflate `data` so that it may stand anywhere in a stream."""
        compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        return cls(data, compressor.compress(data) + compressor.flush(zlib.Z_FULL_FLUSH))

    def crc32(self, before: int) -> int:
        """The check sum of a text and this stretch, from that of the text.

        A stretch that is used again and again is not read again each time: tables tell it.
        """
        self._used += 1
        if self._used < _OFTEN:
            return zlib.crc32(self.data, before)
        self._tables = self._tables or _carried(self.data)
        first, second, third, fourth = self._tables
        return first[before & 255] ^ second[before >> 8 & 255] ^ third[before >> 16 & 255] ^ fourth[before >> 24]


def _carried(data: bytes) -> list[list[int]]:
    """What each byte of the check sum before `data` adds to the one after it.

    A check sum is linear in its start: exclusive or of two starts gives that of their sums. So the 32 single bits
    and that of `data` alone tell all.
    """
    alone = zlib.crc32(data)
    tables = []
    for byte in range(4):
        table = [0 if byte else alone]
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
            size += len(part.data)
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
