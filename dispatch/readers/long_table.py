"""The long statistical table: one line per unit and measure, one column per indicator."""

from collections.abc import Iterator
from dataclasses import dataclass

from dispatch.directory.indicators import IndicatorCatalogue
from dispatch.errors import Finding
from dispatch.model.dataset import MEASURE_NAMES, MEASURES, Measure, Row, Table
from dispatch.model.period import Period
from dispatch.model.unit import Unit
from dispatch.readers.text_table import TextTable
from dispatch.readers.unit_names import UnitReader

KEY_COLUMNS = ("year", "months", "measure", "province")


@dataclass(frozen=True, slots=True)
class LongTable:
    """What was understood of one file: the rows, and everything found on the way."""

    rows: dict[Measure, dict[str, Row]]
    findings: tuple[Finding, ...]

    def table(self, period: Period) -> Table:
        """The rows as the table of a period; only right when no finding is an error."""
        return Table(period, self.rows)


def read_long_table(text: TextTable, period: Period, names: UnitReader, catalogue: IndicatorCatalogue) -> LongTable:
    """Read `text` as the statistics of `period`; every fault with its cell, all at once."""
    findings = list(_column_findings(text, catalogue))
    if any(finding.severity == "error" for finding in findings):
        return LongTable({}, tuple(findings))
    rows: dict[Measure, dict[str, Row]] = {measure: {} for measure in MEASURES}
    for line, cells in text.rows:
        record = dict(zip(text.header, (cell.strip() for cell in cells), strict=True))
        findings += _read_row(text, line, record, period, names, catalogue, rows)
    findings += _missing_units(text, rows, names.units)
    return LongTable(rows, tuple(findings))


def _column_findings(text: TextTable, catalogue: IndicatorCatalogue) -> Iterator[Finding]:
    known = [*KEY_COLUMNS, *catalogue.names]
    for column in known:
        if column not in text.header:
            hint = f"thêm cột “{column}” vào dòng tiêu đề"
            yield Finding("missing-column", f"thiếu cột “{column}”", hint, file=text.file.name, line=1)
    for column in text.header:
        if column not in known:
            message = f"cột “{column}” không có trong biểu mẫu, không được dùng"
            yield Finding("unknown-column", message, "kiểm tra tên cột", "warning", file=text.file.name, line=1)


def _read_row(  # noqa: PLR0913 -- one row needs its place, its period, its names and its form
    text: TextTable,
    line: int,
    record: dict[str, str],
    period: Period,
    names: UnitReader,
    catalogue: IndicatorCatalogue,
    rows: dict[Measure, dict[str, Row]],
) -> Iterator[Finding]:
    file = text.file.name
    yield from _period_faults(file, line, record, period)
    measure = next((m for m in MEASURES if m == record["measure"]), None)
    if measure is None:
        message = f"“{record['measure']}” không phải loại số liệu"
        yield Finding("unknown-measure", message, "ghi viec hoặc tien", file=file, cell=f"{line}:measure")
    unit, named = names.read(record["province"], file, f"{line}:province")
    yield from named
    name = unit.name if unit else None
    counts: dict[str, int] = {}
    for code in catalogue.names:
        value = record[code]
        if value.isascii() and value.isdigit():
            counts[code] = int(value)
        else:
            yield _count_fault(value, file, f"{line}:{code}", name)
    if unit is None or measure is None or len(counts) < len(catalogue.names):
        return
    yield from _rate_faults(counts, measure, catalogue, file, line, unit)
    if unit.key in rows[measure]:
        first = rows[measure][unit.key].line
        message = f"{unit.name} có hai dòng về {MEASURE_NAMES[measure]}; dòng đầu là dòng {first}"
        yield Finding("duplicate-unit", message, "xoá một trong hai dòng", file=file, cell=f"{line}:province", unit=name)
        return
    rows[measure][unit.key] = Row(unit, counts, file, None, line)


def _period_faults(file: str, line: int, record: dict[str, str], period: Period) -> Iterator[Finding]:
    for column, expected in (("year", period.year), ("months", period.months)):
        if record[column] != str(expected):
            message = f"“{record[column]}” không khớp kỳ báo cáo {period.code} ({column} phải là {expected})"
            hint = "kiểm tra lại tệp số liệu hoặc mục [period] và [data] của dossier.toml"
            yield Finding("wrong-period", message, hint, file=file, cell=f"{line}:{column}")


def _count_fault(value: str, file: str, cell: str, unit: str | None) -> Finding:
    if not value:
        message, code, hint = "ô để trống", "blank", "ghi số; nếu không phát sinh thì ghi 0"
    elif value.startswith("-") and value[1:].isdigit():
        message, code, hint = f"số âm: {value}", "negative", "số liệu thống kê không thể âm; kiểm tra lại"
    else:
        message, code = f"“{value}” không phải số nguyên", "not-a-number"
        hint = "ghi số nguyên, chỉ gồm chữ số, không có dấu chấm, dấu phẩy hay đơn vị"
    return Finding(code, message, hint, file=file, cell=cell, unit=unit)


def _rate_faults(  # noqa: PLR0913 -- the fault names its cell
    counts: dict[str, int], measure: Measure, catalogue: IndicatorCatalogue, file: str, line: int, unit: Unit
) -> Iterator[Finding]:
    parts = catalogue.rate.numerator[measure]
    done, base = sum(counts[code] for code in parts), counts[catalogue.rate.denominator]
    if done > base:
        names = " + ".join(catalogue.names[code] for code in parts)
        message = f"{names} ({done}) lớn hơn {catalogue.names[catalogue.rate.denominator]} ({base})"
        hint = "kết quả không thể vượt số có điều kiện; kiểm tra lại hai ô"
        yield Finding("done-above-base", message, hint, file=file, cell=f"{line}:{parts[0]}", unit=unit.name)
    elif base == 0:
        message = f"không có {MEASURE_NAMES[measure]} có điều kiện thi hành nên không có tỷ lệ"
        hint = "đơn vị được in “—”, không xếp hạng và không bị nêu tên"
        cell = f"{line}:{catalogue.rate.denominator}"
        yield Finding("zero-base", message, hint, "warning", file=file, cell=cell, unit=unit.name)


def _missing_units(
    text: TextTable, rows: dict[Measure, dict[str, Row]], units: tuple[Unit, ...]
) -> Iterator[Finding]:
    for measure in MEASURES:
        for unit in units:
            if unit.key not in rows[measure] and not _mentioned(text, unit, measure):
                message = f"thiếu {unit.name} trong số liệu về {MEASURE_NAMES[measure]}"
                yield Finding("missing-unit", message, "bổ sung dòng của đơn vị này", file=text.file.name, unit=unit.name)


def _mentioned(text: TextTable, unit: Unit, measure: Measure) -> bool:
    """A row of the unit was refused for another fault: it is not missing as well."""
    place, kind = text.header.index("province"), text.header.index("measure")
    return any(cells[place].strip() == unit.name and cells[kind].strip() == measure for _, cells in text.rows)
