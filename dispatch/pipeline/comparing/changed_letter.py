"""What differs between two letters of one kind: paragraphs as they read, and rows of appendices."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from dispatch.model.letter import AppendixTable, FigureRun, FootnoteMark, Letter, Line, LineBreak, Text

RowMove = Literal["enters", "leaves", "moves", "changes"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A paragraph of the letter: where it stands, what it says (None: it is not there)."""

    place: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row of an appendix: its place from 1 and its printed cells, None where it is not there.

    `label` is what the letter calls the appendix ("Phụ lục I").

    A row "moves" when it stands elsewhere and, its running number aside, prints the same.
    """

    appendix: str
    label: str
    key: str
    change: RowMove
    old_place: int | None
    new_place: int | None
    old: tuple[str, ...] | None
    new: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class _Paragraph:
    place: str
    shape: str  # the words with the names of the figures
    text: str


def changed_sentences(old: Letter, new: Letter) -> Iterator[Sentence]:
    """Paragraphs that read otherwise, in the order of the page.

    Paragraphs are paired by their wording, so that a task that is left out does not shift the others.
    """
    before, after = list(_paragraphs(old)), list(_paragraphs(new))
    matcher = SequenceMatcher(None, [each.shape for each in before], [each.shape for each in after], autojunk=False)
    for _, start, end, first, last in matcher.get_opcodes():
        for step in range(max(end - start, last - first)):
            was = before[start + step] if start + step < end else None
            now = after[first + step] if first + step < last else None
            known = now or was
            if known and (was is None or now is None or was.text != now.text):
                yield Sentence(known.place, was.text if was else None, now.text if now else None)


def changed_rows(old: Letter, new: Letter) -> Iterator[RowChange]:
    """Rows of appendices that enter, leave, move, or print otherwise, in the order of the new letter."""
    before, after = _tables(old), _tables(new)
    labels = {caption.id: caption.number for letter in (old, new) for caption in letter.wording.captions}
    for appendix, label in labels.items():
        yield from _row_changes(appendix, label, before.get(appendix), after.get(appendix))


def _row_changes(
    appendix: str, label: str, old: AppendixTable | None, new: AppendixTable | None
) -> Iterator[RowChange]:
    places = [
        {row.key: (place, row) for place, row in enumerate(table.rows if table else (), 1)} for table in (old, new)
    ]
    for key in dict.fromkeys([*places[1], *places[0]]):
        (was_at, was), (now_at, now) = (each.get(key, (None, None)) for each in places)
        change: RowMove
        if was is None:
            change = "enters"
        elif now is None:
            change = "leaves"
        elif any(a != b for a, b, name in zip(was.cells, now.cells, now.figures, strict=True) if name):
            change = "changes"
        elif was_at != now_at:
            change = "moves"
        else:
            continue
        cells = [row.cells if row else None for row in (was, now)]
        yield RowChange(appendix, label, key, change, was_at, now_at, *cells)


def _tables(letter: Letter) -> dict[str, AppendixTable]:
    return {caption.id: table for caption, table in zip(letter.wording.captions, letter.tables, strict=True)}


def _paragraphs(letter: Letter) -> Iterator[_Paragraph]:
    for place, line in _places(letter):
        yield _Paragraph(place, _read(line, {}), _read(line, {name: f.text for name, f in letter.figures.items()}))


def _places(letter: Letter) -> Iterator[tuple[str, Line]]:
    """Every line with the place a person finds it by."""
    wording, head = letter.wording, letter.wording.heading
    yield "tên cơ quan chủ quản", head.superior
    yield "tên cơ quan ban hành", head.agency
    yield "số, ký hiệu", head.number
    yield "địa danh, ngày", head.place_and_date
    yield "trích yếu", head.subject
    for line in wording.addressees:
        yield "kính gửi", line
    yield from zip(_block_places(letter), (block.line for block in wording.blocks), strict=True)
    for line in wording.recipients:
        yield "nơi nhận", line
    for line in (*wording.signature.authority, wording.signature.name):
        yield "chữ ký", line
    for caption in wording.captions:
        for line in (caption.title, *caption.notes, caption.reference):
            yield caption.number, line


def _block_places(letter: Letter) -> Iterator[str]:
    """The task a paragraph is, or belongs to; before the first task, its number among the paragraphs."""
    task = subtask = paragraph = 0
    for block in letter.wording.blocks:
        if block.kind == "task":
            task, subtask, paragraph = task + 1, 0, 0
        elif block.kind == "subtask":
            subtask, paragraph = subtask + 1, 0
        else:
            paragraph += 1
        number = f"{task}.{subtask}" if subtask else str(task)
        under = f"mục {number}" if task else ""
        place = f"đoạn {paragraph}" if paragraph else ""
        yield ", ".join(part for part in (under, place) if part)


def _read(line: Line, figures: Mapping[str, str]) -> str:
    return "".join(_run_text(run, figures) for run in line)


def _run_text(run: Text | FigureRun | LineBreak | FootnoteMark, figures: Mapping[str, str]) -> str:
    if isinstance(run, FigureRun):
        return figures.get(run.figure, f"{{{run.figure}}}")
    if isinstance(run, FootnoteMark):
        return f" [chú thích: {_read(run.line, figures)}]"
    return run.text if isinstance(run, Text) else "\n"
