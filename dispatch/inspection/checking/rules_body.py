"""L26–L29: the paragraphs of the text."""

from collections import Counter
from collections.abc import Iterator

from dispatch.formats.text_width import text_width_mm
from dispatch.inspection.checking.case import Case, decimal, departure, is_heading
from dispatch.inspection.checking.findings import Outcome, at
from dispatch.inspection.reading.values import Paragraph
from dispatch.model.profile import Choice

_INDENT_TOLERANCE_MM = 0.3
_SPACING_TOLERANCE = 0.01
_GAP_TOLERANCE_PT = 0.1
# Single spacing of Times New Roman in parts of its size: ascent, descent and gap of the font.
_SINGLE = 1.149
_NAMES = {"left": "căn trái", "center": "căn giữa", "right": "căn phải", "justify": "căn đều"}


def size(case: Case) -> Iterator[Outcome]:
    """L26: sizes in the range, upright paragraphs, one size throughout."""
    component = case.profile.components["noi_dung"]
    grounds = {each.paragraph.number for each in case.letter.grounds}
    source, counts = case.of(component), Counter[float]()
    for paragraph in case.prose:
        runs = [run for run in paragraph.runs if run.text.strip()]
        for run in runs:
            counts[run.look.size_pt] += len(run.text)
        wrong = sorted({run.look.size_pt for run in runs if not component.size.allows(run.look.size_pt)})
        what, hint = "nội dung văn bản", "chọn đoạn văn và sửa cỡ chữ, kiểu chữ"
        if wrong:
            found, expected = f"cỡ chữ {' và '.join(map(decimal, wrong))}", f"cỡ chữ {decimal(component.size)}"
            yield departure("L26", at(paragraph), source, what=what, found=found, expected=expected, hint=hint)
        slanted = all(run.look.italic for run in runs)
        if slanted and not is_heading(paragraph) and paragraph.number not in grounds:
            found, expected = "cả đoạn in nghiêng", "chữ đứng"
            yield departure("L26", at(paragraph), source, what=what, found=found, expected=expected, hint=hint)
    allowed = {each for each in counts if component.size.allows(each)}
    if len(allowed) > 1:
        common = max(allowed, key=lambda each: counts[each])
        first = next(
            each
            for each in case.prose
            if any(run.look.size_pt in allowed - {common} for run in each.runs if run.text.strip())
        )
        found = " và ".join(f"cỡ chữ {decimal(each)}" for each in sorted(allowed))
        hint = "dùng một cỡ chữ cho toàn bộ nội dung"
        yield departure(
            *("L26", at(first), source),
            what="nội dung văn bản",
            found=found,
            expected="một cỡ chữ thống nhất",
            hint=hint,
            severity="warning",
        )


def justified(case: Case) -> Iterator[Outcome]:
    """L27: paragraphs justified; titles in the text stand as their kind wants."""
    component = case.profile.components["noi_dung"]
    for paragraph in case.prose:
        align = paragraph.shape.align
        if align != "justify" and not is_heading(paragraph):
            hint = "chọn đoạn văn rồi bấm Ctrl+J"
            what, source = "nội dung văn bản", case.of(component)
            found, expected = _NAMES[align], "canh đều cả hai lề"
            yield departure("L27", at(paragraph), source, what=what, found=found, expected=expected, hint=hint)


def indent(case: Case) -> Iterator[Outcome]:
    """L28: how far the first line stands in, by an indent, a tab or spaces."""
    rules = case.profile.paragraphs
    for paragraph in case.prose:
        if not is_indented(paragraph):
            continue
        first = first_line_mm(case, paragraph)
        if wrong_indent(case, paragraph):
            hint = "đặt thụt đầu dòng (Paragraph, Special: First line)"
            found, expected = f"{decimal(first)} mm", f"lùi vào {decimal(rules.indent_mm)} mm"
            what, source = "lùi đầu dòng", case.law(rules.article)
            yield departure("L28", at(paragraph), source, what=what, found=found, expected=expected, hint=hint)


def is_indented(paragraph: Paragraph) -> bool:
    """Whether the law wants the first line to stand in: not of what is centred, nor of titles."""
    align = paragraph.shape.align
    return align != "center" and not (is_heading(paragraph) and align != "justify")


