"""The statistical indicators: columns of the form, what is derived from them, and what must add up."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from dispatch.model.dataset import Measure
from dispatch.model.period import Period

RATE = "ty_le"
"""The indicator that units are ranked and named by: tỷ lệ thi hành xong/có điều kiện."""

IndicatorUnit = Literal["", "%"]


@dataclass(frozen=True, slots=True)
class Terms:
    """A sum of columns, each with its sign (1 or -1)."""

    signed: tuple[tuple[int, str], ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The columns, in the order they are written."""
        return tuple(code for _, code in self.signed)

    def value(self, counts: Mapping[str, int]) -> int:
        """The sum over one row."""
        total = 0
        for sign, code in self.signed:
            total += sign * counts[code]
        return total

    def written(self, names: Mapping[str, str], minus: str = "-") -> str:
        """The sum with each column by its name: "a + b - c"."""
        first_sign, first = self.signed[0]
        start = names[first] if first_sign > 0 else f"{minus} {names[first]}"
        rest = (f" {'+' if sign > 0 else minus} {names[code]}" for sign, code in self.signed[1:])
        return start + "".join(rest)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A sum of columns divided by another."""

    numerator: Terms
    denominator: Terms

    @property
    def codes(self) -> tuple[str, ...]:
        """The columns of both sums."""
        return (*self.numerator.codes, *self.denominator.codes)


@dataclass(frozen=True, slots=True)
class Indicator:
    """A statistical indicator (chỉ tiêu thống kê).

    `formula` has the formula on each measure of a derived one, over columns alone; it is empty for a
    column of the form. `unit` is "%" for ratios and "" for counts, which have that of their measure.
    """

    code: str
    name: str
    aliases: tuple[str, ...]
    unit: IndicatorUnit
    formula: Mapping[Measure, Terms | Ratio]


@dataclass(frozen=True, slots=True)
class Identity:
    """What must hold in every row of an era: the column `whole` is the sum of `parts`."""

    whole: str
    parts: Mapping[Measure, Terms]


@dataclass(frozen=True, slots=True)
class Era:
    """A statistics form: its circular, the work years it served, its columns and identities."""

    id: str
    circular: str
    first_year: int
    last_year: int
    columns: tuple[str, ...]
    identities: tuple[Identity, ...]


@dataclass(frozen=True, slots=True, eq=False)
class IndicatorCatalogue:
    """Every indicator by its code, and the eras of the form, the earliest first."""

    indicators: Mapping[str, Indicator]
    eras: tuple[Era, ...]

    def era_of(self, period: Period) -> Era:
        """The form a period is reported on; before the first and after the last known, the nearest."""
        served = (era for era in self.eras if period.year <= era.last_year)
        return next(served, self.eras[-1])

    @property
    def columns(self) -> dict[str, Indicator]:
        """The indicators that are columns of a form."""
        return {code: indicator for code, indicator in self.indicators.items() if not indicator.formula}

    @property
    def derived(self) -> dict[str, Indicator]:
        """The indicators that are computed from columns."""
        return {code: indicator for code, indicator in self.indicators.items() if indicator.formula}

    def names(self, period: Period | None = None) -> dict[str, str]:
        """Columns with their Vietnamese names in the order of the form of a period; None: of the latest form."""
        era = self.era_of(period) if period else self.eras[-1]
        return {code: self.indicators[code].name for code in era.columns}

    def rate(self, measure: Measure) -> Ratio:
        """The rate of finished cases or money: what units are ranked by."""
        formula = self.indicators[RATE].formula[measure]
        assert isinstance(formula, Ratio)  # the loader has seen to it
        return formula

    def expression(self, formula: Terms | Ratio) -> str:
        """A formula over codes: "(thi_hanh_xong + dinh_chi) / co_dieu_kien"."""
        return _expression(formula, {code: code for code in self.indicators}, "-", "/")

    def in_words(self, formula: Terms | Ratio) -> str:
        """A formula over Vietnamese names: "(thi hành xong + đình chỉ) ÷ có điều kiện thi hành"."""
        names = {code: indicator.name for code, indicator in self.indicators.items()}
        return _expression(formula, names, "−", "÷")


def _expression(formula: Terms | Ratio, names: Mapping[str, str], minus: str, by: str) -> str:
    if isinstance(formula, Terms):
        return formula.written(names, minus)
    above, below = (_grouped(terms, names, minus) for terms in (formula.numerator, formula.denominator))
    return f"{above} {by} {below}"


def _grouped(terms: Terms, names: Mapping[str, str], minus: str) -> str:
    text = terms.written(names, minus)
    return f"({text})" if len(terms.signed) > 1 else text
