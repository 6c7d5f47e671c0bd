"""Notes in cells of a workbook, beside those that are there."""

import re
from collections.abc import Mapping

from lxml import etree

from dispatch.writers.cell_colours import child, column_letters, local
from dispatch.writers.workbook_parts import Element, WorkbookParts, parse_xml, xml_bytes

AUTHOR = "dispatch data check"

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_AFTER_DRAWING = (
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
_NAMESPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_TEXT_BOX = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_EMPTY_DRAWING = (
    f'<xml {_NAMESPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
)
_SHAPE_NUMBER = re.compile(r"_x0000_s(\d+)")
_TEXT_BOX_ID = "_x0000_t202"
_FIRST_SHAPE = 1025
_CHARACTERS_A_LINE, _FEWEST_LINES = 42, 4
# What Excel keeps for conversations; their text in the old form is not shown.
_THREADED = "tc="

Notes = Mapping[tuple[int, int], str]


def add_notes(parts: WorkbookParts, sheet_part: str, sheet: Element, notes: Notes) -> None:
    """Write notes by row and column into a sheet; one that is there is continued.

    Where the sheet's drawing of notes is of an unknown form there are none: colours and the list of
    findings tell the same.
    """
    drawing = parts.target(sheet_part, "vmlDrawing")
    try:
        root = parse_xml(parts.parts[drawing] if drawing else _EMPTY_DRAWING.encode())
    except etree.XMLSyntaxError:  # Office reads drawings that are not well-formed; nothing else does
        return
    new = _comments(parts, sheet_part, notes)
    if not new:
        return
    _add_shapes(root, new)
    content = xml_bytes(root)
    if drawing:
        parts.parts[drawing] = content
    else:
        name = parts.add("xl/drawings/vmlDrawing", ".vml", content, _DRAWING_TYPE)
        _refer(sheet, parts.link(sheet_part, "vmlDrawing", name))


def _comments(parts: WorkbookParts, sheet_part: str, notes: Notes) -> Notes:
    """Write the comments; those that need a shape because the cell had none."""
    name = parts.target(sheet_part, "comments")
    if not name:
        empty = f'<comments xmlns="{_MAIN}"><authors/><commentList/></comments>'
        name = parts.add("xl/comments", ".xml", empty.encode(), _COMMENTS_TYPE)
        parts.link(sheet_part, "comments", name)
    root = parse_xml(parts.parts[name])
    space = f"{{{etree.QName(root).namespace}}}"
    authors, listed = child(root, "authors"), child(root, "commentList")
    assert authors is not None  # the schema requires both
    assert listed is not None
    etree.SubElement(authors, f"{space}author").text = AUTHOR
    present = {comment.get("ref"): comment for comment in listed}
    new: dict[tuple[int, int], str] = {}
    for (row, column), note in sorted(notes.items()):
        ref = f"{column_letters(column)}{row}"
        comment = present.get(ref)
        if comment is None:
            new[row, column] = note
            comment = etree.SubElement(listed, f"{space}comment", ref=ref, authorId=str(len(authors) - 1))
            etree.SubElement(comment, f"{space}text")
        elif (authors[int(comment.get("authorId", "0"))].text or "").startswith(_THREADED):
            continue
        _continue(comment, space, note, again=ref in present)
    parts.parts[name] = xml_bytes(root)
    return new


def _continue(comment: Element, space: str, note: str, *, again: bool) -> None:
    text = child(comment, "text")
    assert text is not None  # the schema requires it
    run = etree.SubElement(etree.SubElement(text, f"{space}r"), f"{space}t")
    run.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.text = f"\n\n{note}" if again else note


def _add_shapes(drawing: Element, notes: Notes) -> None:
    ids = [str(each.get("id", "")) for each in drawing.iter("{*}*")]
    numbers = [int(match[1]) for each in ids if (match := _SHAPE_NUMBER.fullmatch(each))]
    first = max([_FIRST_SHAPE - 1, *numbers]) + 1
    shapes = [_shape(number, place, note) for number, (place, note) in enumerate(sorted(notes.items()), first)]
    if _TEXT_BOX_ID not in ids:
        shapes.insert(0, _TEXT_BOX)
    drawing.extend(parse_xml(f"<xml {_NAMESPACES}>{''.join(shapes)}</xml>".encode()))


def _shape(number: int, place: tuple[int, int], note: str) -> str:
    row, column = place[0] - 1, place[1] - 1
    lines = max(_FEWEST_LINES, sum(len(line) // _CHARACTERS_A_LINE + 1 for line in note.splitlines()) + 1)
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" fillcolor="#ffffe1" o:insetmode="auto" '
        'style="position:absolute;visibility:hidden;z-index:1">'
        '<v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{column + 1}, 12, {max(row - 1, 0)}, 4, {column + 5}, 12, {max(row - 1, 0) + lines}, 4</x:Anchor>"
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )


def _refer(sheet: Element, link: str) -> None:
    """Name the drawing in the sheet, in the one place where the schema has it."""
    kinds = next((ns for ns in sheet.nsmap.values() if ns and ns.endswith("/relationships")), None)
    kinds = kinds or "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    element = etree.Element(sheet.tag[: -len("worksheet")] + "legacyDrawing", nsmap={"r": kinds})
    element.set(f"{{{kinds}}}id", link)
    after = next((index for index, each in enumerate(sheet) if local(each) in _AFTER_DRAWING), len(sheet))
    sheet.insert(after, element)
