"""Start the next dossier: settings from the last one, the period moved on, every key explained."""

from dataclasses import dataclass
from pathlib import Path

from dispatch.directory.agencies import central_agency
from dispatch.directory.units import code_set_on
from dispatch.errors import DispatchError, Finding, InputError
from dispatch.model.dossier import DOSSIER_FILE, Dossier
from dispatch.model.period import Period
from dispatch.pipeline.kinds import find_kind
from dispatch.pipeline.saving import write_atomically
from dispatch.readers.dossier import dossier_template, read_dossier

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


def new_dossier(folder: Path, period: Period, old: Path | None, template: str, templates: Path | None) -> NewDossier:
    """Write `folder`/dossier.toml for `period`, and copy the tables that are already known.

    The base of comparison is the table of the same period, looked for in the old dossier and in
    the dossiers beside it. Raises InputError when `folder` already holds a dossier.
    """
    target = folder / DOSSIER_FILE
    if target.exists():
        hint = "chọn thư mục khác, hoặc sửa trực tiếp tệp dossier.toml đã có"
        raise InputError([Finding("dossier-exists", f"{folder} đã có hồ sơ", hint, file=DOSSIER_FILE)])
    previous = read_dossier(old, find_kind(dossier_template(old), templates)) if old else None
    settings = _settings_of(previous, old) if previous and old else _Settings(find_kind(template, templates).id)
    files = _known_files(folder, period, old, previous)
    write_atomically(target, _toml(settings, period, files).encode())
    for name, source in files.items():
        if source is not None:
            write_atomically(folder / name, source.read_bytes())
    copied = tuple(name for name, source in files.items() if source is not None)
    missing = tuple(name for name, source in files.items() if source is None)
    return NewDossier(target, copied, (table_name(period), *missing))


def table_name(period: Period) -> str:
    """How the table of a period is called in a dossier: "2022-05.csv"."""
    return f"{period.year}-{period.months:02}.csv"


def _settings_of(dossier: Dossier, folder: Path) -> _Settings:
    letter = dossier.letter
    return _Settings(
        template=dossier.template,
        symbol=letter.symbol,
        place=letter.place,
        form=letter.form,
        aliases=tuple(dossier.aliases.items()),
        naming=_overrides(folder),
    )


def _overrides(folder: Path) -> tuple[tuple[str, str], ...]:
    """The [naming] tables as they are written: (policy, its lines)."""
    lines = (folder / DOSSIER_FILE).read_text(encoding="utf-8-sig").splitlines()
    tables: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in lines:
        if line.strip().startswith("["):
            header = line.strip()
            current = tables.setdefault(header, []) if header.startswith("[naming.") else None
        elif current is not None and line.strip() and not line.strip().startswith("#"):
            current.append(line.strip())
    return tuple((header, "\n".join(body)) for header, body in tables.items())


def _known_files(folder: Path, period: Period, old: Path | None, previous: Dossier | None) -> dict[str, Path | None]:
    """The base table and the targets, each with the file it can be copied from, or None."""
    files: dict[str, Path | None] = {table_name(period.same_period): _table_of(period.same_period, folder, old)}
    targets = previous.data.targets if previous and old else ""
    if previous and old and targets:
        files[TARGETS_FILE] = old / targets if previous.period.year == period.year else None
    return files


def _table_of(period: Period, folder: Path, old: Path | None) -> Path | None:
    places = [folder.parent, *([old, old.parent] if old else [])]
    for place in places:
        if (place / table_name(period)).is_file():
            return place / table_name(period)
        for dossier in sorted(place.glob(f"*/{DOSSIER_FILE}")):
            if (source := _current_table(dossier.parent, period)) is not None:
                return source
    return None


def _current_table(folder: Path, period: Period) -> Path | None:
    """The current table of a dossier about exactly `period`; None for any other folder."""
    try:
        dossier = read_dossier(folder, find_kind(dossier_template(folder), None))
    except DispatchError:
        return None  # a neighbour that cannot be read is nobody's base
    return folder / dossier.data.current if dossier.period == period else None


def _toml(settings: _Settings, period: Period, files: dict[str, Path | None]) -> str:
    base = table_name(period.same_period)
    targets = f'targets = "{TARGETS_FILE}"' if TARGETS_FILE in files else f'# targets = "{TARGETS_FILE}"'
    # Not copied: the set in force may have changed since the last dossier.
    unit_set = f"set = {code_set_on(period.month_after)}"
    place = f"place = {_quoted(settings.place)}" if settings.place else '# place = "Hà Nội"'
    aliases = "\n".join(f"{_quoted(printed)} = {_quoted(name)}" for printed, name in settings.aliases)
    naming = "\n\n".join(f"{header}\n{body}" for header, body in settings.naming)
    return _LAYOUT.format(
        period=period, template=settings.template, current=table_name(period), base=base, targets=targets,
        unit_set=unit_set, symbol=_quoted(settings.symbol or _usual_symbol(period)), place=place, form=settings.form,
        due=period.month_after.isoformat(), aliases=aliases, naming=naming,
    ).rstrip() + "\n"  # fmt: skip


def _usual_symbol(period: Period) -> str:
    return f"{central_agency(period.month_after).abbreviation.value}-TKDLCN"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


_LAYOUT = """\
# Hồ sơ của một văn bản: {period.name}, từ {period.start:%d/%m/%Y} đến {period.end:%d/%m/%Y}.
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

# Tên in trong tệp số liệu = tên đúng, do cán bộ xác nhận.
[aliases]
{aliases}

# Thay đổi quy tắc nêu tên của mẫu, ví dụ [naming.ket_qua_thap] rồi count = 7.
{naming}
"""
