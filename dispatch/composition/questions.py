"""What the conditions and loops of a template ask of a letter, and the texts that follow from the answers.

A template's text depends on nothing else: names print as their characters, whatever the figures are. Once
the answers of a letter have been given before, its text is known without rendering it.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from dispatch.errors import Finding, TemplateError
from dispatch.model.amendment import AMENDMENT_SCOPE, Amendment
from dispatch.model.bound_figures import UNIT_SCOPE
from dispatch.model.figure import Figure
from dispatch.model.unit import Unit

Asks = Literal["holds", "names", "==", "<", "<=", ">", ">="]
Answer = bool | tuple[str, ...]
FigureOf = Callable[[str], Figure | None]
_HOLDS: Mapping[Asks, Callable[[int, int], bool]] = {
    "==": operator.eq, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


class Question(NamedTuple):
    """One question about a printed name: whether it holds, how it compares with `other`, what its list names.

    `other` is another printed name, or a number.
    """

    asks: Asks
    name: str
    other: str | int = ""


@dataclass(slots=True)
class KnownTexts:
    """The texts that a piece of template has had, by the answers to its questions in their order.

    Either `text` is known, or the next `question` is, with what follows from each answer so far; or nothing yet.
    """

    text: str | None = None
    question: Question | None = None
    _after: dict[Answer, "KnownTexts"] = field(default_factory=dict)

    def find(self, answer: Callable[[Question], Answer]) -> str | None:
        """The text that follows from the answers of a letter; None when it has not been seen before."""
        at: KnownTexts | None = self
        while at is not None and at.question is not None:
            at = at._after.get(answer(at.question))
        return at.text if at else None

    def keep(self, asked: Mapping[Question, Answer], text: str) -> None:
        """Keep the text that came of these questions, in their order, and answers."""
        at = self
        for question, answer in asked.items():
            at.question = question
            at = at._after.setdefault(answer, KnownTexts())
        at.text = text


def names(name: str, figure_of: FigureOf) -> tuple[str, ...]:
    """What the ids of the figures of each listed unit or place begin with; TemplateError for what is no list."""
    figure = figure_of(name)
    if figure is None or not isinstance(figure.value, tuple):
        hint = "vòng lặp {% for … %} chỉ đi qua danh sách nêu tên"
        raise TemplateError([Finding("not-a-list", f"“{name}” không phải là danh sách", hint)])
    return tuple(map(_scope, figure.value))


def compares(question: Question, figure_of: FigureOf) -> bool:
    """Whether a comparison holds, as printed; TemplateError for two figures that cannot be compared."""
    mine = _number(question.name, figure_of)
    if isinstance(question.other, str):
        _require_same_unit(question.name, question.other, figure_of)
        return _HOLDS[question.asks](mine, _number(question.other, figure_of))
    figure = figure_of(question.name)
    if figure is None or figure.unit == "%":
        raise incomparable(question.name, question.other)
    return _HOLDS[question.asks](mine, question.other)


def incomparable(name: str, other: object) -> TemplateError:
    """What is said of a comparison with something that has no number, or a number without its unit."""
    hint = "so sánh với một số liệu cùng đơn vị tính"
    return TemplateError([Finding("not-comparable", f"“{name}” không so sánh được với {other!r}", hint)])


def _scope(listed: Unit | Amendment) -> str:
    return f"{AMENDMENT_SCOPE if isinstance(listed, Amendment) else UNIT_SCOPE}{listed.key}"


def _number(name: str, figure_of: FigureOf) -> int:
    figure = figure_of(name)
    if figure is None or figure.comparable is None:
        hint = "chỉ so sánh số việc, số tiền, tỷ lệ và độ dài danh sách"
        raise TemplateError([Finding("not-comparable", f"“{name}” không có số để so sánh", hint)])
    return figure.comparable


def _require_same_unit(name: str, other: str, figure_of: FigureOf) -> None:
    mine, theirs = (figure.unit if (figure := figure_of(each)) else "" for each in (name, other))
    if mine != theirs:
        message = f"“{name}” ({mine}) và “{other}” ({theirs}) khác đơn vị tính"
        raise TemplateError([Finding("not-comparable", message, "so sánh hai số liệu cùng đơn vị tính")])
