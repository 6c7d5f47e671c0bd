"""The parts of the package that do not depend on what a letter says."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dispatch.model.profile import FormatProfile
from dispatch.writers.outline import Scheme
from dispatch.writers.running_parts import MarginMarks, RunningPart, RunningParts
from dispatch.writers.stencil import TWIPS_PER_MM, Fragment, xml_text
from dispatch.writers.styles import DECLARATION, W, numbering_part, styles_part

BODY = "word/document.xml"
FOOTNOTES = "word/footnotes.xml"
ADDRESS = "word/footer3.xml"
MANIFEST = "docProps/custom.xml"
CORE = "docProps/core.xml"
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PART_TYPES = {
    "/word/document.xml": f"{_WORD}.document.main+xml",
    "/word/styles.xml": f"{_WORD}.styles+xml",
    "/word/settings.xml": f"{_WORD}.settings+xml",
    "/word/fontTable.xml": f"{_WORD}.fontTable+xml",
    "/word/numbering.xml": f"{_WORD}.numbering+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "/docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
}
_LETTER_RELATIONS = ("styles", "settings", "fontTable", "numbering")


@dataclass(frozen=True, slots=True)
class Features:
    """What the parts around a letter depend on: its notes, how it is numbered, what stands in its margins."""

    footnotes: bool
    scheme: Scheme
    margins: MarginMarks


def static_parts(profile: FormatProfile, features: Features) -> dict[str, str]:
    """All parts but the letter, its footnotes, its address, its manifest and its core properties."""
    notes, running = features.footnotes, RunningParts(profile, features.margins).parts()
    return {
        "[Content_Types].xml": _content_types(running, footnotes=notes),
        "_rels/.rels": _package_relations(),
        "word/_rels/document.xml.rels": _letter_relations(running, footnotes=notes),
        "word/styles.xml": styles_part(profile, features.scheme),
        "word/numbering.xml": numbering_part(features.scheme),
        "word/settings.xml": _settings(footnotes=notes),
        "word/fontTable.xml": _font_table(profile),
        **{f"word/{part.file}": part.xml for part in running if part.xml},
    }


def core_part(title: str, author: str, day: date) -> str:
    """docProps/core.xml; the day is the letter's, so that no clock gets into the file."""
    stamp = f'<dcterms:{{0}} xsi:type="dcterms:W3CDTF">{day.isoformat()}T00:00:00Z</dcterms:{{0}}>'
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{xml_text(title)}</dc:title><dc:creator>{xml_text(author)}</dc:creator>"
        f"<cp:lastModifiedBy>{xml_text(author)}</cp:lastModifiedBy>"
        f"{stamp.format('created')}{stamp.format('modified')}<dc:language>vi-VN</dc:language></cp:coreProperties>"
    )


def section_properties(profile: FormatProfile, references: str, *, landscape: bool = False) -> str:
    """A section that numbers its pages from 1, hides the first number and shows the others.

    `references` name its headers and footers.

    A page on its side keeps the margins of the upright one: the law names them by the sides of the page.
    """
    page = profile.page
    margins = {
        "top": page.top_mm.chosen, "right": page.right_mm.chosen, "bottom": page.bottom_mm.chosen,
        "left": page.left_mm.chosen, "header": profile.page_number.edge_mm, "footer": profile.page_number.edge_mm,
    }  # fmt: skip
    attributes = "".join(f' w:{side}="{round(mm * TWIPS_PER_MM)}"' for side, mm in margins.items())
    width, height = round(page.width_mm * TWIPS_PER_MM), round(page.height_mm * TWIPS_PER_MM)
    size = f'w:w="{height}" w:h="{width}" w:orient="landscape"' if landscape else f'w:w="{width}" w:h="{height}"'
    return (
        f'<w:sectPr>{references}<w:type w:val="nextPage"/>'
        f'<w:pgSz {size}/><w:pgMar{attributes} w:gutter="0"/>'
        '<w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
    )


def footnotes_part(notes: Iterable[Fragment]) -> Iterator[Fragment]:
    """word/footnotes.xml around the notes of a letter, with the separators Word asks for."""
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
        for number, kind, mark in (
            (-1, "separator", "separator"),
            (0, "continuationSeparator", "continuationSeparator"),
        )
    )
    yield f"{DECLARATION}<w:footnotes {W}>{separators}"
    yield from notes
    yield "</w:footnotes>"


def _content_types(running: Sequence[RunningPart], *, footnotes: bool) -> str:
    own = {f"/word/{part.file}": f"{_WORD}.{part.kind}+xml" for part in running}
    types = {**_PART_TYPES, **own, **({"/word/footnotes.xml": f"{_WORD}.footnotes+xml"} if footnotes else {})}
    overrides = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in types.items())
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: list[tuple[str, str, str]]) -> str:
    items = "".join(f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in targets)
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'


def _package_relations() -> str:
    return _relations(
        [
            ("rId1", f"{_OFFICE}/officeDocument", BODY),
            ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", CORE),
            ("rId3", f"{_OFFICE}/custom-properties", MANIFEST),
        ]
    )


def _letter_relations(running: Sequence[RunningPart], *, footnotes: bool) -> str:
    targets = [(f"rId{n}", f"{_OFFICE}/{name}", f"{name}.xml") for n, name in enumerate(_LETTER_RELATIONS, 1)]
    targets += [(part.relation, f"{_OFFICE}/{part.kind}", part.file) for part in running]
    if footnotes:
        targets.append(("rId7", f"{_OFFICE}/footnotes", "footnotes.xml"))
    return _relations(targets)


def _settings(*, footnotes: bool) -> str:
    notes = '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>' if footnotes else ""
    return (
        f'{DECLARATION}<w:settings {W}><w:defaultTabStop w:val="720"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/>{notes}'
        '<w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def _font_table(profile: FormatProfile) -> str:
    return (
        f'{DECLARATION}<w:fonts {W}><w:font w:name="{xml_text(profile.font)}"><w:family w:val="roman"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )
