"""L01, L02, L05, L06, L07: the page, its margins and its numbers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, get_args

from dispatch.inspection.checking.case import Case, decimal, departure, together, unknown, wrong_look
from dispatch.inspection.checking.findings import PAGE, Outcome, at
from dispatch.inspection.parts.values import Appendix
from dispatch.inspection.reading.runs import breaks_page
from dispatch.inspection.reading.values import Alignment, PageSection, Paragraph
from dispatch.model.profile import Range

Edge = Literal["header", "footer"]
MarginName = Literal["trên", "phải", "dưới", "trái"]

_PAPER_TOLERANCE_MM = 1.0
_MARGIN_TOLERANCE_MM = 0.1
# A section with fewer letters than this may end on its first page.
_SHORT_SECTION = 2000
_NUMBERING_HINT = "chèn số trang (Insert, Page Number)"
_ARABIC = {"decimal", "numberInDash"}
_PLACES: Mapping[Edge, str] = {"header": "đầu trang", "footer": "cuối trang"}
_ALIGNMENTS = {"left": "bên trái", "center": "giữa", "right": "bên phải", "justify": "căn đều hai lề"}


def paper(case: Case) -> Iterator[Outcome]:
    """L01: every page is A4."""
    page = case.profile.page
    for number, section in enumerate(case.document.sections, 1):
        if not is_of_paper(case, section):
            found = f"{decimal(round(section.width_mm))} × {decimal(round(section.height_mm))} mm"
            expected = f"{decimal(page.width_mm)} × {decimal(page.height_mm)} mm (A4)"
            what, hint = f"khổ giấy{_of_section(case, number)}", "đặt khổ giấy A4 (Layout, Size)"
            source = case.law(_chapter(page.article))
            yield departure("L01", PAGE, source, what=what, found=found, expected=expected, hint=hint)


def is_of_paper(case: Case, section: PageSection) -> bool:
    """Whether a page is of the law's paper, upright or on its side."""
    sides = sorted((section.width_mm, section.height_mm))
    wanted = sorted((case.profile.page.width_mm, case.profile.page.height_mm))
    return all(abs(side - right) <= _PAPER_TOLERANCE_MM for side, right in zip(sides, wanted, strict=True))


def margins(case: Case) -> Iterator[Outcome]:
    """L02: margins; a page on its side may have those of the upright page, or those turned with it."""
    page = case.profile.page
    for number, section in enumerate(case.document.sections, 1):
        wrong = section_margins(case, section)
        if wrong:
            found = ", ".join(f"lề {name} {decimal(value)} mm" for name, value, _ in wrong)
            expected = ", ".join(f"lề {name} {decimal(range_)} mm" for name, _, range_ in wrong)
            what, hint = f"định lề trang{_of_section(case, number)}", "sửa lề trang (Layout, Margins)"
            yield departure("L02", PAGE, case.law(page.article), what=what, found=found, expected=expected, hint=hint)


def section_margins(case: Case, section: PageSection) -> list[tuple[MarginName, float, Range]]:
    """The margins of a section out of their ranges, each with its measure in mm."""
    page = case.profile.page
    wrong = _wrong_margins(section, (page.top_mm, page.right_mm, page.bottom_mm, page.left_mm))
    if section.landscape and not _wrong_margins(section, (page.left_mm, page.top_mm, page.right_mm, page.bottom_mm)):
        return []
    return wrong


def _wrong_margins(
    section: PageSection, ranges: tuple[Range, Range, Range, Range]
) -> list[tuple[MarginName, float, Range]]:
    """The margins out of their ranges (top, right, bottom, left), each with its measure in mm."""
    measures = (section.top_mm, section.right_mm, section.bottom_mm, section.left_mm)
    edges = zip(get_args(MarginName), measures, ranges, strict=True)
    return [each for each in edges if not each[2].allows(each[1], _MARGIN_TOLERANCE_MM)]


