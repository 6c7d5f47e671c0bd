"""The invariants that no validator looks at: our letters keep them, and each breach is found by its rule."""

import io
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dispatch.inspection.invariants import RULES, broken_invariants
from dispatch.inspection.package import open_package
from tests.inspection.breaking import Edit, body, broken
from tests.letter.word import read_parts, write_parts

HEADER = "word/header1.xml"
NUMBERING = "word/numbering.xml"
STYLES = "word/styles.xml"
CORE = "docProps/core.xml"
MANIFEST = "docProps/custom.xml"
TYPES = "[Content_Types].xml"
RELATIONS = "word/_rels/document.xml.rels"

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STRAY_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="a" Type="b" Target="styles.xml"/></Relationships>'
)
CELL = '<w:p><w:pPr><w:pStyle w:val="BangDauCot"/></w:pPr><w:r><w:t>STT</w:t></w:r></w:p></w:tc>'
INNER_TABLE = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
FIRST_START = '<w:bookmarkStart w:id="1" w:name="_fe405a91b387a_1"/>'
SECOND_START = '<w:bookmarkStart w:id="2" w:name="_fe1f5b264c4f6_1"/>'
FIRST_END, SECOND_END = '<w:bookmarkEnd w:id="1"/>', '<w:bookmarkEnd w:id="2"/>'
LABEL = '<w:r><w:t xml:space="preserve">Nơi nhận:</w:t></w:r>'
CONTROL = '<w:sdt><w:sdtPr><w:id w:val="{}"/></w:sdtPr><w:sdtContent><w:r><w:t>a</w:t></w:r></w:sdtContent></w:sdt>'
FIELD_BEGIN, FIELD_END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
STYLES_LINK = 'Target="styles.xml"'
NUMBER_STYLE = '<w:numId w:val="1"/>'
DOCTYPE = "<!DOCTYPE w:document>"

