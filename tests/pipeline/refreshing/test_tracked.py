"""Tracked changes: accepting all gives the plain refresh, rejecting all the letter as it was."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from dispatch.model.track_marks import TrackMarks
from dispatch.pipeline.prepare import prepare
from dispatch.pipeline.refreshing.new_figures import NewFigures
from dispatch.pipeline.refreshing.refresh import Options, Refreshed, refreshed
from tests.cli.running import run
from tests.letter.word import BODY, read_parts
from tests.pipeline.refreshing.conftest import CORRECTION
from tests.pipeline.refreshing.corrections import corrected
from tests.pipeline.refreshing.revisions import accepted, canonical, rejected
from tests.pipeline.refreshing.shapes import paragraph_around, replaced, reshaped, with_part
from tests.pipeline.refreshing.tables import row_with, stranger, with_column, with_rows
from tests.pipeline.refreshing.test_tables import ENTERING, LEAVING

RATE = "toan_quoc.viec.ty_le"
MARKS = TrackMarks("Nguyễn Văn <A>", "2022-03-09")


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> NewFigures:
    folder = corrected(tmp_path_factory.mktemp("tracked"), {**CORRECTION, **ENTERING}, same_period=LEAVING)
    return NewFigures(prepare(folder, None))


def tracked(document: bytes, figures: NewFigures, marks: TrackMarks = MARKS) -> Refreshed:
    return refreshed(document, figures, "thu.docx", Options(track=marks))


def plain(document: bytes, figures: NewFigures) -> Refreshed:
    return refreshed(document, figures, "thu.docx")


def assert_both_ways(document: bytes, figures: NewFigures) -> Refreshed:
    shown = tracked(document, figures)
    before, after = read_parts(document), read_parts(plain(document, figures).document)
    for name, part in read_parts(shown.document).items():
        if name.startswith("word/") and name.endswith(".xml") and name != "word/comments.xml":
            assert canonical(accepted(part)) == canonical(etree.fromstring(after[name])), name
            assert canonical(rejected(part)) == canonical(etree.fromstring(before[name])), name
    return shown


def edited_rows(rows: list[str]) -> list[str]:
    place = row_with(rows, "Cần Thơ")
    return with_column(
        [*rows[: place + 1], stranger(rows[place], "", "trong đó: A &amp; B", "1%"), *rows[place + 1 :]],
        "Ghi chú",
        "của {}".format,
    )


def reverse(rows: list[str]) -> list[str]:
    return [rows[0], *reversed(rows[1:])]


SHAPES: dict[str, Callable[[bytes], bytes]] = {
    "as-drafted": lambda letter: letter,
    "split-runs": lambda letter: reshaped(
        letter,
        RATE,
        '{start}<w:proofErr w:type="spellStart"/><w:r w:rsidR="00AA"><w:rPr><w:b/></w:rPr><w:t>41,</w:t></w:r>'
        "<w:r><w:lastRenderedPageBreak/><w:t>54</w:t></w:r><w:r><w:t>%</w:t></w:r>{end}",
    ),
    "two-texts-in-a-run": lambda letter: reshaped(
        letter, RATE, "{start}<w:r><w:t>41</w:t><w:t>,54</w:t><w:t>%</w:t></w:r>{end}"
    ),
    "lost-bookmark-in-a-longer-run": lambda letter: replaced(
        letter, (paragraph := paragraph_around(letter, RATE)), joined(paragraph)
    ),
    "shifted-end": lambda letter: reshaped(
        letter, RATE, "{start}<w:r><w:t>41,54</w:t></w:r>{end}<w:r><w:t>% &amp;</w:t></w:r>"
    ),
    "content-control": lambda letter: reshaped(
        letter,
        RATE,
        '<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent>{start}{run}{end}</w:sdtContent></w:sdt>',
    ),
    "rows-and-columns": lambda letter: with_rows(letter, 1, edited_rows),
    "sorted": lambda letter: with_rows(letter, 3, reverse),
    "row-removed": lambda letter: with_rows(letter, 1, lambda rows: [*rows[:9], *rows[10:]]),
    "row-without-properties": lambda letter: with_rows(
        letter, 1, lambda rows: [row.replace("<w:trPr><w:cantSplit/></w:trPr>", "") for row in rows]
    ),
    "empty-properties": lambda letter: with_rows(
        letter, 1, lambda rows: [row.replace("<w:trPr><w:cantSplit/></w:trPr>", "<w:trPr/>") for row in rows]
    ),
    "comment-on-a-row": lambda letter: with_rows(
        letter,
        1,
        lambda rows: [
            row.replace("</w:pPr>", '</w:pPr><w:bookmarkStart w:id="88" w:name="x"/><w:bookmarkEnd w:id="88"/>', 1)
            if "Cần Thơ" in row
            else row
            for row in rows
        ],
    ),
    "empty-cells": lambda letter: with_rows(
        letter, 1, lambda rows: [row.replace("<w:r><w:t>41,54%</w:t></w:r>", "") for row in rows]
    ),
}


def joined(paragraph: str) -> str:
    """The paragraph as one run of text."""
    text = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", paragraph))
    head = paragraph[: paragraph.index("</w:pPr>") + len("</w:pPr>")]
    return f'{head}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


@pytest.mark.parametrize("shape", SHAPES)
def test_accepting_gives_the_plain_refresh_and_rejecting_the_letter_as_it_was(
    original: bytes, figures: NewFigures, shape: str
) -> None:
    shown = assert_both_ways(SHAPES[shape](original), figures)

    assert b"<w:ins " in read_parts(shown.document)[BODY]


def test_both_report_the_same(original: bytes, figures: NewFigures) -> None:
    assert tracked(original, figures).outcomes == plain(original, figures).outcomes


def test_nothing_is_tracked_where_nothing_changed(original: bytes, same: NewFigures) -> None:
    assert tracked(original, same).document == original


def test_a_comment_says_old_and_new_value_and_source_cell(original: bytes, figures: NewFigures) -> None:
    parts = read_parts(tracked(original, figures).document)
    comments = parts["word/comments.xml"].decode()
    body = parts[BODY].decode()

    assert "Cũ: 41,54%. Mới: 40,90%. Nguồn: 2022-05.csv!2:thi_hanh_xong" in comments
    said = re.findall(r'<w:comment w:id="(\d+)"', comments)
    starts, ends, references = (
        re.findall(rf'<w:comment{kind} w:id="(\d+)"', body) for kind in ("RangeStart", "RangeEnd", "Reference")
    )
    assert sorted(said) == sorted(set(references)) == sorted(references)
    assert starts == ends
    assert set(starts) < set(said)  # a comment on a row that enters has no range


def test_a_comment_counts_the_cells_that_its_margin_has_no_room_for(original: bytes, figures: NewFigures) -> None:
    comments = read_parts(tracked(original, figures).document)["word/comments.xml"].decode()
    said = re.findall(r"Nguồn: ([^<]*)<", comments)

    assert any(each.endswith(" và 183 ô khác") for each in said)  # a national rate: three cells of each of 63 units
    assert max(each.count("; ") for each in said) == 5


def test_every_mark_has_a_number_author_and_day_of_its_own(original: bytes, figures: NewFigures) -> None:
    body = read_parts(tracked(original, figures).document)[BODY].decode()
    marks = re.findall(r"<w:(?:ins|del) ([^>]*)>", body)

    assert all('w:author="Nguyễn Văn &lt;A&gt;" w:date="2022-03-09T00:00:00Z"' in each for each in marks)
    numbers = re.findall(r'<w:(?:ins|del|bookmarkStart|commentRangeStart) w:id="(\d+)"', body)
    assert len(numbers) == len(set(numbers))


def test_no_day_is_written_unless_given(original: bytes, figures: NewFigures) -> None:
    parts = read_parts(tracked(original, figures, TrackMarks("A")).document)

    assert b"w:date" not in parts[BODY] + parts["word/comments.xml"]


def test_a_comment_of_the_officer_stays_beside_ours(original: bytes, figures: NewFigures) -> None:
    once = tracked(original, figures).document
    accepted_once = with_body(
        once, etree.tostring(accepted(read_parts(once)[BODY]), xml_declaration=True, encoding="UTF-8", standalone=True)
    )
    back = tracked(accepted_once, NewFigures(prepare(Path("fixtures/2022-5-thang"), None)))
    comments = read_parts(back.document)["word/comments.xml"].decode()

    assert "Mới: 40,90%" in comments
    assert "Cũ: 40,90%. Mới: 41,54%" in comments
    assert read_parts(back.document)["[Content_Types].xml"].count(b"/word/comments.xml") == 1


def with_body(document: bytes, body: bytes) -> bytes:
    return with_part(document, BODY, body)


def test_pending_changes_are_no_conflict_while_the_data_says_what_they_say(
    original: bytes, figures: NewFigures
) -> None:
    once = tracked(original, figures)
    again = tracked(once.document, figures)

    assert again.document == once.document
    assert not again.outcomes.items["conflicts"]


def test_the_command_tracks_with_author_and_day(letter: Path, tmp_path: Path) -> None:
    folder = corrected(tmp_path, CORRECTION)
    ran = run(
        "refresh",
        letter,
        folder,
        "--out",
        tmp_path / "x.docx",
        "--track",
        "--author",
        "Vụ A",
        "--date",
        "2022-03-10",
        "--json",
    )
    body = read_parts((tmp_path / "x.docx").read_bytes())[BODY].decode()

    assert ran.code == 0
    assert 'w:author="Vụ A" w:date="2022-03-10T00:00:00Z"' in body
    assert [each["code"] for each in run("refresh", letter, folder, "--track", "--date", "10/3", "--json").refused] == [
        "bad-date"
    ]
