"""Read a letter kind: the folder of letter.md.j2 and template.toml, every fault with its line."""

import hashlib
from pathlib import Path

from dispatch.composition.kind_appendices import read_appendix
from dispatch.composition.kind_layout import check_subject, read_heading, read_layout
from dispatch.composition.kind_references import check_references
from dispatch.directory.naming_rules import read_policies
from dispatch.errors import Finding, TemplateError
from dispatch.model.kind import (
    LETTER_FILE,
    SETTINGS_FILE,
    Abbreviation,
    Citation,
    LetterKind,
)
from dispatch.tomlfile import Section, read_toml
from dispatch.vietnamese.dates import parse_short_date
from dispatch.vietnamese.orthography import forbidden_characters


def load_kind(folder: Path) -> LetterKind:
    """Read the letter kind in `folder`; its name is the kind's id.

    template.toml says what stands round the text: `title` (of the kind, for lists of kinds), `subject`
    (trích yếu, without "V/v" in a dispatch), `basis` (căn cứ, a line each), `addressees` (without one
    there is no "Kính gửi", which only a document of a named type can do), `recipients`, `authority`
    (quyền hạn and chức vụ, a line each) and `signer`; [heading] and [layout] which family of layout
    laws it follows and how (see kind_layout); further tables are policies, appendices, citations,
    abbreviations and letter_keys. A kind with `about_letter` takes recipients, authority and signer from the
    letter it is about, and its addressees where that has some.

    Raises TemplateError with every missing, unknown or wrong key and its line.
    """
    kind, faults = read_kind(folder)
    if faults:
        raise TemplateError(faults)
    return kind


def read_kind(folder: Path) -> tuple[LetterKind, list[Finding]]:
    """The kind as far as it can be read, and every fault of its two files by its line.

    Raises InputError when template.toml is no TOML.
    """
    body, faults = _read_body(folder / LETTER_FILE)
    settings_path = folder / SETTINGS_FILE
    top = read_toml(settings_path, SETTINGS_FILE)
    about_letter = top.boolean("about_letter")
    naming, heading = top.section("naming"), read_heading(top.section("heading"))
    kind = LetterKind(
        id=folder.name,
        title=top.text("title", required=True),
        subject=top.text("subject", required=True),
        addressees=top.texts("addressees", required=not heading.type_name),
        recipients=top.texts("recipients", required=not about_letter),
        authority=top.texts("authority", required=not about_letter),
        signer=top.text("signer", required=not about_letter),
        body=body,
        named=naming.text("named"),
        policies=read_policies(naming),
        appendices=tuple(read_appendix(section) for section in top.array("appendix")),
        citations={name: _citation(name, section) for name, section in top.sections("citations").items()},
        abbreviations={name: _abbreviation(name, section) for name, section in top.sections("abbreviations").items()},
        further_keys=_further_keys(top.section("letter_keys")),
        fingerprint=_fingerprint(settings_path.read_bytes(), body.encode()),
        lines=_lines(top),
        one_unit=top.boolean("one_unit"),
        about_letter=about_letter,
        heading=heading,
        layout=read_layout(top.section("layout")),
        basis=top.texts("basis"),
    )
    check_references(kind, top)
    check_subject(top, kind)
    return kind, [*faults, *top.all_faults()]


def _read_body(path: Path) -> tuple[str, list[Finding]]:
    name = path.name
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        return "", [Finding("missing-file", f"mẫu thiếu tệp {name}", "tạo tệp này", file=name)]
    except UnicodeDecodeError:
        return "", [Finding("not-utf8", "tệp không phải UTF-8", "lưu lại với mã UTF-8", file=name)]
    return text, [
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


def _lines(top: Section) -> dict[str, int]:
    """Lines of the keys whose faults are found later, when the template is compiled."""
    return {".".join(map(str, path)): line for path, line in top.lines.items()}


def _fingerprint(*files: bytes) -> str:
    return hashlib.sha256(b"\0".join(files)).hexdigest()
