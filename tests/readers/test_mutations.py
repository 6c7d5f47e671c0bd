"""One cell of a sound dossier is changed: it is found, or the figures it feeds follow. Nothing goes by in silence."""

import csv
import io
import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from dispatch.errors import Finding
from dispatch.model.dataset import CellRef
from dispatch.model.figure import Figures
from dispatch.readers.dataset import check_dataset, read_dataset
from dispatch.readers.dossier import read_dossier
from dispatch.statistics.compute import compute
from dispatch.vietnamese.orthography import without_accents
from tests.builders import FIXTURE, UNITS
from tests.readers.layouts import BOOKS, CODES, Typed
from tests.readers.tables import CATALOGUE, KIND

FILES = ("2022-05.csv", "2021-05.csv", "targets.csv")
Rows = list[list[str]]

SLIPS: dict[str, Callable[[str], str]] = {
    "left blank": lambda _: "",
    "a nought too many": lambda text: text + "0",
    "in đồng": lambda text: text + "000",
    "one more": lambda text: str(int(text) + 1) if text.isdigit() else text,
    "a digit lost": lambda text: text[:-1],
    "turned round": lambda text: text[::-1],
    "negative": lambda text: f"-{text}",
    "nought": lambda _: "0",
    "ambiguous": lambda _: "1.234",
    "ambiguous rate": lambda _: "41.54",
    "with its unit": lambda text: f"{text} việc",
    "not a number": lambda _: "không rõ",
    "the other measure": lambda text: {"viec": "tien", "tien": "viec"}.get(text, text),
    "without accents": without_accents,
    "another province": lambda text: next(unit.name for unit in UNITS if unit.name != text),
}
LOSING = ("left blank", "ambiguous", "not a number", "another province")
"""Slips after which a heading cannot be known: it may lack its accents, and may name its measure."""
HEADING = 4
"""The last row of the heading in the office's workbook: the codes of the columns."""
NATION = HEADING + 1
MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def means_another(old: str, new: str) -> bool:
    """Whether a slip changed what a cell says: 00 and -0 are 0, 81,5 is 81,50, and a dash before a word is none."""
    if old.isdigit() and new.removeprefix("-").isdigit():
        return int(old) != int(new)
    if "," in old:
        return old.rstrip("0") != new.rstrip("0")
    return old != new if any(map(str.isdigit, old)) else old != new.removeprefix("-")


