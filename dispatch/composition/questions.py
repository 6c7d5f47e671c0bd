"""What the conditions and loops of a template ask of a letter, and the wording that follows from the answers.

It depends on nothing else: names print as their characters, whatever the figures are. Once the answers of a
letter have been given before, its wording is known without rendering a template.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, Literal, NamedTuple, Protocol, TypeVar

from dispatch.errors import Finding, TemplateError
from dispatch.model.amendment import AMENDMENT_SCOPE, Amendment
from dispatch.model.bound_figures import UNIT_SCOPE
from dispatch.model.figure import Figure
from dispatch.model.unit import Unit

Asks = Literal["holds", "names", "==", "<", "<=", ">", ">="]
Answer = bool | tuple[str, ...]
FigureOf = Callable[[str], Figure | None]
Made = TypeVar("Made")
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


class Answers(Protocol):
    """A letter that can be asked."""

    @property
    def asked(self) -> Mapping[Question, Answer]:
        """The questions so far with their answers, each once, in their order."""

    def answer(self, question: Question) -> Answer:
        """What its figures say; TemplateError for a question that they have no answer to."""


@dataclass(slots=True)
class KnownAnswers(Generic[Made]):
    """What was made of letters, by their answers to the questions of one template in their order.

    Either it is `made`, or the next `question` is known, with what follows from each answer so far; or nothing yet.
    """

    made: Made | None = None
    question: Question | None = None
    _after: dict[Answer, "KnownAnswers[Made]"] = field(default_factory=dict)

    def of(self, letter: Answers, make: Callable[[], Made]) -> Made:
        """What was made of an earlier letter with the same answers; if there was none, what `make` gives.

        `make` asks the letter all that its outcome depends on.
        """
        try:
            made = self._find(letter)
        except TemplateError:
            made = None  # making it asks the same, and knows the line
        if made is None:
            made = make()
            self._keep(letter.asked, made)
        return made

    def _find(self, letter: Answers) -> Made | None:
        at: KnownAnswers[Made] | None = self
        while at is not None and at.question is not None:
            at = at._after.get(letter.answer(at.question))
        return at.made if at else None

    def _keep(self, asked: Mapping[Question, Answer], made: Made) -> None:
        at = self
        for question, answer in asked.items():
            at.question = question
            at = at._after.setdefault(answer, KnownAnswers())
        at.made = made


def names(name: str, figure_of: FigureOf) -> tuple[str, ...]:
    """What the ids of the figures of each listed unit or place begin with; TemplateError for what is no list."""
    figure = figure_of(name)
    if figure is None or not isinstance(figure.value, tuple):
        hint = "vòng lặp {% for … %} chỉ đi qua danh sách nêu tên"
        raise TemplateError([Finding("not-a-list", f"“{name}” không phải là danh sách", hint)])
    return tuple(map(_scope, figure.value))


def compares(question: Question, figure_of: FigureOf) -> bool:
    """Whether a comparison holds, as printed; TemplateError for two figures that cannot be compared."""
    name, other = question.name, question.other
    mine = figure_of(name)
    number = _number(name, mine)
    if isinstance(other, str):
        theirs = figure_of(other)
        _require_same_unit(question, mine, theirs)
        return _HOLDS[question.asks](number, _number(other, theirs))
    if mine is None or mine.unit == "%":
        raise incomparable(name, other)
    return _HOLDS[question.asks](number, other)


def incomparable(name: str, other: object) -> TemplateError:
    """What is said of a comparison with something that has no number, or a number without its unit."""
    hint = "so sánh với một số liệu cùng đơn vị tính"
    return TemplateError([Finding("not-comparable", f"“{name}” không so sánh được với {other!r}", hint)])


def _scope(listed: Unit | Amendment) -> str:
    return f"{AMENDMENT_SCOPE if isinstance(listed, Amendment) else UNIT_SCOPE}{listed.key}"


def _number(name: str, figure: Figure | None) -> int:
    if figure is None or figure.comparable is None:
        hint = "chỉ so sánh số việc, số tiền, tỷ lệ và độ dài danh sách"
        raise TemplateError([Finding("not-comparable", f"“{name}” không có số để so sánh", hint)])
    return figure.comparable


def _require_same_unit(question: Question, mine: Figure | None, theirs: Figure | None) -> None:
    one, two = (figure.unit if figure else "" for figure in (mine, theirs))
    if one != two:
        message = f"“{question.name}” ({one}) và “{question.other}” ({two}) khác đơn vị tính"
        raise TemplateError([Finding("not-comparable", message, "so sánh hai số liệu cùng đơn vị tính")])
