"""The year's book of outgoing documents (sổ đăng ký văn bản đi) as a workbook."""

from collections.abc import Sequence

from dispatch.model.registered import RegisteredLetter
from dispatch.vietnamese.dates import short_date
from dispatch.vietnamese.numbers import full_number
from dispatch.writers.text_sheet import text_sheet

# The columns of the book in the annex of the decree (NĐ 30/2020, Phụ lục IV), and where the file is.
_COLUMNS = (
    ("STT", 6),
    ("Số, ký hiệu văn bản", 24),
    ("Ngày tháng văn bản", 16),
    ("Tên loại và trích yếu nội dung", 60),
    ("Người ký", 22),
    ("Nơi nhận văn bản", 50),
    ("Tình trạng", 18),
    ("Tệp lưu", 40),
)
_FROZEN = 2


def letter_book(letters: Sequence[RegisteredLetter], states: Sequence[str]) -> bytes:
    """An .xlsx with a row for each numbered letter, in the order given; `states` are their states in words."""
    heads, widths = zip(*_COLUMNS, strict=True)
    rows = [_row(letter, state) for letter, state in zip(letters, states, strict=True)]
    return text_sheet(heads, widths, rows, _FROZEN)


def _row(letter: RegisteredLetter, state: str) -> tuple[str, ...]:
    entry = letter.entry
    number = full_number(letter.number or 0, entry.symbol)
    day = short_date(letter.day) if letter.day else ""
    subject = f"{letter.type_name} {entry.subject}".strip()
    return (number, day, subject, entry.signer, entry.recipients, state, entry.file)
