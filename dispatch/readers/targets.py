"""The table of yearly targets (chỉ tiêu được giao): unit, measure, rate, strict or not."""

from collections.abc import Iterator
from fractions import Fraction

from dispatch.errors import Finding
from dispatch.model.dataset import MEASURES, CellRef, Target
from dispatch.model.period import Period
from dispatch.model.unit import NATION_KEY, NATION_NAME
from dispatch.readers.text_table import TextTable
from dispatch.readers.unit_names import UnitReader
from dispatch.vietnamese.numbers import parse_percent
from dispatch.vietnamese.orthography import normal_form

COLUMNS = ("year", "measure", "province", "target", "comparison")
_COMPARISONS = {"trên": True, "từ": False}
_WHOLE = 10_000


def read_targets(text: TextTable, period: Period, names: UnitReader) -> tuple[tuple[Target, ...], list[Finding]]:
    """The targets of the period's work year, and every fault of the file with its cell."""
    missing = [column for column in COLUMNS if column not in text.header]
    if missing:
        message = f"thiếu cột {', '.join(f'“{column}”' for column in missing)}"
        hint = "dòng tiêu đề: " + ",".join(COLUMNS)
        return (), [*text.faults, Finding("missing-column", message, hint, file=text.file.name, line=text.header_line)]
    targets: dict[tuple[str, str], Target] = {}
    findings: list[Finding] = list(text.faults)
    for line, cells in text.rows:
        record = dict(zip(text.header, (normal_form(cell) for cell in cells), strict=True))
        if record["year"].isdigit() and record["year"] != str(period.year):
            continue
        target, faults = _read_row(text.file.name, line, record, names)
        findings += faults
        if target is not None and (target.unit_key, target.measure) in targets:
            message = "chỉ tiêu này đã có ở dòng trên"
            cell = f"{line}:province"
            findings.append(Finding("duplicate-target", message, "xoá một dòng", file=text.file.name, cell=cell))
        elif target is not None:
            targets[target.unit_key, target.measure] = target
    return tuple(targets.values()), findings


def _read_row(file: str, line: int, record: dict[str, str], names: UnitReader) -> tuple[Target | None, list[Finding]]:
    faults = list(_value_faults(file, line, record))
    key: str | None = NATION_KEY
    if record["province"] != NATION_NAME:
        unit, found = names.read(record["province"], file, f"{line}:province")
        faults += found
        key = unit.key if unit else None
    rate = _rate(record["target"])
    measure = next((m for m in MEASURES if m == record["measure"]), None)
    if key is None or rate is None or measure is None or any(fault.severity == "error" for fault in faults):
        return None, faults
    source = CellRef(file, None, f"{line}:target")
    return Target(key, measure, Fraction(rate, _WHOLE), _COMPARISONS[record["comparison"]], source), faults


def _rate(printed: str) -> int | None:
    rate = parse_percent(printed)
    return rate if rate is not None and rate <= _WHOLE else None


def _value_faults(file: str, line: int, record: dict[str, str]) -> Iterator[Finding]:
    if not record["year"].isdigit():
        message = f"“{record['year']}” không phải năm"
        yield Finding("wrong-period", message, "ghi năm có bốn chữ số", file=file, cell=f"{line}:year")
    if record["measure"] not in MEASURES:
        message = f"“{record['measure']}” không phải loại số liệu"
        yield Finding("unknown-measure", message, "ghi viec hoặc tien", file=file, cell=f"{line}:measure")
    if _rate(record["target"]) is None:
        message = f"“{record['target']}” không phải tỷ lệ phần trăm từ 0 đến 100"
        yield Finding("not-a-number", message, "ghi như 81,50", file=file, cell=f"{line}:target")
    if record["comparison"] not in _COMPARISONS:
        message = f"“{record['comparison']}” không dùng được"
        hint = "ghi “trên” (phải vượt chỉ tiêu) hoặc “từ” (đạt là đủ)"
        yield Finding("bad-comparison", message, hint, file=file, cell=f"{line}:comparison")
