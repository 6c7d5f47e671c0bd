"""What every command prints: findings with their places, JSON, and wrapped Vietnamese text."""

import json
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import NoReturn

import click

from dispatch.errors import PARTLY_WRITTEN, DispatchError, Finding

WIDTH = 80
EXIT_REFUSED = 1
EXIT_USAGE = 2
EXIT_CONFLICTS = 3
SEVERITIES = {"error": "LỖI", "warning": "CHÚ Ý", "info": "GHI CHÚ"}


def say(text: str = "", indent: str = "", hanging: str | None = None) -> None:
    """Print wrapped text for a person on stdout."""
    click.echo(wrapped(text, indent, hanging))


def wrapped(text: str, indent: str = "", hanging: str | None = None) -> str:
    """Text in lines of at most 80 columns; long paths are not broken."""
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent if hanging is None else hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )


def print_json(document: Mapping[str, object]) -> None:
    """The one JSON document a command prints on stdout."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def finding_lines(findings: Sequence[Finding]) -> Iterable[str]:
    """Findings as a numbered list: place, what is wrong, what to do."""
    for number, finding in enumerate(findings, 1):
        place = "" if finding.file and finding.message.startswith(finding.file) else finding.place()
        unit = f" ({finding.unit})" if finding.unit and finding.unit not in finding.message else ""
        head = f"{number}. {place}{unit}: " if place else f"{number}. "
        yield wrapped(head + finding.message, "  ", "     ")
        if finding.hint:
            yield wrapped("→ " + finding.hint, "     ", "       ")


def print_table(heads: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[str]]) -> None:
    """A table whose cells wrap inside their columns; the widths and the gaps fit 80 columns."""
    for row in [heads, ["─" * width for width in widths], *rows]:
        cells = [_cell_lines(text, width) for text, width in zip(row, widths, strict=True)]
        for lines in zip_longest(*cells, fillvalue=""):
            padded = (line.ljust(width) for line, width in zip(lines, widths, strict=True))
            click.echo(" ".join(padded).rstrip())


def _cell_lines(text: str, width: int) -> list[str]:
    too_long = any(len(word) > width for word in text.split())
    return textwrap.wrap(text, width, break_on_hyphens=too_long) or [""]


def print_findings(title: str, findings: Sequence[Finding]) -> None:
    """A titled list of findings on stdout; nothing when there are none."""
    if findings:
        say()
        say(title)
        for line in finding_lines(findings):
            click.echo(line)


def refuse(error: DispatchError, *, as_json: bool) -> NoReturn:
    """Say what is wrong and end with exit code 1."""
    findings = error.findings
    if as_json:
        print_json({"refused": [finding.record() for finding in findings]})
    count = sum(finding.severity == "error" for finding in findings)
    nothing = "" if any(finding.code == PARTLY_WRITTEN for finding in findings) else " Không có tệp nào được ghi."
    click.echo(wrapped(f"Không thực hiện được: {count} lỗi.{nothing}"), err=True)
    for line in finding_lines(findings):
        click.echo(line, err=True)
    raise SystemExit(EXIT_REFUSED)
