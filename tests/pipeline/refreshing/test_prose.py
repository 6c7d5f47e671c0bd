"""Figures in sentences follow the data three ways; a hand edit is never lost."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dispatch.model.refreshed import Item, Outcome
from dispatch.pipeline.prepare import prepare
from dispatch.pipeline.refreshing.new_figures import NewFigures
from dispatch.pipeline.refreshing.refresh import Refreshed, refreshed
from tests.builders import dossier_folder
from tests.letter.word import BODY, anchors, noted_anchors, read_parts
from tests.pipeline.refreshing.conftest import ids
from tests.pipeline.refreshing.shapes import bookmark, paragraph_around, place, replaced, reshaped

Refresh = Callable[[bytes], Refreshed]
RATE, OLD, NEW = "toan_quoc.viec.ty_le", "41,54%", "40,94%"
MONEY = "toan_quoc.tien.ty_le"
OTHERS = {MONEY, "danh_sach.ket_qua_thap.viec", "danh_sach.thap_ca_hai.chung"}
TEXT = re.compile(rb"(<w:t(?: [^>]*)?>)[^<]*(</w:t>)")


def body(document: bytes) -> bytes:
    """The XML of the body before its appendices."""
    return read_parts(document)[BODY].partition(b'w:name="_b1"')[0]


def words_of(result: Refreshed, number: int = 1) -> str:
    """What stands in the rate's bookmark."""
    name = bookmark(result.document, RATE, number)
    return next(each.text for each in anchors(result.document) if each.name == name)


def prose(result: Refreshed, name: Outcome) -> list[Item]:
    """The items about sentences."""
    return [each for each in result.outcomes.items[name] if not each.place.startswith("Phụ lục")]


def outcome(result: Refreshed, figure: str = RATE) -> Outcome | None:
    """The one list that has the figure, `review` aside."""
    found = [name for name in result.outcomes.items if name != "review" and figure in ids(prose(result, name))]
    assert len(found) <= 1
    return found[0] if found else None


def reasons(result: Refreshed, figure: str = RATE) -> str:
    """Why the figure is to be read again."""
    return "; ".join(each.place for each in result.outcomes.items["review"] if each.id == figure)


# --- nothing, or only data ---


def test_a_letter_whose_data_did_not_change_stays_as_it_is_to_the_last_byte(original: bytes, same: NewFigures) -> None:
    result = refreshed(original, same, "thu.docx")

    assert result.document == original
    assert not any(result.outcomes.items.values())


def test_corrected_figures_are_renewed_and_nothing_else_is_touched(original: bytes, refresh: Refresh) -> None:
    result = refresh(original)
    before, after = read_parts(original), read_parts(result.document)

    assert set(ids(result.outcomes.items["updated"])) >= {RATE, *OTHERS}
    assert {name for name in before if before[name] != after[name]} == {BODY, "docProps/custom.xml"}
    assert list(before) == list(after)


def test_refreshing_twice_changes_nothing_more(original: bytes, refresh: Refresh) -> None:
    once = refresh(original).document

    assert refresh(once).document == once


def test_the_manifest_of_the_result_tells_what_it_prints(original: bytes, refresh: Refresh) -> None:
    result = refresh(original)
    recorded = {name: (text, before, after) for name, _, text, before, after in noted_anchors(result.document)}

    for each in anchors(result.document):
        text, before, after = recorded[each.name]
        assert each.text == text
        assert each.before.endswith(before)
        assert each.after.startswith(after)


def test_an_item_says_id_place_three_texts_and_cells(original: bytes, refresh: Refresh) -> None:
    [item] = [each for each in prose(refresh(original), "updated") if each.id == RATE]

    assert (item.base, item.theirs, item.ours) == (OLD, OLD, NEW)
    assert f"[{OLD}]" in item.place
    assert item.cells[0].startswith("2022-05.csv!")
    assert list(item.record()) == ["id", "place", "base", "theirs", "ours", "cells"]


# --- what an officer does ---


def test_words_changed_elsewhere_in_the_paragraph_stay(original: bytes, refresh: Refresh) -> None:
    edited = replaced(
        original,
        "khó hoàn thành nhiệm vụ năm ",
        "khó <hoàn thành> & đạt kế hoạch năm ".replace("<", "&lt;").replace(">", "&gt;").replace("& ", "&amp; "),
    )
    result = refresh(edited)

    assert words_of(result) == NEW
    assert "khó &lt;hoàn thành&gt; &amp; đạt kế hoạch năm " in body(result.document).decode()
    assert set(ids(result.outcomes.items["updated"])) > OTHERS


