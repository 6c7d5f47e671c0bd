"""A dossier as a central office has it, 12,096 rows, and what is done with it before a letter is written.

Every second-level unit of the 63 provinces, cases and money, of this period, its same period, the month
before, and five months of last year's curve.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from openpyxl import Workbook

from bench.second_level import Line, lower_lines, of_period, province_lines, write_table
from bench.workload import DOSSIER
from dispatch.directory.indicators import indicator_catalogue
from dispatch.model.dataset import MEASURES, Dataset, Table
from dispatch.model.period import Period
from dispatch.model.unit import Unit
from dispatch.pipeline.kinds import find_kind
from dispatch.readers.dataset import read_dataset
from dispatch.readers.dossier import dossier_template, read_dossier
from dispatch.statistics.ranking import place_units

_CURVE = ("8T2021", "9T2021", "10T2021", "11T2021", "12T2021")
_TABLES = {"current": ("5T2022",), "same_period": ("5T2021",), "previous_period": ("4T2022",)}


@dataclass(frozen=True, slots=True)
class Tables:
    """A dossier's folder, its tables, and how many rows they have."""

    folder: Path
    files: tuple[Path, ...]
    rows: int


def prepare_tables(folder: Path, *, workbooks: bool) -> Tables:
    """Write a dossier with all its tables into a new folder."""
    folder.mkdir()
    lines = province_lines(DOSSIER / "2022-05.csv")
    files, rows = {}, 0
    for key, periods in {**_TABLES, "last_year_curve": _CURVE}.items():
        whole = [line for code in periods for line in _with_units(lines, code)]
        rows += write_table(whole, folder / f"{key}.csv")
        files[key] = f"{key}.csv"
        if workbooks and key in _TABLES:
            files[key] = f"{key}.xlsx"
            _write_workbook(whole, folder / files[key])
    (folder / "dossier.toml").write_text(_settings(files), encoding="utf-8")
    return Tables(folder, tuple(folder / name for name in files.values()), rows)


def read_and_rank(folder: Path) -> Dataset:
    """What is measured: the dossier read, its data checked, the units of every table ranked."""
    catalogue = indicator_catalogue()
    dataset = read_dataset(read_dossier(folder, find_kind(dossier_template(folder), None)), catalogue)
    tables = [dataset.current, dataset.same_period, dataset.previous_period, *dataset.last_year_curve.values()]
    for table in tables:
        if table is not None:
            _rank(dataset.units, table)
    if dataset.lower is not None:
        for table in (dataset.lower.current, dataset.lower.same_period):
            if table is not None:
                _rank([unit for unit in dataset.lower.units if unit.key in table.rows["viec"]], table)
    return dataset


def _rank(units: Sequence[Unit], table: Table) -> None:
    for measure in MEASURES:
        rate, rows = indicator_catalogue().rate(measure), table.rows[measure]
        place_units(
            units,
            {
                key: Fraction(rate.numerator.value(row.counts), rate.denominator.value(row.counts))
                for key, row in rows.items()
            },
        )


def _with_units(lines: Sequence[Line], code: str) -> list[dict[str, str]]:
    period = Period.parse(code)
    assert period is not None  # the codes stand above
    dated = list(of_period(lines, period))
    return [{**line, "unit": ""} for line in dated] + list(lower_lines(dated))


def _write_workbook(lines: Sequence[Line], target: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Số liệu")
    sheet.append(list(lines[0]))
    for line in lines:
        sheet.append([int(value) if value.isdigit() else value for value in line.values()])
    book.save(target)


def _settings(files: Mapping[str, str]) -> str:
    """The settings of the repository's dossier, with other files."""
    before, _, rest = (DOSSIER / "dossier.toml").read_text(encoding="utf-8").partition("[data]\n")
    own = "".join(f'{key} = "{name}"\n' for key, name in files.items())
    return f"{before}[data]\n{own}\n[letter]{rest.partition('[letter]')[2]}"
