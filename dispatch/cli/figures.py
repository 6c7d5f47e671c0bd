"""`dispatch figures`: every figure a template may print."""

from pathlib import Path

import click

from dispatch.cli.options import dossier_argument, json_option, refusals, templates_option
from dispatch.cli.report import print_json, say
from dispatch.cli.wording import VietnameseCommand
from dispatch.model.figure import Figure
from dispatch.pipeline.prepare import prepare
from dispatch.pipeline.provenance import figure_record


@click.command("figures", cls=VietnameseCommand)
@dossier_argument
@click.option("--search", metavar="CHỮ", default="", help="Chỉ liệt kê số liệu có chữ này trong tên hoặc công thức.")
@templates_option
@json_option
def command(dossier: Path, search: str, templates: Path | None, as_json: bool) -> None:
    """Liệt kê mọi số liệu mà mẫu được in: tên, giá trị in ra, công thức."""
    with refusals(as_json=as_json):
        prepared = prepare(dossier, templates)
    figures = [figure for figure in prepared.figures.values() if _matches(figure, search)]
    if as_json:
        print_json({"figures": [_record(figure) for figure in figures]})
        return
    for figure in figures:
        unit = f" {figure.unit}" if figure.unit not in ("", "%") else ""
        say(f"{figure.id} = {figure.text}{unit}")
        say(figure.formula.words, "    ")
    say(f"{len(figures)} số liệu. Trong mẫu viết {{{{ tên }}}}, ví dụ {{{{ toan_quoc.viec.ty_le }}}}.")


def _record(figure: Figure) -> dict[str, object]:
    """The figure as the provenance tells it, its cells in one list."""
    record = figure_record(figure)
    del record["operands"]
    cells = dict.fromkeys(str(cell) for part in figure.formula.operands.values() for cell in part)
    return {**record, "cells": list(cells)}


def _matches(figure: Figure, search: str) -> bool:
    wanted = search.casefold()
    return any(wanted in text.casefold() for text in (figure.id, figure.formula.words, figure.text))
