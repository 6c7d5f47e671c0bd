"""What must hold of every refresh of any edited letter, read with the standard library alone."""

import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from dispatch.model.letter import AppendixTable
from dispatch.model.refreshed import Item
from dispatch.pipeline.refreshing.new_figures import NewFigures
from dispatch.pipeline.refreshing.refresh import Refreshed
from tests.letter.word import CELL, PARAGRAPH, ROW, TABLE, W, noted_anchors, pieces, read_parts, stories

_TEXT = re.compile(r"<w:t(?: [^>]*)?>[^<]*</w:t>|<w:t(?: [^>]*)?/>")
_TABLE = re.compile(r"(<w:tbl>.*?</w:tbl>)", re.DOTALL)
_ROW = re.compile(r"<w:tr(?: [^>]*)?>(?:(?!<w:tr[ >]).)*?</w:tr>", re.DOTALL)
_MARK = re.compile(r"<w:bookmark(?:Start|End)[^>]*/>")
_RENEWED = re.compile(r"docProps/(?:custom|core)\.xml")
_TYPED = re.compile(r"từ\d+gõ")
_ROWS_OF_A_LAYOUT = 10
_GLUE = re.compile(r"[\d%]|[.,](?=\d)")


def assert_sound(before: bytes, result: Refreshed, figures: NewFigures) -> None:
    """All that must hold of a refresh without tracking."""
    assert_only_patched_texts_differ(before, result.document)
    assert_only_figures_changed(before, result)
    assert_sentences_are_fresh_or_told(result, figures)
    assert_rows_are_fresh_or_told(result, figures)


# --- nothing else is touched ---


def typed_words(document: bytes) -> list[str]:
    """The words that an officer of the tests has typed ("từ1gõ"), in order; deleted ones are not there."""
    paragraphs = (_shown(each) for story in stories(document) for each in story.iter(PARAGRAPH))
    return sorted(word for text in paragraphs for word in _TYPED.findall(text))


def assert_only_patched_texts_differ(before: bytes, after: bytes) -> None:
    """Every byte outside the texts is the same; a row that entered is a row of the letter with other texts."""
    was, now = read_parts(before), read_parts(after)
    assert list(was) == list(now)
    for name in was:
        if name.startswith("word/"):
            _assert_same_but_texts(was[name].decode("utf-8", "replace"), now[name].decode("utf-8", "replace"), name)
        elif not _RENEWED.fullmatch(name):
            assert was[name] == now[name], name


def _assert_same_but_texts(was: str, now: str, name: str) -> None:
    if was == now:
        return
    for old, new in zip(_TABLE.split(was), _TABLE.split(now), strict=True):
        assert _bare(_ROW.sub("", old)) == _bare(_ROW.sub("", new)), name
        rows = {_bare(row) for row in _ROW.findall(old)}
        assert all(_bare(row) in rows for row in _ROW.findall(new)), name


def _bare(xml: str) -> str:
    """Without texts; bookmarks have other numbers and names in a row that entered."""
    return _TEXT.sub("<w:t/>", _MARK.sub("", xml) if xml.startswith("<w:tr") else xml)


def assert_only_figures_changed(before: bytes, result: Refreshed) -> None:
    """Outside the appendices every paragraph says what it said, but for the texts told as updated."""
    changes = {(item.theirs, item.ours) for item in result.outcomes.items["updated"]}
    for old, new in zip(_sentences(before), _sentences(result.document), strict=True):
        assert old == new or _follows(old, new, changes), f"{old!r} became {new!r}"


def _sentences(document: bytes) -> Iterator[str]:
    for story in stories(document):
        long = [table for table in story.iter(TABLE) if len(table.findall(ROW)) > _ROWS_OF_A_LAYOUT]
        inside = {id(each) for table in long for each in table.iter(PARAGRAPH)}
        for each in story.iter(PARAGRAPH):
            if id(each) not in inside:
                yield "".join(piece.text for piece in pieces(each))


def _follows(old: str, new: str, changes: set[tuple[str, str]]) -> bool:
    """Whether putting new texts for old ones at some places makes `new` of `old`."""
    todo, seen = [(0, 0)], set[tuple[int, int]]()
    while todo:
        one, other = place = todo.pop()
        if place in seen:
            continue
        seen.add(place)
        if one == len(old) and other == len(new):
            return True
        for theirs, ours in changes:
            if old.startswith(theirs, one) and new.startswith(ours, other):
                todo.append((one + len(theirs), other + len(ours)))
        if old[one : one + 1] == new[other : other + 1] != "":
            todo.append((one + 1, other + 1))
    return False


# --- every figure is fresh, or told ---


