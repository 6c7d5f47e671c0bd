"""The reporting period: N months of a work year that runs from 1 October to 30 September."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

_CODE = re.compile(r"(1[0-2]|[1-9])T((?:19|20)[0-9]{2})")
_OCTOBER = 10
_MONTHS_IN_YEAR = 12


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The first `months` months (1 to 12) of the work year `year`.

    Reports are cumulative and all begin on 1 October of the year before (Circular
    06/2019/TT-BTP, article 4).
    """

    year: int
    months: int

    @classmethod
    def parse(cls, code: str) -> "Period | None":
        """Read "5T2022"; None when it is not a period."""
        match = _CODE.fullmatch(code)
        return cls(int(match[2]), int(match[1])) if match else None

    @property
    def code(self) -> str:
        """Short form used in file names and on the command line: "5T2022"."""
        return f"{self.months}T{self.year}"

    @property
    def name(self) -> str:
        """The period as a letter names it: "5 tháng năm 2022", a whole year "năm 2022"."""
        return f"năm {self.year}" if self.months == _MONTHS_IN_YEAR else f"{self.months} tháng năm {self.year}"

    @property
    def start(self) -> date:
        """First day: 1 October before the work year."""
        return date(self.year - 1, _OCTOBER, 1)

    @property
    def end(self) -> date:
        """Last day of the last month."""
        year, month = self._last_month()
        return date(year, month, calendar.monthrange(year, month)[1])

    @property
    def month_after(self) -> date:
        """First day of the month in which a letter about this period is due."""
        year, month = self._last_month()
        return date(year + month // _MONTHS_IN_YEAR, month % _MONTHS_IN_YEAR + 1, 1)

    @property
    def same_period(self) -> "Period":
        """The same months of the work year before (cùng kỳ)."""
        return Period(self.year - 1, self.months)

    @property
    def previous(self) -> "Period":
        """The period before (kỳ trước): a month less; before the first month, the whole year before."""
        return Period(self.year, self.months - 1) if self.months > 1 else Period(self.year - 1, _MONTHS_IN_YEAR)

    @property
    def last_year(self) -> "Period":
        """The whole work year before."""
        return Period(self.year - 1, _MONTHS_IN_YEAR)

    def _last_month(self) -> tuple[int, int]:
        count = _OCTOBER - 1 + self.months - 1
        return self.year - 1 + count // _MONTHS_IN_YEAR, count % _MONTHS_IN_YEAR + 1
