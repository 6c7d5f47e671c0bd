"""Any valid table is read as it was written, in whatever form."""

import tempfile
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from dispatch.model.unit import Unit
from dispatch.readers.gate import open_gate
from dispatch.readers.intake import read_gated
from dispatch.readers.period_table import Part, PeriodTable, read_under
from dispatch.readers.unit_names import UnitReader
from tests.builders import PERIOD, UNITS, balanced
from tests.readers.layouts import BOOKS, TEXTS, Typed, long_text
from tests.readers.tables import CATALOGUE

# Fewer than five provinces: of so few, no amount of money is told to be out of scale.
MOST_PROVINCES = 4
FREE = ("co_dieu_kien", "chua_dieu_kien", "hoan_khac", "tam_dinh_chi", "tam_dung", "uy_thac", "thu_hoi_huy_rut")
AMOUNTS = st.one_of(st.integers(0, 9), st.integers(0, 9_999), st.integers(0, 10**13))
# Windows-1258 has no letters in their decomposed form but tones; that form has a test of its own.
SPELLINGS: dict[str, Callable[[Unit], str]] = {
    "name": lambda unit: unit.name,
    "decomposed": lambda unit: unicodedata.normalize("NFD", unit.name),
    "official": lambda unit: unit.official_name,
    "short": lambda unit: unit.thads_short_name,
    "spaced": lambda unit: f" {unit.name.replace(' ', '  ')} ",
    "alias": lambda unit: unit.aliases[0] if unit.aliases else unit.name,
}


@st.composite
def counts(draw: st.DrawFn, measure: str) -> list[int]:
    """The counts of a row that keeps every sum of its form."""
    free = {code: draw(AMOUNTS) for code in FREE}
    done = draw(st.integers(0, free["co_dieu_kien"]))
    stopped = draw(st.integers(0, free["co_dieu_kien"] - done))
    drawn = {**free, "thi_hanh_xong": done, "dinh_chi": stopped}
    return list(balanced(drawn, "tien" if measure == "tien" else "viec").values())


@st.composite
def tables(draw: st.DrawFn) -> tuple[tuple[Unit, ...], list[Typed]]:
    """Some provinces in GSO order, and their rows as typed: names in any spelling that is known."""
    chosen = draw(st.lists(st.sampled_from(UNITS), min_size=1, max_size=MOST_PROVINCES, unique=True))
    spelling = SPELLINGS[draw(st.sampled_from(list(SPELLINGS)))]
    rows = [Typed(measure, spelling(unit), draw(counts(measure))) for unit in chosen for measure in ("viec", "tien")]
    return tuple(sorted(chosen, key=lambda unit: unit.order)), rows


def survives(units: tuple[Unit, ...], rows: list[Typed], table: PeriodTable) -> None:
    """Nothing is told but how names were understood, and what is known beforehand of rows of noughts."""
    told = {(finding.severity, finding.code) for finding in table.findings}
    assert told <= {("info", "alias"), ("info", "spelling"), ("warning", "zero-base")}
    read = {
        (measure, row.unit.key): list(row.counts.values())
        for measure in table.rows
        for row in table.rows[measure].values()
    }
    assert len(read) == len(rows)
    index = UnitReader(units, {})
    for row in rows:
        unit, _ = index.read(row.name.strip(), "", "")
        assert unit is not None
        assert read[row.measure, unit.key] == row.counts


def read(folder: str, name: str, units: tuple[Unit, ...], encoding: str = "") -> PeriodTable:
    part = Part(read_gated(open_gate(Path(folder), name), encoding))
    return read_under([part], [], PERIOD, UnitReader(units, {}), CATALOGUE)


MANY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("form", TEXTS)
@MANY
@given(drawn=tables())
def test_any_valid_table_survives_as_text(form: str, drawn: tuple[tuple[Unit, ...], list[Typed]]) -> None:
    units, rows = drawn
    with tempfile.TemporaryDirectory() as folder:
        text = unicodedata.normalize("NFC", long_text(rows)) if form == "windows-1258" else long_text(rows)
        (Path(folder) / "bang.csv").write_bytes(TEXTS[form](text))
        survives(units, rows, read(folder, "bang.csv", units, "windows-1258" if form == "windows-1258" else ""))


@pytest.mark.parametrize("form", BOOKS)
@MANY
@given(drawn=tables())
def test_any_valid_table_survives_as_a_workbook(form: str, drawn: tuple[tuple[Unit, ...], list[Typed]]) -> None:
    units, rows = drawn
    book = Workbook()
    del book["Sheet"]
    BOOKS[form](book, rows)
    with tempfile.TemporaryDirectory() as folder:
        book.save(Path(folder) / "bang.xlsx")
        survives(units, rows, read(folder, "bang.xlsx", units))
