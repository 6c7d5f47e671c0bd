"""A zip file from a stranger: its directory examined, its parts unpacked no further than they may be."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dispatch.readers.refusals import refusal

MAX_PARTS = 2_000
MAX_PART_BYTES = 128 * 1024 * 1024
MAX_TOTAL_BYTES = 256 * 1024 * 1024
MAX_RATIO = 200
# Below this a high ratio is harmless, and common: empty parts compress well.
_RATIO_FROM = 1024 * 1024

_CHUNK = 1024 * 1024
_INPUT = 64 * 1024
_ENTRY_SIGNATURE = b"PK\x01\x02"
_LOCAL_SIGNATURE = b"PK\x03\x04"
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_ENCRYPTED = 0x1 | 0x40
_UNSAFE_NAME = re.compile(r"[\\:\0]|^/|(^|/)\.\.?(/|$)")


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip whose directory was found sound. Names of parts differ by more than case (ISO 29500-2)."""

    name: str
    data: bytes
    entries: Mapping[str, zipfile.ZipInfo]

    def parts(self) -> Iterator[str]:
        """The names of all parts, as written in the file."""
        return (entry.filename for entry in self.entries.values())

    def has(self, part: str) -> bool:
        """Whether there is a part of this name."""
        return part.lower() in self.entries

    def chunks(self, part: str) -> Iterator[bytes]:
        """The content of a part, piece by piece.

        Raises InputError when there is no such part, when it is damaged, or when it is longer or
        shorter than the directory says: each reader of such a file would see something else.
        """
        entry = self.entries.get(part.lower())
        if entry is None:
            raise refusal("damaged-part", self.name, part=part)
        size = crc = 0
        try:
            for chunk in _unpacked(self.data, entry):
                size += len(chunk)
                if size > entry.file_size:
                    raise refusal("wrong-size", self.name, part=part)
                crc = zlib.crc32(chunk, crc)
                yield chunk
        except (zlib.error, struct.error, EOFError):
            raise refusal("damaged-part", self.name, part=part) from None
        if size != entry.file_size:
            raise refusal("wrong-size", self.name, part=part)
        if crc != entry.CRC:
            raise refusal("damaged-part", self.name, part=part)


def open_archive(data: bytes, name: str) -> Archive:
    """Examine the directory of a zip file; nothing is unpacked.

    Raises InputError when it is damaged, or when its parts are too many, too large, compressed
    beyond reason, encrypted, twice there, or named like files outside.
    """
    # zipfile builds an object for every entry it meets, and believes no count: so count first.
    if data.count(_ENTRY_SIGNATURE) > MAX_PARTS:
        raise refusal("too-many-parts", name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    # NotImplementedError: a later version of the format. ValueError, struct.error: nonsense in a field.
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, EOFError, OSError):
        raise refusal("damaged-file", name) from None
    if sum(entry.file_size for entry in entries) > MAX_TOTAL_BYTES:
        raise refusal("contents-too-large", name)
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        # orig_filename: zipfile itself rewrites backslashes on Windows, and cuts at a NUL.
        key = entry.orig_filename.lower()
        reason = "duplicate-part" if key in found else _reason(entry)
        if reason:
            raise refusal(reason, name, part=entry.orig_filename.replace("\0", "?"))
        found[key] = entry
    return Archive(name, data, {key: entry for key, entry in found.items() if not entry.is_dir()})


def _reason(entry: zipfile.ZipInfo) -> str:
    """Why this entry is not to be unpacked; empty when it may be."""
    if _UNSAFE_NAME.search(entry.orig_filename):
        return "unsafe-name"
    if entry.flag_bits & _ENCRYPTED:
        return "encrypted-part"
    if entry.file_size > MAX_PART_BYTES:
        return "part-too-large"
    if entry.file_size > _RATIO_FROM and entry.file_size > MAX_RATIO * entry.compress_size:
        return "zip-bomb"
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        return "damaged-part"
    return ""


def _unpacked(data: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    # Not zipfile's own reading: it stops in silence where the directory says that the part ends.
    signature, name_length, extra_length = _LOCAL_HEADER.unpack_from(data, entry.header_offset)
    start = entry.header_offset + _LOCAL_HEADER.size + name_length + extra_length
    packed = memoryview(data)[start : start + entry.compress_size]
    if signature != _LOCAL_SIGNATURE or len(packed) != entry.compress_size:
        raise EOFError
    if entry.compress_type == zipfile.ZIP_STORED:
        return (bytes(packed[place : place + _CHUNK]) for place in range(0, len(packed), _CHUNK))
    return _inflated(packed)


def _inflated(packed: memoryview) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    chunk = b""
    for place in range(0, len(packed), _INPUT):
        pending: bytes | memoryview = packed[place : place + _INPUT]
        # A full chunk may leave more to come although all input was taken.
        while pending or chunk:
            chunk = inflater.decompress(pending, _CHUNK)
            pending = inflater.unconsumed_tail
            if chunk:
                yield chunk
            if inflater.eof:
                return
    raise EOFError
