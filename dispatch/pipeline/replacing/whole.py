"""A replacing letter: the issued one with corrected data, without number and date, saying what it replaces."""

import re

from dispatch.errors import Finding, RegisterError
from dispatch.inspection.manifest import read_manifest
from dispatch.inspection.package import open_package
from dispatch.inspection.story_text import read_stories
from dispatch.model.amendment import OriginalLetter
from dispatch.model.place import Paragraph, Patch, Story
from dispatch.pipeline.sealing import sealed
from dispatch.vietnamese.dates import long_date
from dispatch.writers.patching import patched
from dispatch.writers.stencil import xml_text

_CLOSING = "./."
_END = re.compile(rb'<w:pStyle w:val="HetPhan"')
_LOOK = re.compile(rb"<w:pPr>.*?</w:pPr>", re.DOTALL)


def replacing(refreshed: bytes, original: OriginalLetter, issuer: str, name: str) -> bytes:
    """The refreshed letter with a sentence before its last paragraph; RegisterError when that cannot be told.

    The sentence is the officer's own from now on: it comes from the register, and no data changes it.
    """
    package = open_package(refreshed)
    body = read_stories(package)[0]
    last = _last_paragraph(body)
    if last is None:
        message = "không thấy đoạn kết thúc bằng “./.” nên không biết ghi câu thay thế vào đâu"
        hint = "ban hành văn bản sửa đổi: thêm --as sua-doi"
        raise RegisterError([Finding("no-closing", message, hint, file=name)])
    new = _paragraph(body, last, replacement_sentence(original, issuer))
    part = patched(body.data, [Patch(last.start, last.start, new)])
    return sealed(refreshed, package, {body.part: part}, read_manifest(package))


def replacement_sentence(original: OriginalLetter, issuer: str) -> str:
    """What a replacing letter says: type, number and symbol, date and issuer of the letter it replaces."""
    of = f" của {issuer}" if issuer else ""
    return f"{original.type_name} này thay thế {original.title} {long_date(original.day)}{of}."


def _last_paragraph(body: Story) -> Paragraph | None:
    """The paragraph of the text that ends the letter; tables have the heading and the signature.

    A letter of the Party has no sign at its end: there it is the paragraph above the signature.
    """
    prose = [each for each in body.paragraphs if not any(t.start < each.start < t.end for t in body.tables)]
    signed = next((each.number for each in prose if _END.search(body.data, each.start, each.end)), 0)
    above = (each for each in reversed(prose) if each.number < signed and each.text.strip())
    return next((each for each in prose if each.text.rstrip().endswith(_CLOSING)), None) or next(above, None)


def _paragraph(body: Story, like: Paragraph, text: str) -> bytes:
    look = _LOOK.search(body.data, like.start, like.end)
    run = next((piece.run for piece in like.pieces if piece.run is not None), None)
    start, end = run.properties if run is not None else (0, 0)
    words = xml_text(text).encode()
    return (
        b"<w:p>" + (look[0] if look else b"") + b"<w:r>" + body.data[start:end]
        + b'<w:t xml:space="preserve">' + words + b"</w:t></w:r></w:p>"
    )  # fmt: skip
