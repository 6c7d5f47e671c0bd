"""Title and author in the core properties of a letter, where they are still those that the program wrote."""

import re
from collections.abc import Mapping

from dispatch.writers.stencil import xml_text

_ELEMENTS = {"title": "title", "creator": "author", "lastModifiedBy": "author"}
_ELEMENT = re.compile(rb"(<(?:[\w.-]+:)?(title|creator|lastModifiedBy)(?:\s[^>]*)?>)([^<]*)(</)")


def renewed_core(part: bytes, old: Mapping[str, str], new: Mapping[str, str]) -> bytes:
    """The part with the "title" and the "author" of `new` wherever it says those of `old`."""

    def renewed(match: re.Match[bytes]) -> bytes:
        what = _ELEMENTS[match[2].decode()]
        same = _plain(match[3]) == old[what]
        return match[1] + (xml_text(new[what]).encode() if same else match[3]) + match[4]

    return _ELEMENT.sub(renewed, part)


def _plain(raw: bytes) -> str:
    """Character data as text, as far as titles need it."""
    text = raw.decode()
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&apos;", "'")):
        text = text.replace(entity, character)
    return text.replace("&amp;", "&")
