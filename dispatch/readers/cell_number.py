"""Exact numbers out of the cells of a workbook, whatever form they have there."""

from decimal import ROUND_HALF_UP, Decimal

from dispatch.readers.cells import Cell
from dispatch.readers.number_text import (
    NumberFault,
    blank,
    negative,
    not_whole,
    read_count,
    read_percent,
    too_large,
)
from dispatch.readers.xlsx.values import percent_text

# Excel keeps 15 digits: what has more was rounded before it was stored.
_EXACT_BELOW = Decimal(10**15)
_LARGEST = Decimal(10**18)
_AS_NUMBER = "định dạng ô thành số (Number) rồi gõ lại số"


def count_in(cell: Cell) -> int | NumberFault:
    """The count in a cell; a number typed as text is read by `read_count`."""
    if cell.kind == "percent":
        return read_count(cell.text)
    number = _number(cell)
    if number is None:
        return read_count(cell.text)
    if isinstance(number, NumberFault):
        return number
    return int(number) if number == number.to_integral_value() else not_whole(cell.text)


def percent_in(cell: Cell) -> int | NumberFault:
    """The percentage in a cell, in hundredths of a percent; text is read by `read_percent`.

    Where the cell holds a number, more decimals are rounded half up, as Excel shows them: rates are
    most often formulas. Without a percent format 41,54 is 41,54%, and 0,4 is "ambiguous-number".
    """
    number = _number(cell)
    if number is None:
        return read_percent(cell.text)
    if isinstance(number, NumberFault):
        return number
    if cell.kind == "number" and 0 < number <= 1:
        message = f"số {cell.text} có thể là {cell.text}% hoặc {percent_text(number)}"
        return NumberFault("ambiguous-number", message, "định dạng ô thành phần trăm (Percentage) rồi kiểm tra lại")
    return int((number * 100).to_integral_value(ROUND_HALF_UP))


def cell_fault(cell: Cell) -> NumberFault | None:
    """What makes a cell unreadable as text as well: an error of Excel, or a formula without its result."""
    if cell.kind == "error":
        hint = "mở tệp bằng Excel, sửa công thức ở ô này rồi lưu lại"
        return NumberFault("error-value", f"ô báo lỗi {cell.text}", hint)
    if cell.kind == "uncached":
        message = "ô có công thức nhưng kết quả chưa được lưu trong tệp"
        return NumberFault("uncached-formula", message, "mở tệp bằng Excel, lưu lại (Ctrl+S) rồi dùng tệp đó")
    return None


def _number(cell: Cell) -> Decimal | NumberFault | None:
    """The number a cell holds, its fault, or None for text."""
    if fault := cell_fault(cell) or _kind_fault(cell):
        return fault
    number = cell.number
    return number if number is None else _size_fault(cell.text, number) or number


def _kind_fault(cell: Cell) -> NumberFault | None:
    if cell.kind == "empty":
        return blank()
    if cell.kind == "bool":
        return NumberFault("not-a-number", f"ô chứa giá trị đúng/sai ({cell.text}), không phải số", _AS_NUMBER)
    if cell.kind == "date":
        return NumberFault("date-for-number", f"ô chứa ngày {cell.text}, không phải số", _AS_NUMBER)
    return None


def _size_fault(text: str, number: Decimal) -> NumberFault | None:
    if number < 0:
        return negative(text)
    if number >= _LARGEST:
        return too_large(text)
    if number >= _EXACT_BELOW:
        message = f"số {text} có hơn 15 chữ số; Excel đã làm tròn, các chữ số cuối không còn đúng"
        return NumberFault("precision-loss", message, "kiểm tra đơn vị tính (1.000 đồng) và gõ lại số")
    return None
