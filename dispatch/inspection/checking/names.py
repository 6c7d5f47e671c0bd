"""Spellings of the bodies and posts of civil judgment enforcement, and abbreviations everyone knows.

Spelled by NĐ 30/2020, Phụ lục II: the first letter of the words for kind of body, function and field.
"""

SPELLINGS = (
    "Tổng cục trưởng",
    "Tổng cục Thi hành án dân sự",
    "Chi cục trưởng",
    "Chi cục Thi hành án dân sự",
    "Bộ Tư pháp",
    "Bộ trưởng Bộ Tư pháp",
    "Viện kiểm sát nhân dân tối cao",
    "Tòa án nhân dân tối cao",
    "Luật Thi hành án dân sự",
)

ACCEPTED_ABBREVIATIONS = frozenset(
    {"UBND", "HĐND", "VT", "TP", "TW", "UBMTTQ", "TAND", "VKSND", "CHXHCN", "QĐ", "NĐ", "CP", "TT", "BTP", "ATM", "USD"}
)