# A breach, the rule that must find it, the change that makes it.
BREACHES: list[tuple[str, str, list[Edit]]] = [
    ("a cell without a paragraph", "cell-without-paragraph", [body(CELL, "</w:tc>")]),
    (
        "a cell that ends in a table",
        "cell-ends-in-table",
        [body(CELL, CELL.replace("</w:tc>", INNER_TABLE + "</w:tc>"))],
    ),
    ("a row without cells", "empty-row", [body("</w:tbl>", "<w:tr><w:trPr/></w:tr></w:tbl>")]),
    ("a row wider than the grid", "grid-mismatch", [body("</w:tr>", "<w:tc><w:p/></w:tc></w:tr>")]),
    ("a row narrower than the grid", "grid-mismatch", [body("<w:tblGrid>", '<w:tblGrid><w:gridCol w:w="9"/>')]),
    (
        "a merged cell that makes its row wider than the grid",
        "grid-mismatch",
        [body("<w:tcMar>", '<w:gridSpan w:val="2"/><w:tcMar>')],
    ),
    (
        "a skipped column that makes a row wider than the grid",
        "grid-mismatch",
        [body("<w:cantSplit/><w:tblHeader/>", '<w:gridBefore w:val="1"/><w:cantSplit/><w:tblHeader/>')],
    ),
    ("text in a paragraph but in no run", "text-outside-run", [body("</w:p>", "lạc</w:p>")]),
    ("text between two paragraphs", "text-outside-run", [body("</w:p>", "</w:p>lạc")]),
    ("a text element in no run", "text-outside-run", [body(LABEL, "<w:t>Nơi nhận:</w:t>")]),
    ("text beside a text element", "text-outside-run", [body("Nơi nhận:</w:t>", "</w:t>Nơi nhận:")]),
    (
        "a space that Word would drop",
        "lost-space",
        [body('<w:t xml:space="preserve">Kính gửi: </w:t>', "<w:t>Kính gửi: </w:t>")],
    ),
    (
        "a space that Word would drop before a word",
        "lost-space",
        [body('<w:t xml:space="preserve">Nơi nhận:</w:t>', '<w:t xml:space="default"> Nơi nhận:</w:t>')],
    ),
    ("a name of the template", "template-mark", [body("Nơi nhận:", "{{ ten }}")]),
    ("a condition of the template", "template-mark", [body("Nơi nhận:", "{% if ten %}")]),
    (
        "a mark of the template split over two runs",
        "template-mark",
        [body(LABEL, "<w:r><w:t>{</w:t></w:r><w:r><w:t>{ ten</w:t></w:r>")],
    ),
    ("a mark of the template in a header", "template-mark", [Edit(HEADER, "</w:p>", "<w:r><w:t>}}</w:t></w:r></w:p>")]),
    ("a mark of the template in the title of the file", "template-mark", [Edit(CORE, "V/v ", "{{ ten }} ")]),
    ("the character of a figure that was not filled in", "private-use", [body("Nơi nhận:", "\ue000")]),
    ("a private character as a reference", "private-use", [body("Nơi nhận:", "&#x10FFFD;")]),
    ("a private character in the manifest", "private-use", [Edit(MANIFEST, "<vt:lpwstr>", "<vt:lpwstr>\ue001")]),
    ("a field without its end", "open-field", [Edit(HEADER, FIELD_END, "")]),
    ("a field without its beginning", "open-field", [Edit(HEADER, FIELD_BEGIN, "")]),
    (
        "a field with two middles",
        "open-field",
        [Edit(HEADER, FIELD_END, FIELD_END.replace("end", "separate") + FIELD_END)],
    ),
    (
        "two bookmarks of one name",
        "duplicate-bookmark-name",
        [body(SECOND_START, SECOND_START.replace("_fe1f5b264c4f6_1", "_fe405a91b387a_1"))],
    ),
    (
        "two bookmarks whose names differ by case",
        "duplicate-bookmark-name",
        [body(SECOND_START, SECOND_START.replace("_fe1f5b264c4f6_1", "_FE405A91B387A_1"))],
    ),
    (
        "two bookmarks of one number",
        "duplicate-bookmark-id",
        [
            body('<w:bookmarkStart w:id="4"', '<w:bookmarkStart w:id="3"'),
            body('<w:bookmarkEnd w:id="4"', '<w:bookmarkEnd w:id="3"'),
        ],
    ),
    ("a bookmark without its end", "open-bookmark", [body(FIRST_END, "")]),
    ("a bookmark without its start", "open-bookmark", [body(FIRST_START, "")]),
    (
        "a bookmark that ends before it starts",
        "open-bookmark",
        [body(FIRST_END, ""), body(FIRST_START, FIRST_END + FIRST_START)],
    ),
    (
        "a bookmark over two paragraphs",
        "bookmark-across-paragraphs",
        [body(FIRST_END, ""), body(SECOND_END, SECOND_END + FIRST_END)],
    ),
    (
        "a bookmark around a table",
        "bookmark-across-paragraphs",
        [
            body("<w:body>", '<w:body><w:bookmarkStart w:id="99999" w:name="_bang"/>'),
            body("</w:tbl>", '</w:tbl><w:bookmarkEnd w:id="99999"/>'),
        ],
    ),
    (
        "two content controls of one number",
        "duplicate-control-id",
        [body(LABEL, LABEL + CONTROL.format(5) + CONTROL.format(5))],
    ),
    (
        "two headers of one type in a section",
        "duplicate-header",
        [body('<w:headerReference w:type="first"', '<w:headerReference w:type="default"')],
    ),
    ("a paragraph style that is not defined", "undefined-style", [body('"NoiNhanNhan"', '"KhongCo"')]),
    ("a table style that is not defined", "undefined-style", [body('"BangPhuLuc"', '"KhongCo"')]),
    (
        "a character style that is not defined",
        "undefined-style",
        [body(LABEL, LABEL.replace("<w:r>", '<w:r><w:rPr><w:rStyle w:val="KhongCo"/></w:rPr>'))],
    ),
    ("a table style on a paragraph", "undefined-style", [body('"NoiNhanNhan"', '"BangPhuLuc"')]),
    (
        "a style based on none",
        "undefined-style",
        [Edit(STYLES, '<w:basedOn w:val="Normal"/>', '<w:basedOn w:val="KhongCo"/>')],
    ),
    ("a list level with a style that is not defined", "undefined-style", [Edit(NUMBERING, '"NhiemVu"', '"KhongCo"')]),
    ("a list that is not defined", "undefined-number", [Edit(STYLES, NUMBER_STYLE, NUMBER_STYLE.replace("1", "7"))]),
    (
        "a list without its pattern",
        "number-without-abstract",
        [Edit(NUMBERING, '<w:abstractNumId w:val="1"/>', '<w:abstractNumId w:val="7"/>')],
    ),
    (
        "a mark of a footnote that is not there",
        "reference-without-note",
        [body(LABEL, LABEL + '<w:r><w:footnoteReference w:id="1"/></w:r>')],
    ),
    (
        "a mark of a comment that is not there",
        "reference-without-note",
        [body(LABEL, LABEL + '<w:r><w:commentReference w:id="1"/></w:r>')],
    ),
    ("a DTD in the body", "doctype", [body("<w:document", f"{DOCTYPE}<w:document")]),
    (
        "a DTD in a part of relationships",
        "doctype",
        [Edit(RELATIONS, "<Relationships", "<!DOCTYPE Relationships><Relationships")],
    ),
    (
        "a target outside the file",
        "external-target",
        [Edit(RELATIONS, STYLES_LINK, 'Target="https://example.org/mau.dotm" TargetMode="External"')],
    ),
    ("a relationship to a part that is missing", "missing-part", [Edit(RELATIONS, STYLES_LINK, 'Target="khong.xml"')]),
    ("a part that is missing", "missing-part", [Edit("word/settings.xml", "", "")]),
    (
        "relationships of a part that is missing",
        "missing-part",
        [Edit("word/_rels/khong.xml.rels", "", STRAY_RELATIONS)],
    ),
    ("a relationship that is not declared", "unknown-relationship", [body('r:id="rId5"', 'r:id="rId55"')]),
    ("a part of an unknown type", "no-content-type", [Edit("word/media/dau.bin", "", "x")]),
    ("parts whose type was taken away", "no-content-type", [Edit(TYPES, 'Extension="rels"', 'Extension="relsx"')]),
    ("a part that is not XML although its name says so", "not-well-formed", [body("</w:body>", "")]),
    (
        "no body at all",
        "no-body",
        [Edit("word/document.xml", "", ""), Edit("word/document.xml", "", "<html/>"), Edit(RELATIONS, "", "")],
    ),
]

