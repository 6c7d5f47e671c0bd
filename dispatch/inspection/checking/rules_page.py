"""L01, L02, L05, L06, L07: the page, its margins and its numbers."""

from collections.abc import Iterator

from dispatch.inspection.checking.case import Case, decimal, departure, together, unknown, wrong_look
from dispatch.inspection.checking.findings import PAGE, Outcome, at
from dispatch.inspection.parts.values import Appendix
from dispatch.inspection.reading.values import Alignment, PageSection, Paragraph
from dispatch.model.profile import Range

_PAPER_TOLERANCE_MM = 1.0
_MARGIN_TOLERANCE_MM = 0.1
# A letter shorter than this may end on its first page, which has no number.
_SHORT_LETTER = 1500
_PLACES = {"header": "đầu trang", "footer": "cuối trang"}
_ALIGNMENTS = {"left": "bên trái", "center": "giữa", "right": "bên phải", "justify": "căn đều hai lề"}


def paper(case: Case) -> Iterator[Outcome]:
    """L01: every page is A4."""
    page = case.profile.page
    for number, section in enumerate(case.document.sections, 1):
        sides = sorted((section.width_mm, section.height_mm))
        wanted = sorted((page.width_mm, page.height_mm))
        if any(abs(side - right) > _PAPER_TOLERANCE_MM for side, right in zip(sides, wanted, strict=True)):
            found = f"{decimal(round(section.width_mm))} × {decimal(round(section.height_mm))} mm"
            expected = f"{decimal(page.width_mm)} × {decimal(page.height_mm)} mm (A4)"
            what, hint = f"khổ giấy{_of_section(case, number)}", "đặt khổ giấy A4 (Layout, Size)"
            source = case.law(_chapter(page.article))
            yield departure("L01", PAGE, source, what=what, found=found, expected=expected, hint=hint)


def margins(case: Case) -> Iterator[Outcome]:
    """L02: margins; of a page on its side the law says nothing, so only upright pages are judged."""
    page = case.profile.page
    for number, section in enumerate(case.document.sections, 1):
        if section.landscape:
            continue
        edges: tuple[tuple[str, float, Range], ...] = (
            ("trên", section.top_mm, page.top_mm),
            ("dưới", section.bottom_mm, page.bottom_mm),
            ("trái", section.left_mm, page.left_mm),
            ("phải", section.right_mm, page.right_mm),
        )
        wrong = [each for each in edges if not each[2].allows(each[1], _MARGIN_TOLERANCE_MM)]
        if wrong:
            found = ", ".join(f"lề {name} {decimal(value)} mm" for name, value, _ in wrong)
            expected = ", ".join(f"lề {name} {decimal(range_)} mm" for name, _, range_ in wrong)
            what, hint = f"định lề trang{_of_section(case, number)}", "sửa lề trang (Layout, Margins)"
            yield departure("L02", PAGE, case.law(page.article), what=what, found=found, expected=expected, hint=hint)


def page_number(case: Case) -> Iterator[Outcome]:
    """L05: where pages are numbered, how the number looks, and that page 1 has none."""
    rules, source = case.profile.page_number, case.law(case.profile.page_number.article)
    expected, hint = f"đánh số ở {_PLACES[rules.place]}", "chèn số trang (Insert, Page Number)"
    numbers = [_numbers(section, rules.place) for section in case.document.sections]
    if not any(numbers):
        other = "footer" if rules.place == "header" else "header"
        if any(_numbers(section, other) for section in case.document.sections):
            found = f"số trang ở {_PLACES[other]}"
        elif sum(len(each.text) for each in case.letter.body) < _SHORT_LETTER and not case.letter.appendices:
            yield unknown("L05", "văn bản không đánh số trang và có thể chỉ có một trang")
            return
        else:
            found = "không có số trang"
        yield departure("L05", PAGE, source, what="số trang", found=found, expected=expected, hint=hint)
        return
    for number, paragraphs in enumerate(numbers, 1):
        if not paragraphs:
            what = f"số trang{_of_section(case, number)}"
            yield departure("L05", PAGE, source, what=what, found="không có", expected=expected, hint=hint)
    yield from _looks_of_numbers(case, list(dict.fromkeys(each for paragraphs in numbers for each in paragraphs)))
    first = case.document.sections[0]
    stories = first.headers if rules.place == "header" else first.footers
    if rules.hidden_on_first and (not first.title_page or any(map(_has_number, stories.get("first", ())))):
        what, hint = "số trang", "chọn “Different First Page” và để trống đầu trang thứ nhất"
        found, expected = "hiện cả ở trang thứ nhất", "không hiển thị số trang thứ nhất"
        yield departure("L05", PAGE, source, what=what, found=found, expected=expected, hint=hint)


