"""What a correcting letter may correct: words of layout or procedure, never a figure or a unit's name."""

from collections.abc import Iterator, Sequence

from dispatch.errors import Finding, InputError, refuse_if_any
from dispatch.inspection.package import open_package
from dispatch.inspection.story_text import read_stories
from dispatch.model.amendment import Amendment
from dispatch.model.dataset import Dataset
from dispatch.pipeline.replacing.places import Places

_CONTENT = "đây là nội dung, không phải thể thức: ban hành văn bản thay thế hoặc sửa đổi (--as thay-the, --as sua-doi)"
_FORM = 'viết --correct "chữ sai=chữ đúng"'


def corrections(document: bytes, asked: Sequence[str], dataset: Dataset) -> list[Amendment]:
    """The corrections asked for as "wrong=right", each with every place where the wrong words stand.

    InputError with every fault: a figure or the name of a unit on either side, words that the letter does not have.
    """
    stories = read_stories(open_package(document))
    names = [unit.name.casefold() for unit in dataset.units]
    found: list[Amendment] = []
    faults: list[Finding] = []
    for each in asked:
        wrong, _, right = (part.strip() for part in each.partition("="))
        places = [Places(story).of(one) for story in stories for one in story.paragraphs if wrong and wrong in one.text]
        these = list(_faults(wrong, right, names, said=bool(places)))
        faults += these
        if not these:
            found.append(Amendment(f"c{len(found) + 1}", "; ".join(dict.fromkeys(places)), wrong, right))
    refuse_if_any(InputError, faults)
    return found


def _faults(wrong: str, right: str, names: Sequence[str], *, said: bool) -> Iterator[Finding]:
    if not wrong or not right or wrong == right:
        yield Finding("bad-correction", f"“{wrong}={right}” chưa đủ chữ sai và chữ đúng", _FORM)
        return
    both = f"{wrong} {right}"
    if any(character.isdigit() for character in both):
        yield Finding("content", f"“{both}” có chữ số, không đính chính được", _CONTENT)
    elif any(name in text.casefold() for name in names for text in (wrong, right)):
        yield Finding("content", f"“{both}” có tên đơn vị, không đính chính được", _CONTENT)
    elif not said:
        hint = "ghi đúng từng chữ như trong văn bản đã phát hành"
        yield Finding("not-said", f"văn bản không có chữ “{wrong}”", hint)
