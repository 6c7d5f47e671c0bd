"""The one template environment of the program: sandboxed, strict, with a whitelist of filters."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from jinja2 import StrictUndefined, TemplateSyntaxError
from jinja2.environment import Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from dispatch.composition.allowed import check
from dispatch.composition.markup_lines import SWALLOWED
from dispatch.composition.names import KnownNames
from dispatch.composition.print_forms import PRINT_FORMS
from dispatch.composition.syntax import TOKENS_NAME, Resolver
from dispatch.composition.tokens import LetterTokens, Token
from dispatch.errors import Finding, TemplateError
from dispatch.model.figure import Figures

Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A checked piece of template, where it stands, and the names it uses, all branches counted.

    `looped` are the lists that its loops go through.
    """

    template: Template
    used: tuple[str, ...]
    looped: tuple[str, ...]
    file: str
    first_line: int

    def render(self, tokens: LetterTokens) -> str:
        """The text with one private-use character for each printed name.

        Raises TemplateError with the line of a comparison that cannot be made.
        """
        try:
            return self.template.render({TOKENS_NAME: tokens})
        except TemplateError as error:
            line = self.first_line + _failing_line(error, self.template) - 1
            raise TemplateError([replace(each, file=self.file, line=line) for each in error.findings]) from None


class TemplateCompiler:
    """Compiles the pieces of one letter kind; faults are collected with file and line.

    A template may use the names of `figures` and the `further` ones, of whose sort nothing is known yet.
    `used` has the names of all pieces, all branches counted, those of a faulty piece too; `places`
    the file and line where each printed name with a filter, or of a loop's unit, stands first.
    """

    def __init__(self, further: frozenset[str], figures: Figures) -> None:
        self.faults: list[Finding] = []
        self.used: set[str] = set()
        self.places: dict[str, Place] = {}
        self.names = KnownNames(further, figures)
        self._environment = _environment()

    def compile(self, source: str, file: str, first_line: int = 1) -> Compiled | None:
        """Check and compile `source`; None when it has faults, which are then in `faults`."""
        try:
            return self._compile(source, file, first_line)
        except TemplateSyntaxError as error:
            hint = "kiểm tra các cặp {{ }} và {% if %} … {% endif %}"
            line = error.lineno + first_line - 1
            self.faults.append(Finding("template-syntax", "mẫu viết sai cú pháp", hint, file=file, line=line))
        except (RecursionError, ValueError, SyntaxError):  # from the depths of Jinja and Python
            message, hint = "mẫu lồng quá nhiều tầng hoặc có số quá dài", "tách thành các điều kiện ngắn hơn"
            self.faults.append(Finding("template-syntax", message, hint, file=file, line=first_line))
        return None

    def _compile(self, source: str, file: str, first_line: int) -> Compiled | None:
        resolver = Resolver(self.names, file, first_line)
        tree = self._environment.parse(_keep_line_ends(source))
        resolver.visit(tree)
        faults = [*resolver.faults, *check(tree, resolver), *self._raw_stretches(source, file, first_line)]
        self.used.update(resolver.used)
        self.faults += faults
        if faults:
            return None
        for name, line in resolver.places.items():
            self.places.setdefault(name, (file, line))
        template = Template.from_code(self._environment, self._environment.compile(tree), {})
        return Compiled(template, tuple(resolver.used), tuple(resolver.looped), file, first_line)

    def _raw_stretches(self, source: str, file: str, first_line: int) -> Iterator[Finding]:
        """{% raw %} leaves no trace in the syntax tree; what it holds would be printed unchecked."""
        for line, kind, _ in self._environment.lex(source):
            if kind == "raw_begin":
                message, hint = "mẫu dùng cú pháp không được phép (raw)", "viết thẳng chữ vào mẫu"
                yield Finding("not-allowed", message, hint, file=file, line=line + first_line - 1)

    def skeleton(self, source: str) -> str:
        """The source with every printed name as one character and every tag removed.

        It has all branches, and SWALLOWED where a tag takes the end of a line with it: the markup can be
        checked on it, with the lines of the source.
        """
        return "".join(_skeleton_parts(self._environment, _keep_line_ends(source)))


def _failing_line(error: TemplateError, template: Template) -> int:
    """The line of the piece that was being rendered: Jinja puts its lines into the traceback."""
    line, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == template.filename:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, autoescape=False
    )
    environment.globals.clear()
    environment.tests.clear()
    environment.filters.clear()
    for form in PRINT_FORMS:
        environment.filters[form] = _print_filter(form)
    return environment


_TAG = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_TAG_AT_LINE_END = re.compile(r"(\{%(?:(?!%\}).)*|\{#(?:(?!#\}).)*)(?<![-+])([%#]\})(?=\n)", re.DOTALL)


def _keep_line_ends(source: str) -> str:
    """Let a tag that ends a line of text leave the line's end: only a line of nothing but tags disappears.

    Jinja drops the line end after every tag, which would run the next paragraph into this one.
    """

    def ended(tag: re.Match[str]) -> str:
        before = source[source.rfind("\n", 0, tag.start()) + 1 : tag.start()]
        return f"{tag[1]}+{tag[2]}" if _TAG.sub("", before).strip() else tag[0]

    return _TAG_AT_LINE_END.sub(ended, source)


def _print_filter(form: str) -> Callable[[Token], Token]:
    def apply(token: Token) -> Token:
        return token.printed_as(form)

    return apply


_PLACEHOLDER = chr(0x10FFFD)


def _skeleton_parts(environment: ImmutableSandboxedEnvironment, source: str) -> Iterator[str]:
    line = 1
    for number, kind, value in environment.lex(source):
        yield SWALLOWED * (number - line)  # "{%-" dropped the line ends before it
        line = number + value.count("\n")
        if kind == "data":
            yield value
        elif kind == "variable_begin":
            yield _PLACEHOLDER
        else:
            yield SWALLOWED * value.count("\n")
