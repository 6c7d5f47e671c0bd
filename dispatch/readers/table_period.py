"""The period a table says it is about: in its columns of year and months, or in the titles of a workbook."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from dispatch.directory.columns import ColumnNames
from dispatch.errors import Finding
from dispatch.model.dataset import RowSource
from dispatch.model.period import Period
from dispatch.readers.cells import Workbook
from dispatch.readers.roles import Roles, find_roles
from dispatch.readers.sheet_layout import find_layouts
from dispatch.readers.text_table import TextTable
from dispatch.vietnamese.orthography import normal_form

_TITLE = re.compile(r"\b(\d{1,2}) tháng (?:đầu )?năm (\d{4})\b", re.IGNORECASE)
_SEARCHED_ROWS = 12
_LISTED = 20
_HINT = "kiểm tra lại tệp số liệu hoặc mục [period] và [data] của dossier.toml"


@dataclass(slots=True)
class PeriodCheck:
    """Holds the year and months of every row against a period (None: any will do)."""

    period: Period | None
    _expected: tuple[str, str] = ("", "")
    _right: int = 0
    _wrong: list[tuple[int, str, str, Finding]] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.period is not None:
            self._expected = str(self.period.months), str(self.period.year)

    def table(self, text: TextTable, source: RowSource, roles: Roles) -> None:
        """Look at every row of a text table, where it tells its period."""
        if not (roles.year and roles.months):
            return
        years, months = text.column(roles.year), text.column(roles.months)
        if set(zip(months, years, strict=True)) == {self._expected}:
            self._right += len(text.lines)
            return
        for line, year, month in zip(text.lines, years, months, strict=True):
            self.row(source, line, roles, year.strip(), month.strip())

    def row(self, source: RowSource, line: int, roles: Roles, year: str, months: str) -> None:
        """Look at one row; what differs is told later, when all rows are known."""
        if self.period is None or (months, year) == self._expected:
            self._right += 1
            return
        expected = (roles.year, year, str(self.period.year)), (roles.months, months, str(self.period.months))
        wrong = [(column, value, right) for column, value, right in expected if column and value != right]
        self._right += not wrong
        for column, value, right in wrong:
            message = f"“{value}” không khớp kỳ báo cáo {self.period.code} ({column} phải là {right})"
            cell = source.address(line, column)
            finding = Finding("wrong-period", message, _HINT, file=source.file, sheet=source.sheet, cell=cell)
            self._wrong.append((line, months, year, finding))

    def findings(self) -> Iterator[Finding]:
        """One for a file all of another period; else each cell that differs from those of the right one."""
        if not self._wrong:
            return
        first = self._wrong[0][-1]
        if not self._right:
            named = Counter(f"{months}T{year}" for _, months, year, _ in self._wrong)
            others = ", ".join(list(named)[:3]) + (", …" if len(named) > 3 else "")  # noqa: PLR2004 -- three are enough to see
            rows = len({line for line, *_ in self._wrong})
            message = f"cả {rows} dòng ghi kỳ {others}, không phải {self.period.code if self.period else ''}"
            yield replace(first, message=message)
            return
        found = [finding for *_, finding in self._wrong]
        yield from found[:_LISTED]
        if more := found[_LISTED:]:
            yield replace(more[0], message=f"{more[0].message} (và {len(more) - 1} ô khác nữa)")


def book_period(book: Workbook, names: ColumnNames) -> Period | None:
    """The period of a workbook: of its titles, or of its columns; None when it does not say."""
    titled = next((period for period, _ in _titles(book)), None)
    return titled or next((period for period in _in_columns(book, names)), None)


def most_rows(periods: Mapping[Period, TextTable]) -> Period | None:
    """The period that most rows name; None when no row names one."""
    return max(periods, key=lambda period: len(periods[period].lines), default=None)


def table_periods(table: TextTable, names: ColumnNames) -> dict[Period, TextTable]:
    """The rows of each period that a text table has, in the order of the file; rows of none are left out."""
    roles = find_roles({title: (title,) for title in table.header}, names)
    if not (roles.year and roles.months):
        return {}
    printed = list(zip(table.column(roles.months), table.column(roles.year), strict=True))
    codes = {pair: f"{pair[0].strip()}T{pair[1].strip()}" for pair in dict.fromkeys(printed)}
    places: dict[str, list[int]] = {}
    for place, pair in enumerate(printed):
        places.setdefault(codes[pair], []).append(place)
    parsed = {code: Period.parse(code) for code in places}
    return {period: table.part(places[code]) for code, period in parsed.items() if period}


def period_faults(book: Workbook, period: Period, tables: Collection[str]) -> Iterator[Finding]:
    """A workbook that names periods, but not the one it is read for, is another month's; so is a sheet of a table."""
    named = list(_titles(book))
    if not named or period in [each for each, _ in named]:
        sheets = [[(each, place) for each, place in named if place[0] == sheet] for sheet in tables]
        strange = [titles[0] for titles in sheets if titles and period not in [each for each, _ in titles]]
    else:
        strange = named[:1]
    for other, (sheet, cell) in strange:
        message = f"bảng ghi {other.name}, không phải {period.name}"
        yield Finding("wrong-period", message, _HINT, file=book.file.name, sheet=sheet, cell=cell)


def _titles(book: Workbook) -> Iterator[tuple[Period, tuple[str, str]]]:
    """Every period named in the first rows, with the sheet and the cell that name it."""
    for sheet in book.sheets:
        for row in sheet.rows[:_SEARCHED_ROWS]:
            for cell in row.cells.values():
                for title in _TITLE.finditer(normal_form(cell.text)):
                    if period := Period.parse(f"{int(title[1])}T{title[2]}"):
                        yield period, (sheet.name, cell.address)


def _in_columns(book: Workbook, names: ColumnNames) -> Iterator[Period]:
    """The period that the columns of year and months name in a first row."""
    for layout in (layout for sheet in book.sheets for layout in find_layouts(sheet, names)):
        if layout.roles.year and layout.roles.months:
            for row in layout.rows:
                year, months = (row.cell(column).text.strip() for column in (layout.roles.year, layout.roles.months))
                if period := Period.parse(f"{months}T{year}"):
                    yield period
                    break
