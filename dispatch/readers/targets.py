"""The table of yearly targets (chỉ tiêu được giao): unit, measure, value, how it is to be met, of which indicator."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from dispatch.errors import Finding
from dispatch.model.dataset import MEASURES, CellRef, Target
from dispatch.model.indicator import RATE, IndicatorCatalogue
from dispatch.model.period import Period
from dispatch.model.unit import NATION_KEY, NATION_NAME, Unit
from dispatch.readers.lower_names import LowerNames
from dispatch.readers.target_values import COMPARISONS, Goal, read_goal, value_fault
from dispatch.readers.text_table import TextTable
from dispatch.readers.unit_names import UnitReader
from dispatch.vietnamese.orthography import normal_form

COLUMNS = ("year", "measure", "province", "target", "comparison")
"""Beside these a table may have `unit` (of the second level) and `indicator` (the rate where it is left out)."""

_YEAR = re.compile("[0-9]{4}")

Record = dict[str, str]


def read_targets(
    text: TextTable, period: Period, names: UnitReader, catalogue: IndicatorCatalogue, lower: Sequence[Unit] = ()
) -> tuple[tuple[Target, ...], list[Finding]]:
    """The targets of the period's work year, and every fault of the file with its cell."""
    missing = [column for column in COLUMNS if column not in text.header]
    if missing:
        message = f"thiếu cột {', '.join(f'“{column}”' for column in missing)}"
        hint = "dòng tiêu đề: " + ",".join(COLUMNS)
        return (), [*text.faults, Finding("missing-column", message, hint, file=text.file.name, line=text.header_line)]
    reading = _Reading(text.file.name, names, catalogue, LowerNames(lower, catalogue))
    for line, cells in text.rows:
        record = dict(zip(text.header, (normal_form(cell) for cell in cells), strict=True))
        if not _YEAR.fullmatch(record["year"]) or record["year"] == str(period.year):
            reading.row(line, {"unit": "", "indicator": "", **record})
    return tuple(reading.targets.values()), [*text.faults, *reading.findings]


class _Reading:
    """The targets read so far, one for each unit, measure and indicator; and all that is wrong."""

    def __init__(self, file: str, names: UnitReader, catalogue: IndicatorCatalogue, lower: LowerNames) -> None:
        self.file, self.names, self.catalogue, self.lower = file, names, catalogue, lower
        self.targets: dict[tuple[str, str, str], Target] = {}
        self.findings: list[Finding] = []

    def row(self, line: int, record: Record) -> None:
        """Read one row."""
        faults = [*self.value_faults(line, record)]
        key, found = self.unit(line, record)
        self.findings += [*faults, *found]
        goal = read_goal(record["target"], record["comparison"])
        measure = next((measure for measure in MEASURES if measure == record["measure"]), None)
        if key is None or goal is None or measure is None or faults:
            return
        indicator = record["indicator"] or RATE
        known = (key, measure, indicator)
        if known in self.targets:
            message = f"chỉ tiêu này đã có ở dòng {self.targets[known].source.cell.partition(':')[0]}"
            self.fault(line, "province", "duplicate-target", message, "xoá hoặc sửa một trong hai dòng")
            return
        source = CellRef(self.file, None, f"{line}:target")
        self.targets[known] = Target(
            key, measure, Fraction(goal.value), goal.strict, source, indicator, goal.reduction, goal.upper
        )

    def unit(self, line: int, record: Record) -> tuple[str | None, list[Finding]]:
        """The key of the unit a row is about; None when it is not known."""
        if record["province"] == NATION_NAME and not record["unit"]:
            return NATION_KEY, []
        province, found = self.names.read(record["province"], self.file, f"{line}:province")
        if province is None or not record["unit"]:
            return (province.key if province else None), found
        unit, hint = self.lower.find(province, record["unit"])
        if unit is None:
            message = f"{province.name} không có đơn vị trực thuộc tên “{record['unit']}” trong số liệu"
            found.append(Finding("unknown-unit", message, hint, file=self.file, cell=f"{line}:unit"))
        return (unit.key if unit else None), found

    def value_faults(self, line: int, record: Record) -> Iterator[Finding]:
        """What is wrong with the cells of a row, its unit apart."""
        for column, code, message, hint in self.wrong_values(record):
            yield Finding(code, message, hint, file=self.file, cell=f"{line}:{column}")

    def wrong_values(self, record: Record) -> Iterator[tuple[str, str, str, str]]:
        """Column, code, message and hint of each fault."""
        if not _YEAR.fullmatch(record["year"]):
            yield "year", "wrong-period", f"“{record['year']}” không phải năm", "ghi năm có bốn chữ số"
        if record["measure"] not in MEASURES:
            message = f"“{record['measure']}” không phải loại số liệu"
            yield "measure", "unknown-measure", message, "ghi viec hoặc tien"
        if fault := value_fault(record["target"], record["comparison"]):
            yield "target", "not-a-number", *fault
        if record["comparison"] not in COMPARISONS:
            hint = "ghi “trên” (phải vượt), “từ” (đạt là đủ), “giảm” hoặc “giảm trên” (so với năm trước)"
            yield "comparison", "bad-comparison", f"“{record['comparison']}” không dùng được", hint
        if fault := self.indicator_fault(record, read_goal(record["target"], record["comparison"])):
            yield "indicator", "bad-indicator", *fault

    def indicator_fault(self, record: Record, goal: Goal | None) -> tuple[str, str] | None:
        """Message and hint when a goal cannot be set for the indicator."""
        code = record["indicator"] or RATE
        indicator = self.catalogue.indicators.get(code)
        if indicator is None:
            return f"không có chỉ tiêu thống kê “{code}”", "ghi mã như trong indicators.toml, hoặc để trống"
        if goal is not None and goal.reduction is (indicator.unit == "%"):
            if goal.reduction:
                hint = "ghi ở cột indicator: chuyen_ky_sau hoặc co_dieu_kien_chuyen_ky_sau"
                return f"chỉ tiêu giảm phải là của một số lượng, “{code}” là tỷ lệ", hint
            return f"“{code}” là số lượng, chỉ tiêu “{record['comparison']}” phải là của một tỷ lệ", "ghi ty_le"
        return None

    def fault(self, line: int, column: str, code: str, message: str, hint: str) -> None:
        """Note a fault of one cell."""
        self.findings.append(Finding(code, message, hint, file=self.file, cell=f"{line}:{column}"))
