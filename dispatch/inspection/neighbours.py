"""What stands right beside a figure, now and in the draft."""

from dispatch.inspection.story_text import OBJECT
from dispatch.model.manifest import AnchorRecord

_GLUE = ",.%"
_NOTHING = (OBJECT, "\n", "\t")


def glued(record: AnchorRecord, text: str, start: int, end: int) -> tuple[int, int]:
    """How many characters before and after the figure are newly glued to it; (0, 0) when none is.

    Typing over a figure leaves only the first character typed inside its bookmark: the others stand behind
    it. A digit, a letter, a comma, a point or a percent sign that the draft did not have there tells.
    """
    before, after = text[:start][::-1], text[end:]
    return _run(before, record.before[::-1]), _run(after, record.after)


def _run(now: str, drawn: str) -> int:
    """The length of the glued run in the direction of reading away from the figure; 0 when the draft had it."""
    if not now or not _is_glue(now[0]):
        return 0
    if now[0] == drawn[:1]:
        # A full stop of the draft that has become a decimal point: ". Người" and now ".5 Người".
        turned = now[0] in _GLUE and now[1:2].isdigit() and now[1:2] != drawn[1:2]
        if not turned:
            return 0
    length = 0
    while length < len(now) and _is_glue(now[length]):
        length += 1
    return length


def _is_glue(character: str) -> bool:
    return character.isalnum() or character in _GLUE


def words_beside(record: AnchorRecord, text: str, start: int, end: int) -> bool:
    """Whether the words right before and after the figure are others than those of the draft."""
    before, after = _cut(text[:start][::-1]), _cut(text[end:])
    return not (_alike(before, record.before[::-1]) and _alike(after, record.after))


def _cut(text: str) -> str:
    """The text up to the first thing that is not text: the draft's neighbours end there."""
    places = [place for mark in _NOTHING if (place := text.find(mark)) >= 0]
    return text[: min(places)] if places else text


def _alike(now: str, drawn: str) -> bool:
    """Whether the first word away from the figure is the same, with the spaces before it."""
    word = _first_word(drawn)
    return now.startswith(word) if len(word) == len(drawn) and drawn else _first_word(now) == word


def _first_word(text: str) -> str:
    stripped = text.lstrip()
    return text[: len(text) - len(stripped)] + stripped.split(" ", 1)[0] if stripped else text