def page_number(case: Case) -> Iterator[Outcome]:
    """L05: where pages are numbered, how the number looks, and that page 1 has none."""
    rules, source = case.profile.page_number, case.law(case.profile.page_number.article)
    numbers = [page_numbers(section, rules.place) for section in case.document.sections]
    if not any(numbers):
        other: Edge = "footer" if rules.place == "header" else "header"
        absent = has_no_number(case)
        yield from _without_numbers(case, "không có số trang" if absent else f"số trang ở {_PLACES[other]}")
        return
    for number in range(len(numbers)):
        yield from _numbers_of_section(case, number)
    yield from _looks_of_numbers(case, list(dict.fromkeys(each for paragraphs in numbers for each in paragraphs)))
    if rules.hidden_on_first and shows_on_first(case):
        hint = "chọn “Different First Page” và để trống đầu trang thứ nhất"
        found, expected = "hiện cả ở trang thứ nhất", "không hiển thị số trang thứ nhất"
        yield departure("L05", PAGE, source, what="số trang", found=found, expected=expected, hint=hint)


def has_no_number(case: Case) -> bool:
    """Whether neither headers nor footers print a page number."""
    return not any(page_numbers(section, place) for section in case.document.sections for place in _PLACES)


def needs_numbers(case: Case) -> bool:
    """Whether a letter is so long that some section must have a second page."""
    return not all(_may_be_one_page(case, number) for number in range(len(case.document.sections)))


def shows_on_first(case: Case) -> bool:
    """Whether the number of page 1 is printed."""
    first, place = case.document.sections[0], case.profile.page_number.place
    kind = "first" if first.title_page else "default"
    return any(map(_has_number, _stories(first, place).get(kind, ())))


def _without_numbers(case: Case, found: str) -> Iterator[Outcome]:
    """A document without any number where it should be; one page needs none."""
    rules = case.profile.page_number
    if not needs_numbers(case) and has_no_number(case):
        yield unknown("L05", "văn bản không đánh số trang và có thể mỗi phần chỉ có một trang")
        return
    source, expected = case.law(rules.article), f"đánh số ở {_PLACES[rules.place]}"
    yield departure("L05", PAGE, source, what="số trang", found=found, expected=expected, hint=_NUMBERING_HINT)


def _numbers_of_section(case: Case, number: int) -> Iterator[Outcome]:
    """The numbers of one section, on left pages too, in Arabic digits."""
    rules, section = case.profile.page_number, case.document.sections[number]
    found, expected = "", f"đánh số ở {_PLACES[rules.place]}"
    even = _stories(section, rules.place).get("even", ())
    if not page_numbers(section, rules.place):
        if _may_be_one_page(case, number):
            yield unknown("L05", f"phần {number + 1} không đánh số trang và có thể chỉ có một trang")
            return
        found = "không có"
    elif case.document.even_and_odd and not any(map(_has_number, even)):
        found = "trang chẵn không có"
    elif section.page_digits not in _ARABIC:
        found, expected = f"kiểu số {section.page_digits}", "chữ số Ả Rập"
    if found:
        what, source = f"số trang{_of_section(case, number + 1)}", case.law(rules.article)
        yield departure("L05", PAGE, source, what=what, found=found, expected=expected, hint=_NUMBERING_HINT)


def _may_be_one_page(case: Case, number: int) -> bool:
    """Whether the text of a section is so short that it may end on its first page, and no page ends in it."""
    inside = [each for each in case.document.paragraphs if each.section == number]
    return sum(len(each.text) for each in inside) < _SHORT_SECTION and not any(
        breaks_page(each.element) for each in inside[1:]
    )


def _looks_of_numbers(case: Case, paragraphs: list[Paragraph]) -> Iterator[Outcome]:
    component = case.profile.components["so_trang"]
    for paragraph in paragraphs:
        faults = list(wrong_look([paragraph.field_look], component)) if paragraph.field_look else []
        if paragraph.place == "text_box":
            yield unknown("L05", "số trang nằm trong hộp chữ, không rõ ở chỗ nào của đầu trang")
        elif placed(paragraph) != component.align:
            faults.append((f"đặt {_ALIGNMENTS[placed(paragraph)]}", f"đặt {_ALIGNMENTS[component.align]}"))
        if faults:
            found, expected = together(faults)
            hint = "sửa cỡ chữ, kiểu chữ hoặc vị trí của số trang"
            source = case.of(component)
            yield departure("L05", at(paragraph), source, what="số trang", found=found, expected=expected, hint=hint)


