"""What a kind may choose within its layout law: refused where the law does not accept it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dispatch.composition.markup import Markup
from dispatch.errors import Finding, TemplateError
from dispatch.model.dossier import LetterMarks
from dispatch.model.kind import LETTER_FILE, SETTINGS_FILE, LetterKind
from dispatch.model.letter import Line, Text
from dispatch.model.profile import FixedTexts, FormatProfile

_PREFIX = re.compile(r"((?:TM|KT|TL|TUQ|Q)\.|[TK]/[MTL])(\s|$)")
_IN_CAPITALS = ("part", "chapter", "section", "subsection")
_DIVISIONS = (*_IN_CAPITALS, "article")


def checked_ends(kind: LetterKind, profile: FormatProfile) -> None:
    """TemplateError for an end of a list that the layout law does not accept."""
    fixed, layout = profile.texts, kind.layout
    for key, chosen, accepted in (
        ("list_end", layout.list_end, fixed.list_end_accepted),
        ("basis_last_end", layout.basis_last_end, fixed.basis_last_end_accepted),
    ):
        if chosen and chosen not in accepted:
            message = f"{profile.name} không nhận dấu “{chosen}” ở “{key}”"
            hint = "dùng " + " hoặc ".join(f"“{end}”" for end in accepted) + ", hoặc bỏ khoá này"
            line = kind.lines.get(f"layout.{key}")
            raise TemplateError([Finding("wrong-end", message, hint, file=SETTINGS_FILE, line=line)])


def checked_authority(lines: Sequence[Line], fixed: FixedTexts) -> tuple[Line, ...]:
    """The lines; TemplateError where one signs in the manner of another family ("T/M" in a letter of the State)."""
    for line in lines:
        first = line[0].text if line and isinstance(line[0], Text) else ""
        found = _PREFIX.match(first)
        if found and found[1] not in fixed.signing_prefixes:
            message = f"thể thức này không ký “{found[1]}”"
            hint = "các cách ký: " + ", ".join(fixed.signing_prefixes)
            raise TemplateError([Finding("wrong-prefix", message, hint, file=SETTINGS_FILE)])
    return tuple(lines)


def signing_prefix(line: str) -> str:
    """What a line of authority begins with: "KT. " of "KT. BỘ TRƯỞNG"; empty for a post alone."""
    found = _PREFIX.match(line)
    return found[0] if found else ""


def signed_by(kind: LetterKind, marks: LetterMarks) -> LetterKind:
    """The kind with the authority and the signer that the dossier names, each post a fact of the dossier."""
    authority = tuple(
        f"{signing_prefix(line)}{{{{ nguoi_ky.dong_{place} }}}}" for place, line in enumerate(marks.authority, 1)
    )
    signer = "{{ nguoi_ky.ho_ten }}" if marks.signer else kind.signer
    return replace(kind, authority=authority or kind.authority, signer=signer)


def heading_faults(markup: Markup, kind: LetterKind) -> Iterator[Finding]:
    """Titles that the law wants in capitals; groups and articles that would be numbered by two schemes."""
    capitals = (*_IN_CAPITALS, "group") if kind.layout.groups == "roman" else _IN_CAPITALS
    for each in markup.paragraphs:
        words = "".join(piece.text for piece in each.pieces)
        if each.kind in capitals and words != words.upper():
            hint = "gõ chữ in hoa; số liệu, tên gọi thêm bộ lọc: {{ … | in_hoa }}"
            yield Finding("not-upper", f"tiêu đề phải viết in hoa: “{words}”", hint, file=LETTER_FILE, line=each.line)
    kinds = {each.kind: each.line for each in reversed(markup.paragraphs)}
    if "group" in kinds and kinds.keys() & set(_DIVISIONS):
        message = "mẫu vừa chia theo nhóm (I., II.) vừa chia theo phần, chương, mục, điều"
        hint = "chọn một cách chia"
        yield Finding("two-schemes", message, hint, file=LETTER_FILE, line=kinds["group"])
