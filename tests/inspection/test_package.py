"""A .docx from anybody is opened within bounds, or refused with a finding."""

import io
import zipfile
from pathlib import Path

import pytest

from dispatch.errors import InputError
from dispatch.inspection import package
from dispatch.inspection.package import open_package
from tests.letter.word import BODY, read_parts, write_parts

SECRET = "kín"


def refused(document: bytes) -> set[str]:
    with pytest.raises(InputError) as error:
        open_package(document)
    return {finding.code for finding in error.value.findings}


def with_entries(document: bytes, *further: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO(document)
    with zipfile.ZipFile(stream, "a") as archive:
        for name, data in further:
            archive.writestr(name, data)
    return stream.getvalue()


def with_body(document: bytes, xml: bytes) -> bytes:
    return write_parts({**read_parts(document), BODY: xml})


def test_it_gives_every_part_and_the_trees_of_those_that_are_xml(letter: Path) -> None:
    document = with_entries(letter.read_bytes(), ("word/media/dau.png", b"\x89PNG"))

    opened = open_package(document)

    assert opened.parts == read_parts(document)
    assert set(opened.trees) == set(opened.parts) - {"word/media/dau.png"}


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"<html>Not a zip</html>", id="another kind of file"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), id="an old or encrypted Word file"),
    ],
)
def test_what_is_no_docx_is_refused(document: bytes) -> None:
    assert refused(document) == {"not-a-package"}


def test_a_file_that_was_cut_off_is_refused(letter: Path) -> None:
    document = letter.read_bytes()

    assert refused(document[: len(document) // 2]) == {"not-a-package"}


def test_a_file_with_a_damaged_byte_is_refused(letter: Path) -> None:
    document = bytearray(letter.read_bytes())
    place = document.index(b"word/document.xml") + 2_000
    document[place] ^= 0xFF

    assert refused(bytes(document)) == {"not-a-package"}


def test_a_name_that_is_not_utf_8_is_refused(letter: Path) -> None:
    document = letter.read_bytes().replace(b"word/document.xml", b"word/document.x\xff\xff")

    assert refused(document) == {"not-a-package"}


@pytest.mark.parametrize("name", [BODY, "WORD/Document.xml"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused(letter: Path, name: str) -> None:
    assert refused(with_entries(letter.read_bytes(), (name, b"<x/>"))) == {"duplicate-part"}


@pytest.mark.parametrize(
    "name", ["../evil.xml", "/etc/evil.xml", "word/../../evil.xml", "C:evil.xml", "word\\evil.xml"]
)
def test_a_name_that_leads_out_of_the_file_is_refused(letter: Path, name: str) -> None:
    assert refused(with_entries(letter.read_bytes(), (name, b"<x/>"))) == {"unsafe-name"}


def test_a_file_with_too_many_parts_is_refused(letter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_ENTRIES", 5)

    assert refused(letter.read_bytes()) == {"too-large"}


def test_a_file_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(
    letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "MAX_BYTES", 1_000_000)
    bomb = with_entries(letter.read_bytes(), ("word/media/bomb.bin", bytes(1_000_000)))

    def unpack(*_: object) -> bytes:
        raise AssertionError("it was unpacked")

    monkeypatch.setattr(zipfile.ZipFile, "read", unpack)
    assert refused(bomb) == {"too-large"}


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16"])
def test_a_dtd_is_refused_and_its_file_is_not_read(letter: Path, tmp_path: Path, encoding: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    xml = (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        f'<!DOCTYPE x [<!ENTITY kin SYSTEM "{secret.as_uri()}">]><x>&kin;</x>'
    ).encode(encoding)

    with pytest.raises(InputError) as error:
        open_package(with_body(letter.read_bytes(), xml))

    assert [finding.code for finding in error.value.findings] == ["doctype"]
    assert SECRET not in str(error.value)


def test_an_encoding_that_could_hide_a_dtd_is_refused(letter: Path) -> None:
    hidden = "<!DOCTYPE x><x/>".encode("utf-7").replace(b"<!", b"+ADwAIQ-")
    xml = b'<?xml version="1.0" encoding="UTF-7"?>' + hidden

    assert b"<!DOCTYPE" not in xml
    assert refused(with_body(letter.read_bytes(), xml)) <= {"doctype", "encoding", "not-well-formed"}


def test_a_latin_part_is_refused(letter: Path) -> None:
    xml = '<?xml version="1.0" encoding="ISO-8859-1"?><x>é</x>'.encode("latin-1")

    assert refused(with_body(letter.read_bytes(), xml)) == {"encoding"}


def test_elements_nested_without_end_are_refused(letter: Path) -> None:
    assert refused(with_body(letter.read_bytes(), b"<x>" * 5_000 + b"</x>" * 5_000)) == {"not-well-formed"}


def test_all_faults_are_told_at_once(letter: Path) -> None:
    parts = {**read_parts(letter.read_bytes()), BODY: b"<!DOCTYPE x><x/>", "word/styles.xml": b"<x>"}

    assert refused(write_parts(parts)) == {"doctype", "not-well-formed"}


def test_targets_are_told_as_names_of_parts(letter: Path) -> None:
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="a" Type="t" Target="../customXml/item%201.xml"/>'
        b'<Relationship Id="b" Type="t" Target="/docProps/core.xml"/>'
        b'<Relationship Id="c" Type="t" Target="https://example.org/a/../b" TargetMode="External"/></Relationships>'
    )
    parts = {**read_parts(letter.read_bytes()), "word/_rels/document.xml.rels": relations}

    links = [link for link in open_package(write_parts(parts)).relationships() if link.source == BODY]

    assert [(link.id, link.target, link.external) for link in links] == [
        ("a", "customXml/item 1.xml", False),
        ("b", "docProps/core.xml", False),
        ("c", "https://example.org/a/../b", True),
    ]
