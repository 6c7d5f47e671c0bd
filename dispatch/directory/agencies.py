"""Agencies, titles and people by date, each fact with the key it was read from."""

from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from datetime import date
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Generic, TypeVar

from dispatch.errors import Finding, FormatError, InputError
from dispatch.tomlfile import Section, read_toml

AGENCIES_FILE = "directory/agencies.toml"
PERSON_ROLES = ("head", "deputy_minister")

_DATA = Path(__file__).parent / "data" / "agencies.toml"
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Fact:
    """A text and its dotted key in the directory's file, e.g. "agency.tong-cuc.name"."""

    value: str
    key: str
    file: str = AGENCIES_FILE


@dataclass(frozen=True, slots=True)
class Agency:
    """The central agency as one period knew it: what its letters print about it.

    A name too long for the left of a letter's head is broken in two lines where a reader would break it.
    """

    superior: Fact
    name: Fact
    short_name: Fact
    abbreviation: Fact
    head_title: Fact
    place: Fact
    first_line: Fact | None = None
    second_line: Fact | None = None


@dataclass(frozen=True, slots=True)
class ProvincialBody:
    """What the bodies of the provinces are called; `name` has the place `{unit}` of the province."""

    noun: Fact
    name: Fact
    short_name: Fact
    abbreviation: Fact
    head_title: Fact
    first_line: Fact | None = None
    second_line: Fact | None = None


@dataclass(frozen=True, slots=True)
class LowerBody:
    """What the offices below a province are called; `heads` addresses the heads of all of them.

    `other_head` is the title of who leads any other unit of the second level, as the provincial office.
    """

    noun: Fact
    head_title: Fact
    heads: Fact
    other_head: Fact


@dataclass(frozen=True, slots=True)
class PartyCommittee:
    """What the Party committees of one kind of province are called; `name` has the place `{name}`."""

    name: Fact
    short_name: Fact
    bureau: Fact
    abbreviation: Fact
    head_title: Fact
    deputy_title: Fact


@dataclass(frozen=True, slots=True)
class Entry(Generic[_T]):
    """One dated entry; `selector` tells apart entries of one kind (a role, an abbreviation, a kind of province)."""

    value: _T
    selector: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Directory:
    """Everything a directory file states."""

    agencies: tuple[Entry[Agency], ...]
    provincial_heads: tuple[Entry[Fact], ...]
    provincial_bodies: tuple[Entry[ProvincialBody], ...]
    lower_bodies: tuple[Entry[LowerBody], ...]
    party_committees: tuple[Entry[PartyCommittee], ...]
    drafting_units: tuple[Entry[Fact], ...]
    people: tuple[Entry[Fact], ...]


def central_agency(on: date) -> Agency:
    """The agency that writes the letters of a day; FormatError when none is entered."""
    return _required(_directory().agencies, on, "agency")


def provincial_head(on: date) -> Fact:
    """The title of the head of a provincial body, e.g. "Cục trưởng Cục Thi hành án dân sự".

    Raises FormatError when none is entered for the day.
    """
    return _required(_directory().provincial_heads, on, "provincial-head")


def provincial_body(on: date) -> ProvincialBody:
    """What the bodies of the provinces are called on a day; FormatError when none is entered."""
    return _required(_directory().provincial_bodies, on, "provincial-body")


def lower_body(on: date) -> LowerBody:
    """What the offices below a province are called on a day; FormatError when none is entered."""
    return _required(_directory().lower_bodies, on, "lower-body")


def party_committee(kind: str, on: date) -> PartyCommittee:
    """What the Party committee of a tỉnh or a thành phố is called on a day; FormatError when none is entered."""
    return _required(_directory().party_committees, on, "party-committee", kind)


def drafting_unit(abbreviation: str, on: date) -> Fact | None:
    """The name of the unit that a letter's symbol abbreviates; None when it is not known."""
    return _in_force(_directory().drafting_units, abbreviation, on)


def person(role: str, on: date) -> Fact | None:
    """The name of who holds one of PERSON_ROLES on a day; None when it is not known."""
    return _in_force(_directory().people, role, on)


