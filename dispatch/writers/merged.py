"""Letters of one batch as one file for printing: each with its sections, its page numbers and its own numbering.

The letters are this program's own, unedited: they share every part but the body. What anchors and manifest say of
single letters goes, so that nobody takes the file for a letter.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dispatch.writers.finalised import finalised

BODY, NUMBERING = "word/document.xml", "word/numbering.xml"
_OF_ONE_LETTER = frozenset({BODY, "docProps/custom.xml", "docProps/core.xml"})
_BOOKMARK = re.compile(r"<w:bookmark(?:Start|End)\b[^>]*/>")
_LAST_SECTION = re.compile(r"<w:sectPr\b(?:(?!<w:sectPr\b).)*</w:sectPr>(?=</w:body>)", re.DOTALL)
_NUMBERED_STYLE = re.compile(
    r'w:styleId="(\w+)"(?:(?!</w:style>).)*?<w:numPr><w:ilvl w:val="(\d+)"/><w:numId w:val="(\d+)"/></w:numPr>',
    re.DOTALL,
)
_NUM = re.compile(r'<w:num w:numId="(\d+)"[^>]*><w:abstractNumId w:val="(\d+)"/>.*?</w:num>', re.DOTALL)
_PARAGRAPH = re.compile(
    r'(<w:pPr><w:pStyle w:val="(\w+)"/>(?:<w:keepNext/>|<w:keepLines/>)*)((?:<w:spacing [^>]*/>)?)(</w:pPr>)'
)
_STYLE = re.compile(r'<w:style [^>]*w:styleId="(\w+)".*?</w:style>', re.DOTALL)
_BASE = re.compile(r'<w:basedOn w:val="(\w+)"/>')
_NUM_ID = re.compile(r'<w:numId w:val="([0-9]+)"/>')
_INDENT = re.compile(r"<w:ind ([^>]*)/>")
_ATTRIBUTE = re.compile(r'(w:\w+)="([^"]*)"')
_LEVELS = range(9)


def can_be_merged(first: Mapping[str, bytes], other: Mapping[str, bytes]) -> bool:
    """Whether a letter differs from another in its body alone."""
    return first.keys() == other.keys() and all(
        data == other[name] for name, data in first.items() if name not in _OF_ONE_LETTER
    )


def merged(letters: Sequence[Mapping[str, bytes]]) -> bytes:
    """The letters, as their parts, one after the other; each begins on a page 1 of its own."""
    first = letters[0]
    styles = _numbered_styles(first["word/styles.xml"].decode())
    lists = dict(_NUM.findall(first[NUMBERING].decode()))
    texts = [letter[BODY].decode() for letter in letters]
    head, tail = texts[0][: texts[0].index("<w:body>") + len("<w:body>")], texts[0][texts[0].index("</w:body>") :]
    bodies = [_numbered(_body(text), styles, lists, place) for place, text in enumerate(texts)]
    sections = [_section(text) for text in texts]
    joined = "".join(f"{body}{_break(section)}" for body, section in zip(bodies[:-1], sections[:-1], strict=True))
    numbering = (
        first[NUMBERING].decode().replace("</w:numbering>", "".join(_own_lists(lists, len(letters))) + "</w:numbering>")
    )
    document = f"{head}{joined}{bodies[-1]}{sections[-1]}{tail}"
    return finalised({**first, BODY: document.encode(), NUMBERING: numbering.encode()})


def _body(text: str) -> str:
    start, end = text.index("<w:body>") + len("<w:body>"), text.rindex("</w:body>")
    section = _section(text)
    return _BOOKMARK.sub("", text[start : end - len(section)])


def _section(text: str) -> str:
    found = _LAST_SECTION.search(text)
    assert found is not None  # every letter ends with its last section
    return found[0]


def _break(section: str) -> str:
    """An empty line of a section's end, as letters have before their appendices."""
    return f'<w:p><w:pPr><w:pStyle w:val="HetPhan"/>{section}</w:pPr></w:p>'


def _numbered(body: str, styles: Mapping[str, "_Numbered"], lists: Mapping[str, str], place: int) -> str:
    """Numbers begin anew in every letter: its paragraphs name lists of their own.

    A list that a paragraph names itself would bring its own indents: those of the style are named with it.
    """
    order = list(lists)

    def named(match: re.Match[str]) -> str:
        style = styles.get(match[2])
        if style is None:
            return match[0]
        number = f'<w:ilvl w:val="{style.level}"/><w:numId w:val="{_own(order, style.num, place)}"/>'
        return f"{match[1]}<w:numPr>{number}</w:numPr>{match[3]}{style.indent}{match[4]}"

    if not place:
        return body
    own = _NUM_ID.sub(lambda match: f'<w:numId w:val="{_own(order, match[1], place)}"/>', body)
    return _PARAGRAPH.sub(named, own)


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A style that numbers its paragraphs: by which list, on which level, and how far they stand in."""

    level: str
    num: str
    indent: str


def _numbered_styles(xml: str) -> dict[str, _Numbered]:
    styles = {match[1]: match[0] for match in _STYLE.finditer(xml)}
    found = _NUMBERED_STYLE.findall(xml)
    return {name: _Numbered(level, num, _indent(styles, name)) for name, level, num in found}


def _indent(styles: Mapping[str, str], name: str) -> str:
    """The indents of a style, those of the styles it is based on included."""
    attributes: dict[str, str] = {}
    while name in styles:
        own = _INDENT.search(styles[name])
        attributes = dict(_ATTRIBUTE.findall(own[1]) if own else ()) | attributes
        base = _BASE.search(styles[name])
        name = base[1] if base else ""
    written = " ".join(f'{key}="{value}"' for key, value in attributes.items())
    return f"<w:ind {written}/>" if written else ""


def _own(order: Sequence[str], num: str, place: int) -> int:
    """The list that stands for `num` in the letter at a place; the first letter keeps its own."""
    if not place or num not in order:
        return int(num)
    return max(map(int, order)) + (place - 1) * len(order) + order.index(num) + 1


def _own_lists(lists: Mapping[str, str], letters: int) -> Iterator[str]:
    order = list(lists)
    restart = "".join(f'<w:lvlOverride w:ilvl="{n}"><w:startOverride w:val="1"/></w:lvlOverride>' for n in _LEVELS)
    for place in range(1, letters):
        for num, abstract in lists.items():
            yield f'<w:num w:numId="{_own(order, num, place)}"><w:abstractNumId w:val="{abstract}"/>{restart}</w:num>'
