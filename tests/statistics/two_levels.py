"""Every derived figure of the nation, a province or one of its units, worked out from the raw CSV by hand.

It must not import `dispatch`: what is wrong there must not be able to agree with itself here.
"""

import csv
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from tests.statistics.by_hand import Record, optional_rate, points, printed, ranks

Scope = tuple[str, str]
"""Province and unit by their names; a whole province is of unit "", the nation of province "" too."""
NATION: Scope = ("", "")
NONE = "—"
_UNITS = {"viec": "việc", "tien": "nghìn đồng"}


class Reckoning:
    """The rows of one measure: by the period's name those of every unit of the second level."""

    def __init__(self, tables: Mapping[str, list[Record]], measure: str, goal: Fraction, reduction: Fraction) -> None:
        self.measure, self.goal, self.reduction = measure, goal, reduction
        self._rows: dict[tuple[str, Scope], list[Record]] = {}
        for period, records in tables.items():
            for row in (record for record in records if record["measure"] == measure):
                for scope in (NATION, (row["province"], ""), (row["province"], row["unit"])):
                    self._rows.setdefault((period, scope), []).append(row)

    @cached_property
    def scopes(self) -> list[Scope]:
        """The nation, every province, every unit."""
        return [scope for period, scope in self._rows if period == "now"]

    def count(self, scope: Scope, period: str, code: str) -> int:
        """A column of the form, summed."""
        return sum(int(row[code]) for row in self._rows[period, scope])

    def rate(self, scope: Scope, period: str) -> Fraction | None:
        """Finished by what could be enforced."""
        return optional_rate(self._rows[period, scope], self.measure)

    def place(self, scope: Scope, period: str, *, inside: bool = False) -> int | None:
        """The rank among the provinces, or among all units, or those of one province."""
        return self._places(scope, period, inside=inside).get("|".join(scope))

    def _places(self, scope: Scope, period: str, *, inside: bool) -> dict[str, int]:
        group = (period, scope[0] if inside else "", bool(scope[1]))
        if group not in self._ranked:
            among = [other for other in self.scopes if other != NATION and bool(other[1]) == bool(scope[1])]
            among = [other for other in among if not inside or other[0] == scope[0]]
            self._ranked[group] = ranks({"|".join(other): self.rate(other, period) for other in among})
        return self._ranked[group]

    @cached_property
    def _ranked(self) -> dict[tuple[str, str, bool], dict[str, int]]:
        return {}


Told = Callable[[Reckoning, Scope], str]


def rate(period: str) -> Told:
    return lambda by_hand, scope: _percent(by_hand.rate(scope, period))


def count(code: str) -> Told:
    return lambda by_hand, scope: _grouped(by_hand.count(scope, "now", code))


def remainder(whole: str) -> Told:
    """What of a column is not yet finished."""
    done = {"viec": ("thi_hanh_xong", "dinh_chi"), "tien": ("thi_hanh_xong", "dinh_chi", "giam_nghia_vu")}

    def told(by_hand: Reckoning, scope: Scope) -> str:
        finished = sum(by_hand.count(scope, "now", code) for code in done[by_hand.measure])
        return _grouped(by_hand.count(scope, "now", whole) - finished)

    return told


def share(code: str) -> Told:
    return lambda by_hand, scope: _percent(
        Fraction(by_hand.count(scope, "now", code), by_hand.count(NATION, "now", code))
    )


def count_change(code: str, base: str) -> Told:
    def told(by_hand: Reckoning, scope: Scope) -> str:
        now, before = by_hand.count(scope, "now", code), by_hand.count(scope, base, code)
        verb = "tăng" if now > before else "giảm"
        if now == before:
            return "bằng"
        size = f"{verb} {_grouped(abs(now - before))} {_UNITS[by_hand.measure]}"
        return f"{size} ({verb} {_percent(Fraction(abs(now - before), before))})" if before else size

    return told


def rate_change(base: str) -> Told:
    return lambda by_hand, scope: _apart(by_hand.rate(scope, "now"), by_hand.rate(scope, base), "tăng", "giảm")


def against(other: Callable[[Scope], Scope]) -> Told:
    """The rate against that of the unit above."""
    return lambda by_hand, scope: _stands(by_hand.rate(scope, "now"), by_hand.rate(other(scope), "now"))


def goal_gap(by_hand: Reckoning, scope: Scope) -> str:
    return _stands(by_hand.rate(scope, "now"), by_hand.goal)


def goal_met(by_hand: Reckoning, scope: Scope) -> str:
    """A goal that must be exceeded: a tie in print is not enough."""
    return {"cao": "vượt", "thấp": "chưa đạt", "bằng": "chưa đạt", NONE: NONE}[goal_gap(by_hand, scope).split()[0]]


def pace(by_hand: Reckoning, scope: Scope) -> Fraction | None:
    """The goal in the part that last year had reached by this month."""
    month, year = by_hand.rate(scope, "month"), by_hand.rate(scope, "year")
    return None if month is None or not year else by_hand.goal * month / year


def pace_printed(by_hand: Reckoning, scope: Scope) -> str:
    return _percent(pace(by_hand, scope))


def pace_gap(by_hand: Reckoning, scope: Scope) -> str:
    return _stands(by_hand.rate(scope, "now"), pace(by_hand, scope))


def reduced(by_hand: Reckoning, scope: Scope) -> Fraction | None:
    """By what part the carried-over cases fell below those of last year."""
    now, before = (by_hand.count(scope, period, "chuyen_ky_sau") for period in ("now", "year"))
    return Fraction(before - now, before) if before else None


def reduction_printed(by_hand: Reckoning, scope: Scope) -> str:
    part = reduced(by_hand, scope)
    if part is None or not part:
        return NONE if part is None else "bằng"
    return f"{'giảm' if part > 0 else 'tăng'} {_percent(abs(part))}"


def reduction_gap(by_hand: Reckoning, scope: Scope) -> str:
    return _stands(reduced(by_hand, scope), by_hand.reduction)


def place(*, inside: bool = False) -> Told:
    return lambda by_hand, scope: str(by_hand.place(scope, "now", inside=inside) or NONE)


def place_change(base: str, *, inside: bool = False) -> Told:
    def told(by_hand: Reckoning, scope: Scope) -> str:
        now, before = (by_hand.place(scope, period, inside=inside) for period in ("now", base))
        if now is None or before is None:
            return NONE
        return "bằng" if now == before else f"{'tăng' if now < before else 'giảm'} {abs(now - before)} bậc"

    return told


def read(path: Path, months: int) -> list[Record]:
    """The rows of a file that are of so many months."""
    with path.open(encoding="utf-8", newline="") as file:
        return [record for record in csv.DictReader(file) if record["months"] == str(months)]


def _stands(now: Fraction | None, before: Fraction | None) -> str:
    return _apart(now, before, "cao hơn", "thấp hơn")


def _apart(now: Fraction | None, before: Fraction | None, more: str, less: str) -> str:
    """The difference of two rates as printed."""
    if now is None or before is None:
        return NONE
    size = points(_signed(now), _signed(before))
    return "bằng" if not size else f"{more if size > 0 else less} {_percent(Fraction(abs(size), 10_000))}"


def _signed(value: Fraction) -> str:
    return printed(value) if value >= 0 else f"-{printed(-value)}"


def _percent(value: Fraction | None) -> str:
    return NONE if value is None else f"{_grouped_percent(printed(value))}%"


def _grouped_percent(text: str) -> str:
    whole, _, rest = text.partition(",")
    return f"{_grouped(int(whole))},{rest}"


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")
