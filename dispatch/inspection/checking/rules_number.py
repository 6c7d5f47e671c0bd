"""L13–L19: number and symbol, place and date. A blank number or day of a draft is never a departure."""

import re
from collections.abc import Iterator
from datetime import date

from dispatch.inspection.checking.case import Case, departure, together, unknown, wrong_look
from dispatch.inspection.checking.findings import PAGE, Outcome, at
from dispatch.inspection.parts.kinds import KINDS, KINDS_ARTICLE
from dispatch.inspection.parts.pieces import Piece, fold, joined
from dispatch.vietnamese.dates import long_date
from dispatch.vietnamese.orthography import spelling_key

_BODY = r"(?:TTg|[A-ZĐĂÂÊÔƠƯ]+)"
_TYPES = "|".join(KINDS.values())
_DISPATCH = re.compile(rf"{_BODY}(?:-[A-ZĐĂÂÊÔƠƯ0-9.&]+)+")
_NAMED = re.compile(rf"(?:{_TYPES})-{_BODY}(?:-[A-ZĐĂÂÊÔƠƯ0-9]+)*")
_PARTY = re.compile(r"[A-ZĐ][A-Za-zĐ]*/[A-ZĐĂÂÊÔƠƯ]+(?:-[A-ZĐ0-9]+)*")
_NUMBER = re.compile(r"^s[oố]\s*[:.]?\s*(?P<digits>\d*)(?P<blank>[\s.…_]*)(?P<rest>.*)$", re.IGNORECASE)
_LABEL = re.compile(r"^s[oố]\s*(?P<colon>:?)", re.IGNORECASE)
_LEAST_PADDED = 10
_DATE = re.compile(r"ngày(?P<day>[\s\d.…_]*)tháng(?P<month>[\s\d.…_]*)năm(?P<year>[\s\d.…_]*)")
_WARDS = ("phuong", "xa ", "quan ", "huyen", "thi tran", "thi xa")
_CENTRAL = ("bo ", "tong cuc", "cuc quan ly", "chinh phu", "van phong chinh phu", "quoc hoi")


def number_label(case: Case) -> Iterator[Outcome]:
    """L13: "Số" has its colon; a Party letter has none."""
    component, texts = case.profile.components["so"], case.profile.texts
    number, source = case.letter.head.number, case.of(component)
    wanted = texts.number_label.strip()
    hint = f"ghi “{texts.number_label}” rồi đến số và ký hiệu"
    if number is None:
        found, expected = "không tìm thấy", f"“{wanted} …{texts.number_join}…”"
        yield departure("L13", PAGE, source, what="số, ký hiệu", found=found, expected=expected, hint=hint)
        return
    faults = list(wrong_look(number.looks, component))
    label = _LABEL.match(number.text)
    if not label or label.group().rstrip() != wanted:
        faults.insert(0, (f"“{label.group().rstrip() if label else number.text[:4]}”", f"“{wanted}”"))
    if faults:
        found, expected = together(faults)
        yield departure("L13", at(number), source, what="số, ký hiệu", found=found, expected=expected, hint=hint)


def padded_number(case: Case) -> Iterator[Outcome]:
    """L14: a number below 10 has a leading zero."""
    number = case.letter.head.number
    if number is None:
        yield unknown("L14", "không tìm thấy số văn bản")
        return
    digits = _digits(number)
    if digits and int(digits) < _LEAST_PADDED and len(digits) == 1:
        source, hint = case.of(case.profile.components["so"]), "thêm số 0 vào trước"
        found, expected = f"số {digits}", f"số 0{digits}"
        yield departure("L14", at(number), source, what="số văn bản", found=found, expected=expected, hint=hint)


