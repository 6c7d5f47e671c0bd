"""How wide the columns of an appendix are: by their shares where no word is broken by them, or by what they hold."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from dispatch.formats.text_width import text_width_mm, widest_word_mm
from dispatch.model.letter import AppendixTable, Caption, Column
from dispatch.model.profile import Component, FormatProfile
from dispatch.writers.stencil import TWIPS_PER_MM
from dispatch.writers.word_styles import CELL_MARGIN

_WHOLE = 100
_BODY = {"left": "bang", "center": "bang_thu_tu", "right": "bang_so_lieu"}
_HEADER = "bang_dau_cot"
# All digits of a table are of one width: columns of counts and rates have few shapes to be measured.
_DIGITS = str.maketrans("123456789", "000000000")
# Between texts that are measured together; none holds it.
_MARK = "\x00"
# Word rounds the advances of letters to pixels of the printer: a little room keeps a word on its line.
_SPARE_MM = 1.0


def column_widths(table: AppendixTable, caption: Caption, profile: FormatProfile) -> list[int]:
    """The widths in twips; together they fill the text width of the page."""
    whole = round(profile.page.text_width(landscape=caption.landscape) * TWIPS_PER_MM)
    columns = caption.columns
    needs = [_needs(texts, column, profile) for texts, column in zip(_column_texts(table), columns, strict=True)]
    if all(column.share for column in columns):
        widths = _by_shares([whole * column.share // _WHOLE for column in columns], [least for least, _ in needs])
    else:
        widths = _by_content(needs, whole)
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


def _by_content(needs: Sequence[tuple[int, int]], whole: int) -> list[int]:
    """No word is broken while the page is wide enough; what is left over is shared by the longest lines."""
    narrow, wide = [least for least, _ in needs], [most for _, most in needs]
    if sum(wide) <= whole:
        return [most * whole // sum(wide) for most in wide]
    if sum(narrow) >= whole:
        return [least * whole // sum(narrow) for least in narrow]
    room, wanted = whole - sum(narrow), sum(wide) - sum(narrow)
    return [least + (most - least) * room // wanted for least, most in needs]


def _needs(texts: "_ColumnTexts", column: Column, profile: FormatProfile) -> tuple[int, int]:
    """The width of the widest word, and of the longest cell on one line; both with the cell's margins."""
    head, body = profile.components[_HEADER], profile.components[_BODY[column.align]]
    least = max(
        [
            _word(column.header, head, bold=True),
            *(_word(text, body, bold=False) for text in texts.plain),
            *(_word(text, body, bold=True) for text in texts.bold),
        ]
    )
    most = max(
        [
            least,
            *(_line(text, body, bold=False) for text in texts.plain),
            *(_line(text, body, bold=True) for text in texts.bold),
        ]
    )
    margins = 2 * CELL_MARGIN + round(_SPARE_MM * TWIPS_PER_MM)
    return round(least * TWIPS_PER_MM) + margins, round(most * TWIPS_PER_MM) + margins


@dataclass(frozen=True, slots=True)
class _ColumnTexts:
    """The different texts of a column, digits alike; those of the national row are bold."""

    plain: Sequence[str]
    bold: Sequence[str]


def _column_texts(table: AppendixTable) -> list[_ColumnTexts]:
    plain, bold = (
        [_different(texts) for texts in zip(*(row.cells for row in table.rows if row.style == style), strict=True)]
        for style in ("unit", "national")
    )
    return [_ColumnTexts(*texts) for texts in zip_longest(plain, bold, fillvalue=())]


def _different(texts: Iterable[str]) -> Sequence[str]:
    """All texts of a column in one pass over their characters: one by one takes four times as long."""
    return list(dict.fromkeys(_MARK.join(texts).translate(_DIGITS).split(_MARK)))


def _word(text: str, component: Component, *, bold: bool) -> float:
    return widest_word_mm(text, component.size.chosen, bold=bold or component.bold)


def _line(text: str, component: Component, *, bold: bool) -> float:
    return text_width_mm(text, component.size.chosen, bold=bold or component.bold)
