"""An officer's workbook with its faults marked: coloured cells, notes in them, and a sheet that lists them all."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape

from lxml import etree
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from dispatch.errors import Finding, OutputError, Severity
from dispatch.writers.cell_colours import CellStyles, colour_cells, local, places_of, shown_place
from dispatch.writers.cell_notes import add_notes
from dispatch.writers.workbook_parts import WorkbookParts, parse_xml, xml_bytes

LIST_SHEET = "Kết quả kiểm tra"

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_SEVERITIES: Mapping[Severity, str] = {"error": "LỖI", "warning": "CHÚ Ý", "info": "GHI CHÚ"}
_ORDER: tuple[Severity, ...] = ("error", "warning", "info")
_HEADS = ("STT", "Mức", "Tệp", "Trang tính", "Ô", "Đơn vị", "Nội dung", "Cách xử lý")
_WIDTHS = (6, 10, 18, 18, 14, 18, 60, 60)
# A period named in full here would be taken for the table's own when the file is checked again.
_PERIOD = re.compile(r"\b(\d{1,2}) tháng (?:đầu )?năm (\d{4})\b", re.IGNORECASE)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PLAIN_COUNT = re.compile(r"0|[1-9][0-9]{0,14}")
_NARROW = 12


@dataclass(frozen=True, slots=True)
class Marked:
    """A finding with the sheet and the cell it is marked at; both empty when it is listed only."""

    finding: Finding
    sheet: str = ""
    cell: str = ""


def annotated_workbook(data: bytes, name: str, marked: Sequence[Marked]) -> bytes:
    """The workbook with every finding marked; all else in it, formulas and stored values too, stays.

    Cells keep their number formats, fonts and borders. Raises OutputError for a workbook that was
    annotated before: whose marks are whose could not be told.
    """
    parts = WorkbookParts(data)
    sheets = _sheets(parts)
    if LIST_SHEET in sheets:
        hint = "ghi số đã sửa vào tệp gốc rồi kiểm tra tệp gốc, hoặc kiểm tra tệp này mà không có --annotate"
        message = f"tệp đã có trang tính “{LIST_SHEET}”, tức là bản có ghi chú từ trước"
        raise OutputError([Finding("annotated-before", message, hint, file=name)])
    styles = CellStyles(parts)
    for sheet, part in sheets.items():
        _mark_sheet(parts, part, [each for each in marked if each.sheet == sheet and each.cell], styles)
    heading = {severity: styles.coloured(0, severity) for severity in _ORDER}
    styles.save()
    _add_list(parts, name, [each.finding for each in marked], heading)
    return parts.packed()


def text_workbook(rows: Mapping[int, Sequence[str]], sheet: str) -> bytes:
    """A workbook of the rows of a text file, each in the row of its line; only plain counts become numbers."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = sheet
    for line, cells in rows.items():
        for column, text in enumerate(cells, 1):
            cell = page.cell(line, column)
            if _PLAIN_COUNT.fullmatch(text):
                cell.value = int(text)
            elif text:
                cell.value = _ILLEGAL.sub("\ufffd", text)
                cell.data_type = "s"  # a text that begins with = is no formula
    for column in range(1, page.max_column + 1):
        page.column_dimensions[get_column_letter(column)].width = _NARROW
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _sheets(parts: WorkbookParts) -> dict[str, str]:
    """The worksheets by name."""
    links = {link: target for link, kind, target in parts.links(parts.workbook) if kind == "worksheet"}
    found = {}
    for element in parse_xml(parts.parts[parts.workbook]).iter():
        if local(element) == "sheet":
            link = next((value for key, value in element.attrib.items() if str(key).endswith("}id")), "")
            if link in links:
                found[element.get("name", "")] = links[str(link)]
    return found


