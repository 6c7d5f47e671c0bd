"""Appendices follow the data: cells, rows that enter, leave and move; what the officer added stays with its unit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dispatch.composition.tables import EMPTY_ROW_KEY
from dispatch.inspection.appendix_view import view_appendix
from dispatch.model.appendix_view import AppendixView, Shape
from dispatch.model.kind import ROW_NAME, ROW_NUMBER, AppendixSpec
from dispatch.model.letter import AppendixTable
from dispatch.model.manifest import Manifest, TableRecord
from dispatch.model.place import Story
from dispatch.model.refreshed import Item, Outcome, Outcomes
from dispatch.pipeline.draft import letter_content
from dispatch.pipeline.refreshing.cells import Verdict, judge_cells
from dispatch.pipeline.refreshing.new_figures import NewFigures
from dispatch.pipeline.refreshing.rows import Arrangement, arrange
from dispatch.writers.edits import Edits
from dispatch.writers.rows import CellText

_SHAPES: Mapping[Shape, str] = {
    "columns": "có cột bị xoá hoặc không còn nhận ra",
    "cells": "có ô bị gộp hoặc tách",
    "rows": "có hàng bị xoá",
    "revised": "có hàng đang theo dõi thay đổi (track changes)",
    "wrapped": "có hàng nằm trong khung nội dung (content control)",
}
_MOVED = "hàng cần dời chứa thứ không dời được"


def refresh_tables(
    manifest: Manifest, body: Story, figures: NewFigures, edits: Edits, outcomes: Outcomes
) -> tuple[tuple[TableRecord, ...], set[int]]:
    """Bring every appendix up to the data and note what became of it.

    Returns the records of the letter as it will be, and the numbers of the paragraphs that are cells of ours.
    """
    specs = {spec.id: spec for spec in figures.prepared.kind.appendices}
    work = _Work(body, figures, edits, outcomes)
    known = {record.id: _Refreshing(record, specs[record.id], work) for record in manifest.tables if record.id in specs}
    records = tuple(
        known[record.id].run() if record.id in known else _unknown(record, outcomes) for record in manifest.tables
    )
    return records, {number for each in known.values() for number in each.own_paragraphs()}


def _unknown(record: TableRecord, outcomes: Outcomes) -> TableRecord:
    place = f"phụ lục “{record.id}”: mẫu không còn phụ lục này, bảng được giữ nguyên"
    outcomes.add("review", Item(f"phu_luc.{record.id}", place, "", "", ""))
    return record


@dataclass(frozen=True, slots=True)
class _Work:
    """What all appendices of a letter share."""

    body: Story
    figures: NewFigures
    edits: Edits
    outcomes: Outcomes


class _Refreshing:
    """One appendix on its way."""

    def __init__(self, record: TableRecord, spec: AppendixSpec, work: _Work) -> None:
        contents = [column.content for column in spec.columns]
        self.record = record
        self.body, self.figures, self.edits, self.outcomes = work.body, work.figures, work.edits, work.outcomes
        self.name_column = contents.index(ROW_NAME)
        self.number_column = contents.index(ROW_NUMBER) if ROW_NUMBER in contents else None
        self.fits = tuple(column.header for column in spec.columns) == record.headers
        self.table: AppendixTable = letter_content(work.figures.prepared).table(spec)
        self.view: AppendixView = view_appendix(record, work.body, self.name_column)
        self.label = self.said()

    def own_paragraphs(self) -> Iterator[int]:
        """The numbers of the paragraphs in cells that the draft had."""
        for each in self.view.rows:
            strange = {id(cell) for cell in self.view.strange_cells(each.row)} if self.view.columns else set()
            for cell in each.row.cells if each.key else ():
                if id(cell) not in strange:
                    yield from (paragraph.number for paragraph in cell.paragraphs)

    def said(self) -> str:
        """What the letter calls the appendix."""
        mark = self.body.bookmarks.get(self.record.bookmark)
        text = mark.start.paragraph.text.strip() if mark is not None and mark.start.paragraph is not None else ""
        return text or f"phụ lục “{self.record.id}”"

    def run(self) -> TableRecord:
        """The record of the appendix as it will be."""
        view = self.view
        if view.shape == "absent":
            self.note("removed", "", f"{self.label}: bảng không còn trong văn bản")
            return self.record
        if not self.fits:
            self.note("review", "", f"{self.label}: mẫu đã đổi các cột của phụ lục này, bảng được giữ nguyên")
            return self.record
        if view.found_again:
            self.note("review", "", f"{self.label}: điểm gắn của phụ lục đã mất, bảng được tìm lại nhờ nội dung")
        arrangement = arrange(view, self.table, self.name_column, self.edits) if view.shape == "ours" else None
        verdicts = [*judge_cells(view, self.table, self.number_column, arrangement)]
        if arrangement is None or arrangement.stuck:
            return self.left_whole(verdicts, arrangement)
        self.change(verdicts, arrangement)
        if any(row.key == EMPTY_ROW_KEY for row in self.table.rows) and EMPTY_ROW_KEY not in self.record.rows:
            self.note("review", "", f"{self.label}: không còn đơn vị nào; muốn bỏ phụ lục thì soạn lại: dispatch draft")
        return _renewed(self.record, self.table, verdicts, arrangement)

    # --- a table that stays as it is ---

    def left_whole(self, verdicts: Sequence[Verdict], arrangement: Arrangement | None) -> TableRecord:
        """Nothing in the table changes; what the data says otherwise is told cell by cell."""
        why = _SHAPES.get(self.view.shape, "") or (arrangement.stuck if arrangement else "") or _MOVED
        for key in self.view.missing:
            base = "; ".join(self.record.rows[key])
            self.note("removed", key, f"{self.label}: hàng {self.name(key)} không còn", base=base)
        differing = [each for each in verdicts if each.theirs != each.ours and each.column != self.number_column]
        present = {view.key for view in self.view.rows}
        fresh = {row.key for row in self.table.rows}
        moves = (fresh ^ set(self.record.rows)) | ((fresh & set(self.record.rows)) - present - set(self.view.missing))
        outcome: Outcome = "conflicts" if differing or moves or (arrangement and arrangement.moves) else "kept"
        self.note(outcome, "", f"{self.label}: {why}, bảng được giữ nguyên")
        for each in differing:
            self.cell_item("conflicts", each, "bảng được giữ nguyên")
        return self.record

    # --- a table that follows ---

    def change(self, verdicts: Sequence[Verdict], arrangement: Arrangement) -> None:
        """Put cells and rows in place."""
        for each in verdicts:
            if each.outcome is None:
                self.outcomes.unchanged += each.figure != ""
            elif each.column != self.number_column or each.outcome != "updated":
                self.cell_item(each.outcome, each, each.why)
        texts: dict[str, list[CellText]] = {}
        for each in verdicts:
            if each.outcome == "updated":
                texts.setdefault(each.key, []).append(CellText(each.cell, each.ours, self.note_of(each)))
        arrangement.apply(self.body, texts, self.edits)
        for key in arrangement.entering:
            row = next(row for row in self.table.rows if row.key == key)
            name = row.cells[0 if len(row.cells) == 1 else self.name_column]
            self.note("updated", key, f"{self.label}: thêm hàng {name}", ours="; ".join(row.cells))
        for key in arrangement.leaving:
            self.note("updated", key, f"{self.label}: bỏ hàng {self.name(key)}", base="; ".join(self.record.rows[key]))
        for key, why in arrangement.refused.items():
            base = "; ".join(self.record.rows.get(key, ()))
            self.note("conflicts", key, f"{self.label}: {why}", base=base)

    def note_of(self, each: Verdict) -> str:
        """What a comment says of a changed cell; nothing of a running number."""
        figure = self.figures.named(each.figure.partition("|")[0]) if each.figure else None
        return self.figures.note(each.theirs, each.ours, figure) if figure else ""

    def name(self, key: str) -> str:
        """The unit of a row as it was drawn."""
        cells = self.record.rows.get(key, ("",))
        return cells[0 if len(cells) == 1 else self.name_column]

    def note(self, outcome: Outcome, key: str, place: str, base: str = "", ours: str = "") -> None:
        """Note an item about the table, or about one of its rows."""
        name = f"phu_luc.{self.record.id}" + (f".{key}" if key else "")
        theirs = base if outcome in ("updated", "conflicts") else ""
        self.outcomes.add(outcome, Item(name, place, base, theirs, ours))

    def cell_item(self, outcome: Outcome, each: Verdict, why: str) -> None:
        """Note an item about one cell."""
        figure = self.figures.named(each.figure.partition("|")[0]) if each.figure else None
        name = each.figure or f"phu_luc.{self.record.id}.{each.key}"
        where = f"{self.label}, hàng {each.name}, cột “{self.record.headers[each.column]}”"
        place = f"{where}: {why}" if why else where
        item = Item(name, place, each.base or "", each.theirs, each.ours, self.figures.cells(figure))
        self.outcomes.add(outcome, item)


def _renewed(
    record: TableRecord, table: AppendixTable, verdicts: Sequence[Verdict], arrangement: Arrangement
) -> TableRecord:
    """The record with what the letter prints now; a cell in conflict keeps what the draft had."""
    bases = {
        (each.key, each.column): each.base for each in verdicts if each.outcome == "conflicts" and each.base is not None
    }
    fresh = {row.key: row.cells for row in table.rows}
    rows: dict[str, tuple[str, ...]] = {}
    for key in arrangement.recorded:
        drawn = fresh.get(key) or record.rows[key]
        rows[key] = tuple(bases.get((key, column), text) for column, text in enumerate(drawn))
    return replace(record, rows=rows)
