"""Letters already drafted that print what a correction changes."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dispatch.errors import Finding, InputError
from dispatch.pipeline.prepare import Prepared
from dispatch.pipeline.saving import sha256

_ENDING = ".provenance.json"
_LISTS = "danh_sach."


@dataclass(frozen=True, slots=True)
class TouchedLetter:
    """A letter, relative to the folder searched, and the figures in it that change.

    `edited` says whether it is another than the program wrote; None when the file is gone.
    """

    letter: str
    figures: tuple[str, ...]
    edited: bool | None


def touched_letters(folder: Path, old: Prepared, changed: Collection[str], new_vintage: str) -> Iterator[TouchedLetter]:
    """The letters in `folder` of the same period and units that print one of the `changed` figures.

    A letter that was made from the new data is not among them. Raises InputError when there is no
    such folder; a file that is no provenance of this program is passed over.
    """
    if not folder.is_dir():
        message = f"không tìm thấy thư mục {folder}"
        raise InputError([Finding("missing-folder", message, "ghi thư mục chứa các dự thảo", file=folder.name)])
    for source in sorted(folder.rglob(f"*{_ENDING}")):
        document = _provenance(source)
        period, units = old.dossier.period.code, old.dossier.unit_set
        if (document.get("period"), document.get("unit_set")) != (period, units):
            continue
        if document.get("vintage") == new_vintage:
            continue
        own = document.get("kind") == old.kind.id
        names = dict.fromkeys(str(name).partition("|")[0] for name in document.get("printed", ()))
        figures = tuple(name for name in names if name in changed and is_told(name, own=own))
        if figures:
            letter = source.with_name(str(document.get("letter", "")))
            yield TouchedLetter(str(letter.relative_to(folder)), figures, _edited(letter, document))


def is_told(name: str, *, own: bool) -> bool:
    """Whether a letter is asked about a figure: what a list is, its kind says, and another may name another so."""
    return own or not name.startswith(_LISTS)


def _provenance(source: Path) -> Mapping[str, Any]:
    try:
        document = json.loads(source.read_bytes())
    except (OSError, ValueError):  # what cannot be read says nothing about any letter
        return {}
    return document if isinstance(document, dict) else {}


def _edited(letter: Path, document: Mapping[str, Any]) -> bool | None:
    return sha256(letter.read_bytes()) != document.get("sha256") if letter.is_file() else None
