"""The checker never crashes and never changes its input, whatever the XML."""

import contextlib
import io
from collections.abc import Mapping

import docx
import pytest
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dispatch.errors import DispatchError
from dispatch.formats.loader import profile_ids
from dispatch.pipeline.check_letter import check_letter
from dispatch.pipeline.fix_letter import mended_document
from tests.inspection.checking.conftest import LETTERS
from tests.inspection.checking.test_mending import changed_only_as_told
from tests.letter.word import BODY, read_parts, write_parts

MUTATED = (BODY, "word/styles.xml", "word/numbering.xml", "word/header1.xml", "word/settings.xml")
LINES = (
    *("BỘ TƯ PHÁP", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số: 5/ABC -D", "ĐẢNG"),
    *("Hà Nội, ngày 31 tháng 2 năm 2022", "Hà Nội, 08/03/2022", "V/v thử", "Kính gửi:", "- A;", "QUYẾT ĐỊNH", "*"),
    *("Căn cứ Luật;", "1. Một", "a) Hai", "Điều 3. Ba", "Chương II", "./.", "Nơi nhận:", "- Lưu: VT.", "KT. BỘ TRƯỞNG"),
    *(
        "Nguyễn Văn A",
        "Phụ lục 1",
        "(Gửi kèm Công văn số 6 ngày 1/1/2022)",
        "",
        "\t\t",
        "   ",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
    ),
)


def checked_or_refused(document: bytes, profile: str | None = None) -> None:
    """Check and mend; a refusal is an answer, any other exception fails the test."""
    before = bytes(document)
    with contextlib.suppress(DispatchError):
        checked = check_letter(document, profile, language=True)
        mended, changes = mended_document(document, checked.profile)
        assert changed_only_as_told(document, mended, changes)
        assert mended_document(mended, checked.profile) == (mended, ())
    assert document == before


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_no_mutation_of_the_xml_makes_the_checker_crash(data: st.DataObject, originals: Mapping[str, bytes]) -> None:
    parts = read_parts(originals[data.draw(st.sampled_from(sorted(LETTERS)))])
    part = data.draw(st.sampled_from([name for name in MUTATED if name in parts]))
    tree = etree.fromstring(parts[part])
    for _ in range(data.draw(st.integers(1, 4))):
        elements = list(tree.iter())[1:] or [tree]
        element = elements[data.draw(st.integers(0, len(elements) - 1))]
        mutate(element, data.draw(st.sampled_from(["drop", "value", "repeat", "empty", "rename"])), data)

    checked_or_refused(write_parts({**parts, part: etree.tostring(tree)}))


def mutate(element: etree._Element, how: str, data: st.DataObject) -> None:
    above = element.getparent()
    if how == "value":
        for name in element.attrib:
            element.set(name, data.draw(st.sampled_from(["", "-1", "x", "999999999", "0", "1.5", "none"])))
    elif above is not None and how == "drop":
        above.remove(element)
    elif above is not None and how == "repeat":
        above.append(etree.fromstring(etree.tostring(element)))
    elif above is not None and how == "rename":
        element.tag = above.tag
    else:
        element.clear()


@settings(max_examples=40, deadline=None)
@given(
    lines=st.lists(
        st.sampled_from(LINES) | st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=30)
    ),
    cells=st.lists(st.sampled_from(LINES), max_size=6),
    profile=st.sampled_from([None, *profile_ids()]),
    size=st.sampled_from([None, 1, 11, 14, 400]),
)
def test_no_document_of_python_docx_makes_the_checker_crash(
    lines: list[str], cells: list[str], profile: str | None, size: int | None
) -> None:
    document = docx.Document()
    table = document.add_table(2, 3) if cells else None
    for number, text in enumerate(cells):
        assert table is not None
        table.cell(number % 2, number // 2).text = text
    for text in lines:
        paragraph = document.add_paragraph(style="List Number" if text.startswith("1") else None)
        run = paragraph.add_run(text)
        run.font.size = Pt(size) if size else None
    stream = io.BytesIO()
    document.save(stream)

    checked_or_refused(stream.getvalue(), profile)


@pytest.mark.parametrize("profile", profile_ids())
def test_no_document_of_libreoffice_makes_the_checker_crash(profile: str, resaved: Mapping[str, bytes]) -> None:
    for document in resaved.values():
        checked_or_refused(document, profile)


@pytest.mark.parametrize("profile", profile_ids())
def test_every_law_judges_every_letter(
    profile: str, originals: Mapping[str, bytes], resaved: Mapping[str, bytes]
) -> None:
    for document in (*originals.values(), *resaved.values()):
        assert check_letter(document, profile, language=True).profile == profile
