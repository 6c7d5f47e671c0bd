"""A small language for inputs: tables drawn as text, and dossiers made from the fixture by changing lines.

    dataset('''
        đơn vị  | việc    | tiền   | việc cùng kỳ
        Hà Nội  | 30/100  | 1/4    | 31/100
    ''')

`30/100` is 30 finished of 100 that could be enforced; the other counts are 0 or follow from these (see
`balanced`), so that every identity of the form holds. A column that is not drawn
repeats the one before it in the order việc, tiền; without a column "… cùng kỳ" there is no same period, and
so with "… kỳ trước" (the month before), "… năm trước" (last year) and "… 5T năm trước" (its curve).
"""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

from dispatch.directory.indicators import indicator_catalogue
from dispatch.directory.units import units_in_force
from dispatch.errors import Finding
from dispatch.model.dataset import MEASURE_NAMES, MEASURES, CellRef, Dataset, Measure, Row, RowSource, Table, Target
from dispatch.model.kind import LetterKind
from dispatch.model.naming import Naming, NamingPolicy
from dispatch.model.period import Period
from dispatch.model.unit import Unit
from dispatch.readers.gate import open_gate
from dispatch.readers.text_table import TextTable, read_text_table
from dispatch.readers.unit_names import UnitReader

ROOT = Path(__file__).resolve().parents[1]
FIXTURE = ROOT / "fixtures" / "2022-5-thang"
DOSSIERS = sorted(folder for folder in (ROOT / "fixtures").iterdir() if (folder / "dossier.toml").is_file())
PERIOD = Period(2022, 5)
UNITS = units_in_force("63", date(2022, 3, 8))
KEYS = ("year", "months", "measure", "province")
CODES = tuple(indicator_catalogue().names())

Drawn = list[dict[str, str]]


