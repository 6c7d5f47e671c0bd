"""The rows of an appendix after a refresh: which enter, leave and move, and how that is written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dispatch.model.anchor_names import moved_bookmark, row_bookmark
from dispatch.model.appendix_view import AppendixView, RowView
from dispatch.model.letter import AppendixTable, TableRow
from dispatch.model.manifest import TableRecord
from dispatch.model.place import Cell, Row, Story
from dispatch.model.unit import NATION_KEY
from dispatch.pipeline.refreshing.row_order import STRANGER, new_order, staying
from dispatch.vietnamese.orthography import spelling_key
from dispatch.writers.edits import Edits
from dispatch.writers.patching import can_hold_cell
from dispatch.writers.rows import CellText, NewRow, can_be_copied, is_whole

_HAND_MADE = "đơn vị không còn trong danh sách, nhưng hàng có phần sửa tay nên được giữ"
_TYPED = "đơn vị mới vào danh sách đã có hàng gõ tay"
_NO_PATTERN = "không có hàng nào để làm mẫu cho hàng mới"
_ENTERS = "Hàng mới vào phụ lục theo số liệu"
_IMMOVABLE = "hàng cần dời chứa thứ không dời được (dấu trang, nhận xét, ảnh)"


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The rows as they will stand, by name: keys, and names of strangers.

    `numbers` are the running numbers where the officer's own order or rows decide them; `recorded` are the keys
    of the new record in order; `refused` are rows that do not enter or leave, each with why; `stuck` tells why
    the rows cannot be arranged at all, empty when they can.
    """

    view: AppendixView
    table: AppendixTable
    now: Mapping[str, RowView]
    order: tuple[str, ...]
    stay: frozenset[str]
    entering: tuple[str, ...]
    leaving: tuple[str, ...]
    refused: Mapping[str, str]
    numbers: Mapping[str, str] = field(default_factory=dict)
    recorded: tuple[str, ...] = ()
    stuck: str = ""

    @property
    def moves(self) -> bool:
        """Whether any row enters, leaves or moves."""
        return tuple(self.now) != self.order

    def apply(self, story: Story, texts: Mapping[str, Sequence[CellText]], edits: Edits) -> None:
        """Write the arrangement, and the new texts of cells by the key of their row."""
        for name in self.now:
            if name in self.stay:
                for each in texts.get(name, ()):
                    edits.put_cell(story, each.cell, each.text, each.note)
            else:
                edits.remove_row(story, self.now[name].row)
        at = self.view.header.end if self.view.header else 0
        for name in self.order:
            if name in self.stay:
                at = self.now[name].row.end
            else:
                edits.insert_row(story, at, self.new_row(name, texts.get(name, ())))

    def new_row(self, name: str, texts: Sequence[CellText]) -> NewRow:
        """A row at its new place: one that moves, or one that enters."""
        if name in self.now:
            each = self.now[name]
            cell = _name_cell(self.view, each.row, self.table.name_column)
            new_name = moved_bookmark(each.bookmark) if each.bookmark else self.bookmark(name)
            return NewRow(each.row, tuple(texts), cell, new_name, each.bookmark)
        row = next(row for row in self.table.rows if row.key == name)
        pattern = self.pattern(row)
        assert pattern is not None  # an arrangement without one is stuck
        running = _running_column(self.view.record)
        cells = [self.numbers.get(name, text) if n == running else text for n, text in enumerate(row.cells)]
        notes = [_ENTERS, *("" for _ in cells[1:])]
        own = [CellText(self.view.cell(pattern, n), text, notes[n]) for n, text in enumerate(cells)]
        others = [CellText(cell, "") for cell in self.view.strange_cells(pattern)]
        cell = _name_cell(self.view, pattern, self.table.name_column)
        return NewRow(pattern, (*own, *others), cell, self.bookmark(name), is_new=True)

    def bookmark(self, name: str) -> str:
        """The name of a new row's anchor; of a stranger none."""
        return "" if name.startswith(STRANGER) else row_bookmark(int(self.view.record.number), name)

    def pattern(self, row: TableRow) -> Row | None:
        """A row to make a new one after: of the same look, nearest above its place."""
        if self.view.story is None:
            return None
        data, width = self.view.story.data, len(row.cells)
        place = self.order.index(row.key)
        around = [*reversed(self.order[:place]), *self.order[place:], *self.now]
        for name in around:
            each = self.now.get(name)
            if each is None or name.startswith(STRANGER) or (name == NATION_KEY) != (row.key == NATION_KEY):
                continue
            cells = each.row.cells
            fits = (len(cells) == 1) == (width == 1) and all(can_hold_cell(cell) for cell in cells)
            if fits and is_whole(data, each.row) and can_be_copied(data, each.row):
                return each.row
        return None


