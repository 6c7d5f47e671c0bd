"""Rows of a table that are no unit: the nation, sums of groups of provinces, and agencies beside the provinces."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dispatch.directory.columns import heading_key
from dispatch.errors import Finding
from dispatch.model.dataset import MEASURE_NAMES, Measure
from dispatch.model.indicator import RATE, IndicatorCatalogue
from dispatch.readers.number_text import NumberFault
from dispatch.readers.records import Record, RecordReader
from dispatch.vietnamese.numbers import count

_MOST_TOLD = 3
_NATION_HINT = "văn bản in tổng các đơn vị; kiểm tra xem hàng toàn quốc có gồm cơ quan quân đội không"
_GROUP_HINT = "văn bản không dùng hàng cộng của nhóm; kiểm tra hàng này và các đơn vị trong nhóm"
_BESIDE_HINT = "chỉ số của các tỉnh, thành phố được dùng; văn bản in tổng của chúng"

_Counts = Mapping[str, int]
_Rows = Sequence[_Counts]


def sum_row_findings(reader: RecordReader, measure: Measure, catalogue: IndicatorCatalogue) -> Iterator[Finding]:
    """Warn of a row that is not the sum it says to be, and of agencies that are in no sum of provinces.

    Nothing is said of sums while a unit is missing or could not be read: they would all differ.
    """
    beside = [record for record in reader.beside if record.measure == measure]
    yield from map(_beside, beside)
    for record, _ in reader.sums:
        if record.measure == measure and RATE not in record.counts:
            yield from _unread(record)
    rows, order = reader.rows[measure], reader.order[measure]
    if any(unit.key not in rows for unit in reader.units):
        return
    found = [
        (record, place) for record, place in reader.sums if record.measure == measure and RATE not in record.counts
    ]
    places = tuple(place[measure] for _, place in found)
    every = [row.counts for row in rows.values()]
    sums = _Sums([rows[key].counts for key in order], places, every, [_known(record) for record in beside])
    for record, place in zip((record for record, _ in found), places, strict=True):
        of_nation = _is_nation(record, reader) and not (_is_total(record, reader) and 0 < place < len(order))
        if not of_nation and len(order) < len(rows):
            continue  # which of the provinces without a row of their own it counts cannot be told
        printed = _known(record)
        if not sums.agrees(printed, place, of_nation=of_nation):
            total = _sum(every, printed) if of_nation else sums.nearest(printed, place)
            yield from _differing(record, total, catalogue, of_nation=of_nation)


@dataclass(frozen=True, slots=True)
class _Sums:
    """The rows of provinces in the order of the file, and after how many of them each sum stands."""

    ordered: _Rows
    places: Sequence[int]
    every: _Rows
    beside: _Rows

    def agrees(self, printed: _Counts, place: int, *, of_nation: bool) -> bool:
        """Whether a row is the sum of all units, or of a group that ends or begins where it stands."""
        nation = [self.every, [*self.every, *self.beside]] if of_nation else []
        return any(_sum(rows, printed) == printed for rows in (*nation, *self.groups(place)))

    def nearest(self, printed: _Counts, place: int) -> _Counts:
        """Of the groups a row may be the sum of, the one with most columns as printed."""
        sums = [_sum(rows, printed) for rows in self.groups(place)]
        return max(sums, key=lambda each: sum(each[code] == value for code, value in printed.items()))

    def groups(self, place: int) -> Iterator[_Rows]:
        """The rows that a sum after `place` rows may be of, the nearest group first."""
        bounds = sorted({0, *self.places, len(self.ordered)})
        yield from (self.ordered[place:end] for end in bounds if end > place)
        yield from (self.ordered[start:place] for start in reversed(bounds) if start < place)
        yield self.ordered[max(place - 1, 0) : place]  # the province above, whose units stand between


def _is_nation(record: Record, reader: RecordReader) -> bool:
    return heading_key(record.name) in reader.columns.nation


def _is_total(record: Record, reader: RecordReader) -> bool:
    return heading_key(record.name) in reader.columns.total


def _known(record: Record) -> dict[str, int]:
    return {code: printed for code, printed in record.counts.items() if isinstance(printed, int)}


def _sum(rows: _Rows, columns: _Counts) -> dict[str, int]:
    return {code: sum(row.get(code, 0) for row in rows) for code in columns}


def _differing(record: Record, total: _Counts, catalogue: IndicatorCatalogue, *, of_nation: bool) -> Iterator[Finding]:
    """A warning for each column that differs; one for the whole row where more than a slip or two do."""
    printed, source = _known(record), record.source
    whose, of = ("toàn quốc", "các đơn vị") if of_nation else (f"hàng “{record.name}”", "các đơn vị trong nhóm")
    hint = _NATION_HINT if of_nation else _GROUP_HINT
    words = {
        code: f"{catalogue.indicators[code].name} của {whose} là {count(printed[code])}, tổng {of} là {count(right)}"
        for code, right in total.items()
        if printed[code] != right
    }
    told = dict(list(words.items())[:1]) if len(words) > _MOST_TOLD else words
    more = f"; {len(words) - 1} cột khác của hàng này cũng không bằng tổng" if len(words) > _MOST_TOLD else ""
    for code, message in told.items():
        cell = source.cell(record.line, code)
        yield Finding(
            "national-differs" if of_nation else "group-differs",
            message + more,
            hint,
            "warning",
            source.file,
            source.sheet,
            cell,
        )


def _unread(record: Record) -> Iterator[Finding]:
    """Cells of a sum that are no number: they are of no use, but somebody meant something by them."""
    source = record.source
    for code, fault in record.counts.items():
        if isinstance(fault, NumberFault):
            cell = source.cell(record.line, code)
            yield Finding(fault.code, fault.message, fault.hint, "warning", source.file, source.sheet, cell)


def _beside(record: Record) -> Finding:
    source, cell = record.source, record.source.name_cell(record.line)
    words = f" về {MEASURE_NAMES[record.measure]}" if record.measure else ""
    message = f"hàng “{record.name}”{words} không phải của tỉnh, thành phố nên không được cộng vào"
    return Finding("beside-provinces", message, _BESIDE_HINT, "warning", source.file, source.sheet, cell)