def drawn(text: str) -> Drawn:
    """The records of a table drawn with `|`, by its header."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines() if line.strip()]
    header, *rows = lines
    assert all(len(row) == len(header) for row in rows), "a drawn row has another width than its header"
    return [dict(zip(header, row, strict=True)) for row in rows]


# --- units and datasets ---


def unit(name: str) -> Unit:
    """One of the 63 provinces, by its name."""
    return next(unit for unit in UNITS if unit.name == name)


def units(names: str | Iterable[str]) -> tuple[Unit, ...]:
    """Provinces in GSO order; `names` may be one string with commas."""
    wanted = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    return tuple(sorted((unit(name) for name in wanted), key=lambda found: found.order))


def balanced(counts: Mapping[str, int], measure: Measure) -> dict[str, int]:
    """The counts with the columns that follow from the others made to follow: all identities hold.

    What is left of co_dieu_kien goes on (dang_thi_hanh); what was taken in is old as far as given, else
    new (moi_thu_ly). Where more is finished than could be, nothing goes on and the row stays broken.
    """
    full = dict.fromkeys(CODES, 0) | dict(counts)
    done = sum(full[code] for code in ("thi_hanh_xong", "dinh_chi", *(["giam_nghia_vu"] if measure == "tien" else [])))
    base = full["co_dieu_kien"]
    beside = sum(full[code] for code in ("chua_dieu_kien", "hoan_khac", "tam_dinh_chi", "tam_dung"))
    taken_in = base + beside + full["uy_thac"] + full["thu_hoi_huy_rut"]
    follow = {
        "dang_thi_hanh": base - done - full["hoan_diem_c_k1_d48"] - full["truong_hop_khac"],
        "tong_phai_thi_hanh": base + beside,
        "tong_thu_ly": taken_in,
        "moi_thu_ly": taken_in - full["nam_truoc_chuyen_sang"],
        "chuyen_ky_sau": base + beside - done,
        "co_dieu_kien_chuyen_ky_sau": base - done,
    }
    return full | {code: max(value, 0) for code, value in follow.items()}


def row(of: Unit, fraction: str, line: int = 2, file: str = "drawn.csv") -> Row:
    """The counts of one unit from "done/base"; an empty text is 0/0."""
    done, base = fraction.split("/") if fraction else ("0", "0")
    counts = balanced({"thi_hanh_xong": int(done), "co_dieu_kien": int(base)}, "viec")
    return Row(of, counts, RowSource(file, None, {}, "province"), line)


def dataset(text: str, targets: Sequence[Target] = ()) -> Dataset:
    """The dataset that a table draws (see the head of this module)."""
    records = drawn(text)
    ordered = units([record["đơn vị"] for record in records])
    by_name = {record["đơn vị"]: record for record in records}
    lines = {record["đơn vị"]: line for line, record in enumerate(records, 2)}

    def table(period: Period, suffix: str) -> Table | None:
        columns = [MEASURE_NAMES[measure] + suffix for measure in MEASURES]
        if not any(column in records[0] for column in columns):
            return None
        rows: dict[Measure, dict[str, Row]] = {}
        for measure, column, other in zip(MEASURES, columns, reversed(columns), strict=True):
            source = column if column in records[0] else other
            file = f"{period.code}-{measure}.csv"
            rows[measure] = {
                unit.key: row(unit, by_name[unit.name][source], lines[unit.name], file) for unit in ordered
            }
        return Table(period, rows)

    current = table(PERIOD, "")
    assert current is not None, "draw a column “việc” or “tiền”"
    months = {PERIOD.months: " 5T năm trước", 12: " năm trước"}
    tables = {month: table(Period(PERIOD.year - 1, month), suffix) for month, suffix in months.items()}
    return Dataset(
        units=ordered,
        current=current,
        same_period=table(PERIOD.same_period, " cùng kỳ"),
        targets=tuple(targets),
        files=(),
        previous_period=table(PERIOD.previous, " kỳ trước"),
        last_year_curve={month: found for month, found in tables.items() if found is not None},
    )


def target(key: str, measure: Measure, percent: str, *, strict: bool = True) -> Target:
    """A target of "81.5" percent."""
    return Target(key, measure, Fraction(percent) / 100, strict, CellRef("targets.csv", None, "2:target"))


def names(units: Iterable[Unit]) -> str:
    """The names in the order given, as a list is read aloud."""
    return ", ".join(unit.name for unit in units)


def named(naming: Naming, measure: Measure = "viec") -> str:
    """Whom a naming names on one measure, in printed order."""
    return names(naming.named[measure])


# --- files ---


def long_csv(text: str, delimiter: str = ",") -> str:
    """A long CSV of the form's columns; columns not drawn are 2022, 5 and what keeps the identities.

    A count drawn as something else than a number stands for 0 in the others.
    """
    columns = (*KEYS, *CODES)
    records = []
    for record in drawn(text):
        counts = {code: int(record[code]) if _is_count(record[code]) else 0 for code in CODES if code in record}
        full = balanced(counts, "tien" if record["measure"] == "tien" else "viec")
        records.append({"year": "2022", "months": "5", **{code: str(full[code]) for code in CODES}, **record})
    lines = [columns, *([record[column] for column in columns] for record in records)]
    return "".join(delimiter.join(line) + "\n" for line in lines)


def _is_count(text: str) -> bool:
    return text.isdecimal() and len(text) < len(str(10**40))


def text_table(folder: Path, content: str | bytes, name: str = "so-lieu.csv") -> TextTable:
    """`content` written to a file and read as a table of text."""
    raw = content.encode() if isinstance(content, str) else content
    (folder / name).write_bytes(raw)
    return read_text_table(open_gate(folder, name))


def unit_reader(names: str, aliases: Mapping[str, str] | None = None) -> UnitReader:
    """A reader that knows only these provinces."""
    return UnitReader(units(names), aliases or {})


def dossier_folder(folder: Path, **changes: Mapping[str, str]) -> Path:
    """A copy of the fixture with some of its text replaced, once each.

    The changes are named by file: `dossier`, `current`, `same_period`, `targets`, each a mapping from the
    text that stands there to the text that shall; "" stands for the end of the file.
    """
    copy = folder / "ho-so"
    shutil.copytree(FIXTURE, copy)
    files = {"dossier": "dossier.toml", "current": "2022-05.csv", "same_period": "2021-05.csv"}
    files["targets"] = "targets.csv"
    for part, replacements in changes.items():
        path = copy / files[part]
        text = path.read_text(encoding="utf-8")
        for old, new in replacements.items():
            assert not old or text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
            text = text.replace(old, new) if old else text + new
        path.write_text(text, encoding="utf-8", newline="")
    return copy


def kind(*policies: NamingPolicy, further_keys: Mapping[str, str] | None = None) -> LetterKind:
    """A letter kind with nothing but policies and further keys of [letter]."""
    return LetterKind(
        id="thu",
        title="Thử",
        subject="thử",
        addressees=(),
        recipients=(),
        authority=(),
        signer="",
        body="",
        named=policies[0].id if policies else "",
        policies={policy.id: policy for policy in policies},
        appendices=(),
        citations={},
        abbreviations={},
        further_keys=further_keys or {},
        fingerprint="",
        lines={},
    )


# --- findings ---


def places(findings: Iterable[Finding]) -> list[tuple[str, str | int | None]]:
    """Code and place of each finding: its cell, or else its line."""
    return [(finding.code, finding.cell or finding.line) for finding in findings]


def assert_clear(findings: Iterable[Finding]) -> None:
    """Every finding says in Vietnamese what is wrong, in which file, and what to do."""
    found = list(findings)
    assert found
    for finding in found:
        assert finding.file, finding
        assert not finding.message.isascii(), finding
        assert finding.hint or finding.severity == "info", finding
        assert "None" not in finding.message + finding.hint, finding
