"""L03, L04: one font, black, in Unicode."""

import unicodedata
from collections.abc import Iterator

from dispatch.inspection.checking.case import Case, departure
from dispatch.inspection.checking.findings import Outcome, Source, at
from dispatch.inspection.parts.pieces import fold
from dispatch.inspection.reading.values import Document, Look, Paragraph

_BLACK = {"auto", "000000"}
_LEGACY_FONTS = (".vn", "vni-", "vni ")
_FONT_PROFILES = {"nd30", "hd05"}


def font(case: Case) -> Iterator[Outcome]:
    """L03: every run in the font of the law, in black; marks of urgency are red."""
    if case.profile.id not in _FONT_PROFILES:
        return
    source = case.law(case.profile.font_article)
    stamps = {fold(stamp.text) for stamp in case.profile.stamps.values()}
    wanted = case.profile.font
    for paragraph in all_paragraphs(case.document):
        stamp = fold(paragraph.text).strip() in stamps
        faults: dict[str, str] = {}
        for look in _looks(paragraph):
            if look.font.lower() != wanted.lower() and not _is_legacy(look):
                faults[f"phông chữ {look.font}"] = f"phông chữ {wanted}"
            if look.colour not in _BLACK and not stamp:
                faults[f"chữ màu #{look.colour}"] = "chữ màu đen"
        if faults:
            found, expected = ", ".join(faults), ", ".join(dict.fromkeys(faults.values()))
            hint = f"chọn đoạn văn, đặt phông {wanted} và màu chữ Automatic"
            yield departure("L03", at(paragraph), source, what="kiểu chữ", found=found, expected=expected, hint=hint)


def encoding(case: Case) -> Iterator[Outcome]:
    """L04: Unicode with composed letters; no font of the old encodings."""
    source = case.law(case.profile.font_article)
    for paragraph in all_paragraphs(case.letter.raw):
        legacy = [look.font for look in _looks(paragraph) if _is_legacy(look)]
        if legacy:
            hint = "chuyển mã sang Unicode rồi đặt phông Times New Roman"
            found, expected = f"phông mã cũ {legacy[0]}", "bộ mã Unicode theo TCVN 6909:2001"
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


def _looks(paragraph: Paragraph) -> list[Look]:
    return list(dict.fromkeys(run.look for run in paragraph.runs if run.text.strip()))


def _is_legacy(look: Look) -> bool:
    return look.font.lower().startswith(_LEGACY_FONTS)
