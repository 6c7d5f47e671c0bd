"""Letters that together have every component of the four layout laws, one by one in their XML."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from dispatch.inspection.invariants import broken_invariants
from tests.letter.word import noted_anchors
from tests.tools.validators import validate_integrity, validate_sdk
from tests.writers.reading import W, body, paragraph_texts, part, parts
from tests.writers.samples import ADDRESS, SAMPLES, written

Files = dict[str, Path]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return {path.stem: path for path in written(tmp_path_factory.mktemp("samples"))}


def text(files: Files, name: str, style: str) -> list[str]:
    return paragraph_texts(files[name].read_bytes(), style)


def style(files: Files, name: str, identity: str) -> ET.Element:
    [found] = [
        each
        for each in part(files[name].read_bytes(), "word/styles.xml").iter(f"{W}style")
        if each.get(f"{W}styleId") == identity
    ]
    return found


def styles_of_body(files: Files, name: str) -> list[str]:
    found = (each.find(f"{W}pPr/{W}pStyle") for each in body(files[name].read_bytes()).findall(f".//{W}p"))
    return [each.get(f"{W}val", "") for each in found if each is not None]


def test_both_validators_and_our_invariants_find_nothing(files: Files) -> None:
    assert validate_sdk(*files.values()) == []
    assert validate_integrity(*files.values()) == []
    assert {name: broken_invariants(path.read_bytes()) for name, path in files.items()} == {name: [] for name in files}
    assert len(files) == len(SAMPLES)


# --- the Party ---

DIRECTIVES = ["hd36-chi-thi", "hd05-chi-thi"]


@pytest.mark.parametrize("name", DIRECTIVES)
def test_a_party_letter_has_its_own_heading_and_no_words_of_the_state(name: str, files: Files) -> None:
    used = styles_of_body(files, name)
    assert text(files, name, "TieuDeDang") == ["ĐẢNG CỘNG SẢN VIỆT NAM"]
    assert used[used.index("TieuDeDang") + 1] == "KeNgang"
    assert text(files, name, "CoQuanBanHanh") == ["TỈNH ỦY VÍ DỤ"]
    assert used[used.index("CoQuanBanHanh") + 1] == "DauSao"
    assert used[used.index("DauSao") + 1] == "TieuDeDang"  # no line under the issuer
    assert text(files, name, "DauSao") == ["*"]
    assert text(files, name, "SoKyHieu") == ["Số 15-CT/TU"]
    assert text(files, name, "CoQuanChuQuan") == text(files, name, "QuocHieu") == text(files, name, "KinhGui") == []


@pytest.mark.parametrize("name", DIRECTIVES)
def test_a_directive_is_called_by_its_type_and_its_subject_has_five_hyphens_under_it(name: str, files: Files) -> None:
    used = styles_of_body(files, name)
    assert text(files, name, "TenLoai") == ["CHỈ THỊ"]
    [subject] = text(files, name, "TrichYeu")
    assert subject.startswith("về tăng cường")
    assert text(files, name, "GachNgan") == ["-----"]
    assert used[used.index("GachNgan") + 1] == "NoiDung"  # no line under it


@pytest.mark.parametrize("name", DIRECTIVES)
def test_a_directive_signs_for_its_committee_and_ends_its_recipients_in_commas(name: str, files: Files) -> None:
    assert text(files, name, "QuyenHan") == ["T/M BAN THƯỜNG VỤ"]
    assert text(files, name, "ChucVu") == ["PHÓ BÍ THƯ"]
    assert style(files, name, "QuyenHan").find(f"{W}rPr/{W}b") is not None
    assert style(files, name, "ChucVu").find(f"{W}rPr/{W}b") is None
    assert style(files, name, "NoiNhanNhan").find(f"{W}rPr/{W}u") is not None
    assert text(files, name, "NoiNhanDanhSach") == [
        "- Các cơ quan tham mưu Tỉnh ủy,",
        "- Các huyện ủy, thành ủy,",
        "- Lưu Văn phòng Tỉnh ủy.",
    ]


@pytest.mark.parametrize("name", DIRECTIVES)
def test_a_directive_ends_with_a_full_stop_alone(name: str, files: Files) -> None:
    assert text(files, name, "NhiemVu")[-1].endswith("Chỉ thị này.")
    assert "./." not in "".join(body(files[name].read_bytes()).itertext())


def test_footnotes_of_a_directive_are_real_stand_in_mid_sentence_and_cite_in_the_manner_of_the_party(
    files: Files,
) -> None:
    document = files["hd36-chi-thi"].read_bytes()
    notes = ["".join(note.itertext()).strip() for note in part(document, "word/footnotes.xml").iter(f"{W}footnote")]
    first = "Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển"
    second = "Kết luận số 84-KL/TW, ngày 29/7/2020 của Bộ Chính trị về cải cách tư pháp"
    assert notes[2:] == [f"{first}; {second}; Nghị quyết số 57-NQ/TW.", "Định kỳ hằng quý; kỳ này là 5 tháng năm 2022."]
    [marked] = [each for each in body(document).iter(f"{W}p") if "các văn bản của Đảng" in "".join(each.itertext())]
    runs = [run.find(f"{W}footnoteReference") is not None for run in marked.iter(f"{W}r")]
    assert runs == [False, True, False]


def test_appendices_of_a_party_letter_are_numbered_in_arabic_and_end_without_a_mark(files: Files) -> None:
    assert text(files, "hd36-chi-thi", "PhuLucSo") == ["Phụ lục 1", "Phụ lục 2"]
    assert text(files, "hd36-chi-thi", "KetThuc") == ["", ""]
    assert (
        text(files, "hd36-chi-thi", "PhuLucKemTheo")
        == ["(Kèm theo Văn bản số 15-CT/TU, ngày 20 tháng 9 năm 2021 của Tỉnh ủy Ví Dụ)"] * 2
    )


def test_the_drafters_mark_is_written_in_the_manner_of_the_law(files: Files) -> None:
    assert text(files, "hd36-chi-thi", "NguoiSoanThao") == ["NTVA - 81"]
    assert text(files, "nd30-nhom", "NguoiSoanThao") == ["PL.(300)"]
    assert text(files, "nd30-quyet-dinh", "NguoiSoanThao") == []
    assert text(files, "nd30-quyet-dinh", "NoiNhanDanhSach")[-1] == "- Lưu: VT, TCTHADS (2)."


@pytest.mark.parametrize(("name", "end"), [("hd36-cong-van", ","), ("hd05-cong-van", ";")])
def test_a_dispatch_of_a_party_body_has_its_subject_in_italics_under_its_number(
    name: str, end: str, files: Files
) -> None:
    assert text(files, name, "CoQuanChuQuan") == ["TỈNH ỦY VÍ DỤ"]
    assert text(files, name, "CoQuanBanHanh") == ["VĂN PHÒNG"]
    assert text(files, name, "SoKyHieu") == ["Số 15-CV/VPTU"]
    assert text(files, name, "TrichYeuCongVan") == ["về việc báo cáo kết quả thi hành án dân sự"]
    assert style(files, name, "TrichYeuCongVan").find(f"{W}rPr/{W}i") is not None
    assert text(files, name, "TenLoai") == text(files, name, "GachNgan") == []
    assert text(files, name, "KinhGui") == [
        "Kính gửi: ",
        f"- Ban Nội chính Trung ương{end}",
        "- Văn phòng Trung ương Đảng.",
    ]
    assert text(files, name, "NoiNhanDanhSach") == [f"- Như trên{end}", "- Lưu Văn phòng Tỉnh ủy."]
    assert text(files, name, "QuyenHan") == ["K/T CHÁNH VĂN PHÒNG"]
    assert text(files, name, "ChucVu") == ["PHÓ CHÁNH VĂN PHÒNG"]


def test_what_a_letter_rests_on_is_written_in_the_manner_of_its_law(files: Files) -> None:
    said = {name: text(files, name, "CanCu") for name in ("nd30-quyet-dinh", "tt01-quyet-dinh", "hd05-cong-van")}
    assert [line[-1] for line in said["nd30-quyet-dinh"]] == [";", ";", "."]
    assert [line[-1] for line in said["tt01-quyet-dinh"]] == [";", ";", ","]
    assert said["hd05-cong-van"] == [
        "- Căn cứ Điều lệ Đảng;",
        "- Căn cứ Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển.",
    ]
    slanted = {name: style(files, name, "CanCu").find(f"{W}rPr/{W}i") is not None for name in said}
    assert slanted == {"nd30-quyet-dinh": True, "tt01-quyet-dinh": False, "hd05-cong-van": False}


# --- named types of the State ---


def test_a_decision_has_its_type_its_subject_with_a_line_and_what_it_rests_on(files: Files) -> None:
    name = "nd30-quyet-dinh"
    used = styles_of_body(files, name)
    assert text(files, name, "TenLoai") == ["QUYẾT ĐỊNH"]
    assert text(files, name, "TrichYeu") == ["Ban hành Quy chế phối hợp"]
    assert used[used.index("TrichYeu") + 1] == "KeNgang"
    assert text(files, name, "TrichYeuCongVan") == text(files, name, "KinhGui") == []
    assert [line[-1] for line in text(files, name, "CanCu")] == [";", ";", "."]
    assert style(files, name, "CanCu").find(f"{W}rPr/{W}i") is not None


def test_divisions_have_a_level_each_their_titles_below_and_are_numbered_by_word(files: Files) -> None:
    name = "nd30-quyet-dinh"
    assert text(files, name, "Phan") == ["\nQUY ĐỊNH CHUNG"]
    assert text(files, name, "Chuong") == ["\nPHẠM VI, ĐỐI TƯỢNG", "\nTỔ CHỨC THỰC HIỆN"]
    assert text(files, name, "Dieu") == ["Phạm vi điều chỉnh", "Đối tượng", "Hiệu lực"]
    said = [
        [
            tuple(level.find(f"{W}{name}").get(f"{W}val") for name in ("pStyle", "lvlText", "numFmt"))  # type: ignore[union-attr]
            for level in numbered.iter(f"{W}lvl")
        ]
        for numbered in part(files[name].read_bytes(), "word/numbering.xml").iter(f"{W}abstractNum")
    ]
    assert said == [
        [("Phan", "Phần %1", "upperRoman")],
        [
            ("Chuong", "Chương %1", "upperRoman"),
            ("MucVanBan", "Mục %2", "decimal"),
            ("TieuMuc", "Tiểu mục %3", "decimal"),
        ],
        [("Dieu", "Điều %1.", "decimal"), ("NhiemVu", "%2.", "decimal"), ("NhiemVuCon", "%2.%3.", "decimal")],
    ]
    divisions = ("Phan", "Chuong", "MucVanBan", "TieuMuc", "Dieu")
    outline = [style(files, name, each).find(f"{W}pPr/{W}outlineLvl") for each in divisions]
    assert [each.get(f"{W}val") for each in outline if each is not None] == ["0", "1", "2", "3", "4"]


def test_points_have_the_letters_of_the_decree_and_a_titled_clause_is_bold(files: Files) -> None:
    assert [line[:2] for line in text(files, "nd30-quyet-dinh", "Diem")] == [f"{mark})" for mark in "abcdđeg"]
    assert text(files, "nd30-quyet-dinh", "NhiemVuTieuDe") == ["Khoản có tiêu đề"]
    based = style(files, "nd30-quyet-dinh", "NhiemVuTieuDe").find(f"{W}basedOn")
    assert based is not None
    assert based.get(f"{W}val") == "NhiemVu"


def test_straight_quotes_come_out_curly(files: Files) -> None:
    assert "Nội dung của khoản có tiêu đề: “trong ngoặc kép” và “đã cong”." in text(files, "nd30-quyet-dinh", "NoiDung")


def test_groups_are_roman_or_bold_without_a_number(files: Files) -> None:
    assert text(files, "nd30-nhom", "NhomNhiemVu") == ["KẾT QUẢ", "NHIỆM VỤ"]
    assert text(files, "nd30-khong-so", "NhomKhongSo") == ["KẾT QUẢ", "NHIỆM VỤ"]
    [first, *_] = part(files["nd30-nhom"].read_bytes(), "word/numbering.xml").iter(f"{W}numFmt")
    assert first.get(f"{W}val") == "upperRoman"
    assert style(files, "nd30-khong-so", "NhomKhongSo").find(f"{W}pPr/{W}numPr") is None


def test_the_subject_of_a_dispatch_stands_six_points_below_its_number(files: Files) -> None:
    gap = style(files, "nd30-nhom", "TrichYeuCongVan").find(f"{W}pPr/{W}spacing")
    assert gap is not None
    assert gap.get(f"{W}before") == "120"


# --- signatures, addressees, marks ---


@pytest.mark.parametrize(
    ("name", "authority", "post"),
    [
        ("nd30-quyet-dinh", ["TUQ. TỔNG CỤC TRƯỞNG"], ["CHÁNH VĂN PHÒNG"]),
        ("nd30-nhom", ["TL. BỘ TRƯỞNG", "KT. TỔNG CỤC TRƯỞNG"], ["PHÓ TỔNG CỤC TRƯỞNG"]),
    ],
)
def test_who_signs_for_whom(name: str, authority: list[str], post: list[str], files: Files) -> None:
    assert text(files, name, "QuyenHan") == authority
    assert text(files, name, "ChucVu") == post


def test_several_addressees_have_a_line_each_under_the_colon(files: Files) -> None:
    assert text(files, "nd30-nhom", "KinhGui") == [
        "Kính gửi: ",
        "- Văn phòng Bộ;",
        "- Thi hành án dân sự các tỉnh, thành phố trực thuộc Trung ương.",
    ]


def test_stamps_have_the_sizes_of_the_law_in_red_and_words_for_those_who_cannot_see_them(files: Files) -> None:
    boxes = [
        table
        for table in body(files["nd30-nhom"].read_bytes()).iter(f"{W}tbl")
        if table.find(f"{W}tr/{W}trPr/{W}trHeight") is not None
    ]
    said = []
    for box in boxes:
        width, height = box.find(f"{W}tblPr/{W}tblW"), box.find(f"{W}tr/{W}trPr/{W}trHeight")
        edge, words = box.find(f"{W}tblPr/{W}tblBorders/{W}top"), box.find(f"{W}tblPr/{W}tblDescription")
        assert width is not None
        assert height is not None
        assert edge is not None
        assert words is not None
        sizes = [round(int(each.get(key, "0")) * 25.4 / 1440) for each, key in ((width, f"{W}w"), (height, f"{W}val"))]
        said.append((words.get(f"{W}val"), *sizes, edge.get(f"{W}color")))
    draft, secret, urgent = said
    assert (draft[0], draft[2:]) == ("DỰ THẢO", (8, "000000"))
    assert secret == ("Dấu TỐI MẬT", 30, 8, "FF0000")
    assert urgent == ("Dấu THƯỢNG KHẨN", 40, 8, "FF0000")
    assert text(files, "nd30-nhom", "DuThao") == ["DỰ THẢO LẦN 2"]


@pytest.mark.parametrize("name", ["nd30-nhom", "tt01-nhom"])
def test_circulation_stands_over_and_the_address_under_page_1_of_the_letter_alone(name: str, files: Files) -> None:
    document = files[name].read_bytes()
    relations = {each.get("Id"): each.get("Target") for each in part(document, "word/_rels/document.xml.rels")}
    firsts = []
    for section in body(document).iter(f"{W}sectPr"):
        named = {
            each.tag.removeprefix(W): relations[next(value for key, value in each.items() if key.endswith("}id"))]
            for each in section
            if each.get(f"{W}type") == "first"
        }
        firsts.append({kind: "".join(part(document, f"word/{file}").itertext()) for kind, file in named.items()})
    assert firsts[0] == {"headerReference": "LƯU HÀNH NỘI BỘ", "footerReference": ADDRESS}
    assert firsts[1:] == [{"headerReference": "", "footerReference": ""}] * 3
    assert "van_ban.dia_chi" in {anchor[1] for anchor in noted_anchors(document)}


# --- appendices ---


def test_each_appendix_numbers_its_own_pages_and_may_lie_on_its_side(files: Files) -> None:
    sections = list(body(files["nd30-nhom"].read_bytes()).iter(f"{W}sectPr"))
    assert text(files, "nd30-nhom", "PhuLucSo") == ["Phụ lục I", "Phụ lục II", "Phụ lục III"]
    assert [each.find(f"{W}pgNumType").get(f"{W}start") for each in sections] == ["1"] * 4  # type: ignore[union-attr]
    assert [each.find(f"{W}pgSz").get(f"{W}orient") for each in sections] == [  # type: ignore[union-attr]
        *(None, None, "landscape", None)
    ]
    assert all(each.find(f"{W}titlePg") is not None for each in sections)


def test_the_line_under_an_appendix_is_filled_on_paper_and_blank_in_electronic_form(files: Files) -> None:
    assert text(files, "nd30-nhom", "PhuLucKemTheo")[0] == (
        "(Kèm theo Văn bản số 07/TCTHADS-TKDLCN ngày 08 tháng 3 năm 2022 của Tổng cục Thi hành án dân sự)"
    )
    assert set(text(files, "tt01-nhom", "PhuLucKemTheo")[0]) <= set("(Kèm theo Văn bản số / ngày tháng năm của )")


def test_tables_repeat_their_head_keep_their_rows_whole_and_are_told_in_words(files: Files) -> None:
    tables = [
        table
        for table in body(files["nd30-nhom"].read_bytes()).iter(f"{W}tbl")
        if table.find(f"{W}tblPr/{W}tblStyle") is not None
    ]
    for number, table in zip(("I", "II", "III"), tables, strict=True):
        rows = table.findall(f"{W}tr/{W}trPr")
        assert [row.find(f"{W}tblHeader") is not None for row in rows] == [True, *[False] * 36]
        assert all(row.find(f"{W}cantSplit") is not None for row in rows)
        words = [table.find(f"{W}tblPr/{W}{name}") for name in ("tblCaption", "tblDescription")]
        assert [each.get(f"{W}val") for each in words if each is not None] == [
            f"Bảng của Phụ lục {number}",
            "Các cột: Tên đơn vị; Tỷ lệ",
        ]


# --- styles ---


def test_the_style_of_the_body_rules_the_whole_body(files: Files) -> None:
    """Every style of a paragraph of the body rests on it and repeats none of its letters, gaps and spacing."""
    for name in ("nd30-quyet-dinh", "nd30-nhom", "hd36-chi-thi"):
        of_body = {*styles_of_body(files, name)} & {
            *("Phan", "Chuong", "MucVanBan", "TieuMuc", "Dieu", "NhiemVu", "NhiemVuTieuDe", "NhiemVuCon"),
            *("Diem", "GachDauDong", "NhomNhiemVu", "CanCu"),
        }
        assert len(of_body) > 1
        for identity in of_body:
            found = style(files, name, identity)
            base = found.find(f"{W}basedOn")
            assert base is not None
            assert base.get(f"{W}val") in ("NoiDung", "NhiemVu")
            assert found.find(f"{W}rPr/{W}sz") is None
            assert found.find(f"{W}pPr/{W}spacing") is None


def test_paragraphs_of_the_body_have_no_letters_of_their_own(files: Files) -> None:
    for name in files:
        for paragraph in body(files[name].read_bytes()).iter(f"{W}p"):
            own = {each.tag for each in paragraph.findall(f"{W}r/{W}rPr/*")} - {f"{W}rStyle", f"{W}b", f"{W}i"}
            assert not own


def test_the_file_is_titled_by_type_and_subject_in_vietnamese(files: Files) -> None:
    core = "".join(part(files["hd36-chi-thi"].read_bytes(), "docProps/core.xml").itertext())
    assert core.startswith("CHỈ THỊ về tăng cường")
    assert "vi-VN" in core
    assert 'w:val="vi-VN"' in parts(files["hd36-chi-thi"].read_bytes())["word/styles.xml"].decode()
