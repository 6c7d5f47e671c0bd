"""The list of a batch's letters, as an office keeps it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListedLetter:
    """One letter of a batch: its unit, its file, the figures shown of it, its state and what to look at."""

    key: str
    name: str
    file: str
    figures: tuple[str, ...]
    state: str
    warnings: tuple[str, ...] = ()
