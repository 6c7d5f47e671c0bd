"""A made-up dossier to which nothing is lacking, to try a letter kind on: its numbers mean nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from dispatch.composition.amendments import amendment_facts
from dispatch.composition.facts import document_facts, unit_names
from dispatch.directory.units import code_set_on, units_in_force
from dispatch.model.amendment import Amendment, OriginalLetter
from dispatch.model.bound_figures import ISSUING_SCOPE
from dispatch.model.dataset import MEASURES, CellRef, Dataset, LowerLevel, Measure, Row, RowSource, Table, Target
from dispatch.model.dossier import DataFiles, Dossier, LetterSettings
from dispatch.model.figure import Figures
from dispatch.model.indicator import RATE, IndicatorCatalogue
from dispatch.model.kind import LetterKind
from dispatch.model.period import Period
from dispatch.model.unit import OWN_CASES, Unit
from dispatch.pipeline.prepare import Prepared
from dispatch.statistics.compute import compute

_FILE = "so-lieu-mau.csv"
_SOURCE = RowSource(_FILE, None, {}, "province")
_DENOMINATOR, _NUMERATOR = "co_dieu_kien", "thi_hanh_xong"
_REDUCED = ("chuyen_ky_sau", "co_dieu_kien_chuyen_ky_sau")
_SYMBOLS = {"state": "TCTHADS-VP", "party": "CT/TU"}
# Few enough for a sentence: a list of them is seldom cut.
_WITH_UNITS = 2
_BELOW = ("Văn phòng", "Đơn vị mẫu")


def specimen(kind: LetterKind, catalogue: IndicatorCatalogue, period: Period) -> Prepared:
    """The dossier of a letter of `kind`, with figures for every province, the second level, goals and last year."""
    day = period.month_after
    code_set = code_set_on(day)
    units = units_in_force(code_set, day)
    dataset = _dataset(units, catalogue, period)
    dossier = Dossier(
        folder=Path(),
        template=kind.id,
        period=period,
        unit_set=code_set,
        data=DataFiles(_FILE),
        letter=_letter(kind, units[0].key, day),
        aliases={},
        naming=kind.policies,
    )
    facts = {**document_facts(dossier, kind), **unit_names(dataset, day)}
    return Prepared(kind, dossier, dataset, compute(dataset, kind.policies, catalogue), facts, catalogue)


def specimen_amendments() -> Figures:
    """What a kind about an issued letter may print beside the figures of a dossier."""
    original = OriginalLetter("Công văn", "01/TCTHADS-VP", date(2025, 8, 1), "kết quả thi hành án dân sự")
    place = Amendment("c1", "Mục 1", "41,54%", "41,64%")
    return amendment_facts(original, [place], [place])


def _letter(kind: LetterKind, unit: str, day: date) -> LetterSettings:
    """A letter of everything: its further keys say their own names."""
    texts = (kind.body, kind.subject, kind.signer, *kind.addressees, *kind.recipients, *kind.authority)
    issued_below = kind.heading.family == "party" or any(ISSUING_SCOPE in text for text in texts)
    return LetterSettings(
        symbol=_SYMBOLS[kind.heading.family],
        number=1,
        place="Hà Nội",
        day=day,
        deadline=day,
        further={key: key for key in kind.further_keys},
        unit=unit if kind.one_unit else "",
        issuer=unit if issued_below else "",
    )


def _dataset(units: tuple[Unit, ...], catalogue: IndicatorCatalogue, period: Period) -> Dataset:
    before, last_year = period.same_period, Period(period.year - 1, 12)
    lower = tuple(below for unit in units[:_WITH_UNITS] for below in _below(unit))
    tables = {each: _table(units, catalogue, each) for each in (period, before, period.previous, last_year)}
    return Dataset(
        units=units,
        current=tables[period],
        same_period=tables[before],
        targets=tuple(_targets(units)),
        files=(),
        previous_period=tables[period.previous],
        last_year_curve={before.months: tables[before], last_year.months: tables[last_year]},
        lower=_lower_level(lower, catalogue, period),
    )


def _lower_level(units: tuple[Unit, ...], catalogue: IndicatorCatalogue, period: Period) -> LowerLevel:
    before, last_year = period.same_period, Period(period.year - 1, 12)
    tables = {each: _table(units, catalogue, each) for each in (period, before, period.previous, last_year)}
    curve = {each.months: tables[each] for each in (before, last_year)}
    return LowerLevel(units, tables[period], tables[before], tables[period.previous], curve)


def _below(unit: Unit) -> Iterator[Unit]:
    for order, name in enumerate(_BELOW, 1):
        kind = OWN_CASES if order == 1 else ""
        below = replace(unit, code=f"{unit.code}-{order}", order=order, kind=kind, parent=unit.code)
        yield replace(below, name=name, thads_short_name=name)


def _table(units: tuple[Unit, ...], catalogue: IndicatorCatalogue, period: Period) -> Table:
    columns = catalogue.era_of(period).columns
    rows = {measure: {unit.key: _row(unit, columns, period, measure) for unit in units} for measure in MEASURES}
    return Table(period, rows)


def _row(unit: Unit, columns: tuple[str, ...], period: Period, measure: Measure) -> Row:
    """Rates between 20 and 60 percent that differ from unit to unit and from year to year."""
    done = 200 + (37 * unit.order + 101 * period.year + 13 * len(measure)) % 400
    counts = dict.fromkeys(columns, 10) | {_DENOMINATOR: 1000, _NUMERATOR: done}
    return Row(unit, counts, _SOURCE, unit.order + 1)


def _targets(units: tuple[Unit, ...]) -> Iterator[Target]:
    source = CellRef(_FILE, None, "2:target")
    for key in ("toan_quoc", *(unit.key for unit in units)):
        for measure in MEASURES:
            yield Target(key, measure, Fraction(4, 5), strict=False, source=source, indicator=RATE)
            for indicator in _REDUCED:
                reduced = Target(key, measure, Fraction(7, 100), strict=False, source=source, indicator=indicator)
                yield replace(reduced, reduction=True, upper=Fraction(1, 10))
