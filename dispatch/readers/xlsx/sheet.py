"""One sheet of a workbook, streamed: filled cells, merged ranges, and what is hidden or filtered."""

import re
from dataclasses import dataclass, field

from dispatch.readers.cells import Cell
from dispatch.readers.limits import MAX_COLUMNS, MAX_ROWS
from dispatch.readers.refusals import refusal
from dispatch.readers.xlsx.book import MAIN, MAX_TEXT, Book, index_below, is_true, local_name
from dispatch.readers.xlsx.content import cell_content
from dispatch.readers.xlsx.xml import BrokenPartError, Budget, Handler

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_COLUMN = re.compile(r"[A-Z]{1,3}")
_LAST_ROW = 1_048_576
_LAST_COLUMN = 16_384
# The elements of which there are many.
_TAGS = {namespace + name: name for namespace in MAIN for name in ("c", "v", "f", "t", "row", "rPh")}
_ALPHABET = 26
_BEFORE_A = ord("A") - 1


def column_number(letters: str) -> int:
    """The column that capital letters mean, from 1: "A" is 1, "AA" is 27."""
    number = 0
    for letter in letters:
        number = number * _ALPHABET + ord(letter) - _BEFORE_A
    return number


def column_letters(number: int) -> str:
    """The letters of a column counted from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, _ALPHABET)
        letters = chr(rest + 1 + _BEFORE_A) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Range:
    """A rectangle of cells, with columns and rows counted from 1, ends included."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(slots=True)
class RowCount:
    """How many filled rows one file has had so far."""

    rows: int = 0


@dataclass(slots=True)
class RawSheet:
    """A sheet as its part says, before merged cells are filled: rows, then columns, counted from 1."""

    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merges: list[Range] = field(default_factory=list)
    filters: list[str] = field(default_factory=list)


class SheetHandler(Handler):
    """Takes the elements of a sheet into `sheet`."""

    def __init__(self, file: str, name: str, book: Book, budget: Budget, count: RowCount) -> None:
        self.sheet = RawSheet()
        self._file, self._name, self._book, self._budget, self._count = file, name, book, budget, count
        self._row = self._column = 0
        self._cells: dict[int, Cell] | None = None  # of the row that was begun
        self._cell: dict[str, str] | None = None  # the attributes of the cell that was begun
        self._value = ""
        self._formula = self._stored = self._taking = self._in_reading = self._hidden = False
        self._columns: dict[str, int] = {}
        self._filter = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = _TAGS.get(tag)
        if name == "c":
            self._cell, self._value = attributes, ""
            self._formula = self._stored = False
        elif name == "v":
            self._taking = self._stored = True
        elif name == "row":
            self._begin_row(attributes)
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._in_reading = True
        elif name == "t":
            self._taking = not self._in_reading
        else:
            self._begin_other(local_name(tag), attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        name = _TAGS.get(tag)
        if name == "v":
            self._taking = False
        elif name == "c":
            self._end_cell()
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self._in_reading = False
        elif name == "t":
            self._taking = False

    def text(self, data: str) -> None:
        """Text, kept only inside a value."""
        if self._taking:
            self._value += data
            if len(self._value) > MAX_TEXT:
                raise BrokenPartError

    def _begin_other(self, name: str, attributes: dict[str, str]) -> None:
        if name == "mergeCell":
            self.sheet.merges.append(_range(attributes.get("ref", "")))
        elif name == "col" and (is_true(attributes.get("hidden")) or attributes.get("width") == "0"):
            ends = (index_below(_LAST_COLUMN + 1, attributes.get(end)) for end in ("min", "max"))
            self.sheet.hidden_columns.append((next(ends), next(ends)))
        elif name == "autoFilter":
            self._filter = attributes.get("ref", "")
        elif name == "filterColumn" and self._filter:
            self.sheet.filters.append(self._filter)
            self._filter = ""

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._row = index_below(_LAST_ROW + 1, attributes["r"]) if "r" in attributes else self._row + 1
        if not self._row or self._row in self.sheet.rows:
            raise BrokenPartError
        self._column, self._cells = 0, {}
        self._hidden = is_true(attributes.get("hidden")) or attributes.get("ht") == "0"

    def _end_row(self) -> None:
        if self._cells:
            self._count.rows += 1
            if self._count.rows > MAX_ROWS:
                raise refusal("too-many-rows", self._file, sheet=self._name)
            self.sheet.rows[self._row] = self._cells
            if self._hidden:
                self.sheet.hidden_rows.add(self._row)
        self._cells = None

    def _end_cell(self) -> None:
        attributes, self._cell = self._cell, None
        if attributes is None or self._cells is None:
            raise BrokenPartError
        address = attributes.get("r") or f"{column_letters(self._column + 1)}{self._row}"
        letters = address.removesuffix(str(self._row))
        self._column = self._columns.get(letters) or self._new_column(letters)
        # Excel stores the empty text of a formula as an empty value of type "str".
        if self._formula and not self._value and not (self._stored and attributes.get("t") == "str"):
            self._add(Cell(address, letters, "uncached", ""))
        elif content := cell_content(self._book, attributes, self._value):
            self._add(Cell(address, letters, *content))

    def _add(self, cell: Cell) -> None:
        assert self._cells is not None  # _end_cell has looked
        if self._column > MAX_COLUMNS:
            raise refusal("too-many-columns", self._file, sheet=self._name, cell=cell.address)
        if self._column in self._cells:
            raise refusal("repeated-cell", self._file, sheet=self._name, cell=cell.address)
        self._budget.spend_characters(len(self._value))
        self._cells[self._column] = cell

    def _new_column(self, letters: str) -> int:
        number = column_number(letters) if _COLUMN.fullmatch(letters) else 0
        if not 1 <= number <= _LAST_COLUMN:
            raise BrokenPartError
        self._columns[letters] = number
        return number


def _range(reference: str) -> Range:
    match = _RANGE.fullmatch(reference)
    if match is None:
        raise BrokenPartError
    left, top = column_number(match[1]), int(match[2])
    return Range(left, top, column_number(match[3] or match[1]), int(match[4] or match[2]))
