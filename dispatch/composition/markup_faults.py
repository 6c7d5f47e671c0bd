"""What is wrong with the marks of a text; every fault with its line in the template."""

import re
from collections.abc import Iterator, Mapping

from markdown_it.token import Token as MarkToken

from dispatch.composition.markup_lines import SWALLOWED, marker, plain
from dispatch.errors import Finding

_TYPED_RATE = re.compile(r"\d[\d.,]*\s?%")
_MARKS = re.compile(r"[*\\]")


def printed(token: MarkToken) -> str:
    """What one token of a paragraph prints."""
    return " " if token.type in ("softbreak", "hardbreak") else token.content


def markers_inside(lines: list[str], first: int, file: str) -> Iterator[Finding]:
    """Markers in the middle of a paragraph."""
    number = first
    for position, line in enumerate(lines):
        if position and marker(plain(line))[0] != "paragraph":
            hint = "để một dòng trống trước mỗi nhiệm vụ, điểm hoặc gạch đầu dòng"
            start = number + len(line) - len(line.lstrip(SWALLOWED))
            yield Finding("marker-inside", "dấu đánh số nằm giữa đoạn văn", hint, file=file, line=start)
        number += 1 + line.count(SWALLOWED)


def stray_tokens(tokens: list[MarkToken], line: int, file: str) -> Iterator[Finding]:
    """Marks of one paragraph that came to nothing."""
    for token in tokens:
        if token.type == "text" and "*" in token.content:
            near = token.content[max(0, token.content.index("*") - 12) :][:30]
            hint = "dấu * đứng sát chữ ở trong và cách chữ ở ngoài; muốn in dấu * thì gõ \\*"
            yield Finding("stray-star", f"dấu * không thành cặp: “{near}”", hint, file=file, line=line)
        if token.type == "text" and "[^" in token.content:
            hint = "thêm một đoạn bắt đầu bằng [^số]: và nội dung chú thích; trong chú thích không có chú thích"
            yield Finding("missing-note", "chú thích không có nội dung", hint, file=file, line=line)


def stray_quote(tokens: list[MarkToken], line: int, file: str) -> Iterator[Finding]:
    """A straight quote without a fellow in its paragraph: which way it should curl is not known."""
    if sum(token.content.count('"') for token in tokens if token.type != "footnote_ref") % 2:
        hint = "đóng ngoặc kép ngay trong đoạn, hoặc gõ thẳng “ và ”"
        yield Finding("stray-quote", 'dấu ngoặc kép " không thành cặp', hint, file=file, line=line)


def empty_item(tokens: list[MarkToken], line: int, file: str) -> Iterator[Finding]:
    """A marker, of a task or of a note, without a text."""
    if not any(token.content.strip() for token in tokens):
        hint = "viết nội dung sau dấu, hoặc đặt cả dấu vào trong {% if … %}"
        yield Finding("empty-item", "đoạn chỉ có dấu, không có nội dung", hint, file=file, line=line)


def typed_rates(tokens: list[MarkToken], lines: list[str], first: int, file: str) -> Iterator[Finding]:
    """Rates typed as prose, also with marks between the digits and the sign."""
    physical = enumerate((part for line in lines for part in line.split(SWALLOWED)), first)
    found = [(number, typed[0]) for number, part in physical if (typed := _TYPED_RATE.search(_MARKS.sub("", part)))]
    if not found and (typed := _TYPED_RATE.search("".join(printed(token) for token in tokens))):
        found = [(first, typed[0])]  # a line ends inside it
    for number, rate in found:
        hint = "in tỷ lệ bằng {{ tên số liệu }} để số liệu luôn khớp với nguồn"
        yield Finding("typed-rate", f"tỷ lệ “{rate}” gõ trực tiếp trong mẫu", hint, file=file, line=number)


def repeated_note(label: str, known: Mapping[str, int], line: int, file: str) -> Iterator[Finding]:
    """A second note with one label."""
    if label in known:
        message = f"chú thích [^{label}] đã có ở dòng {known[label]}"
        yield Finding("repeated-note", message, "đặt cho mỗi chú thích một số riêng", file=file, line=line)


def unused_notes(used: set[str], lines: Mapping[str, int], file: str) -> Iterator[Finding]:
    """Notes without a mark; `lines` has the line of each note by its label."""
    for label, line in lines.items():
        if label not in used:
            message = f"chú thích [^{label}] không được dùng"
            yield Finding("unused-note", message, "xoá chú thích thừa", file=file, line=line)
