"""The marks of a letter: what they do, what is printed as typed, and what never reaches a letter."""

from pathlib import Path

import pytest

from dispatch.composition.markup import parse
from tests.composition.kinds import SETTINGS, codes, composed, refusal, said


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("1. Một.", "task: Một./."),
        ("10.Việc mười.", "task: Việc mười./."),
        ("7.  Cách xa.", "task: Cách xa./."),
        ("4.1. Việc con.", "subtask: Việc con./."),
        ("4.1.Việc con.", "subtask: Việc con./."),
        ("a) Điểm.", "point: Điểm./."),
        ("đ)Điểm.", "point: Điểm./."),
        ("n) Điểm.", "point: Điểm./."),
        ("- Gạch.", "dash: Gạch./."),
        ("2022. Năm công tác.", "paragraph: 2022. Năm công tác./."),
        ("1.000 đồng.", "paragraph: 1.000 đồng./."),
        ("15.3.2022 là hạn.", "paragraph: 15.3.2022 là hạn./."),
        ("28/02. Hết.", "paragraph: 28/02. Hết./."),
        ("f) không có trong bảng chữ.", "paragraph: f) không có trong bảng chữ./."),
        ("w) không có trong bảng chữ.", "paragraph: w) không có trong bảng chữ./."),
        ("-Không có dấu cách.", "paragraph: -Không có dấu cách./."),
        ("A) Hoa.", "paragraph: A) Hoa./."),
        ("(1) Ngoặc.", "paragraph: (1) Ngoặc./."),
        ("I. LA MÃ.", "group: LA MÃ./."),
        ("XIV. LA MÃ.", "group: LA MÃ./."),
        ("# LA MÃ.", "group: LA MÃ./."),
        ("I) La mã.", "paragraph: I) La mã./."),
        ("Điều 12. Điều.", "article: Điều./."),
        ("Điều 12 Luật này.", "paragraph: Điều 12 Luật này./."),
        ("Chương II\nCHUNG.", "chapter: CHUNG./."),
        ("Chương II của Luật này.", "paragraph: Chương II của Luật này./."),
        ("Phần I\nCHUNG.", "part: CHUNG./."),
        ("Mục 1\nCHUNG.", "section: CHUNG./."),
        ("Mục 1 của Quy chế này.", "paragraph: Mục 1 của Quy chế này./."),
        ("Tiểu mục 3\nCHUNG.", "subsection: CHUNG./."),
        ("1. **Tiêu đề**", "titled_task: Tiêu đề./."),
        ("1. **Lưu ý:** chữ.", "task: **Lưu ý:** chữ./."),
    ],
)
def test_paragraph_is_what_its_first_characters_say(typed: str, printed: str, tmp_path: Path) -> None:
    assert said(composed(tmp_path, typed + "\n")) == [printed]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("*nghiêng*.", "_nghiêng_."),
        ("**đậm**.", "**đậm**."),
        ("***cả hai***.", "**_cả hai_**."),
        ("**đậm *và nghiêng***.", "**đậm ****_và nghiêng_**."),
        (r"2 \* 3 \*\*.", "2 * 3 **."),
        (r"C:\thư mục.", "C:\\thư mục."),
        ("hai\ndòng.", "hai dòng."),
        ("hai\\\ndòng.", "hai⏎dòng."),
        ("a < b & c > d.", "a < b & c > d."),
        ("<b>không đậm</b>.", "<b>không đậm</b>."),
        ("&amp; &nbsp; &#65;.", "&amp; &nbsp; &#65;."),
        ("[chữ](http://a.vn) ![ảnh](x.png).", "[chữ](http://a.vn) ![ảnh](x.png)."),
        ("http://a.vn <http://b.vn>.", "http://a.vn <http://b.vn>."),
        ("`mã` ``mã``.", "`mã` ``mã``."),
        ("~~gạch~~ _gạch_ __gạch__.", "~~gạch~~ _gạch_ __gạch__."),
        ('"ngoặc" và **"đậm"** -- ... (c).', "“ngoặc” và **“đậm”** -- ... (c)."),
        ("“ngoặc”.", "“ngoặc”."),
        ("#Không là đề mục.", "#Không là đề mục."),
        ("> Không trích.", "> Không trích."),
        ("--- a.", "--- a."),
        ("| a | b |.", "| a | b |."),
        ("+ Không là mục.", "+ Không là mục."),
        (":smile: {.lop} $x$.", ":smile: {.lop} $x$."),
    ],
)
def test_only_the_marks_of_the_guide_do_anything(typed: str, printed: str, tmp_path: Path) -> None:
    """`text` shows bold as **…** and italic as _…_; the end mark replaces the last full stop."""
    [block] = said(composed(tmp_path, typed + "\n"))

    assert block.removeprefix("paragraph: ") == printed.removesuffix(".") + "./."


def test_indentation_means_nothing(tmp_path: Path) -> None:
    body = "    Thụt vào.\n\n        1. Nhiệm vụ.\n\n\u00a0\u00a0Tiếp\n      theo.\n"

    assert said(composed(tmp_path, body)) == ["paragraph: Thụt vào.", "task: Nhiệm vụ.", "paragraph: Tiếp theo./."]


