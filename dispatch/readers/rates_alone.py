"""A published table of rates alone: what it must have, and what it cannot give."""

from collections.abc import Mapping, Set

from dispatch.model.indicator import RATE
from dispatch.readers.number_text import NumberFault

WHOLE = 10_000
"""Hundredths of a percent in 1."""


def needed_columns(found: Set[str], columns: Mapping[str, str], rate_name: str) -> dict[str, str]:
    """The columns that a table must have, with their names: those of the form, or the rate where it has none."""
    return {RATE: rate_name} if RATE in found and not found & columns.keys() else dict(columns)


def rate_faults(counts: Mapping[str, int]) -> dict[str, NumberFault]:
    """A rate above 100% is none."""
    if counts.get(RATE, 0) <= WHOLE:
        return {}
    hint = "kết quả không thể vượt số có điều kiện; kiểm tra lại ô này"
    return {RATE: NumberFault("rate-above-whole", "tỷ lệ lớn hơn 100%", hint)}