def test_a_figure_changed_by_hand_and_by_the_data_is_a_conflict_and_stays(original: bytes, refresh: Refresh) -> None:
    result = refresh(reshaped(original, RATE, "{start}<w:r><w:t>42,00%</w:t></w:r>{end}"))

    [item] = prose(result, "conflicts")
    assert (item.id, item.base, item.theirs, item.ours) == (RATE, OLD, "42,00%", NEW)
    assert words_of(result) == "42,00%"
    assert set(ids(result.outcomes.items["updated"])) >= OTHERS


def test_a_figure_changed_by_hand_to_what_the_data_says_now_is_no_conflict(original: bytes, refresh: Refresh) -> None:
    result = refresh(reshaped(original, RATE, f"{{start}}<w:r><w:t>{NEW}</w:t></w:r>{{end}}"))

    assert outcome(result) is None
    assert words_of(result) == NEW


def test_a_figure_changed_by_hand_where_the_data_did_not_change_is_kept(original: bytes, refresh: Refresh) -> None:
    target = "toan_quoc.viec.chi_tieu"
    result = refresh(reshaped(original, target, "{start}<w:r><w:t>82%</w:t></w:r>{end}"))

    assert outcome(result, target) == "kept"
    assert not prose(result, "conflicts")


def test_a_conflict_keeps_the_other_places_of_its_figure(original: bytes, tmp_path: Path) -> None:
    later = prepare(dossier_folder(tmp_path, dossier={"deadline = 2022-03-15": "deadline = 2022-03-20"}), None)
    edited = reshaped(original, "van_ban.han", "{start}<w:r><w:t>18/3/2022</w:t></w:r>{end}", number=2)
    result = refreshed(edited, NewFigures(later), "thu.docx")

    assert ids(prose(result, "conflicts")) == ["van_ban.han"] * 3
    assert [each.theirs for each in prose(result, "conflicts")] == ["15/3/2022", "18/3/2022", "15/3/2022"]
    assert body(result.document) == body(edited)


def test_a_conflict_stays_one_when_the_letter_is_refreshed_again(original: bytes, refresh: Refresh) -> None:
    result = refresh(reshaped(original, RATE, "{start}<w:r><w:t>42,00%</w:t></w:r>{end}"))
    again = refresh(result.document)

    assert outcome(again) == "conflicts"
    assert words_of(again) == "42,00%"


def test_typing_over_a_figure_in_libreoffice_is_seen_although_its_first_digit_is_the_same(
    original: bytes, refresh: Refresh
) -> None:
    edited = reshaped(original, RATE, "{start}<w:r><w:t>4</w:t></w:r>{end}<w:r><w:t>2,00%</w:t></w:r>")
    result = refresh(edited)

    [item] = prose(result, "conflicts")
    assert (item.theirs, item.ours) == ("42,00%", NEW)
    assert b"<w:t>4</w:t>" in body(result.document)
    assert b"<w:t>2,00%</w:t>" in body(result.document)


@pytest.mark.parametrize("glue", ["5", "a", ",", ".", "%"])
@pytest.mark.parametrize("side", ["before", "after"])
def test_a_character_glued_to_a_figure_is_a_conflict(original: bytes, refresh: Refresh, glue: str, side: str) -> None:
    if side == "after" and glue == ".":
        glue = ".5"
    run = f"<w:r><w:t>{glue}</w:t></w:r>"
    pattern = "{start}{run}{end}"
    result = refresh(reshaped(original, RATE, run + pattern if side == "before" else pattern + run))

    assert outcome(result) == "conflicts"
    assert words_of(result) == OLD


def test_a_word_typed_beside_a_figure_stays_and_puts_it_under_review(original: bytes, refresh: Refresh) -> None:
    result = refresh(reshaped(original, RATE, "<w:r><w:t>khoảng </w:t></w:r>{start}{run}{end}"))

    assert outcome(result) == "updated"
    assert "sửa ngay bên số liệu" in reasons(result)
    assert "<w:t>khoảng </w:t>" in body(result.document).decode()


def test_a_deleted_paragraph_takes_its_figures_with_it(original: bytes, refresh: Refresh) -> None:
    figure = "danh_sach.thap_ca_hai.chung"
    result = refresh(replaced(original, paragraph_around(original, figure), ""))

    assert outcome(result, figure) == "removed"
    assert outcome(result) == "updated"


