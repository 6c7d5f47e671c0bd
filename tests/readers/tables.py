"""Tables of two provinces and of dossiers, drawn as text and read as the program reads them.

read_csv(tmp_path, '''
    measure | province | unit | co_dieu_kien | thi_hanh_xong
    ...
''')
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dispatch.directory.indicators import indicator_catalogue
from dispatch.model.dataset import Dataset
from dispatch.model.naming import NamingPolicy
from dispatch.model.unit import Unit
from dispatch.readers.dataset import read_dataset
from dispatch.readers.dossier import read_dossier
from dispatch.readers.gate import open_gate
from dispatch.readers.intake import read_gated
from dispatch.readers.period_table import Part, PeriodTable, read_under
from tests.builders import CODES, PERIOD, balanced, drawn, kind, unit_reader

CATALOGUE = indicator_catalogue()
NAMES = CATALOGUE.names()
KIND = kind(NamingPolicy("thap", "lowest", 5))
Cells = Sequence[str | int | float | None]


def two_levels(text: str, period: str = "2022,5") -> str:
    """A long CSV with a column `unit`; columns not drawn follow from the others, or are 0."""
    header = ("year", "months", "measure", "province", "unit", *CODES)
    lines = [",".join(header)]
    for record in drawn(text):
        counts = {code: int(record[code]) for code in CODES if record.get(code, "").isdigit()}
        full = balanced(counts, "tien" if record.get("measure") == "tien" else "viec")
        follow = {code: str(count) for code, count in full.items()}
        cells = [({**follow, **record}).get(column, "0") for column in header[2:]]
        lines.append(",".join([period, *cells]))
    return "\n".join(lines) + "\n"


def read(folder: Path, *files: str, names: str = "Hà Nội, Hà Giang", below: Sequence[str] = ()) -> PeriodTable:
    """The files of a folder read as one table of 5T2022 on these provinces."""
    parts, lower = ([Part(read_gated(open_gate(folder, name))) for name in each] for each in (files, below))
    return read_under(parts, lower, PERIOD, unit_reader(names), CATALOGUE)


def read_csv(folder: Path, content: str, names: str = "Hà Nội, Hà Giang") -> PeriodTable:
    """A CSV read as a table of 5T2022."""
    (folder / "so-lieu.csv").write_text(content, encoding="utf-8")
    return read(folder, "so-lieu.csv", names=names)


def book(folder: Path, sheets: Mapping[str, Sequence[Cells]], name: str = "so-lieu.xlsx") -> None:
    """A workbook of these rows; what is no whole number is formatted as a percentage."""
    made = Workbook()
    del made["Sheet"]
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        for cell in (cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, float)):
            cell.number_format = "0.00%"
    made.save(folder / name)


def changed_book(folder: Path, change: Callable[[dict[str, Worksheet]], None], name: str = "so-lieu.xlsx") -> None:
    """Change the sheets of a workbook in place."""
    from openpyxl import load_workbook  # noqa: PLC0415 -- only the tests that change one need it

    made = load_workbook(folder / name)
    change({sheet.title: sheet for sheet in made.worksheets})
    made.save(folder / name)


def sheet_row(name: str, **counts: int) -> Cells:
    """A row of a sheet: its name and the counts in the form's order; the others follow, or are 0."""
    full = {**balanced(counts, "viec"), **counts}
    return [name, *(full[code] for code in CODES)]


def dossier_dataset(folder: Path) -> Dataset:
    """The dataset of a dossier."""
    return read_dataset(read_dossier(folder, KIND), CATALOGUE)


def lower_names(units: Sequence[Unit]) -> list[str]:
    """Province and name of each unit."""
    return [f"{unit.parent} {unit.name}" for unit in units]


def codes(read_table: PeriodTable, severity: str = "error") -> list[str]:
    """The codes of what was found, of one severity."""
    return [finding.code for finding in read_table.findings if finding.severity == severity]
