"""`dispatch figures`: every figure a template may print."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from dispatch.cli.options import dossier_argument, json_option, refusals, templates_option
from dispatch.cli.report import print_json, say, wrapped
from dispatch.cli.wording import VietnameseCommand
from dispatch.model.figure import Figure
from dispatch.model.unit import NATION_KEY, NATION_NAME
from dispatch.pipeline.prepare import Prepared, prepare
from dispatch.pipeline.provenance import figure_record
from dispatch.statistics.figure_titles import figure_title, unit_words
from dispatch.vietnamese.orthography import without_accents

_LINES_OF_A_SCREEN = 24


@click.command("figures", cls=VietnameseCommand)
@dossier_argument
@click.argument("search", metavar="[CHỮ…]", nargs=-1)
@templates_option
@json_option
def command(dossier: Path, search: tuple[str, ...], templates: Path | None, as_json: bool) -> None:
    """Liệt kê mọi số liệu mà mẫu được in: tên, giá trị in ra, công thức.

    CHỮ là các chữ phải có trong tên số liệu, tên đơn vị, công thức hoặc giá trị; không phân biệt dấu và chữ hoa.
    """
    with refusals(as_json=as_json):
        prepared = prepare(dossier, templates)
    found = list(_found(prepared, search))
    if as_json:
        print_json({"figures": [_record(figure) for figure, _ in found]})
        return
    lines = [line for figure, title in found for line in _lines(figure, title)]
    if not found:
        words = ", ".join(f"“{word}”" for word in search)
        say(f"Không số liệu nào có đủ các chữ {words}. Bớt chữ, hoặc viết như trong bảng số liệu.")
        return
    lines.append(wrapped(f"{len(found)} số liệu. Trong mẫu viết {{{{ tên }}}}, ví dụ {{{{ toan_quoc.viec.ty_le }}}}."))
    if len(lines) > _LINES_OF_A_SCREEN and sys.stdout.isatty():
        click.echo_via_pager(f"{line}\n" for line in lines)
    else:
        click.echo("\n".join(lines))


def _lines(figure: Figure, title: str) -> Iterator[str]:
    yield wrapped(f"{figure.id} = {figure.text} {unit_words(figure)}".rstrip(), "", "    ")
    words = figure.formula.words
    yield wrapped(f"{title}: {words}" if title else words, "    ")


def _record(figure: Figure) -> dict[str, object]:
    """The figure as the provenance tells it, its cells in one list."""
    record = figure_record(figure)
    del record["operands"]
    cells = dict.fromkeys(str(cell) for part in figure.formula.operands.values() for cell in part)
    return {**record, "cells": list(cells)}


def _found(prepared: Prepared, search: Sequence[str]) -> Iterator[tuple[Figure, str]]:
    """The figures in which every word is found, each with its title."""
    units = [*prepared.dataset.units, *(prepared.dataset.lower.units if prepared.dataset.lower else ())]
    names = {NATION_KEY: NATION_NAME} | {unit.key: unit.name for unit in units}
    wanted = [without_accents(word) for word in search]
    known: dict[str, str] = {}
    for name, figure in prepared.figures.items():
        title = figure_title(figure, names.get(figure.about, ""), prepared.catalogue.indicators)
        texts = (figure.formula.words, title, figure.text) if wanted else ()
        folded = " ".join([name, *(_folded(text, known) for text in texts)])
        if all(word in folded for word in wanted):
            yield figure, title


def _folded(text: str, known: dict[str, str]) -> str:
    """The text without accents; the same few formulas and names stand in thousands of figures."""
    if text not in known:
        known[text] = without_accents(text)
    return known[text]
