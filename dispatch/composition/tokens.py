"""What a template sees of a figure: an opaque token that can be printed and compared, no more.

A token prints as one private-use character. Text from data never passes through the template
engine or the markup parser, so no cell can become code or markup, and the parse of a paragraph
does not depend on values.
"""

from collections.abc import Iterator, Mapping

from dispatch.errors import Finding, TemplateError
from dispatch.model.figure import Figure

_FIRST = 0xF0000
_LAST = 0xFFFFD


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

    __slots__ = ("_character", "_figure", "name")

    def __init__(self, name: str, character: str, figure: Figure | None) -> None:
        self.name = name
        self._character = character
        self._figure = figure

    def __str__(self) -> str:
        return self._character

    def __bool__(self) -> bool:
        """A list with names, a number that is not zero, a fact that is not blank."""
        return self._figure is None or bool(self._figure.value)

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

    def _number(self) -> int:
        if self._figure is None or self._figure.comparable is None:
            hint = "chỉ so sánh số việc, số tiền, tỷ lệ và độ dài danh sách"
            raise TemplateError([Finding("not-comparable", f"“{self.name}” không có số để so sánh", hint)])
        return self._figure.comparable

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


class LetterTokens(Mapping[str, Token]):
    """The tokens of one letter, by figure id; the ids were checked when the kind was compiled."""

    def __init__(self, figures: Mapping[str, Figure], table: TokenTable) -> None:
        self._figures = figures
        self._table = table

    def __getitem__(self, name: str) -> Token:
        return Token(name, self._table.character(name), self._figures.get(name))

    def __iter__(self) -> Iterator[str]:
        return iter(self._figures)

    def __len__(self) -> int:
        return len(self._figures)
