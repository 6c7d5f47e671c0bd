"""The sums of a row that must hold: which are broken, and which one cell may be to blame."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dispatch.errors import Finding
from dispatch.model.dataset import Measure, Row
from dispatch.model.indicator import Era, Identity, IndicatorCatalogue
from dispatch.vietnamese.numbers import count


class _Correction(NamedTuple):
    """A cell and by how much it must change for every sum of its row to hold."""

    code: str
    change: int


def identity_findings(row: Row, measure: Measure, era: Era, catalogue: IndicatorCatalogue) -> Iterator[Finding]:
    """One error for each identity of `era` that the row breaks, at the cell of the whole.

    An identity with a column the row has no count of is not judged. The hint names the cells any one
    of which, changed alone, would make all sums of the row hold: the likely slip of one hand.
    """
    counts = row.counts
    judged = [each for each in era.identities if all(code in counts for code in _codes(each, measure))]
    gaps = [each.parts[measure].value(counts) - counts[each.whole] for each in judged]
    if not any(gaps):
        return
    corrections = list(_corrections(counts, [_weights(each, measure) for each in judged], gaps))
    for identity in (each for each, gap in zip(judged, gaps, strict=True) if gap):
        parts = identity.parts[measure]
        whole, sum_of_parts = catalogue.indicators[identity.whole].name, _signed(parts.value(counts))
        message = f"{whole} là {count(counts[identity.whole])}, nhưng {catalogue.in_words(parts)} = {sum_of_parts}"
        hint = _hint(row, corrections) or f"kiểm tra lại {_cells(row, _codes(identity, measure))}"
        source, cell = row.source, row.source.cell(row.line, identity.whole)
        yield Finding("broken-identity", message, hint, "error", source.file, source.sheet, cell, unit=row.unit.name)


def _codes(identity: Identity, measure: Measure) -> tuple[str, ...]:
    return (identity.whole, *identity.parts[measure].codes)


def _corrections(
    counts: Mapping[str, int], weights: Sequence[Mapping[str, int]], gaps: Sequence[int]
) -> Iterator[_Correction]:
    """Every cell that closes all gaps by one change, opens no other and does not become negative."""
    for code in dict.fromkeys(code for each in weights for code in each):
        change = next((each[code] * gap for each, gap in zip(weights, gaps, strict=True) if gap and code in each), 0)
        heals = all(each.get(code, 0) * change == gap for each, gap in zip(weights, gaps, strict=True))
        if heals and counts[code] + change >= 0:
            yield _Correction(code, change)


def _weights(identity: Identity, measure: Measure) -> dict[str, int]:
    """By column, what one more in it does to the whole less its parts."""
    return {identity.whole: 1} | {code: -sign for sign, code in identity.parts[measure].signed}


def _hint(row: Row, corrections: Sequence[_Correction]) -> str:
    """Up to two cells with what would be right in them; of more, by how much one of them is wrong."""
    if not corrections:
        return ""
    if len(corrections) <= 2:  # noqa: PLR2004 -- a pair reads as "this or that"
        right = (f"{_cells(row, [code])} phải là {count(row.counts[code] + more)}" for code, more in corrections)
        return "có thể " + " hoặc ".join(right)
    ways = {
        word: [code for code, more in corrections if (more > 0) is grows]
        for word, grows in (("thiếu", True), ("thừa", False))
    }
    size = count(abs(corrections[0].change))
    wrong = (f"{_cells(row, codes)} ghi {word} {size}" for word, codes in ways.items() if codes)
    return "có thể một trong " + "; hoặc ".join(wrong)


def _cells(row: Row, codes: Sequence[str]) -> str:
    return ("ô " if len(codes) == 1 else "các ô ") + ", ".join(row.source.cell(row.line, code) for code in codes)


def _signed(value: int) -> str:
    return count(value) if value >= 0 else f"−{count(-value)}"
