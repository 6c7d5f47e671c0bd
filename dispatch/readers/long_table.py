"""The long statistical table: one line per unit and measure, one column per indicator."""

from dataclasses import dataclass

from dispatch.directory.indicators import IndicatorCatalogue
from dispatch.errors import Finding, Severity
from dispatch.model.dataset import MEASURE_NAMES, MEASURES, Measure, Row
from dispatch.model.period import Period
from dispatch.model.unit import Unit
from dispatch.readers.text_table import TextTable
from dispatch.readers.unit_names import UnitReader

KEY_COLUMNS = ("year", "months", "measure", "province")
MOST_DIGITS = 40
"""Far beyond any amount; Python refuses to read thousands of digits."""


@dataclass(frozen=True, slots=True)
class LongTable:
    """What was understood of one file: the rows, and everything found on the way."""

    rows: dict[Measure, dict[str, Row]]
    findings: tuple[Finding, ...]


def read_long_table(text: TextTable, period: Period, names: UnitReader, catalogue: IndicatorCatalogue) -> LongTable:
    """Read `text` as the statistics of `period`; every fault with its cell, all at once."""
    return _Reading(text, period, names, catalogue).read()


class _Reading:
    """The reading of one file: what it is compared with, and what was found so far."""

    def __init__(self, text: TextTable, period: Period, names: UnitReader, catalogue: IndicatorCatalogue) -> None:
        self.text, self.period, self.names, self.catalogue = text, period, names, catalogue
        self.rows: dict[Measure, dict[str, Row]] = {measure: {} for measure in MEASURES}
        self.seen: set[tuple[str, str]] = set()
        self.findings: list[Finding] = list(text.faults)

    def read(self) -> LongTable:
        if self.has_all_columns():
            for line, cells in self.text.rows:
                self.read_row(line, dict(zip(self.text.header, (cell.strip() for cell in cells), strict=True)))
            if not self.text.faults:  # a row that could not be read may be the one that is missing
                self.check_missing_units()
        return LongTable(self.rows, tuple(self.findings))

    def has_all_columns(self) -> bool:
        known, line = [*KEY_COLUMNS, *self.catalogue.names], self.text.header_line
        missing = [column for column in known if column not in self.text.header]
        for column in missing:
            hint = f"thêm cột “{column}” vào dòng tiêu đề"
            self.find("missing-column", f"thiếu cột “{column}”", hint, line=line)
        for column in self.text.header:
            if column not in known:
                message = f"cột “{column}” không có trong biểu mẫu, không được dùng"
                self.find("unknown-column", message, "kiểm tra tên cột", severity="warning", line=line)
        return not missing

    def read_row(self, line: int, record: dict[str, str]) -> None:
        self.check_period(line, record)
        measure = self.measure(line, record["measure"])
        unit, named = self.names.read(record["province"], self.text.file.name, f"{line}:province")
        self.findings += named
        counts = self.counts(line, record, unit.name if unit else None)
        if unit is None or measure is None:
            return
        if (measure, unit.key) in self.seen:
            message = f"{unit.name} có hai dòng về {MEASURE_NAMES[measure]}"
            self.find("duplicate-unit", message, "xoá một trong hai dòng", cell=f"{line}:province", unit=unit.name)
        self.seen.add((measure, unit.key))
        if counts is not None:
            self.check_rate(line, counts, measure, unit)
            self.rows[measure].setdefault(unit.key, Row(unit, counts, self.text.file.name, None, line))

    def check_period(self, line: int, record: dict[str, str]) -> None:
        for column, expected in (("year", self.period.year), ("months", self.period.months)):
            if record[column] != str(expected):
                message = f"“{record[column]}” không khớp kỳ báo cáo {self.period.code} ({column} phải là {expected})"
                hint = "kiểm tra lại tệp số liệu hoặc mục [period] và [data] của dossier.toml"
                self.find("wrong-period", message, hint, cell=f"{line}:{column}")

    def measure(self, line: int, printed: str) -> Measure | None:
        for measure in MEASURES:
            if printed == measure:
                return measure
        self.find(
            "unknown-measure", f"“{printed}” không phải loại số liệu", "ghi viec hoặc tien", cell=f"{line}:measure"
        )
        return None

    def counts(self, line: int, record: dict[str, str], unit: str | None) -> dict[str, int] | None:
        """The counts of a row; None when one of them is not a number."""
        counts: dict[str, int] = {}
        for code in self.catalogue.names:
            value = record[code]
            if value.isascii() and value.isdigit() and len(value) <= MOST_DIGITS:
                counts[code] = int(value)
            else:
                self.find(*_count_fault(value), cell=f"{line}:{code}", unit=unit)
        return counts if len(counts) == len(self.catalogue.names) else None

    def check_rate(self, line: int, counts: dict[str, int], measure: Measure, unit: Unit) -> None:
        rate, names = self.catalogue.rate, self.catalogue.names
        parts = rate.numerator[measure]
        done, base = sum(counts[code] for code in parts), counts[rate.denominator]
        if done > base:
            numerator = " + ".join(names[code] for code in parts)
            message = f"{numerator} ({done}) lớn hơn {names[rate.denominator]} ({base})"
            hint = "kết quả không thể vượt số có điều kiện; kiểm tra lại các ô này"
            self.find("done-above-base", message, hint, cell=f"{line}:{parts[0]}", unit=unit.name)
        elif base == 0:
            message = f"không có {MEASURE_NAMES[measure]} có điều kiện thi hành nên không có tỷ lệ"
            hint = "đơn vị được in “—”, không xếp hạng và không bị nêu tên"
            cell = f"{line}:{rate.denominator}"
            self.find("zero-base", message, hint, severity="warning", cell=cell, unit=unit.name)

    def check_missing_units(self) -> None:
        for measure in MEASURES:
            for unit in self.names.units:
                if (measure, unit.key) not in self.seen:
                    message = f"thiếu {unit.name} trong số liệu về {MEASURE_NAMES[measure]}"
                    self.find("missing-unit", message, "bổ sung dòng của đơn vị này", unit=unit.name)

    def find(  # noqa: PLR0913 -- a finding is these facts
        self,
        code: str,
        message: str,
        hint: str,
        *,
        severity: Severity = "error",
        cell: str | None = None,
        line: int | None = None,
        unit: str | None = None,
    ) -> None:
        name = self.text.file.name
        self.findings.append(Finding(code, message, hint, severity, file=name, cell=cell, line=line, unit=unit))


def _count_fault(value: str) -> tuple[str, str, str]:
    if not value:
        return "blank", "ô để trống", "ghi số; nếu không phát sinh thì ghi 0"
    if value.startswith("-") and value[1:].isdigit():
        return "negative", f"số âm: {value}", "số liệu thống kê không thể âm; kiểm tra lại"
    if len(value) > MOST_DIGITS:
        return "not-a-number", f"số có {len(value)} ký tự", "không số liệu nào dài như vậy; kiểm tra lại ô này"
    hint = "ghi số nguyên, chỉ gồm chữ số, không có dấu chấm, dấu phẩy hay đơn vị"
    return "not-a-number", f"“{value}” không phải số nguyên", hint
