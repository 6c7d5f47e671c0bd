"""The end of a batch: its manifest and its list, and a zip when it is asked for."""

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from dispatch import __version__
from dispatch.errors import Finding
from dispatch.model.letter_list import ListedLetter
from dispatch.model.unit import Unit
from dispatch.pipeline.batch.disk import put
from dispatch.pipeline.batch.file_names import letter_name
from dispatch.pipeline.batch.json_lines import in_json, joined_line
from dispatch.pipeline.batch.known import Known
from dispatch.pipeline.batch.plan import LISTED, Outcome, State
from dispatch.pipeline.prepare import Prepared
from dispatch.pipeline.saving import sha256
from dispatch.writers.letter_list import letter_list
from dispatch.writers.merged import can_be_merged, merged

MANIFEST, LIST, ZIP, PRINT = "danh-muc.json", "danh-sach.xlsx", "tat-ca.zip", "in-chung.docx"
_FIGURE_HEADS = ("Tỷ lệ về việc", "Hạng về việc", "Tỷ lệ về tiền", "Hạng về tiền")
_STATES: Mapping[State, str] = {
    "written": "đã soạn",
    "unchanged": "đã soạn",
    "edited": "đã sửa tay",
    "refreshed": "đã sửa tay",
    "failed": "chưa soạn được",
}
_NOT_RUN, _NOT_THERE = "đã soạn", "chưa soạn"
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Extras:
    """What is written besides: a zip of all letters, one file of all of them for printing."""

    zipped: bool = False
    merged: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch at its end: every unit it is for, and what became of those of this run."""

    prepared: Prepared
    units: Sequence[Unit]
    outcomes: Mapping[str, Outcome]
    folder: Path
    known: Known


def close_batch(batch: Batch, extras: Extras) -> tuple[Finding, ...]:
    """Write the manifest and the list, each whole or not at all, and only when they differ from what is there.

    What comes back are letters that the file for printing could not take.
    """
    listed = list(_listed(batch))
    assert len(_FIGURE_HEADS) == len(LISTED)
    manifest = _manifest(batch, listed)
    if _differs(batch.folder / MANIFEST, manifest) or not (batch.folder / LIST).exists():
        save(batch.folder / LIST, letter_list(listed, _FIGURE_HEADS))
        save(batch.folder / MANIFEST, manifest)
    if extras.zipped:
        save(batch.folder / ZIP, zip_of(list(_files(batch))))
    return _print_file(batch) if extras.merged else ()


def _print_file(batch: Batch) -> tuple[Finding, ...]:
    """Write the file for printing; a letter edited by hand is not in it: Word may have changed its styles."""
    letters: list[dict[str, bytes]] = []
    left_out: list[Finding] = []
    for unit in batch.units:
        file, outcome = letter_name(unit), batch.outcomes.get(unit.key)
        known = outcome.sha256 if outcome else batch.known.letters[file].last if file in batch.known.letters else ""
        path = batch.folder / file
        data = path.read_bytes() if path.is_file() else b""
        parts = _parts(data) if data and sha256(data) == known else {}
        if parts and (not letters or can_be_merged(letters[0], parts)):
            letters.append(parts)
        else:
            message = f"{PRINT} không có {file}: chưa soạn, đã sửa tay hoặc khác kiểu trình bày"
            left_out.append(
                Finding("not-merged", message, "in riêng văn bản này", "warning", file=PRINT, unit=unit.name)
            )
    if letters:
        save(batch.folder / PRINT, merged(letters))
    return tuple(left_out)


def _parts(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(document)) as package:
        return {name: package.read(name) for name in package.namelist()}


def save(target: Path, data: bytes) -> None:
    """Write one file of the folder whole, if it is another than what is there."""
    if _differs(target, data):
        put(target, data)


def zip_of(files: Sequence[Path]) -> bytes:
    """A zip of files that depends on their names and contents alone."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as target:
        for file in sorted(files, key=lambda each: each.name):
            target.writestr(zipfile.ZipInfo(file.name, _FIXED_TIME), file.read_bytes())
    return made.getvalue()


def _files(batch: Batch) -> Iterator[Path]:
    """The letters that are there, and the list."""
    for unit in batch.units:
        path = batch.folder / letter_name(unit)
        if path.is_file():
            yield path
    yield batch.folder / LIST


def _listed(batch: Batch) -> Iterator[ListedLetter]:
    for unit in batch.units:
        file = letter_name(unit)
        outcome = batch.outcomes.get(unit.key)
        if outcome is None:
            there = file in batch.known.letters and (batch.folder / file).exists()
            yield ListedLetter(unit.key, unit.name, file, ("",) * len(LISTED), _NOT_RUN if there else _NOT_THERE)
        else:
            told = tuple(finding.message for finding in outcome.findings)
            figures = outcome.figures or ("",) * len(LISTED)
            yield ListedLetter(unit.key, unit.name, file, figures, _STATES[outcome.state], told)


def _manifest(batch: Batch, listed: Sequence[ListedLetter]) -> bytes:
    """What the folder holds, a line for each letter; `complete`, written last, says whether every letter is there."""
    prepared = batch.prepared
    about = {
        "program": __version__,
        "kind": prepared.kind.id,
        "template": prepared.kind.fingerprint,
        "period": prepared.dossier.period.code,
        "vintage": prepared.vintage,
    }
    complete = all(each.state not in (_STATES["failed"], _NOT_THERE) for each in listed)
    letters = ",\n".join(in_json(_letter(batch, each)) for each in listed)
    return joined_line(about, f'{{"letters":[\n{letters}\n],"complete":{in_json(complete)}}}')


def _letter(batch: Batch, listed: ListedLetter) -> dict[str, object]:
    outcome, known = batch.outcomes.get(listed.key), batch.known.letters.get(listed.file)
    return {
        "unit": listed.key,
        "name": listed.name,
        "file": listed.file,
        "sha256": outcome.sha256 if outcome and outcome.sha256 else known.last if known else "",
        "state": listed.state,
        "figures": dict(zip(LISTED, listed.figures, strict=True)),
        "warnings": listed.warnings,
    }


def _differs(target: Path, data: bytes) -> bool:
    try:
        return target.read_bytes() != data
    except FileNotFoundError:
        return True
