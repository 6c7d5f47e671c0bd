"""Draft a letter: read, compute, compose, write, save."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dispatch.composition.compiled import compile_kind
from dispatch.composition.compose import Composer, Content
from dispatch.composition.facts import blank_facts
from dispatch.errors import Finding, InputError, OutputError, refuse_if_any
from dispatch.inspection.invariants import broken_invariants
from dispatch.model.bound_figures import bound_names
from dispatch.model.dossier import DOSSIER_FILE
from dispatch.model.letter import FigureRun, Letter
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
    document = _written(letter)
    drafted = save(prepared, letter, document, out)
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
    return save(prepared, letter, _written(letter), out, "-phu-luc")


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


def save(prepared: Prepared, letter: Letter, document: bytes, out: Path, part: str = "") -> Drafted:
    """Write letter and provenance, unless the letter there was edited by hand; `part` ends their names."""
    addressed = prepared.dossier.letter.unit
    name = f"{letter.kind}-{prepared.dossier.period.code}{'-' + addressed if addressed else ''}{part}"
    target = out / f"{name}.docx"
    hint = f'để số liệu theo kịp mà không mất phần sửa: dispatch refresh "{target}" "{prepared.dossier.folder}"'
    return save_as(prepared, letter, document, target, hint)


def save_as(
    prepared: Prepared, letter: Letter, document: bytes, target: Path, hint: str = "ghi nơi khác bằng --out"
) -> Drafted:
    """Write a letter to `target` and its provenance beside it; `hint` is what to do where a hand edit lies there."""
    source = target.with_name(f"{target.stem}.provenance.json")
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
