"""The letter kind (loại văn bản): a folder of templates/, read and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from dispatch.model.letter import Groups
from dispatch.model.naming import NamingPolicy
from dispatch.model.profile import Regime

ColumnAlign = Literal["left", "center", "right"]
Grouping = Literal["", "measure", "province"]
ALL_UNITS, LOWER_UNITS = "all", "lower"
BY_GSO, BY_ALPHABET = "gso", "abc"
ROW_NUMBER, ROW_NAME = "stt", "ten"
LETTER_FILE = "letter.md.j2"
SETTINGS_FILE = "template.toml"


@dataclass(frozen=True, slots=True)
class Citation:
    """A document the letter cites: in full at first use, by type and number afterwards.

    `date` is written as it is printed ("24/12/2021"), checked to be a day of the calendar. Acts
    of the National Assembly have no number, date or issuer.
    """

    id: str
    type: str
    number: str
    date: str
    issuer: str
    subject: str

    def full(self, before_date: str = " ") -> str:
        """Type, number and symbol, date, issuer, subject (NĐ 30/2020, Phụ lục I, II.6.b).

        `before_date` is what the layout law sets before "ngày": the Party's a comma.
        """
        day = f"{before_date}ngày {self.date}" if self.date else ""
        issuer = f"của {self.issuer}" if self.issuer else ""
        return " ".join(part for part in (self.short() + day, issuer, self.subject) if part)

    def short(self) -> str:
        """Type with number and symbol; an act without a number by its name."""
        return f"{self.type} số {self.number}" if self.number else self.type


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form; its first use in a letter is written out with the short form after it."""

    id: str
    short: str
    full: str


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column of an appendix: "stt", "ten", or the figure of each row, as "viec.ty_le".

    A figure may have filters ("viec.ty_le.tang_giam|tang_giam"). `share` is the column's part of the
    width in percent; 0 when the columns of the appendix are as wide as what they hold asks for.
    """

    header: str
    content: str
    align: ColumnAlign
    share: int


@dataclass(frozen=True, slots=True, eq=False)
class AppendixSpec:
    """An appendix as its kind declares it.

    `units` is "all", "lower" (the second level; with `province` of that province alone) or a naming
    policy; `order_by` a figure of each row (highest first unless `lowest_first`), "gso" or "abc".
    `group_by` is "measure" (a part for each measure, in which columns and order leave the measure out)
    or "province" (second level only). With `when_long` it is printed only if the policy's list is too
    long for a sentence, with `when_any` only if it has units; `shared` says that every letter of a
    batch carries the same table.
    """

    id: str
    title: str
    notes: tuple[str, ...]
    units: str
    order_by: str
    national_row: str
    columns: tuple[ColumnSpec, ...]
    when_long: bool
    shared: bool
    province: str = ""
    lowest_first: bool = False
    national_last: bool = False
    group_by: Grouping = ""
    landscape: bool = False
    unit_line: str = ""
    notes_below: tuple[str, ...] = ()
    when_any: bool = False


AGENCY_LINES = (
    "{% if co_quan.dong_2 %}{{ co_quan.dong_1 | in_hoa }}\\\n{{ co_quan.dong_2 | in_hoa }}"
    "{% else %}{{ co_quan.ten | in_hoa }}{% endif %}"
)
"""The agency at the head of a letter: on the two lines that the directory has for a long name."""


@dataclass(frozen=True, slots=True)
class HeadingSpec:
    """Who writes letters of the kind, and what they are called; the texts are Jinja sources.

    `family` decides which layout laws apply: those of the State or of the Party. `type_name` is tên
    loại ("CHỈ THỊ"), empty for a dispatch (công văn). `issuer` is the issuing body as the line under
    an appendix's title names it; an empty `superior` prints no line.
    """

    family: Regime = "state"
    type_name: str = ""
    superior: str = "{{ co_quan.chu_quan | in_hoa }}"
    agency: str = AGENCY_LINES
    issuer: str = "{{ co_quan.ten }}"


@dataclass(frozen=True, slots=True)
class LayoutSpec:
    """The choices a layout law leaves to the kind; empty ends are those the law prints."""

    groups: Groups = "roman"
    list_end: str = ""
    basis_last_end: str = ""


@dataclass(frozen=True, slots=True)
class LetterKind:
    """All a letter kind says. `body` is the Jinja source of letter.md.j2.

    `named` is the policy whose list the letter is about. `further_keys` maps keys of the dossier's
    [letter] table to the names templates print them by. `fingerprint` is the SHA-256 of both
    files, `lines` the line of each key of template.toml by its dotted path. A letter of a kind with
    `one_unit` goes to one unit, whose figures it prints as don_vi_nhan.*. `basis` are the documents
    the letter rests on (căn cứ), one to a line. A kind with `about_letter` is about an issued letter, under
    whose heading, to whose readers and over whose signature it goes.
    """

    id: str
    title: str
    subject: str
    addressees: tuple[str, ...]
    recipients: tuple[str, ...]
    authority: tuple[str, ...]
    signer: str
    body: str
    named: str
    policies: Mapping[str, NamingPolicy]
    appendices: tuple[AppendixSpec, ...]
    citations: Mapping[str, Citation]
    abbreviations: Mapping[str, Abbreviation]
    further_keys: Mapping[str, str]
    fingerprint: str
    lines: Mapping[str, int]
    one_unit: bool = False
    about_letter: bool = False
    heading: HeadingSpec = HeadingSpec()
    layout: LayoutSpec = LayoutSpec()
    basis: tuple[str, ...] = ()
