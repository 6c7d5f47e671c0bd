"""File names of a batch: from a unit's key and name, the same whatever other units there are."""

import hashlib
import re
from functools import lru_cache

from dispatch.model.unit import Unit
from dispatch.vietnamese.orthography import without_accents

LETTER = ".docx"
REFRESHED = "-cap-nhat.docx"
TEMPORARY = re.compile(r"\.dispatch-.*\.tmp")
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_LONGEST = 80
_HASH_LENGTH = 12


@lru_cache(maxsize=1 << 13)
def letter_name(unit: Unit) -> str:
    """The name of a unit's letter: "84-tra-vinh.docx"; the key of a lower unit holds its name already.

    Plain lower-case letters, digits and hyphens behind the province's code: no file system takes two
    units for one, no name is reserved, and none leads out of its folder.
    """
    key = _plain(unit.key)
    whole = key if unit.parent else f"{key}-{_plain(unit.name)}"
    if key != unit.key.lower() or len(whole) > _LONGEST:
        # What a plain name leaves out may be all that tells two units apart.
        whole = f"{whole[:_LONGEST]}-{hashlib.sha256(unit.key.encode()).hexdigest()[:_HASH_LENGTH]}"
    return whole + LETTER


def temporary_name(name: str, attempt: int = 0) -> str:
    """Where a file is put down before it takes its place; another name for each attempt."""
    return f".dispatch-{name.removesuffix(LETTER)}{f'.{attempt}' if attempt else ''}.tmp"


def refreshed_name(name: str) -> str:
    """The refreshed copy beside a letter that was edited by hand."""
    return name.removesuffix(LETTER) + REFRESHED


def _plain(text: str) -> str:
    return _NOT_PLAIN.sub("-", without_accents(text)).strip("-")