def test_a_figure_split_over_two_paragraphs_is_a_conflict(original: bytes, refresh: Refresh) -> None:
    pattern = "{start}<w:r><w:t>41,</w:t></w:r></w:p><w:p><w:r><w:t>54%</w:t></w:r>{end}"
    result = refresh(reshaped(original, RATE, pattern))

    [item] = prose(result, "conflicts")
    assert (item.id, item.theirs) == (RATE, "41,\n54%")


def test_a_figure_deleted_inside_its_bookmark_is_not_written_again(original: bytes, refresh: Refresh) -> None:
    result = refresh(reshaped(original, RATE, "{start}{end}"))

    assert outcome(result) == "conflicts"
    assert NEW.encode() not in body(result.document)


def test_a_blank_filled_in_by_typing_over_it_is_kept_and_no_conflict(original: bytes, refresh: Refresh) -> None:
    edited = reshaped(original, "van_ban.so", "{start}<w:r><w:t>1</w:t></w:r>{end}<w:r><w:t>87</w:t></w:r>")
    result = refresh(edited)

    assert outcome(result, "van_ban.so") == "kept"


# --- files in the shape of Word ---

RSID = '<w:r w:rsidR="00A1B2C3" w:rsidRPr="00D4E5F6">'


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param("{start}" + RSID + "{rpr}<w:t>{text}</w:t></w:r>{end}", id="rsids"),
        pytest.param(
            '{start}<w:proofErr w:type="spellStart"/><w:r><w:t>41,</w:t></w:r><w:proofErr w:type="spellEnd"/>'
            "<w:r><w:rPr><w:b/></w:rPr><w:t>54</w:t></w:r><w:r><w:t>%</w:t></w:r>{end}",
            id="split-runs",
        ),
        pytest.param("{start}<w:r><w:lastRenderedPageBreak/><w:t>{text}</w:t></w:r>{end}", id="page-break"),
        pytest.param(
            '{start}<w:r><w:t>41</w:t></w:r><w:bookmarkStart w:id="9001" w:name="_GoBack"/>'
            '<w:bookmarkEnd w:id="9001"/><w:r><w:t>,54%</w:t></w:r>{end}',
            id="go-back",
        ),
        pytest.param(
            '<w:bookmarkStart w:id="9002" w:name="cua_toi"/>{start}<w:r><w:t>41</w:t></w:r><w:bookmarkEnd w:id="9002"/>'
            "<w:r><w:t>,54%</w:t></w:r>{end}",
            id="foreign-bookmark-overlapping",
        ),
        pytest.param(
            '{start}<w:smartTag w:uri="urn:x" w:element="so"><w:r><w:t>{text}</w:t></w:r></w:smartTag>{end}',
            id="smart-tag",
        ),
        pytest.param(
            '<w:sdt><w:sdtPr><w:id w:val="77"/></w:sdtPr><w:sdtContent>{start}<w:r><w:t>{text}</w:t></w:r>{end}'
            "</w:sdtContent></w:sdt>",
            id="content-control",
        ),
        pytest.param('{start}<w:hyperlink w:anchor="x"><w:r><w:t>{text}</w:t></w:r></w:hyperlink>{end}', id="link"),
        pytest.param("{start}<w:r><w:t>41&#44;54%</w:t></w:r>{end}", id="character-reference"),
    ],
)
def test_a_figure_is_found_in_every_shape_that_word_gives_it(original: bytes, refresh: Refresh, pattern: str) -> None:
    edited = reshaped(original, RATE, pattern)
    result = refresh(edited)

    assert outcome(result) == "updated"
    assert words_of(result) == NEW
    assert TEXT.sub(rb"\1\2", body(edited)) == TEXT.sub(rb"\1\2", body(result.document))


def test_a_bookmark_end_moved_behind_the_last_run_is_drawn_back(original: bytes, refresh: Refresh) -> None:
    found = place(original, RATE)
    paragraph = paragraph_around(original, RATE)
    moved = paragraph.replace(found.end, "").replace("</w:p>", f"{found.end}</w:p>")
    result = refresh(replaced(original, paragraph, moved))

    assert outcome(result) == "updated"
    assert f">{NEW}</w:t>" in body(result.document).decode()


def test_a_bookmark_end_one_character_too_far_left_is_drawn_right(original: bytes, refresh: Refresh) -> None:
    edited = reshaped(original, RATE, "{start}<w:r><w:t>41,54</w:t></w:r>{end}<w:r><w:t>%</w:t></w:r>")
    result = refresh(edited)

    assert outcome(result) == "updated"
    assert f"đạt {NEW} về việc" in "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", body(result.document).decode()))


