"""What the sheet for the signer says, line by line: doubts, names with reasons, figures with sources, warnings."""

from collections.abc import Iterator, Sequence

from dispatch.errors import Finding
from dispatch.model.dataset import MEASURE_NAMES, CellRef, Measure
from dispatch.model.figure import Figure, Figures
from dispatch.model.letter import FigureRun, Letter, Line, Text
from dispatch.model.naming import Naming, Verdict
from dispatch.model.unit import NATION_KEY, NATION_NAME
from dispatch.pipeline.briefing.fitting import Part, fitted
from dispatch.pipeline.prepare import Prepared
from dispatch.statistics.figure_titles import figure_title
from dispatch.statistics.lists import JOINT
from dispatch.vietnamese.lists import names_text

CLOSE_CODES = ("close-call", "tie-at-cut")
_MOST_CLOSE, _MOST_FIGURES, _MOST_WARNINGS = 3, 4, 3
_MOST_NAMES, _MOST_OTHER_NAMES = 6, 3
_MOST_LISTS = 4
_MOST_CELLS = 2
_LONGEST = 170
_CUTS, _NATIONAL = ("lowest", "highest"), "below-national"


def brief_parts(prepared: Prepared, letter: Letter, findings: Sequence[Finding]) -> tuple[Part, ...]:
    """The parts in their order: what is doubtful comes first."""
    close = [finding for finding in findings if finding.code in CLOSE_CODES]
    others = [finding for finding in findings if finding.severity == "warning" and finding.code not in CLOSE_CODES]
    figures = list(_main_figures(prepared, letter))
    parts = (
        _part("Trường hợp sát ngưỡng, cần xem trước", _told(close), _MOST_CLOSE, "dispatch naming", "không có"),
        _part("Đơn vị được nêu tên và lý do", [*_named(prepared)], _MOST_LISTS, "dispatch naming", "không nêu tên"),
        _part("Số liệu chính và nguồn", figures, _MOST_FIGURES, "dispatch figures", "không có"),
        _part("Cảnh báo về số liệu, hồ sơ", _told(others), _MOST_WARNINGS, "dispatch draft", "không có"),
    )
    return fitted(parts, letter.figures)


def _part(title: str, lines: Sequence[Line], most: int, command: str, nothing: str) -> Part:
    return Part(title, lines[:most], max(len(lines) - most, 0), command, nothing)


def _told(findings: Sequence[Finding]) -> list[Line]:
    return [(Text(_sentence(_shortened(finding.message))),) for finding in findings]


def _shortened(text: str) -> str:
    """At most two lines of the sheet, ending with a whole word."""
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _named(prepared: Prepared) -> Iterator[Line]:
    """One line for each list: the rule in words, then names with their reasons; the list the letter is about first."""
    namings = prepared.statistics.namings
    main = prepared.kind.named
    for policy in sorted(namings, key=lambda each: each != main):
        naming, most = namings[policy], _MOST_NAMES if policy == main else _MOST_OTHER_NAMES
        if naming.printed is not None:
            rule = prepared.figures[f"danh_sach.{policy}.{JOINT}"].formula.words
            yield _list_line(rule, [_either_reason(naming, unit.key) for unit in naming.printed], most)
            continue
        for measure, units in naming.named.items():
            rule = prepared.figures[f"danh_sach.{policy}.{measure}"].formula.words
            yield _list_line(rule, [_reason(naming, measure, unit.key) for unit in units], most)


def _list_line(rule: str, reasons: Sequence[str], most: int) -> Line:
    rest = len(reasons) - most
    more = f" và {rest} đơn vị khác" if rest > 0 else ""
    return (Text(_sentence(f"{rule}: {names_text(reasons[:most])}{more}")),)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith('…') else '.'}"


def _either_reason(naming: Naming, key: str) -> str:
    """Why a unit stands in a joint list: its rate on each measure on which it is named."""
    told = [(measure, _verdict(naming, measure, key)) for measure in naming.verdicts]
    why = "; ".join(f"{each.printed_rate} về {MEASURE_NAMES[measure]}" for measure, each in told if each and each.named)
    name = next(each.unit.name for _, each in told if each)
    return f"{name} ({why})" if why else name


def _reason(naming: Naming, measure: Measure, key: str) -> str:
    verdict = _verdict(naming, measure, key)
    assert verdict is not None  # who is named was judged
    if naming.policy.rule in _CUTS:
        return f"{verdict.unit.name} ({verdict.printed_rate}, hạng {verdict.rank})"
    if naming.policy.rule == _NATIONAL:  # the bar is the same for all, and among the main figures
        return f"{verdict.unit.name} ({verdict.printed_rate})"
    return f"{verdict.unit.name} ({verdict.why.replace(' (', ': ').replace(')', '')})"


def _verdict(naming: Naming, measure: Measure, key: str) -> Verdict | None:
    return next((each for each in naming.verdicts[measure] if each.unit.key == key), None)


def _main_figures(prepared: Prepared, letter: Letter) -> Iterator[Line]:
    """The numbers of the letter's text in their order, each with what it is, its formula and its source."""
    units = [*prepared.dataset.units, *(prepared.dataset.lower.units if prepared.dataset.lower else ())]
    names = {NATION_KEY: NATION_NAME} | {unit.key: unit.name for unit in units}
    printed = [run.figure for block in letter.wording.blocks for run in block.line if isinstance(run, FigureRun)]
    for name in dict.fromkeys(printed):
        figure = letter.figures[name]
        title = figure_title(figure, names.get(figure.about, ""), prepared.catalogue.indicators)
        if figure.unit and figure.value is not None and title:
            after = f" = {figure.formula.words}; nguồn: {_source(figure, prepared.figures)}."
            yield (Text(f"{title}: "), FigureRun(name), Text(after))


def _source(figure: Figure, figures: Figures) -> str:
    """The cells behind a figure, or behind those it is made from; of many their number in each file."""
    behind = [figure, *(figures[name] for name in figure.formula.inputs if name in figures)]
    cells = dict.fromkeys(cell for each in behind for operand in each.formula.operands.values() for cell in operand)
    if len(cells) <= _MOST_CELLS:
        return ", ".join(map(_cell, cells))
    files: dict[str, int] = {}
    for cell in cells:
        files[cell.file] = files.get(cell.file, 0) + 1
    return ", ".join(f"{file} ({count} ô)" for file, count in files.items())


def _cell(cell: CellRef) -> str:
    return f"{cell.file}, ô {cell.cell}"
