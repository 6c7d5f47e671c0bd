"""Settings files: TOML read key by key, every fault with its line, all faults at once.

A reader asks for the keys it knows; `finish` then reports what was missing, of the wrong type,
or never asked for. tomllib gives no positions, so the lines are found by a scan of the text.
"""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from dispatch.errors import DispatchError, Finding, InputError
from dispatch.vietnamese.orthography import forbidden_characters

KeyPath = tuple[str | int, ...]
_T = TypeVar("_T")

_HEADER = re.compile(r"\s*\[(\[?)\s*([^\]]+?)\s*\]")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=(.*)""")
_SYNTAX_LINE = re.compile(r"at line (\d+)")
_TYPE_NAMES = {
    str: "chuỗi chữ trong ngoặc kép",
    int: "số nguyên",
    bool: "true hoặc false",
    date: "ngày dạng 2022-03-08",
}
_TYPE_NAMES |= {list: "danh sách trong ngoặc vuông", dict: "một bảng"}


@dataclass(slots=True)
class Section:
    """One table of a settings file, read by asking for its keys."""

    file: str
    path: KeyPath
    values: dict[str, Any]
    lines: dict[KeyPath, int]
    faults: list[Finding]
    _asked: set[str] = field(default_factory=set)
    _children: dict[KeyPath, "Section"] = field(default_factory=dict)

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """A string; control characters in it are a fault."""
        value = str(self._get(key, str, default, required=required))
        self._refuse_hidden_characters(key, value)
        return value

    def integer(self, key: str, default: int = 0, *, required: bool = False) -> int:
        """A whole number."""
        return self._get(key, int, default, required=required)

    def boolean(self, key: str, *, default: bool = False) -> bool:
        """True or false."""
        return self._get(key, bool, default, required=False)

    def day(self, key: str) -> date | None:
        """A date without a time; None when the key is not there."""
        return self._get(key, date, None, required=False)

    def number(self, key: str, default: float = 0.0, *, required: bool = False) -> float:
        """A measure of layout (points, millimetres); never a figure of a letter."""
        value = self.values.get(key)
        kind = int if isinstance(value, int) and not isinstance(value, bool) else float
        return float(self._get(key, kind, default, required=required))

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of strings."""
        values: list[Any] = self._get(key, list, [], required=required)
        wrong = [value for value in values if not isinstance(value, str)]
        if wrong:
            self.fault(
                key, "wrong-type", f"“{key}” có phần tử không phải chữ: {wrong[0]!r}", "đặt mỗi phần tử trong ngoặc kép"
            )
        for value in values:
            self._refuse_hidden_characters(key, str(value))
        return tuple(value for value in values if isinstance(value, str))

    def section(self, key: str, *, required: bool = False) -> "Section":
        """A table; an empty one when it is not there."""
        values: dict[str, Any] = self._get(key, dict, {}, required=required)
        return self._child((key,), values)

    def sections(self, key: str) -> dict[str, "Section"]:
        """A table of tables, by name."""
        values: dict[str, Any] = self._get(key, dict, {}, required=False)
        named: dict[str, Section] = {}
        for name, value in values.items():
            if isinstance(value, dict):
                named[name] = self._child((key, name), value)
            else:
                self.fault(
                    key, "wrong-type", f"“{key}.{name}” phải là một bảng", f"viết [{key}.{name}] trên một dòng riêng"
                )
        return named

    def array(self, key: str) -> list["Section"]:
        """A list of tables ([[key]])."""
        values: list[Any] = self._get(key, list, [], required=False)
        return [self._child((key, index), value) for index, value in enumerate(values) if isinstance(value, dict)]

    def written(self) -> tuple[str, ...]:
        """The keys that are written, in order; asking for them is left to the caller."""
        return tuple(self.values)

    def line(self, key: str | None = None) -> int | None:
        """The line of a key, or of the table's own header."""
        path = self.path if key is None else (*self.path, key)
        return self.lines.get(path, self.lines.get(self.path))

    def fault(self, key: str | None, code: str, message: str, hint: str) -> None:
        """Report a fault of a key that only the caller can see."""
        self.faults.append(Finding(code, message, hint, file=self.file, line=self.line(key)))

    def finish(self, error: type[DispatchError] = InputError) -> None:
        """Raise `error` with every fault; keys nobody asked for are faults too."""
        self._report_unknown()
        if self.faults:
            raise error(sorted(self.faults, key=lambda fault: (fault.file or "", fault.line or 0)))

    def _refuse_hidden_characters(self, key: str, value: str) -> None:
        if hidden := forbidden_characters(value):
            message = f"“{self._dotted(key)}” có ký tự không in được: {', '.join(hidden)}"
            self.fault(key, "forbidden-character", message, "xoá đoạn chữ đó rồi gõ lại")

    def _report_unknown(self) -> None:
        for key in self.values:
            if key not in self._asked:
                near = get_close_matches(key, self._asked, 1)
                hint = (
                    f"có phải là “{near[0]}”?"
                    if near
                    else "các khoá được dùng ở đây: " + ", ".join(sorted(self._asked))
                )
                self.fault(key, "unknown-key", f"khoá “{self._dotted(key)}” không có trong quy định của tệp này", hint)
        for child in self._children.values():
            child._report_unknown()

    def _dotted(self, key: str) -> str:
        return ".".join(str(part) for part in (*self.path, key))

    def _child(self, path: KeyPath, values: dict[str, Any]) -> "Section":
        whole = (*self.path, *path)
        return self._children.setdefault(whole, Section(self.file, whole, values, self.lines, self.faults))

    def _get(self, key: str, kind: type, default: _T, *, required: bool) -> Any | _T:
        self._asked.add(key)
        if key not in self.values:
            if required:
                hint = f"thêm “{key}” ({_TYPE_NAMES.get(kind, 'số')})"
                self.fault(None, "missing-key", f"thiếu khoá “{self._dotted(key)}”", hint)
            return default
        value = self.values[key]
        if not isinstance(value, kind) or isinstance(value, (bool, datetime)) is not (kind is bool):
            message = f"giá trị của “{self._dotted(key)}” không đúng kiểu: {value!r}"
            self.fault(key, "wrong-type", message, f"cần {_TYPE_NAMES.get(kind, 'một số')}")
            return default
        return value


