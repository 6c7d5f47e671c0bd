"""What a reader of a letter sees: the text of its parts, paragraph by paragraph."""

import hashlib
from collections.abc import Iterator
from operator import itemgetter

from lxml import etree

from dispatch.inspection.elements import PARAGRAPH
from dispatch.inspection.package import Package, W

_SHOWN = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}
_TEXT, _RUN = f"{W}t", f"{W}r"
_TEXTS = (f"{W}document", f"{W}footnotes", f"{W}endnotes")
_NOT_SEEN = frozenset({f"{W}comments", f"{W}glossaryDocument"})


def visible_lines(package: Package) -> list[str]:
    """The paragraphs of body, headers, footers and notes; the same text gives the same lines."""
    trees = [tree for _, tree in sorted(package.stories(), key=itemgetter(0))]
    return [line for tree in trees if tree.tag not in _NOT_SEEN for line in _lines(tree)]


def text_lines(package: Package) -> list[str]:
    """The paragraphs of the body, then of the notes, that hold text; a program that saves the file keeps them.

    Not headers: LibreOffice writes one for each section.
    """
    trees = [tree for _, tree in package.stories() if tree.tag in _TEXTS]
    return [
        line for tree in sorted(trees, key=lambda tree: _TEXTS.index(tree.tag)) for line in _lines(tree) if line.strip()
    ]


def text_fingerprint(package: Package) -> str:
    """SHA-256 of a letter's text."""
    return hashlib.sha256("\0".join(text_lines(package)).encode()).hexdigest()


def _lines(tree: etree._Element) -> Iterator[str]:
    return (_line(paragraph) for paragraph in tree.iter(PARAGRAPH))


def _line(paragraph: etree._Element) -> str:
    return "".join(_shown(paragraph))


def _shown(paragraph: etree._Element) -> Iterator[str]:
    """The text of the paragraph's own runs, not of those in a text box that hangs on it."""
    for element in paragraph.iter(_TEXT, *_SHOWN):
        parent = element.getparent()
        if parent is None or parent.tag != _RUN or next(element.iterancestors(PARAGRAPH)) is not paragraph:
            continue
        yield element.text or "" if element.tag == _TEXT else _SHOWN[element.tag]
