"""Read the words and punctuation that a layout law fixes."""

from string import Formatter
from typing import get_args

from dispatch.formats.parts import read_article, read_option
from dispatch.model.profile import FixedTexts, Numbering
from dispatch.tomlfile import Section

_PLACES = {"number", "date", "issuer"}


def read_fixed_texts(section: Section, law: str) -> FixedTexts:
    """The fixed words: [texts]."""

    def word(key: str) -> str:
        return section.text(key, required=True)

    texts = FixedTexts(
        national_name=word("national_name"),
        national_name_accepted=section.texts("national_name_accepted", required=True),
        motto=section.text("motto"),
        issuer_mark=section.text("issuer_mark"),
        subject_mark=section.text("subject_mark"),
        number_label=word("number_label"),
        number_join=section.text("number_join", default="/"),
        subject_prefix=word("subject_prefix"),
        basis_mark=section.text("basis_mark"),
        basis_end=word("basis_end"),
        basis_last_end=word("basis_last_end"),
        basis_last_end_accepted=section.texts("basis_last_end_accepted") or (section.text("basis_last_end"),),
        citation_date_join=section.text("citation_date_join", default=" "),
        addressee_label=word("addressee_label"),
        recipients_label=word("recipients_label"),
        list_mark=word("list_mark"),
        list_end=word("list_end"),
        list_end_accepted=section.texts("list_end_accepted") or (section.text("list_end"),),
        list_last_end=word("list_last_end"),
        first_recipient=word("first_recipient"),
        archive_prefix=word("archive_prefix"),
        drafter_join=word("drafter_join"),
        drafter_end=section.text("drafter_end"),
        draft_mark=word("draft_mark"),
        end_mark=word("end_mark"),
        end_mark_article=read_article(section, law, "end_mark_article"),
        appendix_word=word("appendix_word"),
        appendix_numbering=read_option(section, "appendix_numbering", get_args(Numbering)),
        attachment_line=word("attachment_line"),
        point_letters=section.texts("point_letters", required=True),
        signing_prefixes=section.texts("signing_prefixes", required=True),
    )
    _check(section, texts)
    return texts


def _check(section: Section, texts: FixedTexts) -> None:
    for key, printed, accepted, noun in (
        ("list_end", texts.list_end, texts.list_end_accepted, "dòng nơi nhận"),
        ("basis_last_end", texts.basis_last_end, texts.basis_last_end_accepted, "dòng căn cứ cuối cùng"),
    ):
        if printed not in accepted:
            message = f"dấu cuối {noun} được in không có trong các dấu được chấp nhận"
            section.fault(f"{key}_accepted", "outside-range", message, f"thêm dấu của “{key}” vào danh sách")
    if texts.national_name not in texts.national_name_accepted:
        hint = "thêm cách viết của “national_name” vào danh sách"
        message = "Quốc hiệu được in không có trong các cách viết được chấp nhận"
        section.fault("national_name_accepted", "outside-range", message, hint)
    if not _has_places(texts.attachment_line):
        hint = "viết đủ {number}, {date} và {issuer}, mỗi chỗ một lần"
        message = "dòng “Kèm theo” không có đúng các chỗ điền"
        section.fault("attachment_line", "wrong-places", message, hint)


def _has_places(line: str) -> bool:
    try:
        places = [name for _, name, _, _ in Formatter().parse(line) if name is not None]
    except ValueError:
        return False
    return len(places) == len(_PLACES) and set(places) == _PLACES
