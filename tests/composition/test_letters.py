"""Letters composed from figures: what is shared, what is blank, what the tables hold, what data can never do."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dispatch.composition.compose import Content
from dispatch.composition.facts import blank_facts, document_facts
from dispatch.formats.loader import profile_on
from dispatch.model.dossier import LetterSettings
from dispatch.model.letter import FigureRun, Letter
from tests import builders
from tests.composition.kinds import (
    APPENDIX,
    DATA,
    PLAIN,
    POLICY,
    SETTINGS,
    compiled,
    compose,
    composed,
    composer,
    content,
    dossier,
    said,
    text,
)

HOSTILE = ("{{7*7}}", "{% raw %}", "a & b <c>", "**x**", "*x*", "[^1]", "*", "\\*", "`x`", "&amp;", "1. x", "]]>", "{#")


@pytest.mark.parametrize("written", HOSTILE)
def test_free_text_of_a_dossier_is_printed_as_it_is_written(written: str, tmp_path: Path) -> None:
    keys = '\n[letter_keys]\nsubject = "trich_yeu"\n'
    settings = SETTINGS.replace("thử nghiệm", "{{ van_ban.trich_yeu }}") + keys
    letter = replace(PLAIN, place=written, further={"subject": written})

    found = composed(tmp_path, "Về {{ van_ban.trich_yeu }}, {{ van_ban.dia_danh }}.", settings=settings, letter=letter)

    assert said(found) == [f"paragraph: Về {written}, {written}./."]
    assert text(found.wording.heading.subject, found) == f"V/v {written}"
    assert text(found.wording.heading.place_and_date, found).startswith(f"{written}, ngày")


def test_wording_is_made_once_for_letters_that_differ_in_figures_only(tmp_path: Path) -> None:
    kind = compiled(
        tmp_path, "Đạt {{ toan_quoc.viec.ty_le }}{% if toan_quoc.viec.ty_le > toan_quoc.tien.ty_le %}!{% endif %}"
    )
    made = composer(kind)
    other = builders.dataset(DATA.replace("40/100", "50/100"))
    turned = builders.dataset(DATA.replace("40/100", "1/100").replace("60/100", "1/100"))

    first, second, third = (made.compose(content(kind, data)) for data in (None, other, turned))

    assert first.wording is second.wording
    assert first.wording is not third.wording
    assert [said(letter) for letter in (first, second, third)] == [
        ["paragraph: Đạt 50,00%!./."],
        ["paragraph: Đạt 55,00%!./."],
        ["paragraph: Đạt 1,00%./."],
    ]


def test_every_digit_and_name_from_data_stands_in_a_figure(tmp_path: Path) -> None:
    [block] = composed(tmp_path, "Đạt {{ toan_quoc.viec.ty_le }}.").wording.blocks

    assert FigureRun("toan_quoc.viec.ty_le") in block.line


def test_emphasis_reaches_the_figure_inside_it(tmp_path: Path) -> None:
    assert said(composed(tmp_path, "**Đạt {{ toan_quoc.viec.ty_le }}**.")) == ["paragraph: **Đạt ****50,00%**./."]


def test_recipient_whose_condition_left_nothing_is_not_there(tmp_path: Path) -> None:
    settings = SETTINGS.replace('"Lưu: VT"', '"{% if not ky.nam %}Bộ trưởng{% endif %}", "Lưu: VT"')

    letter = composed(tmp_path, "Một.", settings=settings)

    assert [text(line, letter) for line in letter.wording.recipients] == ["Như trên", "Lưu: VT"]


# --- number, date, deadline ---


def facts(letter: LetterSettings, tmp_path: Path) -> Letter:
    return composed(
        tmp_path, "Trước ngày {{ van_ban.han }}. Xem {{ phu_luc.viec }}.", SETTINGS[:0] + APPENDIX, letter=letter
    )


@pytest.mark.parametrize(
    ("number", "printed"),
    [(None, "Số:       /TCTHADS-TKDLCN"), (5, "Số: 05/TCTHADS-TKDLCN"), (10, "Số: 10/TCTHADS-TKDLCN"),
     (679, "Số: 679/TCTHADS-TKDLCN")],
)  # fmt: skip
def test_number_is_padded_below_ten_and_blank_until_it_is_given(
    number: int | None, printed: str, tmp_path: Path
) -> None:
    letter = facts(replace(PLAIN, number=number), tmp_path)

    assert text(letter.wording.heading.number, letter) == printed


@pytest.mark.parametrize(
    ("day", "printed"),
    [(None, "Hà Nội, ngày      tháng 3 năm 2022"), (date(2022, 3, 8), "Hà Nội, ngày 08 tháng 3 năm 2022"),
     (date(2022, 2, 10), "Hà Nội, ngày 10 tháng 02 năm 2022")],
)  # fmt: skip
def test_day_is_blank_until_it_is_given_and_the_month_is_the_one_the_letter_is_due(
    day: date | None, printed: str, tmp_path: Path
) -> None:
    letter = facts(replace(PLAIN, day=day), tmp_path)

    assert text(letter.wording.heading.place_and_date, letter) == printed


def test_blank_is_a_figure_like_any_other_so_that_it_stays_anchored(tmp_path: Path) -> None:
    letter = facts(LetterSettings("TCTHADS-TKDLCN"), tmp_path)

    for name in ("van_ban.so", "van_ban.ngay", "van_ban.han", "kem_theo.so", "kem_theo.ngay"):
        assert letter.figures[name].value is None
        assert "      " in letter.figures[name].text
        assert any(FigureRun(name) in line for line in letter.wording.lines()), name


@pytest.mark.parametrize("number", [None, 5])
def test_electronic_letter_leaves_the_line_under_an_appendix_blank(number: int | None, tmp_path: Path) -> None:
    letter = facts(replace(PLAIN, number=number, form="dien-tu"), tmp_path)

    [caption] = letter.wording.captions
    assert text(caption.reference, letter) == (
        "(Kèm theo Văn bản số       /       ngày      tháng      năm      của       )"
    )


def test_paper_letter_fills_the_line_under_an_appendix(tmp_path: Path) -> None:
    letter = facts(replace(PLAIN, number=5), tmp_path)

    [caption] = letter.wording.captions
    assert "số 05/TCTHADS-TKDLCN ngày 08 tháng 3 năm 2022" in text(caption.reference, letter)


def test_blanks_are_told_to_the_officer_and_never_as_errors(tmp_path: Path) -> None:
    kind = compiled(tmp_path, "Một.").kind
    open_, closed = LetterSettings("TCTHADS-TKDLCN"), replace(PLAIN, number=1)

    used = {"van_ban.han", "nguoi_ky.ho_ten"}
    told = {found.code: found.severity for found in blank_facts(document_facts(dossier(kind, open_), kind), used)}

    assert {code for code in told if code.startswith("blank-")} == {"blank-number", "blank-date", "blank-deadline"}
    assert "error" not in told.values()
    found = blank_facts(document_facts(dossier(kind, closed), kind), used)
    assert not [each for each in found if each.code.startswith("blank-")]


def test_a_blank_that_the_letter_does_not_print_is_not_told(tmp_path: Path) -> None:
    kind = compiled(tmp_path, "Một.").kind
    blank = document_facts(dossier(kind, replace(PLAIN, number=1, deadline=None)), kind)

    assert [found.code for found in blank_facts(blank, {"van_ban.han"})] == ["blank-deadline"]
    assert list(blank_facts(blank, ())) == []


@pytest.mark.parametrize(
    ("day", "agency", "head"),
    [
        (date(2022, 3, 8), "Tổng cục Thi hành án dân sự", "Tổng cục trưởng"),
        (date(2025, 8, 1), "Cục Quản lý Thi hành án dân sự", "Cục trưởng"),
    ],
)
def test_agency_and_title_are_those_of_the_day(day: date, agency: str, head: str, tmp_path: Path) -> None:
    kind = compiled(tmp_path, "Một.").kind

    found = document_facts(dossier(kind, replace(PLAIN, day=day)), kind)

    assert (found["co_quan.ten"].text, found["nguoi_ky.chuc_vu"].text) == (agency, head)


# --- tables ---

TABLE = """
    đơn vị   | việc   | tiền  | việc cùng kỳ
    Hà Nội   | 40/100 | 1/2   | 50/100
    Cà Mau   | 60/100 | 1/2   | 50/100
    Hải Phòng | 80/200 | 1/2   | 50/100
    Lào Cai  | 0/0    | 1/2   | 50/100
