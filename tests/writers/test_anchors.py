"""Anchors and manifest: what the program printed can be found again, and what was printed there."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dispatch.model.anchor_names import caption_bookmark, row_bookmark
from dispatch.pipeline.draft import compose_letter
from dispatch.pipeline.saving_draft import Drafted
from dispatch.writers.anchors import AnchorNames
from dispatch.writers.letter_writer import LetterWriter
from tests.composition.kinds import APPENDIX, composed
from tests.letter.word import noted_anchors
from tests.writers.reading import W, body, bookmarks, manifest, opened, paragraph_texts, part, properties

NAME = re.compile(r"_[A-Za-z0-9_]{1,39}")


@pytest.fixture(scope="module")
def data(letter: Path) -> bytes:
    return letter.read_bytes()


def test_bookmarks_are_hidden_short_and_each_there_once(data: bytes) -> None:
    names = list(bookmarks(data))  # fails on a name that stands twice

    assert len(names) > 100
    for name in names:
        assert NAME.fullmatch(name), name
    identities = [start.attrib[f"{W}id"] for start in body(data).iter(f"{W}bookmarkStart")]
    assert len(set(identities)) == len(identities)


def test_no_bookmark_leaves_its_paragraph_or_its_cell(data: bytes) -> None:
    for paragraph in body(data).iter(f"{W}p"):
        starts = [start.attrib[f"{W}id"] for start in paragraph.findall(f"{W}bookmarkStart")]
        ends = [end.attrib[f"{W}id"] for end in paragraph.findall(f"{W}bookmarkEnd")]
        assert starts == ends
    in_paragraphs = sum(len(each.findall(f"{W}bookmarkStart")) for each in body(data).iter(f"{W}p"))
    assert in_paragraphs == len(list(body(data).iter(f"{W}bookmarkStart")))


def test_row_is_named_after_its_appendix_and_the_key_of_its_unit(data: bytes) -> None:
    found = bookmarks(data)

    assert found["_b2_84"] == "Trà Vinh"
    assert found["_b1_01"] == "Hà Nội"
    assert found["_b1_toan_quoc"] == "Kết quả chung toàn quốc"
    assert (found["_b1"], found["_b2"]) == ("Phụ lục I", "Phụ lục II")


def test_names_do_not_depend_on_what_was_written_before(drafted: Drafted, data: bytes) -> None:
    letter = compose_letter(drafted.prepared)
    writer = LetterWriter(letter.profile)

    assert list(bookmarks(writer.write(letter))) == list(bookmarks(writer.write(letter))) == list(bookmarks(data))


def test_figure_of_a_letter_keeps_its_name_when_another_figure_is_put_before_it(tmp_path: Path) -> None:
    name = "toan_quoc.viec.ty_le"
    short = composed(tmp_path, f"Đạt {{{{ {name} }}}}.")
    long = composed(tmp_path, f"{{{{ ky.ten }}}}: đạt {{{{ {name} }}}}.")

    names = [
        [anchor.bookmark for anchor in LetterWriter(made.profile).anchors(made.wording) if anchor.figure == name]
        for made in (short, long)
    ]

    assert names[0] == names[1]


def test_each_place_of_a_figure_has_a_running_number() -> None:
    names = AnchorNames()

    found = [names.figure("a.b")[1], names.figure("c.d")[1], names.figure("a.b")[1]]

    assert found[0].endswith("_1")
    assert found[2] == found[0][:-1] + "2"
    assert found[1] not in found[::2]


@given(st.integers(1, 99), st.text(min_size=1, max_size=80))
@example(99, "01-" + "x" * 34)
@example(99, "01-" + "x" * 100)
def test_any_key_makes_a_name_that_word_accepts(appendix: int, key: str) -> None:
    name = row_bookmark(appendix, key)

    assert NAME.fullmatch(name)
    assert name.startswith(caption_bookmark(appendix) + "_")


def test_long_keys_that_begin_alike_have_different_names() -> None:
    keys = [f"01-phong-thi-hanh-an-dan-su-khu-vuc-so-{number}" for number in range(30)]

    assert len({row_bookmark(1, key) for key in keys}) == len(keys)


# --- the manifest ---


def test_property_values_fit_into_the_dialogs_of_word_and_have_running_numbers(data: bytes) -> None:
    found = properties(data)

    assert found
    assert max(len(value) for value in found.values()) <= 240
    tree = [each.attrib["pid"] for each in part(data, "docProps/custom.xml")]
    assert tree == [str(number) for number in range(2, len(tree) + 2)]


def test_manifest_says_of_every_anchor_what_the_letter_prints_there(data: bytes) -> None:
    inside = bookmarks(data)
    figures = {name: text for name, text in inside.items() if name.startswith("_f")}

    anchors = noted_anchors(data)

    assert {anchor[0]: anchor[2] for anchor in anchors} == figures
    assert len(anchors) == len(figures)


def test_manifest_knows_the_neighbours_of_every_anchor(data: bytes) -> None:
    """The twelve characters before and after, as far as the neighbouring words or figure go."""
    said = {}
    for paragraph in body(data).iter(f"{W}p"):
        for start in paragraph.findall(f"{W}bookmarkStart"):
            children = list(paragraph)
            place = children.index(start)
            text = ["".join(each.text or "" for each in child.iter(f"{W}t")) for child in children]
            said[start.attrib[f"{W}name"]] = "".join(text[:place]), "".join(text[place:])

    for bookmark, _, printed, before, after in noted_anchors(data):
        left, right = said[bookmark]
        assert left.endswith(before), bookmark
        assert right.startswith(printed + after), bookmark
        assert len(before) <= 12
        assert len(after) <= 12
        assert bool(left) == bool(before), bookmark
        assert (right != printed) == bool(after), bookmark


def test_manifest_holds_every_table_as_it_is_printed(data: bytes, drafted: Drafted) -> None:
    tables = opened(data).tables[-3:]
    found = manifest(data)

    for number, table in enumerate(tables, 1):
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        assert found[f"table.{number}"]["headers"] == rows[0]
        assert [row[1:] for row in found[f"table.{number}"]["rows"]] == rows[1:]
        assert found[f"table.{number}"]["bookmark"] == f"_b{number}"
    keys = [row[0] for row in found["table.1"]["rows"]]
    assert set(keys) == {unit.key for unit in drafted.prepared.dataset.units} | {"toan_quoc"}


def test_manifest_names_kind_template_and_program(data: bytes, drafted: Drafted) -> None:
    found = manifest(data)["wording"] | manifest(data)["letter"]

    assert (found["kind"], found["profile"]) == ("chi-dao-chi-tieu", "nd30")
    assert found["template"] == drafted.prepared.kind.fingerprint
    assert re.fullmatch(r"[0-9a-f]{64}", found["figures"])
    assert found["program"]


def test_fingerprint_of_figures_follows_what_is_printed(tmp_path: Path) -> None:
    def fingerprint(body_text: str) -> str:
        made = composed(tmp_path, body_text, APPENDIX)
        found: str = manifest(LetterWriter(made.profile).write(made))["letter"]["figures"]
        return found

    first = fingerprint("Đạt {{ toan_quoc.viec.ty_le }}, {{ phu_luc.viec }}.")

    assert fingerprint("Chỉ đạt {{ toan_quoc.viec.ty_le }}, {{ phu_luc.viec }}.") == first
    assert fingerprint("Đạt {{ toan_quoc.tien.ty_le }}, {{ phu_luc.viec }}.") != first


def test_recipients_end_in_semicolons_and_the_last_in_a_full_stop(data: bytes) -> None:
    said = paragraph_texts(data, "NoiNhanDanhSach")

    assert said[0] == "- Như trên;"
    assert said[-1] == "- Lưu: VT, TKDLCN."
    assert all(line.startswith("- ") and line.endswith(";") for line in said[:-1])
