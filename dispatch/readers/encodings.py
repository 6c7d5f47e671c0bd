"""CSV bytes as text: UTF-8 and UTF-16 by what they are, windows-1258 when told so, nothing by guess."""

import unicodedata
from dataclasses import dataclass
from typing import Literal

from dispatch.errors import Finding, InputError

Delimiter = Literal[",", ";", "\t"]
ENCODINGS = ("utf-8", "utf-16", "windows-1258")
_ALIASES = {"utf8": "utf-8", "utf-8-sig": "utf-8", "utf16": "utf-16", "cp1258": "windows-1258"}
_DELIMITERS: tuple[Delimiter, ...] = (",", ";", "\t")

_BOM_8 = b"\xef\xbb\xbf"
_BOMS_16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_LOST = "\ufffd"

_SAVE = "mở tệp bằng Excel, chọn Lưu thành (Save As), kiểu “CSV UTF-8 (Comma delimited)”"
_OPTION = _SAVE + "; nếu chắc chắn tệp dùng bảng mã windows-1258, thêm --encoding windows-1258"
_VIETNAMESE = frozenset(
    unicodedata.normalize("NFC", letter + shape + tone)
    for letters, shapes in (
        ("aA", ("", "\u0306", "\u0302")),
        ("eEoO", ("", "\u0302")),
        ("oOuU", ("\u031b",)),
        ("iIuUyY", ("",)),
    )
    for letter in letters
    for shape in shapes
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
) | frozenset("đĐ")
_SIGNS = frozenset("“”‘’–—…•₫°§«»\u00a0")


@dataclass(frozen=True, slots=True)
class CsvLayout:
    """How the cells of a CSV text are separated, and on which line (from 1) its header stands."""

    delimiter: Delimiter
    header_line: int


def decode_csv(data: bytes, name: str, encoding: str | None = None) -> str:
    """The text of a CSV file.

    Without `encoding`: UTF-8 with or without BOM, UTF-16 with BOM. "windows-1258" is taken at its
    word but must give Vietnamese text, which is composed (NFC): that encoding writes tones apart.
    Raises InputError naming the line where the bytes are not of the encoding, or were damaged before.
    """
    chosen = _chosen(encoding, name)
    text = _decoded(data, name, chosen)
    for sign, code, message, hint in (
        ("\0", "nul-byte", "có byte NUL: tệp không phải CSV, hoặc là UTF-16 thiếu BOM", _SAVE),
        (
            _LOST,
            "lost-characters",
            "có ký tự “\ufffd”: chữ gốc đã mất khi lưu bằng bảng mã sai",
            "xuất lại tệp từ bảng gốc",
        ),
    ):
        if sign in text:
            raise _refusal(code, name, text[: text.index(sign)].count("\n") + 1, message, hint)
    return text


def is_unicode(data: bytes) -> bool:
    """Whether the bytes say so themselves: a mark at the beginning, or letters as only UTF-8 has them."""
    return _marked(data) is not None or _is_utf8(data)


def find_layout(text: str, name: str) -> CsvLayout:
    """The separator of a CSV text, from its header alone: the first line that is not blank.

    Excel's own first line "sep=;" is obeyed and is not the header. Raises InputError when two
    separators occur equally often.
    """
    first, begin = 1, 0
    while not (header := text[begin : (end := _line_end(text, begin))]).strip() and end < len(text):
        first, begin = first + 1, end + 1
    header = header.rstrip("\r")
    if header.lower().startswith("sep=") and len(header) == len("sep=;"):
        for delimiter in _DELIMITERS:
            if header[-1] == delimiter:
                return CsvLayout(delimiter, first + 1)
    outside = "".join(header.split('"')[::2])
    counts = {delimiter: outside.count(delimiter) for delimiter in _DELIMITERS}
    most = max(counts.values())
    best = [delimiter for delimiter in _DELIMITERS if counts[delimiter] == most]
    if most and len(best) > 1:
        message = "không rõ dấu ngăn cột: dòng tiêu đề có hai loại dấu với số lần bằng nhau"
        hint = "dùng một loại dấu ngăn, và đặt tiêu đề có dấu đó trong ngoặc kép"
        raise _refusal("unclear-delimiter", name, first, message, hint)
    return CsvLayout(best[0], first)


def _line_end(text: str, begin: int) -> int:
    end = text.find("\n", begin)
    return len(text) if end < 0 else end


def _chosen(encoding: str | None, name: str) -> str | None:
    if encoding is None:
        return None
    known = _ALIASES.get(encoding.lower(), encoding.lower())
    if known not in ENCODINGS:
        hint = "chọn một trong: " + ", ".join(ENCODINGS)
        raise _refusal("unknown-encoding", name, None, f"không hỗ trợ bảng mã “{encoding}”", hint)
    return known


def _decoded(data: bytes, name: str, chosen: str | None) -> str:
    actual = _marked(data)
    if chosen == "windows-1258":
        if actual or _is_utf8(data):
            message = f"tệp dùng bảng mã {actual or 'utf-8'}, không phải windows-1258"
            raise _refusal("wrong-encoding", name, None, message, "bỏ tuỳ chọn --encoding")
        return _windows_1258(data, name)
    if chosen is not None and actual != chosen and (chosen, actual) != ("utf-8", None):
        message = f"tệp không phải {chosen} có BOM như tuỳ chọn --encoding nói"
        raise _refusal("wrong-encoding", name, None, message, "bỏ tuỳ chọn --encoding")
    if actual == "utf-16":
        return _strict(data[2:], _BOMS_16[data[:2]], name)
    return _strict(data.removeprefix(_BOM_8), "utf-8", name)


def _marked(data: bytes) -> str | None:
    """The encoding that the first bytes declare."""
    if data.startswith(_BOM_8):
        return "utf-8"
    return "utf-16" if data[:2] in _BOMS_16 else None


def _is_utf8(data: bytes) -> bool:
    """Whether bytes beyond ASCII stand as only UTF-8 has them."""
    try:
        return not data.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding, "ignore").count("\n") + 1
        code = "not-utf8" if encoding == "utf-8" else "not-utf16"
        message = f"tệp không phải CSV mã {encoding[:6].rstrip('-').upper()}"
        raise _refusal(code, name, line, message, _OPTION if encoding == "utf-8" else _SAVE) from None


def _windows_1258(data: bytes, name: str) -> str:
    try:
        text = unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError as error:
        raise _not_1258(name, data[: error.start].count(b"\n") + 1) from None
    strange = next((i for i, c in enumerate(text) if not (c.isascii() or c in _VIETNAMESE or c in _SIGNS)), None)
    if strange is not None:
        raise _not_1258(name, text[:strange].count("\n") + 1)
    return text


def _not_1258(name: str, line: int) -> InputError:
    message = "tệp không phải tiếng Việt mã windows-1258 (có thể là TCVN3 hoặc VNI)"
    hint = "chuyển tệp sang Unicode bằng công cụ của bộ gõ (ví dụ UniKey Toolkit), rồi lưu UTF-8 và bỏ --encoding"
    return _refusal("not-windows-1258", name, line, message, hint)


def _refusal(code: str, name: str, line: int | None, message: str, hint: str) -> InputError:
    return InputError([Finding(code, message, hint, file=name, line=line)])