# A row without cells is also too narrow.
ALSO_FOUND = {"empty-row": {"grid-mismatch"}}


def codes(document: bytes) -> set[str]:
    return {finding.code for finding in broken_invariants(document)}


def test_the_letter_breaks_no_invariant(letter: Path) -> None:
    assert broken_invariants(letter.read_bytes()) == []


def test_the_letter_still_breaks_none_after_python_docx_saved_it(letter: Path) -> None:
    saved = io.BytesIO()
    docx.Document(str(letter)).save(saved)

    assert broken_invariants(saved.getvalue()) == []


@pytest.mark.parametrize(("code", "edits"), [breach[1:] for breach in BREACHES], ids=[breach[0] for breach in BREACHES])
def test_its_rule_finds(letter: Path, code: str, edits: list[Edit]) -> None:
    document = broken(letter.read_bytes(), *edits)

    assert codes(document) - ALSO_FOUND.get(code, set()) == {code}


def test_every_rule_is_shown_to_find_something() -> None:
    assert set(RULES) <= {code for _, code, _ in BREACHES}


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param(
            [body(CELL, CELL.replace("</w:tc>", f"{INNER_TABLE}<w:p/></w:tc>"))],
            id="a table in a cell, a paragraph after it",
        ),
        pytest.param([body(LABEL, LABEL + CONTROL.format(5) + CONTROL.format(6))], id="two content controls"),
        pytest.param([body("Nơi nhận:", "Nơi { nhận } 5%:")], id="single braces"),
        pytest.param(
            [
                body("<w:body>", '<w:body xml:space="preserve">'),
                body('<w:t xml:space="preserve">Kính gửi: </w:t>', "<w:t>Kính gửi: </w:t>"),
            ],
            id="a space kept by an element around it",
        ),
        pytest.param(
            [
                body(LABEL, LABEL + '<w:r><w:footnoteReference w:id="1"/></w:r>'),
                Edit(
                    "word/footnotes.xml", "", f'<w:footnotes {W}><w:footnote w:id="1"><w:p/></w:footnote></w:footnotes>'
                ),
            ],
            id="a footnote with its mark",
        ),
    ],
)
def test_no_rule_complains_about(letter: Path, edits: list[Edit]) -> None:
    assert broken_invariants(broken(letter.read_bytes(), *edits)) == []


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_a_file_with_any_bytes_changed_is_answered_by_findings(letter: Path, data: st.DataObject) -> None:
    document = bytearray(letter.read_bytes())
    for place, value in data.draw(
        st.lists(st.tuples(st.integers(0, len(document) - 1), st.integers(0, 255)), max_size=4)
    ):
        document[place] = value

    assert all(finding.severity == "error" for finding in broken_invariants(bytes(document)))


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_a_part_with_any_element_emptied_is_answered_by_findings(letter: Path, data: st.DataObject) -> None:
    parts = read_parts(letter.read_bytes())
    name = data.draw(st.sampled_from(sorted(parts)))
    root = etree.fromstring(parts[name])
    elements = list(root.iter())
    emptied = elements[data.draw(st.integers(0, len(elements) - 1))]
    emptied.clear()
    emptied.text = data.draw(st.sampled_from(["", "lạc", "{{"]))

    findings = broken_invariants(write_parts({**parts, name: etree.tostring(root)}))

    assert all(finding.file is not None and finding.message for finding in findings)


def test_a_number_of_thousands_of_digits_is_a_mismatch_and_no_crash(letter: Path) -> None:
    span = f'<w:gridSpan w:val="{"9" * 5_000}"/><w:tcMar>'

    assert codes(broken(letter.read_bytes(), body("<w:tcMar>", span))) == {"grid-mismatch"}


def test_a_finding_says_in_which_part_it_is(letter: Path) -> None:
    [finding] = broken_invariants(broken(letter.read_bytes(), body("Nơi nhận:", "{{ ten }}")))

    assert (finding.file, finding.severity) == ("word/document.xml", "error")
    assert "{{" in finding.message
    assert open_package(letter.read_bytes()).parts[str(finding.file)]
