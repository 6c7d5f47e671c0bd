"""Read every data file a dossier names into one dataset."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dispatch.directory.columns import column_names
from dispatch.directory.units import code_set_on, units_in_force
from dispatch.errors import DispatchError, Finding, InputError, refuse_if_any
from dispatch.model.dataset import Checked, Dataset, LowerLevel, Table, Target
from dispatch.model.dossier import Dossier
from dispatch.model.indicator import IndicatorCatalogue
from dispatch.model.period import Period
from dispatch.model.unit import CodeSet
from dispatch.readers.cells import Workbook
from dispatch.readers.checks import findings_between
from dispatch.readers.collector import collector_paused
from dispatch.readers.gate import open_gate
from dispatch.readers.intake import Intake, read_gated
from dispatch.readers.lower_level import Earlier, lower_level, lower_units
from dispatch.readers.period_table import Part, PeriodTable, read_under
from dispatch.readers.table_period import book_period, most_rows, table_periods
from dispatch.readers.text_table import TextTable
from dispatch.readers.unit_names import UnitReader


@collector_paused()
def read_dataset(dossier: Dossier, catalogue: IndicatorCatalogue) -> Dataset:
    """Read all that a dossier names; raise InputError with the faults of all files."""
    intake = Intake(dossier, catalogue)
    read = _take_in(intake, dossier, catalogue)
    refuse_if_any(InputError, intake.findings)
    assert read.current is not None  # the dossier's reader requires the file, and no fault was found
    return Dataset(
        units=intake.names.units,
        current=read.current,
        same_period=read.same_period,
        targets=read.targets,
        files=tuple(intake.files),
        findings=tuple(intake.findings),
        previous_period=read.previous_period,
        last_year_curve=read.last_year_curve,
        lower=read.lower,
        whole=intake.names.units != intake.issuer,
    )


@collector_paused()
def check_dataset(dossier: Dossier, catalogue: IndicatorCatalogue) -> Checked:
    """Everything that is to be told about the data of a dossier; nothing is raised."""
    intake = Intake(dossier, catalogue)
    _take_in(intake, dossier, catalogue)
    return Checked(tuple(intake.findings), intake.units_read)


@collector_paused()
def check_file(path: Path, code_set: CodeSet | None, catalogue: IndicatorCatalogue, encoding: str = "") -> Checked:
    """Everything that is to be told about one table.

    Its units are those of `code_set`, or of the set in force on the last day of the table's period. A
    text file with whole tables of several periods is checked period by period. `encoding` is that of a
    text file which is not Unicode.
    """
    try:
        table = read_gated(open_gate(path.parent, path.name), encoding)
    except DispatchError as error:
        return Checked(error.findings, 0)
    columns = column_names(catalogue)
    periods = table_periods(table, columns) if isinstance(table, TextTable) else {}
    period = book_period(table, columns) if isinstance(table, Workbook) else most_rows(periods)
    chosen = code_set or (code_set_on(period.end) if period else None)
    if chosen is None:
        hint = "ghi kỳ ở tiêu đề (“5 tháng năm 2022”) hoặc ở cột year, months của CSV; hoặc thêm --units 63 hay 34"
        return Checked((Finding("unknown-period", "không rõ kỳ báo cáo của bảng này", hint, file=path.name),), 0)
    names = UnitReader(units_in_force(chosen, period.end if period else date.max), {})
    if period is None or not _are_whole(periods):
        return _checked([read_under([Part(table)], [], period, names, catalogue)])
    return _checked([read_under([Part(part)], [], each, names, catalogue) for each, part in periods.items()])


@dataclass(frozen=True, slots=True)
class _Read:
    """The tables of a dossier as far as they could be read."""

    current: Table | None
    same_period: Table | None
    targets: tuple[Target, ...]
    previous_period: Table | None
    last_year_curve: dict[int, Table]
    lower: LowerLevel | None


def _take_in(intake: Intake, dossier: Dossier, catalogue: IndicatorCatalogue) -> _Read:
    period = dossier.period
    current = intake.table("current", period, "lower_current")
    same = intake.table("same_period", period.same_period, "lower_same_period")
    if current is not None and same is not None and not (current.table.rates_alone or same.table.rates_alone):
        intake.findings += findings_between(current.table, same.table, catalogue)
    units = lower_units(intake.names.units, current) if current is not None else ()
    targets = intake.targets(dossier.data.targets, period, units)
    previous = intake.table("previous_period", period.previous, "lower_previous_period")
    curve = intake.curve(dossier.data.last_year_curve, period, dossier.data.lower_last_year_curve)
    lower: LowerLevel | None = None
    if current is not None and units:
        lower, findings = lower_level(intake.names.units, units, current, Earlier(same, previous, curve))
        intake.findings += findings
    months = {month: read.table for month, read in curve.items()}
    return _Read(_of(current), _of(same), targets, _of(previous), months, lower)


def _of(read: PeriodTable | None) -> Table | None:
    return read.table if read else None


def _are_whole(periods: dict[Period, TextTable]) -> bool:
    """Whether the periods of a file are tables of their own, and not rows that got another period by mistake."""
    rows = [len(table.lines) for table in periods.values()]
    return len(rows) > 1 and 2 * min(rows) >= max(rows)


def _checked(read: list[PeriodTable]) -> Checked:
    findings = dict.fromkeys(finding for each in read for finding in each.findings)
    return Checked(tuple(findings), max(each.unit_count for each in read))
