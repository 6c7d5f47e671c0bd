"""L03, L04: one font, black, in Unicode."""

import re
import unicodedata
from collections.abc import Iterator

from dispatch.inspection.checking.case import Case, departure
from dispatch.inspection.checking.findings import Outcome, Source, at
from dispatch.inspection.parts.pieces import fold
from dispatch.inspection.reading.values import Document, Paragraph, Run

BLACK = {"auto", "000000"}
"""Colours that print black."""

_LEGACY_FONTS = (".vn", "vni-", "vni ")
# What the letters of old encodings are when read as Unicode: "Céng hßa", "Coäng hoøa".
_OLD_LETTERS = {
    "TCVN3 (ABC)": re.compile("[a-zà-ÿ][µ¸¶·¹¨»¾¼½©«®ª§¬¦ß]|[®µ¸][a-zà-ÿ]"),
    "VNI": re.compile("[aeouyAEOUY][øùûõïåæäëüñ]"),
}
_TRUE_LETTERS = re.compile("[\u1ea0-\u1ef9\u0300-\u0309\u0323ăđơưĂĐƠƯ]")
_FEWEST_OLD_LETTERS = 3
_EXCERPT = 20
_FONT_PROFILES = {"nd30", "hd05"}


def has_font_rule(case: Case) -> bool:
    """Whether the law names one font."""
    return case.profile.id in _FONT_PROFILES


def is_stamp(case: Case, paragraph: Paragraph) -> bool:
    """Whether a paragraph is a mark of urgency or secrecy, which is red."""
    return fold(paragraph.text).strip() in {fold(stamp.text) for stamp in case.profile.stamps.values()}


def font(case: Case) -> Iterator[Outcome]:
    """L03: every run in the font of the law, in black; marks of urgency are red."""
    if not has_font_rule(case):
        return
    source = case.law(case.profile.font_article)
    wanted = case.profile.font
    for paragraph in all_paragraphs(case.document):
        faults: dict[str, str] = {}
        for run in written_runs(paragraph):
            for name in wrong_fonts(run, wanted):
                faults[f"phông chữ {name}"] = f"phông chữ {wanted}"
            if run.look.colour not in BLACK and not is_stamp(case, paragraph):
                faults[f"chữ màu #{run.look.colour}"] = "chữ màu đen"
        if faults:
            found, expected = ", ".join(faults), ", ".join(dict.fromkeys(faults.values()))
            hint = f"chọn đoạn văn, đặt phông {wanted} và màu chữ Automatic"
            yield departure("L03", at(paragraph), source, what="kiểu chữ", found=found, expected=expected, hint=hint)


def encoding(case: Case) -> Iterator[Outcome]:
    """L04: Unicode with composed letters; no font of the old encodings."""
    source = case.law(case.profile.font_article)
    for paragraph in all_paragraphs(case.letter.raw):
        legacy = next((name for run in written_runs(paragraph) for name in fonts_of(run) if is_legacy(name)), "")
        found = f"phông mã cũ {legacy}" if legacy else _old_letters(paragraph.text)
        if found:
            hint = "chuyển mã sang Unicode rồi đặt phông Times New Roman"
            expected = "bộ mã Unicode theo TCVN 6909:2001"
            yield departure("L04", at(paragraph), source, what="bộ mã", found=found, expected=expected, hint=hint)
        elif not unicodedata.is_normalized("NFC", paragraph.text):
            hint = "gõ lại, hoặc chuyển sang Unicode dựng sẵn; tìm kiếm mới thấy được các chữ này"
            # The standard allows both forms; that only one is safe is our experience.
            yield departure(
                *("L04", at(paragraph), Source(source.article, second_hand=True)),
                what="bộ mã",
                found="dấu thanh tách rời khỏi chữ (Unicode tổ hợp)",
                expected="Unicode dựng sẵn",
                hint=hint,
            )


def all_paragraphs(document: Document) -> Iterator[Paragraph]:
    """The paragraphs of the body, of headers and footers, of footnotes; each once."""
    seen: set[int] = set()
    stories = (
        story
        for section in document.sections
        for stories in (section.headers, section.footers)
        for story in stories.values()
    )
    yield from document.paragraphs
    yield from document.footnotes
    for story in stories:
        for paragraph in story:
            if id(paragraph) not in seen:
                seen.add(id(paragraph))
                yield paragraph


def written_runs(paragraph: Paragraph) -> Iterator[Run]:
    """The runs that print something."""
    return (run for run in paragraph.runs if run.text.strip())


def fonts_of(run: Run) -> Iterator[str]:
    """The fonts that print the letters of a run: one for ASCII, one for the rest."""
    if any(character.isascii() and not character.isspace() for character in run.text):
        yield run.look.font
    if not run.text.isascii():
        yield run.look.high_font


def wrong_fonts(run: Run, wanted: str) -> Iterator[str]:
    """The fonts of a run that are not the law's; those of old encodings are another rule's."""
    return (name for name in fonts_of(run) if name.lower() != wanted.lower() and not is_legacy(name))


def is_legacy(name: str) -> bool:
    """Whether a font draws other letters than its characters say."""
    return name.lower().startswith(_LEGACY_FONTS)


def _old_letters(text: str) -> str:
    """Which old encoding a text without any true Vietnamese letter is written in; empty for none."""
    if text.isascii() or _TRUE_LETTERS.search(text):
        return ""
    for name, letters in _OLD_LETTERS.items():
        if len(letters.findall(text)) >= _FEWEST_OLD_LETTERS:
            return f"chữ mã {name}: “{' '.join(text.split())[:_EXCERPT]}”"
    return ""