def symbol(case: Case) -> Iterator[Outcome]:
    """L15: "/" and "-" without spaces, groups of capitals."""
    number, source = case.letter.head.number, case.of(case.profile.components["ky_hieu"])
    if number is None:
        yield unknown("L15", "không tìm thấy số, ký hiệu")
        return
    join, text = case.profile.texts.number_join, number.text
    match = _NUMBER.match(text)
    rest = match["rest"] if match else ""
    symbol_text = rest.removeprefix(join).strip()
    found = f"“{' '.join(text.split())}”"
    spaced = bool(match and match["digits"] and match["blank"].strip(" ") == "" and match["blank"])
    well_formed = rest.startswith(join + symbol_text) and accepts_symbol(case, symbol_text)
    if well_formed and not spaced:
        return
    close = re.sub(r"\s*([/-])\s*", r"\1", symbol_text)
    clean = accepts_symbol(case, close)
    expected = (
        f"“…{join}{close}”, không cách chữ" if clean else "các nhóm chữ in hoa nối bằng “/” và “-”, không cách chữ"
    )
    hint = "bỏ khoảng trống trong số, ký hiệu" if clean else "viết lại ký hiệu theo quy định của cơ quan"
    yield departure("L15", at(number), source, what="ký hiệu", found=found, expected=expected, hint=hint)


def accepts_symbol(case: Case, text: str) -> bool:
    """Whether groups of capitals are joined as the letter's regime and kind want."""
    pattern = _PARTY if case.profile.regime == "party" else _NAMED if not case.letter.is_dispatch else _DISPATCH
    return any(each.fullmatch(text) for each in (pattern, _NAMED))


def symbol_kind(case: Case) -> Iterator[Outcome]:
    """L16: a dispatch has no abbreviation of a kind in its symbol; a named kind has its own."""
    number, kind = case.letter.head.number, case.letter.head.kind
    if case.profile.regime == "party":
        return
    if number is None:
        yield unknown("L16", "không tìm thấy số, ký hiệu")
        return
    source = case.law(KINDS_ARTICLE)
    groups = re.split(r"[/-]", "".join(number.text.split()))[1:]
    if kind is None or case.letter.is_dispatch:
        if "CV" in groups:
            found, expected = "có nhóm “CV”", "ký hiệu công văn không có chữ viết tắt tên loại"
            hint = "bỏ “CV”: cơ quan-đơn vị soạn thảo"
            yield departure("L16", at(number), source, what="ký hiệu", found=found, expected=expected, hint=hint)
        elif groups and groups[0] in KINDS.values():
            found = f"“{groups[0]}” là chữ viết tắt tên loại mà văn bản không có tên loại"
            expected, hint = "cơ quan ban hành-đơn vị soạn thảo", "viết lại ký hiệu, hoặc ghi tên loại của văn bản"
            yield departure(
                "L16", at(number), source, what="ký hiệu", found=found, expected=expected, hint=hint, severity="warning"
            )
        return
    wanted = {spelling_key(name): short for name, short in KINDS.items()}.get(spelling_key(kind.text.upper()))
    if wanted and groups and groups[0] != wanted:
        found, hint = f"“{groups[0]}” cho {kind.text.capitalize()}", f"bắt đầu ký hiệu bằng “{wanted}”"
        yield departure("L16", at(number), source, what="ký hiệu", found=found, expected=f"“{wanted}”", hint=hint)


def date_form(case: Case) -> Iterator[Outcome]:
    """L17: "ngày 08 tháng 3 năm 2022": day and the months 1 and 2 padded, a day the calendar has."""
    place_date, source = case.letter.head.place_date, case.of(case.profile.components["dia_danh_thoi_gian"])
    expected = "“…, ngày 08 tháng 3 năm 2022”: ngày dưới 10 và tháng 1, 2 thêm số 0 phía trước"
    what, hint = "địa danh và thời gian", "ghi ngày tháng đủ chữ, đúng cách thêm số 0"
    if place_date is None:
        yield departure("L17", PAGE, source, what=what, found="không tìm thấy", expected=expected, hint=hint)
        return
    text = " ".join(place_date.text.split())
    match = _DATE.search(place_date.text)
    if match is None:
        yield departure("L17", at(place_date), source, what=what, found=f"“{text}”", expected=expected, hint=hint)
        return
    wrong = _wrong_date(*(match[name].strip(" .…_") for name in ("day", "month", "year")))
    if wrong:
        yield departure("L17", at(place_date), source, what=what, found=f"“{text}”", expected=wrong, hint=hint)


