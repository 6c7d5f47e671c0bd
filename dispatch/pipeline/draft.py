"""Draft a letter: read, compute, compose, write, save."""

from dataclasses import replace
from pathlib import Path

from dispatch.composition.compiled import compile_kind
from dispatch.composition.compose import Composer, Content
from dispatch.errors import Finding, InputError, OutputError, refuse_if_any
from dispatch.inspection.invariants import broken_invariants
from dispatch.model.bound_figures import bound_names
from dispatch.model.dossier import DOSSIER_FILE
from dispatch.model.letter import FigureRun, Letter
from dispatch.pipeline.briefing.brief import compose_brief
from dispatch.pipeline.layout_law import profile_of
from dispatch.pipeline.prepare import Prepared, prepare
from dispatch.pipeline.register_place import RegisterPlace
from dispatch.pipeline.registering import WrittenLetter, enter_written
from dispatch.pipeline.saving_draft import Drafted, draft_findings, save
from dispatch.writers.letter_writer import LetterWriter


def draft(
    folder: Path, out: Path, templates: Path | None, register: RegisterPlace | None = None, *, brief: bool = False
) -> Drafted:
    """Draft the letter of the dossier in `folder` into `out`; a DispatchError means nothing was written.

    With `brief` the sheet for the signer is written beside it. The letter is entered into `register`; where that
    fails the letter is written all the same, with a warning.
    """
    prepared = prepare(folder, templates)
    letter = compose_letter(prepared)
    document = _written(letter)
    sheet = _written(compose_brief(prepared, letter, draft_findings(prepared, letter))) if brief else None
    drafted = save(prepared, letter, document, out, brief=sheet)
    warnings = enter_written(
        register, [WrittenLetter(drafted.letter, prepared, letter, document, prepared.dossier.letter.unit)]
    )
    return replace(drafted, findings=[*drafted.findings, *warnings])


def draft_appendices(folder: Path, out: Path, templates: Path | None) -> Drafted:
    """Draft the appendices of the dossier's letter alone, as a file of their own beside it.

    They are part of the letter, not a letter: no register is told. Raises InputError when it has none.
    """
    prepared = prepare(folder, templates)
    letter = appendices_of(compose_letter(prepared))
    if not letter.tables:
        hint = "bỏ tuỳ chọn --only để soạn cả văn bản"
        message = f"văn bản “{letter.kind}” của hồ sơ này không có phụ lục"
        raise InputError([Finding("no-appendix", message, hint, file=DOSSIER_FILE)])
    return save(prepared, letter, _written(letter), out, part="-phu-luc")


def appendices_of(letter: Letter) -> Letter:
    """The letter as its appendices alone: the figures are those they print, no condition of the text counts."""
    wording = replace(letter.wording, appendices_alone=True)
    names = dict.fromkeys(run.figure for line in wording.lines() for run in line if isinstance(run, FigureRun))
    return replace(letter, wording=wording, figures={name: letter.figures[name] for name in names}, considered=())


def _written(letter: Letter) -> bytes:
    return checked(LetterWriter(letter.profile).write(letter))


def compose_letter(prepared: Prepared) -> Letter:
    """Compose the letter of a prepared dossier."""
    compiled = compile_kind(prepared.kind, prepared.figures, bound_names(prepared.figures, prepared.bindings))
    return Composer(compiled, profile_of(prepared)).compose(letter_content(prepared))


def letter_content(prepared: Prepared) -> Content:
    """What the letter of a prepared dossier is composed from."""
    dated, namings, marks = prepared.dossier.letter_date, prepared.statistics.namings, prepared.dossier.letter.marks
    return Content(
        prepared.figures,
        namings,
        prepared.dataset.units,
        dated,
        lower=prepared.lower_units,
        stamps=marks.stamps,
        draft=marks.draft > 0,
    )


def checked(document: bytes) -> bytes:
    """The letter; OutputError when it breaks an invariant: better no letter than one that may not open.

    Marks like "{{" are no fault here: an officer's free text may hold them and is printed as typed.
    """
    broken = [finding for finding in broken_invariants(document) if finding.code != "template-mark"]
    refuse_if_any(OutputError, broken)
    return document
