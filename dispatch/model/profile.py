"""The format profile (thể thức): the layout law as data, read from one file by writer and checker.

The writer prints the `chosen` value of a measure, the checker accepts whatever `allows` accepts, so
the two can never disagree. Measures of layout are floats; figures of a letter never are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Align = Literal["left", "center", "right", "justify"]
Colour = Literal["black", "red"]
Regime = Literal["state", "party"]
PageNumberPlace = Literal["header", "footer"]
RuleBase = Literal["line", "text_area"]
Numbering = Literal["roman", "arabic"]
StampUse = Literal["urgency", "secrecy", "circulation"]


@dataclass(frozen=True, slots=True)
class Range:
    """A measure the law bounds (points, millimetres, lines or a fraction; the field's name says which).

    `maximum` is infinite where the law says only "at least".
    """

    minimum: float
    maximum: float
    chosen: float

    def allows(self, value: float, tolerance: float = 0.0) -> bool:
        """Whether `value` lies in the range, its ends included, give or take `tolerance`."""
        return self.minimum - tolerance <= value <= self.maximum + tolerance

    def __str__(self) -> str:
        if self.minimum == self.maximum:
            return f"{self.minimum:g}"
        if self.maximum == float("inf"):
            return f"từ {self.minimum:g}"
        return f"{self.minimum:g}–{self.maximum:g}"


@dataclass(frozen=True, slots=True)
class Choice:
    """A measure for which the law names single values and nothing between them."""

    allowed: tuple[float, ...]
    chosen: float

    def allows(self, value: float, tolerance: float = 0.0) -> bool:
        """Whether `value` is one of the allowed values, give or take `tolerance`."""
        return any(abs(value - allowed) <= tolerance for allowed in self.allowed)

    def __str__(self) -> str:
        return " hoặc ".join(f"{allowed:g}" for allowed in self.allowed)


Measure = Range | Choice


@dataclass(frozen=True, slots=True)
class Component:
    """How one part of a letter looks; `size` in points, `align` inside the part's own block.

    `article` cites the law in full for a finding; it is empty where `house_style` says that the law
    is silent and the value is ours. `second_hand` marks a rule not read in the law's own text.
    `upper` is what the law asks of the words; they are written so, never converted: a symbol such
    as "CT-TTg" keeps its small letter. `gap_above_pt` is None where the law sets no gap.
    """

    id: str
    size: Range
    bold: bool
    italic: bool
    upper: bool
    underline: bool
    align: Align
    colour: Colour
    gap_above_pt: Range | None
    article: str
    second_hand: bool
    house_style: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A solid horizontal line under (or over) the component of the same id.

    `ratio` is a fraction of the component's last text line, or of the text area's width; the
    other marks are those of `Component`.
    """

    ratio: Range
    of: RuleBase
    article: str
    second_hand: bool
    house_style: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The upright page and its margins, in millimetres."""

    width_mm: float
    height_mm: float
    top_mm: Range
    bottom_mm: Range
    left_mm: Range
    right_mm: Range
    article: str

    @property
    def text_width_mm(self) -> float:
        """Width between the margins we print."""
        return self.text_width(landscape=False)

    def text_width(self, *, landscape: bool) -> float:
        """Width between the margins we print, of the upright page or of one on its side."""
        whole = self.height_mm if landscape else self.width_mm
        return whole - self.left_mm.chosen - self.right_mm.chosen


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Paragraphs of the body: first-line indent, gap above, and the spacing of lines.

    `line_spacing` counts lines (1.0 = single), `line_exact_pt` is an exact distance. A law allows one
    or both; where it allows both we print the first. At least one is there.
    """

    indent_mm: Measure
    space_before_pt: Range
    line_spacing: Range | None
    line_exact_pt: Range | None
    article: str


@dataclass(frozen=True, slots=True)
class PageNumber:
    """Where pages are numbered; size and style are those of the component `so_trang`.

    `edge_mm`, the distance from the edge of the page, is the sample form's, not the law's.
    """

    place: PageNumberPlace
    hidden_on_first: bool
    restarts_in_appendix: bool
    edge_mm: float
    article: str
    appendix_article: str


@dataclass(frozen=True, slots=True)
class Blocks:
    """The side-by-side blocks: the left one's share of the text width, and the addressee's indent.

    The law draws them without measures; the values are ours. Recipient lines align under the
    colon of "Kính gửi:", which the writer finds by the width of the text.
    """

    header_left: float
    signature_left: float
    addressee_indent_mm: float


@dataclass(frozen=True, slots=True)
class Stamp:
    """A mark in its single-line box, in millimetres: of urgency, secrecy or circulation.

    `article`, `second_hand` and `house_style` tell where the size of the box is from, as those of `Component`.
    """

    use: StampUse
    text: str
    width_mm: float
    height_mm: float
    article: str
    second_hand: bool
    house_style: bool


@dataclass(frozen=True, slots=True)
class FixedTexts:
    """Words and punctuation the law fixes; the article is that of the component they belong to.

    Labels and prefixes keep their trailing space. `attachment_line` has the places `{number}`
    (number and symbol), `{date}` ("ngày … tháng … năm …") and `{issuer}`. `point_letters` are the
    letters of the points (điểm) in order. `number_join` stands between number and symbol. A Party
    letter has the Party's name as `national_name`, no motto, `issuer_mark` under its issuer and
    `subject_mark` under the subject of a named kind. `list_end_accepted` are the ends of a recipient's
    line a checker takes; `list_end` is the one we print; so for the last basis (căn cứ), where a comma
    lets the sentence go on. `citation_date_join` stands before "ngày" in a citation, `drafter_join`
    between the drafter's mark and the number of copies, `drafter_end` after it.
    """

    national_name: str
    national_name_accepted: tuple[str, ...]
    motto: str
    issuer_mark: str
    subject_mark: str
    number_label: str
    number_join: str
    subject_prefix: str
    basis_mark: str
    basis_end: str
    basis_last_end: str
    basis_last_end_accepted: tuple[str, ...]
    citation_date_join: str
    addressee_label: str
    recipients_label: str
    list_mark: str
    list_end: str
    list_end_accepted: tuple[str, ...]
    list_last_end: str
    first_recipient: str
    archive_prefix: str
    drafter_join: str
    drafter_end: str
    draft_mark: str
    end_mark: str
    end_mark_article: str
    appendix_word: str
    appendix_numbering: Numbering
    attachment_line: str
    point_letters: tuple[str, ...]
    signing_prefixes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormatProfile:
    """One layout law, in force from a day to a day (`in_force_to` None: still in force).

    `components` and `rules` are looked up by the ids of the profile's file. `second_hand` says that the
    law's own text was not read: so it is with all that bears no mark of its own (page, paragraphs, texts).
    """

    id: str
    name: str
    regime: Regime
    in_force_from: date
    in_force_to: date | None
    second_hand: bool
    font: str
    font_article: str
    page: Page
    paragraphs: Paragraphs
    page_number: PageNumber
    blocks: Blocks
    texts: FixedTexts
    components: Mapping[str, Component]
    rules: Mapping[str, Rule]
    stamps: Mapping[str, Stamp]

    def in_force_on(self, day: date) -> bool:
        """Whether a letter of that day follows this law."""
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)