def wrong_indent(case: Case, paragraph: Paragraph) -> bool:
    """Whether the first line stands in otherwise than the law wants."""
    indent_mm = case.profile.paragraphs.indent_mm
    tolerance = _INDENT_TOLERANCE_MM if isinstance(indent_mm, Choice) else _INDENT_TOLERANCE_MM / 3
    return not indent_mm.allows(first_line_mm(case, paragraph), tolerance)


def spacing(case: Case) -> Iterator[Outcome]:
    """L29: the gap between paragraphs and the spacing of lines."""
    rules, source = case.profile.paragraphs, case.law(case.profile.paragraphs.article)
    for paragraph, gap in gaps(case):
        if gap is not None:
            found, expected = f"{decimal(gap)} pt", f"tối thiểu {decimal(rules.space_before_pt.minimum)} pt"
            what, hint = "khoảng cách giữa các đoạn", "đặt khoảng cách trước đoạn (Paragraph, Spacing)"
            yield departure("L29", at(paragraph), source, what=what, found=found, expected=expected, hint=hint)
        fault = line_fault(case, paragraph)
        if fault:
            what, hint = "khoảng cách dòng", "đặt khoảng cách dòng (Paragraph, Line spacing)"
            yield departure("L29", at(paragraph), source, what=what, found=fault[0], expected=fault[1], hint=hint)


def gaps(case: Case) -> Iterator[tuple[Paragraph, float | None]]:
    """Every paragraph of the text with the gap above it in points when that is too small, else None."""
    before: Paragraph | None = None
    for paragraph in case.prose:
        shape = paragraph.shape
        gap = max(shape.before_pt, shape.after_pt, before.shape.after_pt if before else 0.0)
        if paragraph.contextual and before is not None and before.style == paragraph.style:
            gap = 0.0
        # An empty paragraph between two is a gap of a whole line.
        apart = before is None or paragraph.number - before.number > 1
        wrong = not apart and not case.profile.paragraphs.space_before_pt.allows(gap, _GAP_TOLERANCE_PT)
        yield paragraph, gap if wrong else None
        before = paragraph


def line_fault(case: Case, paragraph: Paragraph) -> tuple[str, str] | None:
    """The spacing of lines when it is wrong: what is there, what may be."""
    rules, shape = case.profile.paragraphs, paragraph.shape
    size_pt = max((run.look.size_pt for run in paragraph.runs if run.text.strip()), default=0.0)
    allowed = []
    if rules.line_exact_pt:
        allowed.append(f"Exactly {decimal(rules.line_exact_pt)} pt")
        if shape.spacing == "exact" and rules.line_exact_pt.allows(shape.line, _GAP_TOLERANCE_PT):
            return None
    if rules.line_spacing:
        allowed.append(f"{decimal(rules.line_spacing)} dòng")
        lines = shape.line if shape.spacing == "auto" else shape.line / (_SINGLE * size_pt)
        if shape.spacing == "at_least":
            lines = max(lines, 1.0)
        if rules.line_spacing.allows(lines, _SPACING_TOLERANCE):
            return None
    found = f"{shape.line:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    unit = {"auto": "dòng", "exact": "pt (Exactly)", "at_least": "pt (At least)"}[shape.spacing]
    return f"{found} {unit}", " hoặc ".join(allowed)


def first_line_mm(case: Case, paragraph: Paragraph) -> float:
    """Where the first letter stands, in mm from the margin; tabs and spaces typed before it count."""
    shape = paragraph.shape
    position = shape.left_mm + shape.first_mm
    for run in paragraph.runs:
        for character in run.text:
            if character == "\t":
                position = _next_stop(case, paragraph, position)
            elif character in "  ":
                position += text_width_mm(character, run.look.size_pt)
            else:
                return position
    return position


def _next_stop(case: Case, paragraph: Paragraph, position: float) -> float:
    own = [stop for stop in paragraph.shape.tabs_mm if stop > position + _GAP_TOLERANCE_PT]
    if own:
        return min(own)
    # Where the first line hangs out, the indent is a stop.
    if paragraph.shape.first_mm < 0 and position < paragraph.shape.left_mm:
        return paragraph.shape.left_mm
    step = case.document.default_tab_mm
    return (int((position + _GAP_TOLERANCE_PT) / step) + 1) * step