def test_typing_over_a_figure_in_word_loses_its_bookmark_and_is_kept(original: bytes, refresh: Refresh) -> None:
    result = refresh(reshaped(original, RATE, "<w:r><w:t>42,10%</w:t></w:r>"))

    [item] = [each for each in result.outcomes.items["kept"] if each.id == RATE]
    assert (item.theirs, item.ours) == ("42,10%", NEW)
    assert not prose(result, "conflicts")
    assert b"<w:t>42,10%</w:t>" in body(result.document)


def test_a_lost_bookmark_is_found_again_where_the_place_is_the_only_one(original: bytes, refresh: Refresh) -> None:
    result = refresh(reshaped(original, RATE, "{run}"))

    assert outcome(result) == "updated"
    assert "tìm lại" in reasons(result)
    assert NEW.encode() in body(result.document)


def test_a_lost_bookmark_is_not_guessed_where_two_places_fit(original: bytes, refresh: Refresh) -> None:
    paragraph = paragraph_around(original, RATE)
    bare = re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", paragraph)
    result = refresh(replaced(original, paragraph, bare + bare))

    assert outcome(result) in ("kept", "removed")
    assert NEW.encode() not in body(result.document)


def test_the_copy_of_a_paragraph_has_no_bookmarks_and_stays_as_it_is(original: bytes, refresh: Refresh) -> None:
    paragraph = paragraph_around(original, RATE)
    copy = re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", paragraph)
    result = refresh(replaced(original, paragraph, paragraph + copy))

    assert words_of(result) == NEW
    assert copy in body(result.document).decode()


DELETED = '<w:del w:id="801" w:author="A"><w:r><w:delText>41,54%</w:delText></w:r></w:del>'
INSERTED = '<w:ins w:id="802" w:author="A"><w:r><w:t>42,00%</w:t></w:r></w:ins>'


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param("{start}" + DELETED + INSERTED + "{end}", id="inside"),
        pytest.param(
            '<w:del w:id="801" w:author="A">{start}<w:r><w:delText>41,54%</w:delText></w:r></w:del>'
            '<w:ins w:id="802" w:author="A">{end}<w:r><w:t>42,00%</w:t></w:r></w:ins>',
            id="start-deleted-end-inserted",
        ),
        pytest.param("{start}<w:r><w:t>41</w:t></w:r>" + INSERTED + "<w:r><w:t>,54%</w:t></w:r>{end}", id="in-part"),
    ],
)
def test_a_tracked_change_that_touches_a_figure_is_a_conflict_and_stays(
    original: bytes, refresh: Refresh, pattern: str
) -> None:
    edited = reshaped(original, RATE, pattern)
    result = refresh(edited)

    assert outcome(result) == "conflicts"
    assert "42,00%" in next(each.theirs for each in prose(result, "conflicts"))
    assert b"42,00%" in body(result.document)
    assert NEW.encode() not in body(result.document)


def test_a_tracked_change_elsewhere_in_the_paragraph_is_no_matter(original: bytes, refresh: Refresh) -> None:
    edited = reshaped(original, RATE, "{start}{run}{end}")
    insertion = '<w:ins w:id="802" w:author="A"><w:r><w:t xml:space="preserve"> đã</w:t></w:r></w:ins>'
    paragraph = paragraph_around(edited, RATE)
    edited = replaced(edited, paragraph, paragraph.replace("</w:p>", f"{insertion}</w:p>"))
    result = refresh(edited)

    assert outcome(result) == "updated"
    assert insertion in body(result.document).decode()


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param("<w:r><w:t>41</w:t><w:noBreakHyphen/><w:t>54%</w:t></w:r>", id="no-break-hyphen"),
        pytest.param("<w:r><w:t>41,</w:t><w:tab/><w:t>54%</w:t></w:r>", id="tab"),
        pytest.param('<w:r><w:t>41,54%</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r>', id="footnote"),
        pytest.param(
            '<w:r><w:t>41,</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>54%</w:t></w:r>',
            id="field",
        ),
    ],
)
def test_what_is_not_text_inside_a_figure_is_a_conflict(original: bytes, refresh: Refresh, inside: str) -> None:
    result = refresh(reshaped(original, RATE, "{start}" + inside + "{end}"))

    assert outcome(result) == "conflicts"
    assert NEW.encode() not in body(result.document)
