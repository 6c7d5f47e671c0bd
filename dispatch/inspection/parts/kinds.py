"""The kinds of letter that have a name, and the abbreviation of each in a number (NĐ 30/2020, Phụ lục III, Mục I)."""

from types import MappingProxyType

KINDS = MappingProxyType(
    {
        "NGHỊ QUYẾT": "NQ",
        "QUYẾT ĐỊNH": "QĐ",
        "CHỈ THỊ": "CT",
        "QUY CHẾ": "QC",
        "QUY ĐỊNH": "QyĐ",
        "THÔNG CÁO": "TC",
        "THÔNG BÁO": "TB",
        "HƯỚNG DẪN": "HD",
        "CHƯƠNG TRÌNH": "CTr",
        "KẾ HOẠCH": "KH",
        "PHƯƠNG ÁN": "PA",
        "ĐỀ ÁN": "ĐA",
        "DỰ ÁN": "DA",
        "BÁO CÁO": "BC",
        "BIÊN BẢN": "BB",
        "TỜ TRÌNH": "TTr",
        "HỢP ĐỒNG": "HĐ",
        "CÔNG ĐIỆN": "CĐ",
        "BẢN GHI NHỚ": "BGN",
        "BẢN THỎA THUẬN": "BTT",
        "GIẤY UỶ QUYỀN": "GUQ",
        "GIẤY MỜI": "GM",
        "GIẤY GIỚI THIỆU": "GGT",
        "GIẤY NGHỈ PHÉP": "GNP",
        "PHIẾU GỬI": "PG",
        "PHIẾU CHUYỂN": "PC",
        "PHIẾU BÁO": "PB",
    }
)
KINDS_ARTICLE = "NĐ 30/2020/NĐ-CP, Phụ lục III, Mục I"

INTERNAL = "phieu trinh"
"""A sheet that goes with a draft to its signer: no kind of the decree, in the manner of its office."""
