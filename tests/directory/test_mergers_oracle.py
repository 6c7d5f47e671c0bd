"""The map from 63 provinces to 34 against a package made by others, from other sources."""

import json
from datetime import date
from importlib.metadata import distribution
from pathlib import Path

from dispatch.directory.mergers import merged_into
from dispatch.directory.units import units_in_force
from dispatch.model.unit import Unit
from dispatch.vietnamese.orthography import without_accents


def test_all_63_pairs_are_those_of_an_independent_package() -> None:
    old = {unit.code: _key(unit) for unit in units_in_force("63", date(2025, 6, 30))}
    new = {unit.code: _key(unit) for unit in units_in_force("34", date(2025, 7, 1))}
    ours = {(old[before], new[after]) for before, after in merged_into().items()}
    assert len(ours) == 63
    assert ours == _theirs()


def _theirs() -> set[tuple[str, str]]:
    """Their pairs, old and new, with names as they write them: "tinhhagiang", "thanhphohue"."""
    data = distribution("vietnamadminunits").locate_file("vietnamadminunits/data/converter_2025.json")
    merged = json.loads(Path(str(data)).read_text(encoding="utf-8"))["DICT_PROVINCE"]
    return {(before, after) for after, parts in merged.items() for before in parts}


def _key(unit: Unit) -> str:
    return without_accents(unit.official_name).casefold().replace(" ", "").replace("-", "")