class Sound:
    """The fixture in a folder of its own, its figures, and which of them each cell feeds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        figures = self.figures()
        self.values = {name: figure.value for name, figure in figures.items()}
        self.fed: dict[tuple[str, str | None, str], list[str]] = {}
        for name, figure in figures.items():
            for cell in (cell for cells in figure.formula.operands.values() for cell in cells):
                for place in (cell.cell, row_of(cell.cell)):
                    self.fed.setdefault((cell.file, cell.sheet, place), []).append(name)

    def figures(self) -> Figures:
        dossier = read_dossier(self.folder, KIND)
        return compute(read_dataset(dossier, CATALOGUE), dossier.naming, CATALOGUE).figures

    def told(self) -> list[Finding]:
        found = check_dataset(read_dossier(self.folder, KIND), CATALOGUE).findings
        return [finding for finding in found if finding.severity != "info"]

    def follows(self, cell: CellRef) -> bool:
        """Whether a figure that the cell feeds, or that its row does, has another value now, or is gone."""
        figures = self.figures()
        place = cell.file, cell.sheet, cell.cell
        fed = self.fed.get(place) or self.fed.get((*place[:2], row_of(cell.cell)), [])
        return any(name not in figures or figures[name].value != self.values[name] for name in fed)


def row_of(cell: str) -> str:
    """The row of a cell: cells that hold no number feed what the numbers beside them do."""
    return cell.partition(":")[0] if ":" in cell else cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    folder = tmp_path_factory.mktemp("dung") / "ho-so"
    shutil.copytree(FIXTURE, folder)
    made = Sound(folder)
    assert made.told() == []
    return made


def names_it(findings: Iterable[Finding], file: str, line: int, words: Sequence[str]) -> bool:
    """Whether a finding leads to the row: by its line, by its unit, or by what stands in it."""
    return any(
        finding.unit in words
        or finding.message.endswith(f"ở dòng {line}")
        or (finding.file == file and (finding.line == line or (finding.cell or "").startswith(f"{line}:")))
        for finding in findings
    )


def table_of(name: str) -> Rows:
    return list(csv.reader(io.StringIO((FIXTURE / name).read_text(encoding="utf-8"))))


TABLES = {name: table_of(name) for name in FILES}


@MANY
@given(st.data())
def test_a_cell_of_text_that_is_changed_is_found_or_its_figures_follow(sound: Sound, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(FILES))
    rows = [list(row) for row in TABLES[name]]
    line = data.draw(st.integers(2, len(rows)))
    column = data.draw(st.integers(0, len(rows[0]) - 1))
    old = rows[line - 1][column]
    new = SLIPS[data.draw(st.sampled_from(list(SLIPS)))](old)
    assume(means_another(old, new))
    rows[line - 1][column] = new
    path = sound.folder / name
    before = path.read_bytes()
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    try:
        path.write_text(out.getvalue(), encoding="utf-8", newline="")
        found = sound.told()
        if found:
            assert names_it(found, name, line, [*TABLES[name][line - 1], new]), found
        else:
            assert sound.follows(CellRef(name, None, f"{line}:{rows[0][column]}"))
    finally:
        path.write_bytes(before)


class Book:
    """The current table as an office's workbook, one cell of which can be another."""

    def __init__(self, folder: Path) -> None:
        shutil.copytree(FIXTURE, folder)
        settings = folder / "dossier.toml"
        settings.write_text(
            settings.read_text(encoding="utf-8").replace('"2022-05.csv"', '"2022-05.xlsx"'), encoding="utf-8"
        )
        self.path, self.book = folder / "2022-05.xlsx", Workbook()
        del self.book["Sheet"]
        typed = [
            Typed("viec" if row[2] == "viec" else "tien", row[3], [int(cell) for cell in row[4:]])
            for row in TABLES["2022-05.csv"][1:]
        ]
        assert TABLES["2022-05.csv"][0][4:] == CODES
        BOOKS["official"](self.book, typed)
        self.save()
        self.sound = Sound(folder)
        assert self.sound.told() == []

    def save(self) -> None:
        self.book.save(self.path)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return Book(tmp_path_factory.mktemp("bang") / "ho-so")


@settings(MANY, max_examples=60)
@given(st.data())
def test_a_cell_of_a_sheet_that_is_changed_is_found_or_its_figures_follow(book: Book, data: st.DataObject) -> None:
    sheet = book.book[data.draw(st.sampled_from(["Biểu số 01", "Biểu số 02"]))]
    filled = [
        cell for row in sheet.iter_rows(min_row=2, max_row=68, min_col=2) for cell in row if cell.value is not None
    ]
    # Neither codes of columns nor what only repeats the heading above.
    filled = [cell for cell in filled if cell.row != HEADING and cell.value != "Tổng số"]
    headings, nation = [cell for cell in filled if cell.row < HEADING], [cell for cell in filled if cell.row == NATION]
    cell = data.draw(st.sampled_from(data.draw(st.sampled_from([headings, nation, filled, filled]))))
    old = cell.value
    new = SLIPS[data.draw(st.sampled_from(list(SLIPS) if cell.row > HEADING else LOSING))](str(old))
    assume(means_another(str(old), new))
    cell.value = int(new) if new.lstrip("-").isdigit() else new or None
    try:
        book.save()
        found = book.sound.told()
        if not found:
            assert book.sound.follows(CellRef(book.path.name, sheet.title, cell.coordinate))
        elif cell.row > HEADING:
            words = [str(sheet.cell(cell.row, 2).value), str(old), new]
            places = (cell.column_letter, str(cell.row))  # a sum tells its column
            assert any(finding.unit in words or any(p in (finding.cell or "") for p in places) for finding in found)
    finally:
        cell.value = old
        book.save()
