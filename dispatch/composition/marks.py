"""What the dossier alone decides about a letter: its stamps, whether it is a draft, drafter, copies, address."""

from collections.abc import Callable
from dataclasses import dataclass

from dispatch.composition.environment import Compiled, TemplateCompiler
from dispatch.composition.tokens import LetterTokens
from dispatch.errors import Finding, TemplateError
from dispatch.model.dossier import DOSSIER_FILE
from dispatch.model.kind import SETTINGS_FILE
from dispatch.model.letter import FigureRun, Line, Marks, Text
from dispatch.model.profile import FormatProfile

FILE_COPIES = "van_ban.so_ban_luu"
_NAMES = ("van_ban.nguoi_soan", "van_ban.so_ban", "van_ban.lan_du_thao", "van_ban.dia_chi", FILE_COPIES)
_ROUND = " LẦN "


@dataclass(frozen=True, slots=True)
class CompiledMarks:
    """One piece with a line for each of _NAMES: a fact of the dossier, or nothing when it is blank.

    One, not five: to begin a template takes longer than to render a mark.
    """

    lines: Compiled

    def render(self, tokens: LetterTokens, stamps: tuple[str, ...], *, draft: bool) -> "RenderedMarks":
        """The marks of one letter."""
        drafter, copies, draft_round, address, file_copies = self.lines.render(tokens).split("\n")
        return RenderedMarks(drafter, copies, draft_round, address, file_copies, stamps, draft)


@dataclass(frozen=True, slots=True)
class RenderedMarks:
    """The marks of one letter with characters for figures."""

    drafter: str
    copies: str
    round: str
    address: str
    file_copies: str
    stamps: tuple[str, ...]
    draft: bool


def compile_marks(compiler: TemplateCompiler) -> Compiled | None:
    """The piece of CompiledMarks."""
    lines = (f"{{% if {name} %}}{{{{ {name} }}}}{{% endif %}}" for name in _NAMES)
    return compiler.compile("\n".join(lines), SETTINGS_FILE)


def with_file_copies(recipients: tuple[Line, ...], copies: Line) -> tuple[Line, ...]:
    """The recipients with the number of copies kept on file behind the last: "Lưu: VT, HC (2)".

    A template that prints the number itself is left as it is.
    """
    if not copies or not recipients or FigureRun(FILE_COPIES) in recipients[-1]:
        return recipients
    return (*recipients[:-1], (*recipients[-1], Text(" ("), *copies, Text(")")))


def build_marks(rendered: RenderedMarks, profile: FormatProfile, line: Callable[[str], Line]) -> Marks:
    """The marks as the layout law writes them; `line` reads a rendered text.

    Raises TemplateError for a stamp that the law does not know.
    """
    fixed = profile.texts
    for stamp in rendered.stamps:
        if stamp not in profile.stamps:
            hint = "các dấu có trong thể thức này: " + ", ".join(each.text for each in profile.stamps.values())
            message = f"{profile.name} không có dấu “{stamp}”"
            raise TemplateError([Finding("unknown-stamp", message, hint, file=DOSSIER_FILE)])
    drafter = line(rendered.drafter)
    if drafter and rendered.copies:
        drafter = (*drafter, Text(fixed.drafter_join), *line(rendered.copies))
        drafter = (*drafter, Text(fixed.drafter_end)) if fixed.drafter_end else drafter
    draft: Line = (Text(fixed.draft_mark),) if rendered.draft else ()
    if draft and rendered.round:
        draft = (Text(fixed.draft_mark + _ROUND), *line(rendered.round))
    return Marks(rendered.stamps, draft, line(rendered.address), drafter)
