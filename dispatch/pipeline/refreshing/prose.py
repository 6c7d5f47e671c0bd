"""Decide for every figure in prose what a refresh does: design 4.4, three ways."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dispatch.model.figure import Figure
from dispatch.model.judgement import AnchorState, Breach, Judgement
from dispatch.model.manifest import NEIGHBOUR, AnchorRecord
from dispatch.model.place import Span
from dispatch.model.refreshed import Item, Outcome, Outcomes
from dispatch.pipeline.refreshing.new_figures import NewFigures
from dispatch.pipeline.refreshing.reviews import reviews
from dispatch.writers.edits import Edits
from dispatch.writers.patching import can_hold

_BREACHES: dict[Breach, str] = {
    "glued": "có chữ hoặc số gõ dính vào số liệu",
    "revision": "thay đổi đang theo dõi (track changes) chạm vào số liệu",
    "split": "số liệu bị tách ra nhiều đoạn",
    "not-text": "trong số liệu có thứ không phải là chữ",
}

_LOST: dict[AnchorState, Outcome] = {"removed": "removed", "gone": "kept"}

Replaced = list[tuple[Span, str]]


def refresh_prose(
    judgements: Sequence[Judgement], figures: NewFigures, edits: Edits, outcomes: Outcomes
) -> list[AnchorRecord]:
    """Put the new figures in place, note what became of each, and return the records of the letter as it will be.

    A conflict keeps the figure's other places: a letter that says two things is worse than one that waits.
    """
    decided = [(judgement, figures.figure(judgement.record)) for judgement in judgements]
    blocked = {
        judgement.record.base
        for judgement, figure in decided
        if figure is not None and _outcome(judgement, figure.text) == "conflicts"
    }
    records: list[AnchorRecord] = []
    replaced: Replaced = []
    for judgement, figure in decided:
        for item in reviews(judgement, figure, figures):
            outcomes.add("review", item)
        if figure is None:
            records.append(judgement.record)
            continue
        outcome = _outcome_among(judgement, figure.text, blocked)
        if outcome is None:
            outcomes.unchanged += 1
        else:
            outcomes.add(outcome, _item(judgement, figure, outcome, figures.cells(figure)))
        if outcome == "updated" and judgement.span is not None:
            replaced.append((judgement.span, figure.text))
            edits.put(judgement.span, figure.text, figures.note(judgement.record.text, figure.text, figure))
        renewed = outcome in (None, "updated") and judgement.state != "gone"
        records.append(replace(judgement.record, text=figure.text) if renewed else judgement.record)
    return [*_with_neighbours(records, judgements, replaced)]


def _outcome_among(judgement: Judgement, ours: str, blocked: set[str]) -> Outcome | None:
    """What becomes of one place, the figure's other places and the words it stands in considered."""
    outcome, span = _outcome(judgement, ours), judgement.span
    if outcome == "updated" and (judgement.record.base in blocked or span is None or not can_hold(span)):
        return "conflicts"
    return outcome


def _outcome(judgement: Judgement, ours: str) -> Outcome | None:
    """What becomes of one place on its own; None when nothing has to be done."""
    base, theirs = judgement.record.text, judgement.theirs
    if judgement.state in _LOST:
        return _LOST[judgement.state]
    if theirs == ours:
        return None
    if judgement.state == "sound" or (judgement.state == "changed" and theirs.strip() == ours.strip()):
        return "updated"  # also a blank that the officer filled in with what the data says now
    if judgement.state == "changed":
        return "kept" if ours == base else "conflicts"
    # Filling in a blank by typing over it leaves all but the first character outside.
    filled_in = judgement.breach == "glued" and not base.strip() and ours == base
    return "kept" if filled_in else "conflicts"


def _item(judgement: Judgement, figure: Figure, outcome: Outcome, cells: tuple[str, ...]) -> Item:
    """One place of a figure as the report says it."""
    record, where = judgement.record, judgement.excerpt()
    why = _BREACHES.get(judgement.breach, "") if outcome == "conflicts" else ""
    if outcome == "conflicts" and not why and judgement.theirs == judgement.record.text:
        why = "số liệu này đang xung đột ở chỗ khác"
    elif judgement.state == "gone":
        why = "điểm gắn không còn, số liệu đã được gõ lại"
    place = f"{where}: {why}" if why else where
    return Item(record.figure, place, record.text, judgement.theirs, figure.text, cells)


def _with_neighbours(
    records: Sequence[AnchorRecord], judgements: Sequence[Judgement], replaced: Replaced
) -> Iterator[AnchorRecord]:
    """Records whose neighbour is a figure that has changed remember its new text."""
    starts = {(id(span.paragraph), span.start): new for span, new in replaced}
    ends = {(id(span.paragraph), span.end): new for span, new in replaced if span.end > span.start}
    for record, judgement in zip(records, judgements, strict=True):
        span = judgement.span
        if span is None:
            yield record
            continue
        before = ends.get((id(span.paragraph), span.start))
        after = starts.get((id(span.paragraph), span.end))
        yield replace(
            record,
            before=record.before if before is None else before[-NEIGHBOUR:],
            after=record.after if after is None else after[:NEIGHBOUR],
        )
