"""Filters of lists of units: their order, their rates, their number.

A list that is too long for a sentence is printed as a reference to its appendix, whatever filter
orders it or adds the rates.
"""

from collections.abc import Sequence
from fractions import Fraction

from dispatch.composition.figure_sorts import measure_of
from dispatch.errors import Finding, TemplateError
from dispatch.model.figure import Figure, Figures
from dispatch.model.unit import Unit
from dispatch.vietnamese.collation import vietnamese_key
from dispatch.vietnamese.lists import names_text, names_with_rates
from dispatch.vietnamese.numbers import two_digits


def with_rates(figure: Figure, figures: Figures) -> Figure:
    """Say "Tây Ninh (28,81%), Kiên Giang (29,36%)"; the rates are among the figures it is made from."""
    if figure.long_form:
        return figure
    rates = [_rate(figure, unit, figures) for unit in _units(figure)]
    text = names_with_rates((unit.name, rate.text) for unit, rate in zip(_units(figure), rates, strict=True))
    inputs = tuple(dict.fromkeys([*figure.formula.inputs, *(rate.id for rate in rates)]))
    return figure._replace(text=text, formula=figure.formula._replace(inputs=inputs))


def number_of_names(figure: Figure, figures: Figures) -> str:
    """Say "05"."""
    del figures
    return two_digits(len(_units(figure)))


def by_rate(figure: Figure, figures: Figures) -> Figure:
    """Lowest first by the exact rate; equal rates in GSO order."""

    def place(unit: Unit) -> tuple[bool, Fraction, int]:
        value = _rate(figure, unit, figures).value
        return value is None, value if isinstance(value, Fraction) else Fraction(0), unit.order

    return _reordered(figure, sorted(_units(figure), key=place))


def by_gso(figure: Figure, figures: Figures) -> Figure:
    """In the order of the General Statistics Office."""
    del figures
    return _reordered(figure, sorted(_units(figure), key=lambda unit: unit.order))


def by_alphabet(figure: Figure, figures: Figures) -> Figure:
    """In the order of the Vietnamese alphabet."""
    del figures
    return _reordered(figure, sorted(_units(figure), key=lambda unit: vietnamese_key(unit.name)))


def _reordered(figure: Figure, units: Sequence[Unit]) -> Figure:
    text = figure.text if figure.long_form else names_text(unit.name for unit in units)
    return figure._replace(value=tuple(units), text=text)


def _rate(figure: Figure, unit: Unit, figures: Figures) -> Figure:
    name = f"don_vi.{unit.key}.{measure_of(figure)}.ty_le"
    if name not in figures:
        message = f"danh sách “{figure.id}” có {unit.name}, nhưng không có số liệu “{name}”"
        raise TemplateError([Finding("unknown-figure", message, "xem danh sách bằng lệnh: dispatch figures")])
    return figures[name]


def _units(figure: Figure) -> tuple[Unit, ...]:
    assert isinstance(figure.value, tuple)  # held against the sorts a filter fits
    return tuple(each for each in figure.value if isinstance(each, Unit))
