"""What offices call the columns, sheets and rows of a statistical table; new words are data."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dispatch.errors import FormatError
from dispatch.model.dataset import MEASURES, Measure
from dispatch.model.indicator import IndicatorCatalogue
from dispatch.model.unit import CODE_SETS, CodeSet
from dispatch.tomlfile import Section, read_toml
from dispatch.vietnamese.orthography import spelling_key

COLUMNS_FILE = "directory/columns.toml"
_ASIDE = re.compile(r"\([^)]*\)")
_NUMBERED = re.compile(r"^(?:[ivx]{1,5}|[0-9]{1,2}) ")
_NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, eq=False)
class ColumnNames:
    """Headings by their key (see `heading_key`).

    `groups` and `beside` begin the names of rows that are no province: sums of several, agencies of none.
    `roles` has what a column without counts holds ("unit", "province", "lower", "measure", "year",
    "months", "rate", "ordinal"), `measures` the words for việc and tiền, the longest first.
    """

    total: frozenset[str]
    nation: frozenset[str]
    groups: tuple[str, ...]
    beside: tuple[str, ...]
    roles: Mapping[str, str]
    measures: Mapping[Measure, tuple[str, ...]]
    indicators: Mapping[str, str]
    lower_kinds: Mapping[str, tuple[str, ...]]
    inferred: Mapping[CodeSet, str]

    def measure_of(self, text: str) -> Measure | None:
        """The measure that a text is the word for, and nothing else."""
        key = heading_key(text)
        return next((measure for measure, words in self.measures.items() if key in words), None)

    def is_group(self, name: str) -> bool:
        """Whether a row is the sum of a group of provinces, by the beginning of its name; "II. Vùng …" is one."""
        return _NUMBERED.sub("", f"{heading_key(name)} ").startswith(self.groups)

    def is_beside(self, name: str) -> bool:
        """Whether a row is that of an agency below no province, by the beginning of its name."""
        return f"{heading_key(name)} ".startswith(self.beside)

    def lower_kind(self, name: str) -> str:
        """The kind of a unit of the second level by the beginning of its name; empty when none is known."""
        key = heading_key(name)
        return next((kind for kind, begins in self.lower_kinds.items() if f"{key} ".startswith(begins)), "")


@lru_cache(maxsize=1 << 15)
def heading_key(text: str) -> str:
    """Equal for headings that differ only in case, spaces, punctuation, tone position or an aside."""
    words = _NO_WORD.sub(" ", _ASIDE.sub(" ", spelling_key(text).casefold()))
    return words.strip() or spelling_key(text).casefold()


@lru_cache(maxsize=4)
def column_names(catalogue: IndicatorCatalogue) -> ColumnNames:
    """Read what offices call things; FormatError when two columns of the catalogue claim one heading."""
    top = read_toml(Path(__file__).parent / "data" / "columns.toml", COLUMNS_FILE)
    measures, columns = top.section("measures", required=True), top.section("columns", required=True)
    inferred = top.section("inferred", required=True)
    names = ColumnNames(
        total=_keys(top, "total"),
        nation=_keys(top, "nation"),
        groups=_beginnings(top, "groups"),
        beside=_beginnings(top, "beside"),
        roles={key: role for role in columns.written() for key in _keys(columns, role)},
        measures={measure: tuple(sorted(_keys(measures, measure), key=len, reverse=True)) for measure in MEASURES},
        indicators=_indicators(top, catalogue),
        lower_kinds={kind: _beginnings(section, "begins") for kind, section in top.sections("lower_kinds").items()},
        inferred={code_set: inferred.text(code_set, required=True) for code_set in CODE_SETS},
    )
    top.finish(FormatError)
    return names


def _keys(section: Section, key: str) -> frozenset[str]:
    return frozenset(heading_key(text) for text in section.texts(key, required=True))


def _beginnings(section: Section, key: str) -> tuple[str, ...]:
    return tuple(sorted(f"{words} " for words in _keys(section, key)))


def _indicators(top: Section, catalogue: IndicatorCatalogue) -> dict[str, str]:
    found: dict[str, str] = {}
    for code, indicator in catalogue.indicators.items():
        for text in (code, indicator.name, *indicator.aliases):
            if found.setdefault(heading_key(text), code) != code:
                message = f"tên cột “{text}” thuộc cả “{code}” và “{found[heading_key(text)]}”"
                top.fault(None, "ambiguous-column", message, "bỏ một trong hai")
    return found
