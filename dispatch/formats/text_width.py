"""How wide a line of text is in Times New Roman, to know whether it fits before Word is asked.

The widths come from Liberation Serif 2, made to have the advances of Times New Roman
(tools/font_widths.py). Pairs of letters are not kerned: Word and LibreOffice do not kern a run
unless its style says `w:kern`, and ours does not. Kerned text would be narrower by under 1 %.
"""

import csv
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from dispatch.model.kept import Kept

UNITS_PER_EM = 2048
MM_PER_POINT = 25.4 / 72
FALLBACK_WIDTH = UNITS_PER_EM // 2

Style = Literal["regular", "bold", "italic", "bold_italic"]

_FILE = Path(__file__).with_name("times_widths.csv")
_STYLES: dict[tuple[bool, bool], Style] = {
    (False, False): "regular",
    (True, False): "bold",
    (False, True): "italic",
    (True, True): "bold_italic",
}
_HORN = "\u031b"
_BREAKS = re.compile(r"[ \t\n]+")
_DIGITS = str.maketrans("123456789", "000000000")


def text_width_mm(text: str, size_pt: float, *, bold: bool = False, italic: bool = False) -> float:
    """The width in millimetres of `text` on one line; spaces at its ends count.

    A character the table does not know counts half an em; combining marks have no width.
    """
    return line_widths(size_pt, bold=bold, italic=italic)[text]


def widest_word_mm(text: str, size_pt: float, *, bold: bool = False, italic: bool = False) -> float:
    """The width in millimetres of the widest part that a line cannot be broken in; 0 for no text.

    Lines break at spaces; not at a no-break space, and for safety not after a hyphen.
    """
    return word_widths(size_pt, bold=bold, italic=italic)[text]


@cache
def line_widths(size_pt: float, *, bold: bool = False, italic: bool = False) -> Mapping[str, float]:
    """`text_width_mm` of any text: for the hundreds of cells of a table, which are much alike."""
    advances = _advances(_STYLES[bold, italic])

    def measure(shape: str) -> float:
        units = sum(map(advances.__getitem__, unicodedata.normalize("NFC", shape)))
        return units / UNITS_PER_EM * size_pt * MM_PER_POINT

    return _by_shape(measure)


@cache
def word_widths(size_pt: float, *, bold: bool = False, italic: bool = False) -> Mapping[str, float]:
    """`widest_word_mm` of any text."""
    whole = line_widths(size_pt, bold=bold, italic=italic)
    return _by_shape(lambda shape: max(whole[word] for word in _BREAKS.split(shape)))


def _by_shape(measure: Callable[[str], float]) -> Kept[float]:
    """Every text measured once, and of those that differ in their digits only one: these are all of one width."""
    shapes = Kept(measure)
    return Kept(lambda text: shapes[text.translate(_DIGITS)])


@lru_cache(maxsize=1024)
def last_line_mm(text: str, size_pt: float, width_mm: float, *, bold: bool = False, italic: bool = False) -> float:
    """The width in millimetres of the last line of `text` in a block of this width, broken at spaces as Word does."""
    *_, last = _lines(text, size_pt, (width_mm, width_mm), _STYLES[bold, italic])
    return min(width_mm, text_width_mm(last, size_pt, bold=bold, italic=italic))


@lru_cache(maxsize=1024)
def line_count(text: str, size_pt: float, width_mm: float, *, first_indent_mm: float = 0, bold: bool = False) -> int:
    """How many lines `text` takes in a block of this width whose first line stands in by `first_indent_mm`."""
    return sum(1 for _ in _lines(text, size_pt, (width_mm - first_indent_mm, width_mm), _STYLES[bold, False]))


def _lines(text: str, size_pt: float, widths_mm: tuple[float, float], style: Style) -> Iterator[str]:
    """The text broken at spaces into a first line and further ones of these widths."""
    sizes = line_widths(size_pt, bold="bold" in style, italic="italic" in style)
    space = sizes[" "]
    first, *others = text.split(" ")
    line, used = first, sizes[first]
    width, further = widths_mm
    for word in others:
        size = sizes[word]
        if line and used + space + size > width:
            yield line
            line, used, width = word, size, further
        else:
            line, used = f"{line} {word}", used + space + size
    yield line


def base_character(character: str) -> str:
    """The letter without the marks that leave its advance alone: "Ấ" gives "A", "ợ" gives "ơ"."""
    decomposed = unicodedata.normalize("NFD", character)
    horn = _HORN if _HORN in decomposed else ""
    return unicodedata.normalize("NFC", decomposed[0] + horn)


class _Advances(dict[str, int]):
    """The advance of each character of one style in 1/2048 em; one is looked up when it is first met."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._known = _widths()[style]

    def __missing__(self, character: str) -> int:
        combining = unicodedata.combining(character)
        self[character] = 0 if combining else self._known.get(base_character(character), FALLBACK_WIDTH)
        return self[character]


@cache
def _advances(style: Style) -> _Advances:
    return _Advances(style)


@cache
def _widths() -> dict[Style, dict[str, int]]:
    with _FILE.open(encoding="ascii", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return {style: {chr(int(row["code"], 16)): int(row[style]) for row in rows} for style in _STYLES.values()}
