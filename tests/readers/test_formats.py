"""One table in every form an office may send it: the datasets are equal."""

import csv
from pathlib import Path

import pytest
from openpyxl import Workbook

from dispatch.errors import InputError
from dispatch.model.dataset import Table
from dispatch.readers.dataset import check_file, read_dataset
from dispatch.readers.dossier import read_dossier
from tests.builders import FIXTURE, dossier_folder
from tests.readers.layouts import BOOKS, CODES, TEXTS, Typed, heading, of, windows_1258
from tests.readers.tables import CATALOGUE, KIND

CURRENT = 'current = "2022-05.csv"'
TEXT = (FIXTURE / "2022-05.csv").read_text(encoding="utf-8")
ROWS = [
    Typed("viec" if record["measure"] == "viec" else "tien", record["province"], [int(record[code]) for code in CODES])
    for record in csv.DictReader(TEXT.splitlines())
]


def table(folder: Path) -> Table:
    return read_dataset(read_dossier(folder, KIND), CATALOGUE).current


def content(read: Table) -> dict[str, dict[str, tuple[str, dict[str, int]]]]:
    return {
        measure: {key: (row.unit.name, dict(row.counts)) for key, row in rows.items()}
        for measure, rows in read.rows.items()
    }


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Table:
    return table(dossier_folder(tmp_path_factory.mktemp("mau")))


@pytest.mark.parametrize("form", TEXTS)
def test_a_table_as_text_is_the_same_in_every_encoding_and_with_every_separator(
    tmp_path: Path, form: str, expected: Table
) -> None:
    encoding = f'{CURRENT}\nencoding = "windows-1258"' if form == "windows-1258" else CURRENT
    folder = dossier_folder(tmp_path, dossier={CURRENT: encoding})
    (folder / "2022-05.csv").write_bytes(TEXTS[form](TEXT))
    assert content(table(folder)) == content(expected)


@pytest.mark.parametrize("form", BOOKS)
def test_a_table_in_a_workbook_is_the_same_in_every_layout(tmp_path: Path, form: str, expected: Table) -> None:
    folder = dossier_folder(tmp_path, dossier={CURRENT: 'current = "2022-05.xlsx"'})
    book = Workbook()
    del book["Sheet"]
    BOOKS[form](book, ROWS)
    book.save(folder / "2022-05.xlsx")
    assert content(table(folder)) == content(expected)
    found = check_file(folder / "2022-05.xlsx", "63", CATALOGUE).findings
    assert [finding for finding in found if finding.severity != "info"] == []


def test_a_table_in_a_file_for_each_measure_is_the_same(tmp_path: Path, expected: Table) -> None:
    split = 'current = { viec = "viec.csv", tien = "tien.xlsx" }'
    folder = dossier_folder(tmp_path, dossier={CURRENT: split})
    header, *lines = TEXT.splitlines()
    cases = [line for line in lines if ",viec," in line]
    (folder / "viec.csv").write_text("\n".join([header, *cases]), encoding="utf-8")
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Bảng 2"
    heading(sheet)
    for row in of(ROWS, "tien"):
        sheet.append([row.name, *row.counts])
    book.save(folder / "tien.xlsx")
    assert content(table(folder)) == content(expected)


# --- windows-1258 ---


def test_windows_1258_is_never_guessed(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path)
    (folder / "2022-05.csv").write_bytes(windows_1258(TEXT))
    with pytest.raises(InputError) as caught:
        table(folder)
    assert [finding.code for finding in caught.value.findings] == ["not-utf8"]
    assert "windows-1258" in caught.value.findings[0].hint
    assert [f.code for f in check_file(folder / "2022-05.csv", None, CATALOGUE).findings] == ["not-utf8"]
    assert check_file(folder / "2022-05.csv", None, CATALOGUE, "windows-1258").findings == ()


def test_a_unicode_file_checked_as_windows_1258_is_refused(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path)
    found = check_file(folder / "2022-05.csv", None, CATALOGUE, "windows-1258").findings
    assert [finding.code for finding in found] == ["wrong-encoding"]


def test_other_encodings_are_refused_in_the_dossier_with_their_line(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path, dossier={CURRENT: f'{CURRENT}\nencoding = "tcvn3"'})
    with pytest.raises(InputError) as caught:
        table(folder)
    [finding] = caught.value.findings
    lines = (folder / "dossier.toml").read_text(encoding="utf-8").splitlines()
    assert (finding.code, finding.line) == ("unknown-encoding", lines.index('encoding = "tcvn3"') + 1)
