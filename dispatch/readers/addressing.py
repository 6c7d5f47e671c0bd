"""Whom a dossier's letters go to and come from: the units of its [letter] table, and its [batch] table."""

from collections.abc import Sequence

from dispatch.model.dossier import ALL, BELOW_NATIONAL, LEVELS, NAMED, BatchSettings
from dispatch.model.kind import LetterKind
from dispatch.model.unit import Unit
from dispatch.tomlfile import Section


def read_addressed(section: Section, kind: LetterKind, provinces: Sequence[Unit], *, batch: bool) -> str:
    """The key of the one unit a letter goes to; a kind written to one unit needs it, others refuse it.

    A batch takes its units from [batch], so there the key may be there or not.
    """
    key = section.text("unit")
    if kind.about_letter:
        hint = "soạn bằng lệnh: dispatch replace SỐ/KÝ_HIỆU --as " + kind.id
        section.fault(None, "about-letter", f"loại văn bản “{kind.id}” nói về một văn bản đã phát hành", hint)
    written = "unit" in section.written()
    if kind.one_unit and not written and not batch:
        hint = f'thêm unit = "{provinces[0].key}" (mã tỉnh, thành phố) vào mục [letter], hoặc dùng dispatch batch'
        message = f"loại văn bản “{kind.id}” gửi một đơn vị, nhưng mục [letter] chưa ghi đơn vị nào"
        section.fault(None, "missing-unit", message, hint)
    if written and not kind.one_unit and not batch:
        message = f"loại văn bản “{kind.id}” không gửi riêng một đơn vị"
        section.fault("unit", "unit-not-taken", message, "bỏ dòng unit, hoặc chọn loại văn bản gửi một đơn vị")
    if section.is_sound("unit"):
        _refuse_unknown(section, "unit", key, provinces, lower=True)
    return key


def read_issuer(section: Section, kind: LetterKind, provinces: Sequence[Unit]) -> str:
    """The code of the province whose body writes the letter; empty for the central agency.

    A letter of the Party is that of a province's committee and has to name it.
    """
    key = section.text("issuer", required=kind.heading.family == "party")
    if section.is_sound("issuer"):
        _refuse_unknown(section, "issuer", key, provinces, lower=False)
    return key


def read_batch(section: Section, template: str) -> BatchSettings:
    """The [batch] table; without one, all provinces get a letter of the dossier's own kind."""
    listed = isinstance(section.values.get("units"), list)
    codes = section.texts("units") if listed else ()
    units = "" if listed else section.text("units", default=ALL)
    named = units.startswith(NAMED) and units != NAMED
    if not (listed or named or units in (ALL, BELOW_NATIONAL)):
        hint = 'ghi "all", "below-national", "named:<tên quy tắc nêu tên>", hoặc danh sách mã đơn vị'
        section.fault("units", "bad-option", f"không chọn được đơn vị bằng “{units}”", hint)
    level = section.text("level", default=LEVELS[0])
    if level not in LEVELS:
        hint = 'ghi "province" (tỉnh, thành phố) hoặc "lower" (đơn vị cấp dưới)'
        section.fault("level", "bad-option", f"không có cấp đơn vị “{level}”", hint)
        level = LEVELS[0]
    return BatchSettings(section.text("template", default=template), units, codes, level)


def _refuse_unknown(section: Section, key: str, code: str, provinces: Sequence[Unit], *, lower: bool) -> None:
    """A unit of the second level is known only once the data is read; its province is known here."""
    province = code.partition("-")[0] if lower else code
    if province not in {unit.key for unit in provinces}:
        example = f"{provinces[0].key} ({provinces[0].name})"
        message = f"không có đơn vị nào có mã “{code}” trong danh mục {len(provinces)} đơn vị"
        section.fault(key, "unknown-unit", message, f"ghi mã tỉnh, thành phố, ví dụ {example}")
