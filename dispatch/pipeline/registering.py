"""Enter into the register what was written; a register that cannot be opened is warned of and stops nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dispatch.errors import Finding, RegisterError
from dispatch.inspection.manifest import read_manifest
from dispatch.inspection.package import open_package
from dispatch.model.figure import Figures
from dispatch.model.letter import Letter, Line
from dispatch.model.profile import Regime
from dispatch.model.registered import LetterEntry
from dispatch.pipeline.prepare import Prepared
from dispatch.pipeline.register_place import RegisterPlace
from dispatch.pipeline.saving import sha256
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
    fingerprint = read_manifest(open_package(written.document)).said("figures")
    told = letter_record(written.letter, sha256(written.document), fingerprint)
    return dossier_entry(place, written.prepared, written.letter.profile.regime)(written.path, written.unit, told)


@dataclass(frozen=True, slots=True)
class LetterRecord:
    """What the register keeps of one letter's own: its bytes, its figures, and what it says of itself."""

    sha256: str
    fingerprint: str
    subject: str
    signer: str
    recipients: str
    printed: tuple[str, ...]


def letter_record(letter: Letter, digest: str, fingerprint: str) -> LetterRecord:
    """What the register keeps of a letter; `digest` and `fingerprint` are those of its file and of its figures."""
    head, figures = letter.wording.heading, letter.figures
    return LetterRecord(
        digest,
        fingerprint,
        subject=_joined([head.subject] if head.subject else head.titles, figures, " "),
        signer=line_text(letter.wording.signature.name, figures).strip(),
        recipients=_joined(letter.wording.recipients, figures, _LINE_END),
        printed=tuple(printed_ids(letter)),
    )


def dossier_entry(
    place: RegisterPlace, prepared: Prepared, regime: Regime
) -> Callable[[Path, str, LetterRecord], LetterEntry]:
    """Makes the entries of the letters of one dossier; what they share is found once."""
    dossier, symbol = prepared.dossier, prepared.facts["van_ban.ky_hieu"].text
    folder, data = place.name_of(dossier.folder), prepared.vintage

    def entry(path: Path, unit: str, told: LetterRecord) -> LetterEntry:
        return LetterEntry(
            file=place.name_of(path),
            sha256=told.sha256,
            kind=prepared.kind.id,
            period=dossier.period.code,
            unit=unit,
            unit_set=dossier.unit_set,
            dossier=folder,
            vintage=data,
            symbol=symbol,
            regime=regime,
            form=dossier.letter.form,
            fingerprint=told.fingerprint,
            subject=told.subject,
            signer=told.signer,
            recipients=told.recipients,
            printed=told.printed,
        )

    return entry


def printed_ids(letter: Letter) -> list[str]:
    """The ids of the figures that a letter prints, in prose and in appendices, without their print forms."""
    rows = (name for table in letter.tables for row in table.rows for name in row.figures if name)
    return list(dict.fromkeys(name.partition("|")[0] for name in (*letter.figures, *rows)))


def _joined(lines: Sequence[Line], figures: Figures, between: str) -> str:
    texts = (line_text(line, figures).strip() for line in lines)
    return between.join(text for text in texts if text)
