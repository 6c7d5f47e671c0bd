"""Title and author of the file hold figures as well, outside of anchors."""

from collections.abc import Mapping, Sequence

from dispatch.inspection.package import Package
from dispatch.model.letter import FigureRun, Letter, Line, Text
from dispatch.model.manifest import AnchorRecord
from dispatch.pipeline.refreshing.new_figures import NewFigures
from dispatch.writers.core_renewal import renewed_core

_ROOT = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}coreProperties"


def refreshed_core(
    package: Package, figures: NewFigures, old: Sequence[AnchorRecord], new: Sequence[AnchorRecord]
) -> dict[str, bytes]:
    """The part with the core properties, when title or author have changed; {} otherwise."""
    name = next((name for name, tree in package.trees.items() if tree.tag == _ROOT), None)
    if name is None or figures.fresh is None or list(old) == list(new):
        return {}
    before, after = (_said(figures.fresh, {each.figure: each.text for each in records}) for records in (old, new))
    if before is None or after is None:
        return {}
    part = renewed_core(package.parts[name], before, after)
    return {} if part == package.parts[name] else {name: part}


def _said(letter: Letter, texts: Mapping[str, str]) -> dict[str, str] | None:
    """Title and author with these texts for the figures; None when one of them is not there."""
    head = letter.wording.heading
    titles = tuple(run for line in head.titles for run in (*line, Text(" ")))[:-1]
    try:
        return {"title": _text(head.subject or titles, texts), "author": _text(head.agency, texts)}
    except KeyError:
        return None


def _text(line: Line, texts: Mapping[str, str]) -> str:
    parts = (
        texts[run.figure] if isinstance(run, FigureRun) else run.text if isinstance(run, Text) else " " for run in line
    )
    return "".join(parts)
