"""The scan of every part of a workbook for what no part may have: a DOCTYPE, or an encoding that hides one."""

import re
from collections.abc import Iterable

from dispatch.readers.refusals import refusal

_XML_NAMES = (".xml", ".rels")
_BOM = re.compile(rb"\A(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*")
_ENCODING = re.compile(rb"""\A<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"']*)["']""")
_ENCODINGS = {b"utf-8", b"utf-16", b"utf-16le", b"utf-16be", b"us-ascii"}
_DOCTYPE = b"<!DOCTYPE"


def check_part(chunks: Iterable[bytes], part: str, name: str) -> None:
    """Take in all of a part, so that its true size is known too; InputError with what is wrong."""
    end = b""
    begun = is_xml = False
    for chunk in chunks:
        # Without its NULs the ASCII in UTF-16 reads like any other.
        plain = chunk.replace(b"\0", b"") if b"\0" in chunk else chunk
        if not begun:
            begun, is_xml = True, _is_xml(plain, part, name)
        if is_xml and _DOCTYPE in end + plain:
            raise refusal("doctype", name, part=part)
        end = plain[-len(_DOCTYPE) :]


def _is_xml(first: bytes, part: str, name: str) -> bool:
    head = _BOM.sub(b"", first[:1024], count=1)
    if head.startswith(b"<"):
        encoding = _ENCODING.match(head)
        if encoding and encoding[1].lower() not in _ENCODINGS:
            raise refusal("bad-xml-encoding", name, part=part)
        return True
    if part.lower().endswith(_XML_NAMES):
        raise refusal("bad-xml-encoding", name, part=part)
    return False
