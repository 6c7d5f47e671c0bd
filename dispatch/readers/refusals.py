"""Why a data file was not opened: one Vietnamese sentence and one way out for each reason."""

from collections.abc import Mapping

from dispatch.errors import Finding, InputError
from dispatch.readers.limits import MAX_BYTES, MAX_COLUMNS, MAX_ROWS

_MEGABYTE = 1024 * 1024
_RESAVE = "mở tệp bằng Excel, chọn Lưu thành (Save As), kiểu “Excel Workbook (*.xlsx)”, rồi dùng tệp mới"
_ORIGINAL = "xin lại bản gốc của tệp từ nơi gửi; " + _RESAVE
_UNTRUSTED = "không mở tệp này; xin nơi gửi lập lại tệp bằng Excel"
_TRIM = "chỉ giữ lại bảng số liệu của một kỳ trong tệp, xoá phần thừa rồi lưu lại"

# Words in braces are filled in by `refusal`.
_REASONS: Mapping[str, tuple[str, str]] = {
    # --- the path ---
    "missing-file": ("không tìm thấy tệp {name}", "kiểm tra tên tệp, kể cả đuôi"),
    "folder": ("{name} là thư mục, không phải tệp số liệu", "ghi tên tệp .xlsx hoặc .csv nằm trong thư mục này"),
    "not-a-file": ("{name} không phải tệp thường trên đĩa", "chép số liệu thành tệp .xlsx hoặc .csv"),
    "locked-file": (
        "không được phép đọc tệp {name}: tệp đang mở trong Excel hoặc bị hạn chế quyền",
        "đóng tệp trong Excel rồi chạy lại; nếu vẫn lỗi, chép tệp sang thư mục khác",
    ),
    "unreadable-file": ("không đọc được tệp {name} từ đĩa", "chép tệp sang thư mục trên máy này rồi chạy lại"),
    "owner-file": (
        "{name} là tệp tạm Excel tạo ra khi bảng tính đang mở, không có số liệu",
        "ghi tên tệp gốc (không có ~$ ở đầu)",
    ),
    "empty-file": ("tệp {name} trống, không có byte nào", "xin lại tệp từ nơi gửi"),
    "file-too-large": (f"tệp lớn quá mức cho phép ({MAX_BYTES // _MEGABYTE} MB)", _TRIM),
    # --- another kind of file ---
    "unknown-ending": ("đuôi của tệp {name} không phải .xlsx hay .csv", "dùng tệp có đuôi .xlsx hoặc .csv"),
    "xlsx-wrong-ending": ("tệp {name} là bảng tính Excel nhưng không có đuôi .xlsx", "đổi đuôi tên tệp thành .xlsx"),
    "text-named-excel": (
        "tệp {name} chỉ chứa chữ (như tệp CSV), không phải bảng tính Excel như đuôi tệp nói",
        "nếu là CSV thì đổi đuôi thành .csv; nếu không, " + _RESAVE,
    ),
    "not-a-workbook": ("nội dung tệp {name} không phải bảng tính Excel", _ORIGINAL),
    "html-file": ("tệp {name} thực ra là trang web (HTML), không phải bảng số liệu", _RESAVE),
    "spreadsheet-2003": ("tệp {name} là bảng tính XML kiểu Excel 2003, không phải .xlsx", _RESAVE),
    "xml-file": ("tệp {name} là tệp XML, không phải bảng tính Excel", _RESAVE),
    "web-archive": ("tệp {name} là trang web đóng gói (.mht), không phải bảng tính Excel", _RESAVE),
    "pdf-file": ("tệp {name} là PDF; không đọc được số liệu từ PDF", "xin bảng Excel gốc (.xlsx) từ nơi gửi"),
    "rtf-file": ("tệp {name} là văn bản RTF, không phải bảng số liệu", "xin bảng Excel gốc (.xlsx) từ nơi gửi"),
    "word-file": ("tệp {name} là văn bản Word, không phải bảng tính", "chép bảng sang Excel rồi lưu kiểu .xlsx"),
    "slides-file": ("tệp {name} là bản trình chiếu, không phải bảng tính", "chép bảng sang Excel rồi lưu kiểu .xlsx"),
    "ods-file": ("tệp {name} là bảng tính LibreOffice (.ods)", "mở bằng LibreOffice hoặc Excel rồi lưu kiểu .xlsx"),
    "archive-file": ("tệp {name} là tệp nén, không phải bảng tính", "giải nén rồi dùng tệp .xlsx hoặc .csv bên trong"),
    "old-xls": ("tệp {name} là bảng tính Excel đời cũ (.xls)", _RESAVE),
    "binary-workbook": ("tệp {name} là bảng tính nhị phân (.xlsb)", _RESAVE),
    "workbook-template": ("tệp {name} là tệp mẫu Excel (.xltx), không phải bảng số liệu", _RESAVE),
    "password": (
        "tệp {name} được đặt mật khẩu nên không đọc được",
        "mở bằng Excel, vào Tệp › Thông tin › Bảo vệ sổ làm việc, bỏ mật khẩu rồi lưu lại",
    ),
    "ole-file": ("tệp {name} là tệp Office đời cũ, không phải bảng tính .xlsx", _RESAVE),
    # --- a workbook that is not to be trusted, or cannot be read ---
    "macros": ("tệp {name} có macro (mã chạy được) nên không được mở", _RESAVE),
    "damaged-file": ("tệp {name} bị hỏng hoặc chép chưa hết", _ORIGINAL),
    "damaged-part": ("tệp {name} bị hỏng ở phần {part}", _ORIGINAL),
    "doctype": ("phần {part} trong tệp {name} có khai báo DOCTYPE, bị cấm vì có thể chứa mã độc", _UNTRUSTED),
    "bad-xml-encoding": ("phần {part} trong tệp {name} không dùng bảng mã UTF-8 hay UTF-16", _ORIGINAL),
    "unsafe-name": ("tệp {name} có phần mang tên chỉ ra ngoài tệp: {part}", _UNTRUSTED),
    "duplicate-part": ("tệp {name} có hai phần cùng tên: {part}", _UNTRUSTED),
    "encrypted-part": ("phần {part} trong tệp {name} bị mã hoá", _ORIGINAL),
    "too-many-parts": ("tệp {name} có quá nhiều phần bên trong (hơn 2.000)", _UNTRUSTED),
    "part-too-large": ("phần {part} trong tệp {name} quá lớn khi giải nén (hơn 128 MB)", _TRIM),
    "contents-too-large": ("tệp {name} quá lớn khi giải nén (hơn 256 MB)", _TRIM),
    "zip-bomb": ("phần {part} trong tệp {name} phình to bất thường khi giải nén (hơn 200 lần)", _UNTRUSTED),
    "wrong-size": ("phần {part} trong tệp {name} có độ dài khác với độ dài tệp khai", _UNTRUSTED),
    # --- a sheet beyond what a statistical table may be ---
    "too-many-rows": (f"tệp {{name}} có hơn {MAX_ROWS:,} dòng số liệu".replace(",", "."), _TRIM),
    "too-many-columns": (f"ô {{cell}} nằm ngoài {MAX_COLUMNS} cột đầu (A đến IV)", "xoá hoặc chuyển nội dung ô này"),
    "too-much-content": (
        "tệp {name} có quá nhiều ô (kể cả ô trống có định dạng) hoặc quá nhiều chữ",
        "xoá các dòng, cột trống đã định dạng và các trang tính thừa rồi lưu lại",
    ),
    "repeated-cell": ("ô {cell} được ghi hai lần trong tệp nên không biết số nào đúng", _ORIGINAL),
}


def refusal(code: str, name: str, *, part: str = "", sheet: str | None = None, cell: str | None = None) -> InputError:
    """The error that refuses the file `name` for the reason `code`, with its place if it has one."""
    message, hint = _REASONS[code]
    words = {"name": name, "part": part, "cell": cell}
    return InputError([Finding(code, message.format_map(words), hint, file=name, sheet=sheet, cell=cell)])
