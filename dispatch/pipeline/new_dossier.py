"""Start the next dossier: settings from the last one, the period moved on, every key explained."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dispatch.directory.agencies import central_agency
from dispatch.directory.units import code_set_on
from dispatch.errors import Finding, InputError
from dispatch.model.dossier import DOSSIER_FILE, Dossier
from dispatch.model.kind import LetterKind
from dispatch.model.period import Period
from dispatch.pipeline.kinds import find_kind
from dispatch.pipeline.known_tables import known_table, lower_table_name, table_name
from dispatch.pipeline.saving import write_all
from dispatch.readers.dossier import dossier_template, read_dossier
from dispatch.vietnamese.dates import short_date

TARGETS_FILE = "targets.csv"


@dataclass(frozen=True, slots=True)
class NewDossier:
    """What was written, and which files the officer still has to bring."""

    dossier: Path
    copied: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Settings:
    """What one month's dossier hands on to the next; the defaults are those of a first dossier."""

    template: str
    symbol: str = ""
    place: str = ""
    form: str = "giay"
    aliases: tuple[tuple[str, str], ...] = ()
    naming: tuple[tuple[str, str], ...] = ()
    further: tuple[tuple[str, str], ...] = ()


def new_dossier(folder: Path, period: Period, old: Path | None, template: str, templates: Path | None) -> NewDossier:
    """Write `folder`/dossier.toml for `period`, and copy the tables that are already known.

    The base of comparison is the table of the same period, looked for in the old dossier and in
    the dossiers beside it; the old dossier's own table is the one of the period before when it is
    that of the month before. A table that stands in `folder` already is kept as it is. Raises
    InputError when `folder` already holds a dossier.
    """
    target = folder / DOSSIER_FILE
    if target.exists() or target.is_symlink():
        hint = "chọn thư mục khác, hoặc sửa trực tiếp tệp dossier.toml đã có"
        raise InputError([Finding("dossier-exists", f"{folder} đã có hồ sơ", hint, file=DOSSIER_FILE)])
    kind = find_kind(dossier_template(old) if old else template, templates)
    previous = read_dossier(old, kind) if old else None
    settings = _settings_of(previous, kind) if previous else _Settings(kind.id)
    base = known_table(period.same_period, [folder, folder.parent, *([old, old.parent] if old else [])], templates)
    base_name = table_name(period.same_period, base.suffix if base else ".csv")
    files: dict[str, Path | None] = {base_name: base}
    if previous and previous.data.targets:
        files[TARGETS_FILE] = previous.folder / previous.data.targets if previous.period.year == period.year else None
    further = _further_files(previous, period) if previous else {}
    files.update(further.values())
    copied = {name: source for name, source in files.items() if source and not (folder / name).exists()}
    toml = _toml(settings, period, base_name, files, further)
    write_all({target: toml.encode(), **{folder / name: source.read_bytes() for name, source in copied.items()}})
    missing = [name for name in (table_name(period), *files) if not (folder / name).exists()]
    return NewDossier(target, tuple(copied), tuple(missing))


def _settings_of(dossier: Dossier, kind: LetterKind) -> _Settings:
    letter = dossier.letter
    return _Settings(
        template=dossier.template,
        symbol=letter.symbol,
        place=letter.place,
        form=letter.form,
        aliases=tuple(dossier.aliases.items()),
        naming=tuple(_overrides(dossier, kind)),
        further=tuple((key, text) for key, text in (letter.further or {}).items() if text),
    )


def _further_files(old: Dossier, period: Period) -> dict[str, tuple[str, Path | None]]:
    """Keys of [data] with the name and the source of what the old dossier can hand on.

    Where the second level has files of its own, those of the new periods are still to be brought: no source.
    """
    found: dict[str, tuple[str, Path | None]] = {}
    data, folder = old.data, old.folder
    if old.period == period.previous and "current" not in data.money:
        found["previous_period"] = table_name(old.period, Path(data.current).suffix), folder / data.current
    if data.lower_current:
        found["lower_current"] = lower_table_name(period), None
        if data.lower_same_period:
            found["lower_same_period"] = lower_table_name(period.same_period), None
        if "previous_period" in found and "lower_current" not in data.money:
            name = lower_table_name(old.period, Path(data.lower_current).suffix)
            found["lower_previous_period"] = name, folder / data.lower_current
    if old.period.year == period.year:
        curves = {"last_year_curve": data.last_year_curve, "lower_last_year_curve": data.lower_last_year_curve}
        found |= {key: (name, folder / name) for key, name in curves.items() if name}
    return found


def _overrides(dossier: Dossier, kind: LetterKind) -> Iterator[tuple[str, str]]:
    """What the dossier changes of the kind's naming policies: (header, its lines)."""
    for name, policy in dossier.naming.items():
        usual = kind.policies[name]
        lines = [f"count = {policy.count}"] if policy.count != usual.count else []
        lines += [f"combine = {_quoted(policy.combine)}"] if policy.combine != usual.combine else []
        lines += [f"order = {_quoted(policy.order)}"] if policy.order != usual.order else []
        if lines:
            yield f"[naming.{name}]", "\n".join(lines)


