"""What an appendix is called, in its own caption and in the sentences that point to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from dispatch.errors import Finding, TemplateError
from dispatch.model.kind import LETTER_FILE, AppendixSpec
from dispatch.model.profile import FixedTexts
from dispatch.vietnamese.numbers import roman


@dataclass(frozen=True, slots=True)
class RenderedAppendix:
    """The rendered caption of an appendix that this letter prints."""

    spec: AppendixSpec
    title: str
    notes: tuple[str, ...]
    unit_line: str = ""
    notes_below: tuple[str, ...] = ()


def appendix_label(appendix: str, printed: Sequence[RenderedAppendix], fixed: FixedTexts) -> str:
    """How the text names an appendix: "Phụ lục III"; TemplateError when it is not printed."""
    for number, each in enumerate(printed, 1):
        if each.spec.id == appendix:
            return appendix_number(number, len(printed), fixed)
    hint = "đặt câu này trong {% if %} cùng điều kiện với phụ lục"
    raise TemplateError(
        [
            Finding(
                "missing-appendix",
                f"câu văn dẫn phụ lục “{appendix}” không có trong văn bản này",
                hint,
                file=LETTER_FILE,
            )
        ]
    )


def appendix_number(number: int, total: int, fixed: FixedTexts) -> str:
    """Two or more appendices are numbered (NĐ 30/2020, Phụ lục I, III.1.b), one alone is not."""
    if total == 1:
        return fixed.appendix_word
    return f"{fixed.appendix_word} {roman(number) if fixed.appendix_numbering == 'roman' else number}"
