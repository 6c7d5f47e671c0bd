"""Give an officer's table back with its faults marked."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from dispatch.errors import DispatchError, Finding, OutputError
from dispatch.pipeline.kinds import find_kind
from dispatch.pipeline.saving import refuse_if_open, refuse_special, write_atomically
from dispatch.readers.dossier import dossier_template, read_dossier
from dispatch.readers.encodings import decode_csv, find_layout
from dispatch.readers.gate import GatedFile, open_gate
from dispatch.writers.annotated_workbook import Marked, annotated_workbook, text_workbook
from dispatch.writers.cell_colours import column_letters

_ENDING = ".xlsx"
_TEXT_SHEET = "Tệp CSV"
_LONGEST_ROW = 256


def annotate(path: Path, findings: Sequence[Finding], out: Path, templates: Path | None, encoding: str = "") -> bool:
    """Write the table in `path` with its findings to `out`; of a dossier, the table of the period.

    All findings stand in a list; those in this table are marked in their cells. False when the table
    cannot be read at all: then nothing is written, and the findings say why. Raises OutputError for a
    name that is taken or is no workbook's.
    """
    _refuse_wrong_name(out)
    try:
        folder, name, encoding = _table(path, templates, encoding)
        gated = open_gate(folder, name)
        data, places = (gated.data, None) if gated.kind == "xlsx" else _from_text(gated, encoding)
    except DispatchError:
        return False
    document = annotated_workbook(data, name, [_marked(each, name, places) for each in findings])
    refuse_if_open(out)
    refuse_special(out)
    if out.exists():
        if out.read_bytes() == document:
            return True
        hint = "chọn tên khác sau --annotate, hoặc chuyển tệp đó đi nơi khác"
        raise OutputError([Finding("file-exists", f"đã có {out}", hint, file=out.name)])
    write_atomically(out, document)
    return True


def _refuse_wrong_name(out: Path) -> None:
    if out.suffix.lower() != _ENDING:
        message = f"{out.name} không có đuôi {_ENDING}"
        raise OutputError([Finding("wrong-ending", message, f"ghi tên tệp có đuôi {_ENDING}", file=out.name)])


def _table(path: Path, templates: Path | None, encoding: str) -> tuple[Path, str, str]:
    """Folder, name and encoding of the table to give back."""
    if not path.is_dir():
        return path.parent, path.name, encoding
    data = read_dossier(path, find_kind(dossier_template(path), templates)).data
    return path, data.current, data.encoding


def _from_text(gated: GatedFile, encoding: str) -> tuple[bytes, Mapping[str, str]]:
    """A CSV file as a workbook, and the letters of its columns by their names."""
    name = gated.file.name
    text = decode_csv(gated.data, name, encoding or None).replace("\r\n", "\n")
    layout = find_layout(text, name)
    rows: dict[int, list[str]] = {}
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=layout.delimiter)
    line = 1
    try:
        for cells in reader:
            rows[line] = cells[:_LONGEST_ROW]
            line = reader.line_num + 1
    except csv.Error:
        pass  # the rows before it are given back; the finding names the line
    header = rows.get(layout.header_line, [])
    columns = {title.strip(): column_letters(number) for number, title in enumerate(header, 1)}
    return text_workbook(rows, _TEXT_SHEET), columns


def _marked(finding: Finding, name: str, columns: Mapping[str, str] | None) -> Marked:
    """Where a finding is marked; a line of a text file is marked in its first cell."""
    if finding.file != name:
        return Marked(finding)
    if columns is None:
        return Marked(finding, finding.sheet or "", finding.cell or "")
    line, _, column = (finding.cell or f"{finding.line or ''}:").partition(":")
    return Marked(finding, _TEXT_SHEET, f"{columns.get(column, 'A')}{line}") if line else Marked(finding)
