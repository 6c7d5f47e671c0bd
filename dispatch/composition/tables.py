"""The rows of appendices: which units, in which order, with which figures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from dispatch.errors import Finding
from dispatch.model.figure import Figures
from dispatch.model.kind import SETTINGS_FILE, AppendixSpec, LetterKind
from dispatch.model.letter import AppendixTable, TableRow
from dispatch.model.naming import Naming
from dispatch.model.unit import NATION_KEY, Unit

_ROW_NUMBER = "stt"
_NAME = "ten"
# Two ratios with denominators under 10**15 differ by more than 10**-30: whole numbers of that
# unit stand in the order of the exact ratios, and compare ten times as fast.
_EXACT = 10**30
_BY_LIST_ORDER = "gso"
_UNITS = "don_vi."
EMPTY_ROW_KEY = "khong_co"
EMPTY_ROW_TEXT = "Không có"
NO_FIGURE = "—"


def unknown_columns(kind: LetterKind, figure_ids: Iterable[str]) -> Iterator[Finding]:
    """Columns and orders for which no row has a figure; a figure that one unit lacks is a blank cell."""
    known = {_ROW_NUMBER, _NAME, _BY_LIST_ORDER}
    known.update(name.split(".", 2)[2] for name in figure_ids if name.startswith(_UNITS))
    hint = "cột nhận stt, ten, hoặc một số liệu như viec.ty_le; xem lệnh: dispatch figures"
    for index, spec in enumerate(kind.appendices):
        asked = [(f"columns.{place}.content", column.content) for place, column in enumerate(spec.columns)]
        for key, name in [*asked, ("order_by", spec.order_by)]:
            if name not in known:
                message = f"phụ lục “{spec.id}” dùng “{name}” không có số liệu"
                line = kind.lines.get(f"appendix.{index}.{key}")
                yield Finding("unknown-figure", message, hint, file=SETTINGS_FILE, line=line)


def build_table(
    spec: AppendixSpec, units: Sequence[Unit], namings: Mapping[str, Naming], figures: Figures
) -> AppendixTable:
    """The table an appendix declares; the national row stands first and has STT 1."""
    contents = [column.content for column in spec.columns]
    listed = [(unit.key, unit.thads_short_name) for unit in _ordered(spec, _selected(spec, units, namings), figures)]
    if spec.national_row:
        listed.insert(0, (NATION_KEY, spec.national_row))
    rows = _rows(listed, contents, figures) or [_empty_row(contents)]
    return AppendixTable(tuple(rows), contents.index(_NAME), spec.shared)


def _selected(spec: AppendixSpec, units: Sequence[Unit], namings: Mapping[str, Naming]) -> Sequence[Unit]:
    if spec.units == "all":
        return units
    naming = namings[spec.units]
    if naming.printed is not None:
        return naming.printed
    named = {unit.key for listed in naming.named.values() for unit in listed}
    return [unit for unit in units if unit.key in named]


def _ordered(spec: AppendixSpec, units: Sequence[Unit], figures: Figures) -> Sequence[Unit]:
    """By the exact value of one figure, highest first; units without it stand last."""
    if spec.order_by == _BY_LIST_ORDER:
        return units

    def place(unit: Unit) -> tuple[bool, int, int]:
        figure = figures.get(f"{_scope(unit.key)}.{spec.order_by}")
        value = figure.value if figure else None
        if not isinstance(value, (int, Fraction)):
            return True, 0, unit.order
        return False, -(value.numerator * _EXACT // value.denominator), unit.order

    return sorted(units, key=place)


def _rows(listed: Sequence[tuple[str, str]], contents: Sequence[str], figures: Figures) -> list[TableRow]:
    """One row per key and name, made column by column: to make each row apart takes half as long again."""
    scopes = [_scope(key) for key, _ in listed]
    plain = {_ROW_NUMBER: [str(number) for number in range(1, len(listed) + 1)], _NAME: [name for _, name in listed]}
    cells: list[Sequence[str]] = []
    ids: list[Sequence[str]] = []
    for content in contents:
        names = [""] * len(listed) if content in plain else [f"{scope}.{content}" for scope in scopes]
        found = [figures.get(name) for name in names if name]
        ids.append(names)
        cells.append(plain.get(content) or [figure.text if figure else NO_FIGURE for figure in found])
    rows = zip(listed, zip(*cells, strict=True), zip(*ids, strict=True), strict=True)
    return [TableRow(key, row, names) for (key, _), row, names in rows]


def _empty_row(contents: Sequence[str]) -> TableRow:
    cells = tuple(EMPTY_ROW_TEXT if content == _NAME else "" for content in contents)
    return TableRow(EMPTY_ROW_KEY, cells, ("",) * len(contents))


def _scope(key: str) -> str:
    return key if key == NATION_KEY else f"{_UNITS}{key}"
