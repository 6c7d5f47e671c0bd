"""Refresh a letter after a correction: its figures follow the data, everything else stays the officer's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dispatch.errors import Finding, OutputError, refuse_if_any
from dispatch.inspection.anchors import in_appendices, judge_anchors, spans
from dispatch.inspection.invariants import broken_in, broken_invariants
from dispatch.inspection.story_text import read_stories
from dispatch.model.manifest import Manifest
from dispatch.model.place import Story
from dispatch.model.refreshed import Outcomes
from dispatch.model.track_marks import TrackMarks
from dispatch.pipeline.noting import refuse_issued
from dispatch.pipeline.open_conflicts import noted
from dispatch.pipeline.prepare import Prepared
from dispatch.pipeline.refreshing.core_properties import refreshed_core
from dispatch.pipeline.refreshing.files import Destination, Saved, refreshed_name, save_refreshed
from dispatch.pipeline.refreshing.left_behind import left_behind
from dispatch.pipeline.refreshing.new_figures import NewFigures
from dispatch.pipeline.refreshing.opened_letter import OpenedLetter, open_letter
from dispatch.pipeline.refreshing.other_letter import refuse_other
from dispatch.pipeline.refreshing.prose import refresh_prose
from dispatch.pipeline.refreshing.reviews import of_the_old_period
from dispatch.pipeline.refreshing.source import Source, prepare_for
from dispatch.pipeline.refreshing.tables import refresh_tables
from dispatch.pipeline.refreshing.wording import turned_sentences
from dispatch.pipeline.register_place import RegisterPlace
from dispatch.pipeline.registering import WrittenLetter, enter_written
from dispatch.pipeline.sealing import sealed
from dispatch.writers.edits import Edits
from dispatch.writers.tracked_edits import TrackedEdits


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
    findings: Sequence[Finding] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """How to refresh: appendices alone; from a dossier of another period, too; with changes shown as tracked ones."""

    only_appendices: bool = False
    new_period: bool = False
    track: TrackMarks | None = None


def refresh(
    letter: Path, source: Source, destination: Destination, options: Options, register: RegisterPlace | None = None
) -> RefreshedFile:
    """Bring the figures of `letter` up to a dossier; a DispatchError means nothing was written.

    A letter that `register` knows as issued is refused; what is written is entered there.
    """
    original = letter.read_bytes()
    refuse_issued(register, letter, original)
    _refuse_issued_target(register, letter, destination)
    opened = open_letter(original, letter.name)
    prepared = prepare_for(opened, source)
    figures = NewFigures(prepared)
    result = refreshed_letter(opened, figures, options)
    saved = save_refreshed(letter, original, result.document, destination)
    findings = _entered(register, saved, figures, result.document)
    return RefreshedFile(saved, result.outcomes, prepared, findings)


def _refuse_issued_target(register: RegisterPlace | None, letter: Path, destination: Destination) -> None:
    """A file written by an earlier refresh may have been issued since."""
    out = destination.out or refreshed_name(letter)
    if not destination.in_place and out.is_file():
        refuse_issued(register, out, out.read_bytes())


def refreshed(original: bytes, figures: NewFigures, name: str, options: Options | None = None) -> Refreshed:
    """The letter with the figures of a prepared dossier; the same input gives the same bytes.

    `name` is what messages call the letter. Raises InputError for a file that is no letter of this
    program, or one of another kind, unit or period.
    """
    return refreshed_letter(open_letter(original, name), figures, options)


def refreshed_letter(letter: OpenedLetter, figures: NewFigures, options: Options | None = None) -> Refreshed:
    """The same of a letter that has been opened."""
    chosen = options or Options()
    package, manifest, original = letter.package, letter.manifest, letter.original
    refuse_other(letter.name, manifest, figures, new_period=chosen.new_period)
    stories = read_stories(package)
    edits = TrackedEdits(stories, package.parts, chosen.track) if chosen.track else Edits(stories)
    work = _Work(manifest, stories, figures, edits, Outcomes())
    renewed = work.renewed(chosen)
    parts = {**work.edits.parts(), **refreshed_core(package, figures, manifest.anchors, renewed.anchors)}
    document = original if renewed == manifest and not parts else sealed(original, package, parts, renewed)
    _refuse_newly_broken(letter, document)
    return Refreshed(document, work.outcomes)


def _entered(register: RegisterPlace | None, saved: Saved, figures: NewFigures, document: bytes) -> Sequence[Finding]:
    """What went wrong on entering the letter; one that could not be drafted anew now is entered by hand."""
    letter, prepared = figures.fresh if register is not None else None, figures.prepared
    if letter is None:
        return []
    written = WrittenLetter(saved.out, prepared, letter, document, prepared.dossier.letter.unit)
    return enter_written(register, [written], what="refreshed")


@dataclass(frozen=True, slots=True)
class _Work:
    """A letter being refreshed: what it remembers, its parts, and what is noted on the way."""

    manifest: Manifest
    stories: Sequence[Story]
    figures: NewFigures
    edits: Edits
    outcomes: Outcomes

    def renewed(self, options: Options) -> Manifest:
        """The manifest of the letter as it will be; the edits and the outcomes are noted."""
        manifest, stories, figures, outcomes = self.manifest, self.stories, self.figures, self.outcomes
        judgements = judge_anchors(manifest, stories)
        asked = in_appendices(judgements, manifest, stories[0]) if options.only_appendices else judgements
        records = refresh_prose(asked, figures, self.edits, outcomes)
        new = {judgement.record.bookmark: record for judgement, record in zip(asked, records, strict=True)}
        tables, own = refresh_tables(manifest, stories[0], figures, self.edits, outcomes)
        if not options.only_appendices:
            outcomes.add_all("review", turned_sentences(manifest, figures))
        if options.new_period:
            outcomes.add_all("review", of_the_old_period(outcomes.items["kept"]))
        outcomes.add_all("review", left_behind(stories, spans(judgements), own, outcomes.items["updated"]))
        anchors = tuple(new.get(record.bookmark, record) for record in manifest.anchors)
        conflicts = noted(manifest, outcomes, whole=not options.only_appendices)
        return replace(manifest, anchors=anchors, tables=tables, conflicts=conflicts)


def _refuse_newly_broken(letter: OpenedLetter, document: bytes) -> None:
    """OutputError when the refresh broke what was whole; what the officer's program did is not ours to judge."""
    found = broken_invariants(document) if document != letter.original else []
    if found:
        before = {(each.code, each.file) for each in broken_in(letter.package)}
        refuse_if_any(OutputError, [each for each in found if (each.code, each.file) not in before])
