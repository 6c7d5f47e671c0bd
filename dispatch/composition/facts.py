"""The facts of the document as figures: what comes from the dossier and the dated directory.

A blank fact is a figure too: its place in the draft stays anchored until it is known.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from dispatch.composition.house_style import signing_prefix
from dispatch.directory.agencies import (
    AGENCIES_FILE,
    Agency,
    Fact,
    central_agency,
    drafting_unit,
    lower_body,
    party_committee,
    person,
    provincial_body,
    provincial_head,
)
from dispatch.directory.issuers import committee, enforcement_body, kind_and_name
from dispatch.directory.units import units_in_force
from dispatch.errors import Finding
from dispatch.model.bound_figures import UNIT_SCOPE
from dispatch.model.dataset import MEASURES, CellRef, Dataset, Row
from dispatch.model.dossier import DOSSIER_FILE, Dossier
from dispatch.model.figure import Figure, Figures, Formula, Value
from dispatch.model.kind import LetterKind
from dispatch.model.unit import Unit
from dispatch.vietnamese.dates import blank_date, blank_day, long_date, short_date
from dispatch.vietnamese.numbers import document_number

BLANK = " " * 6
_UNKNOWN_NAME = " " * 12


def document_facts(dossier: Dossier, kind: LetterKind) -> Figures:
    """Every fact a template may print: period, number, date, agency, titles and people."""
    figures = [*_period_facts(dossier), *_letter_facts(dossier), *_mark_facts(dossier), *_agency_facts(dossier, kind)]
    for key, name in kind.further_keys.items():
        text = (dossier.letter.further or {}).get(key, "")
        figures.append(_fact(f"van_ban.{name}", text, text, f"letter.{key}"))
    return {figure.id: figure for figure in figures}


def unit_names(dataset: Dataset, on: date) -> Figures:
    """The names of each unit as figures, for sentences about one unit: "don_vi.84.ten".

    "don_vi.84.ten_day_du" is its name with its kind, "tỉnh Trà Vinh" (NĐ 30/2020, Phụ lục II, III.1), and
    "don_vi.84.thu_truong" the title of its head on the day `on`, which stands before that. The names of a
    province come from the directory, that of a unit of the second level from its table.
    """
    sources = [(unit, CellRef(f"provinces_{unit.code_set}.csv", None, f"{unit.code}:name")) for unit in dataset.units]
    if dataset.lower is not None:
        rows = dataset.lower.current.rows[MEASURES[0]]
        sources += [(unit, _name_cell(rows[unit.key])) for unit in dataset.lower.units if unit.key in rows]
    heads = _heads(dataset.units, on)
    figures = [figure for unit, source in sources for figure in _unit_facts(unit, source, heads)]
    return {figure.id: figure for figure in figures}


def blank_facts(figures: Figures, used: Collection[str]) -> Iterator[Finding]:
    """What the draft leaves open, for the officer to fill in; `used` are the facts that its template asks for."""
    if figures["van_ban.so"].value is None:
        yield Finding("blank-number", "số văn bản để trống", "văn thư ghi số khi phát hành", "info", file=DOSSIER_FILE)
    if figures["van_ban.ngay"].value is None:
        yield Finding(
            "blank-date", "ngày văn bản để trống", "ghi [letter] date, hoặc điền khi ký", "info", file=DOSSIER_FILE
        )
    if "van_ban.han" in used and figures["van_ban.han"].value is None:
        hint = "ghi [letter] deadline, hoặc điền vào dự thảo"
        yield Finding("blank-deadline", "thời hạn báo cáo để trống", hint, "info", file=DOSSIER_FILE)
    for name in ("nguoi_ky.ho_ten", "lanh_dao_bo.thu_truong"):
        if name in used and figures[name].value is None:
            message = f"danh bạ không có họ tên ({name}) vào ngày của văn bản"
            yield Finding("unknown-person", message, "điền họ tên vào dự thảo", "warning", file=AGENCIES_FILE)


def _period_facts(dossier: Dossier) -> Iterator[Figure]:
    period, before = dossier.period, dossier.period.same_period
    for name, value, text in (
        ("ky.ten", period.name, period.name),
        ("ky.so_thang", period.months, str(period.months)),
        ("ky.nam", period.year, str(period.year)),
        ("ky.tu_ngay", period.start, short_date(period.start)),
        ("ky.den_ngay", period.end, short_date(period.end)),
        ("ky.cung_ky", before.name, before.name),
        ("ky.nam_truoc", before.year, str(before.year)),
        ("ky.nam_sau", period.year + 1, str(period.year + 1)),
    ):
        yield _fact(name, value, text, "period")


def _letter_facts(dossier: Dossier) -> Iterator[Figure]:
    letter = dossier.letter
    day = long_date(letter.day) if letter.day else blank_day(dossier.period.month_after)
    number = BLANK if letter.number is None else document_number(letter.number)
    symbol, electronic = letter.symbol, letter.form == "dien-tu"
    deadline = short_date(letter.deadline) if letter.deadline else BLANK
    yield _fact("van_ban.so", letter.number, number, "letter.number")
    yield _fact("van_ban.ky_hieu", symbol, symbol, "letter.symbol")
    yield _fact("van_ban.ngay", letter.day, day, "letter.date")
    yield _fact("van_ban.han", letter.deadline, deadline, "letter.deadline")
    # On paper the line under an appendix's title is filled in, in electronic form it stays blank.
    yield _fact("kem_theo.ky_hieu", None if electronic else symbol, BLANK if electronic else symbol, "letter.symbol")
    yield _fact("kem_theo.so", None if electronic else letter.number, BLANK if electronic else number, "letter.number")
    yield _fact("kem_theo.ngay", None if electronic else letter.day, blank_date() if electronic else day, "letter.date")


def _mark_facts(dossier: Dossier) -> Iterator[Figure]:
    marks = dossier.letter.marks
    yield _fact("van_ban.nguoi_soan", marks.drafter, marks.drafter, "letter.drafter")
    yield _fact("van_ban.dia_chi", marks.address, marks.address, "letter.address")
    for name, count, key in (
        ("van_ban.so_ban", marks.copies, "copies"),
        ("van_ban.so_ban_luu", marks.file_copies, "file_copies"),
        ("van_ban.lan_du_thao", marks.draft if marks.draft > 1 else None, "draft"),
    ):
        yield _fact(name, count, "" if count is None else str(count), f"letter.{key}")
    for place, line in enumerate(marks.authority, 1):
        post = line.removeprefix(signing_prefix(line))
        yield _fact(f"nguoi_ky.dong_{place}", post, post, "letter.authority")


def _agency_facts(dossier: Dossier, kind: LetterKind) -> Iterator[Figure]:
    on = dossier.letter_date
    agency = issuing_agency(dossier, kind)
    unit_symbol = dossier.letter.symbol.rsplit("-", 1)[-1]
    place = dossier.letter.place
    yield (
        _fact("van_ban.dia_danh", place, place, "letter.place")
        if place
        else _directory("van_ban.dia_danh", agency.place)
    )
    yield _directory("co_quan.chu_quan", agency.superior)
    yield _directory("co_quan.ten", agency.name)
    yield _directory("co_quan.dong_1", agency.first_line, "agency")
    yield _directory("co_quan.dong_2", agency.second_line, "agency")
    electronic = dossier.letter.form == "dien-tu"
    yield (
        _fact("kem_theo.co_quan", None, BLANK, "letter.form")
        if electronic
        else _directory("kem_theo.co_quan", agency.name)
    )
    yield _directory("co_quan.ten_ngan", agency.short_name)
    yield _directory("co_quan.viet_tat", agency.abbreviation)
    yield _directory("nguoi_ky.chuc_vu", agency.head_title)
    # Who heads a province's body is not in the directory.
    head = None if dossier.letter.issuer else person("head", on)
    signer = dossier.letter.marks.signer
    yield (
        _fact("nguoi_ky.ho_ten", signer, signer, "letter.signer")
        if signer
        else _directory("nguoi_ky.ho_ten", head, "people.head")
    )
    yield _directory("lanh_dao_bo.thu_truong", person("deputy_minister", on), "people.deputy_minister")
    if kind.heading.family == "party" and dossier.letter.issuer:
        yield _directory("cap_uy.thuong_vu", party_committee(_issuer(dossier).kind, on).bureau)
    yield from _addressed(dossier)
    yield _fact("van_ban.don_vi_soan", unit_symbol, unit_symbol, "letter.symbol")
    unit = drafting_unit(unit_symbol, on)
    yield (
        _directory("don_vi_soan.ten", unit)
        if unit
        else _fact("don_vi_soan.ten", unit_symbol, unit_symbol, "letter.symbol")
    )


def issuing_agency(dossier: Dossier, kind: LetterKind) -> Agency:
    """Who writes the letter: a province's body, or its Party committee, where the dossier names a province.

    Without one it is the central agency; a dossier for a letter of the Party always does.
    """
    if not dossier.letter.issuer:
        return central_agency(dossier.letter_date)
    of_province = committee if kind.heading.family == "party" else enforcement_body
    return of_province(_issuer(dossier), dossier.letter_date)


def _issuer(dossier: Dossier) -> Unit:
    units = units_in_force(dossier.unit_set, dossier.letter_date)
    return next(unit for unit in units if unit.key == dossier.letter.issuer)


def _addressed(dossier: Dossier) -> Iterator[Figure]:
    """What the bodies below the central agency are called, their heads, and how many provinces there are."""
    on, units = dossier.letter_date, int(dossier.unit_set)
    below = lower_body(on)
    yield _directory("dia_phuong.thu_truong", provincial_head(on))
    yield _directory("dia_phuong.co_quan", provincial_body(on).noun)
    yield _fact("dia_phuong.so_luong", units, str(units), "units.set")._replace(comparable=units)
    yield _directory("cap_duoi.co_quan", below.noun)
    yield _directory("cap_duoi.chuc_vu", below.head_title)
    yield _directory("cap_duoi.thu_truong", below.heads)


def _unit_facts(unit: Unit, source: CellRef, heads: Mapping[str, Fact]) -> Iterator[Figure]:
    scope = f"{UNIT_SCOPE}{unit.key}."
    official = source if unit.parent else CellRef(source.file, None, f"{unit.code}:official_name")
    full = unit.name if unit.parent else kind_and_name(unit)
    for name, text, cell in (("ten", unit.name, source), ("ten_day_du", full, official)):
        formula = Formula("gia_tri", f"{cell.file}: {cell.cell}", {"gia_tri": (cell,)})
        yield Figure(scope + name, text, text, formula, about=unit.key)
    yield _directory(f"{scope}thu_truong", heads.get(unit.kind, heads[""]))._replace(about=unit.key)


def _heads(units: Iterable[Unit], on: date) -> Mapping[str, Fact]:
    """The title of the head of each kind of unit, as it stands before the unit's full name."""
    below = lower_body(on)
    provinces = {unit.kind: provincial_head(on) for unit in units}
    return {**provinces, "chi cục": below.head_title, "phòng khu vực": below.head_title, "": below.other_head}


def _name_cell(row: Row) -> CellRef:
    source = row.source
    return CellRef(source.file, source.sheet, source.name_cell(row.line))


def _fact(name: str, value: Value | date, text: str, key: str) -> Figure:
    source = CellRef(DOSSIER_FILE, None, key)
    return Figure(
        name,
        value if text.strip() else None,
        text,
        Formula("gia_tri", f"{DOSSIER_FILE}: {key}", {"gia_tri": (source,)}),
    )


def _directory(name: str, fact: Fact | None, key: str = "") -> Figure:
    text = fact.value if fact else _UNKNOWN_NAME
    source = CellRef(fact.file if fact else AGENCIES_FILE, None, fact.key if fact else key)
    formula = Formula("gia_tri", f"{source.file}: {source.cell}", {"gia_tri": (source,)})
    return Figure(name, fact.value if fact else None, text, formula)
