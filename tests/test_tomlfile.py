"""Settings files: every fault with its line, all faults at once."""

from datetime import date
from pathlib import Path

import pytest

from dispatch.errors import Finding, FormatError, InputError
from dispatch.toml_lines import key_lines
from dispatch.tomlfile import Section, read_toml
from tests.builders import ROOT, assert_clear, places


def read(folder: Path, text: str | bytes) -> Section:
    path = folder / "thu.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_toml(path, "thu.toml")


def faults_of(top: Section) -> tuple[Finding, ...]:
    with pytest.raises(InputError) as caught:
        top.finish()
    assert_clear(caught.value.findings)
    return caught.value.findings


def refused(folder: Path, text: str | bytes) -> Finding:
    with pytest.raises(InputError) as caught:
        read(folder, text)
    assert_clear(caught.value.findings)
    [finding] = caught.value.findings
    return finding


# --- values ---


def test_every_kind_of_value_is_read_as_it_stands(tmp_path: Path) -> None:
    top = read(
        tmp_path,
        "chu = 'Hà Nội'\nso = 63\nco = true\nngay = 2022-03-08\nrong = 12.5\nds = ['a', 'b']\n[bang]\nx = 'y'\n"
        "[nhom.mot]\nx = 'z'\n[[day]]\nx = '1'\n[[day]]\nx = '2'\n",
    )
    assert top.text("chu") == "Hà Nội"
    assert top.integer("so") == 63
    assert top.boolean("co")
    assert top.day("ngay") == date(2022, 3, 8)
    assert top.number("rong") == 12.5
    assert top.texts("ds") == ("a", "b")
    assert top.section("bang").text("x") == "y"
    assert {name: section.text("x") for name, section in top.sections("nhom").items()} == {"mot": "z"}
    assert [section.text("x") for section in top.array("day")] == ["1", "2"]
    top.finish()


def test_what_is_not_written_has_its_default(tmp_path: Path) -> None:
    top = read(tmp_path, "")
    assert (top.text("a", "x"), top.integer("b", 7), top.boolean("c", default=True)) == ("x", 7, True)
    assert (top.day("d"), top.texts("e"), top.array("f"), top.sections("g")) == (None, (), [], {})
    assert top.section("h").text("i") == ""
    top.finish()


def test_a_whole_number_may_stand_for_a_measure_of_layout(tmp_path: Path) -> None:
    assert read(tmp_path, "x = 13").number("x") == 13.0


@pytest.mark.parametrize(
    ("value", "reader", "needed"),
    [
        ("63", "text", "chuỗi chữ trong ngoặc kép"),
        ('"63"', "integer", "số nguyên"),
        ("6.3", "integer", "số nguyên"),
        ("true", "integer", "số nguyên"),
        ("1", "boolean", "true hoặc false"),
        ('"2022-03-08"', "day", "ngày dạng 2022-03-08"),
        ("2022-03-08T10:00:00", "day", "ngày dạng 2022-03-08"),
        ("true", "number", "một số"),
        ('"a"', "texts", "danh sách trong ngoặc vuông"),
        ("1", "section", "một bảng"),
        ("1", "sections", "một bảng"),
        ('"a"', "array", "danh sách trong ngoặc vuông"),
    ],
)
def test_a_value_of_the_wrong_type_is_refused_with_what_is_needed(
    tmp_path: Path, value: str, reader: str, needed: str
) -> None:
    top = read(tmp_path, f"\nx = {value}\n")
    getattr(top, reader)("x")
    [fault] = faults_of(top)
    assert (fault.code, fault.file, fault.line) == ("wrong-type", "thu.toml", 2)
    assert "“x”" in fault.message
    assert needed in fault.hint


def test_a_list_of_texts_refuses_what_is_not_text(tmp_path: Path) -> None:
    top = read(tmp_path, 'x = ["a", 5]')
    assert top.texts("x") == ("a",)
    assert places(faults_of(top)) == [("wrong-type", 1)]


def test_a_table_of_tables_refuses_a_plain_value_among_them(tmp_path: Path) -> None:
    top = read(tmp_path, "[x]\ny = 1\n[x.z]\n")
    assert list(top.sections("x")) == ["z"]
    [fault] = faults_of(top)
    assert (fault.code, "“x.y”" in fault.message) == ("wrong-type", True)


def test_a_list_of_tables_refuses_a_plain_value_among_them(tmp_path: Path) -> None:
    top = read(tmp_path, "a = 1\nx = [{}, 5]\n")
    top.integer("a")
    top.array("x")
    assert places(faults_of(top)) == [("wrong-type", 2)]


