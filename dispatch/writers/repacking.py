"""A .docx with some parts replaced; all other entries are copied as they lie in the file, compressed."""

import io
import struct
import zipfile
from collections.abc import Mapping

from dispatch.writers.package import Entry, entry, pack_in_order

_LOCAL = struct.Struct("<4s5H3I2H")
_UTF8_NAMES = 0x800


def repacked(document: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The package with new contents for some of its parts, entries in their old order; a new part stands last."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        entries = [
            entry(info.filename, [parts[info.filename]]) if info.filename in parts else _copied(document, info)
            for info in archive.infolist()
        ]
        present = set(archive.namelist())
    entries += [entry(name, [data]) for name, data in parts.items() if name not in present]
    return pack_in_order(entries)


def _copied(document: bytes, info: zipfile.ZipInfo) -> Entry:
    """The entry with sizes in its header, where some programs put them behind the data."""
    *_, name_length, extra_length = _LOCAL.unpack_from(document, info.header_offset)
    start = info.header_offset + _LOCAL.size + name_length + extra_length
    stream = document[start : start + info.compress_size]
    raw = info.filename.encode()
    year, month, day, hour, minute, second = info.date_time
    time, date = hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day
    fields = struct.pack(
        "<HHHHHIIIHH",
        20,
        _UTF8_NAMES,
        info.compress_type,
        time,
        date,
        info.CRC,
        len(stream),
        info.file_size,
        len(raw),
        0,
    )
    central = b"PK\1\2" + struct.pack("<H", 20) + fields + struct.pack("<HHHI", 0, 0, 0, info.external_attr)
    return Entry(raw, b"PK\3\4" + fields + raw + stream, central)
