"""Read the catalogue of statistical indicators: the program's own, and what an office adds to it."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from dispatch.directory.formulas import parse_formula
from dispatch.errors import FormatError
from dispatch.model.dataset import MEASURES, Measure
from dispatch.model.indicator import RATE, Era, Identity, Indicator, IndicatorCatalogue, IndicatorUnit, Ratio, Terms
from dispatch.tomlfile import Section, read_toml

INDICATORS_FILE = "indicators.toml"
_UNITS: dict[str, IndicatorUnit] = {"": "", "%": "%"}
_CODE = re.compile(r"[a-z][a-z0-9_]*")
_FIRST_YEAR, _LAST_YEAR = 1994, 9999
_FORMULA_HINT = "viết như “a + b - c” hoặc “(a + b) / c” với mã của các cột hoặc của các tổng đứng trên"


@cache
def indicator_catalogue() -> IndicatorCatalogue:
    """The catalogue that is part of the program."""
    return _Reading([Path(__file__).parent / "data" / INDICATORS_FILE]).catalogue()


def extended_catalogue(folder: Path) -> IndicatorCatalogue:
    """The catalogue with the indicators and forms of `folder`/indicators.toml, where that file is there.

    Raises FormatError with every fault and its line: an office may add, never redefine.
    """
    own = folder / INDICATORS_FILE
    if not own.is_file():
        return indicator_catalogue()
    return _Reading([Path(__file__).parent / "data" / INDICATORS_FILE, own]).catalogue()


class _Reading:
    """The reading of the files: indicators first, since eras and formulas name them."""

    def __init__(self, files: list[Path]) -> None:
        self.tops = [read_toml(file, INDICATORS_FILE) for file in files]
        self.indicators: dict[str, Indicator] = {}
        self.known: dict[Measure, dict[str, Terms]] = {measure: {} for measure in MEASURES}

    def catalogue(self) -> IndicatorCatalogue:
        for top in self.tops:
            for code, section in top.sections("indicators").items():
                self.indicator(code, section)
        eras = [self.era(name, section) for top in self.tops for name, section in top.sections("eras").items()]
        if RATE in self.indicators and not all(
            isinstance(formula, Ratio) for formula in self.indicators[RATE].formula.values()
        ):
            self.tops[0].fault("indicators", "bad-formula", f"“{RATE}” phải là một tỷ lệ", _FORMULA_HINT)
        for top in self.tops:
            top.finish(FormatError)
        return IndicatorCatalogue(self.indicators, tuple(sorted(eras, key=lambda era: era.first_year)))

    def indicator(self, code: str, section: Section) -> None:
        if not _CODE.fullmatch(code) or code in self.indicators:
            message = f"mã “{code}” đã có hoặc không dùng được"
            section.fault(None, "bad-code", message, "đặt mã khác: chữ thường không dấu, số và dấu _")
        unit = section.text("unit")
        if unit not in _UNITS:
            section.fault("unit", "bad-unit", f"đơn vị “{unit}” không dùng được", 'ghi "%" hoặc bỏ dòng này')
        formula = self.formulas(section)
        for measure in MEASURES:
            own = formula.get(measure, Terms(((1, code),)))
            if isinstance(own, Terms):
                self.known[measure][code] = own
            if isinstance(own, Ratio) is not (unit == "%"):
                section.fault("unit", "bad-unit", "tỷ lệ có đơn vị “%”, tổng thì không", "sửa unit hoặc formula")
        name = section.text("name", required=True)
        self.indicators.setdefault(code, Indicator(code, name, section.texts("aliases"), _UNITS.get(unit, ""), formula))

    def formulas(self, section: Section) -> Mapping[Measure, Terms | Ratio]:
        if "formula" not in section.written():
            return {}
        if isinstance(section.values["formula"], str):
            texts: dict[Measure, str] = dict.fromkeys(MEASURES, section.text("formula"))
        else:
            each = section.section("formula")
            texts = {measure: each.text(measure, required=True) for measure in MEASURES}
        found = {measure: parse_formula(text, self.known[measure]) for measure, text in texts.items()}
        for measure, formula in found.items():
            if formula is None:
                message = f"không hiểu công thức “{texts[measure]}”"
                section.fault("formula", "bad-formula", message, _FORMULA_HINT)
        return {measure: formula for measure, formula in found.items() if formula is not None}

    def era(self, name: str, section: Section) -> Era:
        columns = section.texts("columns", required=True)
        for code in columns:
            if code not in self.indicators or self.indicators[code].formula:
                section.fault("columns", "bad-code", f"“{code}” không phải một cột", "khai báo ở [indicators]")
        identities = [self.identity(text, section) for text in section.texts("identities")]
        return Era(
            id=name,
            circular=section.text("circular", required=True),
            first_year=section.integer("first_year", default=_FIRST_YEAR),
            last_year=section.integer("last_year", default=_LAST_YEAR),
            columns=columns,
            identities=tuple(identity for identity in identities if identity is not None),
        )

    def identity(self, text: str, section: Section) -> Identity | None:
        whole, _, right = text.partition("=")
        parts = {measure: parse_formula(right, self.known[measure]) for measure in MEASURES}
        sums = {measure: terms for measure, terms in parts.items() if isinstance(terms, Terms)}
        if whole.strip() not in self.indicators or len(sums) != len(MEASURES):
            section.fault("identities", "bad-formula", f"không hiểu đẳng thức “{text}”", "viết như “a = b + c - d”")
            return None
        return Identity(whole.strip(), sums)
