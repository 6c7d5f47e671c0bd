"""One process's work on a batch: plan a letter, write a letter, never over somebody's work."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from dispatch.errors import DispatchError, Finding, OutputError
from dispatch.inspection.manifest import own_fingerprint
from dispatch.model.unit import Unit
from dispatch.pipeline.addressees import addressed_to
from dispatch.pipeline.batch.changes import changes
from dispatch.pipeline.batch.disk import LineFile, put, sync_folder
from dispatch.pipeline.batch.file_names import letter_name, refreshed_name
from dispatch.pipeline.batch.finished import Finished, FinishedLetters
from dispatch.pipeline.batch.known import PROVENANCE, Known, KnownLetter
from dispatch.pipeline.batch.letters import LetterMaker, Made
from dispatch.pipeline.batch.plan import EditedMode, Outcome, Planned, State, listed_texts, planned
from dispatch.pipeline.batch.records import Records, wording_id
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
    """Makes the letters of a batch in one folder; `close` at the end."""

    def __init__(self, prepared: Prepared, maker: LetterMaker, folder: Path, known: Known, rules: Rules) -> None:
        self._prepared = prepared
        self._maker = maker
        self._records = Records(prepared, maker.figures, maker.tables, maker.profile)
        self._folder = folder
        self._known = known
        self._rules = rules
        self._provenance = LineFile(folder / PROVENANCE)
        self._unsynced = 0
        self._ready = FinishedLetters()

    def plan(self, unit: Unit) -> Planned:
        """What the letter of a unit will be, or what stops it; nothing is written."""
        return self._planned(unit, self._maker.require_sound)

    def prepare(self, unit: Unit) -> Planned:
        """The plan of a letter, which is kept for `process` as it is."""
        return self._planned(unit, lambda made: self._ready.keep(unit.key, self._finished(made)))

    def process(self, unit: Unit) -> Outcome:
        """Write the letter of a unit where it may be written; a fault is its own alone."""
        file = letter_name(unit)
        try:
            finished = self._ready.take(unit.key) or self._finished(self._maker.compose(unit))
            return self._settle(unit, file, finished)
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
        """Make what was written durable and let go of the folder; letters that are ready stay so."""
        try:
            self.flush()
        finally:
            self._provenance.close()

    def _planned(self, unit: Unit, judge: Callable[[Made], None]) -> Planned:
        file = letter_name(unit)
        try:
            made = self._maker.compose(unit)
            judge(made)
            return planned(made, file)
        except DispatchError as error:
            return Planned(unit, file, faults=error.findings)
        finally:
            self._maker.release(unit)

    def _finished(self, made: Made) -> Finished:
        document = self._maker.write(made)
        digest, letter = sha256(document), made.letter
        content = self._records.content(made)
        return Finished(
            document,
            digest,
            content,
            wording_id(letter.wording),
            self._records.line(made, letter_name(made.unit), digest, content),
            listed_texts(letter),
            letter_record(letter, digest, own_fingerprint(document)) if self._rules.register else None,
        )

    def _settle(self, unit: Unit, file: str, finished: Finished) -> Outcome:
        target, document, digest = self._folder / file, finished.document, finished.sha256
        known = self._known.letters.get(file)
        present = _present(target)
        if present is None:
            return self._write(unit, file, finished)
        if present == document:
            if known is None or digest not in known.ever:
                self._note(finished)
            return _outcome(unit, file, "unchanged", finished)
        there = sha256(present)
        if known is None or there not in known.ever:
            return self._keep(unit, file, present, finished, known)
        if self._rules.changed_only and there == known.last and known.content == finished.content:
            return replace(_outcome(unit, file, "unchanged", finished), sha256=there, record=None)
        refuse_if_open(target)
        told = changes(self._known, file, self._maker.compose(unit), self._records)
        return replace(self._write(unit, file, finished), changes=told)

    def _write(self, unit: Unit, file: str, finished: Finished) -> Outcome:
        target = self._folder / file
        # First who wrote it, then the letter: after a crash in between, the file that is there is still known.
        self._note(finished)
        self._put(target, finished.document)
        return _outcome(unit, file, "written", finished)

    def _keep(self, unit: Unit, file: str, present: bytes, finished: Finished, known: KnownLetter | None) -> Outcome:
        """A letter edited by hand stays; a conflict when the data has changed since it was written."""
        outcome = replace(_outcome(unit, file, "edited", finished), record=None)
        if file in self._rules.issued:
            return replace(outcome, findings=(self._issued(unit, file),))
        message = f"{file} đã được sửa sau khi chương trình ghi ra, nên không bị ghi đè"
        hint = "để số liệu theo kịp mà không mất phần sửa: chạy lại với --edited refresh"
        told = (Finding("hand-edited", message, hint, "warning", file=file, unit=unit.name),)
        conflict = known is None or known.last != finished.sha256
        if conflict and known is not None and self._rules.edited == "refresh":
            return replace(outcome, state="refreshed", conflict=self._refresh(unit, file, present))
        return replace(outcome, findings=told, conflict=conflict)

    def _refresh(self, unit: Unit, file: str, present: bytes) -> bool:
        """Write the edited letter with the new figures beside it; whether conflicts are left."""
        beside = refreshed_name(file)
        target = self._folder / beside
        letter = self._maker.compose(unit).letter
        result = refreshed(present, NewFigures(addressed_to(self._prepared, unit), letter), file)
        there = _present(target)
        if there is not None and there != result.document:
            message, hint = f"{beside} đã có và khác bản cập nhật mới", "đổi tên hoặc xoá tệp này rồi chạy lại"
            raise OutputError([Finding("refreshed-exists", message, hint, file=beside, unit=unit.name)])
        if there is None:
            self._put(target, result.document)
        return bool(result.outcomes.items["conflicts"])

    def _issued(self, unit: Unit, file: str) -> Finding:
        message = f"{file} đã phát hành: {issued_rule(self._maker.profile.regime)}"
        hint = "sai nội dung thì soạn văn bản thay thế, sửa đổi: dispatch replace"
        return Finding("already-issued", message, hint, "warning", file=file, unit=unit.name)

    def _note(self, finished: Finished) -> None:
        self._provenance.append(self._records.untold(finished.wording) + finished.line)
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


def _outcome(unit: Unit, file: str, state: State, finished: Finished) -> Outcome:
    return Outcome(unit, file, state, finished.sha256, figures=finished.figures, record=finished.record)


def _present(target: Path) -> bytes | None:
    """The file in a letter's place, if there is one; OutputError for anything but a file."""
    return target.read_bytes() if refuse_special(target) else None
