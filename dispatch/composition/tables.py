"""The rows of appendices: which units, in which order, with which figures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import repeat

from dispatch.composition.print_forms import apply_form
from dispatch.composition.table_units import Group, table_groups
from dispatch.model.bound_figures import UNIT_SCOPE
from dispatch.model.change import Change
from dispatch.model.figure import Figure, Figures, printed_by
from dispatch.model.kind import BY_ALPHABET, BY_GSO, ROW_NAME, ROW_NUMBER, AppendixSpec
from dispatch.model.letter import AppendixTable, TableRow
from dispatch.model.naming import Naming
from dispatch.model.unit import NATION_KEY, Unit
from dispatch.vietnamese.collation import vietnamese_key

# Two ratios with denominators under 10**15 differ by more than 10**-30: whole numbers of that
# unit stand in the order of the exact ratios, and compare ten times as fast.
_EXACT = 10**30
EMPTY_ROW_KEY = "khong_co"
EMPTY_ROW_TEXT = "Không có"
NO_FIGURE = "—"


def build_table(
    spec: AppendixSpec,
    units: Sequence[Unit],
    namings: Mapping[str, Naming],
    figures: Figures,
    lower: Sequence[Unit] = (),
) -> AppendixTable:
    """The table an appendix declares.

    The numbers (STT) run on over the national row and begin again in each group. Raises TemplateError
    when it is about the second level and there is none.
    """
    forms: dict[str, Figure] = {}
    rows = [
        row
        for group in table_groups(spec, units, namings, lower)
        for row in _GroupRows(spec, group, figures, forms).rows()
    ]
    contents = [column.content for column in spec.columns]
    return AppendixTable(tuple(rows or [_empty_row(contents)]), contents.index(ROW_NAME), spec.shared, forms)


@dataclass(frozen=True, slots=True)
class _GroupRows:
    spec: AppendixSpec
    group: Group
    figures: Figures
    forms: dict[str, Figure]

    def rows(self) -> Iterator[TableRow]:
        group, spec = self.group, self.spec
        listed = [(unit.key, unit.thads_short_name) for unit in self.ordered()]
        if spec.national_row and group.national:
            listed.insert(len(listed) if spec.national_last else 0, (NATION_KEY, spec.national_row))
        if group.heading:
            yield TableRow(group.key, (group.heading,), ("",), "heading")
        yield from self.unit_rows(listed)

    def ordered(self) -> Sequence[Unit]:
        """The units stand in GSO order and a sort is stable: equal values stay in that order."""
        units, spec = self.group.units, self.spec
        if spec.order_by == BY_GSO:
            return units
        if spec.order_by == BY_ALPHABET:
            return sorted(units, key=lambda unit: vietnamese_key(unit.name))
        sign = 1 if spec.lowest_first else -1
        ordered_by = f".{self.group.prefix}{spec.order_by}"
        found = [self.figures.get(_scope(unit.key) + ordered_by) for unit in units]
        places = [_place(figure, sign) for figure in found]
        return [units[index] for index in sorted(range(len(units)), key=places.__getitem__)]

    def unit_rows(self, listed: Sequence[tuple[str, str]]) -> Iterator[TableRow]:
        """One row per key and name, made column by column: to make each row apart takes half as long again."""
        keys = [key for key, _ in listed]
        plain = {
            ROW_NUMBER: [str(number) for number in range(1, len(listed) + 1)],
            ROW_NAME: [name for _, name in listed],
        }
        scopes = [_scope(key) for key in keys]
        cells: list[Sequence[str]] = []
        ids: list[Sequence[str]] = []
        for content in (column.content for column in self.spec.columns):
            asked = f".{self.group.prefix}{content}"
            names = [""] * len(listed) if content in plain else [scope + asked for scope in scopes]
            ids.append(names)
            cells.append(plain.get(content) or self.texts(scopes, asked, names))
        row_keys = [key + self.group.suffix for key in keys] if self.group.suffix else keys
        styles = ["national" if key == NATION_KEY else "unit" for key in keys]
        # What TableRow._make does, without a call in Python for each row.
        rows = zip(row_keys, zip(*cells, strict=True), zip(*ids, strict=True), styles, strict=True)
        return map(tuple.__new__, repeat(TableRow), rows)

    def texts(self, scopes: Sequence[str], asked: str, names: Sequence[str]) -> Sequence[str]:
        """What a column prints; a figure through filters is kept under the name that asked for it."""
        base, *filters = asked.split("|")
        if not filters:
            return [NO_FIGURE if text is None else text for text in printed_by(self.figures)(names)]
        found = [self.figures.get(scope + base) for scope in scopes]
        for each in filters:
            found = [figure and apply_form(figure, each, self.figures) for figure in found]
        self.forms.update((name, figure) for name, figure in zip(names, found, strict=True) if figure)
        return [figure.text if figure else NO_FIGURE for figure in found]


def _place(figure: Figure | None, sign: int) -> tuple[bool, int]:
    """By the exact value of one figure; units without it stand last."""
    value = figure.value if figure else None
    value = value.difference if isinstance(value, Change) else value
    if not isinstance(value, (int, Fraction)):
        return True, 0
    numerator, denominator = value.as_integer_ratio()
    return False, sign * (numerator * _EXACT // denominator)


def _empty_row(contents: Sequence[str]) -> TableRow:
    cells = tuple(EMPTY_ROW_TEXT if content == ROW_NAME else "" for content in contents)
    return TableRow(EMPTY_ROW_KEY, cells, ("",) * len(contents))


def _scope(key: str) -> str:
    return key if key == NATION_KEY else f"{UNIT_SCOPE}{key}"
