"""Appendices follow the data; what the officer added or sorted stays."""

import re
from pathlib import Path

import pytest

from dispatch.pipeline.prepare import prepare
from dispatch.pipeline.refreshing.new_figures import NewFigures
from dispatch.pipeline.refreshing.refresh import Refreshed, refreshed
from dispatch.writers.letter_writer import LetterWriter
from tests.letter.word import BODY, manifest, read_parts, stories, text_of
from tests.pipeline.refreshing.conftest import CORRECTION
from tests.pipeline.refreshing.corrections import corrected
from tests.pipeline.refreshing.shapes import replaced
from tests.pipeline.refreshing.tables import row_with, rows_of, stranger, with_column, with_rows

# Sixty-three provinces, some of which fall under or rise over the same period.
ENTERING = {("Hòa Bình", "viec"): 60, ("Hà Tĩnh", "tien"): 40_000_000, ("Lâm Đồng", "viec"): 100}
LEAVING = {
    ("Hà Nội", "viec"): 3000,
    ("Hà Nội", "tien"): 900_000_000,
    ("Hà Giang", "viec"): 150,
    ("Hà Giang", "tien"): 9_000_000,
}


@pytest.fixture(scope="module")
def mild(tmp_path_factory: pytest.TempPathFactory) -> NewFigures:
    """A correction by which rows enter, leave and move, and no condition of the template turns."""
    less = {("Hà Nội", "viec"): 900, ("Cần Thơ", "viec"): 200, **ENTERING}
    return NewFigures(prepare(corrected(tmp_path_factory.mktemp("mild"), less, same_period=LEAVING), None))


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> NewFigures:
    """A correction by which units enter and leave the third appendix."""
    folder = corrected(tmp_path_factory.mktemp("lists"), {**CORRECTION, **ENTERING}, same_period=LEAVING)
    return NewFigures(prepare(folder, None))


def fresh(prepared: NewFigures) -> bytes:
    """The letter drafted anew."""
    assert prepared.fresh is not None
    return LetterWriter(prepared.fresh.profile).write(prepared.fresh)


def run(document: bytes, prepared: NewFigures) -> Refreshed:
    return refreshed(document, prepared, "thu.docx")


def told(result: Refreshed, outcome: str) -> str:
    return "\n".join(f"{item.id} {item.place}" for item in result.outcomes.items[outcome])  # type: ignore[index]


def test_a_letter_nobody_edited_says_after_a_refresh_what_a_new_draft_says(original: bytes, mild: NewFigures) -> None:
    result = run(original, mild)
    new = fresh(mild)

    assert [text_of(story) for story in stories(result.document)] == [text_of(story) for story in stories(new)]
    assert "thêm hàng" in told(result, "updated")
    assert "bỏ hàng" in told(result, "updated")
    for name in ("dispatch.table.1", "dispatch.table.2", "dispatch.table.3"):
        assert manifest(result.document)[name] == manifest(new)[name]
    assert manifest(result.document)["dispatch.letter"]["figures"] == manifest(new)["dispatch.letter"]["figures"]
    assert run(result.document, mild).document == result.document


def test_refreshed_back_to_the_first_data_it_says_what_it_said_first(
    original: bytes, mild: NewFigures, same: NewFigures
) -> None:
    back = run(run(original, mild).document, same)

    assert [text_of(story) for story in stories(back.document)] == [text_of(story) for story in stories(original)]


def test_every_row_keeps_a_bookmark_of_its_own(original: bytes, lists: NewFigures) -> None:
    body = read_parts(run(original, lists).document)[BODY].decode()
    names = re.findall(r'w:name="(_b0?3_\w+)"', body)

    assert len(names) == len(set(names)) == len(rows_of(run(original, lists).document, 3))


def test_a_column_the_officer_added_stays_with_its_units(original: bytes, lists: NewFigures) -> None:
    edited = with_rows(original, 1, lambda rows: with_column(rows, "Ghi chú", lambda name: f"của {name}"))
    result = run(edited, lists)

    assert [row[:3] for row in rows_of(result.document, 1)] == rows_of(fresh(lists), 1)
    assert all(row[3] == f"của {row[1]}" for row in rows_of(result.document, 1))
    assert not result.outcomes.items["conflicts"]


def test_a_column_added_at_the_left_moves_no_figure_into_it(original: bytes, lists: NewFigures) -> None:
    def changed(rows: list[str]) -> list[str]:
        cell = '<w:tc><w:tcPr><w:tcW w:w="9" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>'
        return [row.replace("</w:trPr>", f"</w:trPr>{cell}", 1) for row in rows]

    result = run(with_rows(original, 1, changed), lists)

    assert [row[1:] for row in rows_of(result.document, 1)] == rows_of(fresh(lists), 1)


