"""Start an office's own letter kind from one that is there."""

import re
from pathlib import Path

from dispatch.errors import Finding, InputError
from dispatch.model.kind import LETTER_FILE, SETTINGS_FILE
from dispatch.pipeline.kinds import kind_folder
from dispatch.pipeline.saving import write_all

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HEAD = """\
# Mẫu riêng của cơ quan, chép từ mẫu “{old}”. Sửa tệp này và {letter}, rồi kiểm tra:
#   dispatch template check {folder}
# Hồ sơ dùng mẫu này: template = "{name}"; soạn: dispatch draft HỒ_SƠ --templates {parent}

"""


def new_kind(folder: Path, old: str, own: Path | None) -> tuple[Path, Path]:
    """Copy the kind `old` into `folder`, whose name is the new kind's, and return its two files.

    InputError, and nothing written, when the name is not one of a kind, or the folder holds anything.
    """
    faults = [*_faults(folder)]
    if faults:
        raise InputError(faults)
    source = kind_folder(old, own)
    head = _HEAD.format(old=old, letter=LETTER_FILE, folder=folder, name=folder.name, parent=folder.parent)
    settings, letter = folder / SETTINGS_FILE, folder / LETTER_FILE
    write_all(
        {
            settings: head.encode() + (source / SETTINGS_FILE).read_bytes(),
            letter: (source / LETTER_FILE).read_bytes(),
        }
    )
    return settings, letter


def _faults(folder: Path) -> list[Finding]:
    if not _NAME.fullmatch(folder.name):
        hint = "dùng chữ thường không dấu, số và gạch nối, như thong-bao-ket-qua"
        return [Finding("bad-name", f"“{folder.name}” không đặt tên mẫu được", hint)]
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        return [Finding("not-empty", f"{folder} đã có tệp", "chọn thư mục mới, để không mất mẫu đang có")]
    return []
