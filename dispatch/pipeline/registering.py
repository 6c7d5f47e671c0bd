"""Enter into the register what was written; a register that cannot be opened is warned of and stops nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dispatch.errors import Finding, RegisterError
from dispatch.inspection.manifest import read_manifest
from dispatch.inspection.package import open_package
from dispatch.model.letter import Letter, Line
from dispatch.model.registered import LetterEntry
from dispatch.pipeline.prepare import Prepared
from dispatch.pipeline.register_place import RegisterPlace
from dispatch.pipeline.saving import sha256
from dispatch.pipeline.vintage import vintage
from dispatch.register.register import Successor
from dispatch.writers.stencil import line_text

_LINE_END = "; "


@dataclass(frozen=True, slots=True)
class WrittenLetter:
    """A letter that was just written: where, from which dossier, and its bytes; `unit` is the one addressed."""

    path: Path
    prepared: Prepared
    letter: Letter
    document: bytes
    unit: str = ""


def enter_written(
    place: RegisterPlace | None,
    written: Sequence[WrittenLetter],
    successor: Successor | None = None,
    what: str = "drafted",
) -> list[Finding]:
    """Enter letters that were written, all in one transaction; what went wrong comes back as a warning.

    Nothing is entered without a place: whoever calls the program as a library may keep no register.
    """
    if place is None:
        return []
    try:
        place.open().enter_all([_entry(place, each) for each in written], what, successor)
    except RegisterError as error:
        return [not_entered(finding) for finding in error.findings]
    return []


def not_entered(finding: Finding) -> Finding:
    """The warning that a letter stands in no register, and why."""
    message = f"văn bản đã ghi nhưng chưa vào sổ: {finding.message}"
    hint = f"{finding.hint}; rồi chạy lại lệnh này để vào sổ"
    return Finding("not-registered", message, hint, "warning", file=finding.file)


def _entry(place: RegisterPlace, written: WrittenLetter) -> LetterEntry:
    letter, dossier = written.letter, written.prepared.dossier
    head, figures = letter.wording.heading, letter.figures
    return LetterEntry(
        file=place.name_of(written.path),
        sha256=sha256(written.document),
        kind=letter.kind,
        period=dossier.period.code,
        unit=written.unit,
        unit_set=dossier.unit_set,
        dossier=place.name_of(dossier.folder),
        vintage=vintage(written.prepared.dataset),
        symbol=written.prepared.facts["van_ban.ky_hieu"].text,
        regime=letter.profile.regime,
        form=dossier.letter.form,
        fingerprint=read_manifest(open_package(written.document)).said("figures"),
        subject=_joined([head.subject] if head.subject else head.titles, written, " "),
        signer=line_text(letter.wording.signature.name, figures).strip(),
        recipients=_joined(letter.wording.recipients, written, _LINE_END),
        printed=tuple(printed_ids(letter)),
    )


def printed_ids(letter: Letter) -> list[str]:
    """The ids of the figures that a letter prints, in prose and in appendices, without their print forms."""
    rows = (name for table in letter.tables for row in table.rows for name in row.figures if name)
    return list(dict.fromkeys(name.partition("|")[0] for name in (*letter.figures, *rows)))


def _joined(lines: Sequence[Line], written: WrittenLetter, between: str) -> str:
    texts = (line_text(line, written.letter.figures).strip() for line in lines)
    return between.join(text for text in texts if text)
