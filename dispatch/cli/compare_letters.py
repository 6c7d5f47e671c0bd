"""The letters of the register that a correction touches, as `dispatch compare` shows them to a person."""

from collections.abc import Sequence
from pathlib import Path

from dispatch.cli.report import print_findings, say
from dispatch.cli.short_table import short_table
from dispatch.pipeline.comparing.touched_registered import TouchedEntries, TouchedEntry
from dispatch.pipeline.noting import CONTENT_ARTICLE
from dispatch.register.transitions import STATE_NAMES
from dispatch.vietnamese.dates import short_date
from dispatch.vietnamese.numbers import full_number

FILE_STATES = {True: "đã sửa tay sau khi ghi", False: "chưa sửa tay", None: "không thấy tệp văn bản"}
_DRAFT_WIDTHS = (5, 37, 7, 14, 13)
_ISSUED_WIDTHS = (5, 22, 10, 19, 7, 12)


def report_entries(entries: TouchedEntries, data: Path) -> None:
    """Drafts and issued letters apart: a draft is refreshed, an issued letter replaced or amended."""
    draft_heads = ("Mã", "Dự thảo", "Số liệu", "Trạng thái", "Tệp")
    short_table(
        "dự thảo trong sổ in số liệu thay đổi", draft_heads, _DRAFT_WIDTHS, [_draft(each) for each in entries.drafts]
    )
    if entries.drafts:
        say(f"→ cập nhật từng dự thảo: dispatch refresh VĂN_BẢN HỒ_SƠ --data {data.name}", "  ", "    ")
    heads = ("Mã", "Số, ký hiệu", "Ngày", "Bản lưu", "Số liệu", "Tệp")
    title = "văn bản đã phát hành in số liệu thay đổi"
    short_table(title, heads, _ISSUED_WIDTHS, [_issued(each) for each in entries.issued])
    if entries.issued:
        way = f"dispatch replace SỐ/KÝ_HIỆU --data {data.name}"
        # The decree is not for documents of the Party.
        law = f" ({CONTENT_ARTICLE})" if any(each.letter.entry.regime == "state" for each in entries.issued) else ""
        say(f"→ không sửa văn bản đã phát hành; thay thế hoặc sửa đổi{law}: {way}", "  ", "    ")
    _lost([*entries.drafts, *entries.issued])
    print_findings("Sổ văn bản:", entries.warnings)


def _draft(touched: TouchedEntry) -> tuple[str, ...]:
    letter = touched.letter
    return (str(letter.id), letter.entry.file, str(len(touched.figures)), STATE_NAMES[letter.state], _file(touched))


def _issued(touched: TouchedEntry) -> tuple[str, ...]:
    letter = touched.letter
    number = full_number(letter.number or 0, letter.entry.symbol)
    day = short_date(letter.day) if letter.day else ""
    return (str(letter.id), number, day, letter.entry.file, str(len(touched.figures)), _file(touched))


def _file(touched: TouchedEntry) -> str:
    return {True: "đã sửa tay", False: "còn nguyên", None: "không thấy"}[touched.edited]


def _lost(entries: Sequence[TouchedEntry]) -> None:
    lost = [each for each in entries if each.edited is None]
    if lost:
        what = f"{len(lost)} văn bản không còn ở chỗ sổ đã ghi"
        say(f"→ {what}: đưa tệp về chỗ cũ, hoặc chạy lệnh tiếp theo với tệp ở chỗ mới", "  ", "    ")
