"""What invented tables are made with: numbers drawn from words, and a whole shared out."""

from collections.abc import Sequence
from fractions import Fraction
from hashlib import sha256


def drawn(*parts: str) -> Fraction:
    """A number from 0 to 1 that depends on `parts` and on nothing else."""
    return Fraction(int(sha256("|".join(parts).encode()).hexdigest()[:8], 16), 2**32)


def shared_out(total: int, weights: Sequence[int]) -> list[int]:
    """`total` in whole parts after `weights`; what rounding leaves goes to the largest."""
    parts = [total * weight // sum(weights) for weight in weights]
    parts[weights.index(max(weights))] += total - sum(parts)
    return parts