def test_blank_lines_separate_paragraphs_however_many_and_whatever_the_line_ends(tmp_path: Path) -> None:
    assert said(composed(tmp_path, "\r\n\r\nMột.\r\n \r\n\r\nHai.\r\n\r\n")) == ["paragraph: Một.", "paragraph: Hai./."]


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("Một.\n\n**Lưu ý:**Thủ trưởng.\n", ("stray-star", 3)),
        ("Một.\n\n* a.\n", ("stray-star", 3)),
        ("Một.\n\n2 * 3.\n", ("stray-star", 3)),
        ("Một.\n\n**chưa đóng.\n", ("stray-star", 3)),
        ("Một.\nHai.\n2. Ba.\n", ("marker-inside", 3)),
        ("1. Một.\n\nHai.\n   a) Ba.\n", ("marker-inside", 4)),
        ("Một.\n- Hai.\n", ("marker-inside", 2)),
        ("Một.\n\nĐạt 41,54%.\n", ("typed-rate", 3)),
        ("Một.\n\nHai\nđạt 80 %.\n", ("typed-rate", 4)),
        ("Một.\n\nđạt 41,54\u00a0% và hơn.\n", ("typed-rate", 3)),
        ("Một.\n\nĐạt **41,54**%.\n", ("typed-rate", 3)),
        ("Một.\n\nHai\nđạt **80**%.\n", ("typed-rate", 4)),
        ("Một.\n\nĐạt 41,54\\%.\n", ("typed-rate", 3)),
        ("Một.\n\nĐạt 41,54\n% đó.\n", ("typed-rate", 3)),
        ("Một.\n\n[^1]: Đạt 100%.\n\nHai.[^1]\n", ("typed-rate", 3)),
        ("Một.\n\n1.\n\nHai.\n", ("empty-item", 3)),
        ("Một.\n\nHai.\n\na)\n", ("empty-item", 5)),
        ("Một.[^1]\n", ("missing-note", 1)),
        ("Một.\n\n[^1]: Thừa.\n", ("unused-note", 3)),
        ("Một.[^1]\n\n[^1]: A.\n\n[^1]: B.\n", ("repeated-note", 5)),
        ("Một.[^1]\n\n[^1]: Xem [^2].\n\n[^2]: B.\n\nHai.[^2]\n", ("missing-note", 3)),
    ],
)
def test_mark_that_came_to_nothing_is_told_with_its_line(body: str, fault: tuple[str, int], tmp_path: Path) -> None:
    assert (fault[0], "letter.md.j2", fault[1]) in codes(refusal(tmp_path, body))


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("{# ghi chú\n hai dòng #}\n", 4),
        ("Một\n{%- if ky.nam -%}\n, hai\n{%- endif -%}\n.\n\n", 8),
        ("{% if ky.nam %}\n\nMột.\n\n{% endif %}\n", 7),
        ("Một {{\n ky.ten\n }}.\n\n", 6),
        ("{% if ky.nam\n and ky.ten %}\nMột.\n{% endif %}\n\n", 7),
    ],
)
@pytest.mark.parametrize(
    "wrong", ["Hai 41,54%.", "Hai * ba.", "Ba.[^9]", "{{ khong.co }}", "Trước.\n1. Sau.", "Trước\nđạt 1%."]
)  # fmt: skip
def test_line_of_a_fault_is_that_of_the_file_whatever_tags_stand_before_it(
    before: str, line: int, wrong: str, tmp_path: Path
) -> None:
    body = before + "\n" + wrong + "\n"
    assert body.count("\n", 0, body.index(wrong)) + 1 == line
    expected = line + wrong.count("\n")

    assert {fault.line for fault in refusal(tmp_path, body)} == {expected}


def test_rate_typed_in_a_later_branch_of_one_sentence_has_its_own_line(tmp_path: Path) -> None:
    body = "Một\n{%- if ky.nam -%}\n, hai\n{%- else -%}\n, đạt 5%\n{%- endif -%}\n.\n"

    assert codes(refusal(tmp_path, body)) == [("typed-rate", "letter.md.j2", 5)]


def test_marks_are_checked_in_branches_that_are_not_taken(tmp_path: Path) -> None:
    body = "Một.\n\n{% if not ky.nam %}\nHai * ba đạt 5%.\n\n{% endif %}\n"

    assert [(code, line) for code, _, line in codes(refusal(tmp_path, body))] == [("stray-star", 4), ("typed-rate", 4)]


@pytest.mark.parametrize(
    ("key", "typed", "code"),
    [
        ("subject", "đạt 41,54%", "typed-rate"),
        ("subject", "thử * nghiệm", "stray-star"),
        ("subject", "thử[^1]", "missing-note"),
        ("signer", "**A", "stray-star"),
    ],
)
def test_marks_of_the_settings_are_checked_with_their_line(key: str, typed: str, code: str, tmp_path: Path) -> None:
    lines = [f'{key} = "{typed}"' if line.startswith(key) else line for line in SETTINGS.splitlines()]
    line = next(number for number, text in enumerate(lines, 1) if text.startswith(key))

    faults = refusal(tmp_path, "Một.", settings="\n".join(lines) + "\n")

    assert codes(faults) == [(code, "template.toml", line)]


