"""The provinces by code set and date, and the one way a printed name becomes a unit."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Literal

from dispatch.errors import Finding, FormatError
from dispatch.model.unit import CodeSet, Unit
from dispatch.vietnamese.orthography import spelling_key, without_accents

MatchKind = Literal["name", "alias", "misprint", "none"]

_DATA = Path(__file__).parent / "data"

# 63 provinces were merged into 34 on this day (Nghị quyết 202/2025/QH15; its number is recalled).
_MERGER = date(2025, 7, 1)

_MOST_SUGGESTIONS = 3
_LIKENESS = 0.75
_KIND = re.compile(r"^(?:(?:tinh|thanh pho) |tp[. ]*)")


def code_set_on(on: date) -> CodeSet:
    """The code set in force on a day: "63", and "34" from 1 July 2025."""
    return "34" if on >= _MERGER else "63"


@lru_cache(maxsize=64)
def units_in_force(code_set: CodeSet, on: date) -> tuple[Unit, ...]:
    """The 63 or 34 units of a set in the order of the General Statistics Office.

    A unit that was renamed has several dated rows under one code; the row of the day `on` is
    taken. Outside the set's validity the nearest row is: a dossier may choose the 34 units for
    an earlier letter, or the 63 for a later one. Raises FormatError when the data file is wrong.
    """
    chosen: dict[str, Unit] = {}
    for start, unit in _dated_units(code_set):
        if start <= on or unit.code not in chosen:
            chosen[unit.code] = unit
    return tuple(sorted(chosen.values(), key=lambda unit: unit.order))


@dataclass(frozen=True, slots=True)
class Match:
    """What a printed name means: the unit and how it was recognised.

    `unit` is None exactly when `how` is "none"; only then `suggestions` may hold names of units,
    at most three, for a person to choose from.
    """

    unit: Unit | None
    how: MatchKind
    suggestions: tuple[str, ...] = ()


class NameIndex:
    """All accepted spellings of one tuple of units, built once and asked for every row.

    Two units that claim one spelling raise FormatError: a name that could mean either must
    never be resolved.
    """

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units = tuple(units)
        self._matches: dict[str, Match] = {}
        for unit in self._units:
            for how, spelling in _spellings(unit):
                known = self._matches.setdefault(spelling_key(spelling), Match(unit, how))
                _refuse_ambiguous(spelling, known.unit, unit)

    def match(self, printed: str) -> Match:
        """Resolve a printed name by its exact spelling; normal form, spaces and tone position aside.

        Letter case and accents count: Hà Giang and Hậu Giang differ by little more. What is only
        alike is suggested, never taken.
        """
        found = self._matches.get(spelling_key(printed))
        return found or Match(None, "none", self._suggestions(printed))

    def knows(self, printed: str) -> bool:
        """Whether a printed name means a unit; nothing is looked for among the alike."""
        return spelling_key(printed) in self._matches

    def _suggestions(self, printed: str) -> tuple[str, ...]:
        plain = _bare(printed)
        # Several alike spellings may belong to one unit, so more are asked for than are shown.
        alike = get_close_matches(plain, self._names, n=3 * _MOST_SUGGESTIONS, cutoff=_LIKENESS)
        spellings = [plain] if plain in self._names else alike
        names = dict.fromkeys(name for spelling in spellings for name in self._names[spelling])
        return tuple(names)[:_MOST_SUGGESTIONS]

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        # Made at the first unknown name: most tables have none.
        names: dict[str, list[str]] = {}
        for unit in self._units:
            for bare in {_bare(spelling) for _, spelling in _spellings(unit)}:
                names.setdefault(bare, []).append(unit.name)
        return names


def _refuse_ambiguous(spelling: str, known: Unit | None, unit: Unit) -> None:
    if known and known != unit:
        message = f"tên “{spelling}” là của cả {known.name} và {unit.name}"
        raise FormatError([Finding("ambiguous-name", message, "bỏ tên này ở một trong hai đơn vị")])


def _bare(name: str) -> str:
    """Without accents and without the word for the kind, which makes strangers look alike."""
    return _KIND.sub("", without_accents(name))


def _spellings(unit: Unit) -> list[tuple[MatchKind, str]]:
    names: list[tuple[MatchKind, str]] = [
        ("name", name) for name in (unit.name, unit.thads_short_name, unit.official_name)
    ]
    aliases: list[tuple[MatchKind, str]] = [("alias", alias) for alias in unit.aliases]
    return names + aliases + [("misprint", misprint) for misprint in unit.misprints]


@cache
def _dated_units(code_set: CodeSet) -> tuple[tuple[date, Unit], ...]:
    return read_units(_DATA / f"provinces_{code_set}.csv", code_set)


def read_units(path: Path, code_set: CodeSet) -> tuple[tuple[date, Unit], ...]:
    """Read a file of provinces: each row's unit with its first day, the earliest rows first.

    Raises FormatError with the line of the first row that cannot be read.
    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        try:
            dated = [(date.fromisoformat(row["valid_from"]), _unit(row, code_set)) for row in reader]
        except (KeyError, ValueError, TypeError, csv.Error):
            place, hint = f"directory/{path.name}", "kiểm tra đủ các cột, số thứ tự và ngày dạng 2025-07-01"
            finding = Finding("wrong-row", "dòng đơn vị không đọc được", hint, file=place, line=reader.line_num)
            raise FormatError([finding]) from None
    return tuple(sorted(dated, key=lambda entry: entry[0]))


def _unit(row: dict[str, str], code_set: CodeSet) -> Unit:
    return Unit(
        code=row["gso_code"],
        code_set=code_set,
        order=int(row["gso_order"]),
        name=row["name"],
        # The 34 units print no short forms, so their file has no such column.
        thads_short_name=row.get("thads_short_name", row["name"]),
        official_name=row["official_name"],
        kind=row["type"],
        aliases=_list(row["aliases"]),
        misprints=_list(row["ocr_aliases_seen"]),
    )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
