"""Further ways to break a rule: every fault that a rule can tell has a change that makes it."""

from docx.enum.text import WD_ALIGN_PARAGRAPH

from tests.inspection.checking import departing as to
from tests.inspection.checking.departures import ISSUER, PROSE, Departure

LEFT = WD_ALIGN_PARAGRAPH.LEFT
NAME, MOTTO, PLACE, SUBJECT = "CỘNG HÒA", "Độc lập", "Hà Nội", "V/v"
TCVN3 = "Ph©n tÝch, ®èi chiÕu c¸c tiªu chÝ ®Ó s¾p xÕp thø tù cña tõng ®¬n vÞ."
VNI = "Phaân tích, ñoái chieáu caùc tieâu chí ñeå saép xeáp thöù töï cuûa töøng ñôn vò."
POST, LAST = "TỔNG CỤC TRƯỞNG", "Nhận được Công văn này"

TWO = to.addressees("- Cục trưởng;", "- Chi cục trưởng.")


def _of(letter: str, rule: str, name: str, change: to.Change, severity: str = "error", *implied: str) -> Departure:
    return Departure(rule, name, change, letter, frozenset(implied), severity)


def _here(rule: str, name: str, change: to.Change, severity: str = "error", *implied: str) -> Departure:
    return _of("dispatch", rule, name, change, severity, *implied)


def _decided(rule: str, name: str, change: to.Change, severity: str = "error", *implied: str) -> Departure:
    return _of("decision", rule, name, change, severity, *implied)


