"""Stored values of cells as exact text: what the file holds as a binary fraction comes back as was typed."""

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from dispatch.vietnamese.dates import short_date

NumberFormat = Literal["number", "percent", "date"]

# Excel shows at most 15 digits; numbers beyond these bounds are no statistics.
_PLAIN_DIGITS = 15
_MAX_DIGITS = 30
_STORED = re.compile(r"[+-]?([0-9]{1,40}(\.[0-9]{0,400})?|\.[0-9]{1,400})([eE][+-]?[0-9]{1,3})?")

_BUILTIN_PERCENT = {9, 10}
_BUILTIN_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
# Quoted text, escaped characters, padding and fillers (_x, *x), and all brackets but elapsed time.
_NO_FORMAT = re.compile(r'"[^"]*"|[\\_*].|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)

# Excel counts the days from 31/12/1899 and believes that 1900 had a 29 February.
_EPOCH = date(1899, 12, 30)
_EPOCH_BEFORE_MARCH = date(1899, 12, 31)
_LEAP_BUG = 60
_EPOCH_1904 = date(1904, 1, 1)
_LAST_DAY = 2_958_465
_MINUTES = 24 * 60


def number_format(identity: int, code: str) -> NumberFormat:
    """What a number format shows; `code` is empty for the built-in formats."""
    if identity in _BUILTIN_PERCENT:
        return "percent"
    if identity in _BUILTIN_DATES:
        return "date"
    if not code or code.lower() == "general":
        return "number"
    shown = _NO_FORMAT.sub("", code.split(";", 1)[0]).lower()
    if "%" in shown:
        return "percent"
    return "date" if any(letter in shown for letter in "dmyhs") else "number"


def stored_number(raw: str) -> Decimal | None:
    """The number that the text of a cell's value means; None when it is none, or beyond all bounds.

    Excel stores 41,54 as 41.539999999999999. The shortest decimal with the same binary value is what
    was typed; a float serves here to find it, and goes no further.
    """
    if raw.isascii() and raw.isdigit() and len(raw) <= _MAX_DIGITS:
        return Decimal(raw)
    if not _STORED.fullmatch(raw):
        return None
    whole = raw.removeprefix("-").isdigit() and len(raw) <= _MAX_DIGITS
    number = Decimal(raw) if whole else Decimal(repr(float(raw)))
    if not number.is_finite() or not -_MAX_DIGITS < number.adjusted() < _MAX_DIGITS:
        return None if number else Decimal(0)
    return number


def plain_text(number: Decimal) -> str:
    """All digits of a number, with a decimal comma where it is not whole: "1500", "-3", "0,125"."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").removesuffix(".")
    return "0" if text == "-0" else text.replace(".", ",")


def percent_text(number: Decimal) -> str:
    """A stored fraction as a percent cell shows it, with all its digits: 0.4154 is "41,54%"."""
    return plain_text(number.scaleb(2)) + "%"


def date_text(number: Decimal, *, from_1904: bool) -> str | None:
    """A stored day number as "15/3/2022", with the time if there is one; None for what is no date."""
    minutes = round(number * _MINUTES)
    days, minute = divmod(minutes, _MINUTES)
    if not 0 <= days <= _LAST_DAY - (_EPOCH_1904 - _EPOCH).days * from_1904:
        return None
    time = f"{minute // 60:02}:{minute % 60:02}"
    if days == 0 and not from_1904:
        return time
    epoch = _EPOCH_BEFORE_MARCH if days < _LEAP_BUG else _EPOCH
    printed = short_date((_EPOCH_1904 if from_1904 else epoch) + timedelta(days))
    return f"{printed} {time}" if minute else printed


def is_plain_count(raw: str) -> bool:
    """Whether the stored text is already the text of a whole number: nearly all cells."""
    return raw.isascii() and raw.isdigit() and len(raw) <= _PLAIN_DIGITS and (raw[0] != "0" or raw == "0")
