"""The file is sound for every judge there is, and tells nothing about how or when it was made."""

import re
import zipfile
from pathlib import Path

import docx

from dispatch.inspection.invariants import broken_invariants
from tests.letter.conftest import ROOT
from tests.letter.word import read_parts
from tests.tools.validators import validate_integrity, validate_sdk

LETTER_DAY = "2022-03-08"


def everything(letter: Path) -> str:
    """The text of all parts."""
    return "\n".join(data.decode() for data in read_parts(letter.read_bytes()).values())


def test_the_sdk_of_word_finds_nothing(letter: Path) -> None:
    assert validate_sdk(letter) == []


def test_ooxml_integrity_finds_nothing(letter: Path) -> None:
    assert validate_integrity(letter) == []


def test_our_own_invariants_find_nothing(letter: Path) -> None:
    assert broken_invariants(letter.read_bytes()) == []


def test_python_docx_opens_it_and_sees_the_letter(letter: Path) -> None:
    document = docx.Document(str(letter))

    assert len(document.tables) == 5  # heading, signature, three appendices
    assert [len(table.rows) for table in document.tables[2:]] == [65, 65, 50]
    assert document.core_properties.title.startswith("V/v ")
    assert document.core_properties.language == "vi-VN"


def test_it_is_dated_by_the_letter_and_by_no_clock(letter: Path) -> None:
    core = docx.Document(str(letter)).core_properties
    stamps = re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z?", everything(letter))

    assert core.created is not None
    assert core.created == core.modified
    assert core.created.isoformat() == f"{LETTER_DAY}T00:00:00+00:00"
    assert stamps == [f"{LETTER_DAY}T00:00:00Z"] * 2
    with zipfile.ZipFile(letter) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_it_was_written_by_the_agency_and_names_no_program_or_template_file(letter: Path) -> None:
    core = docx.Document(str(letter)).core_properties
    parts = read_parts(letter.read_bytes())

    assert (core.author, core.last_modified_by) == ("TỔNG CỤC THI HÀNH ÁN DÂN SỰ",) * 2
    assert (core.comments, core.keywords, core.subject) == ("", "", "")
    assert not [name for name in parts if "thumbnail" in name.lower() or not name.endswith((".xml", ".rels"))]
    assert not re.search(r"python|generated|lxml|libreoffice|microsoft office word", everything(letter), re.IGNORECASE)


def test_neither_file_says_where_it_was_made(letter: Path) -> None:
    provenance = letter.with_name(letter.name.replace(".docx", ".provenance.json")).read_text(encoding="utf-8")

    for text in (everything(letter), provenance):
        assert str(letter.parent) not in text
        assert str(ROOT) not in text


def test_its_parts_stand_in_the_order_of_their_names_and_none_twice(letter: Path) -> None:
    with zipfile.ZipFile(letter) as archive:
        names = archive.namelist()

    assert names == sorted(set(names))
