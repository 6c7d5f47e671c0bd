"""Read a letter kind: the folder of letter.md.j2 and template.toml, every fault with its line."""

import hashlib
import re
from pathlib import Path
from typing import cast

from dispatch.composition.kind_references import check_references
from dispatch.errors import Finding, TemplateError
from dispatch.model.kind import (
    LETTER_FILE,
    SETTINGS_FILE,
    Abbreviation,
    AppendixSpec,
    Citation,
    ColumnAlign,
    ColumnSpec,
    LetterKind,
)
from dispatch.model.naming import COMBINATIONS, ORDERS, RULES, Combine, NamingPolicy, Order, Rule
from dispatch.tomlfile import Section, read_toml
from dispatch.vietnamese.dates import parse_short_date
from dispatch.vietnamese.orthography import forbidden_characters

_ALIGNS = ("left", "center", "right")
_ID = re.compile(r"[a-z][a-z0-9_]*")
_ID_HINT = "dùng chữ thường không dấu, số và dấu _"
_WHOLE_WIDTH = 100


def load_kind(folder: Path) -> LetterKind:
    """Read the letter kind in `folder`; its name is the kind's id.

    Raises TemplateError with every missing, unknown or wrong key and its line.
    """
    body = _read_body(folder / LETTER_FILE)
    settings_path = folder / SETTINGS_FILE
    top = read_toml(settings_path, SETTINGS_FILE)
    naming = top.section("naming")
    kind = LetterKind(
        id=folder.name,
        title=top.text("title", required=True),
        subject=top.text("subject", required=True),
        addressees=top.texts("addressees", required=True),
        recipients=top.texts("recipients", required=True),
        authority=top.texts("authority", required=True),
        signer=top.text("signer", required=True),
        body=body,
        named=naming.text("named"),
        policies={name: _policy(name, section) for name, section in naming.sections("policies").items()},
        appendices=tuple(_appendix(section) for section in top.array("appendix")),
        citations={name: _citation(name, section) for name, section in top.sections("citations").items()},
        abbreviations={name: _abbreviation(name, section) for name, section in top.sections("abbreviations").items()},
        further_keys=_further_keys(top.section("letter_keys")),
        fingerprint=_fingerprint(settings_path.read_bytes(), body.encode()),
        lines=_lines(top),
    )
    check_references(kind, top)
    top.finish(TemplateError)
    return kind


def _read_body(path: Path) -> str:
    name = path.name
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        raise TemplateError([Finding("missing-file", f"mẫu thiếu tệp {name}", "tạo tệp này", file=name)]) from None
    except UnicodeDecodeError:
        raise TemplateError([Finding("not-utf8", "tệp không phải UTF-8", "lưu lại với mã UTF-8", file=name)]) from None
    faults = [
        Finding(
            "forbidden-character",
            f"có ký tự không in được: {', '.join(hidden)}",
            "xoá rồi gõ lại",
            file=name,
            line=number,
        )
        for number, line in enumerate(text.split("\n"), 1)
        if (hidden := forbidden_characters(line))
    ]
    if faults:
        raise TemplateError(faults)
    return text


def _policy(name: str, section: Section) -> NamingPolicy:
    if not _ID.fullmatch(name):
        section.fault(None, "bad-id", f"tên “{name}” không dùng được", _ID_HINT)
    return NamingPolicy(
        id=name,
        rule=cast(Rule, _option(section, "rule", RULES, RULES[0])),
        count=section.integer("count", default=5),
        combine=cast(Combine, _option(section, "combine", ("", *COMBINATIONS), "")),
        order=cast(Order, _option(section, "order", ORDERS, ORDERS[0])),
        appendix=section.text("appendix"),
        reference=section.text("reference"),
    )


def _appendix(section: Section) -> AppendixSpec:
    columns = tuple(_column(column) for column in section.array("columns"))
    identity = section.text("id", required=True)
    if identity and not _ID.fullmatch(identity):
        section.fault("id", "bad-id", f"tên “{identity}” không dùng được", _ID_HINT)
    if (
        min((column.share for column in columns), default=0) < 1
        or sum(column.share for column in columns) != _WHOLE_WIDTH
    ):
        section.fault(
            "columns", "bad-columns", "độ rộng các cột (share) phải lớn hơn 0 và cộng lại bằng 100", "sửa share"
        )
    if [column.content for column in columns].count("ten") != 1:
        section.fault("columns", "bad-columns", "phụ lục cần đúng một cột tên đơn vị", 'thêm cột có content = "ten"')
    return AppendixSpec(
        id=identity,
        title=section.text("title", required=True),
        notes=section.texts("notes"),
        units=section.text("units", default="all"),
        order_by=section.text("order_by", default="gso"),
        national_row=section.text("national_row"),
        columns=columns,
        when_long=section.boolean("when_long"),
        shared=section.boolean("shared"),
    )


def _column(section: Section) -> ColumnSpec:
    return ColumnSpec(
        header=section.text("header", required=True),
        content=section.text("content", required=True),
        align=cast(ColumnAlign, _option(section, "align", _ALIGNS, "left")),
        share=section.integer("share", required=True),
    )


def _citation(name: str, section: Section) -> Citation:
    printed = section.text("date")
    if printed and parse_short_date(printed) is None:
        section.fault("date", "bad-date", f"“{printed}” không phải ngày", "ghi như 24/12/2021 hoặc 08/3/2022")
    return Citation(
        id=name,
        type=section.text("type", required=True),
        number=section.text("number"),
        date=printed,
        issuer=section.text("issuer"),
        subject=section.text("subject"),
    )


def _abbreviation(name: str, section: Section) -> Abbreviation:
    return Abbreviation(name, section.text("short", required=True), section.text("full", required=True))


def _further_keys(section: Section) -> dict[str, str]:
    return {key: section.text(key) for key in section.written()}


def _option(section: Section, key: str, options: tuple[str, ...], default: str) -> str:
    value = section.text(key, default=default)
    if value not in options:
        hint = "chọn một trong: " + ", ".join(option for option in options if option)
        section.fault(key, "bad-option", f"“{key}” không nhận giá trị “{value}”", hint)
        return default
    return value


def _lines(top: Section) -> dict[str, int]:
    """Lines of the keys whose faults are found later, when the template is compiled."""
    return {".".join(map(str, path)): line for path, line in top.lines.items()}


def _fingerprint(*files: bytes) -> str:
    return hashlib.sha256(b"\0".join(files)).hexdigest()
