"""What each column of a table holds, by its heading; the same for sheets and for text files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dispatch.directory.columns import ColumnNames, heading_key
from dispatch.model.dataset import Measure
from dispatch.model.indicator import RATE

Headings = Mapping[str, tuple[str, ...]]
"""Per column the different texts of its heading, from the top."""

_NAMES = ("unit", "province", "lower")


@dataclass(frozen=True, slots=True)
class Roles:
    """The columns of a table; one is called by its letters, in a text file by its heading.

    `name` has the units, or only their provinces where `lower` has units of the second level. `counts`
    has the indicators by measure; under None those whose measure the heading does not tell. `twice` has
    the indicators that two columns claim, `unused` the columns whose heading says nothing known.
    """

    name: str
    lower: str
    measure: str
    year: str
    months: str
    counts: Mapping[Measure | None, Mapping[str, str]]
    twice: tuple[str, ...]
    unused: tuple[str, ...]

    @property
    def indicators(self) -> set[tuple[Measure | None, str]]:
        """Every indicator that has a column."""
        return {(measure, code) for measure, columns in self.counts.items() for code in columns}


def find_roles(headings: Headings, names: ColumnNames) -> Roles:
    """The roles of columns; those that no column has are empty."""
    counts: dict[Measure | None, dict[str, str]] = {}
    roles: dict[str, str] = {}
    twice: list[str] = []
    unused: list[str] = []
    for column, parts in headings.items():
        role = _role(parts, names)
        measure, code = (None, "") if role else _indicator(parts, names)
        if role:
            roles.setdefault(role, column)
        elif not code:
            unused.append(column)
        elif counts.setdefault(measure, {}).setdefault(code, column) != column:
            twice.append(code)
    name, lower = _name_columns(roles)
    return Roles(
        name=name,
        lower=lower,
        measure=roles.get("measure", ""),
        year=roles.get("year", ""),
        months=roles.get("months", ""),
        counts=counts,
        twice=tuple(dict.fromkeys(twice)),
        unused=tuple(unused),
    )


def names_units(text: str, names: ColumnNames) -> bool:
    """Whether a text heads a column of units."""
    return names.roles.get(heading_key(text)) in _NAMES


def _name_columns(roles: Mapping[str, str]) -> tuple[str, str]:
    """The column of the units or of their provinces, and that of the second level."""
    province, unit, lower = (roles.get(role, "") for role in ("province", "unit", "lower"))
    if lower and (province or unit):
        return province or unit, lower
    if province and unit:
        return province, unit
    return province or unit or lower, ""


def _role(parts: tuple[str, ...], names: ColumnNames) -> str:
    """By the last row of a heading; a column of units by any row."""
    last = names.roles.get(heading_key(parts[-1]), "")
    if last and last != "rate":
        return last
    return next((names.roles[heading_key(part)] for part in parts if names_units(part, names)), "")


def _indicator(parts: tuple[str, ...], names: ColumnNames) -> tuple[Measure | None, str]:
    """The measure a heading names and its indicator: "Thụ lý" under or above "Việc", or "Tỷ lệ về việc"."""
    measure = next((found for part in parts if (found := names.measure_of(part))), None)
    rest = tuple(part for part in parts if names.measure_of(part) is None)
    if rest and (code := _code([heading_key(part) for part in rest], names)):
        return measure, code
    for other, key in _without_measure(parts[-1], names):
        if code := _code([key], names):
            return other, code
    return None, ""


def _code(keys: list[str], names: ColumnNames) -> str:
    """The whole heading counts, then its last row, then the one above a mere "total"."""
    tried = [" ".join(keys), keys[-1], keys[-2] if len(keys) > 1 and keys[-1] in names.total else ""]
    for key in tried:
        if code := names.indicators.get(key) or (RATE if names.roles.get(key) == "rate" else ""):
            return code
    return ""


def _without_measure(text: str, names: ColumnNames) -> Iterator[tuple[Measure, str]]:
    """A heading without the measure at its end."""
    key = heading_key(text)
    for measure, words in names.measures.items():
        for word in words:
            if key.endswith(f" {word}"):
                yield measure, key.removesuffix(word).strip()
