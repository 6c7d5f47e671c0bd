"""Number and date filled into an anchored letter: its heading and the lines under the titles of its appendices."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dispatch.errors import Finding, RegisterError
from dispatch.inspection.anchors import judge_anchors
from dispatch.inspection.manifest import read_manifest
from dispatch.inspection.package import Package
from dispatch.inspection.story_text import read_stories
from dispatch.model.judgement import Judgement
from dispatch.model.manifest import Manifest
from dispatch.pipeline.sealing import sealed
from dispatch.vietnamese.dates import long_date
from dispatch.vietnamese.numbers import document_number
from dispatch.writers.edits import Edits
from dispatch.writers.patching import can_hold

ELECTRONIC = "dien-tu"
SYMBOL = "van_ban.ky_hieu"
_NUMBERS = ("van_ban.so", "kem_theo.so")


def texts_to_fill(number: int, day: date, form: str) -> Mapping[str, str]:
    """The text of each figure that the issue of a letter decides.

    In electronic form the lines of the appendices stay blank (NĐ 30/2020, Phụ lục I, III.1.c).
    """
    filled = {"van_ban.so": document_number(number), "van_ban.ngay": long_date(day)}
    if form == ELECTRONIC:
        return filled
    return filled | {"kem_theo.so": filled["van_ban.so"], "kem_theo.ngay": filled["van_ban.ngay"]}


def judged(package: Package) -> list[Judgement]:
    """What became of each figure of a letter."""
    return judge_anchors(read_manifest(package), read_stories(package))


def symbol_in(judgements: Sequence[Judgement], otherwise: str) -> str:
    """The symbol as the letter's heading has it now."""
    texts = (each.theirs.strip() for each in judgements if each.record.base == SYMBOL and each.span is not None)
    return next((text for text in texts if text), otherwise)


def filled(original: bytes, package: Package, texts: Mapping[str, str], name: str) -> bytes:
    """The letter with these texts in place; the same input gives the same bytes.

    Raises RegisterError where a place is gone, or holds another text than the draft and the one given.
    """
    manifest, stories = read_manifest(package), read_stories(package)
    edits = Edits(stories)
    faults: list[Finding] = []
    new: dict[str, str] = {}
    for judgement in judge_anchors(manifest, stories):
        text = texts.get(judgement.record.base)
        if text is None:
            continue
        found = [*_faults(judgement, text, name)]
        faults += found
        if judgement.span is not None and not found:
            edits.put(judgement.span, text, "")
            new[judgement.record.bookmark] = text
    if faults:
        raise RegisterError(faults)
    renewed = _renewed(manifest, new)
    parts = edits.parts()
    if not parts and renewed == manifest:
        return original
    return sealed(original, package, parts, renewed)


def _faults(judgement: Judgement, text: str, name: str) -> Iterator[Finding]:
    theirs = judgement.theirs
    if judgement.span is None or judgement.state == "broken" or not can_hold(judgement.span):
        message = f"không còn chỗ để điền “{text.strip()}” ({judgement.excerpt()})"
        hint = "trong dự thảo, hoàn tác phần sửa ở số hoặc ngày, hoặc soạn lại; chương trình điền số và ngày"
        yield Finding("no-place", message, hint, file=name)
    elif theirs.strip() not in _replaceable(judgement, text):
        message = f"văn bản đã ghi “{theirs.strip()}”, khác “{text.strip()}” được cấp"
        yield Finding("other-number", message, "xem lại số và ngày, hoặc sửa trong dự thảo", file=name)


def _replaceable(judgement: Judgement, text: str) -> set[str]:
    """What may become `text`: itself, a blank, and the day that the dossier planned, but no other number."""
    base = judgement.record.text.strip()
    return {text.strip(), ""} if judgement.record.base in _NUMBERS else {text.strip(), base}


def _renewed(manifest: Manifest, new: Mapping[str, str]) -> Manifest:
    anchors = tuple(replace(each, text=new.get(each.bookmark, each.text)) for each in manifest.anchors)
    return replace(manifest, anchors=anchors)
