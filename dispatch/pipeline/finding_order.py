"""Findings in the order of the place they are about: file by file, sheet by sheet, row by row."""

import re
from collections.abc import Sequence

from dispatch.errors import Finding

_ROW = re.compile(r"[A-Z]*([0-9]+)")
_COLUMN = re.compile(r"[A-Z]*")


def in_order(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Sort by place; files and sheets stay in the order in which they were first told of."""
    sheets = {(each.file, each.sheet): number for number, each in reversed(list(enumerate(findings)))}
    files = {each.file: number for number, each in reversed(list(enumerate(findings)))}
    return tuple(sorted(findings, key=lambda each: (files[each.file], sheets[each.file, each.sheet], *_place(each))))


def _place(finding: Finding) -> tuple[int, int, str]:
    """Row and column; what is about no cell stands first. The columns of a text file keep their order."""
    cell = finding.cell or f"{finding.line or 0}:"
    row, column = _ROW.match(cell), _COLUMN.match(cell)
    letters = column[0] if column and finding.sheet else ""
    return int(row[1]) if row else 0, len(letters), letters
