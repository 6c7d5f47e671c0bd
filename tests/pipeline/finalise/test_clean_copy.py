"""The clean copy reads and looks as the letter does and tells nothing of how it was made."""

import io
import re
import zipfile
from pathlib import Path

from dispatch.inspection.package import open_package
from dispatch.inspection.visible_text import text_fingerprint, visible_lines
from dispatch.pipeline.finalise import clean_copy
from dispatch.writers.finalised import finalised
from tests.letter.word import changed, read_parts
from tests.pipeline.finalise.traces import AUTHOR, worked_on
from tests.tools.validators import pdf_pages, render_pdfs, validate_integrity, validate_sdk

OWN_MARK = re.compile(rb"<w:bookmark(Start|End) [^>]*/>")
CHANGED_PARTS = {"[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "docProps/custom.xml", "word/document.xml"}


def cleaned(document: bytes) -> dict[str, bytes]:
    return read_parts(clean_copy(open_package(document)))


def everything(document: bytes) -> str:
    return "\n".join(data.decode() for data in read_parts(document).values())


def findings(folder: Path, **documents: bytes) -> dict[str, set[str]]:
    """What both validators say of each document, without its name and the places of the findings."""
    paths = [folder / f"{name}.docx" for name in documents]
    for path, document in zip(paths, documents.values(), strict=True):
        path.write_bytes(document)
    said = [*validate_sdk(*paths), *validate_integrity(*paths)]
    return {
        name: {re.sub(r" \[.*", "", line.partition(": ")[2]) for line in said if line.startswith(f"{name}.docx")}
        for name in documents
    }


def test_only_anchors_go_from_the_body_and_every_other_byte_stays(drafted: bytes) -> None:
    before, after = read_parts(drafted), cleaned(drafted)

    assert after["word/document.xml"] == OWN_MARK.sub(b"", before["word/document.xml"])
    assert set(before) - set(after) == {"docProps/custom.xml"}
    assert {name for name in after if after[name] != before[name]} == CHANGED_PARTS - {"docProps/custom.xml"}


def test_file_properties_keep_the_title_and_name_no_author_and_no_day(drafted: bytes) -> None:
    core = cleaned(drafted)["docProps/core.xml"].decode()

    assert re.findall(r"<(\w+:\w+)[ >]", core) == ["cp:coreProperties", "dc:title", "dc:language"]


def test_comments_sessions_authors_and_paths_of_word_go(drafted: bytes) -> None:
    letter = worked_on(drafted)
    assert AUTHOR in everything(letter)

    copy = clean_copy(open_package(letter))
    assert copy == clean_copy(open_package(drafted)), "what Word left behind is all that goes"
    for trace in (AUTHOR, "rsid", "comment", "mau.dotx", "trackRevisions", "TotalTime", "dispatch."):
        assert trace not in everything(copy)


def test_bookmarks_of_others_and_their_ends_stay(drafted: bytes) -> None:
    own = '<w:bookmarkStart w:id="5" w:name="_Toc5"/><w:bookmarkEnd w:id="5"/>'
    letter = changed(drafted, "<w:body>", f"<w:body>{own}")

    assert own in cleaned(letter)["word/document.xml"].decode()


def test_a_run_that_holds_more_than_the_mark_of_a_comment_stays(drafted: bytes) -> None:
    run = '<w:r><w:commentReference w:id="9"/><w:t>Hà Nội</w:t></w:r>'
    letter = changed(drafted, '<w:r><w:t xml:space="preserve">Hà Nội</w:t></w:r>', run)

    assert "<w:r><w:t>Hà Nội</w:t></w:r>" in cleaned(letter)["word/document.xml"].decode()


def test_other_prefixes_and_quotes_are_understood(drafted: bytes) -> None:
    parts = read_parts(drafted)
    body = parts["word/document.xml"].decode()
    body = re.sub(r"(</?|\s)w:", r"\1x:", body).replace("xmlns:w=", "xmlns:x=")
    body = re.sub(r'x:name="(_f[^"]*)"', r"x:name='\1'", body)

    copy = read_parts(finalised({**parts, "word/document.xml": body.encode()}))["word/document.xml"].decode()
    assert "bookmark" not in copy
    assert copy == re.sub(r"<x:bookmark(Start|End) [^>]*/>", "", body)


def test_the_copy_bears_no_time_and_the_same_letter_gives_the_same_copy(drafted: bytes) -> None:
    copy = clean_copy(open_package(drafted))

    assert copy == clean_copy(open_package(drafted))
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_letter_that_libreoffice_saved_keeps_its_text(drafted: bytes, saved_by_libreoffice: bytes) -> None:
    copy = clean_copy(open_package(saved_by_libreoffice))

    assert visible_lines(open_package(copy)) == visible_lines(open_package(saved_by_libreoffice))
    assert text_fingerprint(open_package(copy)) == text_fingerprint(open_package(drafted))
    assert not re.search(r"LibreOffice|dispatch\.|_f[0-9a-f]{12}|_b\d", everything(copy))


def test_validators_find_nothing_in_the_copy_and_nothing_new_in_that_of_a_saved_letter(
    drafted: bytes, saved_by_libreoffice: bytes, tmp_path: Path
) -> None:
    said = findings(
        tmp_path,
        own=clean_copy(open_package(drafted)),
        word=clean_copy(open_package(worked_on(drafted))),
        saved=saved_by_libreoffice,
        clean=clean_copy(open_package(saved_by_libreoffice)),
    )

    assert said["own"] == said["word"] == set()
    assert said["clean"] <= said["saved"]


def test_the_copies_print_as_the_letters_do(drafted: bytes, saved_by_libreoffice: bytes, tmp_path: Path) -> None:
    documents = {"draft": drafted, "saved": saved_by_libreoffice}
    documents |= {f"{name}-clean": clean_copy(open_package(document)) for name, document in documents.items()}
    for name, document in documents.items():
        (tmp_path / f"{name}.docx").write_bytes(document)

    paths = [tmp_path / f"{name}.docx" for name in documents]
    pages = dict(zip(documents, map(pdf_pages, render_pdfs(paths, tmp_path / "pdf")), strict=True))
    assert pages["draft"] == pages["draft-clean"]
    assert pages["saved"] == pages["saved-clean"]
