"""A CSV file as rows of text: what is accepted, and every fault with its cell or line."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispatch.errors import Finding, InputError
from dispatch.model.dataset import InputFile
from dispatch.readers.gate import open_gate
from dispatch.readers.limits import MAX_ROWS
from dispatch.readers.text_table import TextTable, read_text_table
from tests.builders import assert_clear, places, text_table


def refused(folder: Path, content: str | bytes) -> tuple[Finding, ...]:
    with pytest.raises(InputError) as caught:
        text_table(folder, content)
    assert_clear(caught.value.findings)
    return caught.value.findings


def faults_of(table: TextTable) -> list[tuple[str, str | int | None]]:
    assert_clear(table.faults)
    return places(table.faults)


# --- what is accepted ---


def test_rows_have_the_lines_they_stand_on(tmp_path: Path) -> None:
    table = text_table(tmp_path, "a,b\n1,2\n\n3,4\n")
    assert table.header == ("a", "b")
    assert table.rows == [(2, ("1", "2")), (4, ("3", "4"))]
    assert table.faults == ()


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfa,b\n1,H\xc3\xa0\n",
        b"a,b\r\n1,H\xc3\xa0\r\n",
        b"a,b\r1,H\xc3\xa0\r",
        b"a;b\n1;H\xc3\xa0\n",
        b"\xef\xbb\xbfa;b\r\n1;H\xc3\xa0",
        b'"a","b"\n"1","H\xc3\xa0"\n',
        b" a , b \n1,H\xc3\xa0\n",
    ],
)
def test_the_manners_of_spreadsheet_programs_make_no_difference(tmp_path: Path, content: bytes) -> None:
    table = text_table(tmp_path, content)
    assert (table.header, table.rows) == (("a", "b"), [(2, ("1", "Hà"))])


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_quoted_cell_of_several_lines_keeps_the_lines_of_the_rows_after_it(tmp_path: Path, newline: str) -> None:
    table = text_table(tmp_path, 'a,b\n"1\n2",x\n\n"3, ""4""",y\n'.replace("\n", newline))
    assert [(line, cells[0]) for line, cells in table.rows] == [(2, "1\n2"), (5, '3, "4"')]
    assert table.faults == ()


def test_blank_lines_above_the_header_do_not_shift_lines_or_hide_the_delimiter(tmp_path: Path) -> None:
    table = text_table(tmp_path, "\n\na;b\n1;2;3\n")
    assert table.header == ("a", "b")
    assert faults_of(table) == [("ragged-row", 4)]


def test_line_separators_of_unicode_do_not_end_a_row(tmp_path: Path) -> None:
    table = text_table(tmp_path, "a,b\nx\u2028y,1\n2,3,4\n")
    assert table.rows == []
    assert faults_of(table) == [("forbidden-character", "2:a"), ("ragged-row", 3)]


@settings(max_examples=50)
@given(st.lists(st.lists(st.text(st.characters(categories=["L", "N", "P", "Zs"])), min_size=2, max_size=2), max_size=5))
def test_any_text_comes_out_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, cells: list[list[str]]) -> None:
    quoted = ["a,b", *(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in cells)]
    table = text_table(tmp_path_factory.mktemp("csv"), "\n".join(quoted))
    assert [list(row) for _, row in table.rows] == [row for row in cells if any(cell.strip() for cell in row)]


_CELL = st.sampled_from(["", " ", "1", "1.234", "Hà Nội", "x-1", "\u200b"])


@settings(max_examples=100)
@given(st.lists(st.lists(_CELL, min_size=1, max_size=3), max_size=6), st.sampled_from([",", ";", "\t"]))
def test_a_file_without_quotes_reads_as_one_with_a_quoted_title(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], delimiter: str
) -> None:
    """Most files are cut at their separators as a whole, the others line by line."""
    folder = tmp_path_factory.mktemp("csv")
    body = [delimiter.join(row) for row in rows]
    plain, quoted = (
        text_table(folder, "\n".join([delimiter.join([title, "b", "c"]), *body])) for title in ("a", '"a"')
    )
    assert (plain.header, plain.rows, plain.faults) == (quoted.header, quoted.rows, quoted.faults)


def test_the_file_is_known_by_its_name_and_the_hash_of_its_bytes(tmp_path: Path) -> None:
    table = text_table(tmp_path, b"\xef\xbb\xbfa\r\n1\r\n", name="x.csv")
    assert table.file == InputFile("x.csv", hashlib.sha256((tmp_path / "x.csv").read_bytes()).hexdigest())


