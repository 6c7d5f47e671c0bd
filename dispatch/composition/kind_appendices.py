"""Read the appendices of a template.toml: [[appendix]] and its columns, every fault with its line."""

import re
from collections.abc import Sequence
from typing import cast

from dispatch.model.kind import (
    ALL_UNITS,
    BY_GSO,
    ROW_NAME,
    ROW_NUMBER,
    AppendixSpec,
    ColumnAlign,
    ColumnSpec,
    Grouping,
)
from dispatch.tomlfile import Section

ID = re.compile(r"[a-z][a-z0-9_]*")
ID_HINT = "dùng chữ thường không dấu, số và dấu _"
_ALIGNS = ("left", "center", "right")
_GROUPINGS = ("measure", "province")
_ORIENTATIONS = ("portrait", "landscape")
_PLACES = ("first", "last")
_DIRECTIONS = ("highest", "lowest")
_WHOLE_WIDTH = 100


def read_appendix(section: Section) -> AppendixSpec:
    """One appendix; faults are left in the section."""
    columns = tuple(_column(column) for column in section.array("columns"))
    identity = section.text("id", required=True)
    if identity and not ID.fullmatch(identity):
        section.fault("id", "bad-id", f"tên “{identity}” không dùng được", ID_HINT)
    _check_columns(section, columns)
    return AppendixSpec(
        id=identity,
        title=section.text("title", required=True),
        notes=section.texts("notes"),
        units=section.text("units", default=ALL_UNITS),
        province=section.text("province"),
        order_by=section.text("order_by", default=BY_GSO),
        lowest_first=option(section, "first", _DIRECTIONS, _DIRECTIONS[0]) == "lowest",
        national_row=section.text("national_row"),
        national_last=option(section, "national_place", _PLACES, _PLACES[0]) == "last",
        group_by=cast(Grouping, option(section, "group_by", ("", *_GROUPINGS), "")),
        landscape=option(section, "orientation", _ORIENTATIONS, _ORIENTATIONS[0]) == "landscape",
        unit_line=section.text("unit_line"),
        notes_below=section.texts("notes_below"),
        columns=columns,
        when_long=section.boolean("when_long"),
        when_any=section.boolean("when_any"),
        shared=section.boolean("shared"),
    )


def option(section: Section, key: str, options: tuple[str, ...], default: str) -> str:
    """A text that must be one of `options`."""
    value = section.text(key, default=default)
    if value not in options:
        hint = "chọn một trong: " + ", ".join(option for option in options if option)
        section.fault(key, "bad-option", f"“{key}” không nhận giá trị “{value}”", hint)
        return default
    return value


def _column(section: Section) -> ColumnSpec:
    content = "|".join(part.strip() for part in section.text("content", required=True).split("|"))
    usual = {ROW_NUMBER: "center", ROW_NAME: "left"}.get(content, "right")
    return ColumnSpec(
        header=section.text("header", required=True),
        content=content,
        align=cast(ColumnAlign, option(section, "align", _ALIGNS, usual)),
        share=section.integer("share"),
    )


def _check_columns(section: Section, columns: Sequence[ColumnSpec]) -> None:
    shares = [column.share for column in columns]
    if not columns or (any(shares) and (min(shares) < 1 or sum(shares) != _WHOLE_WIDTH)):
        message = "độ rộng các cột (share) phải lớn hơn 0 và cộng lại bằng 100"
        hint = "sửa share, hoặc bỏ share ở mọi cột để chương trình tự chia theo nội dung"
        section.fault("columns", "bad-columns", message, hint)
    if [column.content for column in columns].count(ROW_NAME) != 1:
        section.fault("columns", "bad-columns", "phụ lục cần đúng một cột tên đơn vị", 'thêm cột có content = "ten"')
