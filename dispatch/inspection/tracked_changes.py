"""Tracked changes that nobody has accepted or rejected yet."""

from collections.abc import Iterator
from dataclasses import dataclass

from dispatch.inspection.elements import PARAGRAPH, ROW, attribute, excerpt
from dispatch.inspection.package import Package, W

_CHANGES = tuple(
    f"{W}{name}"
    for name in (
        *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange"),
        *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange"),
        *("trPrChange", "tcPrChange"),
    )
)
_COMMENTS = f"{W}comments"


@dataclass(frozen=True, slots=True)
class TrackedChange:
    """A change, who made it, and the beginning of the paragraph it stands in."""

    part: str
    author: str
    paragraph: str


def tracked_changes(package: Package) -> Iterator[TrackedChange]:
    """Every tracked change of text or form, once for each paragraph and author; those in comments do not count."""
    seen: set[tuple[str, str, object]] = set()
    for part, tree in package.stories():
        for change in tree.iter(*_CHANGES) if tree.tag != _COMMENTS else ():
            around = next(change.iterancestors(PARAGRAPH, ROW), tree)
            author = attribute(change, "author")
            if (part, author, around) not in seen:
                seen.add((part, author, around))
                yield TrackedChange(part, author, excerpt(around) if around is not tree else "(cả văn bản)")
