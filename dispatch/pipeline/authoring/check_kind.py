"""Check letter kinds before they are used: every fault with its file and line, then a letter tried on made-up data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dispatch.composition.compiled import compile_kind
from dispatch.composition.kind import read_kind
from dispatch.errors import DispatchError, Finding, InputError
from dispatch.model.bound_figures import bound_names
from dispatch.model.kind import LETTER_FILE, SETTINGS_FILE, LetterKind
from dispatch.model.period import Period
from dispatch.pipeline.authoring.specimen import specimen, specimen_amendments
from dispatch.pipeline.check_letter import check_letter
from dispatch.pipeline.draft import checked, compose_letter
from dispatch.pipeline.kinds import find_catalogue
from dispatch.pipeline.prepare import Prepared, prepared_with
from dispatch.readers.dossier import read_dossier
from dispatch.writers.letter_writer import LetterWriter

LATEST = Period(2025, 10)
"""The period that kinds are tried on unless another is named: 34 provinces, the form in force since."""


@dataclass(frozen=True, slots=True)
class CheckedKind:
    """A kind and all that is wrong with it; warnings are what a letter of it would show."""

    folder: Path
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        """Whether letters can be drafted of it."""
        return not any(finding.severity == "error" for finding in self.findings)


def check_kinds(folder: Path, dossier: Path | None = None, period: Period = LATEST) -> list[CheckedKind]:
    """Check the kind in `folder`, or every kind in the folders below it.

    With `dossier` the letter is tried on that dossier's data, else on made-up data of `period`. InputError when
    there is no kind.
    """
    if not folder.is_dir():
        message = f"không tìm thấy thư mục {folder}"
        raise InputError([Finding("missing-folder", message, "kiểm tra đường dẫn")])
    kinds = [folder] if _is_kind(folder) else sorted(each for each in folder.iterdir() if _is_kind(each))
    if not kinds:
        hint = f"một mẫu là thư mục có {SETTINGS_FILE} và {LETTER_FILE}; tạo mẫu: dispatch template new"
        raise InputError([Finding("no-kind", f"{folder} không có mẫu nào", hint)])
    return [CheckedKind(each, tuple(_findings(each, dossier, period))) for each in kinds]


def _is_kind(folder: Path) -> bool:
    return any((folder / name).is_file() for name in (LETTER_FILE, SETTINGS_FILE))


def _findings(folder: Path, dossier: Path | None, period: Period) -> Iterator[Finding]:
    """The faults of both files; a letter is tried only where there are none."""
    try:
        kind, faults = read_kind(folder.resolve())
    except DispatchError as error:
        yield from error.findings
        return
    found = list(faults)
    try:
        found += _tried(kind, folder.resolve().parent, dossier, period, sound=not faults)
    except DispatchError as error:
        found += [_placed(each, kind) for each in error.findings]
    yield from sorted(dict.fromkeys(found), key=lambda each: (each.file or "", each.line or 0))


def _tried(kind: LetterKind, own: Path, dossier: Path | None, period: Period, *, sound: bool) -> Sequence[Finding]:
    if kind.about_letter:
        # Its readers and its signature are those of the letter it is about: no letter can be tried without one.
        about = _specimen(kind, own, period)
        compile_kind(kind, {**about.figures, **specimen_amendments()})
        return []
    prepared = prepared_with(read_dossier(dossier, kind), kind, own) if dossier else _specimen(kind, own, period)
    compile_kind(kind, prepared.figures, bound_names(prepared.figures, prepared.bindings))
    if not sound:
        return []
    letter = compose_letter(prepared)
    document = checked(LetterWriter(letter.profile).write(letter))
    return [*_unprinted(kind, [*letter.figures, *letter.considered]), *_departures(document)]


def _specimen(kind: LetterKind, own: Path, period: Period) -> Prepared:
    return specimen(kind, find_catalogue(own), period)


def _unprinted(kind: LetterKind, names: Sequence[str]) -> Iterator[Finding]:
    """A policy that nothing prints names nobody: that is seldom what its author meant."""
    used = " ".join(names) + " ".join(each.units for each in kind.appendices)
    used += " ".join(name for policy in kind.policies.values() for name in policy.of)
    for name in kind.policies:
        if name != kind.named and name not in used:
            message = f"quy tắc nêu tên “{name}” không được in ở đâu"
            hint = f"in danh sách bằng {{{{ danh_sach.{name}.viec }}}}, hoặc xoá quy tắc này"
            line = kind.lines.get(f"naming.policies.{name}")
            yield Finding("unused-policy", message, hint, "warning", file=SETTINGS_FILE, line=line)


def _departures(document: bytes) -> Iterator[Finding]:
    """What a letter of the kind would have against the layout law."""
    for each in check_letter(document).verdict.departures:
        if each.severity == "error":
            yield Finding(each.rule, each.message, each.hint, "warning", file=LETTER_FILE)


def _placed(finding: Finding, kind: LetterKind) -> Finding:
    """A fault of a policy at the policy's line."""
    for name in kind.policies:
        if f"“{name}”" in finding.message and finding.file != LETTER_FILE and finding.line is None:
            return replace(finding, file=SETTINGS_FILE, line=kind.lines.get(f"naming.policies.{name}"))
    return finding
