"""Which units get a letter: what [batch] says, and of these what the command line names."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from dispatch.errors import Finding, InputError
from dispatch.model.bound_figures import UNIT_SCOPE
from dispatch.model.dataset import MEASURES
from dispatch.model.dossier import ALL, BELOW_NATIONAL, DOSSIER_FILE, NAMED, BatchSettings
from dispatch.model.indicator import RATE
from dispatch.model.kind import SETTINGS_FILE
from dispatch.model.unit import NATION_KEY, Unit
from dispatch.pipeline.kinds import find_kind
from dispatch.pipeline.prepare import Prepared, prepared_with, with_files
from dispatch.readers.dossier import dossier_template, read_dossier


def prepare_batch(folder: Path, templates: Path | None, instead: Mapping[str, Path] | None = None) -> Prepared:
    """Read the dossier in `folder` for a batch; `instead` has tables that are read in place of its own.

    Raises a DispatchError with everything that is wrong with it, among that a number: no two letters
    may carry the same one.
    """
    own = find_kind(dossier_template(folder), templates)
    kind = find_kind(dossier_template(folder, batch=True), templates)
    if not kind.one_unit:
        hint = f"chọn loại văn bản gửi một đơn vị (one_unit = true trong {SETTINGS_FILE}) ở [batch] template"
        message = f"loại văn bản “{kind.id}” không gửi riêng một đơn vị, nên không soạn hàng loạt được"
        raise InputError([Finding("not-for-one-unit", message, hint, file=DOSSIER_FILE)])
    dossier = read_dossier(folder, own, kind)
    if dossier.letter.number is not None:
        message = f"hồ sơ ghi số văn bản {dossier.letter.number}: các văn bản của một đợt không được mang cùng một số"
        hint = "bỏ number ở mục [letter]; văn thư ghi số cho từng văn bản khi phát hành"
        raise InputError([Finding("batch-number", message, hint, file=DOSSIER_FILE)])
    return prepared_with(with_files(dossier, instead or {}), kind, templates)


def batch_units(prepared: Prepared) -> tuple[Unit, ...]:
    """The units that [batch] selects, in their order; InputError when it asks for what is not there."""
    settings = prepared.dossier.batch or BatchSettings(prepared.kind.id)
    units = _level(prepared, settings)
    if settings.codes:
        chosen = only(units, settings.codes, "[batch] units")
    elif settings.units == ALL:
        chosen = units
    elif settings.units == BELOW_NATIONAL:
        chosen = tuple(filter(_below_national(prepared), units))
    else:
        named = _named(prepared, settings.units.removeprefix(NAMED))
        chosen = tuple(unit for unit in units if unit.key in named)
    if not chosen:
        hint = "xem lại units và level ở mục [batch]; danh sách nêu tên: dispatch naming"
        raise InputError(
            [Finding("no-units", "không có đơn vị nào được chọn để soạn văn bản", hint, file=DOSSIER_FILE)]
        )
    return chosen


def only(units: Sequence[Unit], codes: Collection[str], where: str) -> tuple[Unit, ...]:
    """Those of `units` that `codes` name; InputError with every code that names none."""
    known = {unit.key: unit for unit in units}
    unknown = [code for code in dict.fromkeys(codes) if code not in known]
    if unknown:
        raise InputError([_unknown(code, tuple(known), where) for code in unknown])
    wanted = set(codes)
    return tuple(unit for unit in units if unit.key in wanted)


def addressed_to(prepared: Prepared, unit: Unit) -> Prepared:
    """The same dossier for one letter of the batch, as if its [letter] table named the unit."""
    letter = replace(prepared.dossier.letter, unit=unit.key)
    return replace(prepared, dossier=replace(prepared.dossier, letter=letter))


def _level(prepared: Prepared, settings: BatchSettings) -> tuple[Unit, ...]:
    if settings.level == "province":
        return prepared.dataset.units
    issuer = prepared.dossier.letter.issuer
    lower = prepared.dataset.lower.units if prepared.dataset.lower else ()
    found = tuple(unit for unit in lower if not issuer or unit.parent == issuer)
    if not found:
        hint = 'thêm lower_current = "<tên tệp>" vào mục [data] của dossier.toml'
        message = "đợt văn bản gửi đơn vị cấp dưới, nhưng hồ sơ không có số liệu của họ"
        raise InputError([Finding("missing-lower", message, hint, file=DOSSIER_FILE)])
    return found


def _below_national(prepared: Prepared) -> Callable[[Unit], bool]:
    """Whether a unit's rate is below the nation's on a measure, as printed: a tie in print is no fault."""
    figures = prepared.statistics.figures
    nation = {measure: figures[f"{NATION_KEY}.{measure}.{RATE}"].comparable for measure in MEASURES}

    def below(unit: Unit) -> bool:
        for measure in MEASURES:
            rate, limit = figures[f"{UNIT_SCOPE}{unit.key}.{measure}.{RATE}"].comparable, nation[measure]
            if rate is not None and limit is not None and rate < limit:
                return True
        return False

    return below


def _named(prepared: Prepared, policy: str) -> set[str]:
    namings = prepared.statistics.namings
    if policy not in namings:
        hint = "các quy tắc nêu tên: " + (", ".join(namings) or "không có")
        message = f"[batch] units trỏ tới quy tắc nêu tên “{policy}” không có"
        raise InputError([Finding("unknown-policy", message, hint, file=DOSSIER_FILE)])
    naming = namings[policy]
    lists = naming.named.values() if naming.printed is None else [naming.printed]
    return {unit.key for listed in lists for unit in listed}


def _unknown(code: str, known: Sequence[str], where: str) -> Finding:
    near = get_close_matches(code, known, 1)
    hint = f"có phải là “{near[0]}”?" if near else "ghi mã đơn vị của đợt này, xem bằng dispatch batch --dry-run"
    return Finding("unknown-unit", f"{where}: đợt văn bản không có đơn vị mã “{code}”", hint)
