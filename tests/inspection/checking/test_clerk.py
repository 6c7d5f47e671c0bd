"""A letter typed in LibreOffice with tabs and spaces: its findings, reviewed one by one against the law."""

from collections.abc import Mapping
from pathlib import Path

from dispatch.pipeline.check_letter import check_letter
from dispatch.pipeline.fix_letter import fix_letter, mended_document

ATTACHED = "“(Gửi kèm”, “679 /TCTHADS-TKDLCN”, “08/03/2022”"
REVIEWED = [
    ("L02", "error", "lề trái 25 mm"),
    ("L03", "error", "phông chữ Calibri"),
    ("L05", "error", "không có số trang"),
    ("L10", "info", "gạch chân"),
    ("L12", "error", "không có"),
    ("L13", "error", "cỡ chữ 14"),
    ("L15", "error", "“Số: 679/TCTHADS -TKDLCN”"),
    ("L22", "error", "cách số, ký hiệu 0 pt"),
    ("L27", "error", "căn trái"),
    ("L28", "error", "6,2 mm"),
    ("L32", "warning", "“Quyết định 907/QĐ-TCTHADS”: thiếu chữ “số”"),
    ("L34", "warning", "“Tổng Cục trưởng”"),
    ("L37", "warning", "“- Lưu: VT.”, thiếu đơn vị soạn thảo"),
    ("L41", "warning", "kết thúc bằng “nghiêm túc.”"),
    ("L41", "warning", "kết thúc bằng “69,72%”"),
    ("L41", "warning", "kết thúc bằng “38,25%”"),
    ("L42", "error", "số “1”"),
    ("L42", "error", "số “2”"),
    ("L43", "error", ATTACHED),
    ("L43", "error", ATTACHED),
    ("L45", "warning", "“THAHC” chưa được viết đầy đủ lần nào trước đó"),
]
MENDED = {"L02", "L03", "L05", "L13", "L15", "L22", "L27", "L28"}


def test_every_fault_is_found_and_nothing_else(resaved: Mapping[str, bytes]) -> None:
    checked = check_letter(resaved["clerk"], language=True)

    assert checked.profile == "nd30"
    assert [(each.rule, each.severity, each.found) for each in checked.verdict.departures] == REVIEWED
    # Typed outside a table, only the page shows whether the subject is centred under the number.
    assert [each.rule for each in checked.verdict.undetermined] == ["L22"]


def test_mending_leaves_what_needs_a_decision(resaved: Mapping[str, bytes]) -> None:
    mended, changes = mended_document(resaved["clerk"], "nd30")
    left = check_letter(mended, language=True).verdict.departures

    # Its pages are numbered now, and an appendix has no section of its own to begin from 1 in.
    kept = [(rule, severity, found.replace(", “679 /TCTHADS-TKDLCN”", "")) for rule, severity, found in REVIEWED]
    kept = [each for each in kept if each[0] not in MENDED]
    assert [(each.rule, each.severity, each.found) for each in left if each.rule != "L06"] == kept
    attached = "(Gửi kèm Công văn số 679/TCTHADS-TKDLCN ngày 08/03/2022 của Tổng cục Thi hành án dân sự)"
    assert [each.after for each in changes] == [
        *("3. Gửi báo cáo giải ", "Số: 679/TCTHADS-TKDLCN"),
        *(attached, attached),
    ]


def test_of_a_finding_with_several_faults_only_those_are_told_as_mended_that_are(
    resaved: Mapping[str, bytes], tmp_path: Path
) -> None:
    (tmp_path / "clerk.docx").write_bytes(resaved["clerk"])

    mended = [
        each for each in fix_letter(tmp_path / "clerk.docx", tmp_path / "mended.docx").mended if each.rule == "L43"
    ]

    assert {(each.found, each.expected) for each in mended} == {("“679 /TCTHADS-TKDLCN”", "“679/TCTHADS-TKDLCN”")}
