"""Settings files: TOML read key by key, every fault with its line, all faults at once.

A reader asks for the keys it knows; `finish` then reports what was missing, of the wrong type,
or never asked for.
"""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from dispatch.errors import DispatchError, Finding, InputError
from dispatch.toml_lines import KeyPath, key_lines
from dispatch.vietnamese.orthography import forbidden_characters

_T = TypeVar("_T")

_SYNTAX_LINE = re.compile(r"at line (\d+)")
_TYPE_NAMES = {
    str: "chuỗi chữ trong ngoặc kép",
    int: "số nguyên",
    bool: "true hoặc false",
    date: "ngày dạng 2022-03-08",
    list: "danh sách trong ngoặc vuông",
    dict: "một bảng",
}


@dataclass(slots=True)
class Section:
    """One table of a settings file, read by asking for its keys."""

    file: str
    path: KeyPath
    values: dict[str, Any]
    lines: dict[KeyPath, int]
    faults: list[Finding]
    _asked: set[str] = field(default_factory=set)
    _faulty: set[str] = field(default_factory=set)
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
        if not all(isinstance(value, dict) for value in values):
            self.fault(key, "wrong-type", f"“{key}” có phần tử không phải bảng", f"viết [[{key}]] cho mỗi phần tử")
        return [self._child((key, index), value) for index, value in enumerate(values) if isinstance(value, dict)]

    def written(self) -> tuple[str, ...]:
        """The keys that are written, in order; asking for them is left to the caller."""
        return tuple(self.values)

    def is_sound(self, key: str) -> bool:
        """Whether a key that was asked for is written and no fault was found in it."""
        return key in self.values and key not in self._faulty

    def line(self, key: str | None = None) -> int | None:
        """The line of a key, or else of the innermost table around it that has a line."""
        path = self.path if key is None else (*self.path, key)
        return next((self.lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in self.lines), None)

    def fault(self, key: str | None, code: str, message: str, hint: str) -> None:
        """Report a fault of a key that only the caller can see."""
        self.faults.append(Finding(code, message, hint, file=self.file, line=self.line(key)))
        if key is not None:
            self._faulty.add(key)

    def finish(self, error: type[DispatchError] = InputError) -> None:
        """Raise `error` with every fault; keys nobody asked for are faults too."""
        if faults := self.all_faults():
            raise error(faults)

    def all_faults(self) -> list[Finding]:
        """Every fault by its line, once the whole file was read; keys nobody asked for are faults too."""
        self._report_unknown()
        return sorted(self.faults, key=lambda fault: (fault.file or "", fault.line or 0))

    def _refuse_hidden_characters(self, key: str, value: str) -> None:
        if hidden := forbidden_characters(value):
            message = f"“{self._dotted(key)}” có ký tự không in được: {', '.join(hidden)}"
            self.fault(key, "forbidden-character", message, "xoá đoạn chữ đó rồi gõ lại")

    def _report_unknown(self) -> None:
        for key in self.values:
            if key not in self._asked:
                message = f"khoá “{self._dotted(key)}” không có trong quy định của tệp này"
                self.fault(key, "unknown-key", message, self._known_keys(key))
        for child in self._children.values():
            child._report_unknown()

    def _known_keys(self, key: str) -> str:
        if near := get_close_matches(key, self._asked, 1):
            return f"có phải là “{near[0]}”?"
        if not self._asked:
            return "xoá khoá này: mục này không nhận khoá nào"
        return "các khoá được dùng ở đây: " + ", ".join(sorted(self._asked))

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
    text = _decoded(path, name)
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of 5.000 digits is a plain ValueError
        line = _line_in(str(error), text)
        hint = "mỗi dòng có dạng: khoá = giá trị; chữ đặt trong ngoặc kép; không ghi một khoá hai lần"
        raise InputError([Finding("not-toml", "viết sai quy tắc TOML", hint, file=name, line=line)]) from None
    return Section(name, (), values, key_lines(text), [])


def _line_in(message: str, text: str) -> int | None:
    """The line that tomllib's message names; None when it names none."""
    if found := _SYNTAX_LINE.search(message):
        return int(found[1])
    return text.rstrip().count("\n") + 1 if "end of document" in message else None


def _decoded(path: Path, name: str) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        missing = Finding("missing-file", f"không tìm thấy tệp {name}", "kiểm tra lại đường dẫn", file=name)
        raise InputError([missing]) from None
    except OSError:
        hint = "kiểm tra xem đó có phải là tệp và có quyền đọc không"
        raise InputError([Finding("unreadable-file", f"không mở được {name}", hint, file=name)]) from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        wrong = Finding("not-utf8", "tệp không phải UTF-8", "lưu lại tệp với mã UTF-8", file=name, line=line)
        raise InputError([wrong]) from None
