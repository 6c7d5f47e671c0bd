"""Compare a dossier's data with a corrected file, and tell what follows; nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dispatch.errors import Finding, TemplateError
from dispatch.model.letter import Letter
from dispatch.model.period import Period
from dispatch.pipeline.comparing.changed_data import (
    CellChange,
    FigureChange,
    ListChange,
    changed_cells,
    changed_figures,
    changed_lists,
)
from dispatch.pipeline.comparing.changed_letter import RowChange, Sentence, changed_rows, changed_sentences
from dispatch.pipeline.comparing.touched_batches import touched_batches
from dispatch.pipeline.comparing.touched_letters import TouchedLetter, touched_letters
from dispatch.pipeline.comparing.touched_registered import TouchedEntries, touched_entries
from dispatch.pipeline.corrected import corrected
from dispatch.pipeline.draft import compose_letter
from dispatch.pipeline.prepare import Prepared, prepare
from dispatch.pipeline.register_place import RegisterPlace
from dispatch.pipeline.vintage import vintage


@dataclass(frozen=True, slots=True)
class Comparison:
    """A correction and all that follows from it.

    `period` is that of the table which the corrected file replaces. `faults` tell why a letter could
    not be composed; then there are no sentences and no rows. `printed` names the figures that the
    letter prints, before or after.
    """

    old: Prepared
    new: Prepared
    period: Period
    vintages: tuple[str, str]
    cells: Sequence[CellChange]
    figures: Sequence[FigureChange]
    lists: Sequence[ListChange]
    sentences: Sequence[Sentence]
    rows: Sequence[RowChange]
    printed: frozenset[str]
    letters: Sequence[TouchedLetter]
    entries: TouchedEntries
    faults: Sequence[Finding]

    @property
    def is_same(self) -> bool:
        """Whether the corrected file says what the dossier's own says."""
        return self.vintages[0] == self.vintages[1] and not self.cells


def compare(
    folder: Path, data: Path, letters: Path | None, templates: Path | None, place: RegisterPlace | None = None
) -> Comparison:
    """Hold the dossier in `folder` against itself with the table in `data`, and the register's letters with both.

    Which table `data` replaces, its period says. Raises a DispatchError with every fault of the
    dossier or of the file.
    """
    old = prepare(folder, templates)
    period, new = corrected(old, data, partial(prepare, folder, templates))
    vintages = vintage(old.dataset), vintage(new.dataset)
    figures = tuple(changed_figures(old, new))
    (before, old_faults), (after, new_faults) = _composed(old), _composed(new)
    both = (before, after) if before and after else None
    return Comparison(
        old=old,
        new=new,
        period=period,
        vintages=vintages,
        cells=tuple(changed_cells(old.dataset, new.dataset)),
        figures=figures,
        lists=tuple(changed_lists(old.statistics.namings, new.statistics.namings)),
        sentences=tuple(changed_sentences(*both)) if both else (),
        rows=tuple(changed_rows(*both)) if both else (),
        printed=frozenset(name for letter in (before, after) if letter for name in _printed(letter)),
        letters=_touched(letters, old, figures, vintages[1]),
        entries=touched_entries(place, old, {change.id for change in figures}, vintages[1]),
        faults=new_faults or old_faults,
    )


def _composed(prepared: Prepared) -> tuple[Letter | None, Sequence[Finding]]:
    try:
        return compose_letter(prepared), ()
    except TemplateError as error:
        return None, error.findings


def _printed(letter: Letter) -> set[str]:
    prose = {name.partition("|")[0] for name in letter.figures}
    return prose | {name for table in letter.tables for row in table.rows for name in row.figures if name}


def _touched(
    letters: Path | None, old: Prepared, figures: Sequence[FigureChange], new_vintage: str
) -> tuple[TouchedLetter, ...]:
    if letters is None:
        return ()
    changed = {change.id for change in figures}
    alone = touched_letters(letters, old, changed, new_vintage)
    return (*alone, *touched_batches(letters, old, changed, new_vintage))
