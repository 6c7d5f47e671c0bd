"""Comments of a letter that was written by any program: the part, its type and the link to it."""

import posixpath
import re
from collections.abc import Mapping, Sequence

from dispatch.writers.stencil import xml_text
from dispatch.writers.styles import DECLARATION, W
from dispatch.writers.tracked_runs import Numbered

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPES = "[Content_Types].xml"
_TARGET = re.compile(rb"<Relationship\b[^>]*>")
_END = re.compile(rb"</w:comments\s*>\s*$|/>\s*$")


def comment_element(identity: int, text: str, numbered: Numbered) -> bytes:
    """One comment of one paragraph."""
    initials = "".join(word[0] for word in numbered.marks.author.split())[:3] or "?"
    head = b'<w:comment w:id="%d"%b w:initials="%b">' % (identity, numbered.signed(), xml_text(initials).encode())
    words = b'<w:r><w:t xml:space="preserve">%b</w:t></w:r>' % xml_text(text).encode()
    return head + b"<w:p>" + words + b"</w:p></w:comment>"


def parts_with_comments(
    parts: Mapping[str, bytes], body: str, comments: Sequence[bytes], changed: Mapping[str, bytes]
) -> dict[str, bytes]:
    """The parts that carry new comments: an old part with more of them, or a new one with its type and link."""
    if not comments:
        return {}
    folder, _, file = body.rpartition("/")
    links = f"{folder}/_rels/{file}.rels"
    added = b"".join(comments)
    present = _present(parts.get(links, b""), folder)
    if present is not None and present in parts:
        old = changed.get(present, parts[present])
        end = _END.search(old)
        assert end is not None  # it was read as XML before
        if old[end.start() :].startswith(b"/>"):
            return {present: old[: end.start()] + b">" + added + b"</w:comments>"}
        return {present: old[: end.start()] + added + old[end.start() :]}
    name = f"{folder}/comments.xml"
    types = f'<Override PartName="/{name}" ContentType="{_TYPE}"/>'.encode()
    link = f'<Relationship Id="rIdDispatchComments" Type="{_RELATION}" Target="comments.xml"/>'.encode()
    return {
        name: f"{DECLARATION}<w:comments {W}>".encode() + added + b"</w:comments>",
        _TYPES: _before_end(parts[_TYPES], types, b"</Types>"),
        links: _before_end(parts.get(links, b""), link, b"</Relationships>"),
    }


def _present(links: bytes, folder: str) -> str | None:
    """The part with comments that the body leads to."""
    for link in _TARGET.findall(links):
        target = re.search(rb'\bTarget="([^"]*)"', link)
        if _RELATION.encode() in link and target:
            return posixpath.normpath(posixpath.join("/", folder, target[1].decode()))[1:]
    return None


def _before_end(part: bytes, added: bytes, end: bytes) -> bytes:
    at = part.rindex(end)
    return part[:at] + added + part[at:]
