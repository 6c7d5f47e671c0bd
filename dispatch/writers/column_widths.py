"""How wide the columns of an appendix are: by their shares where no word is broken by them, or by what they hold."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dispatch.formats.text_width import line_widths, widest_word_mm, word_widths
from dispatch.model.letter import AppendixTable, Caption, Column
from dispatch.model.profile import FormatProfile
from dispatch.writers.stencil import TWIPS_PER_MM
from dispatch.writers.word_styles import CELL_MARGIN

_WHOLE = 100
_BODY = {"left": "bang", "center": "bang_thu_tu", "right": "bang_so_lieu"}
_HEADER = "bang_dau_cot"
# Word rounds the advances of letters to pixels of the printer: a little room keeps a word on its line.
_SPARE_MM = 1.0


def column_widths(table: AppendixTable, caption: Caption, profile: FormatProfile) -> list[int]:
    """The widths in twips; together they fill the text width of the page."""
    whole = round(profile.page.text_width(landscape=caption.landscape) * TWIPS_PER_MM)
    columns = caption.columns
    plain, bold = _cells(table, len(columns))
    texts = [_Texts(*each, profile) for each in zip(columns, plain, bold, strict=True)]
    narrow = [each.widest_word() for each in texts]
    if all(column.share for column in columns):
        widths = _by_shares([whole * column.share // _WHOLE for column in columns], narrow)
    else:
        wide = [max(least, each.longest_cell()) for least, each in zip(narrow, texts, strict=True)]
        widths = _by_content(narrow, wide, whole)
    widths[-1] += whole - sum(widths)
    return widths


def _by_shares(widths: list[int], narrow: Sequence[int]) -> list[int]:
    """A column too narrow for its widest word, as a sum of the nation, takes room of those that have some left."""
    missing = sum(max(0, least - width) for width, least in zip(widths, narrow, strict=True))
    spare = sum(max(0, width - least) for width, least in zip(widths, narrow, strict=True))
    if not 0 < missing <= spare:
        return widths
    return [
        max(least, width) - max(0, width - least) * missing // spare
        for width, least in zip(widths, narrow, strict=True)
    ]


def _by_content(narrow: Sequence[int], wide: Sequence[int], whole: int) -> list[int]:
    """No word is broken while the page is wide enough; what is left over is shared by the longest lines."""
    if sum(wide) <= whole:
        return [most * whole // sum(wide) for most in wide]
    if sum(narrow) >= whole:
        return [least * whole // sum(narrow) for least in narrow]
    room, wanted = whole - sum(narrow), sum(wide) - sum(narrow)
    return [least + (most - least) * room // wanted for least, most in zip(narrow, wide, strict=True)]


@dataclass(frozen=True, slots=True)
class _Texts:
    """What a column holds: its head, the cells of units, those of the national row, which are bold."""

    column: Column
    plain: Sequence[str]
    bold: Sequence[str]
    profile: FormatProfile

    def widest_word(self) -> int:
        """Its width in twips, with the cell's margins."""
        head = self.profile.components[_HEADER]
        return _with_margins(
            max(widest_word_mm(self.column.header, head.size.chosen, bold=True), self._of(word_widths))
        )

    def longest_cell(self) -> int:
        """Its width on one line, in twips, with the cell's margins; a head may take several lines."""
        return _with_margins(self._of(line_widths))

    def _of(self, widths: Callable[..., Mapping[str, float]]) -> float:
        body = self.profile.components[_BODY[self.column.align]]
        plain, bold = widths(body.size.chosen, bold=body.bold), widths(body.size.chosen, bold=True)
        return max(max(map(plain.__getitem__, self.plain), default=0), max(map(bold.__getitem__, self.bold), default=0))


def _cells(table: AppendixTable, columns: int) -> Iterator[Sequence[Sequence[str]]]:
    """The cells of units, then those of the national row, column by column."""
    for style in ("unit", "national"):
        rows = [row.cells for row in table.rows if row.style == style]
        yield list(zip(*rows, strict=True)) or [()] * columns


def _with_margins(width_mm: float) -> int:
    return round(width_mm * TWIPS_PER_MM) + 2 * CELL_MARGIN + round(_SPARE_MM * TWIPS_PER_MM)
