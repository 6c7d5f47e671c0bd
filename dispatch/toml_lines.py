"""Where the keys of a TOML text stand: tomllib gives no positions, so the text is scanned for them."""

import re
import tomllib
from collections.abc import Iterator

KeyPath = tuple[str | int, ...]

# A string in any of its four forms, a comment, a bracket or a line end; what lies between does not matter.
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*"
    r"|[\[\]{}\n]",
    re.DOTALL,
)
_DEPTH = {"[": 1, "{": 1, "]": -1, "}": -1}
_PART = r"""(?:[\w-]+|"(?:\\.|[^"\\])*"|'[^']*')"""
_NAME = rf"({_PART}(?:\s*\.\s*{_PART})*)"
_HEADER = re.compile(rf"\s*\[(\[?)\s*{_NAME}\s*\]")
_KEY = re.compile(rf"\s*{_NAME}\s*=")


def key_lines(text: str) -> dict[KeyPath, int]:
    """Map every table and key of a valid TOML text to its line, counting from 1.

    Keys inside inline tables have no line of their own.
    """
    lines: dict[KeyPath, int] = {}
    table: KeyPath = ()
    arrays: dict[KeyPath, int] = {}
    for number, statement in _statements(text):
        if header := _HEADER.match(statement):
            table = _table_path(_parts(header[2]), arrays, is_array=bool(header[1]))
            lines.setdefault(table, number)
        elif key := _KEY.match(statement):
            lines.setdefault((*table, *_parts(key[1])), number)
    return lines


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each header or "key = value", however many lines it takes, with the line it begins on."""
    start, number, depth = 0, 1, 0
    for token in _TOKEN.finditer(text):
        depth += _DEPTH.get(token[0], 0)
        if token[0] == "\n" and depth == 0:
            yield number, text[start : token.start()]
            number += text.count("\n", start, token.end())
            start = token.end()
    yield number, text[start:]


def _table_path(parts: tuple[str, ...], arrays: dict[KeyPath, int], *, is_array: bool) -> KeyPath:
    """The path of a table; in an array of tables it goes through the array's newest element."""
    path: KeyPath = ()
    for position, part in enumerate(parts, 1):
        path = (*path, part)
        if is_array and position == len(parts):
            arrays[path] = arrays.get(path, -1) + 1
        if path in arrays:
            path = (*path, arrays[path])
    return path


def _parts(name: str) -> tuple[str, ...]:
    """The parts of a dotted name, without quotes and escapes."""
    if "'" not in name and '"' not in name:
        return tuple(part.strip() for part in name.split("."))
    parts = []
    inner = tomllib.loads(f"{name} = 0")
    while inner:
        [part] = inner
        parts.append(part)
        inner = inner[part] or {}
    return tuple(parts)
