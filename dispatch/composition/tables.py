"""The rows of appendices: which units, in which order, with which figures."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from dispatch.errors import Finding, TemplateError
from dispatch.model.figure import Figures
from dispatch.model.kind import SETTINGS_FILE, AppendixSpec
from dispatch.model.letter import AppendixTable, TableRow
from dispatch.model.naming import Naming
from dispatch.model.unit import NATION_KEY, Unit

_ROW_NUMBER = "stt"
_NAME = "ten"
_BY_LIST_ORDER = "gso"
EMPTY_ROW_KEY = "khong_co"
EMPTY_ROW_TEXT = "Không có"


def build_table(
    spec: AppendixSpec, units: Sequence[Unit], namings: Mapping[str, Naming], figures: Figures
) -> AppendixTable:
    """The table an appendix declares; the national row stands first and has STT 1.

    Raises TemplateError when a column asks for a figure that the data does not give.
    """
    contents = [column.content for column in spec.columns]
    faults = [
        Finding(
            "unknown-figure", f"cột “{content}” của phụ lục “{spec.id}” không có số liệu", _HINT, file=SETTINGS_FILE
        )
        for content in contents
        if content not in (_ROW_NUMBER, _NAME) and f"toan_quoc.{content}" not in figures
    ]
    if faults:
        raise TemplateError(faults)
    listed = _ordered(spec, _selected(spec, units, namings), figures)
    rows: list[TableRow] = []
    if spec.national_row:
        rows.append(_row(1, NATION_KEY, spec.national_row, contents, figures))
    for number, unit in enumerate(listed, len(rows) + 1):
        rows.append(_row(number, unit.key, unit.thads_short_name, contents, figures))
    if not rows:
        cells = tuple(EMPTY_ROW_TEXT if content == _NAME else "" for content in contents)
        rows.append(TableRow(EMPTY_ROW_KEY, cells, ("",) * len(contents)))
    return AppendixTable(tuple(rows), contents.index(_NAME), spec.shared)


_HINT = "cột nhận stt, ten, hoặc một số liệu như viec.ty_le; xem lệnh: dispatch figures"


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

    def place(unit: Unit) -> tuple[bool, Fraction, int]:
        value = figures[f"don_vi.{unit.key}.{spec.order_by}"].value
        return value is None, -Fraction(value) if isinstance(value, (int, Fraction)) else Fraction(0), unit.order

    return sorted(units, key=place)


def _row(number: int, key: str, name: str, contents: Sequence[str], figures: Figures) -> TableRow:
    scope = key if key == NATION_KEY else f"don_vi.{key}"
    plain = {_ROW_NUMBER: str(number), _NAME: name}
    ids = tuple("" if content in plain else f"{scope}.{content}" for content in contents)
    cells = tuple(figures[name].text if name else plain[content] for name, content in zip(ids, contents, strict=True))
    return TableRow(key, cells, ids)
