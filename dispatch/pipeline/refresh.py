"""Refresh a letter after a correction: its figures follow the data, everything else stays the officer's."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dispatch import __version__
from dispatch.errors import Finding, InputError, OutputError, refuse_if_any
from dispatch.inspection.anchors import judge_anchors
from dispatch.inspection.invariants import broken_invariants
from dispatch.inspection.manifest import manifest_part, read_manifest
from dispatch.inspection.package import Package, open_package
from dispatch.inspection.story_text import read_stories
from dispatch.model.manifest import Manifest
from dispatch.model.refreshed import Outcomes
from dispatch.pipeline.corrected import corrected
from dispatch.pipeline.new_figures import NewFigures
from dispatch.pipeline.prepare import Prepared, prepare
from dispatch.pipeline.refreshed_files import Destination, Saved, save_refreshed
from dispatch.pipeline.refreshed_prose import refresh_prose
from dispatch.pipeline.refreshed_tables import refresh_tables
from dispatch.writers.edits import Edits
from dispatch.writers.manifest_renewal import records_fingerprint, renewed_properties, seal_of
from dispatch.writers.repacking import repacked

_PERIOD = "ky."
_UNITS = ("don_vi_nhan.ten", "don_vi_ban_hanh.ten")
_MACROS = "vbaproject.bin"


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A refreshed letter as bytes, and what became of its figures.

    `document` is the original, byte for byte, when nothing had to change.
    """

    document: bytes
    outcomes: Outcomes


@dataclass(frozen=True, slots=True)
class RefreshedFile:
    """A refreshed letter as saved."""

    saved: Saved
    outcomes: Outcomes
    prepared: Prepared


def refresh(
    letter: Path, folder: Path, data: Path | None, destination: Destination, templates: Path | None
) -> RefreshedFile:
    """Bring the figures of `letter` up to the dossier in `folder`; a DispatchError means nothing was written.

    `data` is read in place of the dossier's table of the same period.
    """
    original = letter.read_bytes()
    prepared = prepare(folder, templates)
    if data is not None:
        _, prepared = corrected(prepared, folder, data, templates)
    result = refreshed(original, prepared, letter.name)
    saved = save_refreshed(letter, original, result.document, destination)
    return RefreshedFile(saved, result.outcomes, prepared)


def refreshed(original: bytes, prepared: Prepared, name: str) -> Refreshed:
    """The letter with the figures of a prepared dossier; the same input gives the same bytes.

    `name` is what messages call the letter. Raises InputError for a file that is no letter of this
    program, or one of another kind or period.
    """
    package = _opened(original, name)
    manifest = read_manifest(package)
    figures = NewFigures(prepared)
    _refuse_other(name, manifest, figures)
    stories = read_stories(package)
    outcomes, edits = Outcomes(), Edits(stories)
    records = refresh_prose(judge_anchors(manifest, stories), figures, edits, outcomes)
    tables = refresh_tables(manifest, stories[0], figures, edits, outcomes)
    renewed = replace(manifest, anchors=tuple(records), tables=tables)
    parts = edits.parts()
    document = original if renewed == manifest and not parts else _sealed(original, package, parts, renewed)
    _refuse_newly_broken(original, document)
    return Refreshed(document, outcomes)


def _opened(original: bytes, name: str) -> Package:
    try:
        package = open_package(original)
    except InputError as error:
        raise InputError([replace(each, file=each.file or name) for each in error.findings]) from None
    if any(part.lower().endswith(_MACROS) for part in package.parts):
        message = "tệp chứa macro, không được phép"
        raise InputError([Finding("macros", message, "lưu lại thành .docx không có macro", file=name)])
    if package.tree("document") is None:
        message = "tệp không có phần nội dung của văn bản Word"
        raise InputError([Finding("no-document", message, "lưu lại bằng Word thành .docx thông thường", file=name)])
    return package


def _sealed(original: bytes, package: Package, parts: Mapping[str, bytes], manifest: Manifest) -> bytes:
    """The package with its new parts, its manifest renewed, and a seal by which the program knows its own work."""
    own = manifest_part(package)
    written = replace(
        manifest, letter={**manifest.letter, "program": __version__, "figures": records_fingerprint(manifest)}
    )
    seal = seal_of({**package.parts, **parts}, own)
    properties = renewed_properties(package.parts.get(own, b""), written, seal)
    return repacked(original, {**parts, own: properties})


def _refuse_other(name: str, manifest: Manifest, figures: NewFigures) -> None:
    """InputError for the dossier of another letter."""
    kind, dossier = figures.prepared.kind, figures.prepared.dossier
    if manifest.said("kind") != kind.id:
        message = f"văn bản thuộc loại “{manifest.said('kind')}”, hồ sơ thuộc loại “{kind.id}”"
        raise InputError([Finding("other-kind", message, "ghi đúng hồ sơ của văn bản này", file=name)])
    for record in manifest.anchors:
        figure = figures.figure(record) if record.base.startswith(_UNITS) else None
        if figure is not None and figure.text != record.text:
            message = f"văn bản là của đơn vị “{record.text}”, hồ sơ là của đơn vị “{figure.text}”"
            raise InputError([Finding("other-unit", message, "ghi đúng hồ sơ của văn bản này", file=name)])
    for record in manifest.anchors:
        figure = figures.figure(record) if record.figure.startswith(_PERIOD) else None
        if figure is not None and figure.text != record.text:
            message = f"văn bản ghi “{record.text}”, hồ sơ là của kỳ khác ({dossier.period.name})"
            hint = "ghi đúng hồ sơ của văn bản này, hoặc soạn văn bản mới: dispatch draft"
            raise InputError([Finding("other-period", message, hint, file=name)])


def _refuse_newly_broken(original: bytes, document: bytes) -> None:
    """OutputError when the refresh broke what was whole; what the officer's program did is not ours to judge."""
    if document != original:
        before = {(finding.code, finding.file) for finding in broken_invariants(original)}
        refuse_if_any(
            OutputError,
            (each for each in broken_invariants(document) if (each.code, each.file) not in before),
        )
