"""The dossier (hồ sơ): the settings of one dispatch, beside its data files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from dispatch.model.naming import NamingPolicy
from dispatch.model.period import Period
from dispatch.model.unit import CodeSet

LetterForm = Literal["giay", "dien-tu"]
Level = Literal["province", "lower"]
LEVELS: tuple[Level, ...] = ("province", "lower")
ALL, BELOW_NATIONAL, NAMED = "all", "below-national", "named:"
"""How [batch] chooses its units, if not by their codes; NAMED is followed by a naming policy."""
DOSSIER_FILE = "dossier.toml"


@dataclass(frozen=True, slots=True)
class LetterMarks:
    """What [letter] may ask for beyond number and date; empty, None or 0 when it does not.

    `profile` names the layout law in place of that of the letter's day. `stamps` are ids of that law
    ("khan"); `draft` counts the drafts from 1. `copies` are those sent, `file_copies` those kept on
    file. `authority` and `signer` stand in place of the kind's.
    """

    profile: str = ""
    stamps: tuple[str, ...] = ()
    draft: int = 0
    drafter: str = ""
    copies: int | None = None
    file_copies: int | None = None
    address: str = ""
    authority: tuple[str, ...] = ()
    signer: str = ""


@dataclass(frozen=True, slots=True)
class LetterSettings:
    """The [letter] table; a number or date that is None stays blank in the draft.

    `unit` is the key of the one unit a letter goes to, empty for a letter to many; `issuer` the code of
    the province whose body writes it, empty for the central agency.
    """

    symbol: str
    number: int | None = None
    place: str = ""
    day: date | None = None
    form: LetterForm = "giay"
    deadline: date | None = None
    further: Mapping[str, str] | None = None
    unit: str = ""
    issuer: str = ""
    marks: LetterMarks = LetterMarks()


@dataclass(frozen=True, slots=True)
class BatchSettings:
    """The [batch] table: one letter of the kind `template` for each of its units.

    `units` is ALL, BELOW_NATIONAL or NAMED with a policy, and empty when `codes` lists them.
    """

    template: str
    units: str = ALL
    codes: tuple[str, ...] = ()
    level: Level = "province"


@dataclass(frozen=True, slots=True)
class DataFiles:
    """The [data] table: file names relative to the dossier; empty when not given.

    Where cases and money stand in a file each, a key has that of cases and `money` that of money, by
    the key. `encoding` is that of CSV files that are not Unicode; empty when they are.
    """

    current: str
    same_period: str = ""
    targets: str = ""
    previous_period: str = ""
    last_year_curve: str = ""
    lower_current: str = ""
    lower_same_period: str = ""
    lower_previous_period: str = ""
    lower_last_year_curve: str = ""
    encoding: str = ""
    money: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Dossier:
    """The settings of one dispatch, checked; `naming` holds the kind's policies as overridden."""

    folder: Path
    template: str
    period: Period
    unit_set: CodeSet
    data: DataFiles
    letter: LetterSettings
    aliases: Mapping[str, str]
    naming: Mapping[str, NamingPolicy]
    batch: BatchSettings | None = None

    @property
    def letter_date(self) -> date:
        """The day whose law, agencies and people apply: the letter's, or the month it is due."""
        return self.letter.day or self.period.month_after