def arrange(view: AppendixView, table: AppendixTable, name_column: int, edits: Edits) -> Arrangement:
    """How the rows of an appendix, whose shape is ours, shall stand."""
    now = {each.key or f"{STRANGER}{number}": each for number, each in enumerate(view.rows)}
    fresh = {row.key: row for row in table.rows}
    typed = {spelling_key(_name_cell(view, each.row, name_column).text) for each in view.rows if not each.key}
    refused = {key: _HAND_MADE for key in now if _leaves(key, fresh) and _is_hand_made(view, now[key])}
    refused |= {
        key: _TYPED
        for key, row in fresh.items()
        if key not in now and spelling_key(row.cells[-1 if len(row.cells) == 1 else name_column]) in typed
    }
    ours = [key for key in fresh if key not in refused]
    kept = {key for key in refused if key in now}
    order = new_order(list(now), list(view.record.rows), ours, kept)
    drawn_anew = Arrangement(
        view, table, now, tuple(order), frozenset(),
        tuple(key for key in ours if key not in now),
        tuple(key for key in now if _leaves(key, fresh) and key not in refused), refused,
    )  # fmt: skip
    return _settled(drawn_anew, edits)


def _settled(plan: Arrangement, edits: Edits) -> Arrangement:
    """The plan with the rows that stay, the numbers, and what stands in its way."""
    view, now = plan.view, plan.now
    assert view.story is not None  # a table of our shape was found
    story = view.story
    whole = {name for name, each in now.items() if is_whole(story.data, each.row)}
    # A row of which there can be only one stays where that is possible: a tracked move would need it twice.
    single = {name for name, each in now.items() if name not in whole or not can_be_copied(story.data, each.row)}
    fixed = {name for name, each in now.items() if name not in whole or not edits.can_move(story, each.row)}
    stay = staying(list(now), plan.order, single & set(plan.order))
    if stay is None:
        stay = staying(list(now), plan.order, fixed & set(plan.order))
    stuck = ""
    if stay is None or fixed & set(plan.leaving):
        stuck = _IMMOVABLE
    elif any(plan.pattern(row) is None for row in plan.table.rows if row.key in plan.entering):
        stuck = _NO_PATTERN
    return replace(
        plan,
        stay=frozenset(now if stay is None else stay),
        numbers=dict(_numbers(plan)),
        recorded=tuple(_recorded(plan)),
        stuck=stuck,
    )


def _leaves(key: str, fresh: Mapping[str, TableRow]) -> bool:
    return not key.startswith(STRANGER) and key not in fresh


def _is_hand_made(view: AppendixView, each: RowView) -> bool:
    """Whether a row holds what the officer wrote: a changed or an added cell, a comment, a picture."""
    assert view.story is not None
    drawn = view.record.rows.get(each.key, ())
    running = _running_column(view.record)
    if any(view.cell(each.row, n).text != text for n, text in enumerate(drawn) if n != running):
        return True
    added = any(cell.text.strip() for cell in view.strange_cells(each.row))
    return added or not can_be_copied(view.story.data, each.row)


def _name_cell(view: AppendixView, row: Row, name_column: int) -> Cell:
    place = view.columns[name_column] if view.columns else 0
    return row.cells[place] if place < len(row.cells) else row.cells[0]


def _numbers(plan: Arrangement) -> Iterator[tuple[str, str]]:
    """Running numbers that go by place: the officer has numbered the rows anew, or sorted them so."""
    column = _running_column(plan.view.record)
    if column is None:
        return
    rows = {name: each for name, each in plan.now.items() if len(each.row.cells) == len(_header_cells(plan))}
    texts = {name: plan.view.cell(each.row, column).text.strip() for name, each in rows.items()}
    numbered = [name for name in plan.now if texts.get(name, "").isdigit()]
    drawn = {key: cells[column] for key, cells in plan.view.record.rows.items() if len(cells) > 1}
    by_place = [texts[name] for name in numbered] == [str(number) for number in range(1, len(numbered) + 1)]
    if by_place and any(texts[name] != drawn.get(name) for name in numbered):
        standing = [name for name in plan.order if name in numbered or name in plan.entering]
        yield from ((name, str(number)) for number, name in enumerate(standing, 1))


def _header_cells(plan: Arrangement) -> Sequence[Cell]:
    return plan.view.header.cells if plan.view.header else ()


def _running_column(record: TableRecord) -> int | None:
    """The column that was drawn as running numbers."""
    rows = [cells for cells in record.rows.values() if len(cells) > 1]
    return next((n for n, texts in enumerate(zip(*rows, strict=True)) if _runs(texts)), None) if rows else None


def _runs(texts: Sequence[str]) -> bool:
    """Whether a column was drawn as running numbers."""
    return all(text.isdigit() for text in texts) and list(texts) == [str(n) for n in range(1, len(texts) + 1)]


def _recorded(plan: Arrangement) -> Iterator[str]:
    """The keys of the new record: those of the data, in their order; rows that are kept where they stand."""
    fresh = [row.key for row in plan.table.rows if row.key in plan.now or row.key in plan.entering]
    if [key for key in plan.order if key in set(fresh)] == fresh:
        yield from (name for name in plan.order if not name.startswith(STRANGER))
    else:
        yield from [*fresh, *(key for key in plan.refused if key in plan.now)]
