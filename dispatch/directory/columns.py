"""What offices call the columns, sheets and rows of a statistical table; new words are data."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dispatch.errors import FormatError
from dispatch.model.dataset import MEASURES, Measure
from dispatch.model.indicator import IndicatorCatalogue
from dispatch.tomlfile import Section, read_toml
from dispatch.vietnamese.orthography import spelling_key

COLUMNS_FILE = "directory/columns.toml"
_ASIDE = re.compile(r"\([^)]*\)")
_NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class ColumnNames:
    """Headings by their key (see `heading_key`): units, indicators, measures, the national row."""

    unit: frozenset[str]
    total: frozenset[str]
    nation: frozenset[str]
    measures: Mapping[Measure, frozenset[str]]
    indicators: Mapping[str, str]


def heading_key(text: str) -> str:
    """Equal for headings that differ only in case, spaces, punctuation, tone position or an aside."""
    words = _NO_WORD.sub(" ", _ASIDE.sub(" ", spelling_key(text).casefold()))
    return words.strip() or spelling_key(text).casefold()


@lru_cache(maxsize=4)
def column_names(catalogue: IndicatorCatalogue) -> ColumnNames:
    """Read what offices call things; FormatError when two columns of the catalogue claim one heading."""
    top = read_toml(Path(__file__).parent / "data" / "columns.toml", COLUMNS_FILE)
    measures = top.section("measures", required=True)
    names = ColumnNames(
        unit=_keys(top, "unit"),
        total=_keys(top, "total"),
        nation=_keys(top, "nation"),
        measures={measure: _keys(measures, measure) for measure in MEASURES},
        indicators=_indicators(top, catalogue),
    )
    top.finish(FormatError)
    return names


def _keys(section: Section, key: str) -> frozenset[str]:
    return frozenset(heading_key(text) for text in section.texts(key, required=True))


def _indicators(top: Section, catalogue: IndicatorCatalogue) -> dict[str, str]:
    found: dict[str, str] = {}
    for code, indicator in catalogue.indicators.items():
        for text in (code, indicator.name, *indicator.aliases):
            if found.setdefault(heading_key(text), code) != code:
                message = f"tên cột “{text}” thuộc cả “{code}” và “{found[heading_key(text)]}”"
                top.fault(None, "ambiguous-column", message, "bỏ một trong hai")
    return found