@pytest.mark.parametrize("hidden", ["\\u0007", "\\u200B", "\\uE000", "\\u00AD", "\\uFEFF"])
def test_hidden_characters_are_named_by_code_point_and_line(tmp_path: Path, hidden: str) -> None:
    top = read(tmp_path, f'\n[letter]\nplace = "Hà{hidden} Nội"\ncc = ["a", "b{hidden}"]\n')
    letter = top.section("letter")
    letter.text("place")
    letter.texts("cc")
    found = faults_of(top)
    assert places(found) == [("forbidden-character", 3), ("forbidden-character", 4)]
    assert all(f"U+{hidden[2:]}" in fault.message for fault in found)


# --- missing and unknown keys ---


def test_missing_and_unknown_keys_are_all_reported_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    top = read(
        tmp_path, 'template = "a"\ncolour = 1\n\n[period]\nyeer = 2022\n\n[letter]\nsymbol = "X-Y"\nplaec = "H"\n'
    )
    top.text("template", required=True)
    period = top.section("period", required=True)
    period.integer("year", required=True)
    letter = top.section("letter", required=True)
    letter.text("symbol", required=True)
    letter.text("place")
    found = faults_of(top)
    assert places(found) == [("unknown-key", 2), ("missing-key", 4), ("unknown-key", 5), ("unknown-key", 9)]
    assert "“period.year”" in found[1].message
    assert "số nguyên" in found[1].hint
    assert found[2].hint == "có phải là “year”?"
    assert found[3].hint == "có phải là “place”?"


def test_a_missing_table_is_told_with_the_keys_it_needs(tmp_path: Path) -> None:
    top = read(tmp_path, "")
    top.section("period", required=True).integer("year", required=True)
    assert [fault.message for fault in faults_of(top)] == ["thiếu khoá “period”", "thiếu khoá “period.year”"]


def test_an_unknown_key_without_a_likeness_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    top = read(tmp_path, "zzz = 1")
    top.text("template")
    top.section("letter")
    assert faults_of(top)[0].hint == "các khoá được dùng ở đây: letter, template"


def test_a_table_without_any_key_of_its_own_says_so(tmp_path: Path) -> None:
    top = read(tmp_path, "[naming]\nx = 1\n")
    top.section("naming")
    [fault] = faults_of(top)
    assert not fault.hint.endswith(": ")


def test_a_key_is_asked_for_in_each_table_of_its_own(tmp_path: Path) -> None:
    top = read(tmp_path, "[[row]]\na = 1\n[[row]]\nb = 2\n")
    for section in top.array("row"):
        section.integer("a")
    assert places(faults_of(top)) == [("unknown-key", 4)]


def test_the_error_is_of_the_stage_that_asks(tmp_path: Path) -> None:
    with pytest.raises(FormatError):
        read(tmp_path, "x = 1").finish(FormatError)


# --- lines ---

ARRAYS = '''\
title = """
[not.a.header]
key = "not a key"
"""

[[appendix]]
id = "viec"

[[appendix.columns]]
header = "STT"
[[appendix.columns]]
header = "Tên"
wrong = 1

[appendix.style]
bold = true

# [[appendix]] in a comment, and an unclosed """ in one
[[appendix]]
id = "tien"
notes = [
    "x = 1", # y = """
    """
[appendix]
    """,
    ["[x]"],
]
[[appendix.columns]]
header = "STT"
[[appendix.columns]]
wrong = 2
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 1),
        (("appendix", 0), 6),
        (("appendix", 0, "id"), 7),
        (("appendix", 0, "columns", 0), 9),
        (("appendix", 0, "columns", 1, "header"), 12),
        (("appendix", 0, "columns", 1, "wrong"), 13),
        (("appendix", 0, "style"), 15),
        (("appendix", 0, "style", "bold"), 16),
        (("appendix", 1), 19),
        (("appendix", 1, "notes"), 21),
        (("appendix", 1, "columns", 0, "header"), 29),
        (("appendix", 1, "columns", 1, "wrong"), 31),
    ],
)
def test_the_line_of_every_key_is_known_in_arrays_of_tables_and_after_long_texts(
    path: tuple[str | int, ...], line: int
) -> None:
    assert key_lines(ARRAYS)[path] == line


def test_only_tables_and_keys_have_lines() -> None:
    assert len(key_lines(ARRAYS)) == 17


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_faults_in_arrays_of_tables_have_their_lines(tmp_path: Path, newline: str) -> None:
    top = read(tmp_path, ARRAYS.replace("\n", newline))
    top.text("title")
    for appendix in top.array("appendix"):
        appendix.text("id")
        appendix.array("notes")
        appendix.section("style").boolean("bold")
        for column in appendix.array("columns"):
            column.text("header", required=True)
    found = faults_of(top)
    assert ("unknown-key", 13) in places(found)
    assert ("unknown-key", 31) in places(found)
    assert ("missing-key", 30) in places(found)


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ('x = """a\n"""\ny = 1\n', ("y",), 3),
        ("x = '''a\n\"\"\"\n'''\ny = 1\n", ("y",), 4),
        ('x = """a""" # """\ny = 1\n', ("y",), 2),
        ('x = """a\\"""\n"""\ny = 1\n', ("y",), 3),
        ('x = """a\n""""\ny = 1\n', ("y",), 3),
        ('x = "a # \\" b"\ny = 1\n', ("y",), 2),
        ('x = "\u2028\x85"\ny = 1\n', ("y",), 2),
        ('a.b = 1\n"c.d" = 2\n', ("a", "b"), 1),
        ('a.b = 1\n"c.d" = 2\n', ("c.d",), 2),
        ('[aliases]\n"TT. \\"Huế\\"" = "x"\n', ("aliases", 'TT. "Huế"'), 2),
        ("[ a . 'b.c' ] # c\nd = 1\n", ("a", "b.c", "d"), 2),
        ("x = {a = 1,  b = 2}\n", ("x",), 1),
    ],
)
def test_strings_comments_and_quoted_keys_do_not_shift_lines(text: str, path: tuple[str, ...], line: int) -> None:
    assert key_lines(text)[path] == line


