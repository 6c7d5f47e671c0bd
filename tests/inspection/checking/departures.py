"""One change for each way to break a rule, on the good letter it is made to."""

import unicodedata
from dataclasses import dataclass

from docx.enum.text import WD_ALIGN_PARAGRAPH

from tests.inspection.checking import departing as to

PROSE = "Đối chiếu tiêu chí"
ISSUER = "TỔNG CỤC THI HÀNH"


@dataclass(frozen=True)
class Departure:
    """A rule that must fire on a letter after one change; `implied` are the rules that must fire with it."""

    rule: str
    name: str
    change: to.Change
    letter: str = "dispatch"
    implied: frozenset[str] = frozenset()
    severity: str = "error"

    def __str__(self) -> str:
        return f"{self.rule}: {self.name}"


def _of_decision(rule: str, name: str, change: to.Change, severity: str = "error") -> Departure:
    return Departure(rule, name, change, "decision", severity=severity)


def _of_directive(rule: str, name: str, change: to.Change, severity: str = "error") -> Departure:
    return Departure(rule, name, change, "directive", severity=severity)


DEPARTURES = [
    Departure("L01", "paper of another height", to.paper),
    Departure("L02", "a narrow left margin", to.margin(25)),
    Departure("L03", "another font", to.font(PROSE, "Arial")),
    Departure("L03", "blue words", to.colour(PROSE)),
    Departure("L04", "a font of the old encoding", to.font(PROSE, ".VnTime")),
    Departure(
        "L04",
        "marks apart from their letters",
        to.words(PROSE, "tiêu chí", unicodedata.normalize("NFD", "tiêu chí")),
        severity="warning",
    ),
    Departure("L05", "a number on page 1", to.number_on_first_page),
    Departure("L06", "an appendix that counts on", to.running_numbers),
    Departure("L08", "Quốc hiệu not bold", to.mark("CỘNG HÒA", bold=False)),
    Departure("L08", "Quốc hiệu misspelt", to.words("CỘNG HÒA", "XÃ HỘI", "XÃ HÔI")),
    Departure("L09", "Tiêu ngữ with dashes", to.words("Độc lập", " - ", " – ")),
    Departure("L09", "Tiêu ngữ too small", to.size("Độc lập", 12), implied=frozenset({"L10"})),
    Departure("L10", "no line under Tiêu ngữ", to.without_line_below("Độc lập")),
    Departure("L11", "the superior body bold", to.mark("BỘ TƯ PHÁP", bold=True)),
    Departure("L12", "no line under the issuer", to.without_line_below(ISSUER)),
    Departure("L13", "no colon after Số", to.words("Số:", "Số:", "Số")),
    Departure("L14", "a number without its zero", to.words("Số:", "Số:       /", "Số: 5/")),
    Departure("L15", "a space in the symbol", to.words("Số:", "TCTHADS-", "TCTHADS -")),
    Departure("L16", "a dispatch with the kind CV", to.words("Số:", "/TCTHADS", "/CV-TCTHADS")),
    Departure("L17", "a day without its zero", to.words("Hà Nội", "08", "8")),
    Departure("L18", "the place upright", to.mark("Hà Nội", italic=False)),
    Departure("L18", "no comma after the place", to.words("Hà Nội", "Nội,", "Nội")),
    Departure("L19", "a ward for a central body", to.words("Hà Nội", "Hà Nội", "Phường Ba Đình"), severity="warning"),
    Departure("L22", "no subject", to.removed("V/v")),
    Departure("L22", "a bold subject", to.mark("V/v", bold=True)),
    Departure("L22", "no gap under the number", to.spaced("V/v", space_before=0)),
    Departure("L23", "Kính gửi without its colon", to.words("Kính gửi", "gửi:", "gửi")),
    Departure("L26", "a small paragraph", to.size(PROSE, 12)),
    Departure("L26", "another size in the range", to.size(PROSE, 13), severity="warning"),
    Departure("L26", "a slanted paragraph", to.mark(PROSE, italic=True)),
    Departure("L27", "a paragraph aligned left", to.align(PROSE, WD_ALIGN_PARAGRAPH.LEFT)),
    Departure("L28", "an indent of 5 mm", to.spaced(PROSE, first_line_indent=5)),
    Departure("L29", "no gap between paragraphs", to.spaced(PROSE, space_before=0)),
    Departure("L29", "lines twice apart", to.spaced(PROSE, line_spacing=2)),
    Departure("L30", "a typed number out of order", to.words(PROSE, "Đối", "7. Đối")),
    Departure("L31", "the letter f", to.words(PROSE, "Đối", "f) Đối")),
    Departure("L35", "Nơi nhận upright", to.mark("Nơi nhận", italic=False)),
    Departure("L36", "a recipient without its mark", to.words("- Bộ trưởng", ";", "")),
    Departure("L36", "a list too large", to.size("- Bộ trưởng", 12)),
    Departure("L37", "Lưu without its unit", to.words("- Lưu", ", TKDLCN", ""), severity="warning"),
    Departure("L38", "a post in small letters", to.words("TỔNG CỤC TRƯỞNG", "TỔNG CỤC TRƯỞNG", "Tổng cục trưởng")),
    Departure("L39", "KT. without a deputy", to.words("TỔNG CỤC TRƯỞNG", "TỔNG", "KT. TỔNG"), severity="warning"),
    Departure("L40", "a degree before the name", to.words("Nguyễn Quang", "Nguyễn", "TS. Nguyễn")),
    Departure("L41", "no mark at the end", to.words("Nhận được Công văn này", "./.", "."), severity="warning"),
    Departure("L42", "an appendix with an Arabic number", to.words("Phụ lục III", "III", "3")),
    Departure("L42", "a title not bold", to.mark("KẾT QUẢ THI HÀNH ÁN", bold=False)),
    Departure("L43", "Gửi kèm", to.words("(Kèm theo", "Kèm theo", "Gửi kèm")),
    Departure("L43", "another day", to.words("(Kèm theo", "08 tháng 3", "09 tháng 3")),
    Departure("L03", "another font for accented letters", to.high_font(PROSE, "Arial")),
    Departure("L05", "a number on the left", to.number_aligned(WD_ALIGN_PARAGRAPH.LEFT)),
    Departure("L05", "Roman page numbers", to.roman_pages),
    Departure("L07", "a page on its side without a table", to.on_its_side, severity="warning"),
    Departure("L21", "a line under the subject of a dispatch", to.line_below("V/v"), severity="warning"),
    Departure("L24", "one addressee on a line of its own", to.addressees("- Cục trưởng")),
    Departure("L24", "addressees without their mark", to.addressees("- Cục trưởng", "- Chi cục trưởng.")),
    Departure(
        "L32", "a citation without số", to.words("Căn cứ Quyết định", "Quyết định số", "Quyết định"), severity="warning"
    ),
    Departure(
        *("L34", "Bộ tư pháp", to.words("Căn cứ Quyết định", "Bộ Tư pháp", "Bộ tư pháp")),
        severity="warning",
    ),
    _of_decision("L06", "an appendix that counts on", to.running_numbers),
    Departure(
        *("L16", "the abbreviation of another kind", to.words("Số:", "/QĐ-", "/QC-"), "decision"),
        # The appendix still names the right number.
        implied=frozenset({"L43"}),
    ),
    _of_decision("L20", "the kind not bold", to.mark("QUYẾT ĐỊNH", bold=False)),
    _of_decision("L20", "a subject too large", to.size("Về việc giao", 15)),
    _of_decision("L21", "no line under the subject", to.without_line_below("Về việc giao")),
    _of_decision("L25", "a ground without its mark", to.words("Căn cứ Luật", ";", "")),
    _of_decision("L25", "grounds that end with a semicolon", to.words("Theo đề nghị", "vụ 1.", "vụ 1;")),
    _of_decision("L25", "an upright ground", to.mark("Căn cứ Luật", italic=False)),
    _of_decision("L30", "an article left out", to.words("Điều 3.", "Điều 3", "Điều 4")),
    _of_decision("L30", "an article with a colon", to.words("Điều 3.", "Điều 3.", "Điều 3:")),
    _of_decision("L31", "f after đ", to.words("e) Đề xuất", "e)", "f)")),
    _of_decision("L31", "đ left out", to.words("đ) Báo cáo", "đ)", "e)")),
    _of_decision("L33", "Khoản with a capital", to.words("2. Văn phòng", "khoản", "Khoản"), "warning"),
    _of_decision("L38", "the slash of the Party", to.words("KT. TỔNG", "KT.", "K/T")),
    _of_decision("L38", "no space after KT.", to.words("KT. TỔNG", "KT. ", "KT.")),
    _of_decision("L39", "KT. above the head of a unit", to.words("PHÓ TỔNG", "PHÓ TỔNG CỤC", "VỤ"), "warning"),
    _of_decision("L42", "an appendix the text does not point to", to.words("Điều 1.", " theo Phụ lục", "")),
    _of_decision("L43", "the number of another letter", to.words("(Kèm theo", "25/QĐ", "26/QĐ")),
    _of_decision("L45", "an abbreviation never written out", to.words("c) Lập", "kế hoạch", "THAHC"), "warning"),
    _of_directive("L13", "a colon after Số", to.words("Số 15", "Số ", "Số: ")),
    _of_directive("L17", "a month without its zero", to.words("Hạ Long", "tháng 02", "tháng 2")),
    _of_directive("L28", "an indent of 20 mm", to.spaced("1. Các cấp ủy", first_line_indent=20), "warning"),
    _of_directive("L37", "Lưu with VT", to.words("- Lưu", "Lưu Văn phòng", "Lưu: VT, Văn phòng"), "warning"),
    _of_directive("L38", "KT. with a dot", to.words("T/M", "T/M", "TM."), "warning"),
    _of_directive("L41", "the end mark of the State", to.words("Chỉ thị này được", "chi bộ.", "chi bộ./."), "warning"),
    _of_directive("L44", "the Party's name too small", to.size("ĐẢNG CỘNG SẢN", 14)),
    _of_directive("L44", "no line under the Party's name", to.without_line_below("ĐẢNG CỘNG SẢN")),
    _of_directive("L44", "no star under the committee", to.removed("*"), "warning"),
    _of_directive("L44", "no hyphens under the subject", to.removed("-----"), "warning"),
    _of_directive("L44", "Nơi nhận not underlined", to.mark("Nơi nhận", underline=False), "warning"),
    _of_directive(
        "L44", "the heading of the State", to.inserted("ĐẢNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), "warning"
    ),
]
