"""Invariants of tables: Word refuses a file that breaks one, other programs repair it silently."""

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from dispatch.inspection.elements import CELL, PARAGRAPH, ROW, TABLE, Fault, children, excerpt, number
from dispatch.inspection.package import Package, W

_SPAN = f"{W}gridSpan"


def cell_without_paragraph(package: Package) -> Iterator[Fault]:
    """A cell holds at least one paragraph."""
    for part, cell in package.elements(CELL):
        if next(children(cell, [PARAGRAPH]), None) is None:
            yield Fault(part, f"ô bảng không có đoạn văn nào: {excerpt(cell)}")


def cell_ends_in_table(package: Package) -> Iterator[Fault]:
    """A table inside a cell is followed by a paragraph."""
    for part, cell in package.elements(CELL):
        blocks = [*children(cell, [PARAGRAPH, TABLE])]
        if blocks and blocks[-1].tag == TABLE:
            yield Fault(part, f"ô bảng kết thúc bằng một bảng con, thiếu đoạn văn phía sau: {excerpt(cell)}")


def empty_row(package: Package) -> Iterator[Fault]:
    """A row holds at least one cell."""
    for part, row in package.elements(ROW):
        if next(children(row, [CELL]), None) is None:
            yield Fault(part, "hàng của bảng không có ô nào")


def grid_mismatch(package: Package) -> Iterator[Fault]:
    """Every row is as wide as its table's grid: merged and skipped columns counted."""
    for part, tree in package.stories():
        further = _further_columns(tree)
        for table in tree.iter(TABLE):
            columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
            for position, row in enumerate(children(table, [ROW]), 1):
                width = further[row] + sum(1 + further[cell] for cell in children(row, [CELL]))
                if width != columns:
                    yield Fault(part, f"hàng {position} có {width} cột, bảng có {columns}: {excerpt(row)}")


def _further_columns(tree: etree._Element) -> Counter[etree._Element]:
    """The columns that merged cells have beyond the first, and those that rows skip."""
    further: Counter[etree._Element] = Counter()
    for mark in tree.iter(_SPAN, f"{W}gridBefore", f"{W}gridAfter"):
        owner = next(mark.iterancestors(CELL, ROW), None)
        if owner is not None:
            further[owner] += number(mark) - (mark.tag == _SPAN)
    return further


RULES = {
    "cell-without-paragraph": cell_without_paragraph,
    "cell-ends-in-table": cell_ends_in_table,
    "empty-row": empty_row,
    "grid-mismatch": grid_mismatch,
}
