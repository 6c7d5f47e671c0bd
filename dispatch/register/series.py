"""Series: the run of numbers a letter belongs to, by rules that are data."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dispatch.errors import Finding, FormatError, InputError, RegisterError
from dispatch.model.profile import Regime
from dispatch.tomlfile import read_toml
from dispatch.vietnamese.dates import short_date

SERIES_FILE = "series.toml"
_OWN = Path(__file__).parent / SERIES_FILE
_PLAIN_LETTER = "CV"


@dataclass(frozen=True, slots=True)
class Term:
    """A term (nhiệm kỳ) of a Party committee, its first and last day included."""

    body: str
    name: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class SeriesRules:
    """What a series file says."""

    by_type: frozenset[str]
    types: frozenset[str]
    terms: tuple[Term, ...]

    def series(self, symbol: str, regime: Regime, day: date) -> str:
        """The series of a letter: "TCTHADS/2022", "TCTHADS/QĐ/2022", Party "TU/CT/2020-2025".

        RegisterError when no term of the committee is known for the day.
        """
        if regime == "party":
            kind, _, body = symbol.rpartition("/")
            return f"{body}/{kind or _PLAIN_LETTER}/{self._term(body, day)}"
        first, _, rest = symbol.partition("-")
        kind, body = (first, rest.partition("-")[0]) if first in self.types and rest else (_PLAIN_LETTER, first)
        return f"{body}/{kind}/{day.year}" if body in self.by_type else f"{body}/{day.year}"

    def _term(self, body: str, day: date) -> str:
        for term in self.terms:
            if term.body == body and term.start <= day <= term.end:
                return term.name
        message = f"chưa có nhiệm kỳ nào của “{body}” vào ngày {short_date(day)}"
        raise RegisterError([Finding("no-term", message, "bổ sung [[party.term]]", file=SERIES_FILE)])


def load_series(folder: Path | None) -> SeriesRules:
    """The rules of an office's own folder if it has a series file, else the program's.

    FormatError carries every fault of the file.
    """
    own = folder / SERIES_FILE if folder else _OWN
    try:
        root = read_toml(own if own.is_file() else _OWN, SERIES_FILE)
    except InputError as error:
        raise FormatError(error.findings) from None
    state = root.section("state", required=True)
    terms = []
    for section in root.section("party").array("term"):
        section.boolean("recalled")  # for those who keep the file
        start, end = section.day("from") or date.min, section.day("to") or date.max
        if start > end:
            section.fault("to", "wrong-order", "“to” trước “from”", "sửa lại ngày bắt đầu hoặc ngày kết thúc")
        terms.append(Term(section.text("body", required=True), section.text("name", required=True), start, end))
    rules = SeriesRules(frozenset(state.texts("by_type")), frozenset(state.texts("types")), tuple(terms))
    root.finish(FormatError)
    return rules
