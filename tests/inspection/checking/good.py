"""Letters that keep the law and were not made by this program: a decision of the State, a directive of the Party."""

from docx.document import Document

from dispatch.formats.text_width import text_width_mm
from tests.inspection.checking.word import (
    CENTER,
    JUSTIFY,
    Holder,
    columns,
    drawn,
    landscape_section,
    new_document,
    saved,
    typed,
)

_CELL_MARGINS_MM = 2 * 1.9
_HEADING_MM = (74, 91)
_TEXT_MM = 165


def decision() -> bytes:
    """A decision of 12 January 2022 with grounds, articles, points and a landscape appendix; all names are invented."""
    document = new_document(20, 15, 20, 30)
    _state_heading(document)
    typed(document, "QUYẾT ĐỊNH", bold=True, align=CENTER, before=12)
    subject = "Về việc giao chỉ tiêu thi hành án dân sự năm 2022"
    typed(document, subject, bold=True, align=CENTER)
    width = 0.4 * text_width_mm(subject, 14, bold=True)
    drawn(document, width, (_TEXT_MM - width) / 2, 3)
    typed(document, "TỔNG CỤC TRƯỞNG TỔNG CỤC THI HÀNH ÁN DÂN SỰ", bold=True, align=CENTER, before=6)
    for ground in (
        "Căn cứ Luật Thi hành án dân sự;",
        "Căn cứ Quyết định số 10/QĐ-BTP ngày 05 tháng 01 năm 2022 của Bộ trưởng Bộ Tư pháp về kế hoạch công tác;",
        "Theo đề nghị của Vụ trưởng Vụ Nghiệp vụ 1.",
    ):
        _body(document, ground, italic=True)
    typed(document, "QUYẾT ĐỊNH:", bold=True, align=CENTER, before=6)
    for text in (
        "Điều 1. Giao chỉ tiêu cho các cơ quan thi hành án dân sự theo Phụ lục kèm theo Quyết định này.",
        "Điều 2. Tổ chức thực hiện",
        "1. Người đứng đầu cơ quan thi hành án dân sự có trách nhiệm:",
        *("a) Phân bổ chỉ tiêu;", "b) Rà soát hồ sơ;", "c) Lập kế hoạch;", "d) Kiểm tra;", "đ) Báo cáo;"),
        "e) Đề xuất khen thưởng.",
        "2. Văn phòng theo dõi, tổng hợp kết quả theo điểm a khoản 1 Điều này.",
        "Điều 3. Quyết định này có hiệu lực từ ngày ký. Các đơn vị chịu trách nhiệm thi hành Quyết định này./.",
    ):
        _body(document, text)
    _state_foot(document)
    _state_appendix(document)
    return saved(document)


def directive() -> bytes:
    """A directive of a provincial committee of the Party, of 20 February 2022; its text and names are invented."""
    document = new_document(20, 15, 20, 30)
    left, right = columns(document, 68, 97)
    typed(left, "TỈNH ỦY QUẢNG NINH", bold=True, align=CENTER)
    typed(left, "*", align=CENTER)
    typed(left, "Số 15-CT/TU", align=CENTER)
    name = "ĐẢNG CỘNG SẢN VIỆT NAM"
    typed(right, name, 15, bold=True, align=CENTER)
    _line_under(right, (name, 15), 97, 1.0, 1)
    typed(right, "Hạ Long, ngày 20 tháng 02 năm 2022", italic=True, align=CENTER)
    typed(document, "CHỈ THỊ", 15, bold=True, align=CENTER, before=12)
    typed(document, "về tăng cường lãnh đạo công tác thi hành án dân sự", bold=True, align=CENTER)
    typed(document, "-----", align=CENTER)
    for text in (
        "Thời gian qua, công tác thi hành án dân sự trên địa bàn đã có chuyển biến. Ban Thường vụ Tỉnh ủy yêu cầu:",
        "1. Các cấp ủy đưa nội dung này vào chương trình công tác hằng năm.",
        "2. Cơ quan tư pháp phối hợp giải quyết dứt điểm việc tồn đọng.",
        "Chỉ thị này được phổ biến đến chi bộ.",
    ):
        typed(document, text, align=JUSTIFY, first=10, before=6, exact=19)
    left, right = columns(document, 80, 85)
    typed(left, "Nơi nhận:", underline=True)
    for recipient in ("- Ban Bí thư (để báo cáo),", "- Các cấp ủy trực thuộc,", "- Lưu Văn phòng Tỉnh ủy."):
        typed(left, recipient, 12)
    typed(right, "T/M BAN THƯỜNG VỤ", bold=True, align=CENTER)
    typed(right, "BÍ THƯ", align=CENTER)
    typed(right, "Nguyễn Văn An", bold=True, align=CENTER, before=60)
    return saved(document)


def _state_heading(document: Document) -> None:
    left, right = columns(document, *_HEADING_MM)
    typed(left, "BỘ TƯ PHÁP", 12, align=CENTER)
    issuer = "TỔNG CỤC THI HÀNH ÁN DÂN SỰ"
    typed(left, issuer, 12, bold=True, align=CENTER)
    _line_under(left, (issuer, 12), _HEADING_MM[0], 0.4, 1)
    typed(left, "Số: 25/QĐ-TCTHADS", 13, align=CENTER)
    typed(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True, align=CENTER)
    motto = "Độc lập - Tự do - Hạnh phúc"
    typed(right, motto, 13, bold=True, align=CENTER)
    _line_under(right, (motto, 13), _HEADING_MM[1], 1.0, 2)
    typed(right, "Hà Nội, ngày 12 tháng 01 năm 2022", 13, italic=True, align=CENTER)


def _line_under(cell: Holder, text: tuple[str, float], cell_mm: float, share: float, identity: int) -> None:
    width = share * text_width_mm(*text, bold=True)
    drawn(cell, width, (cell_mm - _CELL_MARGINS_MM - width) / 2, identity)


def _body(document: Document, text: str, *, italic: bool | None = None) -> None:
    typed(document, text, align=JUSTIFY, first=12.7, before=6, italic=italic)


def _state_foot(document: Document) -> None:
    left, right = columns(document, 80, 85)
    typed(left, "Nơi nhận:", 12, bold=True, italic=True)
    for recipient in ("- Như Điều 3;", "- Bộ trưởng (để báo cáo);", "- Lưu: VT, NV1."):
        typed(left, recipient, 11)
    typed(right, "KT. TỔNG CỤC TRƯỞNG", bold=True, align=CENTER)
    typed(right, "PHÓ TỔNG CỤC TRƯỞNG", bold=True, align=CENTER)
    typed(right, "Trần Văn Minh", bold=True, align=CENTER, before=60)


def _state_appendix(document: Document) -> None:
    landscape_section(document)
    typed(document, "Phụ lục", bold=True, align=CENTER)
    typed(document, "CHỈ TIÊU NĂM 2022", bold=True, align=CENTER)
    line = "(Kèm theo Quyết định số 25/QĐ-TCTHADS ngày 12 tháng 01 năm 2022 của Tổng cục Thi hành án dân sự)"
    typed(document, line, italic=True, align=CENTER)
    table = document.add_table(2, 3)
    for cell, text in zip(
        [cell for row in table.rows for cell in row.cells],
        ["STT", "Đơn vị", "Chỉ tiêu (%)", "1", "Cà Mau", "82,00"],
        strict=True,
    ):
        typed(cell, text, 12)
    typed(document, "Chỉ tiêu là tỷ lệ tối thiểu phải đạt./.", 13)
