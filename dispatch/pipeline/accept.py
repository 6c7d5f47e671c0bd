"""Write names that an officer confirmed into the [aliases] table of a dossier; all else in the file stays."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from dispatch.directory.units import NameIndex, units_in_force
from dispatch.errors import Finding, InputError, OutputError, refuse_if_any
from dispatch.model.dossier import DOSSIER_FILE
from dispatch.pipeline.kinds import find_kind
from dispatch.pipeline.saving import refuse_special, write_atomically
from dispatch.readers.dossier import dossier_template, read_dossier
from dispatch.readers.unit_names import alias_fault
from dispatch.toml_lines import key_lines
from dispatch.vietnamese.orthography import normal_form, spelling_key

_TABLE = "aliases"
_BOM = "\ufeff"


def accept_aliases(folder: Path, pairs: Sequence[str], templates: Path | None) -> Mapping[str, str]:
    """Confirm each of `pairs`, "printed name=unit"; the names that were written, none if all were there.

    Raises a DispatchError, and writes nothing, when `folder` is a file or no sound dossier, when a
    name is already that of another unit, or leads to no unit.
    """
    if folder.is_file():
        hint = "ghi thư mục hồ sơ; tên được xác nhận cho một hồ sơ, không cho một tệp số liệu"
        raise InputError([Finding("not-a-dossier", f"{folder.name} là tệp, không phải hồ sơ", hint, file=folder.name)])
    dossier = read_dossier(folder, find_kind(dossier_template(folder), templates))
    index = NameIndex(units_in_force(dossier.unit_set, dossier.letter_date))
    known = {spelling_key(printed): name for printed, name in dossier.aliases.items()}
    wanted: dict[str, str] = {}
    faults: list[Finding] = []
    for pair in pairs:
        found = _confirmed(pair, index, {**known, **{spelling_key(key): name for key, name in wanted.items()}})
        if isinstance(found, Finding):
            faults.append(found)
        elif spelling_key(found[0]) not in known:
            wanted[found[0]] = found[1]
    refuse_if_any(InputError, faults)
    if wanted:
        path = folder / DOSSIER_FILE
        refuse_special(path)
        write_atomically(path, _with_aliases(path.read_bytes(), wanted))
    return wanted


def _confirmed(pair: str, index: NameIndex, known: Mapping[str, str]) -> tuple[str, str] | Finding:
    """The printed name and its unit's name, or what is wrong with them."""
    printed, equals, name = pair.rpartition("=")
    if not equals:
        hint = 'viết tên trong số liệu, dấu =, rồi tên đúng: --accept "Hung Yên=Hưng Yên"'
        return Finding("bad-alias", f"“{pair}” không có dấu =", hint)
    printed, name = normal_form(printed), normal_form(name)
    if fault := alias_fault(printed, name, index):
        code, message, hint = fault
        return Finding(code, message, hint.replace("xoá dòng này", "bỏ tên này"))
    unit = index.match(name).unit
    assert unit is not None  # alias_fault has looked
    before = index.match(known.get(spelling_key(printed), name)).unit
    if before != unit:
        message = f"hồ sơ đã xác nhận “{printed}” là {known[spelling_key(printed)]}"
        return Finding("bad-alias", message, f"sửa dòng đó ở mục [aliases] của {DOSSIER_FILE}", file=DOSSIER_FILE)
    return printed, unit.name


def _with_aliases(raw: bytes, wanted: Mapping[str, str]) -> bytes:
    """The file with one more line for each name below the header of the table, or with the table at its end."""
    text = raw.decode("utf-8")
    ending = "\r\n" if "\r\n" in text else "\n"
    added = "".join(f"{_quoted(printed)} = {_quoted(name)}{ending}" for printed, name in wanted.items())
    lines = _lines(text)
    header = key_lines(text.removeprefix(_BOM)).get((_TABLE,))
    if header is not None:
        head = lines[header - 1] if lines[header - 1].endswith("\n") else lines[header - 1] + ending
        changed = "".join([*lines[: header - 1], head, added, *lines[header:]])
    else:
        gap = "" if not text or text.endswith("\n") else ending
        changed = f"{text}{gap}{ending}[{_TABLE}]{ending}{added}"
    _refuse_other(text, changed, wanted)
    return changed.encode()


def _lines(text: str) -> list[str]:
    """Lines with their endings; only a line feed ends one, as in TOML."""
    parts = text.split("\n")
    return [f"{part}\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def _refuse_other(text: str, changed: str, wanted: Mapping[str, str]) -> None:
    """OutputError unless the new text says exactly the old one and the new names."""
    expected = tomllib.loads(text.removeprefix(_BOM))
    expected[_TABLE] = {**expected.get(_TABLE, {}), **wanted}
    try:
        if tomllib.loads(changed.removeprefix(_BOM)) == expected:
            return
    except tomllib.TOMLDecodeError:
        pass  # told below, with the way out
    hint = "ghi tay: " + "; ".join(f"{_quoted(printed)} = {_quoted(name)}" for printed, name in wanted.items())
    message = f"mục {_TABLE} của {DOSSIER_FILE} viết theo cách chương trình không thêm dòng được"
    raise OutputError([Finding("unwritable-aliases", message, hint, file=DOSSIER_FILE)])


def _quoted(text: str) -> str:
    """A TOML basic string: the escapes of JSON are a part of TOML's."""
    return json.dumps(text, ensure_ascii=False)