def test_a_fault_inside_an_inline_table_has_the_line_of_the_table(tmp_path: Path) -> None:
    top = read(tmp_path, "\nx = [\n  {a = 1},\n]\ny = {a = {b = 1}}\n")
    for section in top.array("x"):
        section.text("c")
    top.section("y").section("a")
    assert places(faults_of(top)) == [("unknown-key", 2), ("unknown-key", 5)]


@pytest.mark.parametrize("path", sorted((ROOT / "templates").glob("*/template.toml")))
def test_every_key_of_the_kinds_that_come_with_the_program_has_a_line(path: Path) -> None:
    top = read_toml(path, path.name)
    lines = path.read_text(encoding="utf-8").splitlines()

    def walk(value: object, at: tuple[str | int, ...]) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                walk(inner, (*at, key))
        elif isinstance(value, list) and any(isinstance(inner, dict) for inner in value):
            for index, inner in enumerate(value):
                walk(inner, (*at, index))
        else:
            assert lines[top.lines[at] - 1].strip().startswith(str(at[-1]))

    walk(top.values, ())


# --- files that cannot be read ---


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_toml(tmp_path / "dossier.toml", "dossier.toml")
    [finding] = caught.value.findings
    assert (finding.code, finding.file) == ("missing-file", "dossier.toml")
    assert_clear([finding])


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "dossier.toml").mkdir()
    with pytest.raises(InputError) as caught:
        read_toml(tmp_path / "dossier.toml", "dossier.toml")
    assert [finding.code for finding in caught.value.findings] == ["unreadable-file"]
    assert_clear(caught.value.findings)


def test_a_file_that_is_not_utf8_is_refused_with_the_line(tmp_path: Path) -> None:
    finding = refused(tmp_path, b'a = 1\nplace = "H\xe0 N\xf4i"\n')
    assert (finding.code, finding.line) == ("not-utf8", 2)


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    top = read(tmp_path, b"\xef\xbb\xbfa = 1\r\nb = 2\r\n")
    assert (top.integer("a"), top.integer("b"), top.line("b")) == (1, 2, 2)
    top.finish()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = 1\nb = Hà Nội\n", 2),
        ("a = 1\n\na = 2\n", 3),
        ("[a]\n[a]\n", 2),
        ("a = 1\nd = 2022-02-30\n", 2),
        ('a = 1\nb = "x\n', 2),
        ('a = 1\nb = "x\x07"\n', 2),
        ("a = 1\nb = \n\n", 2),
        ("a = 1\nb = [1,\n\n", 2),
    ],
)
def test_a_line_that_is_not_toml_is_named(tmp_path: Path, text: str, line: int) -> None:
    finding = refused(tmp_path, text)
    assert (finding.code, finding.line) == ("not-toml", line)


@pytest.mark.parametrize("text", [f"a = {'9' * 5000}\n", "a = " + "[" * 5000 + "]" * 5000 + "\n"])
def test_absurd_values_are_refused_and_not_a_crash(tmp_path: Path, text: str) -> None:
    finding = refused(tmp_path, text)
    assert (finding.code, finding.line) == ("not-toml", None)
