"""The letters of a batch in the register: which are issued, and all of a run entered in one transaction."""

from collections.abc import Mapping
from pathlib import Path

from dispatch.errors import Finding, RegisterError
from dispatch.model.profile import Regime
from dispatch.model.registered import Selection
from dispatch.pipeline.batch.plan import Outcome
from dispatch.pipeline.prepare import Prepared
from dispatch.pipeline.register_place import RegisterPlace
from dispatch.pipeline.registering import dossier_entry, not_entered


def issued_files(place: RegisterPlace | None, prepared: Prepared, folder: Path) -> frozenset[str]:
    """The files of the folder that are issued letters; none where the register cannot be asked."""
    if place is None or not place.exists():
        return frozenset()
    try:
        found = place.open().letters(Selection(kind=prepared.kind.id, period=prepared.dossier.period.code))
    except RegisterError:  # told when the letters are entered
        return frozenset()
    paths = (place.path_of(each.entry.file) for each in found if each.number is not None)
    return frozenset(path.name for path in paths if path.parent.resolve() == folder.resolve())


def enter_batch(
    place: RegisterPlace | None, prepared: Prepared, regime: Regime, folder: Path, outcomes: Mapping[str, Outcome]
) -> tuple[Finding, ...]:
    """Enter every letter that lies there as it was made; what went wrong comes back as a warning."""
    told = [outcome for outcome in outcomes.values() if outcome.record is not None]
    if place is None or not told:
        return ()
    entry = dossier_entry(place, prepared, regime)
    entries = [entry(folder / each.file, each.unit.key, each.record) for each in told if each.record is not None]
    try:
        place.open().enter_all(entries)
    except RegisterError as error:
        return tuple(not_entered(finding) for finding in error.findings)
    return ()
