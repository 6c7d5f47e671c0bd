"""Read dossier.toml: the settings of one dispatch, all faults at once."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

from dispatch.directory.naming_rules import overridden
from dispatch.directory.units import NameIndex, code_set_on, units_in_force
from dispatch.errors import Finding, InputError, refuse_if_any
from dispatch.model.dossier import DOSSIER_FILE, Dossier, LetterForm, LetterSettings
from dispatch.model.kind import LetterKind
from dispatch.model.period import Period
from dispatch.model.profile import Regime
from dispatch.model.unit import CodeSet, Unit
from dispatch.readers.addressing import read_addressed, read_batch, read_issuer
from dispatch.readers.data_files import read_data_files
from dispatch.readers.letter_marks import read_marks
from dispatch.readers.unit_names import alias_fault
from dispatch.tomlfile import Section, read_toml

_FORMS = ("giay", "dien-tu")
_SETS = (63, 34)
_YEARS = range(1994, 2100)
_MONTHS = range(1, 13)
_SYMBOLS: Mapping[Regime, tuple[re.Pattern[str], str]] = {
    "state": (
        re.compile(r"[^\W\d_][\w.&]*(-[\w.&]+)+"),
        "viết liền, các nhóm chữ cách nhau bằng gạch nối, ví dụ TCTHADS-TKDLCN",
    ),
    "party": (
        re.compile(r"[^\W\d_]+/[^\W\d_]+(-[\w.&]+)*"),
        "viết liền tên loại, gạch chéo, cơ quan ban hành, ví dụ CT/TU",
    ),
}


def read_dossier(folder: Path, kind: LetterKind, batch: LetterKind | None = None) -> Dossier:
    """Read the dossier in `folder` for a letter of `kind`, or for a batch of letters of the kind `batch`.

    For a batch `kind` is that of the dossier itself: its keys and its naming policies are there as well.
    Raises InputError with every missing, unknown or wrong key and its line.
    """
    top = read_toml(folder / DOSSIER_FILE, DOSSIER_FILE)
    template = top.text("template", required=True)
    period = _period(top.section("period", required=True))
    kinds = (kind, batch) if batch else (kind,)
    further = {key: name for each in kinds for key, name in each.further_keys.items()}
    section = top.section("letter", required=True)
    letter = _letter(section, batch or kind, further, period)
    data = read_data_files(top.section("data", required=True), folder)
    letter_date = letter.day or period.month_after
    unit_set = _unit_set(top.section("units"), letter_date)
    provinces = units_in_force(unit_set, letter_date)
    addressed = read_addressed(section, kind, provinces, batch=batch is not None)
    dossier = Dossier(
        folder=folder,
        template=template,
        period=period,
        unit_set=unit_set,
        data=data,
        letter=replace(letter, unit="" if batch else addressed, issuer=read_issuer(section, batch or kind, provinces)),
        aliases=_aliases(top.section("aliases"), provinces),
        naming=overridden(
            top.section("naming"), {name: each for kind in kinds for name, each in kind.policies.items()}
        ),
        batch=read_batch(top.section("batch"), template) if batch or "batch" in top.written() else None,
    )
    top.finish()
    return dossier


def dossier_template(folder: Path, *, batch: bool = False) -> str:
    """The letter kind a dossier asks for, or that of its batch, before the rest of it can be checked."""
    if not folder.is_dir():
        hint = "ghi đường dẫn của thư mục có tệp dossier.toml"
        message = f"không tìm thấy thư mục hồ sơ {folder}"
        raise InputError([Finding("missing-folder", message, hint, file=folder.name)])
    top = read_toml(folder / DOSSIER_FILE, DOSSIER_FILE)
    template = top.text("template", required=True)
    if batch:
        template = top.section("batch").text("template", default=template)
    refuse_if_any(InputError, top.faults)
    return template


def _period(section: Section) -> Period:
    year = section.integer("year", required=True)
    months = section.integer("months", required=True)
    if section.is_sound("year") and year not in _YEARS:
        section.fault("year", "bad-period", f"năm {year} không dùng được", "ghi năm có bốn chữ số, ví dụ 2022")
    if section.is_sound("months") and months not in _MONTHS:
        section.fault("months", "bad-period", f"kỳ báo cáo {months} tháng không có", "ghi số tháng từ 1 đến 12")
    # After a fault any period will do: reading goes on only to find the other faults.
    return Period(year if year in _YEARS else _YEARS[0], months if months in _MONTHS else _MONTHS[0])


def _unit_set(section: Section, letter_date: date) -> CodeSet:
    chosen = section.integer("set", default=int(code_set_on(letter_date)))
    if chosen not in _SETS:
        section.fault("set", "bad-unit-set", f"không có danh mục {chosen} đơn vị", "ghi 63 (đến 30/6/2025) hoặc 34")
        return "63"
    return cast(CodeSet, str(chosen))


def _letter(section: Section, kind: LetterKind, further_keys: Mapping[str, str], period: Period) -> LetterSettings:
    symbol = section.text("symbol", required=True)
    pattern, hint = _SYMBOLS[kind.heading.family]
    if section.is_sound("symbol") and not pattern.fullmatch(symbol):
        section.fault("symbol", "bad-symbol", f"ký hiệu “{symbol}” không đúng cách viết", hint)
    form = section.text("form", default="giay")
    if form not in _FORMS:
        section.fault("form", "bad-form", f"hình thức “{form}” không có", 'ghi "giay" hoặc "dien-tu"')
    day, deadline = section.day("date"), section.day("deadline")
    if day and deadline and deadline < day:
        section.fault(
            "deadline", "bad-deadline", "thời hạn đứng trước ngày của văn bản", "ghi thời hạn sau ngày văn bản"
        )
    return LetterSettings(
        symbol=symbol,
        number=_number(section),
        place=section.text("place"),
        day=day,
        form=cast(LetterForm, form),
        deadline=deadline,
        further={key: section.text(key) for key in further_keys},
        marks=read_marks(section, kind, day or period.month_after),
    )


def _number(section: Section) -> int | None:
    number = section.integer("number")
    if not section.is_sound("number"):
        return None
    if number < 1:
        section.fault(
            "number", "bad-number", f"số văn bản {number} không dùng được", "ghi số nguyên từ 1, hoặc bỏ dòng này"
        )
    return number


def _aliases(section: Section, units: tuple[Unit, ...]) -> dict[str, str]:
    aliases = {printed: section.text(printed) for printed in section.written()}
    index = NameIndex(units) if aliases else None
    for printed, name in aliases.items():
        if index and section.is_sound(printed) and (fault := alias_fault(printed, name, index)):
            section.fault(printed, *fault)
    return aliases
