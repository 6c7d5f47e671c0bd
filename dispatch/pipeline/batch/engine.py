"""One process's work on a batch: plan a letter, write a letter, never over somebody's work."""

import os
from dataclasses import dataclass, replace
from pathlib import Path

from dispatch.errors import DispatchError, Finding, OutputError
from dispatch.inspection.manifest import own_fingerprint
from dispatch.model.unit import Unit
from dispatch.pipeline.addressees import addressed_to
from dispatch.pipeline.batch.changes import changes
from dispatch.pipeline.batch.disk import LineFile, put, sync_folder
from dispatch.pipeline.batch.file_names import letter_name, refreshed_name
from dispatch.pipeline.batch.known import PROVENANCE, Known, KnownLetter
from dispatch.pipeline.batch.letters import LetterMaker, Made
from dispatch.pipeline.batch.plan import EditedMode, Outcome, Planned, State, listed_texts, planned
from dispatch.pipeline.batch.records import Records
from dispatch.pipeline.noting import issued_rule
from dispatch.pipeline.prepare import Prepared
from dispatch.pipeline.refreshing.new_figures import NewFigures
from dispatch.pipeline.refreshing.refresh import refreshed
from dispatch.pipeline.registering import letter_record
from dispatch.pipeline.saving import cannot_write, open_in_word, refuse_if_open, refuse_special, sha256

_GROUP = 64


@dataclass(frozen=True, slots=True)
class Rules:
    """How letters that are there already are treated: rewrite only what prints otherwise; what to do with edits.

    With `register` each outcome tells what a register keeps of its letter; `issued` are the files of letters
    that are issued, which nothing may be made of any more.
    """

    changed_only: bool = False
    edited: EditedMode = "list"
    register: bool = False
    issued: frozenset[str] = frozenset()


