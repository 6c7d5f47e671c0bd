"""The part of the catalogue page on appendices: every key, and three tables that a test prints in a letter."""

from collections.abc import Sequence

KEYS: Sequence[Sequence[str]] = (
    ("`id`", "tên của phụ lục; văn bản nhắc đến bằng `{{ phu_luc.ten }}`", "bắt buộc"),
    ("`title`", "tên in ở đầu phụ lục", "bắt buộc"),
    ("`notes`", "các dòng ghi chú dưới tên phụ lục", ""),
    ("`notes_below`", "các dòng ghi chú dưới bảng", ""),
    ("`unit_line`", "dòng đơn vị tính trên góc phải của bảng", ""),
    (
        "`units`",
        "hàng là những đơn vị nào",
        '`"all"` (mặc định), `"lower"` (đơn vị cấp dưới), hoặc tên một quy tắc nêu tên',
    ),
    ("`province`", "với `lower`: chỉ các đơn vị của tỉnh có mã này", ""),
    ("`order_by`", "thứ tự các hàng", '`"gso"` (mặc định), `"abc"`, hoặc một số liệu của hàng như `"viec.ty_le"`'),
    ("`first`", "hàng nào đứng đầu khi xếp theo số liệu", '`"highest"` (mặc định) hoặc `"lowest"`'),
    (
        "`group_by`",
        "chia bảng thành nhóm",
        '`"measure"` (việc, tiền; khi đó cột, thứ tự ghi không có `viec.`), `"province"`',
    ),
    ("`national_row`", "tên của hàng toàn quốc; bỏ trống thì không có hàng này", ""),
    ("`national_place`", "hàng toàn quốc ở đầu hay cuối", '`"first"` (mặc định) hoặc `"last"`'),
    ("`orientation`", "khổ giấy", '`"portrait"` (mặc định) hoặc `"landscape"`'),
    ("`when_long`", "chỉ in khi danh sách của quy tắc quá dài để in trong câu", "`true`, `false`"),
    ("`when_any`", "chỉ in khi có đơn vị để liệt kê", "`true`, `false`"),
    ("`shared`", "mọi văn bản của một đợt in cùng bảng này", "`true`, `false`"),
    ("`columns` · `header`", "tên cột", "bắt buộc"),
    (
        "`columns` · `content`",
        "`stt`, `ten`, hoặc một số liệu của hàng, có thể qua bộ lọc",
        "bắt buộc; đúng một cột `ten`",
    ),
    ("`columns` · `align`", "căn lề", '`"left"`, `"center"`, `"right"`; mặc định theo nội dung'),
    ("`columns` · `share`", "phần trăm độ rộng; bỏ ở mọi cột thì tự chia theo nội dung", "cộng lại bằng 100"),
)
_HEAD = """\
Mỗi phụ lục là một mục `[[appendix]]` của `template.toml`, mỗi cột một mục `[[appendix.columns]]`. Đơn vị không có
số liệu của một cột thì ô đó in “—”.

"""
_EXAMPLES = """
Ba bảng thường dùng: đơn vị phải giải trình, chỉ tiêu được giao (tệp `targets` có chỉ tiêu của từng đơn vị), và đơn vị
cấp dưới.

```toml
[naming.policies.giai_trinh]
rule = "below-same-period"
combine = "either"
order = "gso"

[[appendix]]
id = "giai_trinh"
title = "ĐƠN VỊ PHẢI GIẢI TRÌNH KẾT QUẢ {{ ky.ten | in_hoa }}"
notes = ["Các đơn vị có tỷ lệ về việc hoặc về tiền thấp hơn cùng kỳ"]
units = "giai_trinh"
columns = [
    { header = "STT", content = "stt" },
    { header = "Tên đơn vị", content = "ten" },
    { header = "Về việc", content = "viec.ty_le" },
    { header = "So với cùng kỳ", content = "viec.ty_le.tang_giam | cao_thap" },
    { header = "Về tiền", content = "tien.ty_le" },
    { header = "So với cùng kỳ", content = "tien.ty_le.tang_giam | cao_thap" },
]

[[appendix]]
id = "chi_tieu"
title = "KẾT QUẢ THỰC HIỆN CHỈ TIÊU ĐƯỢC GIAO NĂM {{ ky.nam }}"
notes = ["Số liệu {{ ky.ten }}"]
orientation = "landscape"
order_by = "viec.ty_le"
national_row = "Toàn quốc"
national_place = "last"
columns = [
    { header = "STT", content = "stt" },
    { header = "Tên đơn vị", content = "ten" },
    { header = "Chỉ tiêu về việc", content = "viec.chi_tieu" },
    { header = "Kết quả", content = "viec.ty_le" },
    { header = "So với chỉ tiêu", content = "viec.so_chi_tieu | vuot_thieu" },
    { header = "So với tiến độ", content = "viec.so_tien_do | vuot_thieu" },
    { header = "Chỉ tiêu về tiền", content = "tien.chi_tieu" },
    { header = "Kết quả", content = "tien.ty_le" },
    { header = "So với chỉ tiêu", content = "tien.so_chi_tieu | vuot_thieu" },
    { header = "So với tiến độ", content = "tien.so_tien_do | vuot_thieu" },
]

[[appendix]]
id = "cap_duoi"
title = "KẾT QUẢ CỦA ĐƠN VỊ CẤP DƯỚI {{ ky.ten | in_hoa }}"
unit_line = "Đơn vị tính: việc"
units = "lower"
group_by = "province"
order_by = "viec.ty_le"
first = "lowest"
columns = [
    { header = "STT", content = "stt" },
    { header = "Tên đơn vị", content = "ten" },
    { header = "Có điều kiện", content = "viec.co_dieu_kien" },
    { header = "Thi hành xong", content = "viec.ket_qua" },
    { header = "Tỷ lệ", content = "viec.ty_le" },
    { header = "Thứ hạng trong tỉnh", content = "viec.hang_trong_tinh | thu_hang" },
]
```
"""


def appendix_part(table: str) -> str:
    """The part as it must stand; `table` is that of the keys."""
    return f"{_HEAD}{table}{_EXAMPLES}"