def place(case: Case) -> Iterator[Outcome]:
    """L18: a capital, a comma after the place, italic, on the line of the number."""
    place_date, component = case.letter.head.place_date, case.profile.components["dia_danh_thoi_gian"]
    if place_date is None:
        yield unknown("L18", "không tìm thấy địa danh và thời gian")
        return
    faults = list(wrong_look(place_date.looks, component))
    name = re.split(r"ngày|\d", place_date.text)[0]
    if not name.rstrip().endswith(",") or name.rstrip(" ,") != name.rstrip()[:-1] or not name.strip(" ,"):
        faults.append((f"“{name.strip()}”", "dấu phẩy ngay sau địa danh"))
    if any(word[0].islower() for word in re.findall(r"\w+", name)):
        faults.append((f"“{name.strip(' ,')}”", "viết hoa chữ cái đầu của địa danh"))
    number = case.letter.head.number
    level = _same_line(number, place_date) if number is not None else None
    if level is None:
        yield unknown("L18", "không rõ địa danh, thời gian có cùng dòng với số, ký hiệu không")
    elif not level:
        faults.append(("không cùng dòng với số, ký hiệu", "cùng một dòng với số, ký hiệu"))
    if faults:
        found, expected = together(faults)
        hint, source = "sửa dòng địa danh và thời gian", case.of(component)
        what, where = "địa danh và thời gian", at(place_date)
        yield departure("L18", where, source, what=what, found=found, expected=expected, hint=hint)


def place_of_central_body(case: Case) -> Iterator[Outcome]:
    """L19: a central body writes the province, not a ward or a district."""
    place_date, head = case.letter.head.place_date, case.letter.head
    names = fold(joined((*head.superior, *head.issuer))) + " "
    if place_date is None or case.profile.regime == "party" or not names.startswith(_CENTRAL):
        return
    if fold(place_date.text).startswith(_WARDS):
        source = case.of(case.profile.components["dia_danh_thoi_gian"])
        found, expected = f"“{place_date.text.split(',')[0]}”", "tên tỉnh, thành phố nơi cơ quan đóng trụ sở"
        hint = "ghi tên tỉnh hoặc thành phố trực thuộc Trung ương"
        what, where = "địa danh", at(place_date)
        yield departure("L19", where, source, what=what, found=found, expected=expected, hint=hint, severity="warning")


def issue_date(case_date: Piece | None) -> date | None:
    """The day of a letter; without a day its month's first; None for a blank or a wrong one."""
    text = case_date.text if case_date is not None else ""
    match = _DATE.search(text)
    if match:
        parts = [match[name].strip(" .…_") for name in ("year", "month", "day")]
    else:
        short = re.search(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text)
        parts = [short[3], short[2], short[1]] if short else ["", "", ""]
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2] or "1"))
    except ValueError:
        return None


def date_parts(place_date: Piece | None) -> list[tuple[int, str]]:
    """Day, month and year of a date in words as they are typed, each with its place in the piece; blanks are empty."""
    match = _DATE.search(place_date.text) if place_date is not None else None
    if match is None:
        return []
    blank = " .…_\t"
    return [
        (match.start(name) + len(match[name]) - len(match[name].lstrip(blank)), match[name].strip(blank))
        for name in ("day", "month", "year")
    ]


def _wrong_date(day: str, month: str, year: str) -> str:
    """What the date should be; empty for a right one and for blanks."""
    try:
        full = date(int(year or "2000"), int(month or "1"), int(day or "1"))
    except ValueError:
        return "một ngày có trong lịch"
    right = re.findall(r"\d+", long_date(full))
    given = [(text, wanted) for text, wanted in zip((day, month, year), right, strict=True) if text]
    if all(text == wanted for text, wanted in given):
        return ""
    return f"“{long_date(full)}”" if len(given) == len(right) else "ngày dưới 10 và tháng 1, 2 thêm số 0 phía trước"


def _digits(number: Piece) -> str:
    match = _NUMBER.match(number.text)
    return match["digits"] if match else ""


def _same_line(number: Piece, other: Piece) -> bool | None:
    """Whether two pieces stand on one line; None when only the page shows it."""
    one, two = number.paragraph, other.paragraph
    if one is two:
        return True
    if one.cell is None or two.cell is None:
        return None if {one.place, two.place} == {"text_box"} else False
    if (one.cell.table, one.cell.row) != (two.cell.table, two.cell.row):
        return False
    return True if one.cell.order == two.cell.order else None
