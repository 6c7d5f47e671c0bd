"""The catalogue of statistical indicators: which columns a table has and what a rate is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dispatch.errors import FormatError
from dispatch.model.dataset import MEASURES, Measure
from dispatch.tomlfile import read_toml

INDICATORS_FILE = "directory/indicators.toml"


@dataclass(frozen=True, slots=True)
class RateRule:
    """How the rate of finished cases or money is computed (tỷ lệ thi hành xong/có điều kiện)."""

    name: str
    denominator: str
    numerator: Mapping[Measure, tuple[str, ...]]

    def expression(self, measure: Measure) -> str:
        """The rate as a formula over indicator codes."""
        return f"({' + '.join(self.numerator[measure])}) / {self.denominator}"


@dataclass(frozen=True, slots=True)
class IndicatorCatalogue:
    """Codes with their Vietnamese names, in the order of the form, and the rate."""

    names: Mapping[str, str]
    rate: RateRule

    def rate_in_words(self, measure: Measure) -> str:
        """The rate's formula with the Vietnamese names of its indicators."""
        parts = " + ".join(self.names[code] for code in self.rate.numerator[measure])
        return f"({parts}) ÷ {self.names[self.rate.denominator]}"


@cache
def indicator_catalogue() -> IndicatorCatalogue:
    """Read the catalogue that is part of the program."""
    top = read_toml(Path(__file__).parent / "data" / "indicators.toml", INDICATORS_FILE)
    section = top.section("indicators", required=True)
    names = {code: section.text(code) for code in section.written()}
    rate = top.section("rate", required=True)
    numerator = rate.section("numerator", required=True)
    rule = RateRule(
        name=rate.text("name", required=True),
        denominator=rate.text("denominator", required=True),
        numerator={measure: numerator.texts(measure, required=True) for measure in MEASURES},
    )
    top.finish(FormatError)
    return IndicatorCatalogue(names, rule)
