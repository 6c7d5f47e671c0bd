"""Money as letters print it. Amounts are whole thousands of đồng, as on the statistics forms."""

from dispatch.vietnamese.numbers import count
from dispatch.vietnamese.rounding_words import HON, Closeness, rounded_to, with_closeness

CURRENCY = "đồng"
_BILLION, _MILLION, _THOUSAND = 1_000_000, 1_000, 1
_GROUPS = (("tỷ", _BILLION), ("triệu", _MILLION), ("nghìn", _THOUSAND))


def full_amount(thousands: int) -> str:
    """Every group of an amount: 470581046 is "470 tỷ 581 triệu 046 nghìn đồng".

    Inner groups are padded with zeros, so that none can be lost unseen; zeros at the end are left out.
    """
    rest, parts = thousands, list[str]()
    for name, size in _GROUPS:
        digits, rest = divmod(rest, size)
        if parts or digits:
            parts.append(f"{digits:03} {name}" if parts else f"{count(digits)} {name}")
        if parts and not rest:
            break
    return " ".join([*parts, CURRENCY]) if parts else f"{count(thousands)} {CURRENCY}"


def billions(thousands: int) -> str:
    """An amount in tỷ, half up: "36.550 tỷ đồng"; one under a tỷ keeps all its groups."""
    return _in_billions(rounded_to(thousands, _BILLION)) if thousands >= _BILLION else full_amount(thousands)


def rounded_billions(thousands: int, words: Closeness = HON) -> str:
    """An amount in tỷ with the word that is true of it: "hơn 36.550 tỷ đồng", "gần 36.551 tỷ đồng"."""
    if thousands < _BILLION:
        return full_amount(thousands)
    printed = rounded_to(thousands, _BILLION)
    return with_closeness(thousands, printed * _BILLION, _in_billions(printed), words)


def _in_billions(number: int) -> str:
    return f"{count(number)} tỷ {CURRENCY}"
