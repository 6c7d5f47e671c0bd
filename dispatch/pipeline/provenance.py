"""The provenance beside a letter: every printed figure with its formula and its source cells."""

import json
import re
from collections import ChainMap
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from dispatch import __version__
from dispatch.model.change import Change
from dispatch.model.dataset import CellRef
from dispatch.model.figure import Figure, Figures, JoinedFigures, Value
from dispatch.model.kind import LetterKind
from dispatch.model.letter import Letter
from dispatch.model.profile import FormatProfile
from dispatch.pipeline.prepare import Prepared
from dispatch.vietnamese.orthography import spelling_key

_QUOTED = re.compile("“(.*?)” là ")


@dataclass(frozen=True, slots=True)
class Written:
    """The SHA-256 of the letter and of its sheet for the signer as written here; empty for one that was not."""

    letter: str
    brief: str = ""

    @classmethod
    def read(cls, path: Path) -> "Written":
        """What the provenance at `path` vouches for; nothing when it cannot be read."""
        return cls(_noted(path, "sha256"), _noted(path, "brief_sha256"))


def provenance_json(prepared: Prepared, letter: Letter, letter_name: str, written: Written) -> bytes:
    """The provenance as JSON."""
    printed = {**letter.figures, **_row_figures(letter, prepared.figures)}
    known = JoinedFigures(printed, prepared.figures)
    recorded = _with_inputs([*printed, *letter.considered], known)
    document = {
        "letter": letter_name,
        "sha256": written.letter,
        **({"brief_sha256": written.brief} if written.brief else {}),
        **dossier_record(prepared, letter.profile),
        "bound": dict(prepared.bindings),
        "tables": [table_record(prepared.kind, caption.id) for caption in letter.wording.captions],
        "printed": list(printed),
        "considered": list(letter.considered),
        "figures": [figure_record(known[name]) for name in recorded],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def dossier_record(prepared: Prepared, profile: FormatProfile) -> dict[str, object]:
    """What is true of every letter of a dossier: program, kind, layout law, data, names, lists."""
    return {
        "program": __version__,
        "kind": prepared.kind.id,
        "template": prepared.kind.fingerprint,
        "profile": profile.id,
        "period": prepared.dossier.period.code,
        "unit_set": prepared.dossier.unit_set,
        "vintage": prepared.vintage,
        "files": [{"name": file.name, "sha256": file.sha256} for file in prepared.dataset.files],
        "units": [{"key": unit.key, "name": unit.name, "code_set": unit.code_set} for unit in prepared.dataset.units],
        "lists": prepared.named_lists(),
        "aliases": [_alias_record(printed, prepared) for printed in prepared.dossier.aliases],
        "findings": [finding.record() for finding in prepared.dataset.findings],
    }


def last_written(path: Path) -> str:
    """The SHA-256 of the letter that the provenance at `path` describes; empty when there is none."""
    return Written.read(path).letter


def _noted(path: Path, key: str) -> str:
    try:
        document = json.loads(path.read_bytes())
    except (OSError, ValueError):  # what cannot be read vouches for nothing
        return ""
    value = document.get(key, "") if isinstance(document, dict) else ""
    return value if isinstance(value, str) else ""


def figure_record(figure: Figure) -> dict[str, object]:
    """One figure as JSON: exact value, printed text, formula in words and for machines, source cells."""
    formula = figure.formula
    return {
        "id": figure.id,
        "text": figure.text,
        "value": plain_value(figure.value),
        "unit": figure.unit,
        "decimals": figure.decimals,
        "about": figure.about,
        "expression": formula.expression,
        "formula": formula.words,
        "operands": {name: [str(cell) for cell in cells] for name, cells in formula.operands.items()},
        "inputs": list(formula.inputs),
    }


def _alias_record(printed: str, prepared: Prepared) -> dict[str, object]:
    """A name the officer confirmed, the unit it stands for, and the cells it was found in."""
    found = [each for each in prepared.dataset.findings if each.code == "confirmed-alias"]
    cells = [
        str(CellRef(each.file or "", each.sheet, each.cell or ""))
        for each in found
        if (quoted := _QUOTED.match(each.message)) and spelling_key(quoted[1]) == spelling_key(printed)
    ]
    return {"printed": printed, "name": prepared.dossier.aliases[printed], "cells": cells}


def table_record(kind: LetterKind, appendix: str) -> dict[str, object]:
    """Which units an appendix lists, in which order, and what each column prints."""
    spec = next(spec for spec in kind.appendices if spec.id == appendix)
    columns = [column.content for column in spec.columns]
    order = {"order_by": spec.order_by, **({"lowest_first": True} if spec.lowest_first else {})}
    group = {"group_by": spec.group_by} if spec.group_by else {}
    return {"id": spec.id, "units": spec.units, **order, **group, "columns": columns}


def _row_figures(letter: Letter, figures: Figures) -> dict[str, Figure]:
    found: dict[str, Figure] = {}
    for table in letter.tables:
        printed = ChainMap(dict(table.forms), dict(figures)) if table.forms else figures
        names = (name for row in table.rows for name in row.figures)
        found.update((name, printed[name]) for name in names if name in printed)
    return found


def _with_inputs(printed: Iterable[str], known: Figures) -> list[str]:
    """The printed figures and those they are made from, each once, in the order of the letter."""
    ordered: dict[str, None] = {}
    for name in printed:
        _add(name, known, ordered)
    return list(ordered)


def _add(name: str, known: Figures, ordered: dict[str, None]) -> None:
    """A figure, then what it is made from, then what that is made from."""
    if name not in ordered:
        ordered[name] = None
        for part in known[name].formula.inputs:
            _add(part, known, ordered)


def plain_value(value: Value) -> object:
    """An exact value as JSON holds it: ratios as "3/4", days in ISO form, lists as names."""
    if value is None or isinstance(value, (int, str)):  # asked first: most are, and an abstract class answers slowly
        return value
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, tuple):
        return [unit.name for unit in value]
    if isinstance(value, Change):
        return {"now": value.now, "before": value.before, "difference": value.difference}
    return value.isoformat()
