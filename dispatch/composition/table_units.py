"""Which units an appendix lists, and in which groups."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from dispatch.errors import Finding, TemplateError
from dispatch.model.dataset import MEASURE_NAMES, MEASURES, Measure
from dispatch.model.dossier import DOSSIER_FILE
from dispatch.model.kind import ALL_UNITS, LOWER_UNITS, AppendixSpec
from dispatch.model.naming import Naming
from dispatch.model.unit import Unit

_GROUP_KEY = "nhom_"


@dataclass(frozen=True, slots=True)
class Group:
    """A part of a table: its heading, its units in GSO order, and what stands before their figures.

    `suffix` keeps the rows of a unit apart that stands in two parts; `national` says whether the
    national row belongs here.
    """

    units: Sequence[Unit]
    heading: str = ""
    key: str = ""
    prefix: str = ""
    suffix: str = ""
    national: bool = True


def table_groups(
    spec: AppendixSpec, units: Sequence[Unit], namings: Mapping[str, Naming], lower: Sequence[Unit]
) -> Iterator[Group]:
    """The groups of an appendix; one without a heading for a table in one part.

    A group without units is left out. Raises TemplateError when there is no second level to list.
    """
    if spec.group_by == "measure":
        yield from _by_measure(spec, units, namings, lower)
    elif spec.group_by == "province":
        names = {unit.key: unit.thads_short_name for unit in units}
        parts = [(parent, tuple(group)) for parent, group in groupby(_lower(spec, lower), lambda unit: unit.parent)]
        national = len(parts) - 1 if spec.national_last else 0
        for number, (parent, group) in enumerate(parts):
            yield Group(group, names.get(parent, parent), f"{_GROUP_KEY}{parent}", national=number == national)
    else:
        chosen = _selected(spec, units, namings, lower, None)
        if chosen or spec.national_row:
            yield Group(chosen)


def has_units(spec: AppendixSpec, units: Sequence[Unit], namings: Mapping[str, Naming], lower: Sequence[Unit]) -> bool:
    """Whether an appendix has any unit to list."""
    if spec.units == LOWER_UNITS:
        return any(not spec.province or unit.parent == spec.province for unit in lower)
    return bool(_selected(spec, units, namings, lower, None))


def _by_measure(
    spec: AppendixSpec, units: Sequence[Unit], namings: Mapping[str, Naming], lower: Sequence[Unit]
) -> Iterator[Group]:
    for measure in MEASURES:
        chosen = _selected(spec, units, namings, lower, measure)
        if chosen:
            heading = f"Về {MEASURE_NAMES[measure]}"
            yield Group(chosen, heading, f"{_GROUP_KEY}{measure}", f"{measure}.", f"_{measure}")


def _selected(
    spec: AppendixSpec,
    units: Sequence[Unit],
    namings: Mapping[str, Naming],
    lower: Sequence[Unit],
    measure: Measure | None,
) -> Sequence[Unit]:
    """The units of an appendix in GSO order: of one measure, or of both."""
    if spec.units == ALL_UNITS:
        return units
    if spec.units == LOWER_UNITS:
        return _lower(spec, lower)
    naming = namings[spec.units]
    if measure is None and naming.printed is not None:
        return naming.printed
    lists = naming.named.values() if measure is None else [naming.named[measure]]
    named = {unit.key for listed in lists for unit in listed}
    return [unit for unit in (lower if naming.policy.level == "lower" else units) if unit.key in named]


def _lower(spec: AppendixSpec, lower: Sequence[Unit]) -> Sequence[Unit]:
    found = [unit for unit in lower if not spec.province or unit.parent == spec.province]
    if not found:
        message = f"phụ lục “{spec.id}” cần số liệu của đơn vị cấp dưới, nhưng hồ sơ không có"
        hint = 'thêm lower_current = "<tên tệp>" vào mục [data] của dossier.toml'
        raise TemplateError([Finding("missing-lower", message, hint, file=DOSSIER_FILE)])
    return found