FURTHER = [
    _here("L04", "letters of TCVN3", to.inserted(PROSE, TCVN3)),
    _here("L04", "letters of VNI", to.inserted(PROSE, VNI)),
    _here("L08", "no Quốc hiệu", to.removed(NAME)),
    _here("L08", "Quốc hiệu on the left", to.moved(NAME, "BỘ TƯ PHÁP")),
    _here("L09", "no Tiêu ngữ", to.removed(MOTTO)),
    _here(
        "L09",
        "Tiêu ngữ in capitals",
        to.words(MOTTO, "Độc lập - Tự do - Hạnh phúc", "ĐỘC LẬP - TỰ DO - HẠNH PHÚC"),
        "error",
        "L10",
    ),
    _here("L10", "a dotted line", to.line_dotted(MOTTO)),
    _here("L10", "a short line", to.line_indented(MOTTO, 30, 30)),
    _here("L10", "a line typed", to.both(to.without_line_below(MOTTO), to.appended(MOTTO, "_" * 20))),
    _here("L11", "no issuer", to.both(to.removed("BỘ TƯ PHÁP"), to.removed(ISSUER))),
    _here(
        "L11",
        "the issuer in small letters",
        to.words(ISSUER, "TỔNG CỤC THI HÀNH ÁN DÂN SỰ", "Tổng cục Thi hành án dân sự"),
        "error",
        "L12",
    ),
    _here("L12", "a line as long as the name", to.line_indented(ISSUER, 2, 2)),
    _here("L12", "a line beside the middle", to.line_indented(ISSUER, 2, 45)),
    _here("L13", "no number", to.removed("Số:")),
    _here("L15", "a symbol in small letters", to.words("Số:", "TCTHADS", "tcthads")),
    _here("L16", "a kind without its name", to.words("Số:", "/TCTHADS-TKDLCN", "/QĐ-TCTHADS"), "warning"),
    _here("L17", "no date", to.removed(PLACE)),
    _here("L17", "the thirtieth of February", to.words(PLACE, "08 tháng 3", "30 tháng 02")),
    _here("L17", "a date in figures", to.words(PLACE, "ngày 08 tháng 3 năm 2022", "08/3/2022")),
    _here("L18", "a place without its capital", to.words(PLACE, "Hà Nội", "hà Nội")),
    _here("L18", "the date below the number", to.moved(PLACE, "Kính gửi")),
    _here("L22", "the name of a dispatch", to.inserted("Kính gửi", "CÔNG VĂN")),
    _here("L22", "a subject that begins with Về việc", to.words(SUBJECT, "V/v ", "Về việc ")),
    _here("L22", "a subject on the left", to.align(SUBJECT, LEFT)),
    _here("L22", "an empty line above the subject", to.inserted(SUBJECT, "")),
    _here("L23", "no addressee", to.removed("Kính gửi")),
    _here("L24", "the last addressee without its full stop", to.addressees("- Cục trưởng;", "- Chi cục trưởng")),
    _here(
        "L24", "dashes that do not stand under each other", to.both(TWO, to.spaced("- Chi cục", first_line_indent=9))
    ),
    _here("L24", "the first of two on the line of the label", to.both(TWO, to.joined_to("Kính gửi:", "- Cục trưởng;"))),
    _here("L29", "lines of exactly 12 pt", to.exact_lines(PROSE, 12)),
    _here("L35", "no recipients' label", to.removed("Nơi nhận")),
    _here("L35", "other words for recipients", to.words("Nơi nhận", "Nơi nhận:", "Nơi nhận")),
    _here("L35", "the label in the middle", to.align("Nơi nhận", WD_ALIGN_PARAGRAPH.CENTER)),
    _here("L36", "a recipient without a dash", to.words("- Bộ trưởng", "- ", "")),
    _here("L36", "another first recipient", to.words("- Như trên", "Như trên", "Như Kính gửi")),
    _here("L37", "no line of the archive", to.removed("- Lưu")),
    _here("L37", "Lưu without its colon", to.words("- Lưu", "Lưu:", "Lưu")),
    _here("L39", "by order of a head, without a post", to.words(POST, "TỔNG", "TL. TỔNG"), "warning"),
    _here("L40", "the name in capitals", to.words("Nguyễn Quang", "Nguyễn Quang Thái", "NGUYỄN QUANG THÁI")),
    _here("L40", "the name not bold", to.mark("Nguyễn Quang", bold=False)),
    _here("L41", "the mark twice", to.ending(PROSE, "./."), "warning"),
    _here("L42", "Phụ lục in capitals", to.words("Phụ lục III", "Phụ lục", "PHỤ LỤC")),
    _here("L42", "Phụ lục on the left", to.align("Phụ lục III", LEFT)),
    _here("L42", "word and title in one line", to.words("Phụ lục III", "Phụ lục III", "Phụ lục III KẾT QUẢ")),
    _here("L42", "a title on the left", to.align("KẾT QUẢ THI HÀNH ÁN", LEFT)),
    _here("L43", "no line of the letter", to.removed("(Kèm theo")),
    _here("L43", "the line on the left", to.align("(Kèm theo", LEFT)),
    _here("L43", "another body", to.words("(Kèm theo", "của Tổng cục", "của Chi cục")),
    _here("L34", "two spellings of tones", to.ending(PROSE, " Hoà giải, hòa giải, hòa giải."), "warning"),
    _here(
        "L32",
        "a later citation with its day",
        to.ending(PROSE, " Quyết định số 907/QĐ-TCTHADS ngày 29/8/2016."),
        "warning",
    ),
    _here("L32", "a first citation without its day", to.ending(PROSE, " Quyết định số 15/QĐ-TCTHADS."), "warning"),
    _here(
        "L32",
        "a first citation without its issuer",
        to.ending(PROSE, " Quyết định số 15/QĐ-BTP ngày 02/3/2020 về thống kê."),
        "warning",
    ),
    _here("L33", "Luật with a small article", to.ending(PROSE, " Theo điều 7 Luật Thi hành án dân sự."), "warning"),
    _decided("L10", "a line that begins too far right", to.shifted(MOTTO, 8)),
    _decided("L20", "the kind in small letters", to.words("QUYẾT ĐỊNH", "QUYẾT ĐỊNH", "Quyết định")),
    _decided("L20", "the kind on the left", to.align("QUYẾT ĐỊNH", LEFT)),
    _decided("L20", "the subject in capitals", to.capitals("Về việc giao"), "error", "L21"),
    _decided("L20", "no subject", to.removed("Về việc giao")),
    _decided("L21", "a line as long as the subject", to.stretched("Về việc giao", 2.4)),
    _decided("L30", "a point with a full stop", to.words("e) Đề xuất", "e)", "e.")),
    _decided("L30", "a clause with a bracket", to.words("2. Văn phòng", "2.", "2)")),
    _decided("L38", "a deputy in small letters", to.words("PHÓ TỔNG", "PHÓ TỔNG CỤC TRƯỞNG", "Phó Tổng cục trưởng")),
    _of("directive", "L25", "grounds without dashes", to.inserted("Thời gian qua", "Căn cứ Điều lệ Đảng;"), "warning"),
    _of("directive", "L44", "the Party's name misspelt", to.words("ĐẢNG", "VIỆT NAM", "VIỆTNAM")),
    _of("directive", "L29", "single lines", to.line_spacing("1. Các cấp ủy", 1.0), "warning"),
    _of("directive", "L35", "no recipients", to.removed("Nơi nhận"), "warning"),
    _of("directive", "L20", "the subject not bold", to.mark("về tăng cường", bold=False), "error"),
]
