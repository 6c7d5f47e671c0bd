"""Formulas of the catalogue: sums of indicators, ratios of sums, and sums that must hold."""

import re
from collections.abc import Mapping

from dispatch.model.indicator import Ratio, Terms

_TERM = re.compile(r"\s*([+-]?)\s*([a-z][a-z0-9_]*)\s*")


def parse_formula(text: str, known: Mapping[str, Terms]) -> Terms | Ratio | None:
    """Read "a + b - c" or "(a + b) / c"; None when it is neither, or names what is not `known`.

    `known` has for each code the columns it stands for; the result is over columns alone.
    """
    above, slash, below = text.partition("/")
    numerator = _sum(_ungrouped(above), known)
    if not slash:
        return numerator
    denominator = _sum(_ungrouped(below), known)
    return Ratio(numerator, denominator) if numerator and denominator else None


def _ungrouped(text: str) -> str:
    """A sum without the parentheses around it."""
    text = text.strip()
    return text[1:-1] if text.startswith("(") and text.endswith(")") else text


def _sum(text: str, known: Mapping[str, Terms]) -> Terms | None:
    signed: list[tuple[int, str]] = []
    place = 0
    while place < len(text):
        found = _TERM.match(text, place)
        if found is None or found[2] not in known or (signed and not found[1]):
            return None
        sign = -1 if found[1] == "-" else 1
        signed += [(sign * inner, code) for inner, code in known[found[2]].signed]
        place = found.end()
    return Terms(tuple(signed)) if signed else None