def read_directory(path: Path) -> Directory:
    """Read a directory file; FormatError carries every fault in it."""
    try:
        root = read_toml(path, AGENCIES_FILE)
    except InputError as error:
        raise FormatError(error.findings) from None
    directory = Directory(
        agencies=_entries(root, "agency", partial(_facts, Agency)),
        provincial_heads=_entries(root, "provincial-head", lambda section: _fact(section, "title")),
        provincial_bodies=_entries(root, "provincial-body", partial(_facts, ProvincialBody)),
        lower_bodies=_entries(root, "lower-body", partial(_facts, LowerBody)),
        party_committees=_entries(root, "party-committee", partial(_facts, PartyCommittee), "kind"),
        drafting_units=_entries(root, "drafting-unit", _name, "abbreviation"),
        people=_entries(root, "person", _name, "role"),
    )
    _refuse_unknown_roles(root)
    root.finish(FormatError)
    return directory


@cache
def _directory() -> Directory:
    return read_directory(_DATA)


def _entries(
    root: Section, kind: str, read: Callable[[Section], _T], selector: str | None = None
) -> tuple[Entry[_T], ...]:
    found: list[tuple[Entry[_T], Section]] = []
    for section in root.sections(kind).values():
        # Where an entry is known from is for those who keep the file; required, not used.
        section.text("source", required=True)
        section.boolean("recalled")
        selected = section.text(selector, required=True) if selector else ""
        start, end = section.day("from") or date.min, section.day("to") or date.max
        found.append((Entry(read(section), selected, start, end), section))
    found.sort(key=lambda pair: (pair[0].selector, pair[0].start))
    _refuse_wrong_spans(found)
    return tuple(entry for entry, _ in found)


def _refuse_wrong_spans(found: list[tuple[Entry[_T], Section]]) -> None:
    for entry, section in found:
        if entry.start > entry.end:
            section.fault("to", "wrong-order", "“to” trước “from”", "sửa lại ngày bắt đầu hoặc ngày kết thúc")
    for (earlier, _), (later, section) in pairwise(found):
        if earlier.selector == later.selector and later.start <= earlier.end:
            message = f"thời gian hiệu lực trùng với mục trước (đến {earlier.end.isoformat()})"
            section.fault("from", "overlap", message, "mỗi ngày chỉ được có một mục có hiệu lực")


def _refuse_unknown_roles(root: Section) -> None:
    for section in root.sections("person").values():
        if (role := section.text("role")) and role not in PERSON_ROLES:
            hint = "các vai trò được dùng: " + ", ".join(PERSON_ROLES)
            section.fault("role", "unknown-role", f"không có vai trò “{role}”", hint)


def _facts(kind: Callable[..., _T], section: Section) -> _T:
    """A record of facts whose fields are called as the keys of the section; some keys may be left out."""
    required = {field.name: _fact(section, field.name) for field in fields(kind) if field.default is MISSING}  # type: ignore[arg-type]
    optional = (field.name for field in fields(kind) if field.default is not MISSING)  # type: ignore[arg-type]
    return kind(**required, **{name: _fact(section, name) for name in optional if section.text(name)})


def _name(section: Section) -> Fact:
    return _fact(section, "name")


def _fact(section: Section, key: str) -> Fact:
    return Fact(section.text(key, required=True), ".".join((*map(str, section.path), key)))


def _required(entries: tuple[Entry[_T], ...], on: date, kind: str, selector: str = "") -> _T:
    found = _in_force(entries, selector, on)
    if found is None:
        message = f"không có mục [{kind}.…] nào có hiệu lực ngày {on.isoformat()}"
        hint = "bổ sung mục có hiệu lực vào ngày này"
        raise FormatError([Finding("no-entry", message, hint, file=AGENCIES_FILE)])
    return found


def _in_force(entries: tuple[Entry[_T], ...], selector: str, on: date) -> _T | None:
    for entry in entries:
        if entry.selector == selector and entry.start <= on <= entry.end:
            return entry.value
    return None