@pytest.mark.parametrize("hidden", ["\x00", "\x07", "\x0b", "\x1b", "\t", "\u200b", "\u00ad", "\ue000", "\U000f0000"])
def test_hidden_character_in_a_template_is_refused_with_its_line(hidden: str, tmp_path: Path) -> None:
    [fault] = refusal(tmp_path, f"Một.\n\nHai{hidden} ba.\n")

    assert (fault.code, fault.line) == ("forbidden-character", 3)
    assert f"U+{ord(hidden):04X}" in fault.message


@pytest.mark.parametrize("hidden", ["\\u0007", "\\uE000", "\\U000F0000", "\\u200b"])
def test_hidden_character_in_the_settings_is_refused_with_its_line(hidden: str, tmp_path: Path) -> None:
    [fault] = refusal(tmp_path, "Một.", settings=SETTINGS.replace("thử nghiệm", f"thử {hidden}"))

    assert (fault.code, fault.file, fault.line) == ("forbidden-character", "template.toml", 2)


# --- footnotes ---


def test_footnote_comes_out_where_its_mark_stands(tmp_path: Path) -> None:
    body = (
        "Một[^1] hai[^chu-thich].\n\n[^1]: Chú *thích* đạt {{ toan_quoc.viec.ty_le }}.\n\nBa.\n\n[^chu-thich]: Khác.\n"
    )

    assert said(composed(tmp_path, body)) == [
        "paragraph: Một⟨Chú _thích_ đạt 50,00%.⟩ hai⟨Khác.⟩.",
        "paragraph: Ba./.",
    ]


def test_end_mark_replaces_the_full_stop_before_a_footnote(tmp_path: Path) -> None:
    assert said(composed(tmp_path, "Hết.[^1]\n\n[^1]: A.\n")) == ["paragraph: Hết⟨A.⟩./."]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Hết.", "Hết./."),
        ("Hết", "Hết./."),
        ("Hết. ", "Hết./."),
        ("*Hết.*", "_Hết./._"),
        ("{{ ky.ten }}", "5 tháng năm 2022./."),
        ("Hạn {{ ky.ten }}.", "Hạn 5 tháng năm 2022./."),
    ],
)
def test_letter_ends_in_one_end_mark(typed: str, printed: str, tmp_path: Path) -> None:
    assert said(composed(tmp_path, typed)) == [f"paragraph: {printed}"]


def test_letter_without_a_body_is_refused(tmp_path: Path) -> None:
    assert codes(refusal(tmp_path, "{% if not ky.nam %}Một.{% endif %}\n\n")) == [("empty-body", "letter.md.j2", None)]


def test_marker_whose_text_was_left_out_by_a_condition_is_refused(tmp_path: Path) -> None:
    body = "Một.\n\n2. {% if not ky.nam %}Hai.{% endif %}\n\nBa.\n"

    assert codes(refusal(tmp_path, body)) == [("empty-item", "letter.md.j2", 3)]


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        ("Một{% if ky.nam %}, hai{% endif %}\n\nBa.", ["Một, hai", "Ba./."]),
        ("Một{% if not ky.nam %}, hai{% endif %}\n\nBa.", ["Một", "Ba./."]),
        ("Một. {# ghi chú #}\n\nBa.", ["Một.", "Ba./."]),
        ("Một. {# ghi\nchú #}\n\nBa.", ["Một.", "Ba./."]),
        ("{% if ky.nam %}Một.{% endif %}\n\nBa.", ["Một.", "Ba./."]),
        ("{% if ky.nam %}\nMột\n{% endif %}\nhai.", ["Một hai./."]),
        ("  {% if ky.nam\n and ky.ten %}\nMột\n  {% endif %}\nhai.", ["Một hai./."]),
        ("Một\n{%- if ky.nam -%}\n, hai\n{%- endif -%}\n.\n\nBa.", ["Một, hai.", "Ba./."]),
        ("Một\n{# ghi chú #}\nhai.", ["Một hai./."]),
        ("Hạn {{ ky.ten }}\n\nBa.", ["Hạn 5 tháng năm 2022", "Ba./."]),
    ],
)
def test_line_of_tags_alone_disappears_and_no_tag_joins_two_paragraphs(
    body: str, paragraphs: list[str], tmp_path: Path
) -> None:
    assert said(composed(tmp_path, body)) == [f"paragraph: {paragraph}" for paragraph in paragraphs]


def test_parse_depends_on_characters_alone() -> None:
    text = "1. Đạt \U000f0000, *cao* hơn.[^1]\n\n[^1]: Theo \U000f0001.\n"

    assert parse(text) == parse(text)
    assert parse(text).faults == ()