class Engine:
    """Makes the letters of a batch in one folder; `flush` at the end."""

    def __init__(self, prepared: Prepared, maker: LetterMaker, folder: Path, known: Known, rules: Rules) -> None:
        self._prepared = prepared
        self._maker = maker
        self._records = Records(prepared, maker.figures, maker.tables, maker.profile)
        self._folder = folder
        self._known = known
        self._rules = rules
        self._provenance = LineFile(folder / PROVENANCE)
        self._unsynced = 0

    def plan(self, unit: Unit) -> Planned:
        """What the letter of a unit will be, or what stops it; nothing is written."""
        file = letter_name(unit)
        try:
            made = self._maker.compose(unit)
            self._maker.require_sound(made)
            return planned(made, file)
        except DispatchError as error:
            return Planned(unit, file, faults=error.findings)
        finally:
            self._maker.release(unit)

    def process(self, unit: Unit) -> Outcome:
        """Make the letter of a unit and write it where it may be written; a fault is its own alone."""
        file = letter_name(unit)
        try:
            made = self._maker.compose(unit)
            return self._settle(made, file, self._maker.write(made))
        except DispatchError as error:
            return Outcome(unit, file, "failed", findings=error.findings)
        except OSError as error:
            return Outcome(unit, file, "failed", findings=(cannot_write(self._folder / file, error),))
        finally:
            self._maker.release(unit)

    def flush(self) -> None:
        """Make what was written durable."""
        if self._unsynced:
            self._provenance.sync()
            sync_folder(self._folder)
            self._unsynced = 0

    def close(self) -> None:
        """Make what was written durable and let go of the files."""
        try:
            self.flush()
        finally:
            self._provenance.close()

    def _settle(self, made: Made, file: str, document: bytes) -> Outcome:
        target, digest = self._folder / file, sha256(document)
        known = self._known.letters.get(file)
        refuse_special(target)
        present = _present(target)
        if present is None:
            return self._write(made, file, document, digest)
        if present == document:
            if known is None or digest not in known.ever:
                self._note(made, file, digest)
            return self._registered(_outcome(made, file, "unchanged", digest), made, document)
        there = sha256(present)
        if known is None or there not in known.ever:
            return self._keep(made, file, present, digest, known)
        if self._rules.changed_only and there == known.last and known.content == self._records.content(made):
            return _outcome(made, file, "unchanged", there)
        told = changes(self._known, file, made, self._records)
        return self._write(made, file, document, digest, told)

    def _write(self, made: Made, file: str, document: bytes, digest: str, told: tuple[str, ...] = ()) -> Outcome:
        target = self._folder / file
        refuse_if_open(target)
        # First who wrote it, then the letter: after a crash in between, the file that is there is still known.
        self._note(made, file, digest)
        self._put(target, document)
        outcome = replace(_outcome(made, file, "written", digest), changes=told)
        return self._registered(outcome, made, document)

    def _registered(self, outcome: Outcome, made: Made, document: bytes) -> Outcome:
        """The outcome with what a register keeps of the letter; nothing is made of it without a register."""
        if not self._rules.register:
            return outcome
        return replace(outcome, record=letter_record(made.letter, outcome.sha256, own_fingerprint(document)))

    def _keep(self, made: Made, file: str, present: bytes, digest: str, known: KnownLetter | None) -> Outcome:
        """A letter edited by hand stays; a conflict when the data has changed since it was written."""
        unit = made.unit
        if file in self._rules.issued:
            return replace(_outcome(made, file, "edited", digest), findings=(_issued(made, file),))
        message = f"{file} đã được sửa sau khi chương trình ghi ra, nên không bị ghi đè"
        hint = "để số liệu theo kịp mà không mất phần sửa: chạy lại với --edited refresh"
        told = (Finding("hand-edited", message, hint, "warning", file=file, unit=unit.name),)
        conflict = known is None or known.last != digest
        if conflict and known is not None and self._rules.edited == "refresh":
            return self._refresh(made, file, present, digest)
        return replace(_outcome(made, file, "edited", digest), findings=told, conflict=conflict)

    def _refresh(self, made: Made, file: str, present: bytes, digest: str) -> Outcome:
        beside = refreshed_name(file)
        target = self._folder / beside
        result = refreshed(present, NewFigures(addressed_to(self._prepared, made.unit), made.letter), file)
        refuse_special(target)
        there = _present(target)
        if there is not None and there != result.document:
            message, hint = f"{beside} đã có và khác bản cập nhật mới", "đổi tên hoặc xoá tệp này rồi chạy lại"
            raise OutputError([Finding("refreshed-exists", message, hint, file=beside, unit=made.unit.name)])
        if there is None:
            self._put(target, result.document)
        conflicts = bool(result.outcomes.items["conflicts"])
        return replace(_outcome(made, file, "refreshed", digest), conflict=conflicts)

    def _note(self, made: Made, file: str, digest: str) -> None:
        self._provenance.append(self._records.lines(made, file, digest))
        self._unsynced += 1

    def _put(self, target: Path, document: bytes) -> None:
        try:
            put(target, document)
        except PermissionError as error:  # Windows, while Word holds the file
            held = os.name == "nt" and target.exists()
            raise OutputError([open_in_word(target) if held else cannot_write(target, error)]) from None
        self._unsynced += 1
        if self._unsynced >= _GROUP:
            self.flush()


def _issued(made: Made, file: str) -> Finding:
    message = f"{file} đã phát hành: {issued_rule(made.letter.profile.regime)}"
    hint = "sai nội dung thì soạn văn bản thay thế, sửa đổi: dispatch replace"
    return Finding("already-issued", message, hint, "warning", file=file, unit=made.unit.name)


def _outcome(made: Made, file: str, state: State, digest: str) -> Outcome:
    return Outcome(made.unit, file, state, digest, figures=listed_texts(made.letter))


def _present(target: Path) -> bytes | None:
    try:
        return target.read_bytes()
    except FileNotFoundError:
        return None
