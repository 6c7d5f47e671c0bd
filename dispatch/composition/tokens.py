"""What a template sees of a figure: an opaque token that can be printed and compared, no more.

A token prints as one private-use character. Text from data never passes through the template
engine or the markup parser, so no cell can become code or markup, and the parse of a paragraph
does not depend on values.
"""

import re
from collections.abc import Iterator, Mapping

from dispatch.composition.print_forms import printed_form
from dispatch.composition.questions import Answer, Asks, Question, compares, incomparable, names
from dispatch.errors import Finding, TemplateError
from dispatch.model.bound_figures import UNIT_SCOPES
from dispatch.model.figure import Figure

_FIRST = 0xF0000
_LAST = 0xFFFFD
_CHARACTER = re.compile(f"([{chr(_FIRST)}-{chr(_LAST)}])")


class TokenTable:
    """Gives every printed name its character, and back; lives as long as its letter kind."""

    def __init__(self) -> None:
        self._characters: dict[str, str] = {}
        self._names: dict[str, str] = {}

    def character(self, name: str) -> str:
        """The character that stands for `name`; the same at every call."""
        if name not in self._characters:
            code = _FIRST + len(self._characters)
            if code > _LAST:
                raise TemplateError([Finding("too-many-figures", "mẫu in quá nhiều số liệu khác nhau", "tách mẫu")])
            self._characters[name] = chr(code)
            self._names[chr(code)] = name
        return self._characters[name]

    def parts(self, text: str) -> Iterator[tuple[str, str]]:
        """The words of a rendered text, and the names that stand between them: one of the two is empty."""
        for part in _CHARACTER.split(text):
            name = self._names.get(part, "")
            if part:
                yield ("", name) if name else (part, "")


class Token:
    """One name of the template: prints as its character, compares as printed in the letter."""

    __slots__ = ("_letter", "name")

    def __init__(self, name: str, letter: "LetterTokens") -> None:
        self.name = name
        self._letter = letter

    def __str__(self) -> str:
        return self._letter.character(self.name)

    def printed_as(self, form: str) -> "Token":
        """The same name through one filter."""
        return Token(f"{self.name}|{form}", self._letter)

    def __iter__(self) -> Iterator["UnitToken"]:
        """The units or places of a list, in its order; TemplateError for what is no list."""
        scopes = self._letter.answer(Question("names", self.name))
        assert isinstance(scopes, tuple)
        return iter([UnitToken(scope, self._letter) for scope in scopes])

    def __bool__(self) -> bool:
        """A list with names, a number that is not zero, a fact that is not blank, a figure that a unit has.

        An appendix counts as true in a letter that prints it.
        """
        return bool(self._letter.answer(Question("holds", self.name)))

    def __eq__(self, other: object) -> bool:
        return self._compares("==", other)

    def __lt__(self, other: object) -> bool:
        return self._compares("<", other)

    def __le__(self, other: object) -> bool:
        return self._compares("<=", other)

    def __gt__(self, other: object) -> bool:
        return self._compares(">", other)

    def __ge__(self, other: object) -> bool:
        return self._compares(">=", other)

    __hash__ = None  # type: ignore[assignment]  # equal tokens need not be the same figure

    def _compares(self, how: Asks, other: object) -> bool:
        if not isinstance(other, Token | int):
            raise incomparable(self.name, other)
        return bool(self._letter.answer(Question(how, self.name, other.name if isinstance(other, Token) else other)))


class UnitToken:
    """One unit of a list that a loop goes through: `dv["viec.ty_le"]` is the unit's own figure.

    `scope` is what the ids of its figures begin with.
    """

    __slots__ = ("_letter", "_scope")

    def __init__(self, scope: str, letter: "LetterTokens") -> None:
        self._scope = scope
        self._letter = letter

    def __getitem__(self, rest: str) -> Token:
        return self._letter[f"{self._scope}.{rest}"]


class LetterTokens(Mapping[str, Token]):
    """The tokens of one letter, by figure id; the ids were checked when the kind was compiled.

    `absent` are the references to appendices that this letter does not print. `asked` has what was asked so far,
    each question once, with its answer.
    """

    def __init__(self, figures: Mapping[str, Figure], table: TokenTable, absent: frozenset[str] = frozenset()) -> None:
        self._figures = figures
        self._table = table
        self._absent = absent
        self.asked: dict[Question, Answer] = {}

    def answer(self, question: Question) -> Answer:
        """What the figures of the letter say; TemplateError for a question that they have no answer to."""
        answer = self.asked.get(question)
        if answer is None:
            answer = self.asked[question] = self._answered(question)
        return answer

    def character(self, name: str) -> str:
        """The character that stands for a printed name."""
        return self._table.character(name)

    def __getitem__(self, name: str) -> Token:
        return Token(name, self)

    def __iter__(self) -> Iterator[str]:
        return iter(self._figures)

    def __len__(self) -> int:
        return len(self._figures)

    def _answered(self, question: Question) -> Answer:
        if question.asks == "names":
            return names(question.name, self._figure)
        if question.asks == "holds":
            figure = self._figure(question.name)
            if figure is not None:
                return bool(figure.value)
            return not question.name.startswith(UNIT_SCOPES) and question.name not in self._absent
        return compares(question, self._figure)

    def _figure(self, name: str) -> Figure | None:
        """The figure a printed name means; None for abbreviations, citations and appendices."""
        return printed_form(self._figures, name)