def _mark_sheet(parts: WorkbookParts, part: str, marked: Sequence[Marked], styles: CellStyles) -> None:
    if not marked:
        return
    sheet = parse_xml(parts.parts[part])
    noted: dict[tuple[int, int], list[Finding]] = {}
    worst: dict[tuple[int, int], Severity] = {}
    for finding, places in ((each.finding, places_of(each.cell)) for each in marked):
        shown = [shown_place(sheet, place) for place in places]
        for place in shown[:1]:  # a whole row is coloured, and its first cell has the note
            noted.setdefault(place, []).append(finding)
        for place in shown:
            worst[place] = min(worst.get(place, finding.severity), finding.severity, key=_ORDER.index)
    colour_cells(sheet, worst, styles)
    notes = {place: "\n\n".join(dict.fromkeys(map(_note, findings))) for place, findings in noted.items()}
    add_notes(parts, part, sheet, notes)
    parts.parts[part] = xml_bytes(sheet)


def _note(finding: Finding) -> str:
    text = f"{_SEVERITIES[finding.severity]}: {finding.message}"
    return _ILLEGAL.sub("\ufffd", f"{text}\n→ {finding.hint}" if finding.hint else text)


def _add_list(parts: WorkbookParts, name: str, findings: Sequence[Finding], heading: Mapping[Severity, int]) -> None:
    part = parts.add("xl/worksheets/sheet", ".xml", _list_sheet(name, findings, heading).encode(), _SHEET_TYPE)
    link = parts.link(parts.workbook, "worksheet", part)
    root = parse_xml(parts.parts[parts.workbook])
    listed = next(each for each in root if local(each) == "sheets")
    used = [int(sheet.get("sheetId", "0")) for sheet in listed]
    kinds = next(str(key) for key in listed[0].attrib if str(key).endswith("}id"))
    sheet = etree.SubElement(listed, listed[0].tag, name=LIST_SHEET, sheetId=str(max(used) + 1))
    sheet.set(kinds, link)
    parts.parts[parts.workbook] = xml_bytes(root)


def _list_sheet(name: str, findings: Sequence[Finding], styles: Mapping[Severity, int]) -> str:
    """The list as a sheet part; every text is an inline string, so none can be a formula."""
    counts = [sum(each.severity == severity for each in findings) for severity in _ORDER]
    rows: list[tuple[Sequence[str], Severity | None]] = [
        (("KẾT QUẢ KIỂM TRA SỐ LIỆU",), None),
        ((f"Tệp: {name}",), None),
        ((f"{counts[0]} lỗi, {counts[1]} điều cần chú ý.",), None),
        (("", _SEVERITIES["error"], "Ô màu đỏ: có lỗi, phải sửa. Ghi chú trong ô nói rõ lỗi."), "error"),
        (("", _SEVERITIES["warning"], "Ô màu vàng: cần xem lại."), "warning"),
        (("Số liệu và công thức không bị thay đổi. Sửa số trong tệp gốc rồi kiểm tra lại.",), None),
        ((), None),
        (_HEADS, None),
    ]
    for number, each in enumerate(findings, 1):
        cell = each.cell or (f"dòng {each.line}" if each.line else "")
        place = (each.file or "", each.sheet or "", cell, each.unit or "")
        rows.append(((str(number), _SEVERITIES[each.severity], *place, each.message, each.hint), each.severity))
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in enumerate(_WIDTHS, 1)
    )
    body = "".join(_list_row(number, *row, styles) for number, row in enumerate(rows, 1))
    return f'<worksheet xmlns="{_MAIN}"><cols>{columns}</cols><sheetData>{body}</sheetData></worksheet>'


def _list_row(number: int, texts: Sequence[str], severity: Severity | None, styles: Mapping[Severity, int]) -> str:
    cells = []
    for column, text in enumerate(texts, 1):
        style = f' s="{styles[severity]}"' if severity and column == 2 else ""  # noqa: PLR2004 -- the column of the severity
        shown = escape(_ILLEGAL.sub("\ufffd", _PERIOD.sub(r"\1T\2", text)))
        inline = f'<is><t xml:space="preserve">{shown}</t></is>'
        cells.append(f'<c r="{get_column_letter(column)}{number}"{style} t="inlineStr">{inline}</c>' if text else "")
    return f'<row r="{number}">{"".join(cells)}</row>'
