"""Write the advance widths of Times New Roman from the metric-compatible Liberation Serif 2 fonts.

    python -m tools.font_widths FOLDER dispatch/formats/times_widths.csv

FOLDER holds LiberationSerif-Regular.ttf and its three sisters, version 2 (version 1 lacks half of
the Vietnamese letters). Accents do not change an advance, except the horn of ơ and ư, so only base
letters are written; that this holds for every Vietnamese letter is checked first.
"""

import argparse
import csv
import unicodedata
from itertools import product
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped, unused-ignore]  # it ships no types

from dispatch.formats.text_width import UNITS_PER_EM, base_character

STYLES = ("Regular", "Bold", "Italic", "BoldItalic")
COLUMNS = ("code", "regular", "bold", "italic", "bold_italic")
ASCII = tuple(chr(code) for code in range(0x20, 0x7F))
HORNED = ("Ơ", "ơ", "Ư", "ư", "Đ", "đ")
# Marks that official prose and tables use: no-break space, quotes, dashes, fractions, signs.
SIGNS = tuple("\u00a0§©«°±²³·»¼½¾×÷–—‘’“”•…‰₫−≤≥")
VOWELS = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")

Widths = dict[str, int]


def read_widths(font_file: Path) -> Widths:
    """The advance of every character of one font, in 1/2048 em."""
    with TTFont(font_file) as font:
        if font["head"].unitsPerEm != UNITS_PER_EM:
            raise SystemExit(f"{font_file.name}: not {UNITS_PER_EM} units per em")
        metrics = font["hmtx"].metrics
        return {chr(code): metrics[glyph][0] for code, glyph in font.getBestCmap().items()}


def vietnamese_letters() -> list[str]:
    """Every letter of the alphabet with every tone, precomposed, that ASCII lacks."""
    toned = (unicodedata.normalize("NFC", vowel + tone) for vowel, tone in product(VOWELS, TONES))
    return sorted({letter for letter in toned if not letter.isascii()} | {"Đ", "đ"})


def check_accents(widths: Widths, name: str) -> None:
    """Stop when a Vietnamese letter is absent or not as wide as its base letter."""
    for letter in vietnamese_letters():
        if widths.get(letter) != widths[base_character(letter)]:
            raise SystemExit(f"{name}: {letter} is absent, or not as wide as {base_character(letter)}")


def main() -> None:
    """Read the four fonts, check them, write the table."""
    parser = argparse.ArgumentParser(description="Write the advance widths of Times New Roman.")
    parser.add_argument("folder", type=Path, help="folder of the Liberation Serif 2 fonts")
    parser.add_argument("output", type=Path, help="the CSV file to write")
    arguments = parser.parse_args()
    fonts = [read_widths(arguments.folder / f"LiberationSerif-{style}.ttf") for style in STYLES]
    for style, widths in zip(STYLES, fonts, strict=True):
        check_accents(widths, style)
    with arguments.output.open("w", encoding="ascii", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        for character in sorted((*ASCII, *HORNED, *SIGNS)):
            writer.writerow([f"{ord(character):04X}", *(widths[character] for widths in fonts)])


if __name__ == "__main__":
    main()
