"""Save a draft: the letter, its provenance and its sheet for the signer, never over an officer's work."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dispatch.composition.facts import blank_facts
from dispatch.errors import Finding
from dispatch.model.letter import Letter
from dispatch.model.naming import CLOSE_CODES
from dispatch.pipeline.briefing.brief import BRIEF_ENDING
from dispatch.pipeline.prepare import Prepared
from dispatch.pipeline.provenance import Written, provenance_json
from dispatch.pipeline.saving import Guard, SaveState, check_replaceable, refuse_special, sha256, write_all

_RENAME = "đổi tên phiếu trình đã sửa tay rồi chạy lại lệnh để có phiếu trình mới"


@dataclass(frozen=True, slots=True)
class Drafted:
    """A letter as saved: its files, whom it names, and what the officer should look at.

    `brief` is the sheet for the signer, when it was asked for.
    """

    letter: Path
    provenance: Path
    state: SaveState
    prepared: Prepared
    findings: Sequence[Finding]
    brief: Path | None = None


def draft_findings(prepared: Prepared, letter: Letter) -> Sequence[Finding]:
    """What the officer should look at: close calls, then faults of the data, further doubts of the naming, blanks."""
    used = {name.partition("|")[0] for name in (*letter.figures, *letter.considered)}
    blanks = blank_facts(prepared.facts, used)
    findings = [*prepared.dataset.findings, *prepared.statistics.findings, *blanks]
    return sorted(findings, key=lambda finding: finding.code not in CLOSE_CODES)


def save(  # noqa: PLR0913 -- a letter with what belongs to it
    prepared: Prepared, letter: Letter, document: bytes, out: Path, *, brief: bytes | None = None, part: str = ""
) -> Drafted:
    """Write letter, provenance and sheet, unless one of them was edited by hand; `part` ends their names."""
    addressed = prepared.dossier.letter.unit
    name = f"{letter.kind}-{prepared.dossier.period.code}{'-' + addressed if addressed else ''}{part}"
    target = out / f"{name}.docx"
    hint = f'để số liệu theo kịp mà không mất phần sửa: dispatch refresh "{target}" "{prepared.dossier.folder}"'
    return save_as(prepared, letter, document, target, hint, brief)


def save_as(  # noqa: PLR0913, PLR0917 -- a letter with what belongs to it
    prepared: Prepared,
    letter: Letter,
    document: bytes,
    target: Path,
    hint: str = "ghi nơi khác bằng --out",
    brief: bytes | None = None,
) -> Drafted:
    """Write a letter to `target`, its provenance and its sheet beside it; `hint` is for a letter edited by hand.

    A sheet that is not written anew keeps its place in the provenance: it stays guarded, and is said to be old.
    """
    source = target.with_name(f"{target.stem}.provenance.json")
    sheet = target.with_name(f"{target.stem}{BRIEF_ENDING}.docx")
    refuse_special(source)
    known = Written.read(source)
    state = check_replaceable(target, document, Guard(known.letter, hint))
    # The letter goes first: after a crash in between, the next run finds its own bytes and goes on.
    files = {target: document} if state == "written" else {}
    if brief is not None and check_replaceable(sheet, brief, Guard(known.brief, _RENAME)) == "written":
        files[sheet] = brief
    written = Written(sha256(document), known.brief if brief is None else sha256(brief))
    provenance = provenance_json(prepared, letter, target.name, written)
    if not source.exists() or source.read_bytes() != provenance:
        files[source] = provenance
    write_all(files)
    findings = list(draft_findings(prepared, letter))
    if brief is None and state == "written" and sheet.exists():
        message = f"{sheet.name} là của dự thảo trước, chưa được soạn lại"
        findings.append(Finding("old-brief", message, "chạy lại lệnh với --brief", "warning", file=sheet.name))
    return Drafted(target, source, state, prepared, findings, sheet if brief is not None else None)
