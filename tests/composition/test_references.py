"""Abbreviations, citations and appendices: in full at first use, short afterwards, as the letter is composed."""

from pathlib import Path

import pytest

from tests.composition.kinds import APPENDIX, SETTINGS, codes, composed, plain, refusal, said, text

SHORT = '\n[abbreviations.thads]\nshort = "THADS"\nfull = "Thi hành án dân sự"\n'
CITED = """
[citations.qd]
type = "Quyết định"
number = "144/QĐ-TCTHADS"
date = "28/02/2022"
issuer = "Tổng cục trưởng"
subject = "ban hành Quy chế"
"""
FULL = "Quyết định số 144/QĐ-TCTHADS ngày 28/02/2022 của Tổng cục trưởng ban hành Quy chế"


def test_abbreviation_is_written_out_once(tmp_path: Path) -> None:
    body = "Cơ quan {{ viet_tat.thads }}.\n\n{{ viet_tat.thads }}, {{ viet_tat.thads }}.\n"

    assert said(composed(tmp_path, body, SHORT)) == [
        "paragraph: Cơ quan Thi hành án dân sự (THADS).",
        "paragraph: THADS, THADS./.",
    ]


def test_citation_is_given_in_full_once(tmp_path: Path) -> None:
    assert said(composed(tmp_path, "Theo {{ trich_dan.qd }}, {{ trich_dan.qd }}.", CITED)) == [
        f"paragraph: Theo {FULL}, Quyết định số 144/QĐ-TCTHADS./."
    ]


def test_law_without_a_number_is_cited_by_its_name(tmp_path: Path) -> None:
    law = '\n[citations.luat]\ntype = "Luật Thi hành án dân sự"\n'

    assert said(composed(tmp_path, "Theo {{ trich_dan.luat }}, {{ trich_dan.luat }}.", law)) == [
        "paragraph: Theo Luật Thi hành án dân sự, Luật Thi hành án dân sự./."
    ]


@pytest.mark.parametrize(("condition", "second"), [("ky.nam", "THADS"), ("not ky.nam", "Thi hành án dân sự (THADS)")])
def test_first_use_is_judged_in_the_letter_as_it_is_composed(condition: str, second: str, tmp_path: Path) -> None:
    body = f"{{% if {condition} %}}\nMột {{{{ viet_tat.thads }}}}.\n\n{{% endif %}}\nHai {{{{ viet_tat.thads }}}}.\n"

    assert said(composed(tmp_path, body, SHORT))[-1] == f"paragraph: Hai {second}./."


def test_first_use_follows_the_page_from_the_subject_to_the_appendices(tmp_path: Path) -> None:
    settings = SETTINGS.replace("thử nghiệm", "công tác {{ viet_tat.thads }}").replace(
        '"Như trên"', '"Như trên", "Vụ {{ viet_tat.thads }}"'
    )
    letter = composed(tmp_path, "Về {{ viet_tat.thads }}.[^1]\n\n[^1]: {{ viet_tat.thads }}.", SHORT, settings=settings)

    assert plain(letter.wording.heading.subject) == "V/v công tác Thi hành án dân sự (THADS)"
    assert said(letter) == ["paragraph: Về THADS⟨THADS.⟩./."]
    assert plain(letter.wording.recipients[1]) == "Vụ THADS"


def test_first_use_in_a_footnote_counts(tmp_path: Path) -> None:
    body = "Một[^1] {{ viet_tat.thads }}.\n\n[^1]: {{ viet_tat.thads }}.\n"

    assert said(composed(tmp_path, body, SHORT)) == ["paragraph: Một⟨Thi hành án dân sự (THADS).⟩ THADS./."]


@pytest.mark.parametrize("name", ["viet_tat.khac", "trich_dan.khac", "phu_luc.khac", "viet_tat", "trich_dan"])
def test_reference_that_is_not_defined_is_told_with_its_line(name: str, tmp_path: Path) -> None:
    faults = refusal(tmp_path, f"Một {{{{ viet_tat.thads }}}}.\n\nHai {{{{ {name} }}}}.\n", SHORT)

    assert codes(faults) == [("unknown-figure", "letter.md.j2", 3)]


@pytest.mark.parametrize("definition", [SHORT, CITED], ids=["abbreviation", "citation"])
def test_definition_that_no_branch_uses_is_told_with_its_line(definition: str, tmp_path: Path) -> None:
    line = SETTINGS.count("\n") + 2

    assert codes(refusal(tmp_path, "Một.", definition)) == [("unused-definition", "template.toml", line)]


def test_definition_that_only_a_branch_not_taken_uses_is_used(tmp_path: Path) -> None:
    body = "Một.\n\n{% if not ky.nam %}\nTheo {{ trich_dan.qd }} của {{ viet_tat.thads }}.\n\n{% endif %}\n"

    assert said(composed(tmp_path, body, SHORT + CITED)) == ["paragraph: Một./."]


@pytest.mark.parametrize("typed", ["Cơ quan THADS.", "(THADS)", "**THADS**", "THADS: a", "{{ ky.ten }} THADS"])
def test_abbreviation_typed_by_hand_is_told_with_its_line(typed: str, tmp_path: Path) -> None:
    faults = refusal(tmp_path, f"{{{{ viet_tat.thads }}}}.\n\n{typed}\n", SHORT)

    assert codes(faults) == [("typed-abbreviation", "letter.md.j2", 3)]


@pytest.mark.parametrize("typed", ["1020/QĐ-TCTHADS", "TCTHADS-X", "{# THADS #}a", "thads"])
def test_symbol_or_comment_that_holds_the_letters_is_no_abbreviation(typed: str, tmp_path: Path) -> None:
    assert len(said(composed(tmp_path, f"{{{{ viet_tat.thads }}}}.\n\n{typed}\n", SHORT))) == 2


# --- appendices ---

SECOND = APPENDIX.replace('id = "viec"', 'id = "tien"').replace("viec.ty_le", "tien.ty_le")


def test_appendix_alone_has_no_number(tmp_path: Path) -> None:
    letter = composed(tmp_path, "Xem {{ phu_luc.viec }}.", APPENDIX)

    assert said(letter) == ["paragraph: Xem Phụ lục./."]
    assert [caption.number for caption in letter.wording.captions] == ["Phụ lục"]


def test_two_appendices_have_roman_numbers(tmp_path: Path) -> None:
    letter = composed(tmp_path, "Xem {{ phu_luc.tien }}, {{ phu_luc.viec }}.", APPENDIX + SECOND)

    assert said(letter) == ["paragraph: Xem Phụ lục II, Phụ lục I./."]
    assert [caption.number for caption in letter.wording.captions] == ["Phụ lục I", "Phụ lục II"]


def test_reference_line_names_number_date_and_issuer_of_the_letter(tmp_path: Path) -> None:
    letter = composed(tmp_path, "Xem {{ phu_luc.viec }}.", APPENDIX)

    [caption] = letter.wording.captions
    assert text(caption.reference, letter) == (
        "(Kèm theo Văn bản số       /TCTHADS-TKDLCN ngày 08 tháng 3 năm 2022 của Tổng cục Thi hành án dân sự)"
    )
