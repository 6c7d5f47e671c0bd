"""The checker: our letter keeps the law on every base, and each departure is found by its own rule."""

import contextlib
import io
import json
import subprocess
import tempfile
import unicodedata
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dispatch.errors import DispatchError
from dispatch.pipeline.check_letter import check_letter
from tests.cli.running import run
from tests.inspection import departing as to
from tests.inspection.breaking import Edit, broken
from tests.letter.word import BODY, read_parts, write_parts

BASES = ("ours", "python-docx", "LibreOffice")
PROSE = "Đối chiếu tiêu chí"
ISSUER = "TỔNG CỤC THI HÀNH"

# The rule that must fire, and the change that makes it; nothing else may fire.
DEPARTURES: list[tuple[str, str, to.Change]] = [
    ("L01", "paper of another height", to.paper),
    ("L02", "a narrow left margin", to.margin(25)),
    ("L03", "another font", to.font(PROSE, "Arial")),
    ("L03", "blue words", to.colour(PROSE)),
    ("L04", "a font of the old encoding", to.font(PROSE, ".VnTime")),
    ("L04", "marks apart from their letters", to.words(PROSE, "tiêu chí", unicodedata.normalize("NFD", "tiêu chí"))),
    ("L05", "a number on page 1", to.number_on_first_page),
    ("L06", "an appendix that counts on", to.running_numbers),
    ("L08", "Quốc hiệu not bold", to.mark("CỘNG HÒA", bold=False)),
    ("L08", "Quốc hiệu misspelt", to.words("CỘNG HÒA", "XÃ HỘI", "XÃ HÔI")),
    ("L09", "Tiêu ngữ with dashes", to.words("Độc lập", " - ", " – ")),
    ("L09", "Tiêu ngữ too small", to.size("Độc lập", 12)),
    ("L10", "no line under Tiêu ngữ", to.without_line_below("Độc lập")),
    ("L11", "the superior body bold", to.mark("BỘ TƯ PHÁP", bold=True)),
    ("L12", "no line under the issuer", to.without_line_below(ISSUER)),
    ("L13", "no colon after Số", to.words("Số:", "Số:", "Số")),
    ("L14", "a number without its zero", to.words("Số:", "Số:       /", "Số: 5/")),
    ("L15", "a space in the symbol", to.words("Số:", "TCTHADS-", "TCTHADS -")),
    ("L16", "a dispatch with the kind CV", to.words("Số:", "/TCTHADS", "/CV-TCTHADS")),
    ("L17", "a day without its zero", to.words("Hà Nội", "08", "8")),
    ("L18", "the place upright", to.mark("Hà Nội", italic=False)),
    ("L18", "no comma after the place", to.words("Hà Nội", "Nội,", "Nội")),
    ("L19", "a ward for a central body", to.words("Hà Nội", "Hà Nội", "Phường Ba Đình")),
    ("L22", "no subject", to.removed("V/v")),
    ("L22", "a bold subject", to.mark("V/v", bold=True)),
    ("L22", "no gap under the number", to.spaced("V/v", space_before=0)),
    ("L23", "Kính gửi without its colon", to.words("Kính gửi", "gửi:", "gửi")),
    ("L26", "a small paragraph", to.size(PROSE, 12)),
    ("L26", "another size in the range", to.size(PROSE, 13)),
    ("L26", "a slanted paragraph", to.mark(PROSE, italic=True)),
    ("L27", "a paragraph aligned left", to.align(PROSE, WD_ALIGN_PARAGRAPH.LEFT)),
    ("L28", "an indent of 5 mm", to.spaced(PROSE, first_line_indent=5)),
    ("L29", "no gap between paragraphs", to.spaced(PROSE, space_before=0)),
    ("L29", "lines twice apart", to.spaced(PROSE, line_spacing=2)),
    ("L30", "a typed number out of order", to.words(PROSE, "Đối", "7. Đối")),
    ("L31", "the letter f", to.words(PROSE, "Đối", "f) Đối")),
    ("L35", "Nơi nhận upright", to.mark("Nơi nhận", italic=False)),
    ("L36", "a recipient without its mark", to.words("- Bộ trưởng", ";", "")),
    ("L36", "a list too large", to.size("- Bộ trưởng", 12)),
    ("L37", "Lưu without its unit", to.words("- Lưu", ", TKDLCN", "")),
    ("L38", "a post in small letters", to.words("TỔNG CỤC TRƯỞNG", "TỔNG CỤC TRƯỞNG", "Tổng cục trưởng")),
    ("L39", "KT. without a deputy", to.words("TỔNG CỤC TRƯỞNG", "TỔNG", "KT. TỔNG")),
    ("L40", "a degree before the name", to.words("Nguyễn Quang", "Nguyễn", "TS. Nguyễn")),
    ("L41", "no mark at the end", to.words("Nhận được Công văn này", "./.", ".")),
    ("L42", "an appendix with an Arabic number", to.words("Phụ lục III", "III", "3")),
    ("L42", "a title not bold", to.mark("KẾT QUẢ THI HÀNH ÁN", bold=False)),
    ("L43", "Gửi kèm", to.words("(Kèm theo", "Kèm theo", "Gửi kèm")),
    ("L43", "another day", to.words("(Kèm theo", "08 tháng 3", "09 tháng 3")),
]
IMPLIED = {
    # The line stays as long as it was and the text grows shorter.
    "Tiêu ngữ too small": {"L10"},
}


