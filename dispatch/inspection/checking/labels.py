"""The numbers before the paragraphs of a text: of which kind, and which number."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dispatch.inspection.reading.values import Paragraph
from dispatch.vietnamese.numbers import roman

Level = Literal["phan", "chuong", "muc", "tieu_muc", "dieu", "roman", "number", "sub_number", "letter"]
LEVELS: tuple[Level, ...] = (
    "phan",
    "chuong",
    "muc",
    "tieu_muc",
    "dieu",
    "roman",
    "number",
    "sub_number",
    "letter",
)

_ROMANS = {roman(number): number for number in range(1, 40)}
_WORDS: tuple[tuple[re.Pattern[str], Level], ...] = (
    (re.compile(r"^Phần\s+(?:thứ\s+)?(?P<number>\w+)[.:]?(?=\s|$)"), "phan"),
    (re.compile(r"^Chương\s+(?P<number>\w+)[.:]?(?=\s|$)"), "chuong"),
    (re.compile(r"^Mục\s+(?P<number>\w+)[.:]?(?=\s|$)"), "muc"),
    (re.compile(r"^Tiểu mục\s+(?P<number>\w+)[.:]?(?=\s|$)"), "tieu_muc"),
)
_TITLE_LENGTH = 120
_ARTICLE = re.compile(r"^Điều\s+(?P<number>\d{1,4})(?P<mark>[.:]?)(?=\s|$)")
_ROMAN = re.compile(r"^(?P<number>[IVX]{1,6})(?P<mark>[.\-/):])(?=\s|$)")
_NUMBER = re.compile(r"^(?P<number>\d{1,2})(?P<mark>[.)/\-:])(?=\s|$)")
_SUB = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2})+)(?P<mark>[.)/\-:]?)(?=\s|$)")
_LETTER = re.compile(r"^(?P<number>[a-zđăâêôơư])(?P<mark>[.)/:\-])(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Label:
    """One number: `text` as written ("1.", "Chương II"), `number` and `mark` its two parts."""

    paragraph: Paragraph
    level: Level
    text: str
    number: str
    mark: str


def labels(paragraphs: Sequence[Paragraph]) -> Iterator[Label]:
    """The numbers of paragraphs, automatic or typed, in order."""
    for paragraph in paragraphs:
        found = _label(paragraph)
        if found is not None:
            yield found


def value(label: Label, letters: Sequence[str]) -> int | None:
    """The place of a number in its row, from 1; None for what is no such number."""
    text = label.number
    if label.level == "letter":
        return letters.index(text) + 1 if text in letters else None
    if label.level in {"phan", "chuong", "roman"}:
        return _ROMANS.get(text)
    last = text.rpartition(".")[2]
    return int(last) if last.isascii() and last.isdigit() else None


def _label(paragraph: Paragraph) -> Label | None:
    text = paragraph.written.strip()
    if len(text) <= _TITLE_LENGTH:
        for pattern, level in _WORDS:
            match = pattern.match(text)
            if match:
                return Label(paragraph, level, match.group(), match["number"], "")
    shapes: tuple[tuple[re.Pattern[str], Level], ...] = (
        (_ARTICLE, "dieu"),
        (_ROMAN, "roman"),
        (_SUB, "sub_number"),
        (_NUMBER, "number"),
        (_LETTER, "letter"),
    )
    for pattern, level in shapes:
        match = pattern.match(text)
        if match:
            return Label(paragraph, level, match.group(), match["number"], match["mark"])
    return None
