"""Paragraphs of the text: justified, indented, apart (L27–L29)."""

from collections import Counter
from collections.abc import Iterator

from dispatch.inspection.checking.case import Case, is_heading
from dispatch.inspection.checking.findings import at
from dispatch.inspection.checking.rules_body import first_line_mm, gaps, is_indented, line_fault, wrong_indent
from dispatch.inspection.checking.rules_subject import subject_gap_pt
from dispatch.inspection.mending.changes import TextChange
from dispatch.inspection.mending.pieces import is_as_typed, replace_words
from dispatch.inspection.mending.schema import properties_of, put, twips
from dispatch.inspection.reading.values import Paragraph

_LINE = 240
_BLANK = "\t \u00a0"
_NO_INDENTS = dict.fromkeys(
    ("hanging", "start", "startChars", "leftChars", "firstLineChars", "hangingChars"),
)


def mend_alignment(case: Case) -> None:
    """Paragraphs aligned left become justified; those in the middle or right may be meant so."""
    for paragraph in case.prose:
        if paragraph.shape.align == "left" and not is_heading(paragraph):
            put(properties_of(paragraph.element, "pPr"), "jc", val="both")


def mend_indents(case: Case) -> Iterator[TextChange]:
    """The first line stands in as most others do; tabs and spaces typed before it are taken away."""
    indented = [each for each in case.prose if is_indented(each)]
    right = Counter(round(first_line_mm(case, each), 1) for each in indented if not wrong_indent(case, each))
    wanted = max(right, key=lambda each: (right[each], each), default=case.profile.paragraphs.indent_mm.chosen)
    for paragraph in indented:
        if not wrong_indent(case, paragraph):
            continue
        blank = len(paragraph.text) - len(paragraph.text.lstrip(_BLANK))
        if blank and not is_as_typed(paragraph):
            continue
        if blank:
            shown = paragraph.text[:blank].replace("\t", "→")
            yield TextChange(at(paragraph), f"{shown}{paragraph.text[blank:][:20]}", paragraph.text[blank:][:20])
            replace_words(paragraph, 0, blank, "")
        properties = properties_of(paragraph.element, "pPr")
        put(properties, "ind", left="0", firstLine=twips(wanted), **_NO_INDENTS)


def mend_gaps(case: Case) -> None:
    """At least the law's gap above a paragraph, and lines as far apart as we print them."""
    rules = case.profile.paragraphs
    for paragraph, gap in gaps(case):
        if gap is not None:
            properties = properties_of(paragraph.element, "pPr")
            before = str(round(rules.space_before_pt.chosen * 20))
            put(properties, "spacing", before=before, beforeAutospacing=None, beforeLines=None)
            if paragraph.contextual:
                put(properties, "contextualSpacing", val="0")
        if line_fault(case, paragraph):
            _set_lines(case, paragraph)


def mend_subject_gap(case: Case) -> None:
    """The law's gap between the number of a dispatch and its subject."""
    number, gap = case.letter.head.number, case.profile.components["trich_yeu_cong_van"].gap_above_pt
    if subject_gap_pt(case) is None or number is None or gap is None:
        return
    subject = case.letter.head.subject[0].paragraph
    put(properties_of(number.paragraph.element, "pPr"), "spacing", after="0", afterAutospacing=None, afterLines=None)
    above = {"before": str(round(gap.chosen * 20)), "beforeAutospacing": None, "beforeLines": None}
    put(properties_of(subject.element, "pPr"), "spacing", **above)


def _set_lines(case: Case, paragraph: Paragraph) -> None:
    rules = case.profile.paragraphs
    properties = properties_of(paragraph.element, "pPr")
    if rules.line_spacing is not None:
        put(properties, "spacing", line=str(round(rules.line_spacing.chosen * _LINE)), lineRule="auto")
    elif rules.line_exact_pt is not None:
        put(properties, "spacing", line=str(round(rules.line_exact_pt.chosen * 20)), lineRule="exact")
