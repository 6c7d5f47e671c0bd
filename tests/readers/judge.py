"""Reads files as the intake does, and tells what it found, how long it took and how much memory:

    python -m tests.readers.judge FOLDER FILE...

Of a workbook, and of CSV, the first row is the header, column A holds names, all others counts.
"""

import csv
import dataclasses
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from dispatch.errors import Finding, InputError
from dispatch.readers.cell_number import cell_fault, count_in
from dispatch.readers.cells import Sheet
from dispatch.readers.encodings import decode_csv, find_layout
from dispatch.readers.gate import GatedFile, open_gate
from dispatch.readers.number_text import NumberFault, read_count
from dispatch.readers.workbook import read_workbook
from dispatch.vietnamese.orthography import forbidden_characters


def judge(folder: Path, name: str) -> list[Finding]:
    """Everything that is found in one file."""
    try:
        gated = open_gate(folder, name)
        return [*(_workbook(gated) if gated.kind == "xlsx" else _csv(gated))]
    except InputError as error:
        return list(error.findings)


def _workbook(gated: GatedFile) -> Iterator[Finding]:
    book = read_workbook(gated)
    yield from book.findings
    for sheet in book.sheets:
        yield from sheet.findings
        yield from _cells(gated.file.name, sheet)


def _cells(file: str, sheet: Sheet) -> Iterator[Finding]:
    columns = list(sheet.rows[0].cells) if sheet.rows else []
    for row in sheet.rows[1:]:
        for cell in [row.cell(column) for column in columns] + [row.cells[c] for c in row.cells if c not in columns]:
            fault = cell_fault(cell) if cell.column == "A" else count_in(cell)
            if isinstance(fault, NumberFault):
                yield _found(fault, file, sheet.name, cell.address)


def _csv(gated: GatedFile) -> Iterator[Finding]:
    text = decode_csv(gated.data, gated.file.name)
    layout = find_layout(text, gated.file.name)
    lines = text.splitlines()[layout.header_line - 1 :]
    table = csv.reader(lines, delimiter=layout.delimiter)
    header = next(table)
    for line, cells in enumerate(table, layout.header_line + 1):
        for column, content in zip(header, cells, strict=True):
            place = f"{line}:{column}"
            fault = read_count(content) if column != header[0] else None
            if isinstance(fault, NumberFault):
                yield _found(fault, gated.file.name, None, place)
            elif hidden := forbidden_characters(content):
                yield _found(
                    NumberFault("forbidden-character", f"ô có ký tự {hidden[0]}", ""), gated.file.name, None, place
                )


def _found(fault: NumberFault, file: str, sheet: str | None, cell: str) -> Finding:
    return Finding(fault.code, fault.message, fault.hint, file=file, sheet=sheet, cell=cell)


def peak_megabytes() -> float | None:
    """The most memory this process ever had; None where the system does not say."""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    return next(int(line.split()[1]) / 1024 for line in status.read_text().splitlines() if line.startswith("VmHWM"))


def main(folder: Path, names: list[str]) -> None:
    """Print one JSON object a file, in order."""
    for name in names:
        start = time.process_time()
        findings = judge(folder, name)
        seconds = time.process_time() - start
        found = [dataclasses.asdict(finding) for finding in findings]
        record = {"file": name, "findings": found, "seconds": seconds, "megabytes": peak_megabytes()}
        sys.stdout.write(json.dumps(record) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
