"""What `dispatch compare` shows a person: a few tables, the rest counted."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from fractions import Fraction
from pathlib import Path

from dispatch.cli.compare_letters import FILE_STATES, report_entries
from dispatch.cli.report import finding_lines, say
from dispatch.cli.short_table import LISTED, say_more, short_table
from dispatch.errors import Finding
from dispatch.model.dataset import MEASURE_NAMES
from dispatch.model.unit import NATION_NAME
from dispatch.pipeline.comparing.changed_data import CellChange, FigureChange, Number
from dispatch.pipeline.comparing.changed_letter import RowChange
from dispatch.pipeline.comparing.compare import Comparison
from dispatch.vietnamese.dates import short_date
from dispatch.vietnamese.numbers import count

_AROUND = 6
_LONGEST = 120
_LIST_NAMES = {"viec": "về việc", "tien": "về tiền", "printed": "danh sách chung"}
_ROW_CHANGES = {"enters": "thêm", "leaves": "bỏ", "changes": "đổi"}
_NONE = "(không có)"


def report(comparison: Comparison, data: Path) -> None:
    """Say which table was held against which file, and everything that follows."""
    period = comparison.period
    say(f"So sánh {data.name} với số liệu {period.name} của hồ sơ.")
    say(f"({short_date(period.start)} đến {short_date(period.end)})", "  ")
    old, new = (each[:12] for each in comparison.vintages)
    if comparison.is_same:
        say(f"Nội dung số liệu như nhau (dấu nội dung {new}): không có gì thay đổi.")
        return
    say(f"Dấu nội dung: hồ sơ {old}, tệp mới {new}.")
    _cells(comparison)
    _figures(comparison)
    _ranks(comparison)
    _lists(comparison)
    _sentences(comparison)
    _rows(comparison)
    _letters(comparison)
    report_entries(comparison.entries, data)
    _faults(comparison.faults)
    say()
    say("Không có tệp nào được ghi. Danh sách đầy đủ: thêm --json.")


def _cells(comparison: Comparison) -> None:
    names = comparison.new.catalogue.indicators
    rows = [
        (
            change.unit.name if change.unit else NATION_NAME,
            f"{MEASURE_NAMES[change.measure]}: {names[change.indicator].name}",
            _cell(change),
            _number(change.old),
            _number(change.new),
        )
        for change in comparison.cells
    ]
    short_table("ô thay đổi", ("Đơn vị", "Chỉ tiêu", "Ô", "Cũ", "Mới"), (15, 23, 12, 13, 13), rows)


def _cell(change: CellChange) -> str:
    """The cell in the corrected file; a CSV's is named by its line, the column stands beside it."""
    cell = change.new_cell or change.old_cell
    if cell is None:
        return ""
    return f"{cell.sheet} {cell.cell}" if cell.sheet else f"dòng {cell.cell.partition(':')[0]}"


def _figures(comparison: Comparison) -> None:
    """Those that the letter prints; the others are counted."""
    others = [change for change in comparison.figures if change.id not in comparison.printed]
    printed = [change for change in comparison.figures if change.id in comparison.printed]
    short_table("số liệu in trong văn bản thay đổi", ("Số liệu", "Cũ", "Mới"), (32, 23, 23), _figure_rows(printed))
    if others:
        say(f"Ngoài ra {len(others)} số liệu thống kê không in trong văn bản cũng thay đổi.")


def _figure_rows(changes: Sequence[FigureChange]) -> list[tuple[str, ...]]:
    return [
        (f"{change.unit.name if change.unit else ''} {change.id}".strip(), *_pair(change.old, change.new))
        for change in changes
    ]


def _pair(old: str | None, new: str | None) -> tuple[str, str]:
    """Both texts; of long ones that begin alike, where they differ."""
    pair = _short(old), _short(new)
    return _differing(old, new) if pair[0] == pair[1] else pair


