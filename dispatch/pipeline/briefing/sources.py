"""The main figures of a letter, each with what it is, how it is made and where its numbers stand."""

from collections.abc import Iterator

from dispatch.model.dataset import CellRef
from dispatch.model.figure import Figure, Figures
from dispatch.model.indicator import RATE
from dispatch.model.letter import FigureRun, Letter, Line, Text
from dispatch.model.unit import NATION_KEY, NATION_NAME
from dispatch.pipeline.prepare import Prepared
from dispatch.statistics.figure_titles import figure_title, unit_words
from dispatch.vietnamese.numbers import count

_FEW_CELLS = 2


def main_figures(prepared: Prepared, letter: Letter) -> Iterator[Line]:
    """The numbers of the letter's text, without its appendices: results first, then the others, in their order."""
    runs = [run.figure for block in letter.wording.blocks for run in block.line if isinstance(run, FigureRun)]
    lower = prepared.dataset.lower.units if prepared.dataset.lower else ()
    names = {NATION_KEY: NATION_NAME} | {unit.key: unit.name for unit in (*prepared.dataset.units, *lower)}
    printed = dict.fromkeys(run.partition("|")[0] for run in runs)
    for name in sorted(printed, key=lambda each: not each.endswith(f".{RATE}")):
        figure = prepared.figures.get(name)
        if figure is not None and figure.unit and figure.value is not None:
            title = figure_title(figure, names.get(figure.about, ""), prepared.catalogue.indicators)
            sources = "; ".join(_sources(figure, prepared.figures))
            made = f" {unit_words(figure)}".rstrip() + f" = {figure.formula.words}; nguồn: {sources}"
            yield (*((Text(f"{title}: "),) if title else ()), FigureRun(name), Text(made))


def _sources(figure: Figure, figures: Figures) -> Iterator[str]:
    """The cells behind a figure: the few by their addresses, the many by file and number."""
    by_file: dict[str, list[CellRef]] = {}
    for cell in dict.fromkeys(_cells(figure, figures)):
        by_file.setdefault(cell.file, []).append(cell)
    for file, cells in by_file.items():
        if len(cells) <= _FEW_CELLS:
            yield ", ".join(map(str, cells))
        else:
            yield f"{file} ({count(len(cells))} ô)"


def _cells(figure: Figure, figures: Figures) -> Iterator[CellRef]:
    for operand in figure.formula.operands.values():
        yield from operand
    for name in figure.formula.inputs:
        if name in figures:
            yield from _cells(figures[name], figures)