def test_a_row_the_officer_added_travels_with_the_row_above(original: bytes, lists: NewFigures) -> None:
    def changed(rows: list[str]) -> list[str]:
        place = row_with(rows, "Cần Thơ")
        return [*rows[: place + 1], stranger(rows[place], "", "trong đó: quận Ninh Kiều", "1,00%"), *rows[place + 1 :]]

    result = run(with_rows(original, 1, changed), lists)
    names = [row[1] for row in rows_of(result.document, 1)]

    assert names[names.index("Cần Thơ") + 1] == "trong đó: quận Ninh Kiều"
    assert [name for name in names if "Ninh Kiều" not in name] == [row[1] for row in rows_of(fresh(lists), 1)]


def test_a_table_the_officer_sorted_keeps_that_order_with_new_figures(original: bytes, lists: NewFigures) -> None:
    edited = with_rows(original, 1, lambda rows: [rows[0], *reversed(rows[1:])])
    result = run(edited, lists)

    assert [row[1] for row in rows_of(result.document, 1)] == [row[1] for row in rows_of(edited, 1)]
    assert sorted(map(tuple, rows_of(result.document, 1))) == sorted(map(tuple, rows_of(fresh(lists), 1)))


def test_numbers_that_go_by_the_officers_order_go_on_doing_so(original: bytes, lists: NewFigures) -> None:
    def changed(rows: list[str]) -> list[str]:
        turned = [rows[0], *reversed(rows[1:])]
        return [
            rows[0],
            *(re.sub(r"<w:t>\d+</w:t>", f"<w:t>{n}</w:t>", row, count=1) for n, row in enumerate(turned[1:], 1)),
        ]

    result = run(with_rows(original, 3, changed), lists)

    assert [row[0] for row in rows_of(result.document, 3)] == [
        str(n) for n in range(1, len(rows_of(result.document, 3)) + 1)
    ]
    assert not result.outcomes.items["conflicts"]


def test_a_cell_changed_by_hand_is_kept_or_a_conflict_and_the_others_follow(original: bytes, lists: NewFigures) -> None:
    edited = with_rows(
        original,
        1,
        lambda rows: [
            row.replace("37,90%", "38,00%") if "Cần Thơ" in row else row.replace("54,91%", "55%") for row in rows
        ],
    )
    result = run(edited, lists)
    rows = {row[1]: row[2] for row in rows_of(result.document, 1)}

    assert rows["Cần Thơ"] == "38,00%"
    assert [(each.theirs, each.ours) for each in result.outcomes.items["conflicts"]] == [("38,00%", "24,07%")]
    assert rows["Hà Nội"] == "31,65%"
    again = run(result.document, lists)
    assert [each.theirs for each in again.outcomes.items["conflicts"]] == ["38,00%"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        pytest.param(lambda rows: [*rows[:5], *rows[6:]], "có hàng bị xoá", id="row"),
        pytest.param(
            lambda rows: [re.sub(r"<w:tc>(?:(?!</w:tc>).)*</w:tc></w:tr>", "</w:tr>", row) for row in rows],
            "có cột bị xoá",
            id="column",
        ),
        pytest.param(
            lambda rows: [
                *rows[:4],
                rows[4].replace("</w:tcPr>", '<w:vMerge w:val="restart"/></w:tcPr>', 1),
                *rows[5:],
            ],
            "có ô bị gộp",
            id="merged",
        ),
        pytest.param(
            lambda rows: [
                *rows[:4],
                rows[4].replace("</w:trPr>", '<w:del w:id="900" w:author="A"/></w:trPr>', 1),
                *rows[5:],
            ],
            "track changes",
            id="tracked",
        ),
    ],
)
def test_a_table_of_another_shape_is_left_whole_and_told(original: bytes, lists: NewFigures, change, why: str) -> None:  # type: ignore[no-untyped-def]
    edited = with_rows(original, 1, change)
    result = run(edited, lists)

    assert rows_of(result.document, 1) == rows_of(edited, 1)
    assert why in told(result, "conflicts")
    assert rows_of(result.document, 2) == rows_of(fresh(lists), 2)


def test_a_table_of_another_shape_whose_data_did_not_change_is_no_conflict(original: bytes, same: NewFigures) -> None:
    result = run(with_rows(original, 1, lambda rows: [*rows[:5], *rows[6:]]), same)

    assert not result.outcomes.items["conflicts"]
    assert "có hàng bị xoá" in told(result, "kept")
    assert len(result.outcomes.items["removed"]) == 1