def _toml(
    settings: _Settings,
    period: Period,
    base: str,
    files: Collection[str],
    further: Mapping[str, tuple[str, Path | None]],
) -> str:
    targets = f'{"" if TARGETS_FILE in files else "# "}targets = "{TARGETS_FILE}"'
    names = {key: further[key][0] if key in further else usual for key, usual in _usual_files(period).items()}
    tables = {key: f"{'' if key in further else '# '}{key} = {_quoted(name)}" for key, name in names.items()}
    free_texts = "".join(f"# {key} = {_quoted(text)}\n" for key, text in settings.further)
    # Not copied: the set in force may have changed since the last dossier.
    unit_set = f"set = {code_set_on(period.month_after)}"
    place = f"place = {_quoted(settings.place)}" if settings.place else '# place = "Hà Nội"'
    aliases = "\n".join(f"{_quoted(printed)} = {_quoted(name)}" for printed, name in settings.aliases)
    naming = "\n\n".join(f"{header}\n{body}" for header, body in settings.naming)
    return _LAYOUT.format(
        period=period, start=short_date(period.start), end=short_date(period.end), template=settings.template,
        current=table_name(period), base=base, targets=targets, unit_set=unit_set, place=place, form=settings.form,
        symbol=_quoted(settings.symbol or _usual_symbol(period)), due=period.month_after.isoformat(),
        aliases=aliases, naming=naming, tables=tables, free_texts=free_texts and _FREE_TEXTS + free_texts,
    ).rstrip() + "\n"  # fmt: skip


def _usual_files(period: Period) -> dict[str, str]:
    """How tables that not every letter needs are called, by their keys of [data]."""
    curve = f"{period.year - 1}-cac-thang"
    return {
        "previous_period": table_name(period.previous),
        "last_year_curve": f"{curve}.csv",
        "lower_current": lower_table_name(period),
        "lower_same_period": lower_table_name(period.same_period),
        "lower_previous_period": lower_table_name(period.previous),
        "lower_last_year_curve": f"{curve}-truc-thuoc.csv",
    }


def _usual_symbol(period: Period) -> str:
    return f"{central_agency(period.month_after).abbreviation.value}-TKDLCN"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


_FREE_TEXTS = "# Phần chữ của văn bản kỳ trước; sửa lại rồi bỏ dấu # để dùng.\n"
_LAYOUT = """\
# Hồ sơ của một văn bản: {period.name}, từ {start} đến {end}.
# Dòng bắt đầu bằng dấu # là ghi chú; bỏ dấu # để dùng dòng đó.

# Loại văn bản: tên một thư mục mẫu.
template = "{template}"

# Kỳ báo cáo: số tháng tính từ 01/10 năm trước.
[period]
year = {period.year}
months = {period.months}

# Danh mục đơn vị: 63 (đến 30/6/2025) hoặc 34; bỏ trống thì theo ngày của văn bản.
[units]
{unit_set}

# Tệp số liệu, đặt trong chính thư mục này.
[data]
# Số liệu của kỳ báo cáo.
current = "{current}"
# Số liệu của cùng kỳ năm trước.
same_period = "{base}"
# Chỉ tiêu được giao trong năm.
{targets}
# Số liệu của kỳ trước, để so với kỳ trước.
{tables[previous_period]}
# Số liệu từng tháng của năm trước, để tính tiến độ phải đạt.
{tables[last_year_curve]}
# Cũng các kỳ đó của đơn vị trực thuộc, khi đơn vị trực thuộc ở tệp riêng.
{tables[lower_current]}
{tables[lower_same_period]}
{tables[lower_previous_period]}
{tables[lower_last_year_curve]}

[letter]
# Ký hiệu: viết tắt cơ quan, gạch nối, viết tắt đơn vị soạn thảo.
symbol = {symbol}
# Nơi ban hành; bỏ trống thì theo trụ sở của cơ quan.
{place}
# Số văn bản: để trống trong dự thảo, văn thư ghi khi phát hành.
# number = 679
# Ngày văn bản: bỏ trống thì dự thảo chừa chỗ cho ngày.
# date = {due}
# Hình thức: "giay" (ghi đủ dòng kèm theo ở phụ lục) hoặc "dien-tu" (để trống).
form = "{form}"
# Thời hạn địa phương phải báo cáo.
# deadline = {due}
{free_texts}
# Tên in trong tệp số liệu = tên đúng, do cán bộ xác nhận.
[aliases]
{aliases}

# Thay đổi quy tắc nêu tên của mẫu, ví dụ [naming.ket_qua_thap] rồi count = 7.
{naming}
"""
