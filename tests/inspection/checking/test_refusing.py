"""A file that could do harm, or cannot be read, is refused with its reason; nothing is judged."""

import io
import zipfile
from pathlib import Path

import pytest

from dispatch.errors import DispatchError
from dispatch.pipeline.check_letter import check_folder, check_letter
from tests.inspection.breaking import Edit, broken
from tests.letter.word import BODY

_RELATION = (
    '<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"'
    ' Target="http://example.org/x" TargetMode="External"/></Relationships>'
)
_RELATIONS = "word/_rels/document.xml.rels"
HOSTILE = {
    "macro": [Edit("word/vbaProject.bin", "", "x")],
    "an ActiveX control": [Edit("word/activeX/activeX1.bin", "", "x")],
    "external-content": [Edit(_RELATIONS, "</Relationships>", _RELATION.format(kind="attachedTemplate"))],
    "an image elsewhere": [Edit(_RELATIONS, "</Relationships>", _RELATION.format(kind="image"))],
    "fetching-field": [Edit(BODY, "<w:t ", "<w:instrText>DDEAUTO c x</w:instrText><w:t ")],
    "doctype": [Edit(BODY, "<w:document ", "<!DOCTYPE w:document><w:document ")],
    "not-well-formed": [Edit(BODY, "</w:body>", "")],
    "no-body": [Edit(BODY, "<w:body>", "<w:other>"), Edit(BODY, "</w:body>", "</w:other>")],
}
OLD_WORD = b"\xd0\xcf\x11\xe0" + b"\0" * 600
CODES = {"an ActiveX control": "macro", "an image elsewhere": "external-content"}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused(name: str, letter: Path) -> None:
    with pytest.raises(DispatchError) as caught:
        check_letter(broken(letter.read_bytes(), *HOSTILE[name]))

    assert [each.code for each in caught.value.findings] == [CODES.get(name, name)]
    assert all(each.hint for each in caught.value.findings)


def test_each_harm_has_words_of_its_own(letter: Path) -> None:
    files = {name: broken(letter.read_bytes(), *edits) for name, edits in HOSTILE.items()}
    files |= {"cut": letter.read_bytes()[:9000], "old": OLD_WORD, "empty": b"", "page": b"<html></html>"}
    told = {name: message(file) for name, file in files.items()}

    assert len(set(told.values())) == len(told), told


def message(file: bytes) -> str:
    """What the refusal of a file says."""
    with pytest.raises(DispatchError) as caught:
        check_letter(file)
    return caught.value.findings[0].message


def test_a_link_to_a_page_is_no_harm(letter: Path) -> None:
    linked = broken(letter.read_bytes(), Edit(_RELATIONS, "</Relationships>", _RELATION.format(kind="hyperlink")))

    assert check_letter(linked).verdict.departures == ()


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(BODY, "w") as part:
        for _ in range(300):
            part.write(b"\0" * 1024**2)

    with pytest.raises(DispatchError) as caught:
        check_letter(stream.getvalue())
    assert [each.code for each in caught.value.findings] == ["too-large"]


@pytest.mark.parametrize("content", [b"", b"PK\3\4", OLD_WORD, b"<html></html>"])
def test_what_is_no_word_file_is_refused(content: bytes) -> None:
    with pytest.raises(DispatchError) as caught:
        check_letter(content)

    assert [each.code for each in caught.value.findings] == ["not-a-package"]


def test_a_cut_file_is_refused_wherever_it_is_cut(letter: Path) -> None:
    whole = letter.read_bytes()

    for length in range(0, len(whole), len(whole) // 20):
        with pytest.raises(DispatchError):
            check_letter(whole[:length])


def test_a_refused_file_does_not_keep_the_others_of_its_folder_from_being_checked(letter: Path, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"broken")
    (tmp_path / "b.docx").write_bytes(letter.read_bytes())
    (tmp_path / "~$b.docx").write_bytes(b"a lock of Word")
    (tmp_path / "c.txt").write_bytes(b"not a letter")

    found = list(check_folder(tmp_path))

    assert [(each.file.name, each.checked is None) for each in found] == [("a.docx", True), ("b.docx", False)]
    assert [each.code for each in found[0].refused] == ["not-a-package"]


def test_a_folder_without_letters_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DispatchError) as caught:
        list(check_folder(tmp_path))
    assert [each.code for each in caught.value.findings] == ["no-letters"]
