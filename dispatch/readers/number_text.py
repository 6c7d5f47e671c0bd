"""Numbers typed as text, read the Vietnamese way; what could mean two numbers is refused with both."""

import re
from dataclasses import dataclass

_SPACE = "[ \u00a0\u2007\u2009\u202f]"
_MINUS = "[-−‐‑–—]"
_SHOWN = 40
_LONGEST = 80
_MAX_DIGITS = 18
_GROUP = 3
_DECIMALS = 2

_BLANK = re.compile(rf"{_MINUS}+|\.{{2,}}|…")
# Plain digits, two or more points, or spaces; after them perhaps a comma. One point needs the comma.
_NUMBER = re.compile(
    rf"([0-9]+|[1-9][0-9]{{0,2}}(?:\.[0-9]{{3}}){{2,}}|[1-9][0-9]{{0,2}}(?:{_SPACE}[0-9]{{3}})+)(?:,([0-9]+))?"
    r"|([1-9][0-9]{0,2}\.[0-9]{3}),([0-9]+)"
)
_ONE_SEPARATOR = re.compile(r"([0-9]+)([.,])([0-9]+)")
_ROUGH = rf"[0-9](?:[0-9.,]|{_SPACE})*"
_NEGATIVE = re.compile(rf"{_MINUS}\s*{_ROUGH}%?|{_ROUGH}%?\s*{_MINUS}|\(\s*{_MINUS}?{_ROUGH}%?\s*\)")
# Not "1.5E3": that is a power of ten.
_WITH_UNIT = re.compile(rf"{_ROUGH}(?![eE][-+]?[0-9]+%?$)([^\W\d_].*|₫)", re.DOTALL)
_FORMS = tuple(
    (re.compile(pattern + "%?"), code, fault, advice)
    for pattern, code, fault, advice in (
        (
            r"[1-9][0-9]{0,2}(?:(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|,[0-9]{3}\.[0-9]+)",
            "english-number",
            "viết theo kiểu tiếng Anh (dấu phẩy ngăn hàng nghìn)",
            "dùng dấu chấm ngăn hàng nghìn, dấu phẩy thập phân",
        ),
        ("['’‘`].*", "not-a-number", "có dấu nháy ở đầu", "xoá dấu nháy ở đầu ô"),
        (_ROUGH + "[eE][-+]?[0-9]+", "not-a-number", "viết theo dạng luỹ thừa của 10", "ghi đủ các chữ số"),
        (_ROUGH, "not-a-number", "có dấu ngăn đặt sai chỗ", "kiểm tra các nhóm ba chữ số"),
    )
)

_COUNT_EXAMPLE = "ghi số nguyên liền nhau, ví dụ 161828"
_PERCENT_EXAMPLE = "ghi như 41,54 hoặc 41,54%"


@dataclass(frozen=True, slots=True)
class NumberFault:
    """Why a text or a cell is no number to reckon with; `message` and `hint` are Vietnamese."""

    code: str
    message: str
    hint: str


def read_count(text: str) -> int | NumberFault:
    """Read a count: "161828", "161.828.000", "161 828", "161828,00".

    A dash or nothing is the fault "blank", never 0; "1.234" and "1,234" are "ambiguous-number".
    """
    typed = text.strip()
    read = _digits(typed, _COUNT_EXAMPLE)
    if isinstance(read, NumberFault):
        return read
    whole, decimals = read
    if typed.endswith("%"):
        message = f"“{shortened(typed)}” là tỷ lệ phần trăm, ở đây cần số đếm"
        return NumberFault("percent-for-count", message, _COUNT_EXAMPLE)
    return not_whole(typed) if decimals.strip("0") else int(whole)


def read_percent(text: str) -> int | NumberFault:
    """Read a percentage into hundredths of a percent: "41,54%", "41,5 %" and "83" are 4154, 4150 and 8300.

    The faults are those of `read_count`, and "too-many-decimals" beyond two of them.
    """
    typed = text.strip()
    read = _digits(typed, _PERCENT_EXAMPLE)
    if isinstance(read, NumberFault):
        return read
    whole, decimals = read
    if decimals[_DECIMALS:].strip("0"):
        hint = "ghi theo phần trăm với hai chữ số thập phân, ví dụ 41,54%"
        return NumberFault("too-many-decimals", f"“{shortened(typed)}” có hơn hai chữ số thập phân", hint)
    return int(whole + decimals[:_DECIMALS].ljust(_DECIMALS, "0"))


