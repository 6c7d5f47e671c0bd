"""What a row says of its rate: more finished than there was to finish, or nothing to finish."""

from collections.abc import Iterator

from dispatch.errors import Finding
from dispatch.model.dataset import MEASURE_NAMES, Measure, Row
from dispatch.model.indicator import IndicatorCatalogue
from dispatch.vietnamese.numbers import count


def rate_findings(row: Row, measure: Measure, catalogue: IndicatorCatalogue) -> Iterator[Finding]:
    """More finished than could be, or nothing to finish."""
    rate, source, counts, unit = catalogue.rate(measure), row.source, row.counts, row.unit
    if not counts.keys() >= set(rate.codes):
        return  # a column that is missing is told of the table
    done, base = rate.numerator.value(counts), rate.denominator.value(counts)
    if done > base:
        numerator, denominator = catalogue.in_words(rate.numerator), catalogue.in_words(rate.denominator)
        message = f"{numerator} ({count(done)}) lớn hơn {denominator} ({count(base)})"
        hint = "kết quả không thể vượt số có điều kiện; kiểm tra lại các ô này"
        cell = source.cell(row.line, rate.numerator.codes[0])
        yield Finding("done-above-base", message, hint, "error", source.file, source.sheet, cell, unit=unit.name)
    elif base == 0:
        message = f"không có {MEASURE_NAMES[measure]} có điều kiện thi hành nên không có tỷ lệ"
        hint = "đơn vị được in “—”, không xếp hạng và không bị nêu tên"
        cell = source.cell(row.line, rate.denominator.codes[0])
        yield Finding("zero-base", message, hint, "warning", source.file, source.sheet, cell, unit=unit.name)
