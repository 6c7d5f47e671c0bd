"""What a program that reads aloud needs is in every letter: title, language, headings, words for tables."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from dispatch.pipeline.saving_draft import Drafted
from tests.builders import DOSSIERS
from tests.letter.word import W, read_parts

every_dossier = pytest.mark.parametrize("folder", DOSSIERS, ids=lambda folder: folder.name)
BODY_STYLES = {"NoiDung", "NhiemVu", "NhiemVuTieuDe", "NhiemVuCon", "Diem", "GachDauDong", "NhomNhiemVu", "NhomKhongSo"}


def trees(drafted: Drafted) -> dict[str, ET.Element]:
    return {name: ET.fromstring(data) for name, data in read_parts(drafted.letter.read_bytes()).items()}


def value(element: ET.Element | None) -> str:
    return "" if element is None else element.get(f"{W}val", "")


@every_dossier
def test_the_file_has_a_title_and_is_in_vietnamese(folder: Path, drafts: dict[str, Drafted]) -> None:
    found = trees(drafts[folder.name])
    core = {each.tag.rpartition("}")[2]: each.text or "" for each in found["docProps/core.xml"]}
    assert re.search(r"\w{2,}(\s\w+){4}", core["title"])
    assert core["language"] == "vi-VN"
    assert value(found["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")) == "vi-VN"
    assert value(found["word/settings.xml"].find(f"{W}themeFontLang")) == "vi-VN"


@every_dossier
def test_groups_of_tasks_and_appendices_are_headings(folder: Path, drafts: dict[str, Drafted]) -> None:
    found = trees(drafts[folder.name])
    levels = {
        style.get(f"{W}styleId"): value(style.find(f"{W}pPr/{W}outlineLvl"))
        for style in found["word/styles.xml"].iter(f"{W}style")
    }
    used = {value(each) for each in found["word/document.xml"].iter(f"{W}pStyle")}
    headings = used & {"PhuLucSo", "NhomNhiemVu", "NhomKhongSo"}
    assert {levels[each] for each in headings} <= {"0"}
    assert headings or not drafts[folder.name].prepared.kind.appendices


@every_dossier
def test_tables_repeat_their_head_and_are_told_in_words(folder: Path, drafts: dict[str, Drafted]) -> None:
    body = trees(drafts[folder.name])["word/document.xml"]
    tables = [each for each in body.iter(f"{W}tbl") if each.find(f"{W}tblPr/{W}tblStyle") is not None]
    captions = [each for each in body.iter(f"{W}pStyle") if value(each) == "PhuLucSo"]
    assert len(tables) == len(captions)
    for table in tables:
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.findall(f"{W}tr")]
        assert heads == [True, *[False] * (len(heads) - 1)]
        assert value(table.find(f"{W}tblPr/{W}tblCaption")).startswith("Bảng của Phụ lục")
        assert value(table.find(f"{W}tblPr/{W}tblDescription")).startswith("Các cột: ")


@every_dossier
def test_paragraphs_of_the_body_look_as_their_styles_say(folder: Path, drafts: dict[str, Drafted]) -> None:
    """Nothing but keeping with the next paragraph, and bold or italic words, is set by hand."""
    for paragraph in trees(drafts[folder.name])["word/document.xml"].iter(f"{W}p"):
        if value(paragraph.find(f"{W}pPr/{W}pStyle")) in BODY_STYLES:
            own = {each.tag for each in (*paragraph.findall(f"{W}pPr/*"), *paragraph.findall(f"{W}r/{W}rPr/*"))}
            assert own <= {f"{W}{name}" for name in ("pStyle", "keepNext", "rStyle", "b", "i")}