# --- what is refused ---


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff", " \n,\n"])
def test_an_empty_file_is_refused(tmp_path: Path, content: str) -> None:
    assert places(refused(tmp_path, content)) == [("empty-file", None)]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("a,b\n1,Hà Nội\n".encode("cp1258", "replace"), 2),
        (b"a,b\n1,2\n3,\xe0\n", 3),
    ],
)
def test_a_file_that_is_not_utf8_is_refused_with_the_line_and_how_to_save_it(
    tmp_path: Path, content: bytes, line: int
) -> None:
    [finding] = refused(tmp_path, content)
    assert (finding.code, finding.line) == ("not-utf8", line)
    assert "CSV UTF-8" in finding.hint


def test_columns_that_stand_twice_are_each_named_once(tmp_path: Path) -> None:
    found = refused(tmp_path, "\na,b,a,b,a\n1,2,3,4,5\n")
    assert places(found) == [("duplicate-column", 2), ("duplicate-column", 2)]
    assert ["“a”" in found[0].message, "“b”" in found[1].message] == [True, True]


def test_hidden_characters_in_the_header_are_named_with_the_column(tmp_path: Path) -> None:
    [finding] = refused(tmp_path, "a,prov\u200bince\n1,2\n")
    assert (finding.code, finding.line) == ("forbidden-character", 1)
    assert "cột thứ 2" in finding.message
    assert "U+200B" in finding.message


def test_every_ragged_row_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    table = text_table(tmp_path, "a,b\n1\n1,2\n1,2,3\n")
    assert faults_of(table) == [("ragged-row", 2), ("ragged-row", 4)]
    assert "3 ô" in table.faults[1].message
    assert table.rows == [(3, ("1", "2"))]


@pytest.mark.parametrize(
    ("hidden", "code"),
    [
        ("\x07", "U+0007"),
        ("\x0b", "U+000B"),
        ("\x1c", "U+001C"),
        ("\x85", "U+0085"),
        ("\t", "U+0009"),
        ("\u200b", "U+200B"),
        ("\u200f", "U+200F"),
        ("\u00ad", "U+00AD"),
        ("\ufeff", "U+FEFF"),
        ("\ue000", "U+E000"),
        ("\U000f0000", "U+F0000"),
    ],
)
@pytest.mark.parametrize("cell", ["12{}3", "Hà{} Nội"])
def test_control_private_and_zero_width_characters_are_named_by_cell(
    tmp_path: Path, hidden: str, code: str, cell: str
) -> None:
    table = text_table(tmp_path, f"a,b\n1,2\n1,{cell.format(hidden)}\n")
    assert faults_of(table) == [("forbidden-character", "3:b")]
    assert code in table.faults[0].message
    assert hidden not in table.faults[0].message
    assert table.rows == [(2, ("1", "2"))]


def test_more_rows_than_the_limit_are_refused(tmp_path: Path) -> None:
    body = "1\n" * MAX_ROWS
    assert len(text_table(tmp_path, "a\n" + body).rows) == MAX_ROWS == 20_000
    [finding] = refused(tmp_path, "a\n" + body + "1\n")
    assert finding.code == "too-many-rows"
    assert "20.001" in finding.message


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "to.csv"
    with path.open("wb") as file:
        file.truncate(64 * 1024 * 1024 + 1)
    with pytest.raises(InputError) as caught:
        read_text_table(open_gate(tmp_path, path.name))
    assert places(caught.value.findings) == [("file-too-large", None)]
    assert_clear(caught.value.findings)


def test_a_quote_that_is_never_closed_is_refused_with_the_line_it_opens_on(tmp_path: Path) -> None:
    [finding] = refused(tmp_path, 'a,b\n1,2\n1,"2\n' + "1,2\n" * 50_000)
    assert (finding.code, finding.line) == ("not-csv", 3)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_text_table(open_gate(tmp_path, "thieu.csv"))
    assert places(caught.value.findings) == [("missing-file", None)]
    assert_clear(caught.value.findings)


@pytest.mark.parametrize(
    ("name", "code"), [("thu-muc", "folder"), ("tep.csv/x.csv", "missing-file"), ("x" * 300, "unreadable-file")]
)
def test_what_is_not_a_readable_file_is_refused(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "thu-muc").mkdir()
    (tmp_path / "tep.csv").write_text("a\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_text_table(open_gate(tmp_path, name))
    assert [finding.code for finding in caught.value.findings] == [code]
    assert_clear(caught.value.findings)
