"""Styles that Word knows by name, and those of rules, section ends and the appendix table."""

from collections.abc import Iterator

from dispatch.model.profile import Component, FormatProfile
from dispatch.writers.stencil import xml_text

ALIGNMENTS = {"left": "left", "center": "center", "right": "right", "justify": "both"}
COLOURS = {"black": "000000", "red": "FF0000"}
CELL_MARGIN = 85
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def word_styles(profile: FormatProfile) -> Iterator[str]:
    """The styles a letter uses that are no component of the profile."""
    number, note = profile.components["so_trang"], profile.components["chu_thich"]
    for place in ("header", "footer"):
        yield _paragraph(place.capitalize(), place, _justified(number), run_properties(number), custom=False)
    yield _paragraph("FootnoteText", "footnote text", _justified(note), run_properties(note), custom=False)
    yield (
        '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    )
    # An empty paragraph of three points with a border below is a rule every renderer draws alike.
    line = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
    yield _paragraph("KeNgang", "Kẻ ngang", line + _exact_line(60), _size(6), custom=True)
    yield _paragraph("HetPhan", "Hết phần", _exact_line(20), _size(2), custom=True)
    # The rows of a table that stand out: the nation's, and the headings of groups.
    yield (
        '<w:style w:type="character" w:customStyle="1" w:styleId="BangTongCong"><w:name w:val="Bảng: tổng cộng"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    yield _appendix_table()


def run_properties(component: Component, base: Component | None = None) -> str:
    """How the characters of a component look; with a `base`, only in what they differ from it."""
    marks = f"{'<w:b/>' if component.bold else ''}{'<w:i/>' if component.italic else ''}"
    line = '<w:u w:val="single"/>' if component.underline else ""
    colour, size = f'<w:color w:val="{COLOURS[component.colour]}"/>', _sizes(half_points(component))
    if base is not None and base.colour == component.colour:
        colour = ""
    if base is not None and base.size.chosen == component.size.chosen:
        size = ""
    properties = f"{marks}{colour}{size}{line}"
    return f"<w:rPr>{properties}</w:rPr>" if properties else ""


def half_points(component: Component) -> int:
    """The size of a component in Word's unit."""
    return round(component.size.chosen * 2)


def _paragraph(identity: str, name: str, properties: str, run: str, *, custom: bool) -> str:
    own = ' w:customStyle="1"' if custom else ""
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{identity}"><w:name w:val="{xml_text(name)}"/>'
        f'<w:basedOn w:val="Normal"/><w:pPr>{properties}</w:pPr>{run}</w:style>'
    )


def _appendix_table() -> str:
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in _SIDES)
    margins = "".join(f'<w:{side} w:w="{CELL_MARGIN}" w:type="dxa"/>' for side in ("left", "right"))
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="BangPhuLuc"><w:name w:val="Bảng phụ lục"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{borders}</w:tblBorders>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>"
    )


def _justified(component: Component) -> str:
    return f'<w:jc w:val="{ALIGNMENTS[component.align]}"/>'


def _exact_line(twips: int) -> str:
    return f'<w:spacing w:line="{twips}" w:lineRule="exact"/>'


def _size(half_pt: int) -> str:
    return f"<w:rPr>{_sizes(half_pt)}</w:rPr>"


def _sizes(half_pt: int) -> str:
    return f'<w:sz w:val="{half_pt}"/><w:szCs w:val="{half_pt}"/>'