"""


def rows(letter: Letter) -> list[tuple[str, ...]]:
    return [row.cells for row in letter.tables[0].rows]


def test_rows_stand_by_the_exact_value_ties_in_gso_order_and_units_without_a_rate_last(tmp_path: Path) -> None:
    more = APPENDIX.replace('units = "all"', 'units = "all"\nnational_row = "Toàn quốc"')

    letter = composed(tmp_path, "{{ phu_luc.viec }}", more, data=builders.dataset(TABLE))

    assert rows(letter) == [
        ("Toàn quốc", "45,00%"),
        ("Cà Mau", "60,00%"),
        ("Hà Nội", "40,00%"),
        ("Hải Phòng", "40,00%"),
        ("Lào Cai", "—"),
    ]


def test_row_number_runs_on_over_ties_and_counts_the_national_row(tmp_path: Path) -> None:
    more = APPENDIX.replace('content = "viec.ty_le"', 'content = "stt"').replace(
        'units = "all"', 'units = "all"\nnational_row = "Toàn quốc"'
    )

    letter = composed(tmp_path, "{{ phu_luc.viec }}", more, data=builders.dataset(TABLE))

    assert [number for _, number in rows(letter)] == ["1", "2", "3", "4", "5"]


def test_figure_that_one_unit_lacks_is_a_dash_in_its_cell(tmp_path: Path) -> None:
    more = APPENDIX.replace('content = "viec.ty_le"', 'content = "viec.hang"')

    letter = composed(tmp_path, "{{ phu_luc.viec }}", more, data=builders.dataset(TABLE))

    assert rows(letter)[-1] == ("Lào Cai", "—")
    assert rows(letter)[0] == ("Cà Mau", "1")


def test_appendix_of_a_policy_holds_the_units_it_names(tmp_path: Path) -> None:
    more = POLICY + APPENDIX.replace('units = "all"', 'units = "thap"')

    letter = composed(tmp_path, "{{ phu_luc.viec }} {{ danh_sach.thap.viec }}", more, data=builders.dataset(TABLE))

    # Hà Nội and Hải Phòng are exactly equal on việc; on tiền all are.
    assert {name for name, _ in rows(letter)} == {"Hà Nội", "Cà Mau", "Hải Phòng", "Lào Cai"}


def test_table_composed_before_is_taken_as_it_is(tmp_path: Path) -> None:
    kind = compiled(tmp_path, "{{ phu_luc.viec }}", APPENDIX)
    [table] = compose(kind).tables
    made = content(kind)

    again = composer(kind).compose(Content(made.figures, made.namings, made.units, made.dated, {"viec": table}))

    assert again.tables[0] is table


def test_one_composer_gives_each_letter_its_own_marks_where_all_answer_alike(tmp_path: Path) -> None:
    kind = compiled(tmp_path, "Nội dung.")
    plain, made = content(kind), composer(kind)
    stamp = next(iter(profile_on(plain.dated).stamps))
    contents = [plain, replace(plain, draft=True), replace(plain, stamps=(stamp,)), plain]

    wordings = [made.compose(each).wording for each in contents]

    assert [(bool(each.page_marks.draft), each.page_marks.stamps) for each in wordings] == [
        (False, ()), (True, ()), (False, (stamp,)), (False, ()),
    ]  # fmt: skip
    assert wordings[0] is wordings[3]


# --- lists too long for a sentence ---

LONG = """
[naming]
named = "giam"

[naming.policies.giam]
rule = "below-same-period"
combine = "either"
order = "gso"
appendix = "giam"
reference = "danh sách tại {appendix}"

[[appendix]]
id = "giam"
title = "GIẢM"
units = "giam"
order_by = "gso"
when_long = true

[[appendix.columns]]
header = "Tên đơn vị"
content = "ten"
share = 100
"""


def fallen(count: int, of: int = 20) -> str:
    names = [unit.name for unit in builders.UNITS[:of]]
    lines = [f"{name} | {1 if place < count else 3}/10 | 1/10 | 2/10 | 1/10" for place, name in enumerate(names)]
    return "đơn vị | việc | tiền | việc cùng kỳ | tiền cùng kỳ\n" + "\n".join(lines)


@pytest.mark.parametrize("count", [1, 2, 15])
def test_list_of_fifteen_names_stands_in_the_sentence_and_has_no_appendix(count: int, tmp_path: Path) -> None:
    letter = composed(tmp_path, "({{ danh_sach.giam.chung }}).", LONG, data=builders.dataset(fallen(count)))

    names = ", ".join(unit.name for unit in builders.UNITS[:count])
    assert said(letter) == [f"paragraph: ({names})./."]
    assert letter.tables == ()
    assert letter.wording.captions == ()


def test_list_of_sixteen_names_refers_to_its_appendix(tmp_path: Path) -> None:
    letter = composed(tmp_path, "({{ danh_sach.giam.chung }}).", LONG, data=builders.dataset(fallen(16)))

    assert said(letter) == ["paragraph: (danh sách tại Phụ lục)./."]
    assert [row.cells for row in letter.tables[0].rows] == [(unit.name,) for unit in builders.UNITS[:16]]


def test_one_composer_adds_the_appendix_to_the_letters_alone_whose_list_is_long(tmp_path: Path) -> None:
    kind = compiled(tmp_path, "({{ danh_sach.giam.chung }}).", LONG)
    made = composer(kind)

    letters = [made.compose(content(kind, builders.dataset(fallen(count)))) for count in (16, 15, 17)]

    assert [len(letter.wording.captions) for letter in letters] == [1, 0, 1]
    assert [len(table.rows) for letter in letters for table in letter.tables] == [16, 17]


def test_reference_to_one_of_several_appendices_has_its_roman_number(tmp_path: Path) -> None:
    more = LONG + APPENDIX
    letter = composed(
        tmp_path, "({{ danh_sach.giam.chung }}) {{ phu_luc.viec }}.", more, data=builders.dataset(fallen(16))
    )

    assert said(letter) == ["paragraph: (danh sách tại Phụ lục I) Phụ lục II./."]


def test_list_that_is_long_but_never_printed_brings_no_appendix(tmp_path: Path) -> None:
    both = LONG.replace('"either"', '"both"')

    letter = composed(tmp_path, "({{ danh_sach.giam.chung }}).", both, data=builders.dataset(fallen(16)))

    assert said(letter) == ["paragraph: (không có)./."]
    assert letter.tables == ()


def test_long_list_in_capitals_is_a_reference_too(tmp_path: Path) -> None:
    letter = composed(tmp_path, "({{ danh_sach.giam.chung | in_hoa }}).", LONG, data=builders.dataset(fallen(16)))

    assert said(letter) == ["paragraph: (DANH SÁCH TẠI PHỤ LỤC)./."]


def test_condition_on_a_list_asks_whether_it_names_anyone(tmp_path: Path) -> None:
    kind = compiled(tmp_path, "{% if danh_sach.giam.chung %}Có.{% else %}Không.{% endif %}", LONG)

    assert [said(compose(kind, builders.dataset(fallen(count)))) for count in (0, 1)] == [
        ["paragraph: Không./."],
        ["paragraph: Có./."],
    ]