def appendix_page_numbers(case: Case) -> Iterator[Outcome]:
    """L06: the pages of each appendix are numbered from 1."""
    rules = case.profile.page_number
    if not rules.restarts_in_appendix or has_no_number(case):
        return
    for appendix in case.letter.appendices:
        if not _opens_section(case, appendix) or not _starts_at_one(case, appendix):
            found = "đánh tiếp số trang của phần trước"
            expected = "số trang của từng phụ lục được đánh riêng, bắt đầu từ 1"
            hint = "ngắt phần (Section Break) trước phụ lục và cho số trang bắt đầu từ 1"
            source, where = case.law(rules.appendix_article), at(appendix.word)
            what = appendix.word.text.rstrip(" .:")
            yield departure("L06", where, source, what=what, found=found, expected=expected, hint=hint)


def lacks_restart(case: Case, appendix: Appendix) -> bool:
    """Whether an appendix has a section of its own whose pages count on."""
    return _opens_section(case, appendix) and not _starts_at_one(case, appendix)


def landscape(case: Case) -> Iterator[Outcome]:
    """L07: a page on its side holds a table."""
    placing = _placing_tables(case)
    for number, section in enumerate(case.document.sections, 1):
        inside = (each for each in case.document.paragraphs if each.section == number - 1)
        tables = {each.cell.table for each in inside if each.cell is not None and each.cell.columns > 1}
        if section.landscape and tables <= placing:
            what = f"hướng giấy{_of_section(case, number)}"
            expected, hint = "trang ngang chỉ khi có bảng, biểu", "đặt trang dọc (Layout, Orientation)"
            source = case.law(_chapter(case.profile.page.article))
            found = "trang ngang mà không có bảng"
            yield departure(
                "L07", PAGE, source, what=what, found=found, expected=expected, hint=hint, severity="warning"
            )


def _placing_tables(case: Case) -> set[int]:
    """The tables that only place heading and signature side by side."""
    head, foot = case.letter.head, case.letter.foot
    pieces = (head.national_name, head.party_name, head.number, foot.label, foot.signer)
    return {each.paragraph.cell.table for each in pieces if each is not None and each.paragraph.cell is not None}


def _starts_at_one(case: Case, appendix: Appendix) -> bool:
    return case.document.sections[appendix.word.paragraph.section].page_start == 1


def _opens_section(case: Case, appendix: Appendix) -> bool:
    """Whether nothing with text stands before the appendix in its section."""
    word = appendix.word.paragraph
    first = next(each for each in case.document.paragraphs if each.section == word.section and each.text.strip())
    return first is word


def page_numbers(section: PageSection, place: Edge) -> list[Paragraph]:
    """The paragraphs of headers or footers that print the page number."""
    stories = _stories(section, place)
    return [each for kind in ("default", "even") for each in stories.get(kind, ()) if _has_number(each)]


def _stories(section: PageSection, place: Edge) -> Mapping[str, Sequence[Paragraph]]:
    return section.headers if place == "header" else section.footers


def _has_number(paragraph: Paragraph) -> bool:
    return "PAGE" in paragraph.fields


def placed(paragraph: Paragraph) -> Alignment:
    """Word's own header has a tab stop in the middle and one at the right."""
    tabs = len(paragraph.text) - len(paragraph.text.lstrip("\t"))
    stops: dict[int, Alignment] = {1: "center", 2: "right"}
    return stops.get(tabs, paragraph.shape.align) if paragraph.shape.tabs_mm else paragraph.shape.align


def _chapter(article: str) -> str:
    """The article without its clause: the profile cites that of the margins, the page has others beside it."""
    return article.rpartition(", khoản")[0] or article


def _of_section(case: Case, number: int) -> str:
    return f" của phần {number}" if len(case.document.sections) > 1 else ""
