"""Read [heading] and [layout] of a template.toml: what sort of document the kind gives, and its house style.

    [heading]
    family = "party"        # "state" (default) or "party": which layout laws there are to follow
    type_name = "CHỈ THỊ"   # tên loại; without it the letter is a dispatch (công văn)
    superior = ""           # the body above, in capitals; empty: no such line
    agency = "TỈNH ỦY {{ … }}"
    issuer = "Tỉnh ủy {{ … }}"   # as the line under an appendix's title names it

    [layout]
    groups = "unnumbered"   # headings of groups of tasks: "roman" (default: I. TITLE) or bold without a number
    list_end = ","          # ends a line of "Nơi nhận"; one of those the law accepts
    basis_last_end = ","    # ends the last căn cứ

A letter of the State names by default the agency that the directory has for its day; a Party committee
names itself here. Which law it is follows from the letter's day, or from `[letter] profile` of the dossier.
"""

from typing import cast, get_args

from dispatch.composition.kind_appendices import option
from dispatch.model.kind import HeadingSpec, LayoutSpec, LetterKind
from dispatch.model.letter import Groups
from dispatch.model.profile import Regime
from dispatch.tomlfile import Section

_FAMILIES: tuple[str, ...] = get_args(Regime)
_GROUPS: tuple[str, ...] = get_args(Groups)


def read_heading(section: Section) -> HeadingSpec:
    """[heading]; a kind of the Party has to say who issues it."""
    usual = HeadingSpec()
    family = cast(Regime, option(section, "family", _FAMILIES, usual.family))
    of_state = family == usual.family
    return HeadingSpec(
        family=family,
        type_name=section.text("type_name"),
        superior=section.text("superior", default=usual.superior if of_state else ""),
        agency=section.text("agency", default=usual.agency, required=not of_state),
        issuer=section.text("issuer", default=usual.issuer, required=not of_state),
    )


def read_layout(section: Section) -> LayoutSpec:
    """[layout]; whether the law accepts its ends shows when a letter is composed."""
    return LayoutSpec(
        groups=cast(Groups, option(section, "groups", _GROUPS, LayoutSpec().groups)),
        list_end=section.text("list_end"),
        basis_last_end=section.text("basis_last_end"),
    )


def check_subject(top: Section, kind: LetterKind) -> None:
    """A subject under tên loại begins with a capital in a letter of the State, small in one of the Party."""
    subject, heading = kind.subject, kind.heading
    if not heading.type_name or not subject[:1].isalpha():
        return
    if heading.family == "party" and subject[0].isupper():
        hint = "viết thường chữ đầu, thí dụ “về tăng cường …”"
        top.fault("subject", "subject-case", "trích yếu của văn bản Đảng bắt đầu bằng chữ thường", hint)
    if heading.family == "state" and subject[0].islower():
        hint = "viết hoa chữ đầu, thí dụ “Về công tác …”"
        top.fault("subject", "subject-case", "trích yếu dưới tên loại bắt đầu bằng chữ hoa", hint)
