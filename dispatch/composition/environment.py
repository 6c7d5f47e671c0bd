"""The one template environment of the program: sandboxed, strict, with a whitelist of filters."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from jinja2 import StrictUndefined, TemplateSyntaxError
from jinja2.environment import Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from dispatch.composition.syntax import TOKENS_NAME, Resolver
from dispatch.composition.tokens import LetterTokens, Token, TokenTable
from dispatch.errors import Finding
from dispatch.model.figure import Figure, Figures

PRINT_FORMS: dict[str, Callable[[str], str]] = {"in_hoa": str.upper}
"""Filters: each changes how a figure prints, and gives a figure of its own."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A checked piece of template and the names it uses, all branches counted."""

    template: Template
    used: tuple[str, ...]
    source: str

    def render(self, tokens: LetterTokens) -> str:
        """The text with one private-use character for each printed name."""
        return self.template.render({TOKENS_NAME: tokens})


class TemplateCompiler:
    """Compiles the pieces of one letter kind; faults are collected with file and line."""

    def __init__(self, known: frozenset[str], table: TokenTable) -> None:
        self.faults: list[Finding] = []
        self._known = known
        self._environment = _environment(table)

    def compile(self, source: str, file: str, first_line: int = 1) -> Compiled | None:
        """Check and compile `source`; None when it has faults, which are then in `faults`."""
        try:
            tree = self._environment.parse(source)
        except TemplateSyntaxError as error:
            hint = "kiểm tra các cặp {{ }} và {% if %} … {% endif %}"
            line = error.lineno + first_line - 1
            self.faults.append(Finding("template-syntax", "mẫu viết sai cú pháp", hint, file=file, line=line))
            return None
        resolver = Resolver(self._known, file, first_line)
        resolver.visit(tree)
        resolver.check(tree, frozenset(PRINT_FORMS))
        if resolver.faults:
            self.faults += resolver.faults
            return None
        code = self._environment.compile(tree)
        template = Template.from_code(self._environment, code, {})
        return Compiled(template, tuple(resolver.used), source)

    def skeleton(self, source: str) -> str:
        """The source with every printed name as one character and every tag removed.

        It has the lines of the source and all its branches: the markup can be checked on it.
        """
        return "".join(_skeleton_parts(self._environment, source))


def printed_form(figures: Figures, name: str) -> Figure | None:
    """The figure a printed name means: "ky.ten|in_hoa" is ky.ten in capitals."""
    base, *forms = name.split("|")
    figure = figures.get(base)
    for form in forms:
        figure = figure.printed_as(form, PRINT_FORMS[form](figure.text)) if figure else None
    return figure


def _environment(table: TokenTable) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, autoescape=False
    )
    environment.globals.clear()
    environment.tests.clear()
    environment.filters.clear()
    for form in PRINT_FORMS:
        environment.filters[form] = _print_filter(form, table)
    return environment


def _print_filter(form: str, table: TokenTable) -> Callable[[Token], Token]:
    def apply(token: Token) -> Token:
        name = f"{token.name}|{form}"
        return Token(name, table.character(name), None)

    return apply


_PLACEHOLDER = chr(0x10FFFD)


def _skeleton_parts(environment: ImmutableSandboxedEnvironment, source: str) -> Iterator[str]:
    for _, kind, value in environment.lex(source):
        if kind == "data":
            yield value
        elif kind == "variable_begin":
            yield _PLACEHOLDER
        else:
            yield "\n" * value.count("\n")