def blank() -> NumberFault:
    """The fault of an empty cell."""
    return NumberFault("blank", "ô để trống", "ghi số; nếu không phát sinh thì ghi 0")


def negative(typed: str) -> NumberFault:
    """The fault of a number below zero."""
    return NumberFault("negative", f"số âm: {shortened(typed)}", "số liệu thống kê không thể âm; kiểm tra lại")


def not_whole(typed: str) -> NumberFault:
    """The fault of a count with decimals."""
    hint = "ghi số nguyên; tiền ghi theo 1.000 đồng, làm tròn đến hàng đơn vị"
    return NumberFault("not-whole", f"“{shortened(typed)}” không phải số nguyên", hint)


def too_large(typed: str) -> NumberFault:
    """The fault of a number of more digits than any statistics."""
    return NumberFault("too-large", f"số {shortened(typed)} lớn quá mức có thể có", "kiểm tra lại số này")


def shortened(text: str) -> str:
    """The text as messages quote it: on one line, and not for ever."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def _digits(typed: str, example: str) -> tuple[str, str] | NumberFault:
    """The digits before and after the comma, or why they cannot be told."""
    if not typed:
        return blank()
    if len(typed) > _LONGEST:
        return NumberFault("not-a-number", f"“{shortened(typed)}” không phải số", example)
    if _BLANK.fullmatch(typed):
        return NumberFault("blank", f"ô chỉ có dấu “{shortened(typed)}”, không có số", blank().hint)
    return _sound_digits(typed, example)


def _sound_digits(typed: str, example: str) -> tuple[str, str] | NumberFault:
    number = typed.removesuffix("%").rstrip()
    separated = _ONE_SEPARATOR.fullmatch(number)
    if separated and _is_ambiguous(separated):
        return _ambiguous(typed, separated, example)
    match = _NUMBER.fullmatch(number)
    if match is None:
        return _fault(typed, example)
    whole = "".join(re.findall("[0-9]", match[1] or match[3]))
    return too_large(typed) if len(whole) > _MAX_DIGITS else (whole, match[2] or match[4] or "")


def _is_ambiguous(number: re.Match[str]) -> bool:
    """A point; or a comma with three digits behind, where those before it are not just 0."""
    return number[2] == "." or (len(number[3]) == _GROUP and bool(number[1].strip("0")))


def _ambiguous(typed: str, number: re.Match[str], example: str) -> NumberFault:
    mark = "chấm" if number[2] == "." else "phẩy"
    grouped, decimal = f"{number[1]}{number[3]}".lstrip("0") or "0", f"{number[1]},{number[3]}"
    message = (
        f"“{shortened(typed)}” có thể là {shortened(grouped)} (dấu {mark} ngăn hàng nghìn)"
        f" hoặc {shortened(decimal)} (dấu {mark} thập phân)"
    )
    return NumberFault("ambiguous-number", message, "sửa cho rõ nghĩa: " + example)


def _fault(typed: str, example: str) -> NumberFault:
    """Why a text is no number at all."""
    if _NEGATIVE.fullmatch(typed):
        return negative(typed)
    quoted = f"“{shortened(typed)}”"
    if any(c.isnumeric() and not c.isascii() for c in typed):
        message = f"{quoted} có chữ số không phải 0–9 thường (chữ số toàn khổ, chỉ số trên …)"
        return NumberFault("foreign-digits", message, "gõ lại bằng chữ số thường; " + example)
    if unit := _WITH_UNIT.fullmatch(typed):
        message = f"{quoted} có chữ đi kèm số"
        return NumberFault("unit-in-number", message, f"chỉ ghi số, bỏ “{shortened(unit[1])}”; {example}")
    for pattern, code, fault, advice in _FORMS:
        if pattern.fullmatch(typed):
            return NumberFault(code, f"{quoted} {fault}", f"{advice}; {example}")
    return NumberFault("not-a-number", f"{quoted} không phải số", example)
