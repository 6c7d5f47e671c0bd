"""Load a format profile from its TOML file, refusing one that contradicts itself, with the lines."""

from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import get_args

from dispatch.errors import Finding, FormatError, InputError
from dispatch.formats.fixed_texts import read_fixed_texts
from dispatch.formats.parts import (
    read_article,
    read_blocks,
    read_component,
    read_option,
    read_page,
    read_page_number,
    read_paragraphs,
    read_rule,
    read_stamp,
)
from dispatch.model.profile import FormatProfile, Regime
from dispatch.tomlfile import Section, read_toml

_FOLDER = Path(__file__).parent
_PAGE_NUMBER_COMPONENT = "so_trang"


@cache
def profile_ids() -> tuple[str, ...]:
    """The profiles there are, in alphabetical order."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@cache
def load_profile(profile_id: str) -> FormatProfile:
    """The profile of that id ("nd30"); raise FormatError when there is none or its file is wrong."""
    if profile_id not in profile_ids():
        hint = "các thể thức đang có: " + ", ".join(profile_ids())
        raise FormatError([Finding("unknown-profile", f"không có thể thức “{profile_id}”", hint)])
    return read_profile(_FOLDER / f"{profile_id}.toml")


def profile_on(day: date, regime: Regime = "state") -> FormatProfile:
    """The profile that a letter of the State, or of the Party, of that day follows.

    Raises FormatError when none is known.
    """
    known_ones = [profile for profile in map(load_profile, profile_ids()) if profile.regime == regime]
    for profile in known_ones:
        if profile.in_force_on(day):
            return profile
    known = "; ".join(f"{profile.id} ({_span(profile)})" for profile in known_ones)
    message = f"chưa có thể thức cho văn bản ngày {day:%d/%m/%Y}"
    raise FormatError([Finding("no-profile", message, f"các thể thức đang có: {known}")])


def read_profile(path: Path) -> FormatProfile:
    """Read one file, its name being the id; raise FormatError with every fault."""
    try:
        root = read_toml(path, path.name)
    except InputError as error:
        raise FormatError(error.findings) from None
    profile = _read(path.stem, root)
    _check(root, profile)
    root.finish(FormatError)
    return profile


def _read(identifier: str, root: Section) -> FormatProfile:
    law = root.text("law", required=True)
    second_hand = root.boolean("second_hand")
    components = {
        name: read_component(name, part, law, second_hand=second_hand)
        for name, part in root.sections("components").items()
    }
    rules = {name: read_rule(part, law, second_hand=second_hand) for name, part in root.sections("rules").items()}
    stamps = {name: read_stamp(part, law, second_hand=second_hand) for name, part in root.sections("stamps").items()}
    return FormatProfile(
        id=identifier,
        name=root.text("name", required=True),
        regime=read_option(root, "regime", get_args(Regime)),
        in_force_from=_first_day(root),
        in_force_to=root.day("in_force_to"),
        second_hand=second_hand,
        font=root.text("font", required=True),
        font_article=read_article(root, law, "font_article"),
        page=read_page(root.section("page", required=True), law),
        paragraphs=read_paragraphs(root.section("paragraphs", required=True), law),
        page_number=read_page_number(root.section("page_number", required=True), law),
        blocks=read_blocks(root.section("blocks", required=True)),
        texts=read_fixed_texts(root.section("texts", required=True), law),
        components=MappingProxyType(components),
        rules=MappingProxyType(rules),
        stamps=MappingProxyType(stamps),
    )


def _first_day(root: Section) -> date:
    day = root.day("in_force_from")
    if day is None and "in_force_from" not in root.values:
        hint = "thêm “in_force_from” (ngày dạng 2022-03-08)"
        root.fault(None, "missing-key", "thiếu khoá “in_force_from”", hint)
    return day or date.min


def _check(root: Section, profile: FormatProfile) -> None:
    """Report what only the whole profile can show."""
    if _PAGE_NUMBER_COMPONENT not in profile.components:
        message = f"thiếu thành phần “{_PAGE_NUMBER_COMPONENT}” (cỡ chữ và kiểu chữ của số trang)"
        root.fault("components", "missing-component", message, f"thêm [components.{_PAGE_NUMBER_COMPONENT}]")
    for name, rule in root.sections("rules").items():
        if name not in profile.components:
            message = f"đường kẻ “{name}” không thuộc thành phần nào"
            rule.fault(None, "missing-component", message, "đặt tên đường kẻ theo tên thành phần của nó")


def _span(profile: FormatProfile) -> str:
    start = f"từ {profile.in_force_from:%d/%m/%Y}"
    return f"{start} đến {profile.in_force_to:%d/%m/%Y}" if profile.in_force_to else start
