"""What a document says and how it looks, as frozen values; measures in points and millimetres."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

Place = Literal["body", "header", "footer", "footnote", "text_box"]
Alignment = Literal["left", "center", "right", "justify"]
Spacing = Literal["auto", "exact", "at_least"]
LineKind = Literal["border", "shape", "characters", "underline"]

MM_PER_TWIP = 25.4 / 1440


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks. `colour` is "auto" or six hexadecimal digits in upper case.

    `font` is that of the letters of ASCII, `high_font` that of all others, most letters of Vietnamese among them.
    """

    font: str
    high_font: str
    size_pt: float
    bold: bool
    italic: bool
    caps: bool
    underline: bool
    colour: str


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text with one look; tabs and line breaks are characters. `element` is its w:r."""

    text: str
    look: Look
    element: etree._Element = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a paragraph stands in a table: all numbers from 0; `width_mm` is inside the cell's margins.

    `order` counts the paragraphs of the cell, `columns` those of the table's grid.
    """

    table: int
    row: int
    column: int
    order: int
    columns: int
    left_mm: float
    width_mm: float


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A horizontal line. `left_mm` is from the left of the column or cell; None: not determinable.

    One that is `centred` stands in the middle of its column, wherever that begins.
    """

    kind: LineKind
    width_mm: float | None
    left_mm: float | None
    solid: bool
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """The form of a paragraph: indents in mm, gaps in points.

    `line` is in lines for `auto`, else in points. `first_mm` is added to `left_mm` on the first line.
    """

    align: Alignment
    left_mm: float
    right_mm: float
    first_mm: float
    before_pt: float
    after_pt: float
    line: float
    spacing: Spacing
    tabs_mm: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. `number` counts from 1 in its part of the document, the empty ones too.

    `label` is the text of its automatic number ("1."), which is not in `runs`. `fields` are the
    codes of its fields ("PAGE"), whose look is `field_look`. `width_mm` is the room between the edges
    of its column or cell. `contextual` drops the gaps between paragraphs of one style. `element` is its w:p.
    """

    place: Place
    number: int
    section: int
    style: str
    runs: tuple[Run, ...]
    label: str
    shape: Shape
    cell: Cell | None
    lines: tuple[DrawnLine, ...]
    fields: tuple[str, ...]
    field_look: Look | None
    width_mm: float
    contextual: bool
    element: etree._Element = field(compare=False, repr=False)

    @property
    def text(self) -> str:
        """The text of all runs, without the automatic number."""
        return "".join(run.text for run in self.runs)

    @property
    def written(self) -> str:
        """The text as a reader sees it, the automatic number before it."""
        return f"{self.label} {self.text}" if self.label else self.text


@dataclass(frozen=True, slots=True)
class PageSection:
    """One section: page and margins in mm, where its numbering starts (None: it goes on) and its digits.

    `page_digits` is Word's name for them; "decimal" are Arabic ones.
    `headers` and `footers` are by type ("default", "first", "even"); what a section does not say
    it has from the one before.
    """

    width_mm: float
    height_mm: float
    top_mm: float
    bottom_mm: float
    left_mm: float
    right_mm: float
    new_page: bool
    title_page: bool
    page_start: int | None
    page_digits: str
    headers: Mapping[str, Sequence[Paragraph]]
    footers: Mapping[str, Sequence[Paragraph]]

    @property
    def landscape(self) -> bool:
        """Whether the page is wider than high."""
        return self.width_mm > self.height_mm

    @property
    def text_width_mm(self) -> float:
        """Width between the margins."""
        return self.width_mm - self.left_mm - self.right_mm


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document: the paragraphs of its body in order (tables and text boxes in their places)."""

    paragraphs: tuple[Paragraph, ...]
    footnotes: tuple[Paragraph, ...]
    sections: tuple[PageSection, ...]
    even_and_odd: bool
    default_tab_mm: float