def _ranks(comparison: Comparison) -> None:
    rows = [
        (
            change.unit.name if change.unit else "",
            _LIST_NAMES.get(change.measure, ""),
            _short(change.old),
            _short(change.new),
        )
        for change in comparison.figures
        if change.is_rank
    ]
    short_table("thứ hạng thay đổi", ("Đơn vị", "Loại", "Cũ", "Mới"), (24, 12, 10, 10), rows)


def _lists(comparison: Comparison) -> None:
    lines = []
    for change in comparison.lists:
        for name, unit in change.enter:
            lines.append(f"“{change.policy}”, {_LIST_NAMES[name]}: thêm {unit.name}")
        for name, unit in change.leave:
            lines.append(f"“{change.policy}”, {_LIST_NAMES[name]}: bỏ {unit.name}")
    say()
    say(f"Danh sách nêu tên: {len(lines) or 'không có'} thay đổi")
    for line in lines[:LISTED]:
        say(line, "  ", "    ")
    say_more(len(lines))


def _sentences(comparison: Comparison) -> None:
    if not comparison.sentences:
        return
    say()
    say(f"{len(comparison.sentences)} đoạn văn thay đổi")
    for each in comparison.sentences[:LISTED]:
        old, new = _differing(each.old, each.new)
        say(f"{each.place}:", "  ")
        say(f"cũ:  {old}", "    ", "         ")
        say(f"mới: {new}", "    ", "         ")
    say_more(len(comparison.sentences))


def _rows(comparison: Comparison) -> None:
    names = {unit.key: unit.name for unit in comparison.new.dataset.units}
    moved = sum(change.change == "moves" for change in comparison.rows)
    rows = [
        (change.label, names.get(change.key, NATION_NAME), *_row(change))
        for change in comparison.rows
        if change.change != "moves"
    ]
    heads = ("Phụ lục", "Đơn vị", "", "Hàng cũ", "Hàng mới")
    short_table("hàng phụ lục thay đổi", heads, (13, 18, 5, 20, 20), rows)
    if moved:
        say(f"Thêm vào đó {moved} hàng chỉ đổi số thứ tự.")


def _row(change: RowChange) -> Iterator[str]:
    yield _ROW_CHANGES[change.change]
    for place, cells in ((change.old_place, change.old), (change.new_place, change.new)):
        yield "" if cells is None else f"hàng {place}: " + "; ".join(cells[2:])


def _letters(comparison: Comparison) -> None:
    rows = [(each.letter, str(len(each.figures)), FILE_STATES[each.edited]) for each in comparison.letters]
    if rows:
        short_table("dự thảo in số liệu thay đổi", ("Văn bản", "Số liệu", "Tình trạng"), (44, 8, 26), rows)


def _faults(faults: Sequence[Finding]) -> None:
    if faults:
        say()
        say("Không soạn được văn bản với số liệu này nên không so sánh được câu văn và phụ lục:")
        for line in finding_lines(faults):
            say(line)


def _differing(old: str | None, new: str | None) -> tuple[str, str]:
    """Two texts cut down to what differs, with a few words around."""
    if old is None or new is None:
        return _short(old), _short(new)
    before, after = old.split(), new.split()
    groups = list(SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(_AROUND))
    return (
        _windows(before, [(group[0][1], group[-1][2]) for group in groups]),
        _windows(after, [(group[0][3], group[-1][4]) for group in groups]),
    )


def _windows(words: Sequence[str], spans: Sequence[tuple[int, int]]) -> str:
    text = " … ".join(" ".join(words[start:end]) for start, end in spans)
    head = "… " if spans and spans[0][0] else ""
    return f"{head}{text} …" if spans and spans[-1][1] < len(words) else f"{head}{text}"


def _short(text: str | None) -> str:
    if text is None:
        return _NONE
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _number(value: Number) -> str:
    if isinstance(value, Fraction):
        return str(value)
    return _NONE if value is None else count(value)