@pytest.fixture(scope="session")
def bases(letter: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Our letter as three programs save it."""
    folder = tmp_path_factory.mktemp("bases")
    stream = io.BytesIO()
    docx.Document(str(letter)).save(stream)
    with tempfile.TemporaryDirectory(prefix="soffice-", ignore_cleanup_errors=True) as profile:
        subprocess.run(
            [
                *("soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--convert-to"),
                *("docx:MS Word 2007 XML", "--outdir", str(folder), str(letter)),
            ],
            check=True,
            capture_output=True,
            timeout=300,
        )
    saved = (folder / letter.name).read_bytes()
    return {"ours": letter.read_bytes(), "python-docx": stream.getvalue(), "LibreOffice": saved}


@pytest.mark.parametrize("base", BASES)
def test_our_letter_has_no_finding_on_any_base(base: str, bases: dict[str, bytes]) -> None:
    checked = check_letter(bases[base], language=True)

    assert checked.profile == "nd30"
    assert [each.message for each in checked.verdict.departures] == []
    assert checked.verdict.undetermined == ()


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("case", DEPARTURES, ids=lambda case: case[1])
def test_one_change_is_found_by_its_own_rule(
    case: tuple[str, str, to.Change], base: str, bases: dict[str, bytes]
) -> None:
    rule, name, change = case
    verdict = check_letter(to.changed(bases[base], change)).verdict

    found = {each.rule: each for each in verdict.departures}
    assert set(found) - IMPLIED.get(name, set()) <= {rule}, [each.message for each in verdict.departures]
    assert found[rule].article.startswith("NĐ 30/2020/NĐ-CP, Phụ lục")
    assert found[rule].hint


def test_a_blank_number_and_a_blank_day_are_no_departures(bases: dict[str, bytes]) -> None:
    blank = to.changed(bases["ours"], to.words("Hà Nội", "08", "     "))

    assert check_letter(blank).verdict.departures == ()


HOSTILE = {
    "macro": Edit("word/vbaProject.bin", "", "x"),
    "external-content": Edit(
        "word/_rels/document.xml.rels",
        "</Relationships>",
        '<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"'
        ' Target="http://example.org/x.dotm" TargetMode="External"/></Relationships>',
    ),
    "fetching-field": Edit(BODY, "<w:t ", "<w:instrText>DDEAUTO c x</w:instrText><w:t "),
    "doctype": Edit(BODY, "<w:document ", "<!DOCTYPE w:document><w:document "),
}


@pytest.mark.parametrize("code", HOSTILE)
def test_a_hostile_file_is_refused(code: str, letter: Path) -> None:
    with pytest.raises(DispatchError) as caught:
        check_letter(broken(letter.read_bytes(), HOSTILE[code]))

    assert [each.code for each in caught.value.findings] == [code]


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_no_change_of_the_xml_makes_the_checker_crash(data: st.DataObject, letter: Path) -> None:
    parts = read_parts(letter.read_bytes())
    part = data.draw(st.sampled_from([BODY, "word/styles.xml", "word/numbering.xml", "word/header1.xml"]))
    tree = etree.fromstring(parts[part])
    elements = list(tree.iter())[1:]
    for _ in range(data.draw(st.integers(1, 4))):
        element = elements[data.draw(st.integers(0, min(len(elements) - 1, 600)))]
        above = element.getparent()
        what = data.draw(st.sampled_from(["drop", "value", "repeat", "empty"]))
        if what == "value":
            for name in element.attrib:
                element.set(name, data.draw(st.sampled_from(["", "-1", "x", "999999999", "0"])))
        elif above is not None and what == "drop":
            above.remove(element)
        elif above is not None and what == "repeat":
            above.append(etree.fromstring(etree.tostring(element)))
        else:
            element.clear()

    mutated = write_parts({**parts, part: etree.tostring(tree)})
    with contextlib.suppress(DispatchError):
        check_letter(mutated, language=True)


def test_the_command_prints_the_verdict_as_json_and_fails_on_errors_only(letter: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.docx"
    bad.write_bytes(to.changed(letter.read_bytes(), to.margin(25)))
    warned = tmp_path / "warned.docx"
    warned.write_bytes(to.changed(letter.read_bytes(), to.words("- Lưu", ", TKDLCN", "")))

    ran = run("check", str(bad), "--json")
    told = json.loads(ran.out)
    assert ran.code == 1
    assert set(told) >= {"findings", "undetermined", "profile", "errors", "warnings"}
    assert told["findings"][0]["rule"] == "L02"
    assert (told["errors"], told["warnings"], told["profile"]) == (1, 0, "nd30")
    assert run("check", str(warned)).code == 0


def test_what_is_printed_fits_eighty_columns(letter: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.docx").write_bytes(to.changed(letter.read_bytes(), to.size("Độc lập", 12)))
    (tmp_path / "good.docx").write_bytes(letter.read_bytes())

    for path in (tmp_path / "bad.docx", tmp_path):
        ran = run("check", str(path))
        assert ran.code == 1
        assert "L09" in ran.out
        assert max(map(len, ran.out.splitlines())) <= 80
