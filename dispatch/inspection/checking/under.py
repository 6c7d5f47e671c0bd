"""The line under a component, and how long it is beside the component's last line of text."""

from collections.abc import Iterator, Sequence

from dispatch.formats.text_width import text_width_mm
from dispatch.inspection.checking.case import Case
from dispatch.inspection.parts.pieces import Piece, columns, lines
from dispatch.inspection.reading.values import DrawnLine, Paragraph

_SOLID_CHARACTERS = set("_─—¯")
_LINE_CHARACTERS = _SOLID_CHARACTERS | set("-–=.…")
_FEWEST = 3
_CLOSE_PARAGRAPHS = 3


def lines_under(case: Case, component: Sequence[Piece], *, right: bool) -> list[DrawnLine]:
    """The lines that belong to a component; `right`: it stands in the right one of two typed columns."""
    last = component[-1]
    found = [*_underlines(last)]
    found += [line for line in last.paragraph.lines if line.kind == "border" or last.paragraph.cell is not None]
    for paragraph in _below(case, last.paragraph):
        typed = [line for each in lines(paragraph) for line in _characters(each, right=right)]
        if paragraph.text.strip() and not typed:
            break
        found += [*paragraph.lines, *typed]
    if not found and last.paragraph.cell is not None:
        # A shape hangs on any paragraph of its block.
        found = [line for each in _block(case, last.paragraph) for line in each.lines if line.kind == "shape"]
    if not found and last.paragraph.cell is None:
        found = list(_loose_shapes(case, right=right))
    return found


def has_loose_shape(case: Case) -> bool:
    """Whether the heading has a drawn line outside its tables; where it ends up only the page shows."""
    return any(line.kind == "shape" for each in _heading(case) if each.cell is None for line in each.lines)


def last_line_width(component: Sequence[Piece]) -> float:
    """The width in mm of the last line of text, broken as its block breaks it."""
    last = component[-1]
    look = last.looks[0]
    text = " ".join(last.text.split())
    if look.caps:
        text = text.upper()
    shape = last.paragraph.shape
    room = last.paragraph.width_mm - shape.left_mm - shape.right_mm

    def width(words: str) -> float:
        return text_width_mm(words, look.size_pt, bold=look.bold, italic=look.italic)

    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}".strip()
        line = word if line and width(longer) > room else longer
    return width(line)


def _below(case: Case, paragraph: Paragraph) -> Iterator[Paragraph]:
    """The next paragraphs of the same block."""
    for each in case.document.paragraphs:
        near = 0 < each.number - paragraph.number <= _CLOSE_PARAGRAPHS
        if each.place == paragraph.place and near and same_block(each, paragraph):
            yield each


def _block(case: Case, paragraph: Paragraph) -> Iterator[Paragraph]:
    return (each for each in case.document.paragraphs if same_block(each, paragraph))


def same_block(one: Paragraph, other: Paragraph) -> bool:
    """Whether two paragraphs stand in one cell, or both in none."""
    if one.cell is None or other.cell is None:
        return one.cell is other.cell
    return (one.cell.table, one.cell.row, one.cell.column) == (other.cell.table, other.cell.row, other.cell.column)


def _heading(case: Case) -> Sequence[Paragraph]:
    """The paragraphs down to the name of the kind, whose subject has a line of its own, or to the end."""
    head, paragraphs = case.letter.head, case.document.paragraphs[: case.letter.head.end + 1]
    ends = [at for at, each in enumerate(paragraphs) if head.kind is not None and each is head.kind.paragraph]
    return paragraphs[: ends[0]] if ends else paragraphs


def _loose_shapes(case: Case, *, right: bool) -> Iterator[DrawnLine]:
    """Shapes of a typed heading, told apart by the half of the page they are in."""
    for paragraph in _heading(case):
        for line in paragraph.lines:
            if line.kind == "shape" and line.left_mm is not None and line.width_mm is not None:
                middle = line.left_mm + line.width_mm / 2
                if (middle > paragraph.width_mm / 2) == right:
                    yield line


def _underlines(component: Piece) -> Iterator[DrawnLine]:
    marked = [run for run in component.runs if run.look.underline]
    if marked:
        width = sum(
            text_width_mm(run.text, run.look.size_pt, bold=run.look.bold, italic=run.look.italic) for run in marked
        )
        yield DrawnLine("underline", width, None, solid=True)


def _characters(line: Piece, *, right: bool) -> Iterator[DrawnLine]:
    parts = columns(line)
    part = parts[-1 if right else 0]
    characters = set(part.text.replace(" ", ""))
    if characters <= _LINE_CHARACTERS and len(part.text) >= _FEWEST:
        width = text_width_mm(part.text, part.looks[0].size_pt)
        yield DrawnLine("characters", width, None, characters <= _SOLID_CHARACTERS)
