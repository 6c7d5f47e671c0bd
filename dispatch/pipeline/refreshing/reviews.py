"""What an officer must read again after a refresh: the program changes figures, never the words round them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dispatch.model.change import Change
from dispatch.model.figure import Figure
from dispatch.model.judgement import Judgement
from dispatch.model.refreshed import Item
from dispatch.pipeline.refreshing.new_figures import NewFigures

_ISSUED = ("van_ban.so", "van_ban.ngay", "van_ban.han", "kem_theo.so", "kem_theo.ngay")
_DRAFT_ANEW = "muốn đổi cách ghi thì soạn lại: dispatch draft"


def reviews(judgement: Judgement, figure: Figure | None, figures: NewFigures) -> Iterator[Item]:
    """What to read again at one place of a figure, each with its reason."""
    record, text = judgement.record, figure.text if figure is not None else ""
    for why in _reasons(judgement, figure, figures):
        place = f"{judgement.excerpt()}: {why}"
        yield Item(record.figure, place, record.text, judgement.theirs, text, figures.cells(figure))


def of_the_old_period(kept: Iterable[Item]) -> Iterator[Item]:
    """What was typed into last month's letter and is none of this month's business: its number, its date."""
    for each in kept:
        if each.id.partition("|")[0] in _ISSUED:
            yield replace(each, place=f"{each.place}: ghi tay cho văn bản kỳ trước, xem lại cho kỳ này")


def _reasons(judgement: Judgement, figure: Figure | None, figures: NewFigures) -> Iterator[str]:
    if judgement.state == "removed":
        return
    if figure is None:
        yield "hồ sơ không còn số liệu này, chữ trong văn bản được giữ nguyên"
        return
    if judgement.found_again:
        yield "điểm gắn đã mất, tìm lại được nhờ chữ đứng hai bên"
    if judgement.beside:
        yield "có chữ được sửa ngay bên số liệu"
    full = figures.full(judgement.record)
    if full is not None and isinstance(full.value, tuple):
        yield from _list_reasons(judgement, full, figure, figures)
    elif full is not None and isinstance(full.value, Change) and _turned(judgement.record.text, figure.text):
        yield "chiều tăng, giảm đã đổi, đọc lại cả câu"


def _list_reasons(judgement: Judgement, full: Figure, figure: Figure, figures: NewFigures) -> Iterator[str]:
    in_appendix = figures.is_reference(judgement.record)
    changed = in_appendix or figure.text != judgement.record.text
    if not full.value and changed:
        yield f"danh sách không còn đơn vị nào; {_DRAFT_ANEW}"
    elif in_appendix and not full.long_form:
        yield f"danh sách nay ngắn, có thể ghi thẳng vào câu; {_DRAFT_ANEW}"
    elif full.long_form and changed and not in_appendix:
        yield f"danh sách nay dài, nên đưa vào phụ lục; {_DRAFT_ANEW}"


def _turned(old: str, new: str) -> bool:
    """Whether the verb is another: "tăng 4 việc" and now "giảm 2 việc"."""
    return _verb(old) != _verb(new)


def _verb(text: str) -> str:
    """The words before the first digit."""
    end = next((place for place, character in enumerate(text) if character.isdigit()), len(text))
    return text[:end].strip().casefold()
