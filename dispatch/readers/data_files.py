"""The [data] table of a dossier: which files hold what."""

from pathlib import Path, PurePosixPath

from dispatch.model.dossier import DataFiles
from dispatch.tomlfile import Section

_ENCODINGS = {"": "", "utf-8": "", "windows-1258": "windows-1258"}
_FURTHER = ("same_period", "previous_period", "last_year_curve")
_BY_MEASURE = (
    "current",
    "same_period",
    "previous_period",
    "lower_current",
    "lower_same_period",
    "lower_previous_period",
)
_WHOLE = ("last_year_curve", "lower_last_year_curve")


def read_data_files(section: Section, folder: Path) -> DataFiles:
    """Read the table; every file must lie in the dossier's folder.

    A key is a file, or where cases and money have one each { viec = "…", tien = "…" }.
    """
    files = {key: _files(section, key, folder, required=key == "current") for key in _BY_MEASURE}
    names = {key: names[0] for key, names in files.items()} | {key: _file(section, key, folder) for key in _WHOLE}
    for key in _FURTHER:
        if names[f"lower_{key}"] and not (names["lower_current"] and names[key]):
            hint = f"thêm lower_current và {key}, hoặc bỏ dòng này"
            message = f"lower_{key} cần có lower_current và {key} đi cùng"
            section.fault(f"lower_{key}", "missing-key", message, hint)
    return DataFiles(
        targets=_file(section, "targets", folder),
        encoding=_encoding(section),
        money={key: names[1] for key, names in files.items() if len(names) > 1},
        **names,
    )


def _encoding(section: Section) -> str:
    encoding = section.text("encoding").lower()
    if encoding not in _ENCODINGS:
        hint = 'ghi "windows-1258", hoặc bỏ dòng này khi tệp CSV là UTF-8 hay UTF-16'
        section.fault("encoding", "unknown-encoding", f"không hỗ trợ bảng mã “{encoding}”", hint)
    return _ENCODINGS.get(encoding, "")


def _files(section: Section, key: str, folder: Path, *, required: bool) -> list[str]:
    """The file of a key, or that of cases and that of money."""
    if not isinstance(section.values.get(key), dict):
        return [_file(section, key, folder, required=required)]
    each = section.section(key)
    return [_file(each, measure, folder, required=True) for measure in ("viec", "tien")]


def _file(section: Section, key: str, folder: Path, *, required: bool = False) -> str:
    name = section.text(key, required=required)
    if not section.is_sound(key):
        return ""
    inside = PurePosixPath(name.replace("\\", "/"))
    if inside.is_absolute() or ".." in inside.parts or ":" in name:
        hint = "chép tệp vào thư mục hồ sơ rồi ghi tên tệp"
        section.fault(key, "file-outside", f"tệp {name} nằm ngoài thư mục hồ sơ", hint)
    elif not _is_file(folder / inside):
        section.fault(key, "missing-file", f"không tìm thấy tệp {name} trong hồ sơ", "kiểm tra tên tệp, kể cả đuôi")
    return str(inside)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # no permission, or a name no file system takes
        return False