def read_toml(path: Path, name: str) -> Section:
    """Read the file at `path`, called `name` in messages; raise InputError when it is not TOML."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise InputError(
            [Finding("missing-file", f"không tìm thấy tệp {name}", "kiểm tra lại đường dẫn", file=name)]
        ) from None
    except UnicodeDecodeError as error:
        message = f"tệp không phải UTF-8 (byte thứ {error.start + 1})"
        raise InputError([Finding("not-utf8", message, "lưu lại tệp với mã UTF-8", file=name)]) from None
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _SYNTAX_LINE.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        hint = "mỗi dòng có dạng: khoá = giá trị; chữ đặt trong ngoặc kép"
        raise InputError([Finding("not-toml", "dòng viết sai quy tắc TOML", hint, file=name, line=line)]) from None
    return Section(name, (), values, key_lines(text), [])


def key_lines(text: str) -> dict[KeyPath, int]:
    """Map every table and key of a TOML text to its line, counting from 1."""
    lines: dict[KeyPath, int] = {}
    prefix: KeyPath = ()
    arrays: dict[str, int] = {}
    closing = ""
    for number, line in enumerate(text.splitlines(), 1):
        if closing:
            closing = "" if closing in line else closing
            continue
        if header := _HEADER.match(line):
            prefix = _table_path(header[2], arrays, is_array=bool(header[1]))
            lines.setdefault(prefix, number)
        elif key := _KEY.match(line):
            lines.setdefault((*prefix, *_parts(key[1])), number)
            opening = key[2].strip()[:3]
            if opening in {'"""', "'''"} and key[2].count(opening) == 1:
                closing = opening
    return lines


def _table_path(name: str, arrays: dict[str, int], *, is_array: bool) -> KeyPath:
    if is_array:
        arrays[name] = arrays.get(name, -1) + 1
        return (*_parts(name), arrays[name])
    return _parts(name)


def _parts(name: str) -> KeyPath:
    return tuple(part.strip().strip("\"'") for part in re.findall(r"\"[^\"]*\"|'[^']*'|[^.]+", name))
