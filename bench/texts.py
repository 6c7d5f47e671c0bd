"""What a .docx says: the text of its paragraphs and table cells, to compare letters by."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from bench.templates import read_body

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class UnequalTextsError(Exception):
    """Two contenders wrote different texts for the same letter."""


def document_text(path: Path) -> list[str]:
    """One line per paragraph, with lines of their own where tables, rows and cells begin and end."""
    return list(_lines(ElementTree.fromstring(read_body(path))))


def require_equal(texts: dict[str, list[str]]) -> None:
    """Raise UnequalTextsError with the first difference between any two contenders."""
    (first, expected), *others = texts.items()
    for name, text in others:
        for line, (one, other) in enumerate(zip(expected, text, strict=False), 1):
            if one != other:
                raise UnequalTextsError(f"line {line}: {first} wrote {one!r}, {name} wrote {other!r}")
        if len(expected) != len(text):
            raise UnequalTextsError(f"{first} wrote {len(expected)} lines, {name} wrote {len(text)}")


def _lines(element: ElementTree.Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}p":
            yield "".join(_paragraph(child))
        elif child.tag in (f"{_W}tbl", f"{_W}tr", f"{_W}tc"):
            kind = child.tag.removeprefix(_W)
            yield f"<{kind}>"
            yield from _lines(child)
            yield f"</{kind}>"
        else:
            yield from _lines(child)


def _paragraph(paragraph: ElementTree.Element) -> Iterator[str]:
    for element in paragraph.iter():
        if element.tag == f"{_W}t":
            yield element.text or ""
        elif element.tag == f"{_W}br":
            yield "\n"
