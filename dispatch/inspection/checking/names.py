"""Spellings of bodies, posts and texts, and abbreviations everyone knows.

Spelled by NĐ 30/2020, Phụ lục II: the first letter of the words for kind of body, function and field.
Matched without regard to case and tone position, whole words only.
"""

SPELLINGS = (
    "Tổng cục trưởng",
    "Phó Tổng cục trưởng",
    "Tổng cục Thi hành án dân sự",
    "Cục Quản lý Thi hành án dân sự",
    "Cục Thi hành án dân sự",
    "Chi cục trưởng",
    "Chi cục Thi hành án dân sự",
    "Bộ Tư pháp",
    "Bộ Tài chính",
    "Bộ Công an",
    "Bộ Nội vụ",
    "Bộ Quốc phòng",
    "Bộ trưởng Bộ Tư pháp",
    "Thủ tướng Chính phủ",
    "Chủ tịch Quốc hội",
    "Văn phòng Chính phủ",
    "Ủy ban nhân dân",
    "Hội đồng nhân dân",
    "Viện kiểm sát nhân dân",
    "Tòa án nhân dân",
    "Kiểm toán nhà nước",
    "Ban Chấp hành Trung ương",
    "Bộ luật Hình sự",
    "Bộ luật Dân sự",
    "Luật Thi hành án dân sự",
    "Luật Tố tụng hành chính",
)

ACCEPTED_ABBREVIATIONS = frozenset(
    {"UBND", "HĐND", "VT", "TP", "TW", "UBMTTQ", "TAND", "VKSND", "CHXHCN", "QĐ", "NĐ", "CP", "TT", "BTP", "ATM", "USD"}
)
