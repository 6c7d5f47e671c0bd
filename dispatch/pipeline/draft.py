"""Draft a letter: read, compute, compose, write, save."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dispatch.composition.compiled import compile_kind
from dispatch.composition.compose import Composer, Content
from dispatch.composition.facts import blank_facts
from dispatch.errors import Finding, OutputError, refuse_if_any
from dispatch.inspection.invariants import broken_invariants
from dispatch.model.bound_figures import bound_names
from dispatch.model.letter import Letter
from dispatch.pipeline.layout_law import profile_of
from dispatch.pipeline.prepare import Prepared, prepare
from dispatch.pipeline.provenance import last_written, provenance_json
from dispatch.pipeline.register_place import RegisterPlace
from dispatch.pipeline.registering import WrittenLetter, enter_written
from dispatch.pipeline.saving import Guard, SaveState, check_replaceable, refuse_special, sha256, write_all
from dispatch.writers.letter_writer import LetterWriter


@dataclass(frozen=True, slots=True)
class Drafted:
    """A letter as saved: its files, whom it names, and what the officer should look at."""

    letter: Path
    provenance: Path
    state: SaveState
    prepared: Prepared
    findings: Sequence[Finding]


def draft(folder: Path, out: Path, templates: Path | None, register: RegisterPlace | None = None) -> Drafted:
    """Draft the letter of the dossier in `folder` into `out`; a DispatchError means nothing was written.

    The letter is entered into `register`; where that fails the letter is written all the same, with a warning.
    """
    prepared = prepare(folder, templates)
    letter = compose_letter(prepared)
    document = LetterWriter(letter.profile).write(letter)
    _refuse_broken(document)
    drafted = save(prepared, letter, document, out)
    warnings = enter_written(register, [WrittenLetter(drafted.letter, prepared, letter, document)])
    return replace(drafted, findings=[*drafted.findings, *warnings])


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


def _refuse_broken(document: bytes) -> None:
    """OutputError when a letter breaks an invariant: better no letter than one that may not open.

    Marks like "{{" are no fault here: an officer's free text may hold them and is printed as typed.
    """
    broken = [finding for finding in broken_invariants(document) if finding.code != "template-mark"]
    refuse_if_any(OutputError, broken)


def save(prepared: Prepared, letter: Letter, document: bytes, out: Path) -> Drafted:
    """Write letter and provenance, unless the letter there was edited by hand."""
    addressed = prepared.dossier.letter.unit
    name = f"{letter.kind}-{prepared.dossier.period.code}{'-' + addressed if addressed else ''}"
    target, source = out / f"{name}.docx", out / f"{name}.provenance.json"
    hint = f'để số liệu theo kịp mà không mất phần sửa: dispatch refresh "{target}" "{prepared.dossier.folder}"'
    refuse_special(source)
    state = check_replaceable(target, document, Guard(last_written(source), hint))
    provenance = provenance_json(prepared, letter, target.name, sha256(document))
    # The letter goes first: after a crash in between, the next run finds its own bytes and goes on.
    files = {target: document} if state == "written" else {}
    if not source.exists() or source.read_bytes() != provenance:
        files[source] = provenance
    write_all(files)
    used = {name.partition("|")[0] for name in (*letter.figures, *letter.considered)}
    findings = [*prepared.dataset.findings, *prepared.statistics.findings, *blank_facts(prepared.facts, used)]
    return Drafted(target, source, state, prepared, findings)
