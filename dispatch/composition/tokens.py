"""What a template sees of a figure: an opaque token that can be printed and compared, no more.

A token prints as one private-use character. Text from data never passes through the template
engine or the markup parser, so no cell can become code or markup, and the parse of a paragraph
does not depend on values.
"""

from collections.abc import Iterator, Mapping

from dispatch.composition.print_forms import printed_form
from dispatch.errors import Finding, TemplateError
from dispatch.model.amendment import AMENDMENT_SCOPE, Amendment
from dispatch.model.bound_figures import BOUND_SCOPES, UNIT_SCOPE
from dispatch.model.figure import Figure
from dispatch.model.unit import Unit

_FIRST = 0xF0000
_LAST = 0xFFFFD
UNIT_SCOPES = (UNIT_SCOPE, *BOUND_SCOPES, AMENDMENT_SCOPE)
"""What the names of figures begin with that one letter has and another has not."""


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

    def name(self, character: str) -> str | None:
        """The name a character stands for; None for an ordinary character."""
        return self._names.get(character)


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
        value = self._figure.value if self._figure else None
        if not isinstance(value, tuple):
            hint = "vòng lặp {% for … %} chỉ đi qua danh sách nêu tên"
            raise TemplateError([Finding("not-a-list", f"“{self.name}” không phải là danh sách", hint)])
        return iter([UnitToken(_scope(each), self._letter) for each in value])

    def __bool__(self) -> bool:
        """A list with names, a number that is not zero, a fact that is not blank, a figure that a unit has.

        An appendix counts as true in a letter that prints it.
        """
        figure = self._figure
        if figure is None:
            return not self.name.startswith(UNIT_SCOPES) and self.name not in self._letter.absent
        return bool(figure.value)

    def __eq__(self, other: object) -> bool:
        return self._number() == self._against(other)

    def __lt__(self, other: object) -> bool:
        return self._number() < self._against(other)

    def __le__(self, other: object) -> bool:
        return self._number() <= self._against(other)

    def __gt__(self, other: object) -> bool:
        return self._number() > self._against(other)

    def __ge__(self, other: object) -> bool:
        return self._number() >= self._against(other)

    __hash__ = None  # type: ignore[assignment]  # equal tokens need not be the same figure

    @property
    def _figure(self) -> Figure | None:
        return self._letter.figure(self.name)

    def _number(self) -> int:
        figure = self._figure
        if figure is None or figure.comparable is None:
            hint = "chỉ so sánh số việc, số tiền, tỷ lệ và độ dài danh sách"
            raise TemplateError([Finding("not-comparable", f"“{self.name}” không có số để so sánh", hint)])
        return figure.comparable

    def _against(self, other: object) -> int:
        if isinstance(other, Token):
            self._require_same_unit(other)
            return other._number()
        if isinstance(other, int) and self._figure is not None and self._figure.unit != "%":
            return other
        hint = "so sánh với một số liệu cùng đơn vị tính"
        raise TemplateError([Finding("not-comparable", f"“{self.name}” không so sánh được với {other!r}", hint)])

    def _require_same_unit(self, other: "Token") -> None:
        mine = self._figure.unit if self._figure else ""
        theirs = other._figure.unit if other._figure else ""
        if mine != theirs:
            message = f"“{self.name}” ({mine}) và “{other.name}” ({theirs}) khác đơn vị tính"
            raise TemplateError([Finding("not-comparable", message, "so sánh hai số liệu cùng đơn vị tính")])


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


def _scope(listed: Unit | Amendment) -> str:
    return f"{AMENDMENT_SCOPE if isinstance(listed, Amendment) else UNIT_SCOPE}{listed.key}"


class LetterTokens(Mapping[str, Token]):
    """The tokens of one letter, by figure id; the ids were checked when the kind was compiled.

    `absent` are the references to appendices that this letter does not print.
    """

    def __init__(self, figures: Mapping[str, Figure], table: TokenTable, absent: frozenset[str] = frozenset()) -> None:
        self._figures = figures
        self._table = table
        self._found: dict[str, Figure | None] = {}
        self.absent = absent

    @property
    def table(self) -> TokenTable:
        """The characters that stand for names, the same in all letters of a kind."""
        return self._table

    def figure(self, name: str) -> Figure | None:
        """The figure a printed name means; None for abbreviations, citations and appendices."""
        if name not in self._found:
            self._found[name] = printed_form(self._figures, name)
        return self._found[name]

    def character(self, name: str) -> str:
        """The character that stands for a printed name."""
        return self._table.character(name)

    def __getitem__(self, name: str) -> Token:
        return Token(name, self)

    def __iter__(self) -> Iterator[str]:
        return iter(self._figures)

    def __len__(self) -> int:
        return len(self._figures)
