"""Numbers as Vietnamese letters print them, from exact integers, and percentages read back.

The digits are babel's (locale vi). Nothing is rounded here: a rate is rounded once, where it is
computed, and arrives as a whole number of hundredths.
"""

import re
from decimal import Context, Decimal, Inexact, InvalidOperation, localcontext
from functools import cache, lru_cache
from operator import index

from babel.core import Locale
from babel.numbers import parse_pattern

_PERCENT = parse_pattern("#,##0.00%")

# babel computes in the caller's decimal context and would silently drop digits beyond its
# precision; in this one a lost digit is an error.
_EXACT = Context(prec=60, traps=[Inexact, InvalidOperation])

# At most nine digits: no percentage is longer, and int() refuses thousands of them.
_PRINTED_PERCENT = re.compile(r"([0-9]{1,9})(?:,([0-9]{1,2}))?%?")

_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
    *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_ROMAN_LIMIT = 4000
_LAST_DIGIT = 9
LARGEST_DOCUMENT_NUMBER = 999_999


# typed: without it functools may hand 4154.0 the cached text of 4154 instead of refusing it.
@lru_cache(maxsize=16_384, typed=True)
def percent(hundredths: int) -> str:
    """Print a rate given in hundredths of a percent, always with two decimals: 4154 is "41,54%".

    Differences of two rates, in percentage points, print alike. A letter says "giảm", never a
    minus sign, so a negative number raises ValueError; what is not an integer raises TypeError.
    """
    digits = _refuse_negative(index(hundredths))
    with localcontext(_EXACT):
        return str(_PERCENT.apply(Decimal(f"{digits}E-4"), _vietnamese()))


@lru_cache(maxsize=16_384, typed=True)
def count(value: int) -> str:
    """Print a count with points between the thousands: 161828 is "161.828".

    Raises ValueError for a negative number, TypeError for what is not an integer.
    """
    # Python groups by threes as babel's pattern does, in a tenth of its time.
    return f"{_refuse_negative(index(value)):,}".replace(",", _thousands())


def two_digits(value: int) -> str:
    """Print a count with a zero before a single digit, as offices write small numbers: 5 is "05"."""
    return count(value) if value > _LAST_DIGIT else f"0{count(value)}"


def is_document_number(text: str) -> bool:
    """Whether typed text is the number of a document, "679" or "07"; no office gives a million in one year."""
    digits = text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_DOCUMENT_NUMBER))
    return digits and int(text) > 0


def document_number(number: int) -> str:
    """Print the number of a document: no points, a zero before a single digit (NĐ 30/2020, Phụ lục I, II.3.c)."""
    return f"{_refuse_negative(index(number)):02}"


def full_number(number: int, symbol: str) -> str:
    """Print number and symbol: "679/TCTHADS-TKDLCN" (State), "11-CT/TU" (Party: type and body of its symbol)."""
    return f"{document_number(number)}{'-' if '/' in symbol else '/'}{symbol}"


def roman(number: int) -> str:
    """Print the number of an appendix (NĐ 30/2020, Phụ lục I, phần I, mục III.1.b): 4 is "IV".

    Raises ValueError outside 1 to 3999, TypeError for what is not an integer.
    """
    rest = index(number)
    if not 0 < rest < _ROMAN_LIMIT:
        raise ValueError(f"no Roman numeral for {number}")
    letters = []
    for value, letter in _ROMAN:
        times, rest = divmod(rest, value)
        letters.append(letter * times)
    return "".join(letters)


def parse_percent(text: str) -> int | None:
    """Read a percentage written the Vietnamese way into hundredths of a percent.

    "41,54", "41,5", "83" and "41,54%" are read. Anything else is None, also a point ("41.54"
    means 4154 here and 41,54 elsewhere), a third decimal and any space: nothing is guessed.
    """
    match = _PRINTED_PERCENT.fullmatch(text)
    return int(match[1]) * 100 + int((match[2] or "").ljust(2, "0")) if match else None


def _refuse_negative(value: int) -> int:
    if value < 0:
        raise ValueError(f"a letter prints no minus sign: {value}")
    return value


@cache
def _thousands() -> str:
    return str(_vietnamese().number_symbols["latn"]["group"])


@cache
def _vietnamese() -> Locale:
    # Not at import: the locale's data takes 20 ms to load, and not every command prints numbers.
    return Locale("vi")
