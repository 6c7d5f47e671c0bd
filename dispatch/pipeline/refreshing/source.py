"""Where a letter's new figures come from: its dossier, or the dossier of the batch it is one of."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dispatch.errors import Finding, InputError
from dispatch.model.bound_figures import ADDRESSED_SCOPE, BoundFigures
from dispatch.model.manifest import Manifest
from dispatch.model.unit import Unit
from dispatch.pipeline.addressees import addressed_to, prepare_batch
from dispatch.pipeline.corrected import Reader, corrected
from dispatch.pipeline.prepare import Prepared, prepare
from dispatch.pipeline.refreshing.opened_letter import OpenedLetter
from dispatch.readers.dossier import dossier_template

_NAMES = f"{ADDRESSED_SCOPE}.ten"


@dataclass(frozen=True, slots=True)
class Source:
    """A dossier, with `data` in place of its table of the same period."""

    folder: Path
    data: Path | None = None
    templates: Path | None = None


def prepare_for(letter: OpenedLetter, source: Source) -> Prepared:
    """The dossier read for `letter`; where that is one of the dossier's batch, as if it were written to its unit.

    A DispatchError with everything that is wrong with the dossier or its data.
    """
    if not _of_the_batch(letter.manifest, source.folder):
        return _prepared(partial(prepare, source.folder, source.templates), source.data)
    prepared = _prepared(partial(prepare_batch, source.folder, source.templates), source.data)
    return addressed_to(prepared, _addressed(letter, prepared))


def _prepared(read: Reader, data: Path | None) -> Prepared:
    prepared = read({})
    return prepared if data is None else corrected(prepared, data, read)[1]


def _of_the_batch(manifest: Manifest, folder: Path) -> bool:
    kind = manifest.said("kind")
    return kind != dossier_template(folder) and kind == dossier_template(folder, batch=True)


def _addressed(letter: OpenedLetter, prepared: Prepared) -> Unit:
    """The unit that the letter was written to, by its name as it was printed; never guessed."""
    printed = {(each.base, each.text) for each in letter.manifest.anchors if each.figure.startswith(_NAMES)}

    def is_named(unit: Unit) -> bool:
        figures = BoundFigures(prepared.facts, {ADDRESSED_SCOPE: unit.key})
        return all(name in figures and figures[name].text == text for name, text in printed)

    found = [unit for unit in prepared.dataset.all_units if is_named(unit)] if printed else []
    if len(found) == 1:
        return found[0]
    message = "không xác định được văn bản gửi đơn vị nào trong các đơn vị của hồ sơ"
    hint = "ghi đúng hồ sơ của đợt văn bản này"
    raise InputError([Finding("unknown-unit", message, hint, file=letter.name)])
