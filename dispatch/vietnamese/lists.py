"""Lists of names in a sentence: plain commas, no "và", nothing after the last name."""

from collections.abc import Iterable

NO_NAMES = "không có"


def names_text(names: Iterable[str]) -> str:
    """Print "Hà Nội, Hà Giang"; an empty list is "không có"."""
    return ", ".join(names) or NO_NAMES


def names_with_rates(pairs: Iterable[tuple[str, str]]) -> str:
    """Names with their rates: "Tây Ninh (28,81%), Kiên Giang (29,36%)"."""
    return names_text(f"{name} ({rate})" for name, rate in pairs)
