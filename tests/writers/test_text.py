"""What a letter says reaches Word letter for letter, whatever characters it is made of."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dispatch.formats.loader import profile_on
from dispatch.model.figure import Figure, Formula
from dispatch.model.letter import (
    AppendixTable,
    Block,
    Caption,
    Column,
    FigureRun,
    FootnoteMark,
    Heading,
    Letter,
    Line,
    LineBreak,
    Signature,
    TableRow,
    Text,
    Wording,
)
from dispatch.vietnamese.orthography import forbidden_characters
from dispatch.writers.letter_writer import LetterWriter
from tests.letter.word import noted_anchors
from tests.writers.reading import W, body, bookmarks, manifest, opened, paragraph_texts, part

PROFILE = profile_on(date(2022, 3, 8))
PRINTABLE = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Co", "Cs", "Cn"]), min_size=1, max_size=40
)
HEADING = Heading((Text("BỘ"),), (Text("CỤC"),), (Text("Số: "),), (Text("Hà Nội"),), (Text("V/v thử"),))


def letter(*blocks: Block, addressees: tuple[Line, ...] = ((Text("A"),),), so: str = "") -> Letter:
    """A letter with these blocks and one figure, `so`."""
    wording = Wording(
        HEADING, addressees, blocks, ((Text("Như trên"),),), Signature(((Text("CT"),),), (Text("A"),)), ()
    )
    known = {"so": Figure("so", so, so, Formula("", ""))}
    return Letter("thu", "", date(2022, 3, 8), PROFILE, wording, known, ())


def with_table(*rows: tuple[str, ...], headers: tuple[str, ...]) -> Letter:
    made = letter(Block("paragraph", (Text("Xem."),)))
    columns = tuple(Column(header, "left", 100 // len(headers)) for header in headers)
    caption = Caption("viec", "Phụ lục", (Text("TÊN"),), (), (Text("(Kèm theo)"),), columns)
    table = AppendixTable(tuple(TableRow(cells[0], cells, ("",) * len(cells)) for cells in rows), 0)
    return replace(made, wording=replace(made.wording, captions=(caption,)), tables=(table,))


@cache
def writer() -> LetterWriter:
    return LetterWriter(PROFILE)


def written(made: Letter) -> bytes:
    return writer().write(made)


def test_alphabet_of_these_tests_is_what_data_may_hold() -> None:
    assert not forbidden_characters("Hà Nội \u00a0 <>&\"' ]]> 𠀀 😀")


@given(PRINTABLE)
@example("a & b <c> ]]> \"'")
@example("  hai đầu  ")
@example("&amp;&#38;&lt;")
@example("<!-- --> <?x?> <![CDATA[ ]]>")
@example("{{7*7}} {% x %}")
def test_any_text_comes_out_as_it_went_in(text: str) -> None:
    made = letter(Block("paragraph", (Text(text), FigureRun("so"), Text(text, bold=True))), so=text)

    data = written(made)

    assert opened(data).paragraphs[1].text == text * 3
    assert [inside for name, inside in bookmarks(data).items()] == [text]
    [[_, _, printed, before, after]] = noted_anchors(data)
    assert (printed, before, after) == (text, text[-12:], text[:12])


@given(PRINTABLE, PRINTABLE)
def test_any_cell_and_header_comes_out_as_it_went_in(cell: str, header: str) -> None:
    made = with_table((cell, header), (cell + "2", cell), headers=("Tên", header))

    data = written(made)

    rows = [[cell.text for cell in row.cells] for row in opened(data).tables[-1].rows]
    assert rows == [["Tên", header], [cell, header], [cell + "2", cell]]
    assert manifest(data)["table.1"]["rows"] == [[cell, cell, header], [cell + "2", cell + "2", cell]]
    for element in body(data).iter(f"{W}t"):
        text = element.text or ""
        kept = element.attrib.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
        assert kept or text == text.strip(), "Word drops spaces at the ends unless they are to be preserved"


# --- the kinds of paragraph ---


def test_points_are_lettered_in_the_order_of_the_decree_and_start_again_after_a_task() -> None:
    points = [Block("point", (Text("x"),))] * 8
    blocks = [*points, Block("task", (Text("t"),)), *points[:2], Block("subtask", (Text("t"),)), *points[:1]]

    said = paragraph_texts(written(letter(*blocks)), "Diem")

    assert said == [f"{mark}) x" for mark in ("a", "b", "c", "d", "đ", "e", "g", "h", "a", "b", "a")]


@pytest.mark.parametrize("between", ["paragraph", "dash"])
def test_points_run_on_over_the_paragraphs_that_belong_to_them(between: str) -> None:
    point = Block("point", (Text("x"),))
    middle: Callable[[], Block] = {
        "paragraph": lambda: Block("paragraph", (Text("y"),)),
        "dash": lambda: Block("dash", (Text("y"),)),
    }[between]

    assert paragraph_texts(written(letter(point, middle(), point)), "Diem") == ["a) x", "b) x"]


def test_dash_lines_begin_with_a_dash() -> None:
    data = written(letter(Block("dash", (Text("một;"),)), Block("dash", (FigureRun("so"),)), so="41,54%"))

    assert paragraph_texts(data, "GachDauDong") == ["- một;", "- 41,54%"]
    assert list(bookmarks(data).values()) == ["41,54%"]


def test_tasks_and_subtasks_are_numbered_by_one_list_of_two_levels() -> None:
    data = written(letter(Block("task", (Text("một"),)), Block("subtask", (Text("con"),))))

    # No digit is typed: the numbers are those of the list that the styles belong to.
    assert paragraph_texts(data, "NhiemVu") == ["một"]
    assert paragraph_texts(data, "NhiemVuCon") == ["con"]
    levels = {
        level.find(f"{W}pStyle").attrib[f"{W}val"]: level.find(f"{W}lvlText").attrib[f"{W}val"]  # type: ignore[union-attr]
        for level in part(data, "word/numbering.xml").iter(f"{W}lvl")
    }
    assert levels == {"NhiemVu": "%1.", "NhiemVuCon": "%1.%2."}
    styles = {style.attrib[f"{W}styleId"]: style for style in part(data, "word/styles.xml").iter(f"{W}style")}
    for place, style in enumerate(("NhiemVu", "NhiemVuCon")):
        numbered = styles[style].find(f"{W}pPr/{W}numPr")
        assert numbered is not None
        assert [child.attrib[f"{W}val"] for child in numbered] == [str(place), "1"]


def test_line_break_stays_inside_its_paragraph() -> None:
    data = written(letter(Block("paragraph", (Text("một"), LineBreak(), Text("hai")))))

    assert paragraph_texts(data, "NoiDung") == ["một\nhai"]


def test_bold_and_italic_are_those_of_the_runs() -> None:
    runs = (Text("a"), Text("b", bold=True), Text("c", italic=True), FigureRun("so", bold=True, italic=True))

    [_, paragraph] = opened(written(letter(Block("paragraph", runs), so="1"))).paragraphs[:2]

    assert [(run.text, bool(run.bold), bool(run.italic)) for run in paragraph.runs] == [
        ("a", False, False), ("b", True, False), ("c", False, True), ("1", True, True),
    ]  # fmt: skip


def test_no_paragraph_carries_fonts_or_sizes_of_its_own() -> None:
    data = written(letter(Block("task", (Text("một"),)), Block("point", (Text("hai"),))))

    for name in ("rFonts", "sz", "color"):
        assert not list(body(data).iter(f"{W}{name}")), name


# --- footnotes ---


def test_footnote_is_a_real_one_with_its_figure_anchored_inside() -> None:
    note = FootnoteMark((Text("Đạt "), FigureRun("so"), Text(".")))
    data = written(letter(Block("paragraph", (Text("Một"), note, Text("."))), so="41,54%"))

    [mark] = body(data).iter(f"{W}footnoteReference")
    notes = {each.attrib[f"{W}id"]: each for each in part(data, "word/footnotes.xml")}
    assert "".join(notes[mark.attrib[f"{W}id"]].itertext()).strip() == "Đạt 41,54%."
    assert list(bookmarks(data).values()) == ["41,54%"]
    [anchor] = noted_anchors(data)
    assert anchor[1:] == ["so", "41,54%", "Đạt ", "."]


def test_footnotes_are_numbered_in_the_order_of_their_marks() -> None:
    notes = [FootnoteMark((Text(word),)) for word in ("một", "hai", "ba")]
    data = written(letter(*(Block("paragraph", (Text("x"), note)) for note in notes)))

    marks = [mark.attrib[f"{W}id"] for mark in body(data).iter(f"{W}footnoteReference")]
    notes_said = {each.attrib[f"{W}id"]: "".join(each.itertext()).strip() for each in part(data, "word/footnotes.xml")}
    assert [notes_said[mark] for mark in marks] == ["một", "hai", "ba"]


def test_letter_without_footnotes_has_no_part_for_them() -> None:
    with pytest.raises(KeyError):
        part(written(letter(Block("paragraph", (Text("x"),)))), "word/footnotes.xml")


# --- addressees and recipients ---


def test_one_addressee_stands_on_the_line_of_the_label() -> None:
    data = written(letter(Block("paragraph", (Text("x"),)), addressees=((Text("Cục trưởng"),),)))

    assert paragraph_texts(data, "KinhGui") == ["Kính gửi: Cục trưởng"]


def test_several_addressees_stand_below_it_with_dashes_under_the_colon() -> None:
    lines = tuple((Text(name),) for name in ("Bộ trưởng", "Thứ trưởng", "Vụ trưởng"))
    data = written(letter(Block("paragraph", (Text("x"),)), addressees=lines))

    assert [said.rstrip() for said in paragraph_texts(data, "KinhGui")] == [
        "Kính gửi:", "- Bộ trưởng;", "- Thứ trưởng;", "- Vụ trưởng.",
    ]  # fmt: skip
    lefts = []
    for paragraph in body(data).iter(f"{W}p"):
        style, place = paragraph.find(f"{W}pPr/{W}pStyle"), paragraph.find(f"{W}pPr/{W}ind")
        if style is not None and style.attrib[f"{W}val"] == "KinhGui" and place is not None:
            lefts.append(int(place.attrib[f"{W}left"]))
    label, *dashes = lefts
    assert len(dashes) == 3
    assert len(set(dashes)) == 1
    assert dashes[0] > label
