"""A change of the text, to be told."""

from dataclasses import dataclass

from dispatch.inspection.checking.findings import Where


@dataclass(frozen=True, slots=True)
class TextChange:
    """What stood at a place and what stands there now; a tab is shown as an arrow."""

    where: Where
    before: str
    after: str
