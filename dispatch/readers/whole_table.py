"""What only a table as a whole can show: its sums, its national rows, units that are missing."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from dispatch.errors import Finding
from dispatch.model.dataset import MEASURE_NAMES, MEASURES, Measure, Row
from dispatch.model.indicator import RATE, IndicatorCatalogue
from dispatch.model.unit import NATION_KEY, NATION_NAME, CodeSet, Unit
from dispatch.readers.lower_sums import settle_sums
from dispatch.readers.number_text import NumberFault
from dispatch.readers.rates_alone import WHOLE
from dispatch.readers.records import Record, RecordReader
from dispatch.readers.sum_rows import sum_row_findings


def finish_table(reader: RecordReader, file: str, catalogue: IndicatorCatalogue) -> Mapping[Measure, Row]:
    """Check a table whose rows are all read, and note what is wrong; the national rows of rates alone."""
    reader.judge_sums()
    settle_sums(reader, catalogue)
    rates = [measure for measure in MEASURES if _has_rates(reader, measure)]
    for measure in MEASURES:
        reader.findings += sum_row_findings(reader, measure, catalogue)
    national = _national_rates(reader, rates)
    if rates:
        reader.findings += _about_rates(file, rates, national)
    reader.findings += _missing(reader, file)
    return national


def _has_rates(reader: RecordReader, measure: Measure) -> bool:
    return any(row.rate is not None for row in reader.rows[measure].values())


def _national_rates(reader: RecordReader, rates: list[Measure]) -> dict[Measure, Row]:
    """The printed national rate of each measure that has rates; what is no number is noted."""
    nation = national_unit(reader.units[0].code_set)
    found: dict[Measure, Row] = {}
    for record in reader.national:
        rate, source = record.counts.get(RATE), record.source
        if record.measure in rates and isinstance(rate, int):
            row = Row(nation, {}, source, record.line, rate=Fraction(rate, WHOLE))
            if found.setdefault(record.measure, row).rate != row.rate:
                reader.findings.append(_second_national(record, found[record.measure]))
        elif record.measure in rates and isinstance(rate, NumberFault):
            cell = source.cell(record.line, RATE)
            fault = Finding(rate.code, rate.message, rate.hint, "error", source.file, source.sheet, cell)
            reader.findings.append(fault)
    return found


def _second_national(record: Record, first: Row) -> Finding:
    source, cell = record.source, first.source.cell(first.line, RATE)
    message = f"hàng “{record.name}” ghi tỷ lệ khác với hàng toàn quốc ở ô {cell}"
    hint = "chỉ giữ một hàng toàn quốc; hàng cộng của một nhóm cần tên khác, ví dụ “Vùng Đông Nam Bộ”"
    place = source.file, source.sheet, source.cell(record.line, RATE)
    return Finding("second-national", message, hint, "error", *place)


def _about_rates(file: str, rates: list[Measure], national: Mapping[Measure, Row]) -> Iterator[Finding]:
    if len(rates) < len(MEASURES):
        words = MEASURE_NAMES[rates[0]]
        message = f"số liệu về {words} chỉ có tỷ lệ, loại kia có số lượng"
        yield Finding("mixed-rates", message, "dùng bảng có số lượng, hoặc bảng chỉ có tỷ lệ, cho cả hai", file=file)
    for measure in rates:
        if measure not in national:
            message = f"thiếu hàng toàn quốc về {MEASURE_NAMES[measure]}; bảng chỉ có tỷ lệ phải có hàng này"
            hint = "tỷ lệ chung không tính được từ tỷ lệ các đơn vị; thêm hàng “Toàn quốc”"
            yield Finding("missing-national", message, hint, file=file)
    message = "bảng chỉ có tỷ lệ: xếp hạng và nêu tên được; số việc, số tiền không có"
    yield Finding("rates-alone", message, "", "info", file=file)


def _missing(reader: RecordReader, file: str) -> Iterator[Finding]:
    for measure in MEASURES:
        if measure in reader.unread:
            continue  # a row that could not be read may be the one that is missing
        if len(reader.units) > 1 and not any(seen == measure for seen, _ in reader.seen):
            message = f"không có dòng nào của đơn vị về {MEASURE_NAMES[measure]}"
            yield Finding("no-rows", message, "kiểm tra xem tệp đã ghi đủ số liệu chưa", file=file)
            continue
        source = next((row.source for row in reader.rows[measure].values()), None)
        place = (source.file, source.sheet) if source else (file, None)
        for unit in reader.units:
            if (measure, unit.key) not in reader.seen:
                message = f"thiếu {unit.name} trong số liệu về {MEASURE_NAMES[measure]}"
                hint = "bổ sung dòng của đơn vị này"
                yield Finding("missing-unit", message, hint, "error", *place, unit=unit.name)


def national_unit(code_set: CodeSet) -> Unit:
    """The nation as the unit of a printed row."""
    return Unit(NATION_KEY, code_set, 0, NATION_NAME, NATION_NAME, NATION_NAME, "")