def test_a_row_with_the_officers_words_does_not_leave(original: bytes, lists: NewFigures) -> None:
    gone = [row[1] for row in rows_of(original, 3) if row[1] not in {each[1] for each in rows_of(fresh(lists), 3)}]
    edited = with_rows(
        original, 3, lambda rows: with_column(rows, "Ghi chú", lambda name: "đã báo cáo" if name == gone[0] else "")
    )
    result = run(edited, lists)

    assert gone[0] in [row[1] for row in rows_of(result.document, 3)]
    assert "được giữ" in told(result, "conflicts")
    assert [row[1] for row in rows_of(result.document, 3) if row[1] != gone[0]] == [
        row[1] for row in rows_of(fresh(lists), 3)
    ]
    assert "được giữ" in told(run(result.document, lists), "conflicts")


def test_rows_without_bookmarks_are_found_by_their_units(original: bytes, lists: NewFigures) -> None:
    bare = with_rows(original, 1, lambda rows: [re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", row) for row in rows])
    result = run(bare, lists)

    assert rows_of(result.document, 1) == rows_of(fresh(lists), 1)
    assert not result.outcomes.items["conflicts"]


def test_an_appendix_without_its_captions_bookmark_is_found_again(original: bytes, lists: NewFigures) -> None:
    body = read_parts(original)[BODY].decode()
    [mark] = re.findall(r'<w:bookmarkStart w:id="(\d+)" w:name="_b2"/>', body)
    edited = replaced(
        replaced(original, f'<w:bookmarkStart w:id="{mark}" w:name="_b2"/>', ""), f'<w:bookmarkEnd w:id="{mark}"/>', ""
    )
    result = run(edited, lists)

    marked = replaced(result.document, "Phụ lục II</w:t>", 'Phụ lục II</w:t><!-- w:name="_b2" -->')

    assert rows_of(marked, 2) == rows_of(fresh(lists), 2)
    assert "tìm lại" in told(result, "review")


def test_a_deleted_appendix_is_told_as_removed(original: bytes, lists: NewFigures) -> None:
    edited = with_rows(original, 3, lambda rows: [rows[0].replace("STT", "x").replace("Tên", "x").replace("Về", "x")])
    result = run(edited, lists)

    assert "Phụ lục III" in told(result, "removed") + told(result, "conflicts")


def test_a_list_without_units_leaves_one_row_that_says_so(original: bytes, tmp_path: Path) -> None:
    folder = corrected(tmp_path, {})
    current = (folder / "2022-05.csv").read_text(encoding="utf-8")
    (folder / "2021-05.csv").write_text(current.replace("2022,5,", "2021,5,"), encoding="utf-8", newline="")
    prepared = NewFigures(prepare(folder, None))
    result = run(original, prepared)

    assert rows_of(result.document, 3) == [["", "Không có", "", "", "", ""]]
    assert "soạn lại" in told(result, "review")
    assert "không còn đơn vị nào" in told(result, "review")


def test_a_comment_on_a_row_is_not_lost_when_the_row_moves(original: bytes, lists: NewFigures) -> None:
    marks = '<w:commentRangeStart w:id="77"/><w:commentRangeEnd w:id="77"/>'
    edited = with_rows(
        original,
        1,
        lambda rows: [row.replace("</w:pPr>", f"</w:pPr>{marks}", 1) if "Cần Thơ" in row else row for row in rows],
    )
    result = run(edited, lists)
    [row] = [row for row in re.findall(r"<w:tr>.*?</w:tr>", read_parts(result.document)[BODY].decode()) if marks in row]

    assert "Cần Thơ" in row
    assert rows_of(result.document, 1) == rows_of(fresh(lists), 1)


def test_a_bookmark_over_two_rows_leaves_the_table_whole_when_they_would_move(
    original: bytes, lists: NewFigures
) -> None:
    def changed(rows: list[str]) -> list[str]:
        place = row_with(rows, "Cần Thơ")
        return [
            *rows[:place],
            rows[place].replace("</w:pPr>", '</w:pPr><w:bookmarkStart w:id="9001" w:name="cua_toi"/>', 1),
            rows[place + 1].replace("</w:pPr>", '</w:pPr><w:bookmarkEnd w:id="9001"/>', 1),
            *rows[place + 2 :],
        ]

    edited = with_rows(original, 1, changed)
    result = run(edited, lists)
    body = read_parts(result.document)[BODY].decode()

    assert body.index('w:name="cua_toi"') < body.index('<w:bookmarkEnd w:id="9001"/>')
