"""`dispatch compare`: what a correction of the data changes; nothing is written."""

from pathlib import Path

import click

from dispatch.cli.compare_text import report
from dispatch.cli.options import dossier_argument, json_option, refusals, templates_option
from dispatch.cli.register_option import register_option, register_place
from dispatch.cli.report import print_json
from dispatch.cli.wording import VietnameseCommand
from dispatch.model.unit import NATION_NAME, Unit
from dispatch.pipeline.comparing.changed_data import CellChange, FigureChange
from dispatch.pipeline.comparing.changed_letter import RowChange
from dispatch.pipeline.comparing.compare import Comparison, compare
from dispatch.pipeline.comparing.touched_registered import TouchedEntry


@click.command("compare", cls=VietnameseCommand)
@dossier_argument
@click.option(
    "--data", metavar="TỆP", required=True, type=click.Path(path_type=Path), help="Tệp số liệu đã đính chính."
)
@click.option(
    "--letters", metavar="THƯ_MỤC", type=click.Path(path_type=Path), help="Tìm các dự thảo in số liệu thay đổi."
)
@templates_option
@register_option
@json_option
def command(  # noqa: PLR0913, PLR0917 -- one parameter for each option
    dossier: Path, data: Path, letters: Path | None, templates: Path | None, register: str, as_json: bool
) -> None:
    """Cho biết số liệu đính chính làm thay đổi những gì; không ghi gì.

    Tệp đính chính thay bảng nào của hồ sơ là do kỳ báo cáo ghi trong tệp. Văn bản trong sổ in số liệu thay đổi được
    liệt kê, dự thảo và văn bản đã phát hành riêng.
    """
    with refusals(as_json=as_json):
        comparison = compare(dossier, data, letters, templates, register_place(register))
    if as_json:
        print_json(_document(comparison))
    else:
        report(comparison, data)


def _document(comparison: Comparison) -> dict[str, object]:
    old, new = comparison.vintages
    figures = [_figure(change) | {"printed": change.id in comparison.printed} for change in comparison.figures]
    ranks = [
        {**_named(change.unit), "measure": change.measure, "old": _place(change.old), "new": _place(change.new)}
        for change in comparison.figures
        if change.is_rank
    ]
    names = {unit.key: unit for unit in comparison.new.dataset.units}
    return {
        "vintage": {"old": old, "new": new},
        "period": comparison.period.code,
        "cells": [_cell(change) for change in comparison.cells],
        "figures": figures,
        "ranks": ranks,
        "named": {
            change.policy: {
                "enter": [{**_named(unit), "list": name} for name, unit in change.enter],
                "leave": [{**_named(unit), "list": name} for name, unit in change.leave],
            }
            for change in comparison.lists
        },
        "sentences": [{"place": each.place, "old": each.old, "new": each.new} for each in comparison.sentences],
        "rows": [_row(change, names.get(change.key)) for change in comparison.rows],
        "letters": [
            {"letter": each.letter, "figures": list(each.figures), "edited": each.edited} for each in comparison.letters
        ],
        "registered": {
            "drafts": [_entry(each) for each in comparison.entries.drafts],
            "issued": [_entry(each) for each in comparison.entries.issued],
        },
        "findings": [finding.record() for finding in comparison.faults],
        "warnings": [finding.record() for finding in comparison.entries.warnings],
    }


def _entry(touched: TouchedEntry) -> dict[str, object]:
    letter = touched.letter
    return {
        "id": letter.id,
        "state": letter.state,
        "number": letter.number,
        "symbol": letter.entry.symbol,
        "date": letter.day.isoformat() if letter.day else None,
        "letter": letter.entry.file,
        "unit": letter.entry.unit,
        "figures": list(touched.figures),
        "edited": touched.edited,
    }


def _cell(change: CellChange) -> dict[str, object]:
    return {
        **_named(change.unit),
        "measure": change.measure,
        "indicator": change.indicator,
        "old_cell": change.old_cell.short() if change.old_cell else "",
        "new_cell": change.new_cell.short() if change.new_cell else "",
        "old": _number(change.old),
        "new": _number(change.new),
    }


def _figure(change: FigureChange) -> dict[str, object]:
    return {"id": change.id, **_named(change.unit), "old": change.old, "new": change.new}


def _row(change: RowChange, unit: Unit | None) -> dict[str, object]:
    return {
        "appendix": change.appendix,
        **_named(unit),
        "change": change.change,
        "old_place": change.old_place,
        "new_place": change.new_place,
        "old": None if change.old is None else list(change.old),
        "new": None if change.new is None else list(change.new),
    }


def _named(unit: Unit | None) -> dict[str, object]:
    """Who: a unit with its code and the set of the code; the nation has none."""
    if unit is None:
        return {"name": NATION_NAME, "code": None, "code_set": None}
    return {"name": unit.name, "code": unit.code, "code_set": unit.code_set}


def _place(text: str | None) -> int | None:
    return int(text) if text else None


def _number(value: object) -> object:
    return value if isinstance(value, int) or value is None else str(value)