def assert_sentences_are_fresh_or_told(result: Refreshed, figures: NewFigures) -> None:
    """A figure in prose says what the data gives, unless the report says otherwise."""
    items, fresh = result.outcomes.items, figures.fresh
    assert fresh is not None
    told = {item.id for name in ("conflicts", "kept", "removed") for item in items[name]}
    dropped = {item.id for item in items["review"] if "hồ sơ không còn" in item.place}
    found_again = {item.id for item in items["review"] if "tìm lại" in item.place}
    places = _places(result.document)
    for bookmark, figure, text, *_ in noted_anchors(result.document):
        if figure in told | dropped:
            continue
        ours = _as_kept(figure, text, fresh.figures[figure].text) if figure in fresh.figures else text
        if bookmark in places:
            assert any(_says(ours, *place) for place in places[bookmark]), (figure, ours, places[bookmark])
        else:
            assert figure in found_again, f"{figure} has lost its place, and nobody is told"


def _as_kept(figure: str, text: str, fresh: str) -> str:
    """A list keeps the form it has: one that points to an appendix goes on doing so, and so does one in a sentence."""
    return text if figure.startswith("danh_sach.") and ("Phụ lục" in text) != ("Phụ lục" in fresh) else fresh


def _places(document: bytes) -> dict[str, list[tuple[str, int, int]]]:
    """Of each figure's bookmark: its paragraph's text, where it starts and where it ends in it."""
    found: dict[str, list[tuple[str, int, int]]] = {}
    for story in stories(document):
        opened: dict[str, tuple[str, int]] = {}
        paragraphs = [(_shown(each), each) for each in story.iter(PARAGRAPH)]
        for text, paragraph in paragraphs:
            at = 0
            for element in paragraph.iter():
                if element.tag == f"{W}bookmarkStart":
                    name = re.sub(r"_Copy_\d+$", "", element.get(f"{W}name", ""))
                    opened[element.get(f"{W}id", "")] = (name, at)
                elif element.tag == f"{W}bookmarkEnd" and element.get(f"{W}id", "") in opened:
                    name, start = opened.pop(element.get(f"{W}id", ""))
                    found.setdefault(name, []).append((text, start, at))
                at += len(_own_text(element))
            opened = {number: (name, 0) for number, (name, _) in opened.items()}
    return found


def _shown(paragraph: ET.Element) -> str:
    return "".join(map(_own_text, paragraph.iter()))


def _own_text(element: ET.Element) -> str:
    return element.text or "" if element.tag == f"{W}t" else "\t" if element.tag == f"{W}tab" else ""


def _says(ours: str, text: str, start: int, end: int) -> bool:
    """Whether a text stands at a place, its ends shifted at most, and is no part of a longer number."""
    at = text.find(ours, max(0, start - len(ours)))
    while 0 <= at <= end:
        glued = ours[-1:].isdigit() and _GLUE.match(text, at + len(ours))
        if not glued and not (at and ours[:1].isdigit() and text[at - 1].isdigit()):
            return True
        at = text.find(ours, at + 1)
    return False


def assert_rows_are_fresh_or_told(result: Refreshed, figures: NewFigures) -> None:
    """A cell of an appendix says what the data gives, unless the report says otherwise."""
    items, fresh = result.outcomes.items, figures.fresh
    assert fresh is not None
    told = [item for name in ("conflicts", "kept", "removed") for item in items[name]]
    for number, (caption, table) in enumerate(zip(fresh.wording.captions, fresh.tables, strict=True), 1):
        own = [
            item for item in told if item.id.startswith(f"phu_luc.{caption.id}") or f"{caption.number}," in item.place
        ]
        if not any(item.id == f"phu_luc.{caption.id}" for item in own):
            headers = [column.header for column in caption.columns]
            _assert_rows(_appendix(result.document, number), headers, table, own)


def _assert_rows(
    rows: Sequence[Sequence[str]], headers: Sequence[str], table: AppendixTable, told: Sequence[Item]
) -> None:
    header, below = rows[0], rows[1:]
    columns = [header.index(each) for each in headers]
    keys = {item.id.rpartition(".")[2] for item in told}
    said = {item.theirs for item in told}
    for row in table.rows:
        if len(row.cells) == 1 or row.key in keys:
            continue
        name = row.cells[table.name_column]
        found = next((each for each in below if each[columns[table.name_column]] == name), None)
        assert found is not None, f"no row of {name}"
        for column, text in list(zip(columns, row.cells, strict=True))[1:]:
            assert found[column] == text or found[column] in said, (name, text, found[column])


def _appendix(document: bytes, number: int) -> list[list[str]]:
    """The texts of the table behind a caption's bookmark, row by row."""
    met = False
    for element in stories(document)[0].iter():
        met = met or (element.tag == f"{W}bookmarkStart" and element.get(f"{W}name") == f"_b{number}")
        if met and element.tag == TABLE:
            return [[_lines(cell) for cell in row.findall(CELL)] for row in element.findall(ROW)]
    raise AssertionError(f"no appendix {number}")


def _lines(cell: ET.Element) -> str:
    return "\n".join(_shown(each) for each in cell.iter(PARAGRAPH))
