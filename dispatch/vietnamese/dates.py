"""Dates as Vietnamese letters print them, and short dates read back.

Days below 10 and the months 1 and 2 get a leading zero, the months 3 to 9 do not (NĐ 30/2020,
Phụ lục I, phần I, mục II.4.b). The blanks of an undated draft are ordinary spaces, so that an
officer types over them as over any text.
"""

import re
from datetime import date

_BLANK = " " * 6
_END_BLANK = _BLANK[:-1]  # nothing follows, so the space before the next word is left out
_LAST_PADDED_MONTH = 2
_SHORT_DATE = re.compile(r"([0-9]{2})/([0-9]{1,2})/([0-9]{4})")


def long_date(day: date) -> str:
    """Print the date of a letter: "ngày 08 tháng 3 năm 2022"."""
    return f"ngày {day.day:02} tháng {_month(day)} năm {day.year:04}"


def blank_day(month: date) -> str:
    """Print the date of a draft whose month is known: "ngày      tháng 3 năm 2022".

    Six ordinary spaces stand for the day; the day of `month` is ignored.
    """
    return f"ngày{_BLANK}tháng {_month(month)} năm {month.year:04}"


def blank_date() -> str:
    """Print the date of a draft of which nothing is known: "ngày      tháng      năm     ".

    Six ordinary spaces stand for the day and the month, five for the year at the end.
    """
    return f"ngày{_BLANK}tháng{_BLANK}năm{_END_BLANK}"


def short_date(day: date) -> str:
    """Print a date inside a sentence: "15/3/2022", "08/3/2022", "28/02/2022"."""
    return f"{day.day:02}/{_month(day)}/{day.year:04}"


def parse_short_date(text: str) -> date | None:
    """Read what `short_date` writes, or the same with a padded month ("08/03/2022").

    Everything else is None, also days that no calendar has.
    """
    match = _SHORT_DATE.fullmatch(text)
    if not match:
        return None
    try:
        day = date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None
    return day if match[2] in {_month(day), f"{day.month:02}"} else None


def _month(day: date) -> str:
    return f"{day.month:02}" if day.month <= _LAST_PADDED_MONTH else str(day.month)