def _looks_of_numbers(case: Case, paragraphs: list[Paragraph]) -> Iterator[Outcome]:
    component = case.profile.components["so_trang"]
    for paragraph in paragraphs:
        faults = list(wrong_look([paragraph.field_look], component)) if paragraph.field_look else []
        if _alignment(paragraph) != component.align:
            faults.append((f"đặt {_ALIGNMENTS[_alignment(paragraph)]}", f"đặt {_ALIGNMENTS[component.align]}"))
        if faults:
            found, expected = together(faults)
            hint = "sửa cỡ chữ, kiểu chữ hoặc vị trí của số trang"
            source = case.of(component)
            yield departure("L05", at(paragraph), source, what="số trang", found=found, expected=expected, hint=hint)


def appendix_page_numbers(case: Case) -> Iterator[Outcome]:
    """L06: the pages of each appendix are numbered from 1."""
    rules, sections = case.profile.page_number, case.document.sections
    if not rules.restarts_in_appendix or not any(_numbers(section, place) for section in sections for place in _PLACES):
        return
    for appendix in case.letter.appendices:
        section = sections[appendix.word.paragraph.section]
        if section.page_start != 1 or not _opens_section(case, appendix):
            found = "đánh tiếp số trang của phần trước"
            expected = "số trang của từng phụ lục được đánh riêng, bắt đầu từ 1"
            hint = "ngắt phần (Section Break) trước phụ lục và cho số trang bắt đầu từ 1"
            source, where = case.law(rules.appendix_article), at(appendix.word)
            what = appendix.word.text.rstrip(" .:")
            yield departure("L06", where, source, what=what, found=found, expected=expected, hint=hint)


def landscape(case: Case) -> Iterator[Outcome]:
    """L07: a page on its side holds a table."""
    for number, section in enumerate(case.document.sections, 1):
        inside = [each for each in case.document.paragraphs if each.section == number - 1]
        if section.landscape and not any(each.cell is not None and each.cell.columns > 1 for each in inside):
            what = f"hướng giấy{_of_section(case, number)}"
            expected, hint = "trang ngang chỉ khi có bảng, biểu", "đặt trang dọc (Layout, Orientation)"
            source = case.law(_chapter(case.profile.page.article))
            found = "trang ngang mà không có bảng"
            yield departure(
                "L07", PAGE, source, what=what, found=found, expected=expected, hint=hint, severity="warning"
            )


def _opens_section(case: Case, appendix: Appendix) -> bool:
    """Whether nothing with text stands before the appendix in its section."""
    word = appendix.word.paragraph
    first = next(each for each in case.document.paragraphs if each.section == word.section and each.text.strip())
    return first is word


def _numbers(section: PageSection, place: str) -> list[Paragraph]:
    stories = section.headers if place == "header" else section.footers
    return [each for kind in ("default", "even") for each in stories.get(kind, ()) if _has_number(each)]


def _has_number(paragraph: Paragraph) -> bool:
    return "PAGE" in paragraph.fields


def _alignment(paragraph: Paragraph) -> Alignment:
    """Word's own header has a tab stop in the middle and one at the right."""
    tabs = len(paragraph.text) - len(paragraph.text.lstrip("\t"))
    stops: dict[int, Alignment] = {1: "center", 2: "right"}
    return stops.get(tabs, paragraph.shape.align) if paragraph.shape.tabs_mm else paragraph.shape.align


def _chapter(article: str) -> str:
    """The article without its clause: the profile cites that of the margins, the page has others beside it."""
    return article.rpartition(", khoản")[0] or article


def _of_section(case: Case, number: int) -> str:
    return f" của phần {number}" if len(case.document.sections) > 1 else ""
