"""Read a package into a Document."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from dispatch.errors import Finding, InputError
from dispatch.inspection.elements import PARAGRAPH, TABLE, children
from dispatch.inspection.package import Package, W
from dispatch.inspection.reading.lists import Lists
from dispatch.inspection.reading.properties import is_solid, paragraph_properties
from dispatch.inspection.reading.runs import RunReader, field_codes, lines_of_shapes, text_boxes
from dispatch.inspection.reading.sections import SectionMarks, page_section, section_marks
from dispatch.inspection.reading.styles import StyleSheet, default_tab_mm, even_and_odd
from dispatch.inspection.reading.tables import CellBox, boxes, table_style
from dispatch.inspection.reading.values import (
    MM_PER_TWIP,
    Cell,
    Document,
    DrawnLine,
    PageSection,
    Paragraph,
    Place,
    Shape,
)

_SINGLE = 240.0
_DRAWN = (f"{W}drawing", f"{W}pict", "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent")
_MAX_DEPTH = 20

_Table = tuple[int, str | None]


def read_document(package: Package) -> Document:
    """What the document says and how it looks; InputError when it has no body."""
    return _Reader(package).document()


class _Reader:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._sheet = StyleSheet(package)
        self._lists = Lists(package)
        self._runs = RunReader(self._sheet)
        self._numbers: dict[str, int] = {}
        self._tables = 0
        self._section = 0
        self._marks: list[SectionMarks] = []

    def document(self) -> Document:
        root = self._package.tree("document")
        body = root.find(f"{W}body") if root is not None else None
        if body is None:
            message = "tệp .docx không có phần nội dung văn bản"
            raise InputError([Finding("no-body", message, "mở tệp bằng Word, lưu lại thành .docx rồi thử lại")])
        self._marks = section_marks(body)
        paragraphs = tuple(self._blocks(body, "body"))
        self._section = 0
        notes = self._package.tree("footnotes")
        footnotes = tuple(self._part(notes, "footnote")) if notes is not None else ()
        return Document(
            paragraphs, footnotes, tuple(self._sections()), even_and_odd(self._package), default_tab_mm(self._package)
        )

    def _sections(self) -> Iterator[PageSection]:
        before: PageSection | None = None
        for number, marks in enumerate(self._marks):
            self._section = number
            before = page_section(marks, self._package, self._part, before)
            yield before

    def _part(self, root: etree._Element, place: Place) -> Iterator[Paragraph]:
        self._numbers[place] = 0
        for holder in root.iter(f"{W}footnote") if place == "footnote" else (root,):
            yield from self._blocks(holder, place)

    def _blocks(
        self,
        holder: etree._Element,
        place: Place,
        box: CellBox | None = None,
        table: tuple[int, str | None] = (0, None),
    ) -> Iterator[Paragraph]:
        """The paragraphs of the body, of a cell (`box` of a table with that number and style), of a header."""
        order = 0
        for block in children(holder, (PARAGRAPH, TABLE)):
            if block.tag == PARAGRAPH:
                cell = _cell(box, table[0], order) if box is not None else None
                yield from self._paragraph(block, place, cell, table[1])
                order += 1
            elif len(list(block.iterancestors(TABLE))) < _MAX_DEPTH:
                number = self._tables
                self._tables += 1
                for each in boxes(block, self._sheet):
                    yield from self._blocks(each.element, place, each, (number, table_style(block)))

    def _paragraph(
        self, element: etree._Element, place: Place, cell: Cell | None, style_of_table: str | None
    ) -> Iterator[Paragraph]:
        self._numbers[place] = self._numbers.get(place, 0) + 1
        direct = paragraph_properties(element.find(f"{W}pPr"))
        style = direct.get("style")
        form, run_base = self._sheet.paragraph(style)
        table_form, table_run = self._sheet.table(style_of_table) if cell is not None else ({}, {})
        numbered = {**form, **direct}
        of_list = self._lists.form(numbered) if "list" in numbered else {}
        # The list's indents give way to those of the style that names the list.
        layers = (form, of_list, direct) if "list" in direct else (of_list, form, direct)
        merged: dict[str, Any] = {**self._sheet.paragraph_defaults, **table_form}
        for layer in layers:
            merged |= layer
        base = {**self._sheet.run_defaults, **table_run, **run_base}
        width = cell.width_mm if cell is not None else self._text_width()
        shape = _shape(merged)
        key = (style, style_of_table, cell is not None)
        fields = field_codes(element)
        drawn = tuple(lines_of_shapes(element)) if next(element.iter(*_DRAWN), None) is not None else ()
        yield Paragraph(
            place=place,
            number=self._numbers[place],
            section=min(self._section, len(self._marks) - 1),
            style=style or "",
            runs=tuple(self._runs.runs(element, base, key)),
            label=self._lists.next_label(numbered) if "list" in numbered else "",
            shape=shape,
            cell=cell,
            lines=(*_borders(merged, shape, width), *drawn),
            fields=fields,
            field_look=self._runs.first_look(element, base, key) if fields else None,
            width_mm=width,
            contextual=merged.get("contextual", False),
            element=element,
        )
        if drawn or next(element.iter(f"{W}txbxContent"), None) is not None:
            for box in text_boxes(element):
                yield from self._blocks(box, "text_box")
        if place == "body" and element.find(f"{W}pPr/{W}sectPr") is not None:
            self._section += 1

    def _text_width(self) -> float:
        return self._marks[min(self._section, len(self._marks) - 1)].text_width_mm


def _cell(box: CellBox, table: int, order: int) -> Cell:
    left, width = box.left * MM_PER_TWIP, box.width * MM_PER_TWIP
    return Cell(table, box.row, box.column, order, box.columns, left, width)


def _shape(merged: dict[str, Any]) -> Shape:
    spacing = merged.get("rule", "auto")
    line = merged.get("line", _SINGLE)
    return Shape(
        align=merged.get("frame_align") or merged.get("align", "left"),
        left_mm=merged.get("left", 0.0) * MM_PER_TWIP,
        right_mm=merged.get("right", 0.0) * MM_PER_TWIP,
        first_mm=merged.get("first", 0.0) * MM_PER_TWIP,
        before_pt=merged.get("before", 0.0) / 20,
        after_pt=merged.get("after", 0.0) / 20,
        line=line / _SINGLE if spacing == "auto" else line / 20,
        spacing=spacing,
        tabs_mm=tuple(stop * MM_PER_TWIP for stop in merged.get("tabs", ())),
    )


def _borders(merged: dict[str, Any], shape: Shape, width: float) -> Iterator[DrawnLine]:
    length = width - shape.left_mm - shape.right_mm
    for edge in ("border_above", "border_below"):
        kind = merged.get(edge, "")
        if kind and kind not in {"nil", "none"}:
            yield DrawnLine("border", max(length, 0.0), shape.left_mm, is_solid(kind))
